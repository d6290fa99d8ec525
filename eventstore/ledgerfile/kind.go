// Package ledgerfile keeps what has to be able to go without a trace in a SQLite file of one ledger: the vault's keys
// and the drafts, each in a file of its own, with tables of its own. What is the same stands here: how a file is made,
// recognised, opened, written, copied and put back, and how the write-ahead log is emptied of what went.
//
// # How bytes are kept from lingering
//
// secure_delete is on, no statement journal goes to a file (temp_store is memory), the database is never vacuumed, and
// [File.Truncate] cuts the write-ahead log to nothing. secure_delete wipes what is deleted, but not the copies that
// stay behind when rows move between pages of a B-tree: rows that are to go without a trace therefore have one size,
// never leave, and are overwritten in place. That is up to the tables. What a file system or a flash disk keeps
// beneath the file is out of reach.
//
// # Format
//
// PRAGMA application_id is the mark of the kind, PRAGMA user_version how many files of its schema were applied. Table
// ledger has one row, with the id of the ledger. What is another kind's or another ledger's is refused before a byte
// of it changes.
package ledgerfile

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Kind is a kind of file.
type Kind struct {
	Name   string // for errors: "vault"
	Mark   int    // its application_id
	Schema fs.FS  // schema/*.sql, in order; the first makes table ledger. One that was released is never edited
	Errors Errors
}

// Errors are what a kind of file calls what can go wrong, so that who hears of it knows in which file.
type Errors struct {
	Missing  error // there is no file where one was named
	Exists   error // a file stands where a new one was to be made
	Foreign  error // the file is of another kind, or of another ledger
	Newer    error // a newer version of this program wrote the file
	Remnants error // all is done, but bytes of what went may still stand in the write-ahead log
	Full     error // the disk is full; nothing was stored
	ReadOnly error // the file cannot be written; nothing was stored
	Closed   error // the file was closed
}

// schema is the text of the schema files, in order.
func (k *Kind) schema() ([]string, error) {
	names, err := fs.Glob(k.Schema, "schema/*.sql") // sorted
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, name := range names {
		text, err := fs.ReadFile(k.Schema, name)
		if err != nil {
			return nil, err
		}
		texts = append(texts, strings.TrimSpace(string(text)))
	}
	return texts, nil
}

// named makes an error of SQLite match what callers can act on.
func (k *Kind) named(err error) error {
	var s sqlite3.Error
	if errors.As(err, &s) {
		switch s.Code {
		case sqlite3.ErrFull:
			return fmt.Errorf("%w: %w", k.Errors.Full, err)
		case sqlite3.ErrReadonly:
			return fmt.Errorf("%w: %w", k.Errors.ReadOnly, err)
		}
	}
	return err
}
