package main

import (
	"context"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// What goes wrong in a week, and how it is put right: a number with the wrong person, a typing error, a wrong person,
// a household with two dossiers, a human recorded twice, a gegeven in the wrong dossier.

// putWithHer: whoever calls the father on it, would find her.
func (w *week) putWithHer(ctx context.Context) error {
	v, err := w.as(caseworker).Herkoppel(ctx, w.dossier, w.wrongPhone, bericht.Herkoppeling{Betrokkene: &w.mother,
		Grond: "feitelijk-onjuist", Motivering: &bericht.Tekst{Tekst: "Het is haar nummer, niet het zijne."}}, once())
	if err == nil {
		w.phone = v.Onderdelen[1]
	}
	return err
}

// recordCall: in a hurry, with a typing error, and as if it were about the mother.
func (w *week) recordCall(ctx context.Context) (err error) {
	w.call, err = w.record(ctx, caseworker, "stappen", calledPractice("De huisarst zoekt het op en schrijft een brief."),
		w.mother)
	return err
}

func calledPractice(text string) bericht.Gegeven {
	return bericht.Gegeven{Soort: "contactmoment", Aard: "feit", Bron: ownFinding, Tekst: write(text)}
}

func (w *week) putTypingRight(ctx context.Context) error {
	right := calledPractice("De huisarts zoekt het op en schrijft een brief.")
	_, err := w.as(caseworker).Herstel(ctx, w.dossier, w.call,
		bericht.NieuwHerstel{Herstel: bericht.Herstel{Nieuw: bericht.NieuweInhoud{Gegeven: &right}}}, because("schrijffout"))
	return err
}

// relink: it was about the child.
func (w *week) relink(ctx context.Context) error {
	if _, err := w.as(caseworker).Koppel(ctx, w.dossier, w.call, w.child, once()); err != nil {
		return err
	}
	_, err := w.as(caseworker).Ontkoppel(ctx, w.dossier, w.call, w.mother, nil)
	return err
}

// openAgain: the police were at the door too, and report by letter. They have no address and no dates of birth, so
// that nothing warns the secretariaat.
func (w *week) openAgain(ctx context.Context) error {
	v, err := opened(ctx, w.as(secretary), bericht.NieuwDossier{Grond: "melding",
		Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{
			person("moeder", "", "", "Fictief", "", "v", "", "ouder"),
			person("vader", "", "Wouter", "Fantasia", "", "m", "", "partner"),
		},
		Melding: &bericht.NieuweMelding{OntvangenOp: w.clock.now().Add(-3 * time.Hour), Over: []string{"moeder", "vader"},
			Melding: bericht.Melding{Hoedanigheid: "politie", Kanaal: "brief", GebeurdOp: w.day(0),
				Tekst: new(write("Bij aankomst was het stil. ", mention("vader", "De heer Fantasia"),
					" deed open en liet ons niet binnen."))}},
	}, once(), map[string]*id.Betrokkene{"moeder": &w.doubleMother, "vader": &w.doubleFather})
	if err == nil {
		w.double, w.doubleReport = v.Dossier, firstOf(v, domain.InhoudMelding)
	}
	return err
}

// merge: the caseworker knows the household by its name.
func (w *week) merge(ctx context.Context) error {
	_, err := w.as(caseworker).BrengOver(ctx, w.double, bericht.NieuweOverbrenging{NaarDossier: w.dossier, Geheel: true,
		Personen:   []bericht.Persoonspaar{{Hier: w.doubleMother, Daar: &w.mother}, {Hier: w.doubleFather, Daar: &w.father}},
		Motivering: bericht.Tekst{Tekst: "Het is hetzelfde gezin; de politie kwam op de melding van gisteravond af."}},
		once())
	return err
}

// qualifyDouble: what the police reported is now in this dossier, under the same id.
func (w *week) qualifyDouble(ctx context.Context) error {
	if err := w.qualify(ctx, w.dossier, w.doubleReport, domain.KwalificatieMelding,
		"Zij gaat over dezelfde avond als de eerste."); err != nil {
		return err
	}
	return w.count(ctx, w.dossier, w.doubleReport, bericht.Telling{MelderHoedanigheid: "politie", Aanleiding: "signalen",
		Aard: []domain.Geweldsaard{"psychisch-geweld"}, Duur: "onbekend"})
}

// addAunt: somebody fetches the child from school.
func (w *week) addAunt(ctx context.Context) error {
	v, err := w.as(caseworker).VoegBetrokkeneToe(ctx, w.dossier,
		person("", "", "Lot", "Fictief", "", "v", "", "familielid").NieuweBetrokkene, once())
	if err == nil {
		w.aunt = v.Betrokkenen[0].Betrokkene
	}
	return err
}

func (w *week) join(ctx context.Context) error {
	_, err := w.as(caseworker).VoegSamen(ctx, w.dossier, bericht.NieuweSamenvoeging{Blijft: w.mother, Vervalt: w.aunt,
		Besluit: reason("De school noemt de moeder Lot; het is een en dezelfde.")}, once())
	return err
}

// part: the school meant the mother's sister. What was recorded of the mother meanwhile is all about herself.
func (w *week) part(ctx context.Context) error {
	v, err := w.as(caseworker).Scheid(ctx, w.dossier, bericht.NieuweScheiding{Vervallen: w.aunt,
		Besluit: reason("De school bedoelde de zus van de moeder.")}, once())
	if err != nil {
		return err
	}
	_, err = w.as(caseworker).DoePuntAf(ctx, w.dossier,
		bericht.AfgedaanPunt{Onderdeel: only(v), Soort: domain.PuntTussentijds}, once())
	return err
}

// putInWrongDossier: with two dossiers open, what the school says of this child goes into the other one.
func (w *week) putInWrongDossier(ctx context.Context) error {
	v, err := w.as(caseworker).LegGegevenVast(ctx, w.known.dossier,
		bericht.NieuwGegeven{Rubriek: "zorgen", Over: []id.Betrokkene{w.known.child},
			Gegeven: bericht.Gegeven{Soort: "contactmoment", Aard: "feit", Bron: ownFinding,
				Tekst: write("De leerkracht belde: ", mention(w.known.child.String(), "het kind"), " is er vandaag niet.")}},
		once())
	w.misplace = only(v)
	return err
}

// putRight: and what the school was asked is answered by it.
func (w *week) putRight(ctx context.Context) error {
	if _, err := w.as(caseworker).BrengOver(ctx, w.known.dossier, bericht.NieuweOverbrenging{NaarDossier: w.dossier,
		Onderdelen: []bericht.Overgang{{Onderdeel: w.misplace}},
		Personen:   []bericht.Persoonspaar{{Hier: w.known.child, Daar: &w.child}},
		Motivering: bericht.Tekst{Tekst: "Dit ging over een kind uit een ander gezin; beide dossiers stonden open."}},
		once()); err != nil {
		return err
	}
	var err error
	w.schoolAnswer, err = w.answer(ctx, w.schoolRequest, 4, domain.AntwoordBeantwoord, "De leerkracht belde terug.",
		once())
	return err
}
