package ledger

import (
	"testing"
	"time"
)

// BenchmarkConcept compares an autosave of a draft of 1,000 bytes about two persons with a durable append of a gegeven
// of as much text through the same ledger, a lone caller, in turns. "ratio" is the time of a save divided by that of
// an append.
func BenchmarkConcept(b *testing.B) {
	o := stelOp(b)
	g := o.opentGezin()
	inhoud := halfAf(benchTekst(), g.moeder, g.kind)
	c := o.begintConcept(medewerker, g.dossier, inhoud)
	opdracht := o.legt(g, benchTekst())
	o.doet(medewerker, g.dossier, opdracht)
	const beurt = 50
	var bewaren, vastleggen time.Duration
	versie, n := c.Versie, 0
	for b.Loop() {
		begin := time.Now()
		for range beurt {
			nu, err := o.bewaart(medewerker, c, versie, inhoud)
			goed(b, err)
			versie = nu.Versie
		}
		bewaren += time.Since(begin)
		begin = time.Now()
		for range beurt {
			opdracht.ID = nieuwO()
			o.doet(medewerker, g.dossier, opdracht)
		}
		vastleggen += time.Since(begin)
		n += beurt
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(n)/bewaren.Seconds(), "saves/s")
	b.ReportMetric(float64(n)/vastleggen.Seconds(), "appends/s")
	b.ReportMetric(bewaren.Seconds()/vastleggen.Seconds(), "ratio")
}
