package concept

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/google/uuid"

	"dossierboek/eventstore/disk"
	"dossierboek/eventstore/ledgerfile"
)

//go:embed schema/*.sql
var schema embed.FS

// kind is what a file of drafts is.
var kind = &ledgerfile.Kind{
	Name: "concept", Mark: 0x434f4e43, Schema: schema, // "CONC"
	Errors: ledgerfile.Errors{
		Missing: ErrMissing, Exists: ErrExists, Foreign: ErrForeign, Newer: ErrNewer, Remnants: ErrRemnants,
		Full: ErrFull, ReadOnly: ErrReadOnly, Closed: ErrClosed,
	},
}

// File is an open file of drafts. All methods are safe for concurrent use. One process at a time may have it open for
// writing, which the vault's lock sees to.
type File struct{ file *ledgerfile.File }

// Create makes an empty file for a ledger and opens it. Error: ErrExists.
func Create(ctx context.Context, path string, ledger uuid.UUID) (*File, error) {
	if ledger == uuid.Nil {
		return nil, fmt.Errorf("%w: drafts are of a ledger", ErrInvalid)
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) { // a -wal of a lost file is none of the new one's
		if err := errors.Join(disk.Wipe(path+"-wal"), disk.Wipe(path+"-shm")); err != nil {
			return nil, fmt.Errorf("concept: make: %w", err)
		}
	}
	if err := kind.Create(ctx, path, ledger); err != nil {
		return nil, err
	}
	return Open(ctx, path, ledger)
}

// Open opens the drafts of a ledger. It never makes a file. Errors: ErrMissing, ErrForeign, ErrNewer, ErrRemnants.
func Open(ctx context.Context, path string, ledger uuid.UUID) (*File, error) {
	file, err := kind.Open(ctx, path, ledger)
	if err != nil {
		return nil, err
	}
	if err := file.Truncate(ctx); err != nil { // of what a crash left there
		return nil, errors.Join(fmt.Errorf("concept: open: %w", err), file.Close())
	}
	return &File{file}, nil
}

// Ledger is whose drafts these are.
func (f *File) Ledger() uuid.UUID { return f.file.Ledger() }

// Close waits for what is under way and lets the file go.
func (f *File) Close() error { return f.file.Close() }
