package main

import (
	"context"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// What others say and send: hearsay, informants who approve it or do not, answers, letters, a ruling.

// recordHearsay: what a betrokkene says of a diagnose is no diagnose.
func (w *week) recordHearsay(ctx context.Context) error {
	g := bericht.Gegeven{Soort: domain.SoortGegevenDiagnose, Aard: "feit", NietActueel: true,
		Bron: bericht.Bron{Soort: domain.BronBetrokkene, Wie: w.mother.String()},
		Tekst: write(mention(w.mother.String(), "Lotte"), " zegt dat ", mention(w.father.String(), "Wouter"),
			" vorig jaar depressief was.")}
	_, err := w.record(ctx, caseworker, "zorgen", g, w.mother, w.father)
	if w.noDiagnose, err = refusal("een diagnose zonder deskundige", err); err != nil {
		return err
	}
	g.Soort, g.Aard = "mededeling", "mening"
	w.hearsay, err = w.record(ctx, caseworker, "zorgen", g, w.mother, w.father)
	return err
}

func (w *week) askTherapist(ctx context.Context) (err error) {
	w.therapistRequest, err = w.ask(ctx, therapists, w.father,
		write("Is ", mention(w.father.String(), "Wouter"), " bij u in behandeling, en is er gevaar voor zijn gezin?"),
		"Of hij behandeld wordt, weegt mee voor de veiligheid van moeder en kind.", 4)
	return err
}

// answerOfTherapist: on the last day for an answer they are called.
func (w *week) answerOfTherapist(ctx context.Context) (err error) {
	w.therapistRefusal, err = w.answer(ctx, w.therapistRequest, 4, domain.AntwoordGeweigerd,
		"Zonder toestemming van de patiënt zeggen zij niets, ook niet of hij daar patiënt is.", because("termijn"))
	return err
}

func (w *week) askApproval(ctx context.Context) (err error) {
	w.school, err = w.record(ctx, caseworker, "zorgen", w.schoolSays(" is sinds de herfst stil en vaak te laat."),
		w.child)
	if err == nil {
		w.asked, err = w.approval(ctx, w.school, bericht.Accordering{Stand: domain.AccorderingGevraagd,
			Naam: "intern begeleider", Op: w.day(3)})
	}
	return err
}

func (w *week) schoolSays(what string) bericht.Gegeven {
	return bericht.Gegeven{Soort: "mededeling", Aard: "mening", Bron: bericht.Bron{Soort: domain.BronInformant,
		Instantie: school},
		Tekst: write(mention(w.child.String(), "Noor"), what)}
}

// approve: the school approves it with a correction, and then what it was corrected to.
func (w *week) approve(ctx context.Context) (err error) {
	a := bericht.Accordering{Stand: domain.AccorderingGegeven, Naam: "intern begeleider", Op: w.day(7),
		Correcties: &bericht.Tekst{Tekst: "Het te laat komen begon na de zomer."}}
	if w.approved, err = w.approval(ctx, w.school, a); err != nil {
		return err
	}
	whole := w.schoolSays(" is sinds de herfst stil en vaak te laat; het te laat komen begon al na de zomer.")
	if err := w.correct(ctx, w.school, domain.WijzeAanvullen, domain.GrondOnvolledig,
		"De school accordeerde het met deze correctie.",
		&bericht.NieuweInhoud{Gegeven: &whole}, once()); err != nil {
		return err
	}
	a.Correcties = nil
	_, err = w.approval(ctx, w.school, a)
	return err
}

// auntInforms: she tells it, and will not stand for it.
func (w *week) auntInforms(ctx context.Context) (err error) {
	aunt := w.aunt.String()
	w.auntSaid, err = w.record(ctx, caseworker, "zorgen", bericht.Gegeven{Soort: "mededeling", Aard: "mening",
		Bron:  bericht.Bron{Soort: domain.BronInformant, Wie: aunt},
		Tekst: write("Volgens ", mention(aunt, "Lot"), " ging het ook voor de zomer al mis.")}, w.mother, w.aunt)
	if err == nil {
		w.refusedToApprove, err = w.approval(ctx, w.auntSaid, bericht.Accordering{Stand: domain.AccorderingGeweigerd,
			Wie: aunt, Op: w.day(4),
			Correcties: &bericht.Tekst{Tekst: "Zij wil niet dat haar woorden worden gebruikt."}})
	}
	return err
}

// answerOfPractice: they send a letter, which the secretariaat adds for the caseworker. What it says of the child is
// recorded, the diagnose with who is competent to make it; what it says of somebody else is not, and why.
func (w *week) answerOfPractice(ctx context.Context) error {
	doctor := bericht.Bron{Soort: domain.BronInstantie, Instantie: practice, Datum: w.day(3)}
	v, err := w.as(secretary).VoegBijlageToe(ctx, w.dossier,
		bericht.NieuweBijlage{Over: []id.Betrokkene{w.mother, w.child}, Bijlage: bericht.Bijlage{
			Naam: write("Brief van de huisarts over ", mention(w.child.String(), "Noor")), Soort: "brief", Datum: w.day(3),
			Bron: doctor}},
		strings.NewReader(letterPDF()), once())
	if err != nil {
		return err
	}
	w.letter = only(v)
	w.fromLetter, err = w.record(ctx, caseworker, "veiligheidsbeoordeling",
		bericht.Gegeven{Soort: "mededeling", Aard: "feit", Bron: doctor,
			Tekst: write(mention(w.child.String(), "Noor"), " was in het voorjaar twee keer op het spreekuur, met buikpijn.")},
		w.child)
	if err != nil {
		return err
	}
	doctor.Soort, doctor.Beroep, doctor.Bevoegdheid = domain.BronDeskundige, "huisarts", "BIG-register"
	w.diagnose, err = w.record(ctx, caseworker, "veiligheidsbeoordeling",
		bericht.Gegeven{Soort: domain.SoortGegevenDiagnose, Aard: "oordeel",
			Bron: doctor, Tekst: write("Functionele buikpijn bij ", mention(w.child.String(), "Noor"),
				", zonder lichamelijke oorzaak.")}, w.child)
	if err != nil {
		return err
	}
	if _, err = w.answer(ctx, w.request, 4, domain.AntwoordVastgelegd, "", once(), w.letter, w.fromLetter,
		w.diagnose); err != nil {
		return err
	}
	w.notRecorded, err = w.answer(ctx, w.request, 4, domain.AntwoordNietVastgelegd,
		"Een uitslag van een familielid doet voor de vraag niet ter zake.", once())
	return err
}

func (w *week) askSchool(ctx context.Context) (err error) {
	w.schoolRequest, err = w.ask(ctx, school, w.child, write("Is ", mention(w.child.String(), "Noor"),
		" vandaag op school?"),
		"Nodig om te weten of zij nog bij haar moeder is.", 7)
	return err
}

// recordView: how the mother sees it herself (ZOB-6.5i).
func (w *week) recordView(ctx context.Context) (err error) {
	mother := w.mother.String()
	w.mothersView, err = w.record(ctx, caseworker, "onderzoek", bericht.Gegeven{Soort: domain.SoortGegevenVisie,
		Aard: "mening",
		Bron: bericht.Bron{Soort: domain.BronBetrokkene, Wie: mother},
		Tekst: write(mention(mother, "Lotte"), " ziet het als eens en nooit weer; zij wil dat ",
			mention(w.child.String(), "Noor"), " rust krijgt.")},
		w.mother, w.child)
	return err
}

// recordRuling: the mother shows what a judge decided years ago. Then it is known who has authority over the child.
func (w *week) recordRuling(ctx context.Context) error {
	v, err := w.as(caseworker).LegGegevenVast(ctx, w.dossier, bericht.NieuwGegeven{Rubriek: "gezin",
		Over: []id.Betrokkene{w.mother, w.father, w.child}, Gegeven: bericht.Gegeven{Soort: "document", Aard: "feit",
			Bron: bericht.Bron{Soort: domain.BronInstantie, Instantie: "Rechtbank Elders", Datum: "2021-03-02"},
			Tekst: write("Het gezag over ", mention(w.child.String(), "Noor"), " heeft ",
				mention(w.mother.String(), "haar moeder"), " alleen.")}}, because("uitspraak"))
	if err != nil {
		return err
	}
	w.ruling = only(v)
	right := bericht.Relatie{Aard: "ouder-van", Gezag: new(false)}
	return w.correct(ctx, w.authority, domain.WijzeAanvullen, domain.GrondOnvolledig, "Zo besliste de rechtbank in 2021.",
		&bericht.NieuweInhoud{Relatie: &right}, because("uitspraak"))
}

// addShelterLetter: the shelter confirms in writing that she is there, at an address that nobody may learn. Nor may
// who works on the dossier: the teamleider adds it.
func (w *week) addShelterLetter(ctx context.Context) error {
	v, err := w.as(teamLeader).VoegBijlageToe(ctx, w.dossier, bericht.NieuweBijlage{Over: []id.Betrokkene{w.mother,
		w.child}, Geheim: true,
		Bijlage: bericht.Bijlage{Naam: write("Bevestiging van de opvang"), Soort: "brief", Datum: w.day(4),
			Bron: bericht.Bron{Soort: domain.BronInstantie, Instantie: "Opvang De Schuilplaats", Datum: w.day(4)}}},
		strings.NewReader(shelterText), once())
	w.shelterLetter = only(v)
	return err
}
