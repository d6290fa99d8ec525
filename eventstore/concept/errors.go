package concept

import "errors"

// Match these with errors.Is. None of their texts holds anything of a person.
var (
	// ErrMissing: there is no file where one was named. It is not made silently; see Create.
	ErrMissing = errors.New("concept: there is no such file")
	// ErrExists: there is a file where a new one was to be made.
	ErrExists = errors.New("concept: the file exists")
	// ErrForeign: the file is no file of drafts, or one of another ledger.
	ErrForeign = errors.New("concept: the file belongs to another ledger")
	// ErrNewer: a newer version of this program wrote the file.
	ErrNewer = errors.New("concept: a newer version wrote this")
	// ErrUnknown: there is no such draft (any more).
	ErrUnknown = errors.New("concept: there is no such draft")
	// ErrVersion: the draft has another version than the caller saw, or exists where a new one was to begin.
	ErrVersion = errors.New("concept: the draft has another version")
	// ErrDestroyed: the draft went with a vernietiging, or another threw it away; only its tombstone stands.
	ErrDestroyed = errors.New("concept: the draft is destroyed")
	// ErrInvalid: the call can never be taken.
	ErrInvalid = errors.New("concept: the call is not well formed")
	// ErrDamaged: the file contradicts itself.
	ErrDamaged = errors.New("concept: the file is damaged")
	// ErrRemnants: what was to go is gone from the file, but its bytes may still stand in the write-ahead log, because
	// something kept reading. Repeat the call; the next draft that goes, and the next start, empty it too.
	ErrRemnants = errors.New("concept: the write-ahead log could not be emptied")
	// ErrFull: the disk is full. Nothing was stored.
	ErrFull = errors.New("concept: no space left")
	// ErrReadOnly: the file cannot be written. Nothing was stored.
	ErrReadOnly = errors.New("concept: the file is read-only")
	// ErrClosed: the file was closed.
	ErrClosed = errors.New("concept: the file is closed")
)
