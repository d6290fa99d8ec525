package seal

import (
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

// DraftLeaf is the one leaf in a holder's tree from which the keys of all drafts about the holder derive. No event has
// it.
func DraftLeaf() Leaf { return Leaf{Revision: ReservedRevision} }

// Draft is what a draft is sealed to. As any other than this it does not open. All of it stands readable beside the
// sealed form, so none of it may be about a person.
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

// SizeOfDraft is how long a sealed draft is, in bytes, for a plaintext of so many bytes and so many holders.
func SizeOfDraft(plaintext, holders int) int {
	return headLen(draftFixedLen, holders) + bucket(plaintext) + tagLen
}

// draftWrapKey derives the key of one wrap of one save: HKDF (RFC 5869) of the holder's draft leaf, with the save's
// salt.
func draftWrapKey(out, salt, leaf *Key, h id.Houder) {
	var message [len(draftWrapLabel) + holderLen + 1]byte
	u := h.UUID()
	n := copy(message[:], draftWrapLabel)
	n += copy(message[n:], u[:])
	message[n] = 1
	mac(out, salt, leaf[:])
	mac(out, out, message[:])
}

// SealDraft gives the stored form of one save of a draft: plaintext under a fresh data key that needs the share of
// every holder, each wrapped under a key of this save alone. The order of holders does not matter; each stands there
// once.
//
// Errors: ErrInvalid (among others for no holders, one twice, or more than MaxPlaintext), those of rand, those of keys
// as they came (ErrDestroyed where a holder is).
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

	binding := d.encode(max(wrapBindingLen, headLen(draftFixedLen, len(holders))))
	c := expand(&random.dataKey, binding)
	defer c.wipe()

	out := make([]byte, 0, SizeOfDraft(len(plaintext), len(holders)))
	out = append(out, version, byte(len(holders)))
	out = append(out, salt[:]...)
	for i, h := range holders {
		u := h.UUID()
		out = append(out, u[:]...)
		err := withDraftKey(keys, &salt, h, func(key *Key) (err error) {
			out, err = wrap(out, random.nonce(i), key, &random.shares[i],
				wrapBinding(binding, wrapsDraft, c.commitment[:], h, DraftLeaf()))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return c.seal(out, plaintext, binding)
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

// SealedDraft is a stored draft that has the right form. Nothing is said yet about its authenticity. It looks into the
// bytes it was parsed from, which must not change.
type SealedDraft struct{ form }

// ParseDraft reads the stored form and refuses with ErrMalformed all that SealDraft does not write.
func ParseDraft(stored []byte) (SealedDraft, error) {
	if len(stored) < draftFixedLen || stored[0] != version || stored[1] == 0 {
		return SealedDraft{}, fmt.Errorf("%w: not a draft", ErrMalformed)
	}
	p := SealedDraft{form{stored: stored, from: draftFixedLen, wraps: int(stored[1])}}
	if err := p.whole(); err != nil {
		return SealedDraft{}, err
	}
	if err := p.check(); err != nil {
		return SealedDraft{}, err
	}
	return p, nil
}

// Holders returns whom the draft was wrapped for, in the order of their ids.
func (p SealedDraft) Holders() []id.Houder { return p.holders() }

// Open returns the plaintext of a draft that was sealed as d. Every wrap is opened, for all are needed.
//
// Errors: ErrDestroyed where one holder is, ErrTampered, ErrMalformed, ErrInvalid, those of keys as they came. No
// plaintext is returned with an error. The plaintext is the caller's, also to wipe.
func (p SealedDraft) Open(d Draft, keys Keys) ([]byte, error) {
	if p.stored == nil {
		return nil, fmt.Errorf("%w: the zero draft", ErrMalformed)
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	binding := d.encode(max(wrapBindingLen, p.headLen()))
	salt := Key(p.stored[2:draftFixedLen])
	var dataKey Key
	defer dataKey.Wipe()
	for i := range p.wraps {
		w := p.wrapAt(i)
		h := houderOf(w)
		err := withDraftKey(keys, &salt, h, func(key *Key) error {
			share, err := unwrap(w[holderLen:], key, wrapBinding(binding, wrapsDraft, p.commitment(), h, DraftLeaf()))
			subtle.XORBytes(dataKey[:], dataKey[:], share[:])
			share.Wipe()
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	c, err := prove(&dataKey, binding, p.form)
	if err != nil {
		return nil, err
	}
	defer c.wipe()
	return c.open(p.form, binding)
}
