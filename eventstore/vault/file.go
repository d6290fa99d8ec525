package vault

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"dossierboek/eventstore/disk"
	"dossierboek/eventstore/ledgerfile"
)

//go:embed schema/*.sql
var schema embed.FS

// kind is what a vault's file is.
var kind = &ledgerfile.Kind{
	Name: "vault", Mark: 0x4b4c5549, Schema: schema, // "KLUI"
	Errors: ledgerfile.Errors{
		Missing: ErrMissing, Exists: ErrExists, Foreign: ErrForeign, Newer: ErrNewer, Remnants: ErrRemnants,
		Full: ErrFull, ReadOnly: ErrReadOnly, Closed: ErrClosed,
	},
}

// lockVault takes the vault for this process until the file it returns is closed. Errors: ErrMissing, ErrLocked.
func lockVault(path string) (*os.File, error) {
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%w: folder %s", ErrMissing, filepath.Dir(path))
	}
	f, err := disk.Lock(path)
	if errors.Is(err, disk.ErrLocked) {
		return nil, fmt.Errorf("%w: %s", ErrLocked, path)
	}
	if err != nil {
		return nil, fmt.Errorf("vault: lock: %w", err)
	}
	return f, nil
}

// Restore puts a backup of a ledger's vault in the place of the vault at path, whether one is there or not, durable
// when it returns. It opens nothing: keys that were destroyed since the backup are back in the file until the restore
// gate has destroyed them again, so nothing may be opened before that. Errors: ErrMissing, ErrForeign, ErrNewer,
// ErrLocked.
func Restore(ctx context.Context, backup, path string, ledger uuid.UUID) error {
	lock, err := lockVault(path)
	if err != nil {
		return err
	}
	defer lock.Close()
	return kind.Restore(ctx, backup, path, ledger)
}
