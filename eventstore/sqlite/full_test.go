package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"dossierboek/eventstore"
)

// wantRecovery fills a store until it says that it is full, and checks what must hold then and after fill is undone by
// free: everything acknowledged is there, nothing refused is, reading goes on, and appending goes on once there is
// space. Several callers share the transactions that fail.
func wantRecovery(t *testing.T, s *Store, want error, free func()) {
	t.Helper()
	const callers = 6
	type attempt struct {
		stream string
		stored []eventstore.Event
		failed eventstore.Event
	}
	attempts := make([]attempt, callers)
	var wg sync.WaitGroup
	for i := range attempts {
		a := &attempts[i]
		a.stream = fmt.Sprint("dossier-", i)
		wg.Go(func() {
			for range 100000 {
				e := event()
				e.Data = make([]byte, 5000)
				_, err := s.Append(t.Context(), a.stream, eventstore.Any(), e)
				if err == nil {
					a.stored = append(a.stored, e)
					continue
				}
				if !errors.Is(err, want) {
					t.Errorf("append: %v, want %v", err, want)
				}
				a.failed = e
				return
			}
			t.Error("it never filled up")
		})
	}
	wg.Wait()
	check := func() {
		t.Helper()
		for _, a := range attempts {
			n := 0
			for r, err := range s.ReadStream(t.Context(), a.stream, 0) {
				if err != nil {
					t.Fatalf("reading a full store: %v", err)
				}
				if n >= len(a.stored) || r.ID != a.stored[n].ID {
					t.Fatalf("%s@%d is not what was acknowledged", a.stream, r.Revision)
				}
				n++
			}
			if n != len(a.stored) {
				t.Fatalf("%d records of %s, %d were acknowledged", n, a.stream, len(a.stored))
			}
		}
	}
	check()
	if err := s.Integrity(t.Context()); err != nil {
		t.Fatal(err)
	}
	big := event()
	big.Data = make([]byte, 1<<19)
	for range 3 { // it stays full, and says so each time
		if _, err := s.Append(t.Context(), "dossier-big", eventstore.NoStream(), big); !errors.Is(err, want) {
			t.Fatalf("append to a full store: %v", err)
		}
	}
	// A repeat needs no space: it can still be told that it was stored.
	for _, a := range attempts {
		if n := len(a.stored); n > 0 {
			if got, err := s.Append(t.Context(), a.stream, eventstore.Any(), a.stored[n-1]); err != nil ||
				got.Last != uint64(n-1) {
				t.Fatalf("repeat in a full store: %+v, %v", got, err)
			}
		}
	}
	free()
	for i := range attempts {
		a := &attempts[i]
		if _, err := s.Append(t.Context(), a.stream, eventstore.Any(), a.failed); err != nil {
			t.Fatalf("append with space again: %v", err)
		}
		a.stored = append(a.stored, a.failed)
	}
	check()
	if _, err := s.Append(t.Context(), "dossier-big", eventstore.NoStream(), big); err != nil {
		t.Fatal(err)
	}
	if err := s.Integrity(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestFullFile: the database reaches its most pages, which fails an INSERT in the middle of a transaction.
func TestFullFile(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "log.db"), Options{Create: true})
	limit := func(pages int) {
		t.Helper()
		if err := execute(s.writer.conn, fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(200)
	wantRecovery(t, s, eventstore.ErrFull, func() { limit(1 << 30) })
}

// TestReadOnlyWriter: the writer loses its right to write, and gets it back.
func TestReadOnlyWriter(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "log.db"), Options{Create: true})
	e := event()
	for _, step := range []struct {
		pragma string
		want   error
	}{{"PRAGMA query_only = 1", eventstore.ErrReadOnly}, {"PRAGMA query_only = 0", nil}} {
		if err := execute(s.writer.conn, step.pragma); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), e); !errors.Is(err, step.want) {
			t.Fatalf("append: %v, want %v", err, step.want)
		}
	}
}
