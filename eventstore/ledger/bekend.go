package ledger

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// Bekendvraag is one way in which a person may be known already.
type Bekendvraag struct {
	Door  domain.Herkenning
	Vraag Zoekvraag
}

// Bekendvragen are the ways in which a person who is to be recorded may be known already; none for who is not of the
// gezin.
func Bekendvragen(n domain.NieuweBetrokkene) []Bekendvraag {
	if !n.Identiteit.VanGezin() {
		return nil
	}
	return herkenbaar(n)
}

// herkenbaar is by what anybody is known once recorded.
func herkenbaar(n domain.NieuweBetrokkene) []Bekendvraag {
	i := n.Identiteit
	var uit []Bekendvraag
	if !i.BSN.IsZero() {
		uit = append(uit, Bekendvraag{domain.HerkenningBSN, Zoekvraag{BSN: i.BSN}})
	}
	if i.Naam.Achternaam != "" && !i.Geboortedatum.IsZero() {
		naam := Zoekvraag{Klank: i.Naam.Achternaam, Geboortedatum: i.Geboortedatum}
		uit = append(uit, Bekendvraag{domain.HerkenningNaam, naam})
	}
	if voor := voornaam(i.Naam); voor != "" && i.Naam.Achternaam != "" {
		uit = append(uit, Bekendvraag{domain.HerkenningNamen, Zoekvraag{Naam: voor, Klank: i.Naam.Achternaam}})
	}
	for _, k := range n.Contacten {
		if a := k.Contact.Adres; a != nil && a.Zoekvorm() != "" {
			uit = append(uit, Bekendvraag{domain.HerkenningAdres, Zoekvraag{Adres: a}})
		}
	}
	return uit
}

// voornaam is one word by which somebody goes; "" where only a surname is known.
func voornaam(n waarde.Naam) string {
	woorden := strings.Fields(cmp.Or(n.Roepnaam, n.Voornamen))
	if len(woorden) == 0 || strings.HasSuffix(woorden[0], ".") { // an initial is nobody's name
		return ""
	}
	return woorden[0]
}

// Bekendgroep is what is asked of those who are to be recorded in one dossier, in which they are not looked for.
type Bekendgroep struct {
	Behalve id.Dossier
	Vragen  []Bekendvraag
}

// MogelijkBekend looks for the dossiers, other than one, in which persons may be already, as far as the searcher could
// find them. All that was asked and found is one fact, recorded before any of it is shown (ZOB-7.5).
func (l *Ledger) MogelijkBekend(
	ctx context.Context, g toegang.Grant, behalve id.Dossier, vragen []Bekendvraag, in Vinder, verzoek string,
) ([]domain.MogelijkBekend, error) {
	uit, err := l.MogelijkBekendAlle(ctx, g, []Bekendgroep{{behalve, vragen}}, in, verzoek)
	if err != nil {
		return nil, err
	}
	return uit[0], nil
}

// MogelijkBekendAlle is MogelijkBekend for who records in many dossiers: the answer to each group, in as few facts as
// can hold all that was asked and found.
func (l *Ledger) MogelijkBekendAlle(
	ctx context.Context, g toegang.Grant, groepen []Bekendgroep, in Vinder, verzoek string,
) ([][]domain.MogelijkBekend, error) {
	if !g.Voor(domain.HandelingZoeken, id.Dossier{}) {
		return nil, weigeringVan(l.weiger(ctx, g, id.Dossier{}, verzoek))
	}
	b := bekendzoeker{l: l, g: g, in: in, verzoek: verzoek}
	uit := make([][]domain.MogelijkBekend, len(groepen))
	for i, groep := range groepen {
		b.namen = naamgenoten{}
		for _, v := range groep.Vragen {
			if err := b.zoek(ctx, &uit[i], groep.Behalve, v); err != nil {
				return nil, weigeringVan(err)
			}
		}
	}
	return uit, weigeringVan(b.legVast(ctx, 1))
}

// bekendzoeker asks one question after another, and records them together.
type bekendzoeker struct {
	l       *Ledger
	g       toegang.Grant
	in      Vinder
	verzoek string
	wat     toegang.Gevonden // not recorded yet
	namen   naamgenoten      // of the group that is asked about
}

// maxInFeit is how many questions and hits stand in one fact: some 200 KiB at most, where an append may be 1 MiB.
const maxInFeit = 1000

func (b *bekendzoeker) zoek(
	ctx context.Context, uit *[]domain.MogelijkBekend, behalve id.Dossier, v Bekendvraag,
) error {
	treffers, _, err := b.l.vind(ctx, b.g, v.Vraag, b.in)
	if err != nil {
		return err
	}
	b.wat.Zoekvragen = append(b.wat.Zoekvragen, v.Vraag)
	for _, t := range treffers {
		if t.Dossier == behalve {
			continue
		}
		geteld := []toegang.Treffer{t}
		if v.Door == domain.HerkenningNamen {
			if geteld = b.namen.voeg(v, t); len(geteld) == 0 {
				continue
			}
		}
		b.wat.Treffers = append(b.wat.Treffers, geteld...)
		n := slices.IndexFunc(*uit, func(m domain.MogelijkBekend) bool { return m.Dossier == t.Dossier })
		if n < 0 {
			n, *uit = len(*uit), append(*uit, domain.MogelijkBekend{Dossier: t.Dossier})
		}
		if !slices.Contains((*uit)[n].Door, v.Door) {
			(*uit)[n].Door = append((*uit)[n].Door, v.Door)
		}
	}
	return b.legVast(ctx, maxInFeit)
}

// naamgenoten are, per dossier, who is called what somebody is of whom is asked, until there are two such: then they
// may be the same gezin.
type naamgenoten map[id.Dossier]map[Zoekvraag][]toegang.Treffer

// voeg gives what counts now: nothing where it is still one alone, all where it is the second, else the one that was
// added.
func (n naamgenoten) voeg(v Bekendvraag, t toegang.Treffer) []toegang.Treffer {
	per := n[t.Dossier]
	if per == nil {
		per = map[Zoekvraag][]toegang.Treffer{}
		n[t.Dossier] = per
	}
	eerder := len(per)
	per[v.Vraag] = append(per[v.Vraag], t)
	switch {
	case len(per) < 2:
		return nil
	case eerder < 2:
		var alle []toegang.Treffer
		for _, ts := range per {
			alle = append(alle, ts...)
		}
		return alle
	}
	return []toegang.Treffer{t}
}

// legVast records what was asked and found, if there is so much of it.
func (b *bekendzoeker) legVast(ctx context.Context, vanaf int) error {
	if len(b.wat.Zoekvragen)+len(b.wat.Treffers) < vanaf {
		return nil
	}
	err := b.l.zoekFeit(ctx, b.g, b.verzoek, b.wat)
	b.wat = toegang.Gevonden{}
	return err
}
