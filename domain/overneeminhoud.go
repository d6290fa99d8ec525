package domain

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"dossierboek/domain/id"
)

// One event that is taken over: whom it concerns here, in the words of this dossier.

// errOvername: an event that was decided to go cannot be taken over. That is a mistake in this program.
var errOvername = errors.New("domain: an event cannot be taken over")

func (n *overname) neem(t teNemen) (*OnderdeelOvergenomen, error) {
	e := n.Events(t.versie.Revisie)
	feit := &OnderdeelOvergenomen{
		Overbrenging: n.Overbrenging, Onderdeel: n.plaatsen[t.onderdeel.ID], Was: t.onderdeel.ID,
		Uit: Plek{n.Uit.ID, e.Revisie}, Bron: Plek{n.Uit.ID, e.Revisie}, Op: e.Meta.EerstVastgelegd(),
		Door: Medewerker(e.Meta.Wie), Personen: n.loop.Personen, Namen: n.namen,
	}
	n.toestand(feit, t.onderdeel)
	if eerder, ok := e.Feit.(*OnderdeelOvergenomen); ok { // its content stands further off, in the words of there
		feit.Bron, feit.Op, feit.Door = eerder.Bron, eerder.Op, eerder.Door
		feit.Personen, feit.Namen = n.doorgegeven(eerder)
	}
	feit.Over, _ = n.overHier(t.versie)
	feit.Geheim = t.onderdeel.GeheimIn(t.versie.Revisie) || n.Verborgen[t.versie.Revisie]
	feit.VanDossier = t.versie.VanDossier
	binnen := FeitVan(e.Feit)
	if !n.begonnen(t) {
		// What it begins with here says what it is, also where its first wordings are gone.
		binnen = FeitVan(n.Events(t.onderdeel.Versies[0].Revisie).Feit)
	}
	var err error
	feit.Feit, err = n.ingebed(t.onderdeel, binnen, feit.Over)
	return feit, err
}

// overHier is whom a wording concerns here. weg reports that it did concern somebody, who was erased here since it was
// decided to go, and nobody else who is here.
func (n *overname) overHier(v Versie) (over []id.Betrokkene, weg bool) {
	for _, b := range v.Over {
		switch wie, ok := naarHier(n.loop.Personen, b); {
		case !ok:
		case n.vernietigd(wie):
			weg = true
		default:
			over = append(over, wie)
		}
	}
	return uniek(over), weg && len(over) == 0 && !v.VanDossier
}

// vanNiemand refuses to take over what would be of nobody: whoever it is about was erased here between the besluit and
// now, and had nothing decided of what was still to come. It stays where it is, and what goes is decided anew
// (ZOB-17.1).
func (n *overname) vanNiemand() error {
	for _, t := range n.gaan {
		_, al := n.revisies[Plek{Dossier: n.Uit.ID, Revisie: t.versie.Revisie}]
		if _, weg := n.overHier(t.versie); weg && !al {
			return Weiger(CodeVernietigd, "Over wie dit gaat, is in dit dossier intussen vernietigd. Wat hierheen zou gaan, "+
				"blijft waar het was.", "ZOB-17.1", "ZOB-6.1")
		}
	}
	return nil
}

// toestand says what no content does of an onderdeel. A whole dossier brings the phases of its meldingen along.
func (n *overname) toestand(f *OnderdeelOvergenomen, o *Onderdeel) {
	f.Wijze = map[Stand]Wijze{StandAfgeschermd: WijzeAfschermen, StandVerwijderd: WijzeVerwijderen}[o.Stand]
	m := o
	if o.Inhoud != InhoudMelding {
		m = n.Uit.Onderdelen[o.Melding]
	}
	if m != nil && !n.loop.Geheel {
		f.Fase, f.FaseSinds = m.Fase, m.FaseSinds
	}
}

func (n *overname) vernietigd(wie id.Betrokkene) bool {
	p, ok := n.naar.Betrokkenen[wie]
	return ok && p.Vernietigd != nil
}

// doorgegeven says who the persons, and which the onderdelen, of content are that was taken over before.
func (n *overname) doorgegeven(eerder *OnderdeelOvergenomen) (personen []Persoonspaar, namen []Onderdeelpaar) {
	for _, p := range eerder.Personen {
		if wie, ok := naarHier(n.loop.Personen, p.Daar); ok {
			personen = append(personen, Persoonspaar{Hier: p.Hier, Daar: wie})
		}
	}
	for _, p := range eerder.Namen {
		if wordt, ok := n.plaatsen[p.Hier]; ok {
			namen = append(namen, Onderdeelpaar{Daar: p.Daar, Hier: wordt})
		}
	}
	for _, p := range n.namen {
		if !slices.ContainsFunc(eerder.Namen, func(a Onderdeelpaar) bool { return a.Hier == p.Daar }) {
			namen = append(namen, p)
		}
	}
	return personen, namen
}

// begonnen reports whether an earlier event of the same onderdeel was taken over.
func (n *overname) begonnen(t teNemen) bool {
	for v := range t.onderdeel.inhouden() {
		if _, ok := n.revisies[Plek{n.Uit.ID, v.Revisie}]; ok {
			return true
		}
	}
	return false
}

// ingebed is an open part in the words of this dossier.
func (n *overname) ingebed(o *Onderdeel, f Feit, over []id.Betrokkene) (Ingebed, error) {
	if b, ok := f.(*OverbrengingBesloten); ok { // how it came here; what went where stands there
		f = &OverbrengingBesloten{Overbrenging: b.Overbrenging, Onderdeel: b.Onderdeel, Naar: b.Naar, Geheel: b.Geheel}
	}
	if v, ok := f.(*VerstrekkingGedaan); ok { // what did not come along is not named
		w := *v
		w.BevestigdGeheim = slices.DeleteFunc(slices.Clone(v.BevestigdGeheim), func(o id.Onderdeel) bool {
			_, mee := n.plaatsen[o]
			return !mee
		})
		f = &w
	}
	if w, ok := f.(*VerslagVastgelegd); ok {
		f = &VerslagVastgelegd{Onderdeel: w.Onderdeel, Rubriek: w.Rubriek, Passages: o.Passages} // as they now stand in it
	}
	i := Ingebed{Soort: f.Soort(), Schema: SchemaVan(f.Soort())}
	ruw, err := json.Marshal(f)
	if err == nil {
		f, err = ontleedFeit(i.Soort, i.Schema, ruw) // a copy: the other dossier's event is not ours to change
	}
	if err == nil {
		v := vertaler{personen: n.loop.Personen, onderdeel: n.plaatsen, revisies: n.revisies, uit: n.Uit.ID}
		v.feit(f, over)
		i.Open, err = json.Marshal(f)
	}
	if err != nil {
		return Ingebed{}, fmt.Errorf("%w: %s", errOvername, i.Soort)
	}
	return i, nil
}
