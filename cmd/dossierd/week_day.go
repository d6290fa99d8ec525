package main

import (
	"context"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

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
		&bericht.NieuweInhoud{Melding: &report}); err != nil {
		return err
	}
	if _, err := w.as(caseworker).LegTellingVast(ctx, w.dossier, w.report, bericht.NieuweTelling{Telling: bericht.Telling{
		MelderHoedanigheid: "buurt-of-kennis", Aanleiding: "signalen", Aard: []domain.Geweldsaard{"psychisch-geweld", "getuige-van-geweld"},
		Duur: "onbekend"}}, once()); err != nil {
		return err
	}
	right := contactAddress("Dorpsstraat", "112", "1234 AB")
	return w.correct(ctx, w.address, domain.WijzeVerbeteren, "feitelijk-onjuist",
		"Het huisnummer was door de telefoon niet goed te verstaan.", &bericht.NieuweInhoud{Contact: &right})
}

func (w *week) correct(ctx context.Context, what id.Onderdeel, how domain.Wijze, ground domain.CorrectieGrond,
	why string, new *bericht.NieuweInhoud) error {
	_, err := w.as(caseworker).Corrigeer(ctx, w.dossier, what, bericht.NieuweCorrectie{Wijze: how,
		Correctie: bericht.Correctie{Grond: ground, Motivering: &bericht.Tekst{Tekst: why}, Nieuw: new}}, once())
	return err
}

func (w *week) qualify(ctx context.Context) error {
	_, err := w.as(caseworker).KwalificeerMelding(ctx, w.dossier, w.report,
		bericht.NieuweKwalificatie{Kwalificatie: domain.KwalificatieMelding,
			Besluit: reason("De personen zijn bij ons niet bekend.")}, once())
	return err
}

func (w *week) ask(ctx context.Context) error {
	v, err := w.as(caseworker).VraagInformatie(ctx, w.dossier, bericht.NieuwInformatieverzoek{
		Informatieverzoek: bericht.Informatieverzoek{Instantie: practice,
			Gevraagd: write("Is ", mention(w.child.String(), "Noor"), " de afgelopen maanden op het spreekuur gezien?")},
		Onderdelen: []id.Onderdeel{domain.IdentiteitVan(w.child)}, Grond: "veiligheid", Toestemming: "niet-gevraagd",
		Doel:      bericht.Tekst{Tekst: "Nodig voor de veiligheidsbeoordeling; vragen aan de ouders kan nu niet veilig."},
		Uiterlijk: w.day(8)}, once())
	if err == nil {
		w.request = v.Onderdelen[1]
	}
	return err
}

// day is the date of a day of the week.
func (w *week) day(n int) string { return w.begin.AddDate(0, 0, n).Format(time.DateOnly) }

func (w *week) note(ctx context.Context) (err error) {
	w.workingNote, err = w.record(ctx, caseworker, domain.RubriekWerkaantekening,
		bericht.Gegeven{Soort: "bevinding", Aard: "hypothese",
			Bron: ownFinding, Tekst: write("Nabellen: klopt het dat ", mention(w.father.String(), "Wouter"),
				" tijdelijk elders slaapt?")}, w.father)
	return err
}

func (w *week) record(ctx context.Context, by role, rubriek domain.Rubriek, g bericht.Gegeven,
	about ...id.Betrokkene) (id.Onderdeel, error) {
	v, err := w.as(by).LegGegevenVast(ctx, w.dossier, bericht.NieuwGegeven{Rubriek: rubriek, Over: about, Gegeven: g},
		once())
	return only(v), err
}
