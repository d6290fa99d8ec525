package ledger

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
)

// besluittekst is what somebody writes about the destruction of a person's data. It outlives the person: the new
// wordings of what is rewritten, and the reasons of the besluit or of its withdrawal, which no later vernietiging
// looks at.
type besluittekst struct {
	wie     id.Betrokkene
	teksten []*domain.Tekst
	regels  []string // free lines of the new wordings, which have no mentions
}

// besluittekstVan finds it in a write; ok is false where the write is of no person's destruction.
func (l *Ledger) besluittekstVan(ctx context.Context, o Schrijfopdracht) (b besluittekst, ok bool, err error) {
	switch w := o.Opdracht.(type) {
	case domain.BesluitVernietiging:
		b.wie, b.teksten = w.Omvang.Betrokkene, []*domain.Tekst{&w.Motivering}
		for i := range w.Keuzes {
			b.teksten = append(b.teksten, &w.Keuzes[i].Behoud.Waarom)
			if nieuw := w.Keuzes[i].Nieuw; nieuw != nil {
				b.teksten = append(b.teksten, nieuw.Teksten()...)
				b.regels = append(b.regels, domain.VrijeRegels(nieuw)...)
			}
		}
	case domain.TrekVernietigingIn:
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return b, false, err
		}
		if loop, ok := z.nu.Vernietigingen[w.ID]; ok {
			b.wie, b.teksten = loop.Omvang.Betrokkene, w.Besluit.Teksten()
		}
	}
	return b, !b.wie.IsZero(), nil
}

// controleerBesluittekst refuses a text about the destruction of a person's data that names the person outside a
// mention: a mention goes with the person, what stands in the text itself would stay for ever (ZOB-17.1).
func (l *Ledger) controleerBesluittekst(ctx context.Context, o Schrijfopdracht) error {
	b, ok, err := l.besluittekstVan(ctx, o)
	if err != nil || !ok {
		return err
	}
	feit := toegang.Geraadpleegd{Wat: toegang.WatVoorvertoning}
	r, err := l.raadpleeg(ctx, leesopdracht{o.Grant, domain.HandelingVernietigen, o.Dossier, o.Verzoek, feit},
		func(r *raadpleging) []uint64 {
			return r.identiteiten(alleen(r.z.nu, b.wie), r.masker.gatVoorbij)
		})
	if err != nil {
		return err
	}
	bekenden, err := r.bekenden(alleen(r.z.nu, b.wie), r.voorbij)
	if err != nil {
		return err
	}
	noemt, err := b.noemt(tekst.NieuweZoeker(bekenden))
	if err == nil && noemt {
		err = domain.Weiger(domain.CodeNogGenoemd,
			"Een tekst bij deze vernietiging noemt de betrokkene buiten een vermelding en zou blijven staan. Laat de naam "+
				"weg of markeer de vermelding.", "ZOB-17.1")
	}
	return err
}

// noemt reports whether anything in it names the person outside a mention.
func (b besluittekst) noemt(zoeker *tekst.Zoeker) (bool, error) {
	for _, t := range b.teksten {
		l, err := t.AlsGeschreven()
		if err != nil {
			return false, err
		}
		if noemtZeker(zoeker.NogGenoemd(l)) {
			return true, nil
		}
	}
	for _, r := range b.regels {
		if noemtZeker(zoeker.Voorstellen(r, nil, nil)) {
			return true, nil
		}
	}
	return false, nil
}

// noemtZeker reports whether anything was found that can hardly mean somebody else.
func noemtZeker(gevonden []tekst.Voorstel) bool {
	for _, v := range gevonden {
		if !v.Twijfel {
			return true
		}
	}
	return false
}
