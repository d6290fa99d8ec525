package main

import (
	"context"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// What a melding asks by day: who reported, who is who, what it is, and who may know more.

// complete: the neighbour calls again by day. Who reported, and where it is, can be filled in.
func (w *week) complete(ctx context.Context) error {
	v, err := w.as(caseworker).VoegBetrokkeneToe(ctx, w.dossier,
		person("", "", "Greet", "Verbeelding", "", "v", "", "melder",
			bericht.Contact{Soort: "telefoon", Telefoon: "06-87654321"}).NieuweBetrokkene, once())
	if err != nil {
		return err
	}
	w.neighbour = v.Betrokkenen[0].Betrokkene
	w.number = v.Onderdelen[1]
	neighbour, child := w.neighbour.String(), w.child.String()
	report := bericht.Melding{Melder: neighbour, Hoedanigheid: "betrokken burger", Kanaal: "telefoon",
		GebeurdOp: w.day(0),
		Tekst: new(write("Er wordt geschreeuwd en ", mention(child, "een kind"), " huilt. De lijn viel weg. Volgens ",
			mention(neighbour, "de buurvrouw"), " is dit de derde avond."))}
	if err := w.correct(ctx, w.report, domain.WijzeAanvullen, domain.GrondOnvolledig, "De melder belde terug.",
		&bericht.NieuweInhoud{Melding: &report}, once()); err != nil {
		return err
	}
	if err := w.count(ctx, w.dossier, w.report, bericht.Telling{MelderHoedanigheid: "buurt-of-kennis",
		Aanleiding: "signalen",
		Aard:       []domain.Geweldsaard{"psychisch-geweld", "getuige-van-geweld"}, Duur: "onbekend"}); err != nil {
		return err
	}
	right := contactAddress("Dorpsstraat", "112", "1234 AB")
	return w.correct(ctx, w.address, domain.WijzeVerbeteren, "feitelijk-onjuist",
		"Het huisnummer was door de telefoon niet goed te verstaan.", &bericht.NieuweInhoud{Contact: &right}, once())
}

// relate: whose child she is, and how her mother can be called without danger. In a hurry that goes down as the
// father's number.
func (w *week) relate(ctx context.Context) error {
	if _, err := w.parent(ctx, w.mother, new(true)); err != nil {
		return err
	}
	var err error
	if w.authority, err = w.parent(ctx, w.father, nil); err != nil {
		return err
	}
	v, err := w.as(caseworker).LegContactVast(ctx, w.dossier, w.father, bericht.NieuwContact{Contact: bericht.Contact{
		Soort: domain.ContactTelefoon, Telefoon: "06-11223344",
		Veilig: &bericht.VeiligContact{Bellen: "alleen zijzelf", Wanneer: "onder schooltijd", GeenVoicemail: true,
			Toelichting: "Hang op als een ander opneemt."}}}, once())
	w.wrongPhone = only(v)
	return err
}

func (w *week) parent(ctx context.Context, who id.Betrokkene, gezag *bool) (id.Onderdeel, error) {
	v, err := w.as(caseworker).LegRelatieVast(ctx, w.dossier, bericht.NieuweRelatie{Van: who, Naar: w.child,
		Relatie: bericht.Relatie{Aard: "ouder-van", Gezag: gezag}}, once())
	return only(v), err
}

func (w *week) qualifyFirst(ctx context.Context) error {
	return w.qualify(ctx, w.dossier, w.report, domain.KwalificatieMelding, "De personen zijn bij ons niet bekend.")
}

// qualifyMothers: what the mother reported came while the work on the first melding ran.
func (w *week) qualifyMothers(ctx context.Context) error {
	if err := w.qualify(ctx, w.dossier, w.motherReport, domain.KwalificatieVervolgmelding,
		"Er loopt al een veiligheidsbeoordeling."); err != nil {
		return err
	}
	return w.count(ctx, w.dossier, w.motherReport, bericht.Telling{MelderHoedanigheid: "direct-betrokkene",
		Aanleiding: "incident",
		Aard:       []domain.Geweldsaard{"lichamelijk-geweld", "getuige-van-geweld"}, Duur: "onbekend",
		VervolgmeldingFase: domain.FaseEerste})
}

func (w *week) askPractice(ctx context.Context) (err error) {
	w.request, err = w.ask(ctx, practice, w.child,
		write("Is ", mention(w.child.String(), "Noor"), " de afgelopen maanden op het spreekuur gezien?"),
		"Nodig voor de veiligheidsbeoordeling; vragen aan de ouders kan nu niet veilig.", 8)
	return err
}

// note: one to call about, and one that turns out to be worth keeping.
func (w *week) note(ctx context.Context) (err error) {
	w.workingNote, err = w.noteDown(ctx, write("Nabellen: klopt het dat ", mention(w.father.String(), "Wouter"),
		" tijdelijk elders slaapt?"))
	if err != nil {
		return err
	}
	w.keptNote, err = w.noteDown(ctx, write("De wijkagent blijft aanspreekpunt voor ",
		mention(w.father.String(), "Wouter"), "."))
	return err
}

func (w *week) noteDown(ctx context.Context, text bericht.Tekst) (id.Onderdeel, error) {
	return w.record(ctx, caseworker, domain.RubriekWerkaantekening,
		bericht.Gegeven{Soort: "bevinding", Aard: "hypothese", Bron: ownFinding, Tekst: text}, w.father)
}
