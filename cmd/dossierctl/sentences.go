package main

import (
	"fmt"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// sentences say what each kind of event did, behind who did it. A test ranges over the kinds. They use what was known
// up to the event and, of content, only what is shown.
var sentences = map[domain.Soort]func(*replay, *bericht.Moment) string{
	domain.SoortDossierGeopend: func(*replay, *bericht.Moment) string { return "opende het dossier" },
	domain.SoortBetrokkeneToegevoegd: func(r *replay, m *bericht.Moment) string {
		return "voegde " + r.person(m) + " toe aan het dossier"
	},
	domain.SoortBijlageToegevoegd: func(r *replay, m *bericht.Moment) string {
		return with("voegde een "+secretly(m, "geheime")+"bijlage toe", r.names.about(m.Feit.Over))
	},
	domain.SoortContactVastgelegd: func(r *replay, m *bericht.Moment) string {
		if r.putRight(m) {
			return "zette het " + secretly(m, "geheime") + "contactgegeven waar het hoort: bij " + r.person(m)
		}
		return "legde een " + secretly(m, "geheim") + "contactgegeven vast van " + r.person(m)
	},
	domain.SoortRelatieVastgelegd: func(r *replay, m *bericht.Moment) string {
		if m.Feit.Van == nil || m.Feit.Naar == nil {
			return "legde een relatie vast"
		}
		between := r.names.of(*m.Feit.Van) + " met " + r.names.of(*m.Feit.Naar)
		if r.putRight(m) {
			return "zette de relatie waar zij hoort: van " + between
		}
		return "legde een relatie vast van " + between
	},
	domain.SoortMeldingOntvangen: func(r *replay, m *bericht.Moment) string {
		s := with("legde een melding vast", r.names.about(m.Feit.Over))
		if m.Feit.OntvangenOp != nil {
			s += ", ontvangen op " + moment(*m.Feit.OntvangenOp)
		}
		return s
	},
	domain.SoortGegevenVastgelegd: func(r *replay, m *bericht.Moment) string {
		if m.Feit.Rubriek == domain.RubriekWerkaantekening {
			return with("legde een werkaantekening vast", r.names.about(m.Feit.Over))
		}
		return with("legde een gegeven vast in de rubriek "+words(string(m.Feit.Rubriek)), r.names.about(m.Feit.Over))
	},
	domain.SoortVerslagVastgelegd: func(r *replay, m *bericht.Moment) string {
		return with(fmt.Sprintf("legde een verslag vast in de rubriek %s, met %s", words(string(m.Feit.Rubriek)),
			counted(len(m.Feit.Passages))), r.names.about(m.Feit.Over))
	},
	domain.SoortVerslagAangevuld: func(r *replay, m *bericht.Moment) string {
		return "vulde " + r.subject(m) + " aan tot " + counted(len(m.Feit.Passages))
	},
	domain.SoortPassageVastgelegd: func(r *replay, m *bericht.Moment) string {
		return with("legde een passage vast", r.names.about(m.Feit.Over))
	},
	domain.SoortPassageGemarkeerd: func(r *replay, m *bericht.Moment) string {
		return "deelde " + r.subject(m) + " op in " + counted(len(m.Feit.Passages))
	},
	domain.SoortCorrectieToegepast: func(r *replay, m *bericht.Moment) string {
		return correctionSentence(m.Feit.Wijze, r.subject(m))
	},
	domain.SoortVerklaringToegevoegd: func(r *replay, m *bericht.Moment) string {
		s := "voegde een eigen verklaring toe van " + r.person(m)
		if len(m.Feit.Betwist) > 0 {
			s += " bij " + enumerate(r.references(m.Feit.Betwist))
		}
		return s
	},
	domain.SoortVerstrekkingGedaan: func(r *replay, m *bericht.Moment) string {
		s := "legde een verstrekking vast van " + r.given(m.Feit.Stukken)
		if len(m.Feit.BevestigdGeheim) > 0 {
			s += ", en bevestigde dat wat daarvan geheim is mee mocht: " + enumerate(r.references(m.Feit.BevestigdGeheim))
		}
		return s
	},
	domain.SoortMeldingGekwalificeerd: func(r *replay, m *bericht.Moment) string {
		return "kwalificeerde " + r.of(m.Feit.Melding, "een melding") + " als " + words(string(m.Feit.Kwalificatie))
	},
	domain.SoortInformatieGevraagd: func(r *replay, m *bericht.Moment) string {
		return with("vroeg informatie bij een ander", r.names.about(m.Feit.Over))
	},
	domain.SoortInformatieBeantwoord: func(r *replay, m *bericht.Moment) string {
		s := "legde vast wat er van een informatieverzoek kwam"
		if m.Feit.Informatieverzoek != nil {
			s = "legde vast wat er kwam van " + r.reference(*m.Feit.Informatieverzoek)
		}
		if len(m.Feit.Vastgelegd) > 0 {
			s += ": " + enumerate(r.references(m.Feit.Vastgelegd))
		}
		return s
	},
	domain.SoortFaseGewijzigd: func(r *replay, m *bericht.Moment) string {
		return "bracht " + r.of(m.Feit.Melding, "het dossier") + " in de fase " + words(string(m.Feit.Fase))
	},
	domain.SoortToewijzingBegonnen: func(_ *replay, m *bericht.Moment) string {
		return "wees het dossier toe aan " + assigned(m.Feit.Wie)
	},
	domain.SoortToewijzingOvergedragen: func(_ *replay, m *bericht.Moment) string {
		return "droeg het dossier over van " + assigned(m.Feit.VanWie) + " aan " + assigned(m.Feit.Wie)
	},
	domain.SoortToewijzingBeeindigd: func(_ *replay, m *bericht.Moment) string {
		return "beëindigde de toewijzing aan " + assigned(m.Feit.VanWie)
	},
	domain.SoortDossierGesloten: func(*replay, *bericht.Moment) string { return "sloot het dossier" },
	domain.SoortDossierHeropend: func(*replay, *bericht.Moment) string { return "heropende het dossier" },
	domain.SoortBeperkingIngesteld: func(r *replay, m *bericht.Moment) string {
		if len(m.Feit.Gehouden) == 0 {
			return "stelde een beperking in op het hele dossier"
		}
		return "stelde een beperking in op " + enumerate(r.references(m.Feit.Gehouden))
	},
	domain.SoortBeperkingOpgeheven: func(r *replay, m *bericht.Moment) string {
		if len(m.Feit.Gehouden) == 0 {
			return "hief de beperking van het hele dossier op"
		}
		return "hief de beperking op van " + enumerate(r.references(m.Feit.Gehouden))
	},
	domain.SoortBetrokkeneGekoppeld: func(r *replay, m *bericht.Moment) string {
		return "koppelde " + r.person(m) + " aan " + r.subject(m)
	},
	domain.SoortBetrokkeneOntkoppeld: func(r *replay, m *bericht.Moment) string {
		return "ontkoppelde " + r.person(m) + " van " + r.subject(m)
	},
	domain.SoortBetrokkenenSamengevoegd: func(r *replay, m *bericht.Moment) string {
		if m.Feit.Blijft == nil || m.Feit.Vervalt == nil {
			return "voegde twee betrokkenen samen"
		}
		return "voegde " + r.names.of(*m.Feit.Vervalt) + " samen met " + r.names.of(*m.Feit.Blijft) +
			": zij zijn één persoon"
	},
	domain.SoortBetrokkenenGescheiden: func(r *replay, m *bericht.Moment) string {
		if m.Feit.Blijft == nil || m.Feit.Vervallen == nil {
			return "maakte een samenvoeging ongedaan"
		}
		return "scheidde " + r.names.of(*m.Feit.Vervallen) + " weer van " + r.names.of(*m.Feit.Blijft) +
			": zij zijn niet één persoon"
	},
	domain.SoortVernietigingBesloten: func(r *replay, m *bericht.Moment) string {
		if m.Feit.Omvang == nil {
			return "besloot tot een vernietiging"
		}
		return "besloot tot vernietiging van " + extent(*m.Feit.Omvang, r.names, r.reference)
	},
	domain.SoortOnderdeelHerschreven: func(r *replay, m *bericht.Moment) string {
		return "herschreef " + r.subject(m) + " bij een vernietiging"
	},
	domain.SoortVernietigingGoedgekeurd: func(r *replay, m *bericht.Moment) string {
		return "keurde " + r.erasure(m) + " goed"
	},
	domain.SoortVernietigingIngetrokken: func(r *replay, m *bericht.Moment) string {
		return "trok " + r.erasure(m) + " in"
	},
	domain.SoortAccorderingVastgelegd: func(r *replay, m *bericht.Moment) string {
		return accorderingSentence(r, m)
	},
	domain.SoortWederhoorVastgelegd: func(r *replay, m *bericht.Moment) string {
		return with("legde hoor en wederhoor vast", r.names.about(m.Feit.Over))
	},
	domain.SoortMededelingVastgelegd: func(r *replay, m *bericht.Moment) string {
		return "legde vast of " + r.person(m) + " is geïnformeerd"
	},
	domain.SoortOnderdeelHersteld: func(r *replay, m *bericht.Moment) string {
		return "herstelde een schrijffout in " + r.subject(m)
	},
	domain.SoortTellingVastgelegd: func(r *replay, m *bericht.Moment) string {
		return "legde voor de statistiek een telling vast van " + r.of(m.Feit.Melding, "een melding")
	},
	domain.SoortGegevenIngedeeld: func(r *replay, m *bericht.Moment) string {
		return "nam " + r.subject(m) + " op bij " + words(string(m.Feit.Rubriek))
	},
	domain.SoortPuntGeopend: func(r *replay, m *bericht.Moment) string {
		return "zette op de agenda van " + r.pointOpened(m)
	},
	domain.SoortPuntAfgedaan: func(r *replay, m *bericht.Moment) string {
		return "deed " + pointWord(m.Feit.Punt) + " af, bij " + r.at(m)
	},
	domain.SoortOverbrengingBesloten: func(r *replay, m *bericht.Moment) string { return r.goesTo(m) },
	domain.SoortOnderdeelOvergenomen: func(r *replay, m *bericht.Moment) string {
		o := m.Feit.Overgenomen
		if o == nil {
			return "nam iets over uit een ander dossier"
		}
		return fmt.Sprintf("nam uit dossier %s over: %s, daar vastgelegd op %s door %s",
			tail(o.Dossier.String()), r.takenOver(m), moment(o.VastgelegdOp), o.Door)
	},
	domain.SoortOverbrengingVoltooid: func(_ *replay, m *bericht.Moment) string {
		if m.Feit.Afgebroken {
			return "brak de overbrenging naar een ander dossier af: alles blijft hier"
		}
		return "rondde de overbrenging naar een ander dossier af"
	},
	domain.SoortVernietigingUitgevoerd: func(r *replay, m *bericht.Moment) string {
		return r.carriedOut(m)
	},
}

// sentence says what an event did. A kind that this program does not know yet is named as it is stored.
func sentence(r *replay, m *bericht.Moment) string {
	if s, ok := sentences[m.Soort]; ok {
		return s(r, m)
	}
	return "legde vast: " + string(m.Soort)
}
