package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"dossierboek/eventstore"
)

// TestDamage does to a log what must never be done, and asks whether reading and Integrity say so.
func TestDamage(t *testing.T) {
	off := []string{"PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON",
		"DROP TRIGGER events_never_leave", "DROP TRIGGER events_never_change", "DROP TRIGGER streams_never_leave"}
	for name, damage := range map[string]string{
		"record gone":       "DELETE FROM events WHERE position = 5",
		"first record gone": "DELETE FROM events WHERE position = 1",
		// of the first stream; another follows it in the log
		"last record gone":    "DELETE FROM events WHERE position = 11",
		"revision moved":      "UPDATE events SET revision = 100 WHERE position = 7",
		"stream gone":         "DELETE FROM streams WHERE stream = 2",
		"id cut short":        "UPDATE events SET id = x'00' WHERE position = 7",
		"record of no stream": "UPDATE events SET stream = 77 WHERE position = 12",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "log.db")
			s := openAt(t, path, Options{Create: true})
			for i := range 12 {
				if _, err := s.Append(t.Context(), fmt.Sprint("dossier-", i%2), eventstore.Any(), event()); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Integrity(t.Context()); err != nil {
				t.Fatalf("before the damage: %v", err)
			}
			vandalise(t, path, append(off[:len(off):len(off)], damage)...)
			err := s.Integrity(t.Context())
			if !errors.Is(err, eventstore.ErrBroken) {
				t.Errorf("Integrity says %v", err)
			}
			var read error
			for _, err := range s.ReadAll(t.Context(), "") {
				read = err
			}
			for _, stream := range []string{"dossier-0", "dossier-1"} {
				for _, err := range s.ReadStream(t.Context(), stream, 0) {
					read = errors.Join(read, err)
				}
			}
			if !errors.Is(read, eventstore.ErrBroken) {
				t.Errorf("reading says %v", read)
			}
		})
	}
}

// TestNeverChanges: the log's own triggers refuse a change by mistake.
func TestNeverChanges(t *testing.T) {
	w := newTestWriter(t)
	transact(w, ask("dossier-1", eventstore.NoStream(), 1))
	for _, change := range []string{
		"UPDATE events SET data = x''", "DELETE FROM events", "UPDATE streams SET name = 'x'", "DELETE FROM streams",
	} {
		if err := execute(w.conn, change); err == nil {
			t.Errorf("%s was taken", change)
		}
	}
}

// TestAheadOfLog: a follower whose position the log does not have (a copy from before it was put back) is told so.
func TestAheadOfLog(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "log.db"), Options{Create: true})
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), event()); err != nil {
		t.Fatal(err)
	}
	for _, read := range []func(func(eventstore.Record, error) bool){
		s.ReadAll(t.Context(), position(2)), s.Follow(t.Context(), position(2)),
	} {
		for _, err := range read {
			if !errors.Is(err, eventstore.ErrPosition) {
				t.Errorf("the read says %v", err)
			}
		}
	}
}

// TestIntegrityEnds: a check of a whole log stops when its caller or the store does.
func TestIntegrityEnds(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "log.db"), Options{Create: true})
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Integrity(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Integrity(t.Context()); !errors.Is(err, eventstore.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}
