package seal

import (
	"bytes"
	"crypto/rand"
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"
)

// A holder that was added later keeps the part readable as the first holders do, until its own leaf is destroyed.
func TestWrapFor(t *testing.T) {
	r := newRing(t, jan, fatima, els, dossier)
	p := parse(t, seal(t, r, ZolangEen, jan, fatima))
	e, err := p.WrapFor(rand.Reader, where, here, r.keys, els, later)
	if err != nil {
		t.Fatal(err)
	}
	if e.Houder() != els || e.At() != later {
		t.Errorf("the wrap is of %v", e.At())
	}
	r.destroy(jan, Whole())
	want(t, p, where, here, r, nil, e)
	r.destroy(fatima, OfLeaf(here))
	want(t, p, where, here, r, ErrDestroyed)
	want(t, p, where, here, r, nil, e)

	// An extra wrap is a way in for the next one too.
	if _, err := p.WrapFor(rand.Reader, where, here, r.keys, dossier, Leaf{Revision: 98}); !errors.Is(err, ErrDestroyed) {
		t.Errorf("wrapped without a way in: %v", err)
	}
	next, err := p.WrapFor(rand.Reader, where, here, r.keys, dossier, Leaf{Revision: 98}, e)
	if err != nil {
		t.Fatal(err)
	}
	r.destroy(els, OfLeaf(later))
	want(t, p, where, here, r, ErrDestroyed, e)
	want(t, p, where, here, r, nil, e, next)
	r.destroy(dossier, OfRevision(98))
	want(t, p, where, here, r, ErrDestroyed, e, next)
}

// A part that depends on all takes nobody more; keeping it is a call of its own, and holds without any of its holders.
func TestKeepFor(t *testing.T) {
	r := newRing(t, jan, fatima, dossier)
	p := parse(t, seal(t, r, ZolangAllen, jan, fatima))
	if _, err := p.WrapFor(rand.Reader, where, here, r.keys, dossier, later); !errors.Is(err, ErrPolicy) {
		t.Errorf("WrapFor: %v", err)
	}
	e, err := p.KeepFor(rand.Reader, where, here, r.keys, dossier, later)
	if err != nil {
		t.Fatal(err)
	}
	r.destroy(jan, Whole())
	want(t, p, where, here, r, ErrDestroyed)
	want(t, p, where, here, r, nil, e)
	r.destroy(fatima, Whole())
	want(t, p, where, here, r, nil, e)
	r.destroy(dossier, OfLeaf(later))
	want(t, p, where, here, r, ErrDestroyed, e)

	one := parse(t, seal(t, newRing(t, jan), ZolangEen, jan))
	if _, err := one.KeepFor(rand.Reader, where, here, r.keys, dossier, later); !errors.Is(err, ErrPolicy) {
		t.Errorf("KeepFor: %v", err)
	}
}

func TestExtraWrapFails(t *testing.T) {
	r := newRing(t, jan, els)
	p := parse(t, seal(t, r, ZolangEen, jan))
	e, err := p.WrapFor(rand.Reader, where, here, r.keys, els, later)
	if err != nil {
		t.Fatal(err)
	}
	twin := parse(t, seal(t, r, ZolangEen, jan))

	for name, call := range map[string]func() error{
		"no holder": func() error {
			_, err := p.WrapFor(rand.Reader, where, here, r.keys, holder(0), here)
			return err
		},
		"the same revision": func() error {
			_, err := p.WrapFor(rand.Reader, where, here, r.keys, els, Leaf{Revision: here.Revision, Part: 9})
			return err
		},
		"the drafts' revision": func() error {
			_, err := p.WrapFor(rand.Reader, where, here, r.keys, els, DraftLeaf())
			return err
		},
		"outside the tree": func() error {
			_, err := p.WrapFor(rand.Reader, where, here, r.keys, els, Leaf{Revision: MaxRevision + 1})
			return err
		},
	} {
		if err := call(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := p.WrapFor(bytes.NewReader(nil), where, here, r.keys, els, later); err == nil {
		t.Error("wrapped without randomness")
	}
	if _, err := p.WrapFor(rand.Reader, where, here, r.keys, fatima, later); err != errNoSuchHolder {
		t.Errorf("wrapped for an unknown holder: %v", err)
	}
	damaged := slices.Clone(p.stored)
	damaged[len(damaged)-1] ^= 1
	if _, err := parse(t, damaged).WrapFor(rand.Reader, where, here, r.keys, els, later); !errors.Is(err, ErrTampered) {
		t.Errorf("a damaged body got a new holder: %v", err)
	}

	r.destroy(jan, Whole())
	b := where
	b.Event = uuid.UUID{15: 7}
	want(t, p, b, here, r, ErrTampered, e)
	want(t, twin, where, here, r, ErrTampered, e)
	for bit := range extraLen * 8 {
		changed := e.Bytes()
		changed[bit/8] ^= 1 << (bit % 8)
		c, err := ParseExtraWrap(changed)
		if err != nil {
			if bit >= 8 {
				t.Fatalf("bit %d: %v", bit, err)
			}
			continue
		}
		anyHolder := ring{els: r[els], c.Houder(): r[els], jan: r[jan]}
		want(t, p, where, here, anyHolder, ErrTampered, c)
	}
}

func TestParseExtraWrap(t *testing.T) {
	r := newRing(t, jan, els)
	e, err := parse(t, seal(t, r, ZolangEen, jan)).WrapFor(rand.Reader, where, here, r.keys, els, later)
	if err != nil {
		t.Fatal(err)
	}
	stored := e.Bytes()
	if again, err := ParseExtraWrap(stored); err != nil || again != e {
		t.Errorf("it does not come back: %v", err)
	}
	for name, bad := range map[string][]byte{
		"nothing":         nil,
		"too short":       stored[:extraLen-1],
		"too long":        append(slices.Clone(stored), 0),
		"another version": append([]byte{2}, stored[1:]...),
		"no holder":       append(append([]byte{1}, make([]byte, 16)...), stored[17:]...),
	} {
		if _, err := ParseExtraWrap(bad); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
