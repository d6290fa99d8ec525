package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

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
		// A day in which the clock changes has 23 or 25 hours.
		day := int(math.Round(midnight(at).Sub(midnight(e.begin)).Hours() / 24))
		what := string(m.Soort)
		if m.Feit.Punt != "" {
			what += " " + string(m.Feit.Punt)
		}
		if o := m.Feit.Overgenomen; o != nil {
			what += " " + string(o.Soort)
		}
		if m.Door.Aanleiding != "" {
			what += " (" + string(m.Door.Aanleiding) + ")"
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
