package ledger

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

// BenchmarkEerderBeeld looks at a dossier of 100 events as it was halfway, in a small log and in a large one, in
// turns. "ratio" is the time in the large log divided by that in the small one.
func BenchmarkEerderBeeld(b *testing.B) {
	klein, groot := tweeLogs(b)
	var duur [2]time.Duration
	var gezinnen [2]gezin
	var toen [2]time.Time
	for i, o := range []*opstelling{klein, groot} {
		gezinnen[i] = o.langDossier(50)
		toen[i] = o.nu()
		for range 50 {
			o.doet(medewerker, gezinnen[i].dossier, o.legt(gezinnen[i], benchTekst()))
		}
	}
	for b.Loop() {
		for i, o := range []*opstelling{klein, groot} {
			begin := time.Now()
			if n := len(o.ziet(medewerker, gezinnen[i].dossier, Momenten{BeschikbaarOp: &toen[i]}).Onderdelen); n != 50 {
				b.Fatalf("%d onderdelen", n)
			}
			duur[i] += time.Since(begin)
		}
	}
	b.ReportMetric(float64(duur[0].Microseconds())/float64(b.N), "µs/view-10k")
	b.ReportMetric(float64(duur[1].Microseconds())/float64(b.N), "µs/view-large")
	b.ReportMetric(duur[1].Seconds()/duur[0].Seconds(), "ratio")
}

// zonderFeit drops access facts: the same reading without its cost.
type zonderFeit struct{ eventstore.Store }

func (z zonderFeit) Append(ctx context.Context, stroom string, e eventstore.Expected,
	events ...eventstore.Event) (eventstore.Appended, error) {
	if strings.HasPrefix(stroom, voorToegang) {
		return eventstore.Appended{}, nil
	}
	return z.Store.Append(ctx, stroom, e, events...)
}

// BenchmarkBeeld compares views by 64 callers with the same views without their access fact, in turns. "ratio" is the
// rate with it divided by the rate without.
func BenchmarkBeeld(b *testing.B) {
	for _, lengte := range []int{100, 1000} {
		b.Run(fmt.Sprintf("dossier=%d", lengte), func(b *testing.B) {
			const callers = 64
			o := stelOp(b)
			gezinnen := make([]gezin, 8)
			for i := range gezinnen {
				gezinnen[i] = o.langDossier(lengte)
			}
			met := o.Ledger
			config := met.Config
			config.Store = zonderFeit{o.store}
			zonder, err := Nieuw(config)
			goed(b, err)
			goed(b, zonder.Herstel(b.Context(), nil))
			duur := map[*Ledger]time.Duration{}
			n := 0
			for b.Loop() {
				for _, l := range []*Ledger{met, zonder} {
					begin := time.Now()
					tegelijk(callers, func(c int) {
						d := gezinnen[c%len(gezinnen)].dossier
						_, err := l.Bekijk(b.Context(), l.Beslis(medewerker, domain.HandelingRaadplegen, d, "onderzoek"), d, Momenten{},
							"v")
						goed(b, err)
					})
					duur[l] += time.Since(begin)
				}
				n += callers
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(n)/duur[met].Seconds(), "views/s")
			b.ReportMetric(float64(n)/duur[zonder].Seconds(), "views-without/s")
			b.ReportMetric(duur[zonder].Seconds()/duur[met].Seconds(), "ratio")
		})
	}
}
