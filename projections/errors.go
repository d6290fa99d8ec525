package projections

import (
	"errors"
	"slices"

	sqlite3 "github.com/mattn/go-sqlite3"
)

var (
	// ErrUnknown: there is no such dossier here (yet).
	ErrUnknown = errors.New("projections: unknown dossier")
	// ErrStopped: at least one projection stopped at an event it could not take; Health says which.
	ErrStopped = errors.New("projections: a projection has stopped")
	// ErrNotReady: there is no file to read from while a new one is made.
	ErrNotReady = errors.New("projections: the read models are being rebuilt")
	// ErrRemnants: what had to be forgotten may still stand in a file. Repeat the call.
	ErrRemnants = errors.New("projections: what was forgotten may still be in a file")
	// ErrTransient: what a function of the Indexer wraps when trying again later may help (the vault is locked, a disk is
	// full). Any other error of Tokens stops the projection at that event.
	ErrTransient = errors.New("projections: try again later")
	// ErrDamaged: a file is damaged. It is rebuilt by itself.
	ErrDamaged = errors.New("projections: the file is damaged")
	// ErrInUse: another process has the folder.
	ErrInUse = errors.New("projections: another process uses this folder")
	// ErrCursor: a cursor is not one that a list gave.
	ErrCursor = errors.New("projections: not a cursor of this list")
	// ErrClosed: the projections were closed.
	ErrClosed = errors.New("projections: closed")

	errSwitched = errors.New("projections: another file took this one's place")
	errOtherLog = errors.New("projections: the file was made from another log, or the log is older than the file")
	// errDecode does not count as damage: a program that cannot read what it wrote would rebuild for ever.
	errDecode  = errors.New("projections: a stored row does not decode")
	errRestart = errors.New("projections: the reader starts anew")
	errSpoilt  = errors.New("projections: a fault came while the file was built")
)

// infrastructure reports whether an error says nothing about the event that was being applied: the disk is full, the
// file is locked or damaged.
func infrastructure(err error) bool {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return errors.Is(err, ErrTransient) || errors.Is(err, ErrDamaged)
	}
	return !slices.Contains([]sqlite3.ErrNo{sqlite3.ErrConstraint, sqlite3.ErrMismatch, sqlite3.ErrTooBig,
		sqlite3.ErrRange}, e.Code)
}

// damaged reports whether an error means that the file must be made anew.
func damaged(err error) bool {
	if errors.Is(err, ErrDamaged) || errors.Is(err, errOtherLog) {
		return true
	}
	// ErrError: a table is missing, since all our statements are constants.
	var e sqlite3.Error
	return errors.As(err, &e) && slices.Contains([]sqlite3.ErrNo{sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrError},
		e.Code)
}
