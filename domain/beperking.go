package domain

import (
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// A beperking holds onderdelen, or all of a dossier, as they are (VTF-bep-1, AVG art. 18): while it is disputed
// whether they are right, or somebody needs them in court, nobody changes, moves or destroys them, and they go to
// nobody but on the grounds of art. 18 lid 2. It can always be read that they are there, that they are held, and why
// somebody disputes them.

const (
	SoortBeperkingIngesteld Soort = "beperking.ingesteld"
	SoortBeperkingOpgeheven Soort = "beperking.opgeheven"
)

// BeperkingGrond is why data are held.
type BeperkingGrond string

// BeperkingGronden are those of AVG art. 18 lid 1, a to d.
var BeperkingGronden = []BeperkingGrond{"juistheid-betwist", "onrechtmatig-en-niet-wissen",
	"nodig-voor-rechtsvordering", "bezwaar"}

// BeperkingIngesteld holds these onderdelen, or all of the dossier; on what ground is sealed. The besluit says why.
type BeperkingIngesteld struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"` // the besluit, by whose id it goes
	Gehouden  []id.Onderdeel  `json:"gehouden,omitempty"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// BeperkingOpgeheven ends it. Gehouden are those that it held.
type BeperkingOpgeheven struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"` // the besluit
	Beperking id.Onderdeel    `json:"beperking"`
	Gehouden  []id.Onderdeel  `json:"gehouden,omitempty"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

func (*BeperkingIngesteld) Soort() Soort { return SoortBeperkingIngesteld }
func (*BeperkingOpgeheven) Soort() Soort { return SoortBeperkingOpgeheven }

func (f *BeperkingIngesteld) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...)
	if len(f.Gehouden) == 0 {
		d.Beperkt = append(slices.Clone(d.Beperkt), f.Onderdeel)
	}
	for _, welk := range f.Gehouden {
		if o, ok := d.onderdeel(welk); ok && !slices.Contains(o.Beperkt, f.Onderdeel) {
			o.Beperkt = append(o.Beperkt, f.Onderdeel)
		}
	}
}

func (f *BeperkingOpgeheven) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...)
	niet := func(b id.Onderdeel) bool { return b == f.Beperking }
	d.Beperkt = slices.DeleteFunc(slices.Clone(d.Beperkt), niet)
	for _, welk := range f.Gehouden {
		if o, ok := d.onderdeel(welk); ok {
			o.Beperkt = slices.DeleteFunc(slices.Clone(o.Beperkt), niet)
		}
	}
}

// StelBeperkingIn decides to hold onderdelen with what hangs on them, or the whole dossier.
type StelBeperkingIn struct {
	ID         id.Onderdeel // of the besluit
	Geheel     bool
	Onderdelen []id.Onderdeel
	Besluit    Besluit // with the ground
}

// HefBeperkingOp decides that it ends.
type HefBeperkingOp struct {
	ID        id.Onderdeel // of the besluit
	Beperking id.Onderdeel
	Besluit   Besluit
}

func (StelBeperkingIn) Handeling() Handeling { return HandelingBeslissen }
func (HefBeperkingOp) Handeling() Handeling  { return HandelingBeslissen }

func (s StelBeperkingIn) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	s.Besluit.controleer(&c)
	c.verplicht("beperking", s.Besluit.Beperking != "")
	if s.Geheel == (len(s.Onderdelen) > 0) {
		c.fout(codePastNiet, "Kies onderdelen, of het hele dossier.", "onderdelen")
	}
	return c.fouten
}

func (h HefBeperkingOp) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	h.Besluit.controleer(&c)
	return c.fouten
}

// Beslis also serves a closed dossier, as every right of a betrokkene does.
func (s StelBeperkingIn) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	var welke []id.Onderdeel
	for i, welk := range s.Onderdelen {
		c.bij("onderdelen", i, func(c *controle) {
			o, ok := d.Onderdelen[welk]
			switch {
			case !ok:
				c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Stand == StandVernietigd:
				c.fout(codeVernietigd, "Dit onderdeel is vernietigd.")
			case slices.Contains(s.Onderdelen[:i], welk):
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			default:
				welke = append(welke, welk)
				for _, p := range o.Passages {
					if n, ok := d.Onderdelen[p]; ok && n.Stand != StandVernietigd {
						welke = append(welke, p)
					}
				}
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	slices.SortFunc(welke, id.Onderdeel.Vergelijk)
	return d.besluit(f, s.ID, &s.Besluit, func(over []id.Betrokkene) Feit {
		return &BeperkingIngesteld{Onderdeel: s.ID, Gehouden: slices.Compact(welke), Over: over}
	})
}

func (h HefBeperkingOp) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	var welke []id.Onderdeel
	for _, o := range d.Alle() {
		if slices.Contains(o.Beperkt, h.Beperking) {
			welke = append(welke, o.ID)
		}
	}
	if len(welke) == 0 && !slices.Contains(d.Beperkt, h.Beperking) {
		return nil, Weiger(CodeStand, "Deze beperking geldt niet (meer).", "VTF-bep-1")
	}
	return d.besluit(f, h.ID, &h.Besluit, func(over []id.Betrokkene) Feit {
		return &BeperkingOpgeheven{Onderdeel: h.ID, Beperking: h.Beperking, Gehouden: welke, Over: over}
	})
}

// beperkt reports whether an onderdeel is held.
func (d *Dossier) beperkt(o *Onderdeel) bool { return len(d.Beperkt) > 0 || len(o.Beperkt) > 0 }

// nietBeperkt refuses what would change, move or destroy an onderdeel that is held.
func (d *Dossier) nietBeperkt(o *Onderdeel) error {
	if !d.beperkt(o) {
		return nil
	}
	return beperktWeiger()
}

// nietsBeperkt refuses while anything in the dossier is held.
func (d *Dossier) nietsBeperkt() error {
	for _, o := range d.Onderdelen {
		if d.beperkt(o) && o.Stand != StandVernietigd {
			return beperktWeiger()
		}
	}
	return nil
}

func beperktWeiger() *Weigering {
	return Weiger(CodeBeperkt, "Over (een deel van) deze gegevens geldt een beperking: zij blijven zoals zij zijn. Hef "+
		"die eerst op.", "VTF-bep-1", "AVG art. 18")
}

// magOndanksBeperking reports whether what is held may be disclosed on a ground: with consent, for a procedure, or for
// the rights and the safety of another; not for the work of every day (AVG art. 18 lid 2).
func magOndanksBeperking(g VerstrekGrond) bool { return g != GrondWettelijkeTaak }

func (StelBeperkingIn) Format(s fmt.State, _ rune) { zwijg(s) }
func (HefBeperkingOp) Format(s fmt.State, _ rune)  { zwijg(s) }
func (StelBeperkingIn) LogValue() slog.Value       { return verzwegen }
func (HefBeperkingOp) LogValue() slog.Value        { return verzwegen }
