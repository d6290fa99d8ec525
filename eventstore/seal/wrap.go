package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"

	"dossierboek/domain/id"
)

// Keys gives the key of a holder's leaf. An error that matches ErrDestroyed says that the leaf is destroyed; every
// other error (no such holder, a disk that fails) ends the call that asked and is returned as it came. It may be
// called from one goroutine at a time only, unless whoever made it says more.
type Keys func(h id.Houder, l Leaf) (Key, error)

// What a wrap holds. The kind is bound in the wrap's associated data, so that no wrap passes for one of another kind.
type wrapKind uint8

const (
	wrapsKey   wrapKind = 1 // the data key, in the part itself (ZolangEen)
	wrapsShare wrapKind = 2 // one holder's share of it (ZolangAllen)
	wrapsLater wrapKind = 3 // the data key, in a later event ([ExtraWrap])
	wrapsDraft wrapKind = 4 // one holder's share of the data key of a draft ([SealDraft])
)

const (
	nonceLen = 12
	tagLen   = 16

	holderLen = 16
	boxLen    = nonceLen + KeySize + tagLen // a key under a key
	wrapLen   = holderLen + boxLen

	wrapBindingLen = 1 + commitmentLen + holderLen + 4
)

// wrapBinding appends what one wrap is bound to beyond the part's binding: its kind, the very sealing it belongs to
// (the commitment), the holder and the leaf.
func wrapBinding(binding []byte, kind wrapKind, commitment []byte, h id.Houder, l Leaf) []byte {
	u := h.UUID()
	binding = append(binding, byte(kind))
	binding = append(binding, commitment...)
	binding = append(binding, u[:]...)
	return binary.BigEndian.AppendUint32(binding, l.Index())
}

// newGCM makes the cipher of one key. Its key schedule lies on the heap and cannot be wiped.
func newGCM(key *Key) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return gcm, nil
}

// wrap appends a box: the nonce, then secret sealed under the leaf key.
func wrap(out, nonce []byte, leaf, secret *Key, binding []byte) ([]byte, error) {
	gcm, err := newGCM(leaf)
	if err != nil {
		return nil, err
	}
	out = append(out, nonce...)
	return gcm.Seal(out, nonce, secret[:], binding), nil
}

// unwrap opens a box. It fails with ErrTampered.
func unwrap(box []byte, leaf *Key, binding []byte) (Key, error) {
	gcm, err := newGCM(leaf)
	if err != nil {
		return Key{}, err
	}
	opened, err := gcm.Open(make([]byte, 0, KeySize), box[:nonceLen], box[nonceLen:], binding)
	if err != nil {
		return Key{}, fmt.Errorf("%w: a wrap fails", ErrTampered)
	}
	secret := Key(opened)
	clear(opened)
	return secret, nil
}
