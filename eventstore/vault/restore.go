package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"
)

// Restore puts a backup of a ledger's vault in the place of the vault at path, whether one is there or not, durable when it
// returns. It opens nothing: keys that were destroyed since the backup are back in the file until the restore gate has
// destroyed them again, so nothing may be opened before that. Errors: ErrMissing, ErrForeign, ErrNewer, ErrLocked.
func Restore(ctx context.Context, backup, path string, ledger uuid.UUID) error {
	for _, p := range []*string{&backup, &path} {
		abs, err := filepath.Abs(*p)
		if err != nil {
			return fmt.Errorf("vault: restore: %w", err)
		}
		*p = abs
	}
	lock, err := lockVault(path)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := identify(ctx, backup, ledger); err != nil {
		return err
	}
	if err := restore(backup, path); err != nil {
		return fmt.Errorf("vault: restore: %w", err)
	}
	return nil
}

// restore copies the backup beside the vault and moves it over. The old vault's write-ahead log goes first: SQLite would
// otherwise apply it to the new one. What the log held is lost then, should the machine stop before the move, and the
// restore has to be repeated.
func restore(backup, path string) error {
	from, err := os.Open(backup)
	if err != nil {
		return err
	}
	defer from.Close()
	temp := path + ".nieuw"
	if err := writePrivate(temp, nil); err != nil {
		return err
	}
	to, err := os.OpenFile(temp, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Sync(), to.Close()); err != nil {
		return errors.Join(err, wipeFile(temp))
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return errors.Join(os.Rename(temp, path), syncDir(filepath.Dir(path)))
}
