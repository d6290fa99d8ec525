package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

func (w *week) askApproval(ctx context.Context) (err error) {
	w.school, err = w.record(ctx, caseworker, "zorgen", bericht.Gegeven{Soort: "mededeling", Aard: "mening",
		Bron:  bericht.Bron{Soort: domain.BronInformant, Instantie: "Basisschool De Verzinsels"},
		Tekst: write(mention(w.child.String(), "Noor"), " is sinds de herfst stil en vaak te laat.")}, w.child)
	if err != nil {
		return err
	}
	_, err = w.as(caseworker).LegAccorderingVast(ctx, w.dossier, w.school,
		bericht.NieuweAccordering{Accordering: bericht.Accordering{
			Stand: domain.AccorderingGevraagd, Naam: "intern begeleider", Op: w.day(3)}}, once())
	return err
}

// passOn: the police must know where the mother is. The caseworker may not pass on what is geheim; the teamleider
// confirms it.
func (w *week) passOn(ctx context.Context) error {
	n := bericht.NieuweVerstrekking{Onderdelen: []id.Onderdeel{domain.IdentiteitVan(w.mother), w.shelter},
		Verstrekking: bericht.Verstrekking{Ontvanger: "Politie, eenheid Elders", Grond: "veiligheid", Toestemming: "gegeven",
			Doel: bericht.Tekst{Tekst: "De politie houdt de verblijfplaats in het oog."}}}
	_, err := w.as(caseworker).Verstrek(ctx, w.dossier, n, once())
	var refusal *client.Fout
	if !errors.As(err, &refusal) {
		return fmt.Errorf("wat geheim is, werd niet tegengehouden: %w", err)
	}
	w.refused = refusal.Probleem
	n.BevestigdGeheim = []id.Onderdeel{w.shelter}
	v, err := w.as(teamLeader).Verstrek(ctx, w.dossier, n, once())
	w.passedOn = only(v)
	return err
}

// answer: the practice sends a letter, which the secretariaat adds for the caseworker. What it says of the child is recorded; what it says of somebody else is not,
// and why.
func (w *week) answer(ctx context.Context) error {
	v, err := w.as(secretary).VoegBijlageToe(ctx, w.dossier,
		bericht.NieuweBijlage{Over: []id.Betrokkene{w.mother, w.child}, Bijlage: bericht.Bijlage{
			Naam: write("Brief van de huisarts over ", mention(w.child.String(), "Noor")), Soort: "brief", Datum: w.day(3),
			Bron: bericht.Bron{Soort: domain.BronInstantie, Instantie: practice, Datum: w.day(3)}}},
		strings.NewReader(letterPDF()), once())
	if err != nil {
		return err
	}
	w.letter = only(v)
	w.fromLetter, err = w.record(ctx, caseworker, "veiligheidsbeoordeling",
		bericht.Gegeven{Soort: "mededeling", Aard: "feit",
			Bron: bericht.Bron{Soort: domain.BronInstantie, Instantie: practice, Datum: w.day(3)},
			Tekst: write(mention(w.child.String(), "Noor"),
				" was in het voorjaar twee keer op het spreekuur, met buikpijn zonder oorzaak.")}, w.child)
	if err != nil {
		return err
	}
	if _, err = w.as(caseworker).LegAntwoordVast(ctx, w.dossier, w.request,
		bericht.NieuwInformatieantwoord{Vastgelegd: []id.Onderdeel{w.letter, w.fromLetter},
			Informatieantwoord: bericht.Informatieantwoord{Uitkomst: domain.AntwoordVastgelegd, Op: w.day(4)}},
		once()); err != nil {
		return err
	}
	v, err = w.as(caseworker).LegAntwoordVast(ctx, w.dossier, w.request,
		bericht.NieuwInformatieantwoord{Informatieantwoord: bericht.Informatieantwoord{
			Uitkomst: domain.AntwoordNietVastgelegd, Op: w.day(4),
			Toelichting: &bericht.Tekst{Tekst: "Een uitslag van een familielid doet voor de vraag niet ter zake."}}}, once())
	w.refusedAnswer = only(v)
	return err
}

func (w *week) approve(ctx context.Context) error {
	_, err := w.as(caseworker).LegAccorderingVast(ctx, w.dossier, w.school,
		bericht.NieuweAccordering{Accordering: bericht.Accordering{
			Stand: domain.AccorderingGegeven, Naam: "intern begeleider", Op: w.day(7),
			Correcties: &bericht.Tekst{Tekst: "Het te laat komen begon na de zomer."}}}, once())
	return err
}

func (w *week) hear(ctx context.Context) error {
	v, err := w.as(caseworker).LegWederhoorVast(ctx, w.dossier,
		bericht.NieuwWederhoor{Wederhoor: bericht.Wederhoor{Gehoord: []id.Betrokkene{w.father},
			Gezegd: new(write(mention(w.father.String(), "Wouter"),
				" ontkent dat hij sloeg en wil praten over wat er misgaat."))}}, once())
	w.heard = only(v)
	return err
}

func (w *week) decide(ctx context.Context) error {
	b := reason("Moeder en kind zijn veilig. Wat nu nodig is, is hulp voor alle drie, en die is dichtbij te krijgen.")
	b.Aan, b.Beslisser = "Wijkteam Ons Dorp", domain.Medewerker(teamLeader.id)
	b.Alternatieven = []bericht.Tekst{{Tekst: "Zelf onderzoeken: er is al genoeg bekend om hulp te beginnen."},
		{Tekst: "De Raad om onderzoek vragen: de moeder werkt mee."}}
	_, err := w.as(caseworker).WijzigFase(ctx, w.dossier, bericht.NieuweFase{Fase: domain.FaseOverdracht, Besluit: b},
		once())
	return err
}

// close ends the dossier. The working note was answered by the wederhoor, and goes; so does the draft that nobody
// finishes, for with a draft in it a dossier does not close.
func (w *week) close(ctx context.Context) error {
	if _, err := w.as(caseworker).GooiConceptWeg(ctx, w.unfinished, ""); err != nil {
		return err
	}
	_, err := w.as(caseworker).Sluit(ctx, w.dossier,
		bericht.NieuweSluiting{Besluit: reason("Het wijkteam heeft de hulp overgenomen."),
			Werkaantekeningen: []bericht.Werkaantekening{{Onderdeel: w.workingNote,
				Uitkomst: domain.WerkaantekeningVerwijderen}}}, once())
	return err
}
