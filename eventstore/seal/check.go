package seal

import (
	"crypto/subtle"
	"fmt"
)

// Check is what a verification of the log asks of each part: every wrap whose key is there, the extra ones too, must
// open and give the same data key; the commitment and the body must hold. Open is content with the first way in.
//
// Errors as of [Part.Open]. ErrDestroyed says that no way in remains and that every wrap that can still be opened is
// sound. What lies under destroyed keys can be proven by nobody; for that there is the Merkle tree over the log.
func (p Part) Check(b Binding, at Leaf, keys Keys, extra ...ExtraWrap) error {
	o, err := p.opening(b, at, keys)
	if err != nil {
		return err
	}
	dataKey, open, err := o.every(extra)
	if err != nil {
		return err
	}
	if !open {
		return ErrDestroyed
	}
	defer dataKey.Wipe()
	if err := o.prove(&dataKey); err != nil {
		return err
	}
	defer o.content.wipe()
	plaintext, err := o.plaintext()
	clear(plaintext)
	return err
}

// every opens all wraps that can be opened. open is false where they do not add up to a way in.
func (o *opening) every(extra []ExtraWrap) (dataKey Key, open bool, err error) {
	agree := func(found *Key) error {
		if open && subtle.ConstantTimeCompare(dataKey[:], found[:]) != 1 {
			return fmt.Errorf("%w: two wraps hold different keys", ErrTampered)
		}
		dataKey, open = *found, true
		return nil
	}
	var found, shares Key
	defer found.Wipe()
	defer shares.Wipe()

	missing := false
	for i := range o.part.wraps {
		found, err = o.wrap(i)
		switch {
		case destroyed(err):
			missing = true
			continue
		case err != nil:
		case o.part.Policy() == ZolangEen:
			err = agree(&found)
		default:
			subtle.XORBytes(shares[:], shares[:], found[:])
		}
		if err != nil {
			return Key{}, false, err
		}
	}
	if o.part.Policy() == ZolangAllen && !missing {
		if err := agree(&shares); err != nil {
			return Key{}, false, err
		}
	}
	for i := range extra {
		found, err = o.later(&extra[i])
		if destroyed(err) {
			continue
		}
		if err == nil {
			err = agree(&found)
		}
		if err != nil {
			return Key{}, false, err
		}
	}
	return dataKey, open, nil
}
