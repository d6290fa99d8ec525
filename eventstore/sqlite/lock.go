package sqlite

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"dossierboek/eventstore"
	"dossierboek/eventstore/disk"
)

// takeLock keeps a second process, or a second Store in this one, from writing the same log until the file that it
// returns is closed. Errors: ErrLocked, ErrReadOnly, ErrUnavailable.
func takeLock(path string) (*os.File, error) {
	f, err := disk.Lock(path)
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, disk.ErrLocked):
		return nil, fmt.Errorf("%w: %s", eventstore.ErrLocked, path)
	case errors.Is(err, syscall.EROFS), errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("%w: %w", eventstore.ErrReadOnly, err)
	}
	return nil, fmt.Errorf("%w: locking %s: %w", eventstore.ErrUnavailable, path, err)
}
