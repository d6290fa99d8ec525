package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// week is the demo's second dossier: a week of a caseworker, with a night in it. The end-to-end test runs the same.
// Everybody in it is made up.
type week struct {
	as    func(role) *client.Client
	clock *demoClock
	begin time.Time // midnight, Monday
	known *course   // another household, at the address that was given by mistake

	dossier                              id.Dossier
	mother, father, child, neighbour     id.Betrokkene
	report, address, shelter             id.Onderdeel
	number, workingNote, request         id.Onderdeel
	verslag, seen                        id.Onderdeel // seen is the passage that the neighbour can be known by
	school, letter, fromLetter, passedOn id.Onderdeel
	refusedAnswer, misplaced, heard      id.Onderdeel
	draft                                bericht.ConceptRegel // of the verslag
	unfinished                           bericht.ConceptRegel // about the mother; nobody finishes it
	refused                              bericht.Probleem     // when the caseworker would pass on the shelter
	mayBeKnown                           []bericht.MogelijkBekend
}

// steps are all of them, in order. Each says on what day it is, counted from Monday, and at what time.
func (w *week) steps() []step {
	at := func(day int, clock, what string, do func(context.Context) error) step {
		return step{what, func(ctx context.Context) error {
			if err := w.clock.set(w.begin, day, clock); err != nil {
				return err
			}
			return do(ctx)
		}}
	}
	return []step{
		at(0, "23:40", "een onvolledige melding per telefoon", w.openAtNight),
		at(1, "08:30", "de dienst draagt over", w.handOver(onDuty("m-devries"), treating("m-jansen"), nightWorker,
			"De dienst zit erop.")),
		at(1, "09:05", "de melding aanvullen", w.complete),
		at(1, "10:15", "de melding kwalificeren", w.qualify),
		at(1, "11:00", "de huisarts om informatie vragen", w.ask),
		at(1, "15:30", "een werkaantekening", w.note),
		at(2, "16:40", "een verslag beginnen", w.beginVerslag),
		at(2, "22:05", "de dienst neemt over", w.handOver(treating("m-jansen"), onDuty("m-devries"), caseworker,
			"De moeder kan vannacht bellen.")),
		at(3, "02:50", "een geheime verblijfplaats", w.hide),
		at(3, "07:00", "de dienst draagt terug over",
			w.handOver(onDuty("m-devries"), treating("m-jansen"), nightWorker,
				"De nacht is voorbij; de moeder is in veiligheid.")),
		at(3, "08:35", "het verslag vastleggen", w.recordVerslag),
		at(3, "09:20", "een passage beoordelen en een melder afschermen", w.judge),
		at(3, "10:00", "accordering vragen", w.askApproval),
		at(3, "14:10", "verstrekken wat geheim is", w.passOn),
		at(4, "10:05", "het antwoord van de huisarts", w.answer),
		at(4, "15:00", "in het verkeerde dossier", w.misplace),
		at(4, "15:25", "naar het goede dossier", w.putRight),
		at(7, "09:30", "accordering gegeven", w.approve),
		at(7, "10:30", "wederhoor", w.hear),
		at(7, "11:40", "besluiten over te dragen", w.decide),
		at(7, "16:15", "sluiten", w.close),
	}
}

// newWeek makes a week that is over, and paths whose clock is the week's.
func newWeek(p *paths) (*week, *paths, error) {
	begin, err := lastWeek()
	if err != nil {
		return nil, nil, err
	}
	w := &week{clock: &demoClock{}, begin: begin}
	then := *p
	then.clock = w.clock.now
	return w, &then, w.clock.set(begin, 0, "10:20")
}

// before lets the other case take its course: it was there when the week began.
func (w *week) before(ctx context.Context, as func(role) *client.Client) error {
	w.as, w.known = as, &course{as: as, now: w.clock.now}
	return follow(ctx, w.known.steps())
}

// openAtNight opens a dossier at the address that was heard over a bad line. Somebody at that address is known: the
// employee looks, sees another household, and goes on knowingly.
func (w *week) openAtNight(ctx context.Context) error {
	n := bericht.NieuwDossier{
		Grond: "melding",
		Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{
			person("moeder", "", "Lotte", "Fictief", "1992-09", "v", "", "ouder",
				contactAddress("Dorpsstraat", "12", "1234 AB")),
			person("vader", "", "Wouter", "Fantasia", "", "m", "", "partner"),
			person("kind", "", "Noor", "Fictief", "2019", "v", "", "kind"),
		},
		Melding: &bericht.NieuweMelding{
			OntvangenOp: w.clock.now().Add(-10 * time.Minute), Over: []string{"moeder", "vader", "kind"},
			Melding: bericht.Melding{Kanaal: "telefoon",
				Tekst: new(write("Er wordt geschreeuwd en ", mention("kind", "een kind"), " huilt. De lijn viel weg."))},
		},
	}
	_, err := w.as(nightWorker).Open(ctx, n, once())
	var refusal *client.Fout
	if !errors.As(err, &refusal) || refusal.Probleem.Code != domain.CodeMogelijkBekend {
		return fmt.Errorf("het dossier dat er al is, werd niet genoemd: %w", err)
	}
	w.mayBeKnown = refusal.Probleem.MogelijkBekend
	for _, m := range w.mayBeKnown {
		if _, err := w.as(nightWorker).Dossier(ctx, m.Dossier, nil, ""); err != nil {
			return err
		}
		n.MogelijkBekendGezien = append(n.MogelijkBekendGezien, m.Dossier)
	}
	view, err := opened(ctx, w.as(nightWorker), n,
		map[string]*id.Betrokkene{"moeder": &w.mother, "vader": &w.father, "kind": &w.child})
	if err != nil {
		return err
	}
	w.dossier = view.Dossier
	for _, o := range view.Onderdelen {
		switch o.Soort {
		case domain.InhoudMelding:
			w.report = o.ID
		case domain.InhoudContact:
			w.address = o.ID
		}
	}
	_, err = w.as(nightWorker).WijsToe(ctx, w.dossier, bericht.NieuweToewijzing{Toegewezene: onDuty("m-devries")}, once())
	return err
}

func onDuty(who domain.Medewerker) bericht.Toegewezene {
	return bericht.Toegewezene{Medewerker: who, Rol: "dienst"}
}

func treating(who domain.Medewerker) bericht.Toegewezene {
	return bericht.Toegewezene{Medewerker: who, Rol: "behandelaar"}
}

func (w *week) handOver(from, to bericht.Toegewezene, by role, why string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := w.as(by).DraagOver(ctx, w.dossier,
			bericht.OvergedragenToewijzing{VanWie: from, Wie: to, Besluit: reason(why)}, once())
		return err
	}
}

func reason(why string) bericht.Besluit {
	return bericht.Besluit{Motivering: bericht.Tekst{Tekst: why}}
}

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

// beginVerslag: a verslag of a home visit is begun at the end of a day, and saved as it grows. Another draft is never
// finished.
func (w *week) beginVerslag(ctx context.Context) error {
	draft, err := w.as(caseworker).BeginConcept(ctx, w.dossier,
		bericht.NieuwConcept{Waarvan: "legVerslagVast", Inhoud: []byte(`{"soort":"huisbezoek"}`)})
	if err != nil {
		return err
	}
	n := w.visit()
	whole := n.Tekst.Tekst
	for _, end := range []string{"wij binnenkwamen. ", "een blauw oog. "} {
		n.Tekst.Tekst, n.Passages = whole[:strings.Index(whole, end)+len(end)], nil
		n.Tekst.Vermeldingen = n.Tekst.Vermeldingen[:1]
		half, err := json.Marshal(n)
		if err != nil {
			return err
		}
		if draft, err = w.as(caseworker).BewaarConcept(ctx, *draft, bericht.ConceptInhoud{Inhoud: half}); err != nil {
			return err
		}
	}
	w.draft = *draft
	left := fmt.Sprintf(`{"rubriek":"afspraken","over":[%q],"tekst":{"tekst":%q}}`, w.mother, unfinishedText)
	draft, err = w.as(caseworker).BeginConcept(ctx, w.dossier,
		bericht.NieuwConcept{Waarvan: "legGegevenVast", Inhoud: []byte(left)})
	if err == nil {
		w.unfinished = *draft
	}
	return err
}
