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

// writePrivate writes a new file that its owner alone may read and makes its content durable. Whatever stood there is wiped.
func writePrivate(path string, content []byte) error {
	if err := wipeFile(path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// wipeFile overwrites a file with zeros, makes that durable, and removes it. No such file is no error.
//
// This is the best a program can do, and not a promise: a file system that copies on write, a flash disk that spreads
// wear, and snapshots keep what was there. That is why the ring holds keys wrapped by a master key, and never plain ones.
func wipeFile(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		_, err = f.Write(make([]byte, info.Size()))
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncDir makes the names in a folder durable: a rename survives a crash only after it.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
