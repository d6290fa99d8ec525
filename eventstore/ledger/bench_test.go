package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite/bare"
)

// benchLog is how many events the large log has. The target is set for a million: DOSSIERBOEK_BENCH_LOG=1000000.
func benchLog(b *testing.B) int {
	n := 100_000
	if s := os.Getenv("DOSSIERBOEK_BENCH_LOG"); s != "" {
		var err error
		n, err = strconv.Atoi(s)
		goed(b, err)
	}
	return n
}

// vul makes a dossier longer, straight through the store: open parts as they are, and no content.
func (o *opstelling) vul(d id.Dossier, over []id.Betrokkene, van, tot int, deel []byte) {
	o.t.Helper()
	for van < tot {
		var events []eventstore.Event
		for ; van < tot && len(events) < 200; van++ {
			open, err := json.Marshal(domain.GegevenVastgelegd{Onderdeel: nieuwO(), Rubriek: "onderzoek", Over: over})
			goed(o.t, err)
			data, err := json.Marshal(domain.Envelop{Schema: 1, Open: open, Delen: [][]byte{deel}})
			goed(o.t, err)
			meta, err := json.Marshal(domain.Meta{Wie: "m-1", Rol: "medewerker", Doel: "onderzoek", Matrix: "vast-1",
				VastgelegdOp: o.nu().UTC()})
			goed(o.t, err)
			events = append(events, eventstore.Event{ID: uuid.New(), Kind: string(domain.SoortGegevenVastgelegd), Data: data,
				Meta: meta})
		}
		_, err := o.store.Append(context.Background(), DossierStroom(d), eventstore.Any(), events...)
		goed(o.t, err)
	}
}

// vulLog makes a log large: dossiers of 100 events of about 1,500 bytes.
func (o *opstelling) vulLog(events int) {
	for ; events > 0; events -= 100 {
		o.vul(nieuwD(), []id.Betrokkene{nieuwB(), nieuwB()}, 0, 100, make([]byte, 750))
	}
}

func benchTekst() string { return strings.Repeat("Er is gesproken over de situatie thuis. ", 25) } // 1,000 bytes

// BenchmarkVastleggen compares durable appends through the ledger (decide, seal for two persons, group commit) with
// what bare SQLite does with the same bytes, in turns within one run: a lone caller against a transaction per insert,
// 64 callers, each with a dossier of its own, against transactions of 64 inserts, in streams as long as the dossiers.
// "ratio" is the ledger's rate divided by the bare rate.
func BenchmarkVastleggen(b *testing.B) {
	for _, lengte := range []int{100, 5000} {
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("dossier=%d/callers=%d", lengte, callers), func(b *testing.B) {
				o := stelOp(b)
				log, err := bare.Create(o.pad("bare.db"))
				goed(b, err)
				defer log.Close()
				gezinnen := make([]gezin, callers)
				for i := range gezinnen {
					gezinnen[i] = o.opentGezin()
					o.vul(gezinnen[i].dossier, []id.Betrokkene{gezinnen[i].moeder, gezinnen[i].kind}, 4, lengte, nil)
				}
				// What the caller brings is no work of the ledger; and each dossier was written to before.
				opdrachten := make([]domain.LegGegevenVast, callers)
				var proef Uitkomst
				for i := range opdrachten {
					opdrachten[i] = o.legt(gezinnen[i], benchTekst())
					u := o.doet(medewerker, gezinnen[i].dossier, opdrachten[i])
					if i == 0 {
						proef = u
					}
				}
				var bytes eventstore.Event
				for r, err := range o.store.ReadStream(b.Context(), DossierStroom(gezinnen[0].dossier), proef.Laatste) {
					goed(b, err)
					bytes = r.Event
				}
				// The other log begins with streams that are as long: its index too has a page for each.
				klein := bytes
				klein.Data = bytes.Meta
				for i := range gezinnen {
					goed(b, log.Fill(int64(i), lengte, klein))
				}
				const beurt = 200 // so long that its end, when some callers are done already, weighs little
				var ledger, baseline time.Duration
				n := 0
				for b.Loop() {
					begin := time.Now()
					tegelijk(callers, func(c int) {
						for range beurt {
							opdracht := opdrachten[c]
							opdracht.ID = nieuwO()
							o.doet(medewerker, gezinnen[c].dossier, opdracht)
						}
					})
					ledger += time.Since(begin)
					begin = time.Now()
					for range beurt {
						events := make([]eventstore.Event, callers)
						for c := range events {
							events[c] = bytes
							events[c].ID = uuid.New()
						}
						goed(b, log.Commit(0, events...))
					}
					baseline += time.Since(begin)
					n += callers * beurt
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(n)/ledger.Seconds(), "appends/s")
				b.ReportMetric(float64(n)/baseline.Seconds(), "bare/s")
				b.ReportMetric(baseline.Seconds()/ledger.Seconds(), "ratio")
				b.ReportMetric(float64(len(bytes.Data)+len(bytes.Meta)), "bytes/event")
			})
		}
	}
}

// zonderLog takes every append and keeps none.
type zonderLog struct{ eventstore.Store }

func (zonderLog) Append(_ context.Context, _ string, e eventstore.Expected,
	events ...eventstore.Event) (eventstore.Appended, error) {
	var a eventstore.Appended
	e.Match(func() {}, func(r uint64) { a.First = r + 1 }, func() {})
	a.Last = a.First + uint64(len(events)) - 1
	return a, nil
}

// BenchmarkVastleggenZonderLog is what an append costs its caller: deciding, encoding, sealing for two persons,
// folding.
func BenchmarkVastleggenZonderLog(b *testing.B) {
	o := stelOp(b)
	g := o.opentGezin()
	opdracht := o.legt(g, benchTekst())
	o.doet(medewerker, g.dossier, opdracht)
	config := o.Ledger.Config
	config.Store = zonderLog{o.store}
	zonder, err := Nieuw(config)
	goed(b, err)
	goed(b, zonder.Herstel(b.Context(), nil))
	o.Ledger = zonder
	b.ReportAllocs()
	for b.Loop() {
		opdracht.ID = nieuwO()
		o.doet(medewerker, g.dossier, opdracht)
	}
}

func tegelijk(n int, doe func(int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { doe(i) })
	}
	wg.Wait()
}

// tweeLogs are a ledger over a log of 10,000 events and one over a large log.
func tweeLogs(b *testing.B) (klein, groot *opstelling) {
	klein, groot = stelOp(b), stelOp(b)
	klein.vulLog(10_000)
	groot.vulLog(benchLog(b))
	return klein, groot
}

// langDossier is a dossier of about so many events about two persons.
func (o *opstelling) langDossier(events int) gezin {
	g := o.opentGezin()
	for range events - 4 {
		o.doet(medewerker, g.dossier, o.legt(g, benchTekst()))
	}
	return g
}

// BenchmarkVernietig erases a person with 500 parts, in a small log and in a large one, in turns: approval, register,
// keys, and the event that says it is done. "ratio" is the time in the large log divided by that in the small one.
func BenchmarkVernietig(b *testing.B) {
	klein, groot := tweeLogs(b)
	var duur [2]time.Duration
	for b.Loop() {
		b.StopTimer()
		for i, o := range []*opstelling{klein, groot} {
			g := o.langDossier(500)
			z, err := o.lees(b.Context(), g.dossier)
			goed(b, err)
			besluit := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Betrokkene: g.moeder}, Grond: "bezwaar",
				Motivering: schrijft(b, "Bezwaar.")}
			for _, k := range z.nu.Betreft(besluit.Omvang) {
				besluit.Keuzes = append(besluit.Keuzes, domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen})
			}
			o.doet(officer, g.dossier, besluit)
			b.StartTimer()
			begin := time.Now()
			o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: besluit.ID})
			duur[i] += time.Since(begin)
			b.StopTimer()
		}
		b.StartTimer()
	}
	b.ReportMetric(duur[0].Seconds()*1000/float64(b.N), "ms/erasure-10k")
	b.ReportMetric(duur[1].Seconds()*1000/float64(b.N), "ms/erasure-large")
	b.ReportMetric(duur[1].Seconds()/duur[0].Seconds(), "ratio")
}
