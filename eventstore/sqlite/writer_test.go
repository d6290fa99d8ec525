package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

// newTestWriter gives a writer without its goroutine: the test's own goroutine owns it.
func newTestWriter(t *testing.T) *writer {
	t.Helper()
	path := filepath.Join(t.TempDir(), "log.db")
	all, err := loadMigrations()
	if err != nil {
		t.Fatal(err)
	}
	if err := create(path, all); err != nil {
		t.Fatal(err)
	}
	w, err := newWriter(path, int64(len(all)), all, slog.New(slog.DiscardHandler), newBell())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}

func ask(stream string, expected eventstore.Expected, n int) *request {
	r := &request{ctx: context.Background(), stream: stream, expected: expected}
	for range n {
		r.events = append(r.events, event())
	}
	r.size = eventstore.Size(r.events...)
	return r
}

// stored reads the ids of a stream on the writer's own connection.
func stored(t *testing.T, w *writer, stream string) []uuid.UUID {
	t.Helper()
	var ids []uuid.UUID
	err := query(w.conn, streamPage, arguments(stream, int64(0), int64(1000)), func(row []driver.Value) (bool, error) {
		ids = append(ids, bytesID(row[3].([]byte)))
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

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
	outcomes := w.write(batch)
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
		landed := eventstore.Appended{First: uint64(want[i].first), Last: uint64(want[i].last), Position: position(want[i].row)}
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
			if o := w.write([]*request{before})[0]; o.err != nil {
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
			for i, o := range w.write([]*request{a, b}) {
				if !errors.Is(o.err, test.first) {
					t.Fatalf("append %d: %v, want %v", i, o.err, test.first)
				}
			}
			// The same again, and then something new.
			for i, o := range w.write([]*request{a, b, ask("dossier-1", eventstore.Exact(2), 1)}) {
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

// TestStranger writes to the log with another tool, past the lock. The writer finds out and goes on from what is there.
func TestStranger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), event()); err != nil {
		t.Fatal(err)
	}
	vandalise(t, path, `INSERT INTO events VALUES (2, 1, 1, randomblob(16), 'vreemd', x'', x'')`)
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.Exact(0), event()); !errors.Is(err, eventstore.ErrConflict) {
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
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), e); !errors.Is(err, eventstore.ErrUnavailable) {
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

// TestRecentIDs: the memory of ids stays bounded, forgets the oldest first, and is read back at opening.
func TestRecentIDs(t *testing.T) {
	var r recent
	r.at = map[streamID]int64{}
	ids := make([]uuid.UUID, 3*recentIDs)
	for i := range ids {
		ids[i] = uuid.New()
		r.add(1, ids[i], int64(i))
		r.trim()
		if len(r.at) > 2*recentIDs || len(r.at) != len(r.order) {
			t.Fatalf("%d ids are kept, in an order of %d", len(r.at), len(r.order))
		}
	}
	for i := len(ids) - recentIDs; i < len(ids); i++ {
		if revision, ok := r.find(1, ids[i]); !ok || revision != int64(i) {
			t.Fatalf("id %d is forgotten", i)
		}
	}
	if _, ok := r.find(2, ids[len(ids)-1]); ok {
		t.Fatal("an id was found in another stream")
	}
}

// TestAnyIsRecognised: this store knows a repeat with Any(), after a restart too.
func TestAnyIsRecognised(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	es := []eventstore.Event{event(), event()}
	first, err := s.Append(t.Context(), "toegang-1", eventstore.Any(), es...)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		again, err := s.Append(t.Context(), "toegang-1", eventstore.Any(), es...)
		if err != nil || again != first {
			t.Fatalf("the repeat landed at %+v, %v", again, err)
		}
		if _, err := s.Append(t.Context(), "toegang-1", eventstore.Any(), event(), es[1]); !errors.Is(err, eventstore.ErrConflict) {
			t.Fatalf("a partial repeat: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = openAt(t, path, Options{})
	}
}

// TestManyHeads: forgetting where streams end, which the writer does to bound its memory, changes no answer.
func TestManyHeads(t *testing.T) {
	w := newTestWriter(t)
	r := ask("dossier-1", eventstore.NoStream(), 2)
	w.write([]*request{r})
	clear(w.heads)
	for i := range maxHeads {
		w.heads[fmt.Sprint("other-", i)] = head{stream: int64(i + 2), next: 1}
	}
	if o := w.write([]*request{ask("dossier-1", eventstore.NoStream(), 1)})[0]; !errors.Is(o.err, eventstore.ErrConflict) {
		t.Fatalf("append: %v", o.err)
	}
	if o := w.write([]*request{ask("dossier-1", eventstore.Exact(1), 1)})[0]; o.err != nil {
		t.Fatal(o.err)
	}
	if len(w.heads) > 2 {
		t.Fatalf("%d heads are remembered", len(w.heads))
	}
}

// TestWALStaysSmall appends while reads overlap all the time, each of which would keep the -wal file from starting anew.
func TestWALStaysSmall(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	const limit, size, appends = 2 << 20, 100 << 10, 200
	s.writer.wal.limit, s.writer.wal.every, s.writer.wal.patience = limit, 4, 0
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	for range 3 {
		go func() {
			defer func() { ended <- struct{}{} }()
			for ctx.Err() == nil {
				for _, err := range s.ReadAll(ctx, "") {
					if err != nil {
						break
					}
				}
			}
		}()
	}
	largest := int64(0)
	e := event()
	e.Data = make([]byte, size)
	for range appends {
		e.ID = uuid.New()
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.Any(), e); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path + "-wal"); err == nil {
			largest = max(largest, info.Size())
		}
	}
	cancel()
	for range 3 {
		<-ended
	}
	if largest > appends*size/2 { // a slow machine may let a reader win now and then
		t.Errorf("the -wal file grew to %d bytes with a limit of %d", largest, limit)
	}
}

// TestCallerLeaves: a caller waits no longer than its context lets it, however long the writer takes.
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
	go func() { <-blocked; cancel() }()
	e, late := event(), event()
	if _, err := s.Append(ctx, "dossier-1", eventstore.NoStream(), e); !errors.Is(err, context.Canceled) {
		t.Fatalf("append: %v", err)
	}
	short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := s.Append(short, "dossier-1", eventstore.NoStream(), late); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("append: %v", err)
	}
	close(release)
	// The first landed after all; the one that nobody waited for any more did not.
	if a, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), e); err != nil || a.Last != 0 {
		t.Fatalf("the repeat: %+v, %v", a, err)
	}
	if head, ok, err := s.Head(t.Context(), "dossier-1"); head != 0 || !ok || err != nil {
		t.Fatalf("head %d, %v, %v", head, ok, err)
	}
}
