package sqlite

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"
	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

// TestCommitFails lets COMMIT fail late, where its outcome is open: lost, or done and reported as failed. Whoever asks
// again, with the same ids, has its events stored once.
func TestCommitFails(t *testing.T) {
	syncFailed := sqlite3.Error{Code: sqlite3.ErrIoErr, ExtendedCode: sqlite3.ErrIoErrFsync}
	lost := func(conn *sqlite3.SQLiteConn) error { return errors.Join(syncFailed, execute(conn, "ROLLBACK")) }
	done := func(conn *sqlite3.SQLiteConn) error { return errors.Join(execute(conn, "COMMIT"), syncFailed) }
	for _, test := range []struct {
		name    string
		commits []func(conn *sqlite3.SQLiteConn) error // then COMMIT works again
		first   error                                  // what the callers hear; nil: stored
	}{
		{"lost", []func(*sqlite3.SQLiteConn) error{lost}, eventstore.ErrUnavailable},
		{"done", []func(*sqlite3.SQLiteConn) error{done}, nil},
		{"lost and not settled", []func(*sqlite3.SQLiteConn) error{lost, lost}, eventstore.ErrUnknownOutcome},
		{"done and not settled", []func(*sqlite3.SQLiteConn) error{done, lost}, eventstore.ErrUnknownOutcome},
		{"done and settled without saying so", []func(*sqlite3.SQLiteConn) error{done, done}, eventstore.ErrUnknownOutcome},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newTestWriter(t)
			before := ask("dossier-1", eventstore.NoStream(), 1)
			if o := transact(w, before)[0]; o.err != nil {
				t.Fatal(o.err)
			}
			working, commits := w.commit, test.commits
			w.commit = func(conn *sqlite3.SQLiteConn) error {
				if len(commits) == 0 {
					return working(conn)
				}
				fault := commits[0]
				commits = commits[1:]
				return fault(conn)
			}
			a, b := ask("dossier-1", eventstore.Exact(0), 2), ask("dossier-2", eventstore.NoStream(), 1)
			for i, o := range transact(w, a, b) {
				if !errors.Is(o.err, test.first) {
					t.Fatalf("append %d: %v, want %v", i, o.err, test.first)
				}
			}
			// The same again, and then something new.
			for i, o := range transact(w, a, b, ask("dossier-1", eventstore.Exact(2), 1)) {
				if o.err != nil {
					t.Fatalf("append %d after the fault: %v", i, o.err)
				}
			}
			want := []uuid.UUID{before.events[0].ID, a.events[0].ID, a.events[1].ID}
			if got := stored(t, w, "dossier-1"); len(got) != 4 || fmt.Sprint(got[:3]) != fmt.Sprint(want) {
				t.Errorf("%d records of dossier-1, want the 3 in order and one more", len(got))
			}
			if got := stored(t, w, "dossier-2"); len(got) != 1 || got[0] != b.events[0].ID {
				t.Errorf("%d records of dossier-2, want 1", len(got))
			}
			if w.doubt {
				t.Error("the doubt was never settled")
			}
		})
	}
}
