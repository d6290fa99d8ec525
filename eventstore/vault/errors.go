package vault

import "errors"

// What can go wrong, to be matched with errors.Is. A key that was destroyed is seal.ErrDestroyed. No error holds key
// material.
var (
	// ErrMissing: there is no such file (vault, ring or key file), and none was to be made.
	ErrMissing = errors.New("vault: no such file")
	// ErrExists: a file stands where a new one was to be made.
	ErrExists = errors.New("vault: the file exists already")
	// ErrForeign: the file is not what it was taken for: no vault or ring at all, or that of another ledger.
	ErrForeign = errors.New("vault: the file belongs to another ledger")
	// ErrNewer: a later version of this program wrote the file.
	ErrNewer = errors.New("vault: the file was written by a newer version")
	// ErrWrongMasterKey: the keeper does not open the ring's epochs, or the ring does not open this vault.
	ErrWrongMasterKey = errors.New("vault: the master key does not open this vault")
	// ErrEpochGone: keys are sealed under an epoch that the ring does not hold (any more): the vault is a copy from
	// before that epoch was destroyed, or the ring is an old copy.
	ErrEpochGone = errors.New("vault: the ring does not hold the epoch that sealed these keys")
	// ErrPermissions: others than the owner may read the file.
	ErrPermissions = errors.New("vault: the file must be readable by its owner only (mode 0600)")
	// ErrLocked: another process has the vault open.
	ErrLocked = errors.New("vault: another process has the vault open")
	// ErrClosed: the vault was closed.
	ErrClosed = errors.New("vault: the vault is closed")
	// ErrFull: the disk is full. Nothing was stored; the same call succeeds when there is space.
	ErrFull = errors.New("vault: no space left")
	// ErrReadOnly: the file cannot be written. Nothing was stored.
	ErrReadOnly = errors.New("vault: the vault is read-only")
	// ErrInvalid: the call can never be taken (a zero id, an empty stream, a span that ends before it begins).
	ErrInvalid = errors.New("vault: the call is not well formed")
	// ErrUnknownHolder: no key was ever issued to the holder.
	ErrUnknownHolder = errors.New("vault: no key was issued to this holder")
	// ErrNoIndexKey: no index key of that name was ever made in this vault, or in the copy that this vault was restored
	// from.
	ErrNoIndexKey = errors.New("vault: there is no index key of this name")
	// ErrIssuedElsewhere: the holder has a key already, for another stream.
	ErrIssuedElsewhere = errors.New("vault: the holder has a key for another stream")
	// ErrDamaged: the vault contradicts itself: a key is gone without tombstone, a box does not open, a key overlaps
	// another.
	ErrDamaged = errors.New("vault: the vault is damaged")
	// ErrRemnants: what was destroyed is gone from the vault, but its bytes may still stand in the write-ahead log,
	// because something kept reading. Repeat the call.
	ErrRemnants = errors.New("vault: the write-ahead log could not be emptied")
)
