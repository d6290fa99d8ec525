package main

import (
	"bytes"
	"strings"
	"testing"

	"dossierboek/api/bericht"
)

func TestCountsAreATable(t *testing.T) {
	n := 12
	var b bytes.Buffer
	p := &page{out: &b, width: 100}
	showCounts(p, &bericht.Telstaat{HalfJaar: "2026-1", Door: "t-1", Reden: "codes-verbeterd", Totaal: &n,
		Rijen: []bericht.Telrij{{Naam: "duur",
			Cellen: []bericht.Telcel{{Code: "eenmalig", Aantal: &n}, {Code: "onbekend"}}}}})
	for _, want := range []string{"2026-1", "t-1", "codes verbeterd", "totaal", "12\n", "onbekend", " .\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in:\n%s", want, b.String())
		}
	}
}
