package api

import (
	"slices"
	"strconv"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

func verslagen() []*route {
	h := domain.HandelingVastleggen
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/verslagen", id: "legVerslagVast", groep: groepVastleggen, handeling: h,
			parameters: []*parameter{parDossier}, bijvoorbeeld: []string{"gebeurdOp", "aanwezigen", "passages"},
			titel: "Leg een verslag vast",
			uitleg: "Legt een verslag vast: één doorlopende tekst met gemarkeerde passages. Elke passage is een onderdeel, " +
				"dat apart kan worden gecorrigeerd, afgeschermd, herschreven of vernietigd.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwVerslag) domain.Opdracht {
			return l.legVerslagVast(b, v.nieuwOnderdeel)
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/passages", id: "vulVerslagAan", groep: groepVastleggen,
			handeling: h, parameters: []*parameter{parDossier, parOnderdeel}, bijvoorbeeld: []string{"passages"},
			titel: "Vul een verslag aan", uitleg: "Voegt tekst toe aan een verslag, aan het eind of achter een passage.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwePassages) domain.Opdracht {
			a := domain.VulVerslagAan{Verslag: v.onderdeel(), Passages: l.verslagtekst(b.Verslagtekst, v.nieuwOnderdeel)}
			if b.Na != nil {
				a.Na = *b.Na
			}
			return a
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/markeringen", id: "markeerPassage", groep: groepVastleggen,
			handeling: h, parameters: []*parameter{parDossier, parOnderdeel},
			titel: "Markeer een passage", uitleg: "Deelt een passage op en zegt van elk gemarkeerd deel wat het is. De delen " +
				"komen ervoor in de plaats; de passage zelf blijft in het logboek.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweMarkeringen) domain.Opdracht {
			m, fouten, err := v.s.Ledger.Markeer(v.ctx, v.grant, v.dossier, v.onderdeel(), l.markeringen(b.Passages),
				v.nieuwOnderdeel, v.verzoek)
			if err != nil {
				v.fatal = err
			}
			l.fouten = append(l.fouten, fouten...)
			return m
		}),
	}
}

func (l *lezer) verslag(p pad, v bericht.Verslag) domain.Verslag {
	uit := domain.Verslag{Soort: v.Soort,
		GebeurdOp: ontleed(l, p.bij("gebeurdOp"), v.GebeurdOp, waarde.ParseGedeeltelijkeDatum)}
	if v.Titel != nil {
		uit.Titel = l.kerntekst(p.bij("titel"), *v.Titel)
	}
	for i, a := range v.Aanwezigen {
		wie := l.betrokkene(p.bij("aanwezigen", strconv.Itoa(i), "wie"), a.Wie)
		uit.Aanwezigen = append(uit.Aanwezigen, domain.Aanwezige{Wie: wie, Functie: strings.TrimSpace(a.Functie)})
	}
	return uit
}

func (l *lezer) passage(p pad, b bericht.Passage) domain.Passage {
	return domain.Passage{Soort: domain.GegevenSoort(b.Soort), Aard: domain.Aard(b.Aard),
		Bron: l.bron(p.bij("bron"), b.Bron), Tekst: l.kerntekst(p.bij("tekst"), b.Tekst), HerleidbaarTot: b.HerleidbaarTot,
		NietActueel: b.NietActueel}
}

func (l *lezer) markeringen(bs []bericht.PassageMarkering) []domain.PassageMarkering {
	uit := make([]domain.PassageMarkering, len(bs))
	for i, b := range bs {
		uit[i] = domain.PassageMarkering{Begin: b.Begin, Einde: b.Einde, Soort: domain.GegevenSoort(b.Soort), Aard: b.Aard,
			Over: b.Over, HerleidbaarTot: b.HerleidbaarTot, NietActueel: b.NietActueel}
		if b.Bron != nil {
			bron := l.bron(pad{"passages", strconv.Itoa(i), "bron"}, *b.Bron)
			uit[i].Bron = &bron
		}
	}
	return uit
}

// verslagtekst parts a running text in passages. Where the text or the marking of it is at fault the rest is looked at
// all the same, so that a caller hears of everything at once.
func (l *lezer) verslagtekst(b bericht.Verslagtekst, nieuw func() id.Onderdeel) []domain.NieuwePassage {
	voor := len(l.fouten)
	heel := l.leesTekst(pad{"tekst"}, b.Tekst, func(plat string, ms, nb []tekst.Markering) (tekst.Tekst, waarde.Fouten) {
		return tekst.Nieuw(plat, ms, nb...)
	})
	if len(l.fouten) > voor {
		heel, _ = tekst.Nieuw(b.Tekst.Tekst, nil)
	}
	rest := domain.Passage{Aard: domain.AardOnbeoordeeld, Bron: l.bron(pad{"spreker"}, b.Spreker)}
	ps, fouten := domain.KnipVerslag(heel, l.markeringen(b.Passages), rest, nieuw)
	if len(fouten) == 0 {
		return ps
	}
	for _, f := range fouten {
		f.Veld = alsWijzer(zoalsGegeven(segmenten(f.Veld), heel, b.Tekst))
		l.fouten.Voeg(f)
	}
	ps, _ = domain.KnipVerslag(heel, nil, rest, nieuw)
	return ps
}

// zoalsGegeven gives the path of a mention the place that it has in the request, where it may stand in any order.
func zoalsGegeven(delen []string, heel tekst.Tekst, b bericht.Tekst) []string {
	if len(delen) != 3 || delen[0] != "tekst" {
		return delen
	}
	n, err := strconv.Atoi(delen[2])
	if err != nil {
		return delen
	}
	switch delen[1] {
	case "vermeldingen":
		m := heel.Markeringen()[n]
		n = slices.IndexFunc(b.Vermeldingen, func(v bericht.Vermelding) bool {
			return v.Begin == m.Begin && v.Einde == m.Einde
		})
	case "nietBedoeld":
		m := heel.NietBedoeld()[n]
		n = slices.IndexFunc(b.NietBedoeld, func(v bericht.Plaats) bool { return v.Begin == m.Begin && v.Einde == m.Einde })
	}
	return []string{delen[0], delen[1], strconv.Itoa(n)}
}

func verslagUit(v *domain.Verslag) *bericht.Verslag {
	uit := &bericht.Verslag{Soort: v.Soort, GebeurdOp: v.GebeurdOp.Waarde()}
	if !v.Titel.IsZero() {
		t := tekstUit(v.Titel)
		uit.Titel = &t
	}
	for _, a := range v.Aanwezigen {
		uit.Aanwezigen = append(uit.Aanwezigen, bericht.Aanwezige{Wie: wieUit(a.Wie), Functie: a.Functie})
	}
	return uit
}

func passageUit(p *domain.Passage) *bericht.Passage {
	return &bericht.Passage{Soort: bericht.PassageSoort(p.Soort), Aard: bericht.PassageAard(p.Aard),
		Bron: bronUit(p.Bron), Tekst: tekstUit(p.Tekst), HerleidbaarTot: p.HerleidbaarTot, NietActueel: p.NietActueel}
}
