package seal

import (
	"fmt"

	"dossierboek/domain/id"
)

const (
	version  = 1
	fixedLen = 4 // version, policy, number of wraps, length of the name
)

// Part is a stored part that has the right form. Nothing is said yet about its authenticity: its holders, policy and
// name are proven by [Part.Open] or [Part.Check] only. A Part is immutable and safe for concurrent use; it looks into
// the bytes it was parsed from, which must not change.
type Part struct{ form }

// Parse reads the stored form and refuses with ErrMalformed all that Seal does not write: an unknown version or
// policy, wraps out of order or doubled, a length that is no bucket, a byte too few or too many.
func Parse(stored []byte) (Part, error) {
	if len(stored) < fixedLen {
		return Part{}, fmt.Errorf("%w: %d bytes", ErrMalformed, len(stored))
	}
	if stored[0] != version {
		return Part{}, fmt.Errorf("%w: version %d", ErrMalformed, stored[0])
	}
	p := Part{form{stored: stored, from: fixedLen + int(stored[3]), wraps: int(stored[2])}}
	if !p.Policy().Valid() {
		return Part{}, fmt.Errorf("%w: policy %d", ErrMalformed, stored[1])
	}
	if p.wraps == 0 {
		return Part{}, fmt.Errorf("%w: no wraps", ErrMalformed)
	}
	if err := p.whole(); err != nil {
		return Part{}, err
	}
	if !validName(stored[fixedLen:p.from]) {
		return Part{}, fmt.Errorf("%w: a name that may not be stored", ErrMalformed)
	}
	if err := p.check(); err != nil {
		return Part{}, err
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
	return string(p.stored[fixedLen:p.from])
}

// Holders returns whom the part was wrapped for when it was sealed, in the order of their ids.
func (p Part) Holders() []id.Houder { return p.holders() }
