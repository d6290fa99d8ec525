// Package disk is what files need that must outlive a crash, or leave nothing behind when they go: names made durable,
// files that their owner alone may read, files wiped, and a lock for one process at a time.
package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// ErrLocked: another process, or another part of this one, holds the lock.
var ErrLocked = errors.New("disk: somebody else holds the lock")

// Lock takes the lock beside a file, path + ".lock", until the file that it returns is closed. It is a flock on a file
// of its own: the kernel frees it however the process ends, and it is apart from the locks that SQLite takes on its
// files, which a process loses when it closes any descriptor of them. The lock file stays when the lock is freed,
// since removing it would let two processes lock two files of one name. Errors: ErrLocked, the system's own.
func Lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = fmt.Errorf("%w: %s", ErrLocked, path)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Sync makes a file durable, or the names in a folder: a file that was made, renamed or removed is so after a crash
// only once this returned for its folder. Not for files that SQLite has open: closing a descriptor frees the locks
// that this process holds on the file.
func Sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// WritePrivate writes a new file that its owner alone may read and makes its content durable. Whatever stood there is
// wiped.
func WritePrivate(path string, content []byte) error {
	if err := Wipe(path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// Wipe overwrites a file with zeros, makes that durable, and removes it. No such file is no error.
//
// This is the best a program can do, and not a promise: a file system that copies on write, a flash disk that spreads
// wear, and snapshots keep what was there.
func Wipe(path string) error {
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
