package seal

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/google/uuid"
)

// Policy says which holders' keys a part needs. It is chosen when the part is sealed and never changes.
type Policy uint8

const (
	// ZolangEen keeps the part readable as long as one of its holders is: each wrap alone opens it.
	ZolangEen Policy = 1
	// ZolangAllen keeps the part readable only while all its holders are: each wrap has a share, all shares are needed.
	ZolangAllen Policy = 2
)

// Valid reports whether the policy is one of the two.
func (p Policy) Valid() bool { return p == ZolangEen || p == ZolangAllen }

func (p Policy) String() string {
	switch p {
	case ZolangEen:
		return "zolang één"
	case ZolangAllen:
		return "zolang allen"
	default:
		return fmt.Sprintf("Policy(%d)", uint8(p))
	}
}

const (
	// MaxName is the longest name of a part, in bytes.
	MaxName = 64
	// MaxText is the longest stream name and the longest kind in a [Binding], in bytes.
	MaxText = 255

	partLabel = "dossierboek/part/v1"
)

// Binding is the place in the log that a part is sealed to. Everywhere else it does not open. All of it stands
// readable in the log, so none of it may be about a person.
type Binding struct {
	Stream string    // 1 to MaxText bytes
	Event  uuid.UUID // of the event that the part stands in
	Part   uint8     // number of the part in its event
	Name   string    // what the part is ("inhoud", "vermelding"): 1 to MaxName of a–z, 0–9, '-', '.', '_'
	Kind   string    // the event's stored kind, 1 to MaxText bytes
	Schema int       // the schema that the event was stored with, from 1: upcasting comes after opening
}

// check refuses a binding that can never be right, and a leaf that is not the binding's.
func (b Binding) check(p Policy, at Leaf) error {
	switch {
	case !p.Valid():
		return fmt.Errorf("%w: no such policy", ErrInvalid)
	case b.Stream == "" || len(b.Stream) > MaxText:
		return fmt.Errorf("%w: a stream name of %d bytes", ErrInvalid, len(b.Stream))
	case b.Event == uuid.Nil:
		return fmt.Errorf("%w: no event id", ErrInvalid)
	case !validName(b.Name):
		return fmt.Errorf("%w: the part's name may not be stored", ErrInvalid)
	case b.Kind == "" || len(b.Kind) > MaxText:
		return fmt.Errorf("%w: a kind of %d bytes", ErrInvalid, len(b.Kind))
	case b.Schema < 1 || b.Schema > math.MaxInt32:
		return fmt.Errorf("%w: schema %d", ErrInvalid, b.Schema)
	case !at.ofEvent():
		return fmt.Errorf("%w: revision %d is no event's", ErrInvalid, at.Revision)
	case at.Part != b.Part:
		return fmt.Errorf("%w: part %d has no leaf with number %d", ErrInvalid, b.Part, at.Part)
	}
	return nil
}

// encode writes a checked binding, with the policy, so that no two differ and encode alike: fixed fields first, then
// each text after its length. It leaves room for what is appended after.
func (b Binding) encode(p Policy, room int) []byte {
	out := make([]byte, 0, len(partLabel)+1+1+16+4+3*2+len(b.Stream)+len(b.Name)+len(b.Kind)+room)
	out = append(out, partLabel...)
	out = append(out, byte(p), b.Part)
	out = append(out, b.Event[:]...)
	out = binary.BigEndian.AppendUint32(out, uint32(b.Schema))
	for _, text := range [...]string{b.Stream, b.Name, b.Kind} {
		out = binary.BigEndian.AppendUint16(out, uint16(len(text)))
		out = append(out, text...)
	}
	return out
}

// validName is generic so that the parser can ask it of bytes without copying them.
func validName[T string | []byte](name T) bool {
	if len(name) == 0 || len(name) > MaxName {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_') {
			return false
		}
	}
	return true
}
