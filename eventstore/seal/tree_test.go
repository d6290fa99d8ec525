package seal

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func genKey(t *rapid.T) Key {
	return Key(rapid.SliceOfN(rapid.Byte(), KeySize, KeySize).Draw(t, "key"))
}

// genLeaf prefers a small corner, where spans meet, and the edges of the tree.
func genLeaf(t *rapid.T) Leaf {
	return Leaf{
		Revision: rapid.OneOf(rapid.Uint32Range(0, 40), rapid.Uint32Range(MaxRevision-20, MaxRevision),
			rapid.Uint32Range(0, MaxRevision)).Draw(t, "revision"),
		Part: rapid.OneOf(rapid.Uint8Range(0, 3), rapid.Uint8Range(250, 255), rapid.Uint8()).Draw(t, "part"),
	}
}

func genSpan(t *rapid.T) Span {
	a, b := genLeaf(t), genLeaf(t)
	switch rapid.IntRange(0, 9).Draw(t, "span") {
	case 0, 1, 2, 3:
		return OfLeaf(a)
	case 4, 5, 6:
		return OfRevision(a.Revision)
	case 7, 8:
		return OfRevisions(min(a.Revision, b.Revision), max(a.Revision, b.Revision))
	default:
		return Span{From: min(a.Index(), b.Index()), To: max(a.Index(), b.Index())}
	}
}

// edges are the leaves at which a span begins and ends, and those just outside.
func edges(s Span) []Leaf {
	return []Leaf{LeafAt(s.From), LeafAt(s.To), LeafAt(s.From - 1), LeafAt(s.To + 1)}
}

func TestMacIsHMAC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, message := genKey(t), rapid.SliceOfN(rapid.Byte(), 0, maxMessage).Draw(t, "message")
		h := hmac.New(sha256.New, key[:])
		h.Write(message)
		var got Key
		mac(&got, &key, message)
		if !bytes.Equal(got[:], h.Sum(nil)) {
			t.Fatal("mac differs from crypto/hmac")
		}
	})
	for what, n := range map[string]int{"child": len(treeLabel) + 2, "expand": 2*sha256.Size + len(keysLabel) + 1} {
		if n > maxMessage {
			t.Errorf("the message of %s has %d bytes", what, n)
		}
	}
}

func TestExpandIsHKDF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dataKey, binding := genKey(t), rapid.SliceOf(rapid.Byte()).Draw(t, "binding")
		place := sha256.Sum256(binding)
		want, err := hkdf.Expand(sha256.New, dataKey[:], "dossierboek/keys/v1"+string(place[:]), 76)
		if err != nil {
			t.Fatal(err)
		}
		c := expand(&dataKey, binding)
		if !bytes.Equal(slices.Concat(c.key[:], c.nonce[:], c.commitment[:]), want) {
			t.Fatal("expand differs from crypto/hkdf")
		}
	})
}

// After any sequence of punctures exactly the leaves outside the spans derive, each to the key it had.
func TestPuncture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root := Node{Key: genKey(t)}
		spans := rapid.SliceOfN(rapid.Custom(genSpan), 0, 6).Draw(t, "spans")
		probes := rapid.SliceOfN(rapid.Custom(genLeaf), 1, 20).Draw(t, "probes")
		for _, s := range spans {
			probes = append(probes, edges(s)...)
		}

		nodes := []Node{root}
		for i, s := range spans {
			kept, changed := Puncture(nodes, s)
			meets := !s.IsEmpty() && !covered(s, spans[:i])
			if changed != meets {
				t.Fatalf("span %v: changed is %v", s, changed)
			}
			nodes = kept
		}
		atOnce, _ := Puncture([]Node{root}, spans...)
		reversed := []Node{root}
		for _, s := range slices.Backward(spans) {
			reversed, _ = Puncture(reversed, s)
		}
		if !slices.Equal(nodes, atOnce) || !slices.Equal(nodes, reversed) {
			t.Fatal("the kept nodes depend on the order of the punctures")
		}
		requireMinimal(t, nodes, spans)

		w := NewWalker(nodes)
		for _, l := range probes {
			want := Derivation(root, l)
			got, ok := Derive(nodes, l)
			if ok == covered(OfLeaf(l), spans) {
				t.Fatalf("leaf %v: derives is %v", l, ok)
			}
			if ok && got != want {
				t.Fatalf("leaf %v changed its key", l)
			}
			walked, okWalked := w.Derive(l)
			if walked != got || okWalked != ok {
				t.Fatalf("leaf %v: the walker differs", l)
			}
		}
		w.Wipe()
		for _, l := range probes {
			if _, ok := w.Derive(l); ok {
				t.Fatal("a wiped walker derives")
			}
		}
	})
}

// Derivation walks from the root by the definition: one HMAC a level.
func Derivation(root Node, l Leaf) Key {
	key := root.Key
	for level := uint(1); level <= Depth; level++ {
		h := hmac.New(sha256.New, key[:])
		h.Write([]byte("dossierboek/tree/v1"))
		h.Write([]byte{byte(level), byte(l.Index() >> (32 - 4*level) & 15)})
		key = Key(h.Sum(nil))
	}
	return key
}

// covered reports whether the spans together hold every leaf of s.
func covered(s Span, spans []Span) bool {
	for _, m := range merge(spans) {
		if m.Covers(s) {
			return true
		}
	}
	return s.IsEmpty()
}

// requireMinimal fails where a node stands above a destroyed leaf, where two nodes overlap, where the order is not
// that of the leaves, or where sixteen siblings stand that their parent, not destroyed, could have stood for.
func requireMinimal(t *rapid.T, nodes []Node, destroyed []Span) {
	spans := merge(destroyed)
	siblings := map[[2]uint32]int{}
	for i, n := range nodes {
		if !n.Valid() {
			t.Fatalf("node %d has no place in the tree", i)
		}
		if len(meeting(spans, n.Span())) > 0 {
			t.Fatalf("node %d stands above a destroyed leaf", i)
		}
		if i > 0 && nodes[i-1].Span().To >= n.Span().From {
			t.Fatalf("node %d overlaps or is out of order", i)
		}
		if n.Level > 0 {
			siblings[[2]uint32{uint32(n.Level), n.Prefix / FanOut}]++
		}
	}
	for place, n := range siblings {
		if n == FanOut {
			t.Fatalf("all children of a node at level %d were kept", place[0]-1)
		}
	}
}

func TestPunctureUntidyNodes(t *testing.T) {
	root, err := NewRoot(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	leaf := Leaf{Revision: 7, Part: 1}
	key, _ := Derive([]Node{root}, leaf)
	// A root beside its own descendants, one of them twice, and places that do not exist.
	untidy := []Node{{Level: Depth, Prefix: leaf.Index(), Key: key}, {Level: 9}, {Level: 1, Prefix: 16}, root,
		{Level: Depth, Prefix: leaf.Index(), Key: key}}
	before := slices.Clone(untidy)
	kept, changed := Puncture(untidy, OfLeaf(leaf))
	if !changed || !slices.Equal(untidy, before) {
		t.Fatalf("changed is %v, or the input was touched", changed)
	}
	if _, ok := Derive(kept, leaf); ok {
		t.Fatal("a copy of the leaf survived its puncture")
	}
	if want, _ := Puncture([]Node{root}, OfLeaf(leaf)); !slices.Equal(kept, want) {
		t.Fatal("untidy nodes puncture to another set")
	}
	if kept, changed := Puncture([]Node{root}, Whole()); !changed || len(kept) != 0 {
		t.Fatal("destroying the whole leaves something")
	}
	if len(kept) != Depth*(FanOut-1) {
		t.Fatalf("one leaf out of a root leaves %d nodes", len(kept))
	}
	WipeNodes(kept)
	for i := range kept {
		if kept[i].Key != (Key{}) {
			t.Fatal("a node was not wiped")
		}
	}
}

func TestLeaf(t *testing.T) {
	outside := Leaf{Revision: MaxRevision + 1}
	if _, ok := Derive([]Node{{}}, outside); ok || !OfLeaf(outside).IsEmpty() || !OfRevision(outside.Revision).IsEmpty() {
		t.Fatal("a leaf outside the tree means something")
	}
	if _, ok := NewWalker([]Node{{}}).Derive(outside); ok {
		t.Fatal("a walker derives a leaf outside the tree")
	}
	for _, c := range []struct {
		revision uint64
		part     int
	}{{MaxRevision + 1, 0}, {ReservedRevision, 0}, {1 << 32, 0}, {0, -1}, {0, 256}} {
		if _, err := LeafOf(c.revision, c.part); !errors.Is(err, ErrInvalid) {
			t.Errorf("LeafOf(%d, %d): %v", c.revision, c.part, err)
		}
	}
	if got := OfRevisions(3, 1<<31); got != (Span{From: 3 << 8, To: 1<<32 - 1}) {
		t.Errorf("a range past the last revision is %v", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		l := genLeaf(t)
		made, err := LeafOf(uint64(l.Revision), int(l.Part))
		if reserved := l.Revision == ReservedRevision; reserved != (err != nil) || !reserved && made != l ||
			LeafAt(l.Index()) != l {
			t.Fatalf("%v does not come back", l)
		}
		if !OfRevision(l.Revision).Holds(l) || !OfLeaf(l).Holds(l) || !Whole().Covers(OfLeaf(l)) {
			t.Fatalf("%v lies outside its own span", l)
		}
	})
}

func TestNewRootWithoutRandomness(t *testing.T) {
	if root, err := NewRoot(bytes.NewReader(make([]byte, KeySize-1))); err == nil || root != (Node{}) {
		t.Fatal("a root was made of too few bytes")
	}
}

func TestDeriveAllocatesNothing(t *testing.T) {
	nodes := []Node{{Key: Key{1}}}
	w := NewWalker(nodes)
	var revision uint32
	if n := testing.AllocsPerRun(100, func() {
		revision++
		Derive(nodes, Leaf{Revision: revision})
		w.Derive(Leaf{Revision: revision})
	}); n != 0 {
		t.Fatalf("%v allocations", n)
	}
}
