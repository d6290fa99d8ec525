package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
	"dossierboek/eventstore/storetest"
)

// TestKill kills a process that appends, again and again, on one log: every acknowledged event is there, at the
// revision that was acknowledged, and the log is whole.
func TestKill(t *testing.T) {
	if dir, ack, ok := storetest.Victim(t); ok {
		appendForEver(t, filepath.Join(dir, "log.db"), ack)
		return
	}
	dir := t.TempDir()
	storetest.Kill(t, dir, 24, func(t *testing.T, round int, acked []string) {
		// Reading beside a log that nobody closed: the first reader recovers it.
		s, err := Open(t.Context(), filepath.Join(dir, "log.db"), Options{Create: true})
		if err != nil {
			t.Fatalf("opening after the kill: %v", err)
		}
		defer func() {
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		}()
		if err := s.Integrity(t.Context()); err != nil {
			t.Errorf("after the kill: %v", err)
		}
		stored := map[string]bool{} // the log's own reader checks that positions and revisions have no gaps
		revisions := map[string]uint64{}
		for r, err := range s.ReadAll(t.Context(), "") {
			if err != nil {
				t.Fatalf("reading after the kill: %v", err)
			}
			if r.Revision != revisions[r.Stream] {
				t.Fatalf("%s has revision %d where %d was due", r.Stream, r.Revision, revisions[r.Stream])
			}
			revisions[r.Stream]++
			stored[fmt.Sprint(r.Stream, " ", r.Revision, " ", r.ID)] = true
		}
		for _, line := range acked {
			if !stored[line] {
				t.Errorf("acknowledged and gone: %s", line)
			}
		}
	})
}

// appendForEver appends from several goroutines: some to a stream of their own, some all to one, in ones and fives.
func appendForEver(t *testing.T, path string, ack func(string)) {
	s, err := Open(context.Background(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			name := "dossier-" + strconv.Itoa(w)
			if w >= 5 {
				name = "gedeeld"
			}
			for i := 0; ; i++ {
				es := make([]eventstore.Event, 1+4*(i%2))
				for j := range es {
					es[j] = eventstore.Event{ID: uuid.New(), Kind: "proef.gedaan", Data: []byte(strings.Repeat("x", 100+50*w))}
				}
				a, err := s.Append(context.Background(), name, eventstore.Any(), es...)
				if err != nil {
					t.Errorf("append: %v", err)
					return
				}
				for j, e := range es {
					ack(fmt.Sprint(name, " ", a.First+uint64(j), " ", e.ID))
				}
			}
		})
	}
	wg.Wait()
}
