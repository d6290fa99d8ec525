package seal

import (
	"crypto/rand"
	"testing"

	"dossierboek/domain/id"
)

func BenchmarkDerive(b *testing.B) {
	nodes := []Node{{Key: Key{1}}}
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			Derive(nodes, Leaf{Revision: uint32(i) & MaxRevision})
		}
	})
	b.Run("walker", func(b *testing.B) {
		b.ReportAllocs()
		w := NewWalker(nodes)
		for i := range b.N {
			w.Derive(Leaf{Revision: uint32(i) & MaxRevision})
		}
	})
}

func BenchmarkPuncture(b *testing.B) {
	root := []Node{{Key: Key{1}}}
	b.Run("leaf", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			Puncture(root, OfLeaf(Leaf{Revision: uint32(i) & MaxRevision}))
		}
	})
	spans := make([]Span, 500)
	for i := range spans {
		spans[i] = OfLeaf(Leaf{Revision: uint32(i) * 10})
	}
	b.Run("500 leaves", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Puncture(root, spans...)
		}
	})
}

// The keys are given at once here: what deriving them costs is BenchmarkDerive's.
func BenchmarkPart(b *testing.B) {
	keys := func(id.Houder, Leaf) (Key, error) { return Key{1}, nil }
	plaintext := make([]byte, 1024)
	for _, policy := range []Policy{ZolangEen, ZolangAllen} {
		stored, err := Seal(nil, rand.Reader, where, policy, plaintext, []id.Houder{jan, fatima}, here, keys)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("seal "+policy.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Seal(nil, rand.Reader, where, policy, plaintext, []id.Houder{jan, fatima}, here, keys)
			}
		})
		b.Run("open "+policy.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := Parse(stored)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := p.Open(where, here, keys); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
