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

// Bekendvragen are the ways in which a person who is to be recorded may be known already; none for who is not of the gezin.
func Bekendvragen(n domain.NieuweBetrokkene) []Bekendvraag {
	i := n.Identiteit
	if !i.VanGezin() {
		return nil
	}
	var uit []Bekendvraag
	if !i.BSN.IsZero() {
		uit = append(uit, Bekendvraag{domain.HerkenningBSN, Zoekvraag{BSN: i.BSN}})
	}
	if i.Naam.Achternaam != "" && !i.Geboortedatum.IsZero() {
		uit = append(uit, Bekendvraag{domain.HerkenningNaam, Zoekvraag{Klank: i.Naam.Achternaam, Geboortedatum: i.Geboortedatum}})
	}
	for _, k := range n.Contacten {
		if a := k.Contact.Adres; a != nil && a.Zoekvorm() != "" {
			uit = append(uit, Bekendvraag{domain.HerkenningAdres, Zoekvraag{Adres: a}})
		}
	}
	return uit
}

// MogelijkBekend looks for the dossiers, other than one, in which persons may be already, as far as the searcher could find them. All
// that was asked and found is one fact, recorded before any of it is shown (ZOB-7.5).
func (l *Ledger) MogelijkBekend(ctx context.Context, g toegang.Grant, behalve id.Dossier, vragen []Bekendvraag, in Vinder, verzoek string) ([]domain.MogelijkBekend, error) {
	uit, err := l.mogelijkBekend(ctx, g, behalve, vragen, in, verzoek)
	return uit, weigeringVan(err)
}

func (l *Ledger) mogelijkBekend(ctx context.Context, g toegang.Grant, behalve id.Dossier, vragen []Bekendvraag, in Vinder, verzoek string) ([]domain.MogelijkBekend, error) {
	if !g.Voor(domain.HandelingZoeken, id.Dossier{}) {
		return nil, l.weiger(ctx, g, id.Dossier{}, verzoek)
	}
	var uit []domain.MogelijkBekend
	var wat toegang.Gevonden
	for _, v := range vragen {
		treffers, _, err := l.vind(ctx, g, v.Vraag, in)
		if err != nil {
			return nil, err
		}
		wat.Zoekvragen = append(wat.Zoekvragen, v.Vraag)
		for _, t := range treffers {
			if t.Dossier == behalve {
				continue
			}
			wat.Treffers = append(wat.Treffers, t)
			n := slices.IndexFunc(uit, func(b domain.MogelijkBekend) bool { return b.Dossier == t.Dossier })
			if n < 0 {
				n, uit = len(uit), append(uit, domain.MogelijkBekend{Dossier: t.Dossier})
			}
			if !slices.Contains(uit[n].Door, v.Door) {
				uit[n].Door = append(uit[n].Door, v.Door)
			}
		}
	}
	if len(vragen) == 0 {
		return nil, nil // nobody was searched
	}
	return uit, l.zoekFeit(ctx, g, verzoek, wat)
}
