package seal

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"dossierboek/domain/id"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"
)

var errNoSuchHolder = errors.New("no such holder")

// ring is a vault in memory: the nodes of each holder.
type ring map[id.Houder][]Node

func (r ring) keys(h id.Houder, l Leaf) (Key, error) {
	nodes, ok := r[h]
	if !ok {
		return Key{}, errNoSuchHolder
	}
	key, ok := Derive(nodes, l)
	if !ok {
		return Key{}, fmt.Errorf("leaf gone: %w", ErrDestroyed)
	}
	return key, nil
}

func (r ring) destroy(h id.Houder, s Span) { r[h], _ = Puncture(r[h], s) }

func (r ring) clone() ring {
	c := ring{}
	for h, nodes := range r {
		c[h] = slices.Clone(nodes)
	}
	return c
}

// holder n has an id that starts with n, so that holders sort by their number.
func holder(n byte) id.Houder {
	return houderOf([]byte{n, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, n})
}

func newRing(t testing.TB, holders ...id.Houder) ring {
	t.Helper()
	r := ring{}
	for _, h := range holders {
		root, err := NewRoot(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		r[h] = []Node{root}
	}
	return r
}

var (
	jan, fatima, dossier, els = holder(1), holder(2), holder(3), holder(4)
	where                     = Binding{Stream: "dossier-6c0d4d3c-8d56-4c7e-9a2f-0d1c51a0b001", Event: uuid.UUID{15: 9},
		Part: 1, Name: "inhoud", Kind: "gegeven.vastgelegd", Schema: 2}
	here  = Leaf{Revision: 41, Part: 1}
	later = Leaf{Revision: 97, Part: 3}
	text  = []byte(`{"tekst":"Buurvrouw hoort sinds maart geschreeuw."}`)
)

func seal(t testing.TB, r ring, p Policy, holders ...id.Houder) []byte {
	t.Helper()
	stored, err := Seal(nil, rand.Reader, where, p, text, holders, here, r.keys)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func parse(t testing.TB, stored []byte) Part {
	t.Helper()
	p, err := Parse(stored)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// want opens and checks the part and fails where either does not answer with err.
func want(t testing.TB, p Part, b Binding, at Leaf, r ring, err error, extra ...ExtraWrap) {
	t.Helper()
	plaintext, gotErr := p.Open(b, at, r.keys, extra...)
	if !errors.Is(gotErr, err) || (err == nil) != bytes.Equal(plaintext, text) || err != nil && plaintext != nil {
		t.Errorf("Open: got %v, want %v", gotErr, err)
	}
	if gotErr := p.Check(b, at, r.keys, extra...); !errors.Is(gotErr, err) {
		t.Errorf("Check: got %v, want %v", gotErr, err)
	}
}

func TestSealAndOpen(t *testing.T) {
	r := newRing(t, jan, fatima, dossier)
	for _, policy := range []Policy{ZolangEen, ZolangAllen} {
		stored := seal(t, r, policy, dossier, jan, fatima)
		p := parse(t, stored)
		want(t, p, where, here, r, nil)
		if p.Policy() != policy || p.Name() != "inhoud" {
			t.Errorf("the part says policy %v, name %q", p.Policy(), p.Name())
		}
		if diff := cmp.Diff([]id.Houder{jan, fatima, dossier}, p.Holders(), cmp.Comparer(func(a, b id.Houder) bool {
			return a == b
		})); diff != "" {
			t.Error(diff)
		}
		if len(stored) != Size(len(text), 3, where.Name) {
			t.Errorf("%d bytes, Size says %d", len(stored), Size(len(text), 3, where.Name))
		}
		if again := seal(t, r, policy, dossier, jan, fatima); bytes.Equal(again, stored) {
			t.Error("sealing twice gave the same bytes")
		}
	}
}

// With ZolangEen the text stays while one holder is left, with ZolangAllen it goes with the first.
func TestDestroying(t *testing.T) {
	all := newRing(t, jan, fatima, dossier)
	for lost := range 8 { // a bit for each destroyed holder
		r := all.clone()
		for i, h := range []id.Houder{jan, fatima, dossier} {
			if lost>>i&1 == 1 {
				r.destroy(h, OfLeaf(here))
			} else {
				r.destroy(h, OfLeaf(later)) // another leaf matters to nobody
			}
		}
		for policy, open := range map[Policy]bool{ZolangEen: lost != 7, ZolangAllen: lost == 0} {
			var err error
			if !open {
				err = ErrDestroyed
			}
			want(t, parse(t, seal(t, all, policy, jan, fatima, dossier)), where, here, r, err)
		}
	}
}

// Errors of the keys function other than ErrDestroyed come through as they are, and are not taken for destruction.
func TestKeysErrors(t *testing.T) {
	r := newRing(t, jan, fatima)
	for _, policy := range []Policy{ZolangEen, ZolangAllen} {
		p := parse(t, seal(t, r, policy, jan, fatima))
		for _, missing := range []ring{{}, {fatima: r[fatima]}} {
			if _, err := p.Open(where, here, missing.keys); err != errNoSuchHolder {
				t.Errorf("Open: %v", err)
			}
			if err := p.Check(where, here, missing.keys); err != errNoSuchHolder {
				t.Errorf("Check: %v", err)
			}
		}
	}
	if _, err := Seal(nil, rand.Reader, where, ZolangEen, text, []id.Houder{jan, els}, here,
		r.keys); err != errNoSuchHolder {
		t.Errorf("Seal: %v", err)
	}
	r.destroy(jan, Whole())
	if _, err := Seal(nil, rand.Reader, where, ZolangEen, text, []id.Houder{jan}, here, r.keys); !errors.Is(err,
		ErrDestroyed) {
		t.Errorf("Seal for a destroyed holder: %v", err)
	}
}

func TestInvalidCalls(t *testing.T) {
	r := newRing(t, jan, fatima)
	good := []id.Houder{jan, fatima}
	many := make([]id.Houder, MaxHolders+1)
	for i := range many {
		many[i] = houderOf([]byte{1, byte(i >> 8), byte(i), 15: 1})
	}
	bind := func(change func(*Binding)) Binding { b := where; change(&b); return b }
	for name, c := range map[string]struct {
		b       Binding
		p       Policy
		holders []id.Houder
		at      Leaf
		text    []byte
	}{
		"no holders":        {where, ZolangEen, nil, here, text},
		"a holder twice":    {where, ZolangEen, []id.Houder{jan, fatima, jan}, here, text},
		"a zero holder":     {where, ZolangEen, []id.Houder{jan, {}}, here, text},
		"too many holders":  {where, ZolangEen, many, here, text},
		"no policy":         {where, 0, good, here, text},
		"unknown policy":    {where, 3, good, here, text},
		"too long a text":   {where, ZolangEen, good, here, make([]byte, MaxPlaintext+1)},
		"leaf outside":      {where, ZolangEen, good, Leaf{Revision: MaxRevision + 1, Part: 1}, text},
		"leaf of drafts":    {where, ZolangEen, good, Leaf{Revision: ReservedRevision, Part: 1}, text},
		"another part":      {where, ZolangEen, good, Leaf{Revision: 41, Part: 2}, text},
		"no stream":         {bind(func(b *Binding) { b.Stream = "" }), ZolangEen, good, here, text},
		"a long stream":     {bind(func(b *Binding) { b.Stream = strings.Repeat("s", 256) }), ZolangEen, good, here, text},
		"no event":          {bind(func(b *Binding) { b.Event = uuid.Nil }), ZolangEen, good, here, text},
		"no name":           {bind(func(b *Binding) { b.Name = "" }), ZolangEen, good, here, text},
		"a long name":       {bind(func(b *Binding) { b.Name = strings.Repeat("n", 65) }), ZolangEen, good, here, text},
		"a name of a human": {bind(func(b *Binding) { b.Name = "Jan de Vries" }), ZolangEen, good, here, text},
		"no kind":           {bind(func(b *Binding) { b.Kind = "" }), ZolangEen, good, here, text},
		"no schema":         {bind(func(b *Binding) { b.Schema = 0 }), ZolangEen, good, here, text},
		"a wide schema":     {bind(func(b *Binding) { b.Schema = 1 << 31 }), ZolangEen, good, here, text},
	} {
		if _, err := Seal(nil, rand.Reader, c.b, c.p, c.text, c.holders, c.at, r.keys); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Seal(nil, bytes.NewReader(make([]byte, 40)), where, ZolangEen, text, good, here, r.keys); err == nil {
		t.Error("sealed with too little randomness")
	}
	var zero Part
	if _, err := zero.Open(where, here, r.keys); !errors.Is(err, ErrMalformed) {
		t.Errorf("the zero part: %v", err)
	}
	if err := zero.Check(where, here, r.keys); !errors.Is(err, ErrMalformed) || zero.Holders() != nil ||
		zero.Name() != "" || zero.Policy().Valid() {
		t.Errorf("the zero part: %v", err)
	}
}

// A stored length is a bucket's, whatever the text; it grows by 12 percent at most past the least, and comes back
// exactly.
func TestPadding(t *testing.T) {
	// Padmé as its authors wrote it, with logarithms.
	reference := func(n int) int {
		n = max(n+4, 128)
		e := bits.Len(uint(n)) - 1
		s := 0
		for 1<<s <= e {
			s++
		}
		step := 1 << (e - s)
		return (n + step - 1) / step * step
	}
	sizes := map[int]bool{}
	r := newRing(t, jan)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(0, 300), rapid.IntRange(0, 5000), rapid.IntRange(0, 1<<17)).Draw(t, "length")
		plaintext := bytes.Repeat([]byte{0x20}, n)
		stored, err := Seal(nil, rand.Reader, where, ZolangEen, plaintext, []id.Houder{jan}, here, r.keys)
		if err != nil {
			t.Fatal(err)
		}
		padded := len(stored) - headLen(fixedLen+len(where.Name), 1) - tagLen
		if padded != reference(n) || !isBucket(uint32(padded)) || n+4 > 128 && float64(padded) > 1.12*float64(n+4) {
			t.Fatalf("%d bytes were padded to %d", n, padded)
		}
		sizes[padded] = true
		p, err := Parse(stored)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p.Open(where, here, r.keys); err != nil || !bytes.Equal(got, plaintext) {
			t.Fatalf("%d bytes do not come back: %v", n, err)
		}
	})
	for n := range 1 << 16 {
		if b := bucket(n); b != reference(n) || bucket(b-lengthLen) != b {
			t.Fatalf("bucket of %d is %d", n, b)
		}
	}
	if isBucket(0) || isBucket(127) || isBucket(129) || isBucket(1<<32-1) || !isBucket(128) ||
		!isBucket(uint32(bucket(MaxPlaintext))) {
		t.Error("isBucket does not know the buckets")
	}
	for name, padded := range map[string][]byte{
		"too short":              make([]byte, 127),
		"nothing":                nil,
		"a length past the end":  append([]byte{0, 0, 0, 125}, make([]byte, 124)...),
		"a length of 4 GiB":      append([]byte{255, 255, 255, 255}, make([]byte, 124)...),
		"a byte after the text":  append(make([]byte, 127), 1),
		"too wide a bucket":      make([]byte, 136),
		"a size between buckets": make([]byte, 129),
	} {
		if _, ok := unpad(padded); ok {
			t.Errorf("%s: taken", name)
		}
	}
}
