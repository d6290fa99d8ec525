package tekst

import (
	"strings"
	"testing"
	"time"
)

// A text of the greatest length, made to be hard, costs no more than a moment.
func TestZwareTekst(t *testing.T) {
	z := NieuweZoeker(twintig(t))
	for _, s := range []string{"de ", "s.m.", "1 ", "1234 ab ", "sanne ", "jansen-de ", "e\u0301", "+(", "a", "{}",
		"Roos Jansen-de Wits "} {
		plat := strings.Repeat(s, MaxLengte/lengte(s))
		begin := time.Now()
		vs := z.Voorstellen(plat, nil, nil)
		var ms []Markering
		for i, v := range vs {
			if i == 0 || v.Begin >= vs[i-1].Einde {
				ms = append(ms, v.Markering)
			}
		}
		tk, f := Nieuw(plat, ms)
		if len(f) > 0 {
			t.Fatal(f[0].Error())
		}
		sj, per := tk.Gescheiden()
		if terug, err := Samen(sj, per); err != nil || !terug.Equal(tk) {
			t.Fatalf("a round trip fails: %v", err)
		}
		_ = z.Voorstellen(plat, ms, ms)
		if d := time.Since(begin); d > 5*time.Second {
			t.Errorf("%q repeated takes %v", s, d)
		} else {
			t.Logf("%q: %v, %d mentions", s, d.Round(time.Millisecond), len(ms))
		}
	}
}
