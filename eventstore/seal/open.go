package seal

import (
	"crypto/subtle"
	"errors"
	"fmt"
)

// Open returns the plaintext of a part that was sealed to this binding and leaf. It takes the first way in that is
// left: the part's own wraps, then the extra ones in the order given. A destroyed wrap is passed over. A wrap whose
// key is there and that fails, is not: that ends the call, whatever other ways there are. Since the body is bound to
// all bytes before it, a change in a wrap that was not needed is found too; only an extra wrap that was not needed is
// not looked at. [Part.Check] looks at all.
//
// Errors: ErrDestroyed where no way in remains, ErrTampered, ErrMalformed, ErrInvalid, those of keys as they came. No
// plaintext is returned with an error. The plaintext is the caller's, also to wipe.
func (p Part) Open(b Binding, at Leaf, keys Keys, extra ...ExtraWrap) ([]byte, error) {
	dataKey, o, err := p.enter(b, at, keys, extra)
	if err != nil {
		return nil, err
	}
	dataKey.Wipe()
	defer o.content.wipe()
	return o.plaintext()
}

// opening is one attempt to open a part: the part, where it is said to stand, and, once a data key is found, what it
// opens.
type opening struct {
	part    Part
	binding []byte // the encoded binding, with room behind it
	at      Leaf
	keys    Keys
	content content
}

func (p Part) opening(b Binding, at Leaf, keys Keys) (*opening, error) {
	if p.stored == nil {
		return nil, fmt.Errorf("%w: the zero part", ErrMalformed)
	}
	if err := b.check(p.Policy(), at); err != nil {
		return nil, err
	}
	binding := b.encode(p.Policy(), max(wrapBindingLen, p.headLen()))
	return &opening{part: p, binding: binding, at: at, keys: keys}, nil
}

// enter finds the data key by the first way in, and proves it. Who calls it wipes the key and the content.
func (p Part) enter(b Binding, at Leaf, keys Keys, extra []ExtraWrap) (Key, *opening, error) {
	o, err := p.opening(b, at, keys)
	if err != nil {
		return Key{}, nil, err
	}
	dataKey, err := o.own()
	for i := 0; destroyed(err) && i < len(extra); i++ {
		dataKey, err = o.later(&extra[i])
	}
	if err != nil {
		return Key{}, nil, err
	}
	if err := o.prove(&dataKey); err != nil {
		dataKey.Wipe()
		return Key{}, nil, err
	}
	return dataKey, o, nil
}

// own gets the data key out of the part's own wraps, or ErrDestroyed.
func (o *opening) own() (dataKey Key, err error) {
	var share Key
	defer share.Wipe()
	for i := range o.part.wraps {
		share, err = o.wrap(i)
		if o.part.Policy() == ZolangEen {
			if destroyed(err) {
				continue
			}
			return share, err
		}
		if err != nil {
			dataKey.Wipe()
			return Key{}, err
		}
		subtle.XORBytes(dataKey[:], dataKey[:], share[:])
	}
	return dataKey, err
}

// wrap opens the part's i-th wrap.
func (o *opening) wrap(i int) (Key, error) {
	kind := wrapsKey
	if o.part.Policy() == ZolangAllen {
		kind = wrapsShare
	}
	w := o.part.wrapAt(i)
	h := houderOf(w)
	leaf, err := o.keys(h, o.at)
	if err != nil {
		return Key{}, err
	}
	defer leaf.Wipe()
	return unwrap(w[holderLen:], &leaf, wrapBinding(o.binding, kind, o.part.commitment(), h, o.at))
}

// later opens an extra wrap of this part.
func (o *opening) later(e *ExtraWrap) (Key, error) {
	leaf, err := o.keys(e.houder, e.at)
	if err != nil {
		return Key{}, err
	}
	defer leaf.Wipe()
	return unwrap(e.box[:], &leaf, wrapBinding(o.binding, wrapsLater, o.part.commitment(), e.houder, e.at))
}

// destroyed reports whether an error of keys says that the leaf is gone for good.
func destroyed(err error) bool { return errors.Is(err, ErrDestroyed) }

// prove finds what the data key opens.
func (o *opening) prove(dataKey *Key) (err error) {
	o.content, err = prove(dataKey, o.binding, o.part.form)
	return err
}

// plaintext opens the body with the proven content key.
func (o *opening) plaintext() ([]byte, error) { return o.content.open(o.part.form, o.binding) }
