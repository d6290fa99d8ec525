package seal

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"dossierboek/domain/id"

	"github.com/google/uuid"
)

const vectorsFile = "testdata/vectors.json"

// Stored parts must open for as long as there are logs, so the vectors are made once and never again: the flag writes
// them only where the file is missing.
var makeVectors = flag.Bool("vectors", false, "write "+vectorsFile+" if there is none")

type octets []byte

func (o octets) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(o)), nil }
func (o *octets) UnmarshalText(b []byte) (err error) {
	*o, err = hex.DecodeString(string(b))
	return err
}

type (
	vectors struct {
		Tree      []treeVector     `json:"tree"`
		Punctures []punctureVector `json:"punctures"`
		Parts     []partVector     `json:"parts"`
	}
	leafVector struct {
		Revision uint32 `json:"revision"`
		Part     uint8  `json:"part"`
	}
	treeVector struct {
		Root octets     `json:"root"`
		Leaf leafVector `json:"leaf"`
		Key  octets     `json:"key"`
	}
	spanVector struct {
		From uint32 `json:"from"`
		To   uint32 `json:"to"`
	}
	nodeVector struct {
		Level  uint8  `json:"level"`
		Prefix uint32 `json:"prefix"`
		Key    octets `json:"key"`
	}
	punctureVector struct {
		Root  octets       `json:"root"`
		Spans []spanVector `json:"spans"`
		Kept  []nodeVector `json:"kept"`
	}
	holderVector struct {
		ID   uuid.UUID `json:"id"`
		Root octets    `json:"root"`
	}
	partVector struct {
		Stream    string         `json:"stream"`
		Event     uuid.UUID      `json:"event"`
		Name      string         `json:"name"`
		Kind      string         `json:"kind"`
		Schema    int            `json:"schema"`
		Policy    uint8          `json:"policy"`
		At        leafVector     `json:"at"`
		Holders   []holderVector `json:"holders"`
		Random    octets         `json:"random"`
		Plaintext octets         `json:"plaintext"`
		Sealed    octets         `json:"sealed"`
		Extra     *extraVector   `json:"extra,omitempty"`
	}
	extraVector struct {
		Holder holderVector `json:"holder"`
		At     leafVector   `json:"at"`
		Random octets       `json:"random"`
		Stored octets       `json:"stored"`
	}
)

func rootOf(b octets) []Node { return []Node{{Key: Key(b)}} }

func (v holderVector) houder() id.Houder { return houderOf(v.ID[:]) }

func (v partVector) binding() Binding {
	return Binding{Stream: v.Stream, Event: v.Event, Part: v.At.Part, Name: v.Name, Kind: v.Kind, Schema: v.Schema}
}

func (v partVector) ring() (ring, []id.Houder) {
	r, holders := ring{}, []id.Houder{}
	for _, h := range v.Holders {
		r[h.houder()] = rootOf(h.Root)
		holders = append(holders, h.houder())
	}
	if v.Extra != nil {
		r[v.Extra.Holder.houder()] = rootOf(v.Extra.Holder.Root)
	}
	return r, holders
}

// The package makes of the same input what it made when the vectors were written, and reads it back.
func TestVectors(t *testing.T) {
	if *makeVectors {
		writeVectors(t)
	}
	raw, err := os.ReadFile(vectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Tree) == 0 || len(v.Punctures) == 0 || len(v.Parts) == 0 {
		t.Fatal("no vectors")
	}
	for i, c := range v.Tree {
		if key, ok := Derive(rootOf(c.Root), Leaf(c.Leaf)); !ok || !bytes.Equal(key[:], c.Key) {
			t.Errorf("tree %d: another key", i)
		}
	}
	for i, c := range v.Punctures {
		if !slices.EqualFunc(punctured(c), c.Kept, func(n Node, k nodeVector) bool {
			return n.Level == k.Level && n.Prefix == k.Prefix && bytes.Equal(n.Key[:], k.Key)
		}) {
			t.Errorf("puncture %d: other nodes", i)
		}
	}
	for i, c := range v.Parts {
		r, holders := c.ring()
		slices.Reverse(holders)
		sealed, err := Seal(nil, bytes.NewReader(c.Random), c.binding(), Policy(c.Policy), c.Plaintext, holders, Leaf(c.At),
			r.keys)
		if err != nil || !bytes.Equal(sealed, c.Sealed) {
			t.Errorf("part %d: sealed otherwise: %v", i, err)
		}
		p := parse(t, c.Sealed)
		if err := p.Check(c.binding(), Leaf(c.At), r.keys); err != nil {
			t.Errorf("part %d: %v", i, err)
		}
		var extra []ExtraWrap
		if e := c.Extra; e != nil {
			parsed, err := ParseExtraWrap(e.Stored)
			if err != nil || parsed.Houder() != e.Holder.houder() || parsed.At() != Leaf(e.At) {
				t.Fatalf("part %d: the extra wrap: %v", i, err)
			}
			if again, err := c.extra(p, bytes.NewReader(e.Random), r); err != nil || again != parsed {
				t.Errorf("part %d: wrapped otherwise: %v", i, err)
			}
			r.destroy(holders[0], Whole())
			r.destroy(holders[len(holders)-1], Whole())
			if _, err := p.Open(c.binding(), Leaf(c.At), r.keys); len(holders) <= 2 && !errors.Is(err, ErrDestroyed) {
				t.Errorf("part %d: %v", i, err)
			}
			extra = append(extra, parsed)
		}
		if plaintext, err := p.Open(c.binding(), Leaf(c.At), r.keys, extra...); err != nil ||
			!bytes.Equal(plaintext, c.Plaintext) {
			t.Errorf("part %d: another plaintext: %v", i, err)
		}
	}
}

func punctured(c punctureVector) []Node {
	spans := make([]Span, len(c.Spans))
	for i, s := range c.Spans {
		spans[i] = Span(s)
	}
	kept, _ := Puncture(rootOf(c.Root), spans...)
	return kept
}

func (v partVector) extra(p Part, rand io.Reader, r ring) (ExtraWrap, error) {
	call := p.WrapFor
	if p.Policy() == ZolangAllen {
		call = p.KeepFor
	}
	return call(rand, v.binding(), Leaf(v.At), r.keys, v.Extra.Holder.houder(), Leaf(v.Extra.At))
}

// vectorSource gives the same bytes and ids each time, other ones for each name of two bytes.
func vectorSource(t *testing.T, name string) (draw func(int) octets, newID func() uuid.UUID) {
	source := rand.NewChaCha8([32]byte([]byte("dossierboek: vectors of seal, " + name)))
	draw = func(n int) octets {
		out := make(octets, n)
		_, _ = source.Read(out)
		return out
	}
	newID = func() uuid.UUID {
		u, err := uuid.NewRandomFromReader(source)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	return draw, newID
}

// writeNew writes vectors to a file that is not there yet.
func writeNew(t *testing.T, path string, v any) {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Write(append(raw, '\n')); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func writeVectors(t *testing.T) {
	draw, newID := vectorSource(t, "v1")
	var v vectors
	for _, l := range []leafVector{{0, 0}, {0, 1}, {1, 0}, {41, 1}, {1 << 20, 255}, {MaxRevision, 255}} {
		root := draw(KeySize)
		key, _ := Derive(rootOf(root), Leaf(l))
		v.Tree = append(v.Tree, treeVector{root, l, key[:]})
	}
	for _, spans := range [][]Span{{OfLeaf(here)}, {OfRevision(7)}, {OfRevisions(10, 300), OfLeaf(Leaf{Revision: 5000})},
		{Whole()}, {{From: 3, To: 0xfffffffd}}} {
		c := punctureVector{Root: draw(KeySize), Kept: []nodeVector{}}
		for _, s := range spans {
			c.Spans = append(c.Spans, spanVector(s))
		}
		for _, n := range punctured(c) {
			c.Kept = append(c.Kept, nodeVector{n.Level, n.Prefix, slices.Clone(n.Key[:])})
		}
		v.Punctures = append(v.Punctures, c)
	}
	for _, c := range []struct {
		policy  Policy
		holders int
		text    string
		extra   bool
	}{
		{ZolangEen, 1, "", false},
		{ZolangEen, 2, string(text), true},
		{ZolangAllen, 1, "één", false},
		{ZolangAllen, 2, string(text), true},
		{ZolangAllen, 3, string(bytes.Repeat(text, 20)), true},
	} {
		part := partVector{
			Stream: "dossier-" + newID().String(), Event: newID(), Name: "inhoud", Kind: "gegeven.vastgelegd", Schema: 3,
			Policy: uint8(c.policy), At: leafVector{Revision: 4711, Part: 2}, Plaintext: octets(c.text),
		}
		for range c.holders {
			part.Holders = append(part.Holders, holderVector{newID(), draw(KeySize)})
		}
		secrets := 1
		if c.policy == ZolangAllen {
			secrets = c.holders
		}
		part.Random = draw(secrets*KeySize + c.holders*nonceLen)
		if c.extra {
			part.Extra = &extraVector{Holder: holderVector{newID(), draw(KeySize)}, At: leafVector{Revision: 4720, Part: 5},
				Random: draw(nonceLen)}
		}
		r, holders := part.ring()
		sealed, err := Seal(nil, bytes.NewReader(part.Random), part.binding(), c.policy, part.Plaintext, holders,
			Leaf(part.At), r.keys)
		if err != nil {
			t.Fatal(err)
		}
		part.Sealed = sealed
		if c.extra {
			e, err := part.extra(parse(t, sealed), bytes.NewReader(part.Extra.Random), r)
			if err != nil {
				t.Fatal(err)
			}
			part.Extra.Stored = e.Bytes()
		}
		v.Parts = append(v.Parts, part)
	}
	writeNew(t, vectorsFile, v)
}
