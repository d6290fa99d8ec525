package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

// TestOneTransaction puts right and wrong appends in one transaction: the wrong ones leave no trace and harm nobody.
func TestOneTransaction(t *testing.T) {
	w := newTestWriter(t)
	first := ask("dossier-1", eventstore.NoStream(), 1)
	five := ask("dossier-1", eventstore.Exact(0), 5)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	left := ask("dossier-1", eventstore.Any(), 1)
	left.ctx = gone
	overlap := ask("dossier-1", eventstore.Any(), 1)
	overlap.events = append(overlap.events, five.events[4])
	batch := []*request{
		first,
		ask("dossier-1", eventstore.NoStream(), 2),
		ask("dossier-2", eventstore.Exact(7), 1),
		five,
		first, // a repeat of what is not committed yet
		left,
		overlap,
		ask("dossier-2", eventstore.NoStream(), 1),
		five,
	}
	outcomes := transact(w, batch...)
	want := []struct {
		first, last, row int64
		err              error
	}{
		{0, 0, 1, nil},
		{err: eventstore.ErrConflict},
		{err: eventstore.ErrConflict},
		{1, 5, 6, nil},
		{0, 0, 1, nil},
		{err: context.Canceled},
		{err: eventstore.ErrConflict},
		{0, 0, 7, nil},
		{1, 5, 6, nil},
	}
	for i, o := range outcomes {
		if !errors.Is(o.err, want[i].err) {
			t.Fatalf("append %d: %v, want %v", i, o.err, want[i].err)
		}
		landed := eventstore.Appended{First: uint64(want[i].first), Last: uint64(want[i].last),
			Position: position(want[i].row)}
		if o.err == nil && o.appended != landed {
			t.Errorf("append %d landed at %+v, want %+v", i, o.appended, landed)
		}
	}
	if n := len(stored(t, w, "dossier-1")); n != 6 {
		t.Errorf("%d records of dossier-1, want 6", n)
	}
	if n := len(stored(t, w, "dossier-2")); n != 1 {
		t.Errorf("%d records of dossier-2, want 1", n)
	}
}

// TestStranger writes to the log with another tool, past the lock. The writer finds out and goes on from what is
// there.
func TestStranger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), event()); err != nil {
		t.Fatal(err)
	}
	vandalise(t, path, `INSERT INTO events VALUES (2, 1, 1, randomblob(16), 'vreemd', x'', x'')`)
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.Exact(0), event()); !errors.Is(err,
		eventstore.ErrConflict) {
		t.Fatalf("append: %v", err)
	}
	a, err := s.Append(t.Context(), "dossier-1", eventstore.Exact(1), event())
	if err != nil || a.Last != 2 || a.Position != position(3) {
		t.Fatalf("landed at %+v, %v", a, err)
	}
}

// TestMoved takes the file away from under a running store: nothing is acknowledged into a file that nobody will find.
func TestMoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	e := event()
	for _, change := range []func() error{
		func() error { return os.Rename(path, path+".away") },
		func() error { return os.WriteFile(path, []byte("another"), 0o600) },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), e); !errors.Is(err,
			eventstore.ErrUnavailable) {
			t.Fatalf("append: %v", err)
		}
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), e); err != nil {
		t.Fatal(err)
	}
}

// TestCallerLeaves: a caller waits for others' appends no longer than its context lets it, and for its own, once it is
// being written, until it is known what became of it.
func TestCallerLeaves(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	blocked, release := make(chan struct{}), make(chan struct{})
	working := s.writer.commit
	s.writer.commit = func(conn *sqlite3.SQLiteConn) error {
		close(blocked)
		<-release
		s.writer.commit = working
		return working(conn)
	}
	ctx, cancel := context.WithCancel(t.Context())
	e, late := event(), event()
	written := make(chan error, 1)
	go func() {
		_, err := s.Append(ctx, "dossier-1", eventstore.NoStream(), e)
		written <- err
	}()
	<-blocked
	cancel()
	short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := s.Append(short, "dossier-1", eventstore.NoStream(), late); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("append: %v", err)
	}
	close(release)
	if err := <-written; err != nil {
		t.Fatalf("the append that was being written: %v", err)
	}
	// The first landed; the one that nobody waited for any more did not.
	if a, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), e); err != nil || a.Last != 0 {
		t.Fatalf("the repeat: %+v, %v", a, err)
	}
	if head, ok, err := s.Head(t.Context(), "dossier-1"); head != 0 || !ok || err != nil {
		t.Fatalf("head %d, %v, %v", head, ok, err)
	}
}
