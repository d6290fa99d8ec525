package ledgerfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"
)

// Identify checks that a file is of this kind and of this ledger, without changing a byte of it. Errors: Missing,
// Foreign, Newer.
func (k *Kind) Identify(ctx context.Context, path string, ledger uuid.UUID) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("%s: %w", k.Name, err)
	}
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: %s", k.Errors.Missing, path)
		}
		return fmt.Errorf("%s: %w", k.Name, err)
	}
	db := Connect(path, Looking)
	defer db.Close()
	var application, version int
	var stored []byte
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application); err != nil {
		var s sqlite3.Error
		if errors.As(err, &s) && s.Code == sqlite3.ErrNotADB {
			return fmt.Errorf("%w: %s is not a database", k.Errors.Foreign, path)
		}
		return fmt.Errorf("%s: identify: %w", k.Name, err)
	}
	if application != k.Mark {
		return fmt.Errorf("%w: %s is no file of package %s", k.Errors.Foreign, path, k.Name)
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("%s: identify: %w", k.Name, err)
	}
	if texts, err := k.schema(); err != nil || version > len(texts) {
		return errors.Join(err, fmt.Errorf("%w: schema %d", k.Errors.Newer, version))
	}
	if err := db.QueryRowContext(ctx, "SELECT ledger FROM ledger").Scan(&stored); err != nil {
		return fmt.Errorf("%s: identify: %w", k.Name, err)
	}
	if of, err := uuid.FromBytes(stored); err != nil || of != ledger {
		return fmt.Errorf("%w: it is of ledger %s, not of %s", k.Errors.Foreign, of, ledger)
	}
	return nil
}

// migrate applies the schema files above the file's user_version, each in a transaction of its own.
func (k *Kind) migrate(ctx context.Context, db *sql.DB) error {
	texts, err := k.schema()
	if err != nil {
		return err
	}
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > len(texts) {
		return fmt.Errorf("%w: schema %d", k.Errors.Newer, version)
	}
	for n := version; n < len(texts); n++ {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, texts[n]+
			";PRAGMA application_id = "+strconv.Itoa(k.Mark)+
			";PRAGMA user_version = "+strconv.Itoa(n+1))
		if err != nil {
			return errors.Join(fmt.Errorf("schema %d: %w", n+1, err), tx.Rollback())
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}
