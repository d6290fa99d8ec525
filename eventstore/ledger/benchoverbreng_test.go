package ledger

import (
	"testing"
	"time"

	"dossierboek/domain"
)

// BenchmarkVoegSamen merges dossiers of 5,000 events and of 500 with verslagen into others that are as long, in turns.
// "ratio" is the time per event of the long ones divided by that of the short ones: 1 where the work grows with what
// goes, and no more.
func BenchmarkVoegSamen(b *testing.B) {
	o := stelOp(b)
	lengten := []int{500, 5000}
	var duur [2]time.Duration
	for b.Loop() {
		for i, n := range lengten {
			b.StopTimer()
			van, naar := o.metVerslagen(n), o.metVerslagen(n)
			b.StartTimer()
			begin := time.Now()
			_, err := o.overbrengt(van.dossier, naar.dossier, domain.BrengOver{Geheel: true,
				Personen: []domain.Persoonspaar{{Hier: van.moeder, Daar: naar.moeder}, {Hier: van.kind, Daar: naar.kind}}})
			goed(b, err)
			duur[i] += time.Since(begin)
		}
	}
	for i, naam := range []string{"µs/event-500", "µs/event-5000"} {
		b.ReportMetric(float64(duur[i].Microseconds())/float64(b.N*lengten[i]), naam)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(duur[1].Seconds()/float64(lengten[1])/(duur[0].Seconds()/float64(lengten[0])), "ratio")
}
