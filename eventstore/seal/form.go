package seal

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// form is the stored form of a part or a draft. What they begin with differs; from the first wrap on they are built
// alike: the wraps in the order of their holders, the commitment, the length of the body, the body.
type form struct {
	stored []byte // nil in the zero form, which does not open
	from   int    // where the wraps begin
	wraps  int    // how many there are
}

// headLen is the length of all that stands before the body.
func headLen(from, wraps int) int { return from + wraps*wrapLen + commitmentLen + lengthLen }

func (f form) headLen() int { return headLen(f.from, f.wraps) }

// whole reports whether the form is long enough for a head.
func (f form) whole() error {
	if len(f.stored) < f.headLen() {
		return fmt.Errorf("%w: cut short", ErrMalformed)
	}
	return nil
}

// check refuses wraps and a body that nothing of this package writes. The form is whole.
func (f form) check() error {
	var before uuid.UUID // nil: the first holder must come after it too
	for i := range f.wraps {
		h := uuid.UUID(f.wrapAt(i)[:holderLen])
		if bytes.Compare(before[:], h[:]) >= 0 {
			return fmt.Errorf("%w: wraps out of order", ErrMalformed)
		}
		before = h
	}
	padded := binary.BigEndian.Uint32(f.stored[f.headLen()-lengthLen:])
	if !isBucket(padded) || len(f.stored) != f.headLen()+int(padded)+tagLen {
		return fmt.Errorf("%w: a body of another length than it says", ErrMalformed)
	}
	return nil
}

// wrapAt is the i-th wrap: a holder, then a box.
func (f form) wrapAt(i int) []byte {
	from := f.from + i*wrapLen
	return f.stored[from : from+wrapLen]
}

func (f form) holders() []id.Houder {
	if f.stored == nil {
		return nil
	}
	holders := make([]id.Houder, f.wraps)
	for i := range holders {
		holders[i] = houderOf(f.wrapAt(i))
	}
	return holders
}

func (f form) commitment() []byte {
	end := f.headLen() - lengthLen
	return f.stored[end-commitmentLen : end]
}

func (f form) head() []byte { return f.stored[:f.headLen()] }
func (f form) body() []byte { return f.stored[f.headLen():] }

// houderOf reads a holder's id from the first bytes.
func houderOf(b []byte) id.Houder {
	return id.Van[id.Houder](uuid.UUID(b[:holderLen]))
}
