package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
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
	for _, k := range n.Contacten {
		if a := k.Contact.Adres; a != nil && a.Zoekvorm() != "" {
			uit = append(uit, Bekendvraag{domain.HerkenningAdres, Zoekvraag{Adres: a}})
		}
	}
	return uit
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
		b.wat.Treffers = append(b.wat.Treffers, t)
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

// legVast records what was asked and found, if there is so much of it.
func (b *bekendzoeker) legVast(ctx context.Context, vanaf int) error {
	if len(b.wat.Zoekvragen)+len(b.wat.Treffers) < vanaf {
		return nil
	}
	err := b.l.zoekFeit(ctx, b.g, b.verzoek, b.wat)
	b.wat = toegang.Gevonden{}
	return err
}
