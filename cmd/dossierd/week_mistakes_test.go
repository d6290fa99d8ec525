package main

import (
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// mistakeChecks are what must hold after what was put right.
func (e *weekTest) mistakeChecks() map[string]func() {
	return map[string]func(){
		"de schrijffout herstellen": e.typingRight,
		"over wie het gaat": func() {
			e.all("over wie", e.call, func(k *bericht.Onderdeel) bool { return slices.Equal(k.Over, []id.Betrokkene{e.child}) })
		},
		"twee dossiers worden één": e.merged,
		"de tweede melding kwalificeren": func() {
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord)
		},
		"twee betrokkenen samenvoegen": func() { e.joined(true) },
		"en weer scheiden":             func() { e.joined(false) },
		"een foto met toestemming":     e.photographed,
		"een diagnose van horen zeggen": func() {
			if e.noDiagnose.Code != domain.CodeDiagnoseZonder || !slices.Contains(e.noDiagnose.Regels, "ZOB-6.5c") {
				e.t.Errorf("de diagnose werd geweigerd met %s %v", e.noDiagnose.Code, e.noDiagnose.Regels)
			}
			e.all("mededeling", e.hearsay, func(k *bericht.Onderdeel) bool {
				return k.Inhoud != nil && k.Inhoud.Gegeven.Soort == "mededeling" && k.Inhoud.Gegeven.NietActueel
			})
		},
	}
}

// typingRight: both wordings stay, and only who wrote it puts it right.
func (e *weekTest) typingRight() {
	past := e.before["de schrijffout herstellen"]
	for _, r := range watchers {
		now, then := content(e.view(r, nil), e.call).Gegeven.Tekst.Tekst, content(e.view(r, &past), e.call).Gegeven.Tekst.Tekst
		if !strings.HasPrefix(now, "De huisarts ") || !strings.HasPrefix(then, "De huisarst ") {
			e.t.Errorf("%s ziet de schrijffout niet hersteld, of eerder niet staan", r.rol)
		}
	}
	other := calledPractice("Anders.")
	_, err := e.as(nightWorker).Herstel(e.ctx, e.dossier, e.call,
		bericht.NieuwHerstel{Herstel: bericht.Herstel{Nieuw: bericht.NieuweInhoud{Gegeven: &other}}}, once())
	e.refuses("herstel door een ander", http.StatusConflict, err)
}

// merged: what the police reported is in this dossier, as the secretariaat recorded it, and the other one has ended.
func (e *weekTest) merged() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord, domain.PuntTelling)
	e.all("overgenomen melding", e.doubleReport, func(k *bericht.Onderdeel) bool {
		return k.UitDossier != nil && *k.UitDossier == e.double && k.Inhoud.Melding.Hoedanigheid == "politie" &&
			slices.Equal(k.Over, []id.Betrokkene{e.mother, e.father})
	})
	for _, r := range watchers {
		if v := view(e.t, e.ctx, &course{as: e.as, dossier: e.double}, r, nil); v.Overgebracht == nil || v.Overgebracht.Naar != e.dossier {
			e.t.Errorf("%s ziet niet waarin het tweede dossier opging", r.rol)
		}
	}
	read, err := e.as(inspector).Tijdlijn(e.ctx, e.double, nil)
	must(e.t, err)
	if by := read.Momenten[0].Door; by.Wie != secretary.id || by.Namens != caseworker.id {
		e.t.Errorf("het tweede dossier is geopend door %s namens %q", by.Wie, by.Namens)
	}
}

// joined: two recordings are one human, or two again.
func (e *weekTest) joined(one bool) {
	for _, r := range watchers {
		for _, b := range e.view(r, nil).Betrokkenen {
			if b.ID == e.mother && (b.Ook != nil && *b.Ook == e.aunt) != one {
				e.t.Errorf("%s ziet niet dat zij samen %t zijn", r.rol, one)
			}
		}
	}
}

// photographed: nobody is photographed without agreeing to it (ZOB-22a).
func (e *weekTest) photographed() {
	e.all("foto", e.photo, func(k *bericht.Onderdeel) bool {
		return k.Inhoud != nil && k.Inhoud.Bijlage.Opname.Toestemming[0].Voor == e.mother
	})
	silent := bericht.NieuweBijlage{Over: []id.Betrokkene{e.father}, Bijlage: bericht.Bijlage{Naam: write("Foto"), Soort: domain.BijlageFoto,
		Bron: ownFinding, Opname: &bericht.Opname{Wijze: domain.OpnameOpenlijk}}}
	_, err := e.as(caseworker).VoegBijlageToe(e.ctx, e.dossier, silent, strings.NewReader(photoPNG), once())
	e.refuses("een foto zonder toestemming", http.StatusConflict, err)
}

// course holds the whole timeline against the one that is kept: when, who, and what kind of event.
func (e *weekTest) course() {
	e.t.Helper()
	t, err := e.as(inspector).Tijdlijn(e.ctx, e.dossier, nil)
	must(e.t, err)
	var b strings.Builder
	for _, m := range t.Momenten {
		at := m.Door.VastgelegdOp.In(e.begin.Location())
		who := m.Door.Wie
		if m.Door.Namens != "" {
			who += " voor " + m.Door.Namens
		}
		day := int(math.Round(midnight(at).Sub(midnight(e.begin)).Hours() / 24)) // a day in which the clock changes has 23 or 25 hours
		what := string(m.Soort)
		if m.Feit.Punt != "" {
			what += " " + string(m.Feit.Punt)
		}
		if o := m.Feit.Overgenomen; o != nil {
			what += " " + string(o.Soort)
		}
		fmt.Fprintf(&b, "dag %d %s  %-24s %s\n", day, at.Format("15:04"), who, what)
	}
	golden(e.t, "week.txt", b.String())
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// golden holds text against a file; DOSSIERBOEK_UPDATE writes it anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("DOSSIERBOEK_UPDATE") != "" {
		must(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}
