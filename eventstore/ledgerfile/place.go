package ledgerfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"dossierboek/eventstore/disk"
)

// Create makes an empty file for a ledger, whole and durable when it returns. Error: Exists.
func (k *Kind) Create(ctx context.Context, path string, ledger uuid.UUID) error {
	path, err := k.vacant(path)
	if err != nil {
		return err
	}
	err = place(path, nil, func(temp string) error {
		db := Connect(temp, Making)
		err := k.migrate(ctx, db)
		if err == nil {
			_, err = db.ExecContext(ctx, "INSERT INTO ledger (one, ledger) VALUES (1, ?)", ledger[:])
		}
		return errors.Join(err, db.Close())
	})
	if err != nil {
		return fmt.Errorf("%s: make: %w", k.Name, k.named(err))
	}
	return nil
}

// Copy makes a copy of a ledger's file at path, whole and durable when it returns: one file, without a write-ahead
// log. fill puts the copy in a file that is there and empty. Errors: Exists; Foreign where fill made something else.
func (k *Kind) Copy(ctx context.Context, path string, ledger uuid.UUID, f Fault, fill func(temp string) error) error {
	path, err := k.vacant(path)
	if err != nil {
		return err
	}
	err = place(path, f, func(temp string) error {
		if err := fill(temp); err != nil {
			return err
		}
		return k.Identify(ctx, temp, ledger)
	})
	if err != nil {
		return fmt.Errorf("%s: copy: %w", k.Name, k.named(err))
	}
	return nil
}

// Restore puts a copy of a ledger's file in the place of the one at path, whether there is one or not, durable when it
// returns. It opens nothing. Nobody may have the file at path open. Errors: Missing, Foreign, Newer.
func (k *Kind) Restore(ctx context.Context, backup, path string, ledger uuid.UUID) error {
	if err := k.Identify(ctx, backup, ledger); err != nil {
		return err
	}
	err := place(path, nil, func(temp string) error {
		if err := copyBytes(backup, temp); err != nil {
			return err
		}
		// SQLite would apply the write-ahead log of the file that was here to the one that comes. What it held is lost
		// should the machine stop now, and the restore has to be repeated.
		for _, suffix := range []string{"-wal", "-shm"} {
			if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: restore: %w", k.Name, err)
	}
	return nil
}

func copyBytes(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}

// vacant makes a path absolute, for SQLite, and checks that nothing stands there. Error: Exists.
func (k *Kind) vacant(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", k.Name, err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return "", errors.Join(err, fmt.Errorf("%w: %s", k.Errors.Exists, path))
	}
	return path, nil
}

// place fills an empty file beside path, makes it durable and moves it there, so that no half-made file ever has its
// name. Where it fails, what was made is wiped.
func place(path string, f Fault, fill func(temp string) error) error {
	temp := path + ".nieuw"
	err := disk.WritePrivate(temp, nil)
	if err == nil {
		err = fill(temp)
	}
	if err == nil {
		err = disk.Sync(temp)
	}
	if err == nil {
		err = f.Run(StepPlace, func() error { return errors.Join(os.Rename(temp, path), disk.Sync(filepath.Dir(path))) })
	}
	if err != nil {
		return errors.Join(err, disk.Wipe(temp))
	}
	return nil
}
