package tekst

import (
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Bekende is what is known of a person by which a text may name that person. What is not known stays empty.
type Bekende struct {
	Wie      id.Betrokkene
	Namen    []waarde.Naam // also earlier ones: a text may be old
	BSN      waarde.BSN
	Telefoon []waarde.Telefoon
	Email    []waarde.Email
	Adressen []waarde.Adres
	Anders   []string // any other written form: a nickname, or what was marked as this person elsewhere
}

// Zoeker finds known persons in texts, whatever the capitals, accents and punctuation: names at the bounds of words,
// also with an s of possession or hyphens; numbers in any grouping; an address by street and number or by postcode. It
// does not find typing errors, bare initials, a surname as it sounds, or "mother" and "she": those the writer marks.
// It is immutable and safe for concurrent use; it holds their names in memory, so make it for one piece of work and
// let it go.
type Zoeker struct {
	wie     []id.Betrokkene
	vormen  []vorm
	namen   []string         // the words of the forms, folded, one form after another
	woorden map[string]int32 // first word → first vorm of the chain
	nummers map[string]int32 // digits → first vorm of the chain
}

// vorm is one way to name a person. The fields are small, since one person has some thirty forms.
type vorm struct {
	van, aantal int32 // its words in Zoeker.namen; none for a number
	wie         int32 // index in Zoeker.wie
	volgend     int32 // next vorm in the chain, -1 at its end
	soort       Soort
	gat         tussen // what may stand between the words
	twijfel     bool
	s           bool // an s of possession may be written onto it
}

// NieuweZoeker prepares the search for these persons. What yields no letters or digits is passed over.
func NieuweZoeker(bekenden []Bekende) *Zoeker {
	z := &Zoeker{
		wie:     make([]id.Betrokkene, len(bekenden)),
		vormen:  make([]vorm, 0, 32*len(bekenden)),
		namen:   make([]string, 0, 64*len(bekenden)),
		woorden: make(map[string]int32, 12*len(bekenden)),
		nummers: make(map[string]int32, 6*len(bekenden)),
	}
	for i, b := range bekenden {
		z.wie[i] = b.Wie
		wie := int32(i)
		for _, n := range b.Namen {
			z.naam(wie, n)
		}
		for _, a := range b.Anders {
			z.woordvorm(vorm{wie: wie, soort: SoortNaam, gat: puntGat, s: true}, vouw(a))
		}
		for _, a := range b.Adressen {
			z.adres(wie, a)
		}
		for _, e := range b.Email {
			z.woordvorm(vorm{wie: wie, soort: SoortEmail, gat: mailGat}, vouw(e.Zoekvorm()))
		}
		for _, t := range b.Telefoon {
			z.telefoon(wie, t)
		}
		z.bsn(wie, b.BSN)
	}
	return z
}

// woordvorm adds a form of words, given in parts, unless it is too short to mean anybody.
func (z *Zoeker) woordvorm(v vorm, delen ...[]string) {
	v.van = int32(len(z.namen))
	for _, d := range delen {
		z.namen = append(z.namen, d...)
	}
	v.aantal = int32(len(z.namen)) - v.van
	if v.aantal == 0 {
		return
	}
	eerste := z.namen[v.van]
	if v.aantal == 1 {
		if len(eerste) < 2 {
			return
		}
		v.twijfel = v.twijfel || v.soort == SoortNaam && (len(eerste) == 2 || gewoneWoorden[eerste])
	}
	z.keten(z.woorden, eerste, v)
}

func (z *Zoeker) nummer(cijfers string, wie int32, soort Soort) {
	z.keten(z.nummers, cijfers, vorm{wie: wie, soort: soort})
}

func (z *Zoeker) keten(in map[string]int32, sleutel string, v vorm) {
	v.volgend = eerste(in, sleutel)
	in[sleutel] = int32(len(z.vormen))
	z.vormen = append(z.vormen, v)
}

func eerste(in map[string]int32, sleutel string) int32 {
	if k, ok := in[sleutel]; ok {
		return k
	}
	return -1
}
