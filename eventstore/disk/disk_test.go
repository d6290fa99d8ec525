package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestALockIsOfOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	l, err := Lock(path)
	must(t, err)
	if _, err := Lock(path); !errors.Is(err, ErrLocked) {
		t.Fatalf("a second lock: %v", err)
	}
	must(t, l.Close())
	l, err = Lock(path)
	must(t, err)
	must(t, l.Close())
	if _, err := Lock(filepath.Join(path, "x")); err == nil || errors.Is(err, ErrLocked) {
		t.Errorf("a lock in no folder: %v", err)
	}
}

// What was wiped is overwritten before its name goes: another name of the same file shows it.
func TestWipeOverwrites(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "x"), filepath.Join(dir, "y")
	must(t, WritePrivate(path, []byte("secret")))
	must(t, os.Link(path, link))
	must(t, WritePrivate(path, []byte("new")))
	content, err := os.ReadFile(link)
	if err != nil || string(content) != "\x00\x00\x00\x00\x00\x00" {
		t.Errorf("%q (%v)", content, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() != 3 {
		t.Errorf("%v (%v)", info, err)
	}
	must(t, Wipe(path))
	must(t, Wipe(path)) // nothing is there
	must(t, Sync(dir))
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}
