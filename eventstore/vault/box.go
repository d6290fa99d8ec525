package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"io"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// A box is a 32-byte key sealed under an epoch, always of the same size:
//
//	epoch (4, big endian) ‖ nonce (12, random) ‖ AES-256-GCM ciphertext (32) ‖ tag (16)
//
// Its associated data are what it is the key of:
//
//	what (1: 'n' node, 'i' index key, 'e' epoch) ‖ ledger (16) ‖ epoch (4) ‖ subject
//
// where the subject of a node is holder (16) ‖ level (1) ‖ prefix (4), that of an index key its name, that of an epoch
// empty.
const (
	boxSize   = 4 + nonceSize + 32 + 16
	nonceSize = 12
)

// subject says what a box is the key of.
type subject []byte

func nodeSubject(h id.Houder, p place) subject {
	u := h.UUID()
	return append(append(subject{'n'}, u[:]...), p[:]...)
}

func indexSubject(name string) subject { return append(subject{'i'}, name...) }

// epochSubject is that of a box which only proves that a ring's epoch is the one that seals in this vault.
func epochSubject() subject { return subject{'e'} }

// place is where a node stands in its tree, as stored: level (1) ‖ prefix (4, big endian).
type place [5]byte

func placeOf(n seal.Node) (p place) {
	p[0] = n.Level
	binary.BigEndian.PutUint32(p[1:], n.Prefix)
	return p
}

// node returns the node without its key.
func (p place) node() seal.Node {
	return seal.Node{Level: p[0], Prefix: binary.BigEndian.Uint32(p[1:])}
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func (r *Ring) bind(s subject, number uint32) []byte {
	ad := make([]byte, 0, 1+16+4+len(s))
	ad = append(ad, s[0])
	ad = append(ad, r.ledger[:]...)
	ad = binary.BigEndian.AppendUint32(ad, number)
	return append(ad, s[1:]...)
}

// seal puts a key in a box of the current epoch.
func (r *Ring) seal(rand io.Reader, s subject, key seal.Key) ([]byte, error) {
	epochs := r.loaded()
	e := epochs[len(epochs)-1]
	box := make([]byte, 4+nonceSize, boxSize)
	binary.BigEndian.PutUint32(box, e.Number)
	if _, err := io.ReadFull(rand, box[4:]); err != nil {
		return nil, fmt.Errorf("vault: randomness: %w", err)
	}
	return e.aead.Seal(box, box[4:], key[:], r.bind(s, e.Number)), nil
}

// open takes the key out of a box. Errors: ErrEpochGone, ErrDamaged.
func (r *Ring) open(s subject, box []byte) (key seal.Key, err error) {
	if len(box) != boxSize {
		return key, fmt.Errorf("%w: a box of %d bytes", ErrDamaged, len(box))
	}
	number := boxEpoch(box)
	for _, e := range r.loaded() {
		if e.Number != number {
			continue
		}
		if _, err := e.aead.Open(key[:0], box[4:4+nonceSize], box[4+nonceSize:], r.bind(s, number)); err != nil {
			return seal.Key{}, fmt.Errorf("%w: a box of epoch %d does not open", ErrDamaged, number)
		}
		return key, nil
	}
	return key, fmt.Errorf("%w: %d", ErrEpochGone, number)
}

// boxEpoch returns the epoch that sealed a box; zero for a box that was wiped.
func boxEpoch(box []byte) uint32 { return binary.BigEndian.Uint32(box) }

// current returns the number of the current epoch.
func (r *Ring) current() uint32 {
	epochs := r.loaded()
	return epochs[len(epochs)-1].Number
}
