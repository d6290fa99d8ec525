package seal

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"dossierboek/domain/id"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// A part opens nowhere but where it was sealed: each field of the place counts.
func TestMoved(t *testing.T) {
	r := newRing(t, jan, fatima)
	for name, move := range map[string]func(*Binding, *Leaf){
		"another stream":   func(b *Binding, _ *Leaf) { b.Stream = "dossier-6c0d4d3c-8d56-4c7e-9a2f-0d1c51a0b002" },
		"another event":    func(b *Binding, _ *Leaf) { b.Event = uuid.UUID{15: 8} },
		"another part":     func(b *Binding, l *Leaf) { b.Part, l.Part = 2, 2 },
		"another name":     func(b *Binding, _ *Leaf) { b.Name = "vermelding" },
		"another kind":     func(b *Binding, _ *Leaf) { b.Kind = "gegeven.verbeterd" },
		"another schema":   func(b *Binding, _ *Leaf) { b.Schema = 1 },
		"another revision": func(_ *Binding, l *Leaf) { l.Revision = 42 },
		"a shifted border": func(b *Binding, _ *Leaf) { b.Stream, b.Name = b.Stream+"i", "nhoud" },
	} {
		for _, policy := range []Policy{ZolangEen, ZolangAllen} {
			p := parse(t, seal(t, r, policy, jan, fatima))
			b, at := where, here
			move(&b, &at)
			t.Run(name+", "+policy.String(), func(t *testing.T) { want(t, p, b, at, r, ErrTampered) })
		}
	}
}

// The encoding of a binding is injective.
func TestBindingEncoding(t *testing.T) {
	gen := rapid.Custom(func(t *rapid.T) Binding {
		word := rapid.StringMatching(`[ab]{1,3}`)
		return Binding{Stream: word.Draw(t, "stream"), Event: uuid.UUID{15: byte(rapid.IntRange(1, 2).Draw(t, "event"))},
			Part: rapid.Uint8Range(0, 1).Draw(t, "part"), Name: word.Draw(t, "name"), Kind: word.Draw(t, "kind"),
			Schema: rapid.IntRange(1, 2).Draw(t, "schema")}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := gen.Draw(t, "a"), gen.Draw(t, "b")
		p, q := rapid.SampledFrom([]Policy{1, 2}).Draw(t, "p"), rapid.SampledFrom([]Policy{1, 2}).Draw(t, "q")
		if same := a == b && p == q; same != slices.Equal(a.encode(p, 0), b.encode(q, 0)) {
			t.Fatalf("%v and %v", a, b)
		}
		if n := len(a.encode(p, 7)); cap(a.encode(p, 7)) < n+7 {
			t.Fatal("no room")
		}
	})
}

// Every single bit of a stored part counts, also of a wrap that opening does not need.
func TestEveryBit(t *testing.T) {
	r := newRing(t, jan, fatima)
	anyHolder := func(h id.Houder, l Leaf) (Key, error) {
		if _, known := r[h]; !known {
			h = jan
		}
		return r.keys(h, l)
	}
	for _, policy := range []Policy{ZolangEen, ZolangAllen} {
		stored := seal(t, r, policy, jan, fatima)
		for bit := range len(stored) * 8 {
			changed := slices.Clone(stored)
			changed[bit/8] ^= 1 << (bit % 8)
			requireRefused(t, changed, anyHolder)
		}
		for n := range stored {
			requireRefused(t, stored[:n], anyHolder)
		}
		requireRefused(t, append(slices.Clone(stored), 0), anyHolder)
	}
}

// requireRefused fails where the bytes open or check, or fail otherwise than they should.
func requireRefused(t testing.TB, stored []byte, keys Keys) {
	t.Helper()
	p, err := Parse(stored)
	if err == nil {
		var plaintext []byte
		if plaintext, err = p.Open(where, here, keys); plaintext != nil {
			t.Fatal("plaintext came out of changed bytes")
		}
		if checked := p.Check(where, here, keys); !errors.Is(checked, ErrTampered) && !errors.Is(checked, ErrMalformed) {
			t.Fatalf("Check: %v", checked)
		}
	}
	if !errors.Is(err, ErrTampered) && !errors.Is(err, ErrMalformed) {
		t.Fatalf("got %v", err)
	}
}

// Wraps do not fit another part, not even another sealing of the same part for the same leaf (a lost race).
func TestMixedWraps(t *testing.T) {
	r := newRing(t, jan, fatima)
	for _, policy := range []Policy{ZolangEen, ZolangAllen} {
		one, two := seal(t, r, policy, jan, fatima), seal(t, r, policy, jan, fatima)
		first := fixedLen + len(where.Name)
		for name, mix := range map[string]func(b []byte) []byte{
			"the first wrap":  func(b []byte) []byte { copy(b[first:], two[first:first+wrapLen]); return b },
			"the second wrap": func(b []byte) []byte { copy(b[first+wrapLen:], two[first+wrapLen:first+2*wrapLen]); return b },
			"both wraps":      func(b []byte) []byte { copy(b[first:], two[first:first+2*wrapLen]); return b },
			"both, and the commitment": func(b []byte) []byte {
				copy(b[first:], two[first:first+2*wrapLen+commitmentLen])
				return b
			},
			"the body": func(b []byte) []byte { n := first + 2*wrapLen + commitmentLen; copy(b[n:], two[n:]); return b },
			"the boxes swapped": func(b []byte) []byte {
				x, y := b[first+holderLen:first+wrapLen], b[first+wrapLen+holderLen:first+2*wrapLen]
				keep := slices.Clone(x)
				copy(x, y)
				copy(y, keep)
				return b
			},
			"a wrap left out": func(b []byte) []byte { b[2] = 1; return slices.Delete(b, first+wrapLen, first+2*wrapLen) },
			"the other policy": func(b []byte) []byte {
				b[1] ^= byte(ZolangEen ^ ZolangAllen)
				return b
			},
		} {
			t.Run(name+", "+policy.String(), func(t *testing.T) {
				p := parse(t, mix(slices.Clone(one)))
				want(t, p, where, here, r, ErrTampered)
			})
		}
	}
}

// A holder's key does not let its owner pass another text for this one with the old commitment: the commitment is one
// to the data key, so a box that holds another key fails it, even where the body was sealed anew under that key.
func TestForgedDataKey(t *testing.T) {
	r := newRing(t, jan)
	p := parse(t, seal(t, r, ZolangEen, jan))
	leaf, _ := r.keys(jan, here)
	binding := where.encode(ZolangEen, wrapBindingLen)
	head := slices.Clone(p.stored[:p.from+holderLen])
	forged := forge(t, head, &leaf, binding, wrapBinding(binding, wrapsKey, p.commitment(), jan, here), p.commitment())
	want(t, parse(t, forged), where, here, r, ErrTampered)
}

func TestForgedDraft(t *testing.T) {
	r := newRing(t, jan)
	p, err := ParseDraft(sealDraft(t, r, jan))
	if err != nil {
		t.Fatal(err)
	}
	leaf, _ := r.keys(jan, DraftLeaf())
	salt := Key(p.stored[2:draftFixedLen])
	var key Key
	draftWrapKey(&key, &salt, &leaf, jan)
	binding := draft.encode(wrapBindingLen)
	head := slices.Clone(p.stored[:p.from+holderLen])
	forged := forge(t, head, &key, binding, wrapBinding(binding, wrapsDraft, p.commitment(), jan, DraftLeaf()),
		p.commitment())
	if _, err := openDraft(forged, draft, r.keys); !errors.Is(err, ErrTampered) {
		t.Errorf("another text under the old commitment: %v", err)
	}
}

// forge appends to all that stands before the one box a box with another data key, the old commitment and another
// body, which all hold but for the commitment.
func forge(t *testing.T, head []byte, key *Key, binding, wrapBinding, commitment []byte) []byte {
	t.Helper()
	other := Key{1}
	out, err := wrap(head, make([]byte, nonceLen), key, &other, wrapBinding)
	if err != nil {
		t.Fatal(err)
	}
	c := expand(&other, binding)
	copy(c.commitment[:], commitment)
	forged := "another text"
	room := commitmentLen + lengthLen + bucket(len(forged)) + tagLen
	stored, err := c.seal(slices.Grow(out, room), []byte(forged), slices.Clone(binding))
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// Open stops at a wrap that fails; an extra wrap that it does not need is Check's to find.
func TestCheckLooksAtAll(t *testing.T) {
	r := newRing(t, jan, fatima, els)
	p := parse(t, seal(t, r, ZolangEen, jan, fatima))
	e, err := p.WrapFor(rand.Reader, where, here, r.keys, els, later)
	if err != nil {
		t.Fatal(err)
	}
	bad := e
	bad.box[boxLen-1] ^= 1
	if _, err := p.Open(where, here, r.keys, bad); err != nil {
		t.Errorf("Open looked at a wrap that it does not need: %v", err)
	}
	if err := p.Check(where, here, r.keys, e, bad); !errors.Is(err, ErrTampered) {
		t.Errorf("Check: %v", err)
	}
	// A well-made extra wrap that holds another key.
	leaf, _ := r.keys(els, later)
	box, err := wrap(nil, make([]byte, nonceLen), &leaf, &Key{1},
		wrapBinding(where.encode(ZolangEen, wrapBindingLen), wrapsLater, p.commitment(), els, later))
	if err != nil {
		t.Fatal(err)
	}
	lying := ExtraWrap{houder: els, at: later, box: [boxLen]byte(box)}
	if err := p.Check(where, here, r.keys, lying); !errors.Is(err, ErrTampered) {
		t.Errorf("Check: %v", err)
	}
	r.destroy(jan, Whole())
	r.destroy(fatima, Whole())
	want(t, p, where, here, r, ErrTampered, lying)
	want(t, p, where, here, r, ErrTampered, bad, e)
	want(t, p, where, here, r, nil, e)

	// One share destroyed, the other changed: Open need not look at it, Check does.
	r = newRing(t, jan, fatima)
	stored := seal(t, r, ZolangAllen, jan, fatima)
	stored[fixedLen+len(where.Name)+2*wrapLen-1] ^= 1
	r.destroy(jan, Whole())
	if err := parse(t, stored).Check(where, here, r.keys); !errors.Is(err, ErrTampered) {
		t.Errorf("Check of the share that is left: %v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	r := newRing(t, jan, fatima)
	stored := seal(t, r, ZolangEen, jan, fatima)
	first := fixedLen + len(where.Name)
	length := first + 2*wrapLen + commitmentLen
	for name, change := range map[string]func(b []byte) []byte{
		"nothing":              func([]byte) []byte { return nil },
		"only the fixed bytes": func(b []byte) []byte { return b[:fixedLen] },
		"another version":      func(b []byte) []byte { b[0] = 2; return b },
		"policy 0":             func(b []byte) []byte { b[1] = 0; return b },
		"policy 3":             func(b []byte) []byte { b[1] = 3; return b },
		"no wraps":             func(b []byte) []byte { b[2] = 0; return slices.Delete(b, first, first+2*wrapLen) },
		"no name":              func(b []byte) []byte { b[3] = 0; return slices.Delete(b, fixedLen, first) },
		"a name with a space":  func(b []byte) []byte { b[fixedLen] = ' '; return b },
		"a holder twice":       func(b []byte) []byte { copy(b[first+wrapLen:], b[first:first+holderLen]); return b },
		"holders out of order": func(b []byte) []byte { b[first] = 9; return b },
		"a nil holder":         func(b []byte) []byte { clear(b[first : first+holderLen]); return b },
		"a length that is no bucket": func(b []byte) []byte {
			binary.BigEndian.PutUint32(b[length:], 129)
			return append(b, 0)
		},
		"another length":  func(b []byte) []byte { binary.BigEndian.PutUint32(b[length:], 136); return b },
		"a byte after it": func(b []byte) []byte { return append(b, 0) },
		"a byte too few":  func(b []byte) []byte { return b[:len(b)-1] },
	} {
		if _, err := Parse(change(slices.Clone(stored))); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
