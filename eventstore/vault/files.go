package vault

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// readPrivate reads a file that its owner alone may read, up to limit bytes. Errors: ErrMissing, ErrPermissions.
func readPrivate(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrMissing, path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is not a regular file", ErrInvalid, path)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: %s", ErrPermissions, path)
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%w: %s is larger than %d bytes", ErrInvalid, path, limit)
	}
	return io.ReadAll(io.LimitReader(f, limit))
}
