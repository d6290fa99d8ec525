package vault

import (
	"fmt"
	"sync/atomic"
	"testing"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

func BenchmarkIssue(b *testing.B) {
	var next atomic.Int64
	b.Run("lone", func(b *testing.B) {
		h := newHouse(b)
		for b.Loop() {
			must(b, h.Issue(b.Context(), "dossier-1", person(int(next.Add(1)))))
		}
	})
	b.Run("64 callers", func(b *testing.B) {
		h := newHouse(b)
		b.SetParallelism(32) // on two cores
		b.ResetTimer()
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				must(b, h.Issue(b.Context(), "dossier-1", person(int(next.Add(1)))))
			}
		})
	})
}

func BenchmarkLeaf(b *testing.B) {
	h := newHouse(b)
	must(b, h.Issue(b.Context(), "dossier-1", person(1)))
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			h.clock.advance(keep)
			_, err := h.Leaf(b.Context(), person(1), leaf(1, 0))
			must(b, err)
		}
	})
	b.Run("cached", func(b *testing.B) {
		keys := h.Keys(b.Context())
		for i := uint32(0); b.Loop(); i++ {
			_, err := keys(person(1), leaf(i&seal.MaxRevision, 0))
			must(b, err)
		}
	})
}

// One person with one node, of few and of many: the same.
func BenchmarkDestroy(b *testing.B) {
	for _, holders := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("%d holders", holders), func(b *testing.B) {
			h := newHouse(b)
			for n := 0; n < holders; n += 1000 {
				var some []id.Houder
				for i := range 1000 {
					some = append(some, person(n+i))
				}
				must(b, h.Issue(b.Context(), "dossier-1", some...))
			}
			n := 0
			for b.Loop() {
				b.StopTimer()
				p := person(holders + n)
				must(b, h.Issue(b.Context(), "dossier-1", p))
				b.StartTimer()
				must(b, h.Destroy(b.Context(), vernietiging(n), []Target{whole(p)}))
				n++
			}
		})
	}
}
