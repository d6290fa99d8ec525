package seal

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"dossierboek/domain/id"

	"github.com/google/uuid"
)

var draft = Draft{
	Concept: id.Van[id.Concept](uuid.UUID{15: 1}), Dossier: id.Van[id.Dossier](uuid.UUID{15: 2}),
	Owner: "m-1", Kind: "legGegevenVast", Version: 7,
}

func sealDraft(t testing.TB, r ring, holders ...id.Houder) []byte {
	t.Helper()
	stored, err := SealDraft(rand.Reader, draft, text, holders, r.keys)
	if err != nil {
		t.Fatal(err)
	}
	if len(stored) != SizeOfDraft(len(text), len(holders)) {
		t.Fatalf("%d bytes, SizeOfDraft says %d", len(stored), SizeOfDraft(len(text), len(holders)))
	}
	return stored
}

func openDraft(stored []byte, d Draft, keys Keys) ([]byte, error) {
	p, err := ParseDraft(stored)
	if err != nil {
		return nil, err
	}
	return p.Open(d, keys)
}

// A draft opens while every holder's key is there, and not when one of them is destroyed.
func TestDraft(t *testing.T) {
	for n := 1; n <= 3; n++ {
		holders := []id.Houder{jan, fatima, els}[:n]
		r := newRing(t, jan, fatima, els)
		stored := sealDraft(t, r, holders...)
		if got, err := openDraft(stored, draft, r.keys); err != nil || !bytes.Equal(got, text) {
			t.Fatalf("%d holders: %v", n, err)
		}
		p, err := ParseDraft(stored)
		if err != nil || len(p.Holders()) != n || !slices.IsSortedFunc(p.Holders(), id.Houder.Vergelijk) {
			t.Fatalf("holders %v: %v", p.Holders(), err)
		}
		for _, h := range holders {
			gone := r.clone()
			gone.destroy(h, OfRevisions(0, ReservedRevision-1)) // every event about the holder, and not the holder
			if _, err := openDraft(stored, draft, gone.keys); err != nil {
				t.Errorf("%d holders: closed without a person gone: %v", n, err)
			}
			gone.destroy(h, Whole())
			if _, err := openDraft(stored, draft, gone.keys); !errors.Is(err, ErrDestroyed) {
				t.Errorf("%d holders: opens although one is destroyed: %v", n, err)
			}
			if _, err := SealDraft(rand.Reader, draft, text, holders, gone.keys); !errors.Is(err, ErrDestroyed) {
				t.Errorf("%d holders: sealed for one who is destroyed: %v", n, err)
			}
		}
	}
}

// No two saves share a wrap key, a commitment or a body.
func TestDraftSavesShareNothing(t *testing.T) {
	r := newRing(t, jan)
	one, two := sealDraft(t, r, jan), sealDraft(t, r, jan)
	for i := draftFixedLen - KeySize; i+8 <= len(one); i++ {
		if i >= draftFixedLen && i < draftFixedLen+holderLen || one[i] == 0 {
			continue
		}
		if bytes.Equal(one[i:i+8], two[i:i+8]) {
			t.Fatalf("the same bytes at %d", i)
		}
	}
	// A wrap of one save in another fails, with and without its salt.
	wraps := func(b []byte) []byte { return b[draftFixedLen : draftFixedLen+wrapLen] }
	salt := func(b []byte) []byte { return b[2:draftFixedLen] }
	for name, mix := range map[string]func(b []byte){
		"the wrap":         func(b []byte) { copy(wraps(b), wraps(two)) },
		"the salt":         func(b []byte) { copy(salt(b), salt(two)) },
		"both":             func(b []byte) { copy(wraps(b), wraps(two)); copy(salt(b), salt(two)) },
		"all but the body": func(b []byte) { copy(b, two[:headLen(draftFixedLen, 1)]) },
		"the body":         func(b []byte) { copy(b[headLen(draftFixedLen, 1):], two[headLen(draftFixedLen, 1):]) },
	} {
		b := slices.Clone(one)
		mix(b)
		if _, err := openDraft(b, draft, r.keys); !errors.Is(err, ErrTampered) {
			t.Errorf("%s of another save: %v", name, err)
		}
	}
}

// A draft opens as nothing but what it was sealed as: each field counts, and so does every bit.
func TestDraftTampered(t *testing.T) {
	r := newRing(t, jan, fatima)
	stored := sealDraft(t, r, jan, fatima)
	for name, move := range map[string]func(*Draft){
		"another draft":     func(d *Draft) { d.Concept = id.Van[id.Concept](uuid.UUID{15: 9}) },
		"another dossier":   func(d *Draft) { d.Dossier = id.Van[id.Dossier](uuid.UUID{15: 9}) },
		"another onderdeel": func(d *Draft) { d.Onderdeel = id.Van[id.Onderdeel](uuid.UUID{15: 9}) },
		"another owner":     func(d *Draft) { d.Owner = "m-2" },
		"another kind":      func(d *Draft) { d.Kind = "corrigeer" },
		"another version":   func(d *Draft) { d.Version++ },
		"a shifted border":  func(d *Draft) { d.Owner, d.Kind = d.Owner+"l", d.Kind[1:] },
	} {
		d := draft
		move(&d)
		if _, err := openDraft(stored, d, r.keys); !errors.Is(err, ErrTampered) {
			t.Errorf("%s: %v", name, err)
		}
	}
	anyHolder := func(h id.Houder, l Leaf) (Key, error) {
		if _, known := r[h]; !known {
			h = jan
		}
		return r.keys(h, l)
	}
	refused := func(b []byte) {
		t.Helper()
		if got, err := openDraft(b, draft, anyHolder); got != nil || !errors.Is(err, ErrTampered) &&
			!errors.Is(err, ErrMalformed) {
			t.Fatalf("changed bytes: %v", err)
		}
	}
	for bit := range len(stored) * 8 {
		changed := slices.Clone(stored)
		changed[bit/8] ^= 1 << (bit % 8)
		refused(changed)
	}
	for n := range stored {
		refused(stored[:n])
	}
	refused(append(slices.Clone(stored), 0))
	// A draft without one of its holders is no draft.
	short := slices.Delete(slices.Clone(stored), draftFixedLen, draftFixedLen+wrapLen)
	short[1] = 1
	refused(short)
	// Nor does a part's wrap pass for a draft's: they have other bindings and kinds.
	if wrapsDraft == wrapsShare || wrapsDraft == wrapsKey || wrapsDraft == wrapsLater {
		t.Error("a kind of wrap stands there twice")
	}
}

func TestDraftInvalid(t *testing.T) {
	r := newRing(t, jan)
	for name, change := range map[string]func(*Draft){
		"no id":            func(d *Draft) { d.Concept = id.Concept{} },
		"no dossier":       func(d *Draft) { d.Dossier = id.Dossier{} },
		"no owner":         func(d *Draft) { d.Owner = "" },
		"a long owner":     func(d *Draft) { d.Owner = strings.Repeat("x", MaxText+1) },
		"no kind":          func(d *Draft) { d.Kind = "" },
		"a long kind":      func(d *Draft) { d.Kind = strings.Repeat("x", MaxText+1) },
		"no version":       func(d *Draft) { d.Version = 0 },
		"too late version": func(d *Draft) { d.Version = math.MaxInt64 + 1 },
	} {
		d := draft
		change(&d)
		if _, err := SealDraft(rand.Reader, d, text, []id.Houder{jan}, r.keys); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s, sealed: %v", name, err)
		}
		if _, err := openDraft(sealDraft(t, r, jan), d, r.keys); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s, opened: %v", name, err)
		}
	}
	for name, holders := range map[string][]id.Houder{"none": {}, "twice": {jan, jan}, "zero": {jan, id.Houder{}}} {
		if _, err := SealDraft(rand.Reader, draft, text, holders, r.keys); !errors.Is(err, ErrInvalid) {
			t.Errorf("holders %s: %v", name, err)
		}
	}
	if _, err := SealDraft(rand.Reader, draft, make([]byte, MaxPlaintext+1), []id.Houder{jan}, r.keys); !errors.Is(err,
		ErrInvalid) {
		t.Errorf("too long: %v", err)
	}
	if _, err := (SealedDraft{}).Open(draft, r.keys); !errors.Is(err, ErrMalformed) || (SealedDraft{}).Holders() != nil {
		t.Errorf("the zero draft: %v", err)
	}
	for _, n := range []int{0, KeySize} { // no salt; a salt and no shares
		if _, err := SealDraft(bytes.NewReader(make([]byte, n)), draft, text, []id.Houder{jan}, r.keys); err == nil {
			t.Errorf("sealed with %d random bytes", n)
		}
	}
	if _, err := SealDraft(rand.Reader, draft, text, []id.Houder{els}, r.keys); err != errNoSuchHolder {
		t.Errorf("an unknown holder: %v", err)
	}
}

// The wrap key is that of RFC 5869.
func TestDraftWrapKeyIsHKDF(t *testing.T) {
	var salt, leaf, got Key
	_, _ = rand.Read(salt[:])
	_, _ = rand.Read(leaf[:])
	draftWrapKey(&got, &salt, &leaf, jan)
	u := jan.UUID()
	want, err := hkdf.Key(sha256.New, leaf[:], salt[:], draftWrapLabel+string(u[:]), KeySize)
	if err != nil || !bytes.Equal(got[:], want) {
		t.Fatalf("another key: %v", err)
	}
}

const draftVectorsFile = "testdata/drafts.json"

type draftVector struct {
	Concept   uuid.UUID      `json:"concept"`
	Dossier   uuid.UUID      `json:"dossier"`
	Onderdeel uuid.UUID      `json:"onderdeel"`
	Owner     string         `json:"owner"`
	Kind      string         `json:"kind"`
	Version   uint64         `json:"version"`
	Holders   []holderVector `json:"holders"`
	Random    octets         `json:"random"`
	Plaintext octets         `json:"plaintext"`
	Sealed    octets         `json:"sealed"`
}

func (v draftVector) draft() Draft {
	return Draft{Concept: id.Van[id.Concept](v.Concept), Dossier: id.Van[id.Dossier](v.Dossier),
		Onderdeel: id.Van[id.Onderdeel](v.Onderdeel), Owner: v.Owner, Kind: v.Kind, Version: v.Version}
}

// Drafts are made of the same input as when the vectors were written, and read back.
func TestDraftVectors(t *testing.T) {
	if *makeVectors {
		writeDraftVectors(t)
	}
	raw, err := os.ReadFile(draftVectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	var vectors []draftVector
	if err := json.Unmarshal(raw, &vectors); err != nil || len(vectors) == 0 {
		t.Fatalf("%d vectors: %v", len(vectors), err)
	}
	for i, v := range vectors {
		r, holders := partVector{Holders: v.Holders}.ring()
		slices.Reverse(holders)
		sealed, err := SealDraft(bytes.NewReader(v.Random), v.draft(), v.Plaintext, holders, r.keys)
		if err != nil || !bytes.Equal(sealed, v.Sealed) {
			t.Errorf("draft %d: sealed otherwise: %v", i, err)
		}
		if got, err := openDraft(v.Sealed, v.draft(), r.keys); err != nil || !bytes.Equal(got, v.Plaintext) {
			t.Errorf("draft %d: another plaintext: %v", i, err)
		}
	}
}

func writeDraftVectors(t *testing.T) {
	draw, newID := vectorSource(t, "d1")
	var vectors []draftVector
	for n, plaintext := range []string{"{}", string(text), strings.Repeat(string(text), 20)} {
		v := draftVector{Concept: newID(), Dossier: newID(), Owner: "m-jansen", Kind: "legGegevenVast",
			Version: uint64(n) + 1, Plaintext: octets(plaintext)}
		if n == 2 {
			v.Onderdeel, v.Kind, v.Version = newID(), "corrigeer", 1<<40+3
		}
		for range n + 1 {
			v.Holders = append(v.Holders, holderVector{newID(), draw(KeySize)})
		}
		v.Random = draw(KeySize + (n+1)*(KeySize+nonceLen))
		r, holders := partVector{Holders: v.Holders}.ring()
		var err error
		v.Sealed, err = SealDraft(bytes.NewReader(v.Random), v.draft(), v.Plaintext, holders, r.keys)
		if err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, v)
	}
	writeNew(t, draftVectorsFile, vectors)
}
