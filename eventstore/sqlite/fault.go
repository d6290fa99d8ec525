package sqlite

import (
	"errors"
	"fmt"
	"slices"
	"syscall"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

var (
	// ErrForeign: the file is not a log of ours. It was left as it was.
	ErrForeign = errors.New("sqlite: the file is not a log of events of dossierboek")
	// ErrNewer: the file is a log of ours in a format that this program is too old for. It was left as it was.
	ErrNewer = errors.New("sqlite: the log has a newer format than this program knows")
)

// fault gives an error of SQLite the meaning that it has in the contract. The original stays in the chain.
func fault(err error) error {
	if err == nil {
		return nil
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		var code sqlite3.ErrNo
		if !errors.As(err, &code) {
			return fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
		}
		e = sqlite3.Error{Code: code}
	}
	return fmt.Errorf("%w: %w", meaning(e), err)
}

func meaning(e sqlite3.Error) error {
	switch {
	case e.Code == sqlite3.ErrFull,
		slices.Contains([]syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}, e.SystemErrno):
		return eventstore.ErrFull
	case e.Code == sqlite3.ErrReadonly, e.Code == sqlite3.ErrPerm, e.SystemErrno == syscall.EROFS:
		return eventstore.ErrReadOnly
	case e.Code == sqlite3.ErrCorrupt, e.Code == sqlite3.ErrNotADB:
		return eventstore.ErrBroken
	default:
		return eventstore.ErrUnavailable
	}
}

// isConstraint: a row was refused. Our own checks come first, so it means that somebody else wrote to the file.
func isConstraint(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.Code == sqlite3.ErrConstraint
}

// openOutcome says whether a failed COMMIT may yet turn out to have been stored. SQLite writes the pages to the -wal
// file, the one that marks the commit last, then syncs, then shows the commit to readers. A page that was not written
// (the disk is full, a write failed) leaves no valid mark. Anything later (the fsync, the shared memory) leaves one,
// and a recovery after a crash would take it as committed.
func openOutcome(err error) bool {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return true
	}
	switch {
	case e.Code == sqlite3.ErrFull, e.Code == sqlite3.ErrReadonly, e.Code == sqlite3.ErrBusy,
		e.Code == sqlite3.ErrConstraint:
		return false
	case e.ExtendedCode == sqlite3.ErrIoErrWrite:
		return false
	}
	return true
}
