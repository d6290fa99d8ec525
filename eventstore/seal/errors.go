package seal

import "errors"

// Match these with errors.Is. None of their texts holds anything of a person.
var (
	// ErrDestroyed: the keys that would open the part are gone, and no way in remains under its policy. The vault answers
	// with it for a destroyed leaf. It is final: nothing brings the text back.
	ErrDestroyed = errors.New("seal: destroyed")
	// ErrTampered: what is stored is not what was sealed here. A tag, the commitment or the binding fails: the bytes were
	// changed, the part stands in another place than where it was sealed, or the keys are another vault's.
	ErrTampered = errors.New("seal: the part is not what was sealed here")
	// ErrMalformed: the bytes are no sealed part, or no extra wrap, of a version that is known.
	ErrMalformed = errors.New("seal: not a sealed part")
	// ErrInvalid: the call can never be right (a leaf outside the tree, no holders, a name that may not be stored).
	ErrInvalid = errors.New("seal: the call is not well formed")
	// ErrPolicy: the part's policy does not allow this. See [Part.WrapFor] and [Part.KeepFor].
	ErrPolicy = errors.New("seal: the part's policy does not allow it")
)
