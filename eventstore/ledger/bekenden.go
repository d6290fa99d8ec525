package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
)

// opener opens the content of an onderdeel at a revision; ok is false where it gives none.
type opener func(welk id.Onderdeel, revisie uint64) (i domain.Inhoud, ok bool, err error)

// bekenden is by what the persons of a dossier may be named in a text: every name, number and address that was ever
// recorded of them and that open gives, also under another id where somebody was recorded twice. Only those whom wie
// picks.
func (r *raadpleging) bekenden(wie func(id.Betrokkene) bool, open opener) ([]tekst.Bekende, error) {
	per, ander := map[id.Betrokkene]*tekst.Bekende{}, []tekst.Bekende(nil)
	for _, o := range r.z.nu.Alle() {
		if (o.Inhoud != domain.InhoudIdentiteit && o.Inhoud != domain.InhoudContact) || !wie(o.Over[0]) {
			continue
		}
		is := r.z.nu.Wie(o.Over[0])
		b, ok := per[is]
		if !ok {
			b = &tekst.Bekende{Wie: is}
			per[is] = b
		}
		for _, v := range o.Versies {
			i, ok, err := open(o.ID, v.Revisie)
			if err != nil {
				return nil, err
			}
			if ok {
				ander = append(ander, ken(b, domain.Kern(i))...)
			}
		}
	}
	uit := make([]tekst.Bekende, 0, len(per))
	for _, b := range per {
		uit = append(uit, *b)
	}
	uit = append(uit, ander...)
	slices.SortStableFunc(uit, func(a, b tekst.Bekende) int { return a.Wie.Vergelijk(b.Wie) })
	return uit, nil
}

// ken adds what content says; besides another number of the same person, of which a Bekende holds one.
func ken(b *tekst.Bekende, i domain.Inhoud) (ander []tekst.Bekende) {
	switch i := i.(type) {
	case *domain.Identiteit:
		if !slices.Contains(b.Namen, i.Naam) {
			b.Namen = append(b.Namen, i.Naam)
		}
		if !b.BSN.IsZero() && !i.BSN.IsZero() && b.BSN != i.BSN {
			ander = append(ander, tekst.Bekende{Wie: b.Wie, BSN: b.BSN})
		}
		if !i.BSN.IsZero() {
			b.BSN = i.BSN
		}
	case *domain.Contact:
		if !i.Telefoon.IsZero() {
			b.Telefoon = append(b.Telefoon, i.Telefoon)
		}
		if !i.Email.IsZero() {
			b.Email = append(b.Email, i.Email)
		}
		if i.Adres != nil {
			b.Adressen = append(b.Adressen, *i.Adres)
		}
	}
	return ander
}

// identiteiten are the versions of who someone is and where someone can be reached, which bekenden opens, as far as
// gat lets them.
func (r *raadpleging) identiteiten(wie func(id.Betrokkene) bool, gat func(id.Onderdeel, uint64) *domain.Gat) []uint64 {
	var uit []uint64
	for _, o := range r.z.nu.Alle() {
		if (o.Inhoud == domain.InhoudIdentiteit || o.Inhoud == domain.InhoudContact) && wie(o.Over[0]) {
			for _, v := range o.Versies {
				if gat(o.ID, v.Revisie) == nil {
					uit = append(uit, v.Revisie)
				}
			}
		}
	}
	return uit
}

func iedereen(id.Betrokkene) bool { return true }

// StelVermeldingenVoor finds the persons of a dossier in a text that is being written, for the writer to say yes or
// no. Naming who is known in a dossier shows something of it, so it is a reading like any other.
func (l *Ledger) StelVermeldingenVoor(ctx context.Context, g toegang.Grant, d id.Dossier, plat string, markeringen,
	nietBedoeld []tekst.Markering, verzoek string) ([]tekst.Voorstel, error) {
	feit := toegang.Geraadpleegd{Wat: toegang.WatVoorstellen}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingRaadplegen, d, verzoek, feit},
		func(r *raadpleging) []uint64 {
			return r.identiteiten(iedereen, r.masker.gat)
		})
	if err != nil {
		return nil, err
	}
	bekenden, err := r.bekenden(iedereen, r.geopend)
	if err != nil {
		return nil, err
	}
	return tekst.NieuweZoeker(bekenden).Voorstellen(plat, markeringen, nietBedoeld), nil
}
