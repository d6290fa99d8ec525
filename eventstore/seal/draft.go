package seal

import (
	"bytes"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"dossierboek/domain/id"

	"github.com/google/uuid"
)

const (
	draftLabel     = "dossierboek/draft/v1"
	draftWrapLabel = "dossierboek/draft-wrap/v1"

	draftFixedLen = 2 + KeySize // version, number of wraps, salt
)

// DraftLeaf is the one leaf in a holder's tree from which the keys of all drafts about the holder derive. No event has it.
func DraftLeaf() Leaf { return Leaf{Revision: ReservedRevision} }

// Draft is what a draft is sealed to. As any other than this it does not open. All of it stands readable beside the sealed
// form, so none of it may be about a person.
type Draft struct {
	Concept   id.Concept
	Dossier   id.Dossier
	Onderdeel id.Onderdeel // of which it is to correct the text; zero: none
	Owner     string       // employee id, 1 to MaxText bytes
	Kind      string       // what it is to become, 1 to MaxText bytes
	Version   uint64       // of the draft, from 1; each save has another
}

func (d Draft) check() error {
	switch {
	case d.Concept.IsZero() || d.Dossier.IsZero():
		return fmt.Errorf("%w: a draft without id or dossier", ErrInvalid)
	case d.Owner == "" || len(d.Owner) > MaxText:
		return fmt.Errorf("%w: an owner of %d bytes", ErrInvalid, len(d.Owner))
	case d.Kind == "" || len(d.Kind) > MaxText:
		return fmt.Errorf("%w: a kind of %d bytes", ErrInvalid, len(d.Kind))
	case d.Version < 1 || d.Version > math.MaxInt64:
		return fmt.Errorf("%w: version %d", ErrInvalid, d.Version)
	}
	return nil
}

// encode writes a checked place so that no two differ and encode alike, and leaves room for what is appended after.
func (d Draft) encode(room int) []byte {
	out := make([]byte, 0, len(draftLabel)+3*16+8+2*2+len(d.Owner)+len(d.Kind)+room)
	out = append(out, draftLabel...)
	for _, u := range [...]uuid.UUID{d.Concept.UUID(), d.Dossier.UUID(), d.Onderdeel.UUID()} {
		out = append(out, u[:]...)
	}
	out = binary.BigEndian.AppendUint64(out, d.Version)
	for _, text := range [...]string{d.Owner, d.Kind} {
		out = binary.BigEndian.AppendUint16(out, uint16(len(text)))
		out = append(out, text...)
	}
	return out
}

// draftHeadLen is the length of all that stands before the body.
func draftHeadLen(holders int) int {
	return draftFixedLen + holders*wrapLen + commitmentLen + lengthLen
}

// SizeOfDraft is how long a sealed draft is, in bytes, for a plaintext of so many bytes and so many holders.
func SizeOfDraft(plaintext, holders int) int {
	return draftHeadLen(holders) + bucket(plaintext) + tagLen
}

// draftWrapKey derives the key of one wrap of one save: HKDF (RFC 5869) of the holder's draft leaf, with the save's salt.
func draftWrapKey(out, salt, leaf *Key, h id.Houder) {
	var message [len(draftWrapLabel) + holderLen + 1]byte
	u := h.UUID()
	n := copy(message[:], draftWrapLabel)
	n += copy(message[n:], u[:])
	message[n] = 1
	mac(out, salt, leaf[:])
	mac(out, out, message[:])
}

// SealDraft gives the stored form of one save of a draft: plaintext under a fresh data key that needs the share of every
// holder, each wrapped under a key of this save alone. The order of holders does not matter; each stands there once.
//
// Errors: ErrInvalid (among others for no holders, one twice, or more than MaxPlaintext), those of rand, those of keys as
// they came (ErrDestroyed where a holder is).
func SealDraft(rand io.Reader, d Draft, plaintext []byte, holders []id.Houder, keys Keys) ([]byte, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	if len(plaintext) > MaxPlaintext {
		return nil, fmt.Errorf("%w: a draft of %d bytes", ErrInvalid, len(plaintext))
	}
	holders, err := inOrder(holders)
	if err != nil {
		return nil, err
	}
	var salt Key
	if _, err := io.ReadFull(rand, salt[:]); err != nil {
		return nil, fmt.Errorf("seal: no randomness for a draft: %w", err)
	}
	random, err := drawSecrets(rand, ZolangAllen, len(holders))
	if err != nil {
		return nil, err
	}
	defer random.wipe()

	head := draftHeadLen(len(holders))
	binding := d.encode(max(wrapBindingLen, head))
	c := expand(&random.dataKey, binding)
	defer c.wipe()

	out := make([]byte, 0, SizeOfDraft(len(plaintext), len(holders)))
	out = append(out, version, byte(len(holders)))
	out = append(out, salt[:]...)
	for i, h := range holders {
		u := h.UUID()
		out = append(out, u[:]...)
		err := withDraftKey(keys, &salt, h, func(key *Key) (err error) {
			out, err = wrap(out, random.nonce(i), key, &random.shares[i], wrapBinding(binding, wrapsDraft, c.commitment[:], h, DraftLeaf()))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	out = append(out, c.commitment[:]...)
	out = binary.BigEndian.AppendUint32(out, uint32(bucket(len(plaintext))))

	gcm, err := c.gcm()
	if err != nil {
		return nil, err
	}
	padded := pad(out, plaintext)[head:]
	return gcm.Seal(out, c.nonce[:], padded, append(binding, out...)), nil
}

// withDraftKey lends the key of one wrap.
func withDraftKey(keys Keys, salt *Key, h id.Houder, use func(*Key) error) error {
	leaf, err := keys(h, DraftLeaf())
	if err != nil {
		return err
	}
	defer leaf.Wipe()
	var key Key
	defer key.Wipe()
	draftWrapKey(&key, salt, &leaf, h)
	return use(&key)
}

// SealedDraft is a stored draft that has the right form. Nothing is said yet about its authenticity. It looks into the bytes
// it was parsed from, which must not change.
type SealedDraft struct {
	stored []byte // nil in the zero SealedDraft, which does not open
}

// ParseDraft reads the stored form and refuses with ErrMalformed all that SealDraft does not write.
func ParseDraft(stored []byte) (SealedDraft, error) {
	if len(stored) < draftFixedLen || stored[0] != version || stored[1] == 0 {
		return SealedDraft{}, fmt.Errorf("%w: not a draft", ErrMalformed)
	}
	p := SealedDraft{stored}
	if len(stored) < p.headLen() {
		return SealedDraft{}, fmt.Errorf("%w: cut short", ErrMalformed)
	}
	var before uuid.UUID // nil: the first holder must come after it too
	for i := range p.wraps() {
		h := uuid.UUID(p.wrapAt(i)[:holderLen])
		if bytes.Compare(before[:], h[:]) >= 0 {
			return SealedDraft{}, fmt.Errorf("%w: wraps out of order", ErrMalformed)
		}
		before = h
	}
	padded := binary.BigEndian.Uint32(stored[p.headLen()-lengthLen:])
	if !isBucket(padded) || len(stored) != p.headLen()+int(padded)+tagLen {
		return SealedDraft{}, fmt.Errorf("%w: a body of another length than it says", ErrMalformed)
	}
	return p, nil
}

// Holders returns whom the draft was wrapped for, in the order of their ids.
func (p SealedDraft) Holders() []id.Houder {
	if p.stored == nil {
		return nil
	}
	holders := make([]id.Houder, p.wraps())
	for i := range holders {
		holders[i] = houderOf(p.wrapAt(i))
	}
	return holders
}

func (p SealedDraft) wraps() int   { return int(p.stored[1]) }
func (p SealedDraft) headLen() int { return draftHeadLen(p.wraps()) }

func (p SealedDraft) wrapAt(i int) []byte {
	from := draftFixedLen + i*wrapLen
	return p.stored[from : from+wrapLen]
}

// Open returns the plaintext of a draft that was sealed as d. Every wrap is opened, for all are needed.
//
// Errors: ErrDestroyed where one holder is, ErrTampered, ErrMalformed, ErrInvalid, those of keys as they came. No plaintext is
// returned with an error. The plaintext is the caller's, also to wipe.
func (p SealedDraft) Open(d Draft, keys Keys) ([]byte, error) {
	if p.stored == nil {
		return nil, fmt.Errorf("%w: the zero draft", ErrMalformed)
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	head := p.stored[:p.headLen()]
	commitment := head[len(head)-lengthLen-commitmentLen : len(head)-lengthLen]
	binding := d.encode(max(wrapBindingLen, len(head)))
	salt := Key(head[2:draftFixedLen])
	var dataKey Key
	defer dataKey.Wipe()
	for i := range p.wraps() {
		w := p.wrapAt(i)
		h := houderOf(w)
		err := withDraftKey(keys, &salt, h, func(key *Key) error {
			share, err := unwrap(w[holderLen:], key, wrapBinding(binding, wrapsDraft, commitment, h, DraftLeaf()))
			subtle.XORBytes(dataKey[:], dataKey[:], share[:])
			share.Wipe()
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	c := expand(&dataKey, binding)
	defer c.wipe()
	if subtle.ConstantTimeCompare(c.commitment[:], commitment) != 1 {
		return nil, fmt.Errorf("%w: the commitment fails", ErrTampered)
	}
	gcm, err := c.gcm()
	if err != nil {
		return nil, err
	}
	padded, err := gcm.Open(nil, c.nonce[:], p.stored[len(head):], append(binding, head...))
	if err != nil {
		return nil, fmt.Errorf("%w: the body fails", ErrTampered)
	}
	plaintext, ok := unpad(padded)
	if !ok {
		clear(padded)
		return nil, fmt.Errorf("%w: padding that no seal makes", ErrMalformed)
	}
	return plaintext, nil
}
