package seal

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"dossierboek/domain/id"

	"github.com/google/uuid"
)

const (
	version  = 1
	fixedLen = 4 // version, policy, number of wraps, length of the name
)

// headLen is the length of all that stands before the body.
func headLen(name, holders int) int {
	return fixedLen + name + holders*wrapLen + commitmentLen + lengthLen
}

// Part is a stored part that has the right form. Nothing is said yet about its authenticity: its holders, policy and name
// are proven by [Part.Open] or [Part.Check] only. A Part is immutable and safe for concurrent use; it looks into the bytes it
// was parsed from, which must not change.
type Part struct {
	stored []byte // nil in the zero Part, which does not open
}

// Parse reads the stored form and refuses with ErrMalformed all that Seal does not write: an unknown version or policy,
// wraps out of order or doubled, a length that is no bucket, a byte too few or too many.
func Parse(stored []byte) (Part, error) {
	if len(stored) < fixedLen {
		return Part{}, fmt.Errorf("%w: %d bytes", ErrMalformed, len(stored))
	}
	if stored[0] != version {
		return Part{}, fmt.Errorf("%w: version %d", ErrMalformed, stored[0])
	}
	p := Part{stored}
	if !p.Policy().Valid() {
		return Part{}, fmt.Errorf("%w: policy %d", ErrMalformed, stored[1])
	}
	if p.wraps() == 0 {
		return Part{}, fmt.Errorf("%w: no wraps", ErrMalformed)
	}
	if len(stored) < p.headLen() {
		return Part{}, fmt.Errorf("%w: cut short", ErrMalformed)
	}
	if !validName(stored[fixedLen : fixedLen+p.nameLen()]) {
		return Part{}, fmt.Errorf("%w: a name that may not be stored", ErrMalformed)
	}
	var before uuid.UUID // nil: the first holder must come after it too
	for i := range p.wraps() {
		h := uuid.UUID(p.wrapAt(i)[:holderLen])
		if bytes.Compare(before[:], h[:]) >= 0 {
			return Part{}, fmt.Errorf("%w: wraps out of order", ErrMalformed)
		}
		before = h
	}
	padded := binary.BigEndian.Uint32(stored[p.headLen()-lengthLen:])
	if !isBucket(padded) || len(stored) != p.headLen()+int(padded)+tagLen {
		return Part{}, fmt.Errorf("%w: a body of another length than it says", ErrMalformed)
	}
	return p, nil
}

// Policy returns the policy that the part names.
func (p Part) Policy() Policy {
	if p.stored == nil {
		return 0
	}
	return Policy(p.stored[1])
}

// Name returns the part's name.
func (p Part) Name() string {
	if p.stored == nil {
		return ""
	}
	return string(p.stored[fixedLen : fixedLen+p.nameLen()])
}

// Holders returns whom the part was wrapped for when it was sealed, in the order of their ids.
func (p Part) Holders() []id.Houder {
	if p.stored == nil {
		return nil
	}
	holders := make([]id.Houder, p.wraps())
	for i := range holders {
		holders[i] = houderOf(p.wrapAt(i))
	}
	return holders
}

func (p Part) wraps() int   { return int(p.stored[2]) }
func (p Part) nameLen() int { return int(p.stored[3]) }
func (p Part) headLen() int { return headLen(p.nameLen(), p.wraps()) }

// wrapAt is the i-th wrap: a holder, then a box.
func (p Part) wrapAt(i int) []byte {
	from := fixedLen + p.nameLen() + i*wrapLen
	return p.stored[from : from+wrapLen]
}

func (p Part) commitment() []byte {
	end := p.headLen() - lengthLen
	return p.stored[end-commitmentLen : end]
}

func (p Part) head() []byte { return p.stored[:p.headLen()] }
func (p Part) body() []byte { return p.stored[p.headLen():] }

// houderOf reads a holder's id from the first bytes.
func houderOf(b []byte) id.Houder {
	return id.Van[id.Houder](uuid.UUID(b[:holderLen]))
}
