package sqlite

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dossierboek/eventstore"
)

// asChild runs the calling test again in a process of its own, whose limits and mounts it may spoil.
func asChild(t *testing.T, attributes *syscall.SysProcAttr) (inChild bool) {
	t.Helper()
	const env = "DOSSIERBOEK_SQLITE_CHILD"
	if os.Getenv(env) == t.Name() {
		return true
	}
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.count=1")
	child.Env = append(os.Environ(), env+"="+t.Name())
	child.SysProcAttr = attributes
	var output strings.Builder
	child.Stdout, child.Stderr = &output, &output
	if err := child.Start(); err != nil {
		t.Skipf("such a process cannot be started here: %v", err)
	}
	if err := child.Wait(); err != nil {
		t.Errorf("%v\n%s", err, output.String())
	} else if strings.Contains(output.String(), "--- SKIP") {
		t.Skip(output.String())
	}
	return false
}

// TestFileSizeLimit: the system refuses to let a file grow, which fails a COMMIT while it writes the -wal file. It
// needs no privilege, so it runs everywhere.
func TestFileSizeLimit(t *testing.T) {
	if !asChild(t, nil) {
		return
	}
	s := openAt(t, filepath.Join(t.TempDir(), "log.db"), Options{Create: true})
	limit := func(bytes uint64) {
		t.Helper()
		var l syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
			t.Fatal(err)
		}
		l.Cur = bytes
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
			t.Fatal(err)
		}
	}
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	limit(1 << 20)
	wantRecovery(t, s, eventstore.ErrFull, func() { limit(before.Cur) })
}

// TestDiskFull: a disk of two megabytes that really fills up, and has space again. It is a tmpfs in a namespace of the
// child's own. Afterwards the same disk turns read-only.
func TestDiskFull(t *testing.T) {
	if !asChild(t, &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}) {
		return
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=6m"); err != nil {
		t.Skipf("nothing can be mounted here: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 4<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "log.db")
	s := openAt(t, path, Options{Create: true})
	wantRecovery(t, s, eventstore.ErrFull, func() {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	})
	backup := filepath.Join(dir, "backup.db")
	if err := s.Backup(t.Context(), backup, nil); err != nil {
		t.Fatal(err)
	}
	tail, err := s.Tail(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	wantOpenError(t, path, Options{}, eventstore.ErrReadOnly)
	wantOpenError(t, filepath.Join(dir, "none.db"), Options{Create: true}, eventstore.ErrReadOnly)
	copied := openAt(t, backup, Options{ReadOnly: true})
	if at, err := copied.Tail(t.Context()); err != nil || at != tail {
		t.Fatalf("the backup ends at %s, %v; the log at %s", at, err, tail)
	}
	if _, err := copied.Append(t.Context(), "dossier-1", eventstore.Any(), event()); !errors.Is(err,
		eventstore.ErrReadOnly) {
		t.Fatalf("append: %v", err)
	}
}
