package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
)

// PuntHerleidbaar is that what was recorded about somebody whose identiteit is shielded was not gone through.
const PuntHerleidbaar PuntSoort = "herleidbaarheid" // ZOB-6.2b

// herleidbaarWerkdagen is how long that may take. No rule sets a term: it is as long as deciding on a melding may.
const herleidbaarWerkdagen = 5

// naAfscherming is what shielding or releasing an identiteit does to the agenda.
func (d *Dossier) naAfscherming(f Feiten, o *Onderdeel, w Wijze) []Ontwerp {
	switch {
	case o.Inhoud != InhoudIdentiteit:
		return nil
	case w == WijzeVrijgeven:
		return d.afTeDoen(o, PuntHerleidbaar)
	case w == WijzeAfschermen && !o.heeftOpen(PuntHerleidbaar):
		return herleidbaarPunt(f, o.ID)
	}
	return nil
}

func herleidbaarPunt(f Feiten, bij id.Onderdeel) []Ontwerp {
	return puntBij(f, bij, PuntHerleidbaar, termijn.NaWerkdagen(f.Vandaag, herleidbaarWerkdagen))
}

// NaVastlegging asks anew that what is recorded about somebody whose identiteit is shielded be gone through, where
// what was decided on holds texts or lines that do not close by themselves. It is asked of every decision, whatever
// its kind.
func (d *Dossier) NaVastlegging(f Feiten, ontwerpen []Ontwerp) []Ontwerp {
	wie := d.Afgeschermden()
	if len(wie) == 0 {
		return nil
	}
	var over []id.Betrokkene
	for _, w := range ontwerpen {
		if i, ok := w.Inhoud.Value(); ok && heeftWoorden(i) && !d.sluitVanzelf(w.Feit, i, wie) {
			over = append(over, w.Over...)
		}
	}
	var bij []*Onderdeel
	for o := range d.gemerkt(StandAfgeschermd) {
		if raakt(d.Zelfde(o.Over[0]), over) && !o.heeftOpen(PuntHerleidbaar) {
			bij = append(bij, o)
		}
	}
	opVolgorde(bij)
	var uit []Ontwerp
	for _, o := range bij {
		uit = append(uit, herleidbaarPunt(f, o.ID)...)
	}
	return uit
}

// sluitVanzelf reports whether content to be recorded closes with the identiteit of who is shielded, so that nobody
// need look.
func (d *Dossier) sluitVanzelf(f Feit, i Inhoud, wie map[id.Betrokkene]bool) bool {
	if k, ok := f.(*CorrectieToegepast); ok {
		if o, ok := d.Onderdelen[k.Onderdeel]; ok && o.SluitMee(wie) {
			return true
		}
	}
	return slices.ContainsFunc(EigenWoorden(f, i), func(b id.Betrokkene) bool { return wie[b] })
}

// heeftWoorden reports whether somebody wrote anything in content.
func heeftWoorden(i Inhoud) bool {
	return len(VrijeRegels(i)) > 0 || slices.ContainsFunc(i.Teksten(), func(t *Tekst) bool { return !t.IsZero() })
}
