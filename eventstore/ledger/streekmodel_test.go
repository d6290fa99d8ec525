package ledger

import (
	"fmt"
	"regexp"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// huis is one dossier.
type huis struct {
	d        id.Dossier
	mensen   []*mens
	weg      bool  // all of it went to another dossier
	adressen []int // quoted here in texts, and nobody's secret yet
	vouwen   []string
}

// mens is a person of one dossier.
type mens struct {
	id         id.Betrokkene
	is         id.Betrokkene // joined with: who stays
	identiteit *deel
	gewist     bool
}

// deel is an onderdeel in one dossier.
type deel struct {
	in      *huis
	id      id.Onderdeel
	soort   domain.InhoudSoort
	over    []id.Betrokkene
	versies []*versie
	stand   domain.Stand
	verslag id.Onderdeel
	bestand []byte
	kwam    bool  // from another dossier
	naar    *deel // where it went
}

// versie is one wording.
type versie struct {
	merk        int
	sinds       uint64
	noemt       id.Betrokkene // whose name stands in it as a mention
	los         bool          // that person was taken off since, or is nobody here
	adres       int           // quoted, or what a contactgegeven says; 0: none
	van         id.Betrokkene // whose address it is, where it was marked as that
	herleidbaar []id.Betrokkene
	dicht       bool            // traceable to somebody who is nobody here
	weg         bool            // by a rewriting
	daar        *versie         // what it is where it went
	bron        *huis           // where it was recorded, of one that came from another dossier
	toen        []id.Betrokkene // herleidbaar as it was recorded
}

// ontwerp is a draft.
type ontwerp struct {
	in        *huis
	concept   Concept
	over      []id.Betrokkene
	onderdeel id.Onderdeel
	zegel     []byte
	weg       bool
}

func merk(n int) string  { return fmt.Sprintf("merk%dx", n) }
func naam(n int) string  { return fmt.Sprintf("naam%dx", n) }
func adres(n int) string { return fmt.Sprintf("geheimweg%dx", n) }

// merken are the words of a streek that stand in a text.
var merken = regexp.MustCompile(`merk\d+x|naam\d+x|geheimweg\d+x`)

// uniekB are persons, each once, and nobody who is nobody.
func uniekB(wie ...id.Betrokkene) (uit []id.Betrokkene) {
	for _, b := range wie {
		if !b.IsZero() && !slices.Contains(uit, b) {
			uit = append(uit, b)
		}
	}
	return uit
}

func (h *huis) mens(b id.Betrokkene) *mens {
	i := slices.IndexFunc(h.mensen, func(m *mens) bool { return m.id == b })
	if i < 0 {
		return nil
	}
	return h.mensen[i]
}

// leeft reports whether somebody is a person of the dossier, and was not erased there.
func (h *huis) leeft(b id.Betrokkene) bool {
	m := h.mens(b)
	return m != nil && !m.gewist
}

// toont reports whether somebody may be read in the dossier: who left it with all of it may as long as that lives
// where it went.
func (h *huis) toont(b id.Betrokkene) bool {
	return h.leeft(b) && h.mens(h.wie(b)).identiteit.nu().stand == domain.StandGeldig
}

// zelfde are all who are the same human as one.
func (h *huis) zelfde(b id.Betrokkene) (uit []id.Betrokkene) {
	wie := h.wie(b)
	for _, m := range h.mensen {
		if m.id == wie || m.is == wie {
			uit = append(uit, m.id)
		}
	}
	return uit
}

func (h *huis) wie(b id.Betrokkene) id.Betrokkene {
	if m := h.mens(b); m != nil && !m.is.IsZero() {
		return m.is
	}
	return b
}

// levend are those about whom something can be recorded.
func (h *huis) levend(zonder ...id.Betrokkene) (uit []id.Betrokkene) {
	for _, m := range h.mensen {
		if !m.gewist && m.is.IsZero() && !slices.Contains(zonder, m.id) {
			uit = append(uit, m.id)
		}
	}
	return uit
}

// leest are the words that a wording must show to who may see everything.
func (d *deel) leest(v *versie) (uit []string) {
	if d.stand != domain.StandGeldig {
		return nil
	}
	return d.woorden(v)
}

// las are the words that a wording must show of a moment before its part left: those that can be read where it is now,
// as far as the dossier that it left shows them. Whom the wording concerned says the fold.
func (d *deel) las(v *versie, toen domain.Versie) (uit []string) {
	if len(toen.Over) > 0 && !toen.VanDossier && !slices.ContainsFunc(toen.Over, d.in.leeft) {
		return nil
	}
	hier := d.woorden(v)
	for d.stand == domain.StandOvergebracht && v != nil {
		d, v = d.naar, v.daar
	}
	if v == nil {
		return nil
	}
	return slices.DeleteFunc(d.leest(v), func(w string) bool { return !slices.Contains(hier, w) })
}

// woorden are those of a wording, as far as the persons of its dossier let them be read.
func (d *deel) woorden(v *versie) (uit []string) {
	if v.weg || v.dicht {
		return nil
	}
	for _, b := range v.herleidbaar {
		if !d.in.toont(b) {
			return nil
		}
	}
	if v.merk > 0 {
		uit = append(uit, merk(v.merk))
	}
	if !v.noemt.IsZero() && !v.los && d.in.toont(v.noemt) {
		uit = append(uit, naam(v.merk))
	}
	if v.adres > 0 && (v.van.IsZero() || d.in.toont(v.van)) {
		uit = append(uit, adres(v.adres))
	}
	return uit
}

// nu is the part where it now stands.
func (d *deel) nu() *deel {
	for d.stand == domain.StandOvergebracht {
		d = d.naar
	}
	return d
}

func (d *deel) laatste() *versie { return d.versies[len(d.versies)-1] }

func (d *deel) weg() bool {
	return d.stand == domain.StandVernietigd || d.stand == domain.StandOvergebracht
}

// laatLos takes persons off a part, and how they are written in it: by name, and by an address that is marked as
// theirs.
func (d *deel) laatLos(wie []id.Betrokkene) {
	for _, v := range d.versies {
		if slices.Contains(wie, v.van) {
			v.adres, v.van = 0, id.Betrokkene{}
		}
	}
	d.over = slices.DeleteFunc(d.over, func(b id.Betrokkene) bool { return slices.Contains(wie, b) })
	for _, v := range d.versies {
		v.los = v.los || slices.Contains(wie, v.noemt)
	}
}

// raakt reports whether any of some is among others.
func raakt(van, anderen []id.Betrokkene) bool {
	return slices.ContainsFunc(van, func(b id.Betrokkene) bool { return slices.Contains(anderen, b) })
}
