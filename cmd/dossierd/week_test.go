package main

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// TestWeek is the demo's week over HTTP, with what three people must see after each step: the medewerker, the
// teamleider and the inspecteur. In no answer to a medewerker is the secret address; and of the mother, who is erased
// at the end, nothing is left in any byte of any file.
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
		checks := map[string]func(){}
		for _, part := range []map[string]func(){e.nightChecks(), e.dayChecks(), e.mistakeChecks(), e.verslagChecks(),
			e.sourceChecks(), e.informChecks(), e.splitChecks(), e.endChecks()} {
			maps.Copy(checks, part)
		}
		for _, s := range w.steps() {
			e.before[s.what] = w.clock.now()
			must(t, follow(ctx, []step{s}))
			check, ok := checks[s.what]
			if !ok {
				t.Fatalf("%s: er is niet bekeken wat hierna te zien is", s.what)
			}
			check()
			delete(checks, s.what)
		}
		if len(checks) > 0 {
			t.Errorf("%d controles horen bij geen stap", len(checks))
		}
		e.course()
		e.reasons()
		e.readEverything()
		secrets = e.erase(p, o)
		nowhere(t, p.data, secrets)
		return nil
	}))
	must(t, o.Close())
	nowhere(t, p.data, secrets)
	said.heard(t, "Schuilhof", "9876 ZX")
	if v := verified(t, p); v.Dossiers != 4 || v.Vernietigd == 0 {
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
	return e.viewIn(e.dossier, r, at)
}

func (e *weekTest) viewIn(d id.Dossier, r role, at *time.Time) *bericht.Dossier {
	e.t.Helper()
	return view(e.t, e.ctx, &course{as: e.as, dossier: d}, r, at)
}

// all holds an onderdeel as each of the three sees it against what it should be.
func (e *weekTest) all(what string, o id.Onderdeel, is func(*bericht.Onderdeel) bool) {
	e.t.Helper()
	e.allIn(e.dossier, what, o, is)
}

func (e *weekTest) allIn(d id.Dossier, what string, o id.Onderdeel, is func(*bericht.Onderdeel) bool) {
	e.t.Helper()
	for _, r := range watchers {
		if k := find(e.viewIn(d, r, nil), o); k == nil || !is(k) {
			e.t.Errorf("%s: zo ziet %s het niet", what, r.rol)
		}
	}
}

// everyone holds a whole view as each of the three has it against what it should be.
func (e *weekTest) everyone(what string, is func(*bericht.Dossier) bool) {
	e.t.Helper()
	for _, r := range watchers {
		if !is(e.view(r, nil)) {
			e.t.Errorf("%s: zo ziet %s het niet", what, r.rol)
		}
	}
}

// onAgenda holds what is open in the week's dossier on somebody's agenda, but who is to be told (toTell).
func (e *weekTest) onAgenda(r role, want ...domain.PuntSoort) {
	e.t.Helper()
	e.onAgendaOf(e.dossier, r, want...)
}

func (e *weekTest) onAgendaOf(d id.Dossier, r role, want ...domain.PuntSoort) {
	e.t.Helper()
	var got []domain.PuntSoort
	for _, k := range e.agendaOf(d, r) {
		if k.Soort != domain.PuntInformeren {
			got = append(got, k.Soort)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		e.t.Errorf("op de agenda van %s staat %q, niet %q", r.id, got, want)
	}
}

// agendaOf is what of a dossier is on somebody's agenda.
func (e *weekTest) agendaOf(d id.Dossier, r role) []bericht.OpenstaandPunt {
	e.t.Helper()
	a, err := e.as(r).OpenstaandePunten(e.ctx, "", "", "", 0)
	must(e.t, err)
	return slices.DeleteFunc(a.Punten, func(k bericht.OpenstaandPunt) bool { return k.Dossier != d })
}

// has: who has the dossier, for everyone to see.
func (e *weekTest) has(who role, in domain.ToewijzingRol) {
	e.t.Helper()
	e.everyone("dat "+who.id+" het dossier heeft", func(v *bericht.Dossier) bool {
		return len(v.Toewijzingen) == 1 && string(v.Toewijzingen[0].Medewerker) == who.id && v.Toewijzingen[0].Rol == in
	})
}

// refuses: somebody may not do this.
func (e *weekTest) refuses(what string, status int, err error) {
	e.t.Helper()
	refused, err := refusal(what, err)
	if err != nil || refused.Status != status || refused.Detail == "" {
		e.t.Errorf("%s: niet geweigerd met %d: %d %v", what, status, refused.Status, err)
	}
}

// wasRefused holds how the week itself was refused.
func (e *weekTest) wasRefused(p bericht.Probleem, code domain.Code, rule string) {
	e.t.Helper()
	if p.Code != code || !slices.Contains(p.Regels, rule) {
		e.t.Errorf("geweigerd met %s %v", p.Code, p.Regels)
	}
}

func masked(reason domain.GatReden) func(*bericht.Onderdeel) bool {
	return func(k *bericht.Onderdeel) bool { return k.Inhoud == nil && k.Gat != nil && k.Gat.Reden == reason }
}

// reasons: why what was not the daily work was recorded, stands with it for everyone who reads the course.
func (e *weekTest) reasons() {
	e.t.Helper()
	for _, r := range watchers {
		found := map[domain.Aanleiding]int{}
		for _, d := range []id.Dossier{e.dossier, e.other} {
			line, err := e.as(r).Tijdlijn(e.ctx, d, nil)
			must(e.t, err)
			for _, m := range line.Momenten {
				found[m.Door.Aanleiding]++
			}
		}
		for _, why := range domain.Aanleidingen {
			if found[why] == 0 {
				e.t.Errorf("%s ziet nergens de aanleiding %s", r.rol, why)
			}
		}
	}
}

// lastOf is the onderdeel of a kind that a view holds last.
func lastOf(v *bericht.Dossier, kind domain.InhoudSoort) (last id.Onderdeel) {
	for _, o := range v.Onderdelen {
		if o.Soort == kind {
			last = o.ID
		}
	}
	return last
}
