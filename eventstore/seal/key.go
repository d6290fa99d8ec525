package seal

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// KeySize is the length of every key of this package, in bytes.
const KeySize = 32

// shown is all that is ever seen of a key.
const shown = "[sleutel]"

var errKeyMarshal = errors.New("seal: a key is never marshalled")

// Key is secret: the key of a tree node, or a leaf's wrapping key. Every verb of fmt and every slog handler shows
// "[sleutel]" in its place, and every encoder of the standard library refuses it. One hole cannot be closed from here:
// fmt does not call methods on the unexported fields of a struct, so a type that holds a Key in one must say for
// itself how it prints, as [Walker] does.
type Key [KeySize]byte

// Wipe overwrites the key. What Go copied elsewhere (a moved stack, a register) stays out of reach; see "What wiping
// promises" in the package comment.
func (k *Key) Wipe() { clear(k[:]) }

// Format writes "[sleutel]" for every verb.
func (Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, shown) }

// String returns "[sleutel]".
func (Key) String() string { return shown }

// LogValue is "[sleutel]".
func (Key) LogValue() slog.Value { return slog.StringValue(shown) }

// MarshalJSON refuses.
func (Key) MarshalJSON() ([]byte, error) { return nil, errKeyMarshal }

// MarshalText refuses.
func (Key) MarshalText() ([]byte, error) { return nil, errKeyMarshal }

// MarshalBinary refuses; encoding/gob asks it too.
func (Key) MarshalBinary() ([]byte, error) { return nil, errKeyMarshal }
