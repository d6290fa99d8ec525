package ledger

import (
	"context"
	"strconv"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// codePlaats: a place lies within a mention that the writer cannot see.
const codePlaats waarde.Code = "past-niet"

// Markeer makes the parting of a passage by markings, whose places are those of the text as the writer sees it. The
// old text is opened with every mention that still is, also those that the writer may not see, and shown to nobody;
// the fact of it is the write's own. A mention that was destroyed stays as its placeholder. What is not marked keeps
// what the passage said of it.
func (l *Ledger) Markeer(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel,
	ms []domain.PassageMarkering, nieuw func() id.Onderdeel,
	verzoek string) (domain.MarkeerPassage, waarde.Fouten, error) {
	m, fouten, err := l.markeer(ctx, g, d, welk, ms, nieuw, verzoek)
	return m, fouten, weigeringVan(err)
}

func (l *Ledger) markeer(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel,
	ms []domain.PassageMarkering, nieuw func() id.Onderdeel,
	verzoek string) (uit domain.MarkeerPassage, _ waarde.Fouten, err error) {
	uit.Passage = welk
	if !g.Voor(domain.HandelingVastleggen, d) {
		return uit, nil, l.weiger(ctx, g, d, verzoek)
	}
	z, err := l.lees(ctx, d)
	if err != nil {
		return uit, nil, err
	}
	if !z.nu.Bestaat {
		return uit, nil, l.bestaatNiet(ctx, g, d, verzoek)
	}
	o, ok := z.nu.Onderdelen[welk]
	if !ok || o.Inhoud != domain.InhoudPassage {
		return uit, nil, domain.Weiger(domain.CodeOnbekend, "Deze passage staat niet in het dossier.")
	}
	sleutels := l.sleutels(ctx)
	m, err := l.maskerVoor(ctx, g, z, sleutels).metHerleidbaar(z, sleutels)
	if err != nil {
		return uit, nil, err
	}
	uit.Revisie = o.Laatste().Revisie
	gezien, err := m.open(z, sleutels, welk, uit.Revisie)
	if err != nil {
		return uit, nil, err
	}
	heel, err := openMet(z, sleutels, uit.Revisie, true, m.toestandVoorbij)
	if err != nil {
		return uit, nil, err
	}
	hier, ziet := passageIn(gezien)
	daar, opent := passageIn(heel)
	if !ziet || !opent {
		return uit, nil, domain.Weiger(domain.CodeAfgeschermd,
			"Deze passage is niet te zien en kan dus niet worden gemarkeerd.", "ZOB-6.2b")
	}
	ms, fouten := verplaatst(ms, hier.Tekst.Lezing(), daar.Tekst.Lezing())
	if len(fouten) > 0 {
		return uit, fouten, nil
	}
	oud := daar.Tekst.Lezing()
	geschreven, fouten := tekst.Herzie(oud, oud.Plat(), oud.Markeringen(), oud.NietBedoeld()...)
	if len(fouten) > 0 {
		return uit, fouten, nil
	}
	uit.Passages, fouten = domain.KnipVerslag(geschreven, ms, *daar, nieuw)
	return uit, fouten, nil
}

func passageIn(p domain.Private[domain.Inhoud]) (*domain.Passage, bool) {
	i, ok := kern(p).Value()
	if !ok {
		return nil, false
	}
	w, ok := i.(*domain.Passage)
	return w, ok
}

// verplaatst gives the markings the places that they have in the whole text. One that lies outside it keeps what it
// has, for who parts the text to find.
func verplaatst(ms []domain.PassageMarkering, gezien, heel tekst.Lezing) ([]domain.PassageMarkering, waarde.Fouten) {
	var fouten waarde.Fouten
	uit := make([]domain.PassageMarkering, len(ms))
	lengte := len([]rune(gezien.Plat()))
	for i, m := range ms {
		uit[i] = m
		if m.Begin < 0 || m.Einde > lengte || m.Einde <= m.Begin {
			uit[i].Begin, uit[i].Einde = 0, 0
			continue
		}
		begin, ok := gezien.PlaatsIn(heel, m.Begin)
		einde, ook := gezien.PlaatsIn(heel, m.Einde)
		if !ok || !ook {
			fouten.Voeg(waarde.NieuweFout(codePlaats, "Een passage kan niet midden in een vermelding beginnen of eindigen."),
				"passages", strconv.Itoa(i))
		}
		uit[i].Begin, uit[i].Einde = begin, einde
	}
	return uit, fouten
}
