package tekst

import (
	"strings"

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

// Zoeker finds known persons in texts. It is immutable and safe for concurrent use; it holds their names in memory, so
// make it for one piece of work and let it go.
type Zoeker struct {
	vormen  []vorm
	woorden map[string]int // first word → first vorm of the chain
	nummers map[string]int // digits → first vorm of the chain
}

// vorm is one way to name a person.
type vorm struct {
	woorden []string // folded; for a number none
	wie     id.Betrokkene
	soort   Soort
	gat     tussen // what may stand between the words
	twijfel bool
	s       bool // an s of possession may be written onto it
	volgend int  // next vorm in the chain, -1 at its end
}

// NieuweZoeker prepares the search for these persons. What yields no letters or digits is passed over.
func NieuweZoeker(bekenden []Bekende) *Zoeker {
	z := &Zoeker{
		vormen:  make([]vorm, 0, 24*len(bekenden)),
		woorden: make(map[string]int, 12*len(bekenden)),
		nummers: make(map[string]int, 8*len(bekenden)),
	}
	for _, b := range bekenden {
		for _, n := range b.Namen {
			z.naam(b.Wie, n)
		}
		for _, a := range b.Anders {
			z.woordvorm(vorm{woorden: vouw(a), wie: b.Wie, soort: SoortNaam, gat: puntGat, s: true})
		}
		for _, a := range b.Adressen {
			z.adres(b.Wie, a)
		}
		for _, e := range b.Email {
			z.woordvorm(vorm{woorden: vouw(e.Zoekvorm()), wie: b.Wie, soort: SoortEmail, gat: mailGat})
		}
		for _, t := range b.Telefoon {
			z.telefoon(b.Wie, t)
		}
		z.bsn(b.Wie, b.BSN)
	}
	return z
}

// woordvorm adds a form of words, unless it is too short to mean anybody.
func (z *Zoeker) woordvorm(v vorm) {
	switch {
	case len(v.woorden) == 0, len(v.woorden) == 1 && len(v.woorden[0]) < 2:
		return
	case len(v.woorden) == 1 && v.soort == SoortNaam:
		v.twijfel = v.twijfel || len(v.woorden[0]) == 2 || gewoneWoorden[v.woorden[0]]
	}
	z.keten(z.woorden, v.woorden[0], v)
}

func (z *Zoeker) nummer(cijfers string, wie id.Betrokkene, soort Soort) {
	z.keten(z.nummers, cijfers, vorm{wie: wie, soort: soort})
}

func (z *Zoeker) keten(in map[string]int, sleutel string, v vorm) {
	v.volgend = -1
	if eerste, ok := in[sleutel]; ok {
		v.volgend = eerste
	}
	in[sleutel] = len(z.vormen)
	z.vormen = append(z.vormen, v)
}

func (z *Zoeker) bsn(wie id.Betrokkene, b waarde.BSN) {
	if b.IsZero() {
		return
	}
	z.nummer(b.Waarde(), wie, SoortBSN)
	if zonder, ok := strings.CutPrefix(b.Waarde(), "0"); ok {
		z.nummer(zonder, wie, SoortBSN)
	}
}

// telefoon adds a number as it is dialled from here, and with the country code in each notation.
func (z *Zoeker) telefoon(wie id.Betrokkene, t waarde.Telefoon) {
	if !t.IsE164() {
		if c := t.Zoekvorm(); len(c) > 4 { // 112 and 14020 are nobody's
			z.nummer(c, wie, SoortTelefoon)
		}
		return
	}
	c := t.Waarde()[1:]
	z.nummer(c, wie, SoortTelefoon)
	z.nummer("00"+c, wie, SoortTelefoon)
	if n, ok := strings.CutPrefix(c, "31"); ok {
		z.nummer("0"+n, wie, SoortTelefoon)
		z.nummer("310"+n, wie, SoortTelefoon)
		z.nummer("00310"+n, wie, SoortTelefoon)
	}
}

// adres adds street with number, and postcode with and without number.
func (z *Zoeker) adres(wie id.Betrokkene, a waarde.Adres) {
	a = a.Genormaliseerd()
	bij := func(woorden []string, twijfel bool) {
		z.woordvorm(vorm{woorden: woorden, wie: wie, soort: SoortAdres, gat: puntGat, twijfel: twijfel})
	}
	nummers := [][]string{vouw(a.Huisnummer)}
	if a.Huisnummer == "" {
		nummers = nil
	} else if t := vouw(a.Toevoeging); len(t) > 0 {
		nummers = append(nummers, append(vouw(a.Huisnummer), t...), vouw(a.Huisnummer+strings.Join(t, "")))
	}
	if straat := vouw(a.Straat); len(straat) > 0 {
		straten := [][]string{straat}
		if kort, ok := strings.CutSuffix(straat[len(straat)-1], "straat"); ok {
			straten = append(straten, voegSamen(straat[:len(straat)-1], []string{kort + "str"}))
		}
		for _, s := range straten {
			for _, n := range nummers {
				bij(voegSamen(s, n), false)
			}
		}
	}
	if p := vouw(a.Postcode); len(p) > 0 {
		for _, pc := range [...][]string{p, {strings.Join(p, "")}} {
			bij(pc, true)
			for _, n := range nummers {
				bij(voegSamen(pc, n), false)
			}
		}
	}
}

// voegSamen joins words into a new list, so that no two forms share memory.
func voegSamen(delen ...[]string) []string {
	n := 0
	for _, d := range delen {
		n += len(d)
	}
	uit := make([]string, 0, n)
	for _, d := range delen {
		uit = append(uit, d...)
	}
	return uit
}
