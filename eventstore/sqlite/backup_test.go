package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"dossierboek/eventstore"
)

// TestBackup copies a log while it is written to. The copy is whole, holds at least what was acknowledged before, and
// is a log of its own.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, filepath.Join(dir, "log.db"), Options{Create: true})
	big := event()
	big.Data = make([]byte, 900<<10)
	for range 12 { // more than one step of the copy
		big.ID = event().ID
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.Any(), big); err != nil {
			t.Fatal(err)
		}
	}
	before, err := s.Tail(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path, steps, lastDone, lastTotal := filepath.Join(dir, "copy.db"), 0, 0, 0
	err = s.Backup(t.Context(), path, func(done, total int) {
		steps++
		lastDone, lastTotal = done, total
		if _, err := s.Append(t.Context(), "dossier-2", eventstore.Any(), event()); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if steps < 2 || lastDone != lastTotal {
		t.Errorf("%d steps, the last at %d of %d", steps, lastDone, lastTotal)
	}
	if err := s.Backup(t.Context(), path, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a backup over another: %v", err)
	}
	names, err := filepath.Glob(path + "*")
	if err != nil || len(names) != 1 {
		t.Fatalf("the backup is %d files, %v", len(names), err)
	}
	for _, o := range []Options{{ReadOnly: true}, {}} {
		copied := openAt(t, path, o)
		if err := copied.Integrity(t.Context()); err != nil {
			t.Fatal(err)
		}
		if at, err := copied.Tail(t.Context()); err != nil || at < before {
			t.Fatalf("the copy ends at %s, %v; the log was at %s", at, err, before)
		}
	}
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.Any(), event()); err != nil {
		t.Fatal(err)
	}
}

// TestBackupBrokenOff leaves nothing behind.
func TestBackupBrokenOff(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, filepath.Join(dir, "log.db"), Options{Create: true})
	for range 8 {
		e := event()
		e.Data = make([]byte, 900<<10)
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.Any(), e); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	path := filepath.Join(dir, "copy.db")
	if err := s.Backup(ctx, path, func(int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Fatalf("backup: %v", err)
	}
	if names, err := filepath.Glob(path + "*"); err != nil || len(names) != 0 {
		t.Fatalf("%v is left, %v", names, err)
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "nowhere", "copy.db"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("backup: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "log.db")); err != nil {
		t.Fatal(err)
	}
}
