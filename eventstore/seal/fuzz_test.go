package seal

import (
	"bytes"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"dossierboek/domain/id"
)

// fuzzKeys answers for every holder, so that opening gets as far as the bytes allow.
func fuzzKeys(h id.Houder, l Leaf) (Key, error) {
	u := h.UUID()
	key, ok := Derive([]Node{{Key: Key(bytes.Repeat(u[:1], KeySize))}}, l)
	if !ok {
		return Key{}, ErrInvalid
	}
	return key, nil
}

// fuzzParts makes the same parts in every process: the fuzzer's workers must know each other's seeds.
func fuzzParts(f *testing.F) (parts [][]byte) {
	source := rand.NewChaCha8([32]byte{1})
	for _, policy := range []Policy{ZolangEen, ZolangAllen} {
		for _, holders := range [][]id.Houder{{jan}, {jan, fatima, dossier}} {
			stored, err := Seal(nil, source, where, policy, text, holders, here, fuzzKeys)
			if err != nil {
				f.Fatal(err)
			}
			parts = append(parts, stored)
		}
	}
	return parts
}

// Whatever parses is refused by Open, or was made by Seal; nothing panics.
func FuzzParse(f *testing.F) {
	seeds := fuzzParts(f)
	for _, s := range seeds {
		f.Add(s)
		f.Add(s[:len(s)/2])
	}
	f.Add([]byte{})
	f.Add([]byte{1, 1, 255, 255})
	f.Fuzz(func(t *testing.T, stored []byte) {
		p, err := Parse(stored)
		if err != nil {
			if !errors.Is(err, ErrMalformed) {
				t.Fatal(err)
			}
			return
		}
		if len(p.Holders()) == 0 || !validName(p.Name()) || !p.Policy().Valid() ||
			len(p.head())+len(p.body()) != len(stored) {
			t.Fatal("a part was parsed that Seal does not write")
		}
		if slices.ContainsFunc(seeds, func(s []byte) bool { return bytes.Equal(s, stored) }) {
			return
		}
		requireRefused(t, stored, fuzzKeys)
	})
}

// A part with a change of one run of bytes never opens.
func FuzzOpenMutated(f *testing.F) {
	seeds := fuzzParts(f)
	f.Add(uint8(0), uint16(0), []byte{1})
	f.Add(uint8(1), uint16(1), []byte{3})
	f.Add(uint8(3), uint16(30), []byte{0x80, 0, 1})
	f.Add(uint8(2), uint16(300), bytes.Repeat([]byte{0xff}, 40))
	f.Fuzz(func(t *testing.T, which uint8, at uint16, mask []byte) {
		stored := slices.Clone(seeds[int(which)%len(seeds)])
		from := int(at) % len(stored)
		mask = mask[:min(len(mask), len(stored)-from)]
		if new(big.Int).SetBytes(mask).Sign() == 0 {
			return // no change
		}
		for i, m := range mask {
			stored[from+i] ^= m
		}
		requireRefused(t, stored, fuzzKeys)
	})
}

func FuzzParseExtraWrap(f *testing.F) {
	p, err := Parse(fuzzParts(f)[1])
	if err != nil {
		f.Fatal(err)
	}
	e, err := p.WrapFor(rand.NewChaCha8([32]byte{2}), where, here, fuzzKeys, els, later)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(e.Bytes())
	f.Add(make([]byte, extraLen))
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, stored []byte) {
		got, err := ParseExtraWrap(stored)
		if err != nil {
			if !errors.Is(err, ErrMalformed) {
				t.Fatal(err)
			}
			return
		}
		if !bytes.Equal(got.Bytes(), stored) {
			t.Fatal("two stored forms of one extra wrap")
		}
		if got == e {
			return
		}
		if err := p.Check(where, here, fuzzKeys, got); !errors.Is(err, ErrTampered) {
			t.Fatalf("Check: %v", err)
		}
	})
}
