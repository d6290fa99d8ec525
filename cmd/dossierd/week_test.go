package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// TestWeek is the demo's week over HTTP, with what three people must see after each step: the medewerker, the
// teamleider and the inspecteur. In no answer to a medewerker is the secret address; and of the mother, who is erased at
// the end, nothing is left in any byte of any file.
func TestWeek(t *testing.T) {
	w, p, err := newWeek(newPaths(t))
	must(t, err)
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	o := open(t, p)
	said := &recorder{next: handler(t, o, p), bodies: map[string]*bytes.Buffer{}}
	var secrets [][]byte
	must(t, o.online(t.Context(), p, said, func(ctx context.Context, as func(role) *client.Client) error {
		must(t, w.before(ctx, as))
		e := &weekTest{week: w, t: t, ctx: ctx, before: map[string]time.Time{}}
		checks := e.checks()
		maps.Copy(checks, e.mistakeChecks())
		for _, s := range w.steps() {
			e.before[s.what] = w.clock.now()
			must(t, follow(ctx, []step{s}))
			if checks[s.what] != nil {
				checks[s.what]()
			}
			delete(checks, s.what)
		}
		if len(checks) > 0 {
			t.Errorf("%d controles horen bij geen stap", len(checks))
		}
		e.course()
		e.readEverything()
		secrets = e.erase(p, o)
		nowhere(t, p.data, secrets)
		return nil
	}))
	must(t, o.Close())
	nowhere(t, p.data, secrets)
	said.heard(t, "Schuilhof", "9876 ZX")
	if v := verified(t, p); v.Dossiers != 3 || v.Vernietigd == 0 {
		t.Errorf("nagelezen: %d dossiers, %d vernietigde delen", v.Dossiers, v.Vernietigd)
	}
	laterBackups(t, p, secrets)
}

// watchers are the three people.
var watchers = []role{caseworker, teamLeader, inspector}

// weekTest holds the week against what shows.
type weekTest struct {
	*week
	t      *testing.T
	ctx    context.Context
	before map[string]time.Time // by step, when it had not happened
}

func (e *weekTest) view(r role, at *time.Time) *bericht.Dossier {
	e.t.Helper()
	return view(e.t, e.ctx, &course{as: e.as, dossier: e.dossier}, r, at)
}

// all holds an onderdeel as each of the three sees it against what it should be.
func (e *weekTest) all(what string, o id.Onderdeel, is func(*bericht.Onderdeel) bool) {
	e.t.Helper()
	for _, r := range watchers {
		if k := find(e.view(r, nil), o); k == nil || !is(k) {
			e.t.Errorf("%s: zo ziet %s het niet", what, r.rol)
		}
	}
}

// agenda lists what is open in the week's dossier on somebody's agenda.
func (e *weekTest) agenda(r role) (open []domain.PuntSoort) {
	e.t.Helper()
	a, err := e.as(r).OpenstaandePunten(e.ctx, "", "", "", 0)
	must(e.t, err)
	for _, k := range a.Punten {
		if k.Dossier == e.dossier {
			open = append(open, k.Soort)
		}
	}
	return open
}

func (e *weekTest) onAgenda(r role, want ...domain.PuntSoort) {
	e.t.Helper()
	got := e.agenda(r)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		e.t.Errorf("op de agenda van %s staat %q, niet %q", r.id, got, want)
	}
}

// has: who has the dossier, for everyone to see.
func (e *weekTest) has(who role, in domain.ToewijzingRol) {
	e.t.Helper()
	for _, r := range watchers {
		if a := e.view(r, nil).Toewijzingen; len(a) != 1 || string(a[0].Medewerker) != who.id || a[0].Rol != in {
			e.t.Errorf("%s ziet niet dat %s het dossier heeft", r.rol, who.id)
		}
	}
}

// refuses: somebody may not do this.
func (e *weekTest) refuses(what string, status int, err error) {
	e.t.Helper()
	var refusal *client.Fout
	if !errors.As(err, &refusal) || refusal.Probleem.Status != status || refusal.Probleem.Detail == "" {
		e.t.Errorf("%s: niet geweigerd met %d: %v", what, status, err)
	}
}

func masked(reason domain.GatReden) func(*bericht.Onderdeel) bool {
	return func(k *bericht.Onderdeel) bool { return k.Inhoud == nil && k.Gat != nil && k.Gat.Reden == reason }
}

// checks are what must hold after each step.
func (e *weekTest) checks() map[string]func() {
	return map[string]func(){
		"een onvolledige melding per telefoon": e.incomplete,
		"de dienst draagt over": func() {
			e.has(caseworker, "behandelaar")
			e.onAgenda(nightWorker)
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntMeldingOnvolledig, domain.PuntTelling)
		},
		"de melding aanvullen": e.completed,
		"de melding kwalificeren": func() {
			e.all("kwalificatie", e.report, func(k *bericht.Onderdeel) bool {
				return k.Kwalificatie == domain.KwalificatieMelding
			})
		},
		"de huisarts om informatie vragen": func() { e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntAntwoord) },
		"een werkaantekening": func() {
			e.all("werkaantekening", e.workingNote, func(k *bericht.Onderdeel) bool {
				return k.Rubriek == domain.RubriekWerkaantekening && k.Inhoud != nil
			})
		},
		"een verslag beginnen": e.drafted,
		"de dienst neemt over": func() {
			e.has(nightWorker, "dienst")
			e.onAgenda(caseworker)
			e.onAgenda(nightWorker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord)
		},
		"een geheime verblijfplaats": e.hidden,
		"de dienst draagt terug over": func() {
			e.has(caseworker, "behandelaar")
			e.onAgenda(nightWorker)
		},
		"het verslag vastleggen":                          e.recorded,
		"een passage beoordelen en een melder afschermen": e.judged,
		"accordering vragen": func() {
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord, domain.PuntAccordering)
		},
		"verstrekken wat geheim is":    e.confirmed,
		"het antwoord van de huisarts": e.answered,
		"naar het goede dossier":       e.moved,
		"accordering gegeven":          func() { e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit) },
		"wederhoor": func() {
			e.all("wederhoor", e.heard, func(k *bericht.Onderdeel) bool {
				return k.Inhoud != nil && k.Inhoud.Wederhoor.Gehoord[0] == e.father
			})
		},
		"besluiten over te dragen": e.decided,
		"sluiten":                  e.closed,
	}
}

func (e *weekTest) incomplete() {
	if k := e.mayBeKnown; len(k) != 1 || k[0].Dossier != e.known.dossier ||
		!slices.Equal(k[0].Door, []domain.Herkenning{"adres"}) {
		e.t.Errorf("mogelijk bekend: %+v", k)
	}
	e.onAgenda(nightWorker, domain.PuntBesluit, domain.PuntMeldingOnvolledig, domain.PuntTelling)
	e.all("melding", e.report, func(k *bericht.Onderdeel) bool {
		return len(k.Punten) == 3 && strings.HasSuffix(k.Inhoud.Melding.Tekst.Tekst, "De lijn viel weg.")
	})
	for _, r := range watchers {
		v := e.view(r, nil)
		if seen := v.Onderdelen[0].Inhoud.Opening.MogelijkBekendGezien; len(seen) != 1 || seen[0] != e.known.dossier {
			e.t.Errorf("%s ziet niet dat het andere dossier is gezien", r.rol)
		}
	}
	read, err := e.as(inspector).Raadplegingen(e.ctx, e.known.dossier, nil)
	must(e.t, err)
	byNight := func(k bericht.Raadpleging) bool { return k.Door.Wie == nightWorker.id }
	if !slices.ContainsFunc(read.Raadplegingen, byNight) {
		e.t.Error("de inspectie ziet niet wie het andere dossier las")
	}
}

func (e *weekTest) completed() {
	e.onAgenda(caseworker, domain.PuntBesluit)
	e.all("aangevuld", e.report, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Melding.Melder == e.neighbour.String() && len(k.EerdereVersies) == 1
	})
	past := e.before["de melding aanvullen"]
	for _, r := range watchers {
		if now, then := content(e.view(r, nil), e.address).Contact.Adres,
			content(e.view(r, &past), e.address).Contact.Adres; now.Huisnummer != "112" || then.Huisnummer != "12" {
			e.t.Errorf("%s ziet huisnummer %s, en eerder %s", r.rol, now.Huisnummer, then.Huisnummer)
		}
	}
}

// drafted: a draft is of who writes it; the teamleider may read it, a colleague and the inspection do not.
func (e *weekTest) drafted() {
	for r, want := range map[role]int{caseworker: 2, teamLeader: 2, nightWorker: 0} {
		l, err := e.as(r).ConceptenIn(e.ctx, e.dossier, id.Betrokkene{})
		must(e.t, err)
		if len(l.Concepten) != want {
			e.t.Errorf("%s ziet %d concepten, niet %d", r.id, len(l.Concepten), want)
		}
	}
	d, err := e.as(teamLeader).Concept(e.ctx, e.dossier, e.draft.Concept)
	must(e.t, err)
	if !bytes.Contains(d.Inhoud, []byte("een blauw oog. ")) || d.Versie != 3 {
		e.t.Errorf("de teamleider leest versie %d van het concept niet zoals bewaard", d.Versie)
	}
	for _, r := range []role{nightWorker, inspector} {
		_, err := e.as(r).Concept(e.ctx, e.dossier, e.draft.Concept)
		e.refuses("een concept van een ander", http.StatusForbidden, err)
	}
	for _, r := range watchers {
		if slices.ContainsFunc(e.view(r, nil).Onderdelen,
			func(k bericht.Onderdeel) bool { return k.Soort == domain.InhoudVerslag }) {
			e.t.Errorf("%s ziet een verslag dat nog niet is vastgelegd", r.rol)
		}
	}
}

func (e *weekTest) hidden() {
	for _, r := range []role{nightWorker, caseworker} {
		if k := find(e.view(r, nil), e.shelter); k == nil || !k.Geheim || !masked(domain.GatGeheim)(k) {
			e.t.Errorf("%s ziet de geheime verblijfplaats niet als geheim", r.id)
		}
	}
	for _, r := range []role{teamLeader, inspector} {
		if c := content(e.view(r, nil), e.shelter).Contact; c.Adres.Straat != "Schuilhof" ||
			c.Veilig.Bellen != "alleen zijzelf" {
			e.t.Errorf("%s ziet de geheime verblijfplaats niet", r.id)
		}
	}
	for r, want := range map[role]int{caseworker: 0, teamLeader: 1,
		inspector: 0} { // searching by it is no part of supervision
		hits, err := e.as(r).Zoek(e.ctx, bericht.Zoekvraag{Adres: &bericht.Adres{Postcode: "9876 ZX", Huisnummer: "7"}})
		must(e.t, err)
		if len(hits.Treffers) != want {
			e.t.Errorf("%s vindt er %d op het geheime adres, niet %d", r.rol, len(hits.Treffers), want)
		}
	}
}

func (e *weekTest) recorded() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord, domain.PuntMarkeren)
	e.all("verslag", e.verslag, func(k *bericht.Onderdeel) bool { return len(k.Passages) == 5 })
	e.all("herleidbare passage", e.seen, func(k *bericht.Onderdeel) bool {
		return k.Inhoud != nil && strings.Contains(k.Inhoud.Passage.Tekst.Tekst, "hoorde iemand door de muur")
	})
	l, err := e.as(caseworker).ConceptenIn(e.ctx, e.dossier, id.Betrokkene{})
	must(e.t, err)
	if slices.ContainsFunc(l.Concepten, func(d bericht.ConceptRegel) bool {
		return d.Concept == e.draft.Concept &&
			d.Stand == "lopend"
	}) {
		e.t.Error("wat is vastgelegd, loopt nog als concept")
	}
}

// judged: nothing by which the neighbour can be known is left to see, for nobody.
func (e *weekTest) judged() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord)
	for what, o := range map[string]id.Onderdeel{"herleidbare passage": e.seen,
		"wie meldde": domain.IdentiteitVan(e.neighbour), "haar nummer": e.number} {
		e.all(what, o, masked(domain.GatAfgeschermd))
	}
	e.all("melding", e.report, func(k *bericht.Onderdeel) bool {
		return strings.HasSuffix(k.Inhoud.Melding.Tekst.Tekst, "Volgens [afgeschermd] is dit de derde avond.")
	})
}

func (e *weekTest) confirmed() {
	if e.refused.Status != http.StatusForbidden || e.refused.Code != domain.CodeGeenToegang {
		e.t.Errorf("de medewerker werd geweigerd met %d %s", e.refused.Status, e.refused.Code)
	}
	e.all("verstrekking", e.passedOn, func(k *bericht.Onderdeel) bool {
		return len(k.Stukken) == 2 && slices.Equal(k.BevestigdGeheim, []id.Onderdeel{e.shelter}) &&
			k.Door.Wie == teamLeader.id
	})
}

func (e *weekTest) answered() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAccordering)
	e.all("informatieverzoek", e.request, func(k *bericht.Onderdeel) bool { return len(k.Informatie.Antwoorden) == 2 })
	e.all("wat is vastgelegd", e.fromLetter, func(k *bericht.Onderdeel) bool {
		return strings.HasPrefix(k.Inhoud.Gegeven.Tekst.Tekst, "Noor was")
	})
	e.all("wat niet is vastgelegd", e.refusedAnswer, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Informatieantwoord.Uitkomst == domain.AntwoordNietVastgelegd &&
			k.Inhoud.Informatieantwoord.Toelichting != nil
	})
	for _, r := range watchers {
		b, err := e.as(r).Bijlage(e.ctx, e.dossier, e.letter)
		must(e.t, err)
		file, err := io.ReadAll(b)
		must(e.t, errors.Join(err, b.Close()))
		if string(file) != letterPDF() || b.Mediatype != "application/pdf" {
			e.t.Errorf("%s krijgt de bijlage niet zoals zij werd toegevoegd: %s, %d bytes", r.rol, b.Mediatype, len(file))
		}
	}
}

func (e *weekTest) moved() {
	for _, r := range watchers {
		if k := find(view(e.t, e.ctx, e.known, r, nil), e.misplaced); k == nil || !masked(domain.GatOvergebracht)(k) ||
			k.Overgebracht.Naar != e.dossier {
			e.t.Errorf("%s ziet niet dat het gegeven weg is uit het verkeerde dossier", r.rol)
		}
	}
	e.all("overgenomen", e.misplaced, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Gegeven.Tekst.Tekst == "De leerkracht belde: het kind is er vandaag niet." && k.UitDossier != nil &&
			*k.UitDossier == e.known.dossier &&
			slices.Equal(k.Over, []id.Betrokkene{e.child})
	})
}

func (e *weekTest) decided() {
	e.onAgenda(caseworker)
	e.onAgenda(nightWorker)
	for _, r := range watchers {
		v := e.view(r, nil)
		if b := v.Onderdelen[len(v.Onderdelen)-1].Inhoud; v.Fase != domain.FaseOverdracht || b.Besluit.Aan == "" ||
			len(b.Besluit.Alternatieven) != 2 || string(b.Besluit.Beslisser) != teamLeader.id {
			e.t.Errorf("%s ziet het besluit niet zoals genomen", r.rol)
		}
	}
	_, err := e.as(inspector).WijzigFase(e.ctx, e.dossier,
		bericht.NieuweFase{Fase: "monitoring", Besluit: reason("Anders.")}, once())
	e.refuses("de inspectie besluit", http.StatusForbidden, err)
}

func (e *weekTest) closed() {
	e.all("werkaantekening", e.workingNote, masked(domain.GatVerwijderd))
	for _, r := range watchers {
		if e.view(r, nil).GeslotenOp == nil {
			e.t.Errorf("%s ziet niet dat het dossier is gesloten", r.rol)
		}
	}
	_, err := e.record(e.ctx, caseworker, "zorgen",
		bericht.Gegeven{Soort: "bevinding", Aard: "feit", Bron: ownFinding, Tekst: write("Nog iets.")}, e.child)
	e.refuses("vastleggen in wat gesloten is", http.StatusConflict, err)
}
