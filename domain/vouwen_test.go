package domain

import (
	"encoding/json"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

// Random courses, each folded in every way.
func TestVouwen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &willekeur{t: t, proef: nieuweProef()}
		w.moet(w.opening())
		acties := map[string]func(*rapid.T){}
		for naam, maak := range w.opdrachten() {
			acties[naam] = func(*rapid.T) {
				var geweigerd *Weigering
				if err := w.doe(maak()); err != nil && !errors.As(err, &geweigerd) {
					t.Fatalf("%s: %v", naam, err)
				}
			}
		}
		t.Repeat(acties)
		w.bepaaldEnLosVanElkaar()
		w.verderUitJSON()
		w.inOnmogelijkeVolgorde()
	})
}

// Folding the same events gives the same dossier, and no two dossiers share what one of them can change.
func (w *willekeur) bepaaldEnLosVanElkaar() {
	t := w.t
	a, b := NieuwDossier(dossier), NieuwDossier(dossier)
	for _, v := range w.events {
		a.PasToe(v)
		b.PasToe(v)
	}
	eerst := delenVan(t, b)
	if weg := verschil(delenVan(t, w.d), eerst); len(weg) > 0 {
		t.Fatalf("folded again it differs in %v", weg)
	}
	bederf(a)
	if weg := verschil(eerst, delenVan(t, b)); len(weg) > 0 {
		t.Fatalf("changing one dossier changed another in %v", weg)
	}
	c := NieuwDossier(dossier)
	for _, v := range w.events {
		c.PasToe(v)
	}
	if weg := verschil(eerst, delenVan(t, c)); len(weg) > 0 {
		t.Fatalf("changing a dossier changed the events in %v", weg)
	}
}

// bederf overwrites whatever a dossier holds by reference.
func bederf(d *Dossier) {
	vreemd := persoon(99)
	versies := func(vs []Versie) {
		for i := range vs {
			for j := range vs[i].Over {
				vs[i].Over[j] = vreemd
			}
			if vs[i].Vernietigd != nil {
				*vs[i].Vernietigd = VernietigingRef{}
			}
			vs[i] = Versie{}
		}
	}
	for i := range d.Toewijzingen {
		d.Toewijzingen[i] = Toewijzing{}
	}
	for i := range d.Lopend {
		d.Lopend[i] = stuk(99)
	}
	for _, o := range d.Onderdelen {
		for i := range o.Over {
			o.Over[i] = vreemd
		}
		for i := range o.Betwist {
			o.Betwist[i] = stuk(99)
		}
		for i := range o.Stukken {
			o.Stukken[i] = Stuk{}
		}
		for i := range o.Accorderingen {
			o.Accorderingen[i] = stuk(99)
		}
		for i := range o.Punten {
			if o.Punten[i].AfgedaanOp != nil {
				*o.Punten[i].AfgedaanOp = begin
			}
			o.Punten[i] = Punt{}
		}
		versies(o.Versies)
		versies(o.Overig)
	}
	for _, l := range d.Vernietigingen {
		for i := range l.Uitkomsten {
			l.Uitkomsten[i] = UitkomstPer{}
		}
		for i := range l.Doelen {
			l.Doelen[i] = Doel{}
		}
	}
	for _, b := range d.Betrokkenen {
		if b.Vernietigd != nil {
			*b.Vernietigd = VernietigingRef{}
		}
	}
}

// A projection stores a fold in parts and goes on from them; so do the stored forms of the events themselves.
func (w *willekeur) verderUitJSON() {
	t := w.t
	heel, gelezen := NieuwDossier(dossier), NieuwDossier(dossier)
	for _, v := range w.events {
		open, err := json.Marshal(v.Feit)
		if err != nil {
			t.Fatal(err)
		}
		data, meta := alsJSON(t, Envelop{Schema: v.Schema, Open: open}), alsJSON(t, v.Meta)
		uit, _, err := Ontleed(v.ID, v.Revisie, string(v.Feit.Soort()), []byte(data), []byte(meta))
		if err != nil {
			t.Fatal(err)
		}
		heel.PasToe(v)
		gelezen.PasToe(uit)
		gelezen = herlees(t, gelezen)
		if v.Revisie%8 != 0 && int(v.Revisie) != len(w.events)-1 {
			continue // comparing takes longer than folding
		}
		if weg := verschil(delenVan(t, heel), delenVan(t, gelezen)); len(weg) > 0 {
			t.Fatalf("after %s, folded from JSON, it differs in %v", v.Feit.Soort(), weg)
		}
	}
}

// herlees writes a dossier in parts and reads it back.
func herlees(t failer, d *Dossier) *Dossier {
	uit := NieuwDossier(dossier)
	lees := func(v, in any) {
		if err := json.Unmarshal([]byte(alsJSON(t, v)), in); err != nil {
			t.Fatal(err)
		}
	}
	lees(d, uit)
	for k, v := range d.Betrokkenen {
		uit.Betrokkenen[k] = &Betrokkene{}
		lees(v, uit.Betrokkenen[k])
	}
	for k, v := range d.Onderdelen {
		uit.Onderdelen[k] = &Onderdeel{}
		lees(v, uit.Onderdelen[k])
	}
	for k, v := range d.Vernietigingen {
		uit.Vernietigingen[k] = &VernietigingLoop{}
		lees(v, uit.Vernietigingen[k])
	}
	return uit
}

// A fold of anything that decodes does not panic, also where it could not have been decided.
func (w *willekeur) inOnmogelijkeVolgorde() {
	d := NieuwDossier(dossier)
	for _, v := range rapid.Permutation(w.events).Draw(w.t, "volgorde") {
		d.PasToe(v)
	}
	d.Alle()
	f := feitenOp(w.nu, "po-3")
	for v := range d.Vernietigingen {
		_, _ = KeurVernietigingGoed{ID: v}.Beslis(d, f) // whatever it says
	}
}
