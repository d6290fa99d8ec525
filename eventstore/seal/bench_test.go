package seal

import "testing"

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
