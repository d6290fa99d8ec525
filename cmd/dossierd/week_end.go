package main

import (
	"context"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// What is decided on the meldingen, from the phases on Thursday to the end.

// elsewhere is the organisation that takes over.
const elsewhere = "Veilig Thuis Elders"

// investigate: what the police reported goes on under conditions; what the neighbour reported is looked into.
func (w *week) investigate(ctx context.Context) error {
	if err := w.phase(ctx, w.dossier, &w.doubleReport, "voorwaarden-en-vervolg",
		reason("Tot meer bekend is zoekt de vader geen contact, en komt de wijkagent langs.")); err != nil {
		return err
	}
	return w.phase(ctx, w.dossier, &w.report, domain.FaseOnderzoek,
		reason("Er is letsel gezien, en wat is gemeld spreekt elkaar tegen."))
}

// passOn: the police must know where the mother is. The caseworker may not pass on what is geheim; the teamleider
// confirms it.
func (w *week) passOn(ctx context.Context) error {
	n := bericht.NieuweVerstrekking{Onderdelen: []id.Onderdeel{domain.IdentiteitVan(w.mother), w.shelter},
		Verstrekking: bericht.Verstrekking{Ontvanger: "Politie, eenheid Elders", Grond: "veiligheid", Toestemming: "gegeven",
			Doel: bericht.Tekst{Tekst: "De politie houdt de verblijfplaats in het oog."}}}
	_, err := w.as(caseworker).Verstrek(ctx, w.dossier, n, once())
	if w.refused, err = refusal("wat geheim is verstrekken", err); err != nil {
		return err
	}
	n.BevestigdGeheim = []id.Onderdeel{w.shelter}
	v, err := w.as(teamLeader).Verstrek(ctx, w.dossier, n, once())
	w.passedOn = only(v)
	return err
}

// hear: with nobody heard the onderzoek does not end (ZOB-6.5e). The father is, and the mother by telephone.
func (w *week) hear(ctx context.Context) error {
	var err error
	if w.notHeard, err = refusal("een onderzoek zonder wederhoor afsluiten", w.handAway(ctx)); err != nil {
		return err
	}
	v, err := w.as(caseworker).LegWederhoorVast(ctx, w.dossier,
		bericht.NieuwWederhoor{Wederhoor: bericht.Wederhoor{Gehoord: []id.Betrokkene{w.father, w.mother},
			Gezegd: new(write(mention(w.father.String(),
				"Wouter"), " ontkent dat hij sloeg en wil praten over wat er misgaat. ",
				mention(w.mother.String(), "Lotte"), " blijft bij wat zij zei.")),
			NietGehoord: new(write(mention(w.child.String(), "Noor"), " is te jong en te zeer van streek."))}}, once())
	w.heard = only(v)
	return err
}

// state: he asks that his own words stand beside what is said of him.
func (w *week) state(ctx context.Context) error {
	v, err := w.as(caseworker).VoegVerklaringToe(ctx, w.dossier, bericht.NieuweVerklaring{Betrokkene: w.father,
		Betwist: []id.Onderdeel{w.doubleReport, w.hearsay},
		Verklaring: bericht.Verklaring{
			Tekst: write("Ik liet niemand binnen omdat het kind sliep. Depressief ben ik nooit geweest.")}},
		because("verzoek"))
	w.statement = only(v)
	return err
}

// decide ends the onderzoek with what it found, and every melding is handed over.
func (w *week) decide(ctx context.Context) error {
	if err := w.handAway(ctx); err != nil {
		return err
	}
	for _, report := range []id.Onderdeel{w.report, w.doubleReport, w.motherReport} {
		if err := w.count(ctx, w.dossier, report, bericht.Telling{Overdracht: "andere-veilig-thuis",
			Uitkomst: "overdracht"}); err != nil {
			return err
		}
	}
	return nil
}

func (w *week) handAway(ctx context.Context) error {
	b := reason("Moeder en kind zijn veilig en blijven in Elders. Wat zij nodig hebben, is daar dichtbij te krijgen.")
	b.Aan, b.Beslisser = elsewhere, domain.Medewerker(teamLeader.id)
	b.Alternatieven = []bericht.Tekst{{Tekst: "Zelf verder onderzoeken: er is al genoeg bekend om hulp te beginnen."},
		{Tekst: "De Raad om onderzoek vragen: de moeder werkt mee."}}
	b.Bevindingen = []bericht.Bevinding{{Betrokkene: w.mother, Bevinding: "bevestigd"},
		{Betrokkene: w.father, Bevinding: "bevestigd"},
		{Betrokkene: w.child, Bevinding: "niet-bevestigd"}}
	return w.phase(ctx, w.dossier, nil, domain.FaseOverdracht, b)
}

// close ends the dossier. One working note was answered by the wederhoor and goes, the other is kept as an agreement;
// the draft that nobody finishes goes too, for with a draft in it a dossier does not close.
func (w *week) close(ctx context.Context) error {
	if _, err := w.as(caseworker).GooiConceptWeg(ctx, w.unfinished, ""); err != nil {
		return err
	}
	if err := w.phase(ctx, w.dossier, nil, domain.FaseLaatste,
		reason(elsewhere+" heeft bevestigd dat zij verdergaan.")); err != nil {
		return err
	}
	if _, err := w.as(caseworker).EindigToewijzing(ctx, w.dossier,
		bericht.BeeindigdeToewijzing{Toegewezene: treating("m-jansen")}, once()); err != nil {
		return err
	}
	_, err := w.as(caseworker).Sluit(ctx, w.dossier,
		bericht.NieuweSluiting{Besluit: reason("Er is hier niets meer te doen."),
			Werkaantekeningen: []bericht.Werkaantekening{{Onderdeel: w.workingNote,
				Uitkomst: domain.WerkaantekeningVerwijderen},
				{Onderdeel: w.keptNote, Uitkomst: domain.WerkaantekeningOpnemen, Rubriek: "afspraken"}}}, once())
	return err
}
