package sqlite

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dossierboek/eventstore"
)

func wantOpenError(t *testing.T, path string, o Options, want error) {
	t.Helper()
	s, err := Open(t.Context(), path, o)
	if err == nil {
		s.Close()
	}
	if !errors.Is(err, want) {
		t.Fatalf("open: %v, want %v", err, want)
	}
}

// TestMissing: a log is made only when asked, and refusing makes no file at all.
func TestMissing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "log.db")
	wantOpenError(t, path, Options{}, eventstore.ErrMissing)
	wantOpenError(t, path, Options{ReadOnly: true}, eventstore.ErrMissing)
	wantOpenError(t, path, Options{ReadOnly: true, Create: true}, eventstore.ErrMissing)
	wantOpenError(t, filepath.Join(dir, "nowhere", "log.db"), Options{Create: true}, eventstore.ErrUnavailable)
	if names, err := os.ReadDir(dir); err != nil || len(names) != 0 {
		t.Fatalf("%d files were made, %v", len(names), err)
	}
	openAt(t, path, Options{Create: true})
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the log has mode %v, %v", info.Mode(), err)
	}
}

// TestMakingBrokenOff: what a killed process left while it made a log is cleared away, an empty file counts as none,
// and a -wal file without its log is not overwritten.
func TestMakingBrokenOff(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "log.db")
	for _, name := range []string{path, path + ".new", path + ".new-journal"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	wantOpenError(t, path, Options{}, eventstore.ErrMissing)
	s := openAt(t, path, Options{Create: true})
	if err := s.Integrity(t.Context()); err != nil {
		t.Fatal(err)
	}

	alone := filepath.Join(dir, "alone.db")
	if err := os.WriteFile(alone+"-wal", []byte("the latest records"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantOpenError(t, alone, Options{Create: true}, eventstore.ErrBroken)
	if _, err := os.Stat(alone + "-wal"); err != nil {
		t.Fatal(err)
	}
}

// TestForeign: a file that is not ours is refused by name and keeps every byte.
func TestForeign(t *testing.T) {
	newer := func(path string) {
		openAt(t, path, Options{Create: true}).Close()
		vandalise(t, path, "PRAGMA user_version = 99")
	}
	other := func(path string) {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		vandalise(t, path, "CREATE TABLE t (x)", "PRAGMA user_version = 1")
	}
	for name, test := range map[string]struct {
		make func(path string)
		want error
	}{
		"text": {func(path string) {
			write(t, path, "not a database, but long enough to have a header of a hundred bytes, which is what SQLite reads "+
				"first")
		}, ErrForeign},
		"short":         {func(path string) { write(t, path, "x") }, ErrForeign},
		"other program": {other, ErrForeign},
		"newer format":  {newer, ErrNewer},
		"folder":        {func(path string) { os.Mkdir(path, 0o700) }, ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "log.db")
			test.make(path)
			before, _ := os.ReadFile(path)
			for _, o := range []Options{{}, {Create: true}, {ReadOnly: true}} {
				wantOpenError(t, path, o, test.want)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestLock: one writer, whatever the path is called; readers beside it; and the lock goes with its holder.
func TestLock(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "log.db"), filepath.Join(dir, "link.db")
	s := openAt(t, path, Options{Create: true})
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, link} {
		wantOpenError(t, name, Options{}, eventstore.ErrLocked)
		wantOpenError(t, name, Options{Create: true}, eventstore.ErrLocked)
	}
	openAt(t, path, Options{ReadOnly: true})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	openAt(t, link, Options{})
}

// TestReadOnlyBeside: a reader of another process' log sees what is appended, follows it, and cannot write.
func TestReadOnlyBeside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	beside := openAt(t, path, Options{ReadOnly: true, Poll: 5 * time.Millisecond})
	if _, err := beside.Append(t.Context(), "dossier-1", eventstore.Any(), event()); !errors.Is(err,
		eventstore.ErrReadOnly) {
		t.Fatalf("append: %v", err)
	}
	if _, err := s.Append(t.Context(), "dossier-1", eventstore.NoStream(), event()); err != nil {
		t.Fatal(err)
	}
	seen := uint64(0)
	for r, err := range beside.Follow(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if r.Revision != seen {
			t.Fatalf("revision %d where %d was due", r.Revision, seen)
		}
		if seen++; seen == 5 {
			break
		}
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.Any(), event()); err != nil {
			t.Fatal(err)
		}
	}
	if err := beside.Integrity(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := beside.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("the -wal file is still there after closing: %v", err)
	}
}

// TestMigrationsInOrder: they load, and the file that Open makes has the newest format.
func TestMigrationsInOrder(t *testing.T) {
	all, err := loadMigrations()
	if err != nil || len(all) == 0 {
		t.Fatalf("%d migrations, %v", len(all), err)
	}
	path := filepath.Join(t.TempDir(), "log.db")
	openAt(t, path, Options{Create: true})
	if format, err := inspect(path, int64(len(all))); err != nil || format != int64(len(all)) {
		t.Fatalf("format %d, %v", format, err)
	}
	if _, err := inspect(path, int64(len(all))-1); !errors.Is(err, ErrNewer) {
		t.Fatalf("an older program says %v", err)
	}
}
