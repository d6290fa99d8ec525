package domain

import (
	"errors"
	"testing"

	"dossierboek/domain/id"
)

// ZOB-6.1: one dossier per gezin. Who opens another on persons who may be known says which dossiers they saw.
func TestMogelijkBekend(t *testing.T) {
	ander, nogEen := id.Van[id.Dossier](nummer("dossier", 1)), id.Van[id.Dossier](nummer("dossier", 2))
	bekend := []MogelijkBekend{{ander, []Herkenning{HerkenningBSN}}, {nogEen, []Herkenning{HerkenningAdres}}}
	for _, g := range []struct {
		bekend []MogelijkBekend
		gezien []id.Dossier
		code   Code
	}{
		{nil, nil, ""},
		{bekend, nil, CodeMogelijkBekend},
		{bekend, []id.Dossier{ander}, CodeMogelijkBekend},
		{bekend, []id.Dossier{nogEen, ander}, ""},
	} {
		f := feitenOp(begin, "m-1")
		f.Bekend = g.bekend
		o := OpenDossier{Onderdeel: stuk(0), Opening: Opening{Grond: "ots", MogelijkBekendGezien: g.gezien},
			Betrokkenen: []NieuweBetrokkene{nieuwePersoon(1)}}
		_, err := o.Beslis(NieuwDossier(dossier), f)
		if code(err) != g.code {
			t.Errorf("%d found, %d seen: %v", len(g.bekend), len(g.gezien), err)
		}
		var w *Weigering
		if errors.As(err, &w) && (len(w.Bekend) != 2 || len(w.Regels) == 0) {
			t.Errorf("the refusal names %d dossiers", len(w.Bekend))
		}
	}
	if i := (&Identiteit{Hoedanigheid: "professional"}); i.VanGezin() {
		t.Error("a professional is of the gezin")
	}
}
