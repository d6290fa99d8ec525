package api

import (
	"strconv"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// From messages to what is asked of the domain. The ids of what is new are given: fresh ones for a request, and for a
// line of a file of older dossiers such as follow from it.

// openDossier asks an id for each person by the verwijzing, then for each contactgegeven, and one for the melding.
func (l *lezer) openDossier(b *bericht.NieuwDossier, wie func(string) id.Betrokkene, nieuw,
	melding func() id.Onderdeel) domain.OpenDossier {
	l.wie = map[string]id.Betrokkene{}
	o := domain.OpenDossier{Onderdeel: nieuw(),
		Opening: domain.Opening{Grond: b.Grond, Organisatie: strings.TrimSpace(b.Organisatie),
			MogelijkBekendGezien: b.MogelijkBekendGezien}}
	for i, n := range b.Betrokkenen {
		p := pad{"betrokkenen", strconv.Itoa(i)}
		welk := wie(n.Verwijzing)
		switch _, al := l.wie[n.Verwijzing]; {
		case n.Verwijzing == "": // the schema told
		case !verwijzing.MatchString(n.Verwijzing):
			l.fouten.Voeg(waarde.NieuweFout(codeVorm, "Een verwijzing bestaat uit letters, cijfers, - en _."),
				p.bij("verwijzing")...)
		case al:
			l.fouten.Voeg(waarde.NieuweFout(codeDubbel, "Deze verwijzing komt twee keer voor."), p.bij("verwijzing")...)
		default:
			l.wie[n.Verwijzing] = welk
		}
		o.Betrokkenen = append(o.Betrokkenen, l.betrokkeneErbij(p, n.NieuweBetrokkene, welk, nieuw))
	}
	if b.Melding != nil {
		m := l.meldingErbij(pad{"melding"}, *b.Melding, melding())
		o.Melding = &m
	}
	return o
}

func (l *lezer) voegBetrokkeneToe(b *bericht.NieuweBetrokkene, wie id.Betrokkene,
	nieuw func() id.Onderdeel) domain.VoegBetrokkeneToe {
	return domain.VoegBetrokkeneToe{NieuweBetrokkene: l.betrokkeneErbij(nil, *b, wie, nieuw)}
}

func (l *lezer) legContactVast(b bericht.Contact, wie id.Betrokkene, welk id.Onderdeel) domain.LegContactVast {
	return domain.LegContactVast{NieuwContact: domain.NieuwContact{ID: welk, Contact: l.contact(nil, b)}, Betrokkene: wie}
}

func (l *lezer) legRelatieVast(b *bericht.NieuweRelatie, welk id.Onderdeel) domain.LegRelatieVast {
	return domain.LegRelatieVast{ID: welk, Van: b.Van, Naar: b.Naar, Relatie: l.relatie(nil, b.Relatie)}
}

func (l *lezer) legGegevenVast(b *bericht.NieuwGegeven, welk id.Onderdeel) domain.LegGegevenVast {
	return domain.LegGegevenVast{ID: welk, Rubriek: b.Rubriek, Over: b.Over, Gegeven: l.gegeven(nil, b.Gegeven)}
}

// legVerslagVast asks an id for the verslag, then for each passage.
func (l *lezer) legVerslagVast(b *bericht.NieuwVerslag, nieuw func() id.Onderdeel) domain.LegVerslagVast {
	return domain.LegVerslagVast{ID: nieuw(), Rubriek: b.Rubriek, Over: b.Over, Verslag: l.verslag(nil, b.Verslag),
		Passages: l.verslagtekst(b.Verslagtekst, nieuw)}
}

func (l *lezer) voegVerklaringToe(b *bericht.NieuweVerklaring, welk id.Onderdeel) domain.VoegVerklaringToe {
	return domain.VoegVerklaringToe{ID: welk, Betrokkene: b.Betrokkene, Betwist: b.Betwist,
		Verklaring: domain.Verklaring{Tekst: l.tekst(pad{"tekst"}, b.Tekst)}}
}

func (l *lezer) legWederhoorVast(b *bericht.NieuwWederhoor, welk id.Onderdeel) domain.LegWederhoorVast {
	return domain.LegWederhoorVast{ID: welk, Over: b.Over, Wederhoor: l.wederhoor(nil, b.Wederhoor)}
}

func (l *lezer) verstrek(b *bericht.NieuweVerstrekking, welk id.Onderdeel) domain.Verstrek {
	return domain.Verstrek{ID: welk, Onderdelen: b.Onderdelen, BevestigdGeheim: b.BevestigdGeheim,
		Verstrekking: l.verstrekking(nil, b.Verstrekking)}
}

func (l *lezer) wijzigFase(b *bericht.NieuweFase, welk id.Onderdeel) domain.WijzigFase {
	w := domain.WijzigFase{ID: welk, Fase: b.Fase, Besluit: l.besluit(nil, b.Besluit)}
	if b.Melding != nil {
		w.Melding = *b.Melding
	}
	return w
}

func (l *lezer) sluit(b *bericht.NieuweSluiting, welk id.Onderdeel) domain.Sluit {
	o := domain.Sluit{ID: welk, Besluit: l.besluit(nil, b.Besluit)}
	for _, w := range b.Werkaantekeningen {
		o.Werkaantekeningen = append(o.Werkaantekeningen, domain.Werkaantekening(w))
	}
	return o
}
