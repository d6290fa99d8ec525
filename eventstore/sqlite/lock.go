package sqlite

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"dossierboek/eventstore"
)

// A lock keeps a second process, or a second Store in this one, from writing the same log. It is a flock on a file of its
// own: the kernel frees it however the process ends, and it is apart from the locks that SQLite takes on its files,
// which a process loses when it closes any descriptor of them. The lock file stays when the lock is freed, since
// removing it would let two processes lock two files of one name.
type lock struct{ file *os.File }

// takeLock fails with ErrLocked where somebody else holds it.
func takeLock(path string) (*lock, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		if errors.Is(err, syscall.EROFS) || errors.Is(err, os.ErrPermission) {
			return nil, fmt.Errorf("%w: %w", eventstore.ErrReadOnly, err)
		}
		return nil, fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%w: %s", eventstore.ErrLocked, path)
		}
		return nil, fmt.Errorf("%w: locking %s: %w", eventstore.ErrUnavailable, path, err)
	}
	return &lock{file: f}, nil
}

// free gives the lock up.
func (l *lock) free() error { return l.file.Close() }
