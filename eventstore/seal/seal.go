package seal

import (
	"bytes"
	"crypto/subtle"
	"fmt"
	"io"
	"slices"

	"dossierboek/domain/id"
)

// MaxHolders is the most holders that one part can have.
const MaxHolders = 255

// Size is how long a sealed part is, in bytes, for a plaintext of so many bytes, so many holders and a name. So
// whoever holds an append under the store's limit knows before anything is sealed.
func Size(plaintext, holders int, name string) int {
	return headLen(fixedLen+len(name), holders) + bucket(plaintext) + tagLen
}

// Seal appends the stored form of one part to dst: plaintext under a fresh data key, which is wrapped for each holder
// under the key of its leaf at. The leaf is the revision that the event will have and the part's number, so where the
// append meets a conflict the part is sealed again. The order of holders does not matter; each stands there once.
//
// Errors: ErrInvalid (among others for no holders, one twice, or more than MaxPlaintext), those of rand, those of keys
// as they came (ErrDestroyed where a holder's leaf is).
func Seal(dst []byte, rand io.Reader, b Binding, p Policy, plaintext []byte, holders []id.Houder, at Leaf,
	keys Keys) ([]byte, error) {
	if err := b.check(p, at); err != nil {
		return nil, err
	}
	if len(plaintext) > MaxPlaintext {
		return nil, fmt.Errorf("%w: a part of %d bytes", ErrInvalid, len(plaintext))
	}
	holders, err := inOrder(holders)
	if err != nil {
		return nil, err
	}
	random, err := drawSecrets(rand, p, len(holders))
	if err != nil {
		return nil, err
	}
	defer random.wipe()

	binding := b.encode(p, max(wrapBindingLen, headLen(fixedLen+len(b.Name), len(holders))))
	c := expand(&random.dataKey, binding)
	defer c.wipe()

	dst = slices.Grow(dst, Size(len(plaintext), len(holders), b.Name))
	out := dst[len(dst):]
	out = append(out, version, byte(p), byte(len(holders)), byte(len(b.Name)))
	out = append(out, b.Name...)
	for i, h := range holders {
		leaf, err := keys(h, at)
		if err != nil {
			return nil, err
		}
		kind, secret := random.forHolder(p, i)
		u := h.UUID()
		out = append(out, u[:]...)
		out, err = wrap(out, random.nonce(i), &leaf, secret, wrapBinding(binding, kind, c.commitment[:], h, at))
		leaf.Wipe()
		if err != nil {
			return nil, err
		}
	}
	out, err = c.seal(out, plaintext, binding)
	if err != nil {
		return nil, err
	}
	return dst[:len(dst)+len(out)], nil
}

// inOrder copies the holders in the order of their bytes, the only one that is stored.
func inOrder(holders []id.Houder) ([]id.Houder, error) {
	if len(holders) == 0 || len(holders) > MaxHolders {
		return nil, fmt.Errorf("%w: %d holders", ErrInvalid, len(holders))
	}
	sorted := slices.Clone(holders)
	slices.SortFunc(sorted, func(a, b id.Houder) int {
		x, y := a.UUID(), b.UUID()
		return bytes.Compare(x[:], y[:])
	})
	if sorted[0].IsZero() {
		return nil, fmt.Errorf("%w: a holder without id", ErrInvalid)
	}
	for i := 1; i < len(sorted); i++ {
		if sorted[i] == sorted[i-1] {
			return nil, fmt.Errorf("%w: a holder stands there twice", ErrInvalid)
		}
	}
	return sorted, nil
}

// secrets is all the randomness of one part: the data key, or the shares whose XOR it is, then a nonce per wrap.
type secrets struct {
	dataKey Key
	shares  []Key // of ZolangAllen only, one per holder
	nonces  []byte
}

func drawSecrets(rand io.Reader, p Policy, holders int) (s secrets, err error) {
	keys := 1
	if p == ZolangAllen {
		keys = holders
	}
	random := make([]byte, keys*KeySize+holders*nonceLen)
	if _, err := io.ReadFull(rand, random); err != nil {
		clear(random)
		return secrets{}, fmt.Errorf("seal: no randomness for a part: %w", err)
	}
	secret := random[:keys*KeySize]
	s.nonces = random[keys*KeySize:]
	if p == ZolangAllen {
		s.shares = make([]Key, holders)
	}
	for i := range keys {
		k := secret[i*KeySize : (i+1)*KeySize]
		subtle.XORBytes(s.dataKey[:], s.dataKey[:], k)
		if p == ZolangAllen {
			copy(s.shares[i][:], k)
		}
	}
	clear(secret)
	return s, nil
}

// forHolder is what the i-th holder's wrap holds under the policy.
func (s *secrets) forHolder(p Policy, i int) (wrapKind, *Key) {
	if p == ZolangAllen {
		return wrapsShare, &s.shares[i]
	}
	return wrapsKey, &s.dataKey
}

func (s *secrets) nonce(i int) []byte { return s.nonces[i*nonceLen : (i+1)*nonceLen] }

func (s *secrets) wipe() {
	s.dataKey.Wipe()
	for i := range s.shares {
		s.shares[i].Wipe()
	}
}
