package main

import (
	"context"
	"time"

	"filippo.io/age"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain/id"
)

// week is the demo's second dossier: a week of a caseworker, with two nights in it. The end-to-end test runs the same.
// Everybody in it is made up.
type week struct {
	as    func(role) *client.Client
	clock *demoClock
	begin time.Time // midnight, Monday
	known *course   // another household, at the address that was given by mistake

	dossier                              id.Dossier
	mother, father, child, neighbour     id.Betrokkene
	report, motherReport                 id.Onderdeel
	address, shelter, phone, number      id.Onderdeel // number is the neighbour's
	wrongPhone                           id.Onderdeel // the mother's, as if it were the father's
	authority                            id.Onderdeel // whether the father has it over the child
	workingNote, keptNote                id.Onderdeel
	verslag, seen, added                 id.Onderdeel // seen is the passage that the neighbour can be known by
	photo, shelterLetter                 id.Onderdeel
	school, asked, approved, auntSaid    id.Onderdeel
	refusedToApprove                     id.Onderdeel
	request, letter, fromLetter          id.Onderdeel // of the huisarts
	diagnose, notRecorded                id.Onderdeel
	therapistRequest, therapistRefusal   id.Onderdeel
	schoolRequest, schoolAnswer          id.Onderdeel
	hearsay, mothersView, ruling         id.Onderdeel
	postponed, told                      id.Onderdeel // of telling those of whom data were recorded
	statement, heard, passedOn, misplace id.Onderdeel

	draft      bericht.ConceptRegel // of the verslag
	unfinished bericht.ConceptRegel // about the mother; nobody finishes it
	mayBeKnown []bericht.MogelijkBekend
	refused    bericht.Probleem // when the caseworker would pass on the shelter
	noDiagnose bericht.Probleem // when hearsay was to be a diagnose
	tooYoung   bericht.Probleem // when a child of seven alone was told
	notHeard   bericht.Probleem // when the onderzoek was to end and nobody had been heard

	call         id.Onderdeel  // has a typing error, and was put down as about somebody else
	aunt         id.Betrokkene // taken for the mother for two days
	double       id.Dossier    // of the same household, opened for the police
	doubleReport id.Onderdeel
	doubleMother id.Betrokkene
	doubleFather id.Betrokkene

	other            id.Dossier // of the father and his son: since the mother left, a household of their own
	otherFather, son id.Betrokkene
	otherReport      id.Onderdeel
	otherKnown       []bericht.MogelijkBekend
	transferred      []byte // the file for the organisation where the mother now is
	transferKey      *age.X25519Identity
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
		at(1, "08:30", "de dienst draagt over", w.endMonday),
		at(1, "09:05", "de melding aanvullen", w.complete),
		at(1, "09:20", "wie meldde weet het al", w.reporterKnows),
		at(1, "09:40", "wie bij wie hoort", w.relate),
		at(1, "09:50", "een nummer bij de verkeerde", w.putWithHer),
		at(1, "10:15", "de melding kwalificeren", w.qualifyFirst),
		at(1, "11:00", "de huisarts om informatie vragen", w.askPractice),
		at(1, "11:20", "een telefoongesprek met een schrijffout", w.recordCall),
		at(1, "11:35", "de schrijffout herstellen", w.putTypingRight),
		at(1, "11:50", "over wie het gaat", w.relink),
		at(1, "13:10", "een tweede dossier van hetzelfde gezin", w.openAgain),
		at(1, "14:20", "twee dossiers worden één", w.merge),
		at(1, "14:35", "de tweede melding kwalificeren", w.qualifyDouble),
		at(1, "15:30", "werkaantekeningen", w.note),
		at(2, "10:40", "iemand die al bekend lijkt", w.addAunt),
		at(2, "11:10", "twee betrokkenen samenvoegen", w.join),
		at(2, "16:40", "een verslag beginnen", w.beginVerslag),
		at(2, "22:05", "de dienst neemt over", w.beginNight),
		at(3, "02:50", "een geheime verblijfplaats", w.hide),
		at(3, "03:05", "de moeder meldt zelf", w.motherReports),
		at(3, "07:00", "de dienst draagt terug over", w.endNight),
		at(3, "08:20", "een vervolgmelding", w.qualifyMothers),
		at(3, "08:25", "de vader nog niet informeren", w.postpone),
		at(3, "08:35", "het verslag vastleggen", w.recordVerslag),
		at(3, "08:45", "het verslag aanvullen", w.extendVerslag),
		at(3, "08:50", "een foto met toestemming", w.addPhoto),
		at(3, "09:05", "een diagnose van horen zeggen", w.recordHearsay),
		at(3, "09:10", "de behandelaar van de vader om informatie vragen", w.askTherapist),
		at(3, "09:20", "een passage beoordelen en een melder afschermen", w.judge),
		at(3, "10:00", "accordering vragen", w.askApproval),
		at(3, "11:30", "voorwaarden, en een onderzoek", w.investigate),
		at(3, "14:10", "verstrekken wat geheim is", w.passOn),
		at(3, "16:30", "de visie van de moeder", w.recordView),
		at(4, "09:15", "en weer scheiden", w.part),
		at(4, "09:40", "accordering geweigerd", w.auntInforms),
		at(4, "10:05", "het antwoord van de huisarts", w.answerOfPractice),
		at(4, "11:10", "wat een rechter eerder besliste", w.recordRuling),
		at(4, "13:30", "een geheime bijlage", w.addShelterLetter),
		at(4, "14:40", "de school om informatie vragen", w.askSchool),
		at(4, "15:00", "in het verkeerde dossier", w.putInWrongDossier),
		at(4, "15:25", "naar het goede dossier", w.putRight),
		at(4, "16:45", "een geweigerd antwoord", w.answerOfTherapist),
		at(7, "09:30", "accordering met correcties", w.approve),
		at(7, "10:30", "wederhoor", w.hear),
		at(7, "10:40", "de betrokkenen informeren", w.inform),
		at(7, "10:50", "een eigen verklaring", w.state),
		at(7, "11:05", "een dossier voor wie achterblijft", w.openForFather),
		at(7, "11:20", "de gedeelde voorgeschiedenis naar beide", w.split),
		at(7, "11:40", "besluiten over te dragen", w.decide),
		at(7, "14:30", "het dossier gaat naar een andere organisatie", w.transfer),
		at(7, "15:30", "op afstand volgen", w.monitor),
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
	then.limits.PerSeconde, then.limits.Stoot = 1e6, 1e6 // the work of a week is done in a second or two
	return w, &then, w.clock.set(begin, 0, "10:20")
}

// before lets the other case take its course: it was there when the week began.
func (w *week) before(ctx context.Context, as func(role) *client.Client) error {
	w.as, w.known = as, &course{as: as, now: w.clock.now}
	return follow(ctx, w.known.steps())
}

// day is the date of a day of the week.
func (w *week) day(n int) string { return w.begin.AddDate(0, 0, n).Format(time.DateOnly) }
