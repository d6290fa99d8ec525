package domain

import (
	"fmt"
	"log/slog"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Herkoppel says of a contactgegeven that it is of somebody else, or of a relatie that it is between others (ZOB-15a).
// Whose it is, is under whose keys, in whose search and for whose eyes it is, so nothing of it changes hands: a
// correctie removes it where it stands, and in the same append its newest wording is recorded where it belongs.
type Herkoppel struct {
	Onderdeel  id.Onderdeel
	ID         id.Onderdeel  // of what is recorded in its place
	Betrokkene id.Betrokkene // whose a contactgegeven is
	Van, Naar  id.Betrokkene // between whom a relatie is
	Correctie  Correctie     // on what ground and why
}

func (Herkoppel) Handeling() Handeling { return HandelingCorrigeren }

// Herkoppelbaar reports whether an onderdeel belongs to certain persons by its nature, and can be given to others. An
// identiteit is its person, and an eigen verklaring is in somebody's own words.
func Herkoppelbaar(s InhoudSoort) bool { return s == InhoudContact || s == InhoudRelatie }

func (h Herkoppel) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	h.Correctie.controleer(&c)
	if contact := !h.Betrokkene.IsZero(); contact == (!h.Van.IsZero() || !h.Naar.IsZero()) {
		c.fout(codePastNiet, "Zeg van een contactgegeven van wie het is, of van een relatie tussen wie.", "betrokkene")
	} else if !contact {
		relatieTussen(&c, h.Van, h.Naar)
	}
	return c.fouten
}

// Beslis also serves a closed dossier: the right to have it put right does not end with the work.
func (h Herkoppel) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	weg := Corrigeer{Onderdeel: h.Onderdeel, Wijze: WijzeVerwijderen, Correctie: h.Correctie}
	uit, err := weg.Beslis(d, f)
	if err != nil {
		return nil, err
	}
	if err := d.vrij(h.ID); err != nil {
		return nil, err
	}
	o := d.Onderdelen[h.Onderdeel]
	if o.Stand == StandAfgeschermd { // nobody gives on what they may not see
		return nil, Weiger(CodeAfgeschermd, "Dit onderdeel is afgeschermd. Geef het eerst vrij.", "ZOB-15b")
	}
	if err := d.dicht(o); err != nil {
		return nil, err
	}
	if o.Geheim() && !f.ZietGeheim {
		return nil, Weiger(CodeGeenToegang, "Dit contactgegeven is geheim. Vraag de teamleider het bij de "+
			"juiste betrokkene te zetten.", "ZOB-7.4", "ZOB-8")
	}
	nieuw, err := h.opnieuw(d, o, f)
	if err != nil {
		return nil, err
	}
	return append(uit, nieuw), nil
}

// opnieuw records what is removed where it belongs. What is geheim stays so.
func (h Herkoppel) opnieuw(d *Dossier, o *Onderdeel, f Feiten) (Ontwerp, error) {
	c := controle{Feiten: f}
	switch i := f.Wording.(type) {
	case *Contact:
		if h.Betrokkene.IsZero() {
			c.verplicht("betrokkene", false)
			return Ontwerp{}, c.weiger()
		}
		if err := d.opNaam(h.Betrokkene); err != nil {
			return Ontwerp{}, err
		}
		if raakt(d.Zelfde(h.Betrokkene), o.Over) {
			return Ontwerp{}, Weiger(CodeStand, "Dit contactgegeven is al van deze betrokkene.")
		}
		n := *i
		n.Geheim = o.Geheim()
		return contactOntwerp(NieuwContact{ID: h.ID, Contact: n}, h.Betrokkene), nil
	case *Relatie:
		if h.Van.IsZero() {
			c.verplicht("van", false)
			return Ontwerp{}, c.weiger()
		}
		c.noembaar(d, h.Van, "van")
		c.noembaar(d, h.Naar, "naar")
		if err := c.weiger(); err != nil {
			return Ontwerp{}, err
		}
		if h.Van == o.Van && h.Naar == o.Naar {
			return Ontwerp{}, Weiger(CodeStand, "Deze relatie is al tussen deze betrokkenen.")
		}
		return relatieOntwerp(h.ID, h.Van, h.Naar, i), nil
	}
	if Herkoppelbaar(o.Inhoud) {
		return Ontwerp{}, Weiger(CodeStand, "De inhoud van dit onderdeel is niet te openen.")
	}
	return Ontwerp{}, Weiger(CodeStand, "Alleen een contactgegeven of een relatie kan bij een ander worden gezet. "+
		waaromVast(o.Inhoud), "ZOB-15a")
}

func (Herkoppel) Format(s fmt.State, _ rune) { zwijg(s) }
func (Herkoppel) LogValue() slog.Value       { return verzwegen }
