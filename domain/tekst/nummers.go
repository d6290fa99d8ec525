package tekst

import (
	"strings"

	"dossierboek/domain/waarde"
)

func (z *Zoeker) bsn(wie int32, b waarde.BSN) {
	if b.IsZero() {
		return
	}
	z.nummer(b.Waarde(), wie, SoortBSN)
	if zonder, ok := strings.CutPrefix(b.Waarde(), "0"); ok {
		z.nummer(zonder, wie, SoortBSN)
	}
}

// telefoon adds a number as it is dialled from here, and with the country code in each notation.
func (z *Zoeker) telefoon(wie int32, t waarde.Telefoon) {
	if !t.IsE164() {
		if c := t.Zoekvorm(); len(c) > 5 { // 112 and 14020 are nobody's
			z.nummer(c, wie, SoortTelefoon)
		}
		return
	}
	heel := "0031" // one string for all notations of a Dutch number
	c := t.Waarde()[1:]
	z.nummer(c, wie, SoortTelefoon)
	if n, ok := strings.CutPrefix(c, "31"); ok {
		heel += "0" + n
		z.nummer(heel, wie, SoortTelefoon)
		z.nummer(heel[2:], wie, SoortTelefoon)
		z.nummer(heel[4:], wie, SoortTelefoon)
	}
	z.nummer("00"+c, wie, SoortTelefoon)
}

// adres adds street with number, and postcode with and without number.
func (z *Zoeker) adres(wie int32, a waarde.Adres) {
	a = a.Genormaliseerd()
	straat, nummer, toevoeging := vouw(a.Straat), vouw(a.Huisnummer), vouw(a.Toevoeging)
	kern := vorm{wie: wie, soort: SoortAdres, gat: puntGat}
	met := func(voor []string) {
		if len(nummer) == 0 || len(voor) == 0 {
			return
		}
		z.woordvorm(kern, voor, nummer)
		if len(toevoeging) > 0 {
			z.woordvorm(kern, voor, nummer, toevoeging)
			z.woordvorm(kern, voor, []string{strings.Join(nummer, "") + strings.Join(toevoeging, "")})
		}
	}
	met(straat)
	if n := len(straat) - 1; n >= 0 {
		if kort, ok := strings.CutSuffix(straat[n], "straat"); ok {
			met(append(straat[:n:n], kort+"str"))
		}
	}
	if postcode := vouw(a.Postcode); len(postcode) > 0 {
		twijfel := kern
		twijfel.twijfel = true
		for _, p := range [...][]string{postcode, {strings.Join(postcode, "")}} {
			z.woordvorm(twijfel, p)
			met(p)
		}
	}
}
