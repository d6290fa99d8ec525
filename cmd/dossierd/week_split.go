package main

import (
	"context"
	"errors"
	"io"
	"time"

	"filippo.io/age"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Since the mother left there are two households: she and the child, whom another organisation takes over, and the
// father with his son, who stay.

// openForFather: nobody reported about the son; the work itself brought it up. The father's name and where he lives
// are known from this dossier, which whoever opens the other one has seen.
func (w *week) openForFather(ctx context.Context) error {
	v, known, err := w.openKnowing(ctx, caseworker, bericht.NieuwDossier{Grond: "ambtshalve-melding",
		Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{
			person("vader", "", "Wouter", "Fantasia", "", "m", "", "ouder", contactAddress("Dorpsstraat", "112", "1234 AB")),
			person("zoon", "", "Siem", "Fantasia", "2012-01", "m", "", "kind"),
		},
		Melding: &bericht.NieuweMelding{OntvangenOp: w.clock.now().Add(-time.Minute), Over: []string{"vader", "zoon"},
			Melding: bericht.Melding{Hoedanigheid: "ambtshalve", GebeurdOp: w.day(7),
				Tekst: new(write(mention("zoon", "Siem"), " woont sinds deze week alleen bij ", mention("vader", "zijn vader"),
					"."))}},
	}, "ambtshalve", map[string]*id.Betrokkene{"vader": &w.otherFather, "zoon": &w.son})
	if err != nil {
		return err
	}
	w.other, w.otherKnown, w.otherReport = v.Dossier, known, firstOf(v, domain.InhoudMelding)
	if err := w.qualify(ctx, w.other, w.otherReport, domain.KwalificatieMelding,
		"Van de zoon was nog niets bekend."); err != nil {
		return err
	}
	return w.count(ctx, w.other, w.otherReport, bericht.Telling{MelderHoedanigheid: "ambtshalve", Aanleiding: "signalen",
		Aard: []domain.Geweldsaard{"onbekend"}, Duur: "onbekend"})
}

// split: what the police saw and what the father said of it is the history of both households. It stays here, and goes
// there.
func (w *week) split(ctx context.Context) error {
	_, err := w.as(caseworker).BrengOver(ctx, w.dossier, bericht.NieuweOverbrenging{NaarDossier: w.other,
		Onderdelen: []bericht.Overgang{{Onderdeel: w.doubleReport, Blijft: true}, {Onderdeel: w.heard, Blijft: true}},
		Personen:   []bericht.Persoonspaar{{Hier: w.father, Daar: &w.otherFather}, {Hier: w.mother}, {Hier: w.child}},
		Motivering: bericht.Tekst{Tekst: "Het zijn nu twee gezinnen; wat er die avond gebeurde, is van allebei."}}, once())
	return err
}

// transfer: the teamleider lets the other organisation know where she is.
func (w *week) transfer(ctx context.Context) error {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	body, err := w.as(teamLeader).DraagDossierOver(ctx, w.dossier, bericht.NieuweOverdracht{
		Sleutels: []string{key.Recipient().String()}, Ontvanger: elsewhere, Grond: "wettelijke-taak", Toestemming: "gegeven",
		Doel:            bericht.Tekst{Tekst: "Moeder en kind verblijven daar, en daar wordt de hulp georganiseerd."},
		BevestigdGeheim: []id.Onderdeel{w.shelter}}, once())
	if err != nil {
		return err
	}
	w.transferKey = key
	w.transferred, err = io.ReadAll(body)
	if err = errors.Join(err, body.Close()); err != nil {
		return err
	}
	// What went was read through once more for whatever leads to who reported.
	_, err = w.as(teamLeader).DoePuntAf(ctx, w.dossier,
		bericht.AfgedaanPunt{Onderdeel: domain.IdentiteitVan(w.neighbour), Soort: domain.PuntHerleidbaar}, once())
	return err
}

// monitor: a team keeps an eye on those who stay; in three months somebody looks again.
func (w *week) monitor(ctx context.Context) error {
	if _, err := w.as(caseworker).WijsToe(ctx, w.other, bericht.NieuweToewijzing{
		Toegewezene: bericht.Toegewezene{Team: "team-zuid", Rol: "behandelaar"}}, once()); err != nil {
		return err
	}
	if err := w.phase(ctx, w.other, nil, "monitoring",
		reason("De vader houdt zich aan de afspraken en de zoon gaat naar school.")); err != nil {
		return err
	}
	_, err := w.as(caseworker).OpenPunt(ctx, w.other, bericht.NieuwPunt{Onderdeel: w.otherReport,
		Soort:    domain.PuntNakijken,
		Eigenaar: "m-jansen", Uiterlijk: w.day(7 + 13*7)}, once())
	return err
}
