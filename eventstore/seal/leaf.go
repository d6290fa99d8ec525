package seal

import "fmt"

const (
	partBits = 8

	// MaxRevision is the last revision in the tree: 16,777,215. No event has it, see ReservedRevision.
	MaxRevision = 1<<(32-partBits) - 1
	// ReservedRevision is the revision whose leaves no event gets: LeafOf, Seal, Open and the later wraps refuse it. Its
	// part 0 is for drafts, see [SealDraft]; the others are for nothing yet.
	ReservedRevision = MaxRevision
	// MaxPart is the highest part number of an event.
	MaxPart = 1<<partBits - 1
)

// Leaf is the place of one part in the tree of each of its holders: the event's revision in its stream, and the part's
// number in the event.
type Leaf struct {
	Revision uint32
	Part     uint8
}

// LeafOf makes a leaf of a stream's revision and a part number. It fails with ErrInvalid for what no event has:
// outside the tree, or reserved.
func LeafOf(revision uint64, part int) (Leaf, error) {
	if revision >= ReservedRevision || part < 0 || part > MaxPart {
		return Leaf{}, fmt.Errorf("%w: revision %d, part %d is no event's", ErrInvalid, revision, part)
	}
	return Leaf{Revision: uint32(revision), Part: uint8(part)}, nil
}

// Valid reports whether the leaf lies in the tree. A leaf that does not has no key: it is not destroyed, it never was.
func (l Leaf) Valid() bool { return l.Revision <= MaxRevision }

// ofEvent reports whether the leaf is one that a part of an event can have.
func (l Leaf) ofEvent() bool { return l.Revision < ReservedRevision }

// Index is the leaf's number from the left: the revision in the upper 24 bits, the part in the lower 8. It means
// something for a Valid leaf only.
func (l Leaf) Index() uint32 { return l.Revision<<partBits | uint32(l.Part) }

// LeafAt is the leaf with an index.
func LeafAt(index uint32) Leaf { return Leaf{Revision: index >> partBits, Part: uint8(index)} }

// Span is a run of leaves by index, both ends included. A span whose From lies after its To holds no leaf.
type Span struct{ From, To uint32 }

// none holds no leaf.
var none = Span{From: 1, To: 0}

// Whole holds every leaf: destroying it destroys the person.
func Whole() Span { return Span{From: 0, To: 1<<32 - 1} }

// OfLeaf holds one leaf, or none where it lies outside the tree.
func OfLeaf(l Leaf) Span {
	if !l.Valid() {
		return none
	}
	return Span{From: l.Index(), To: l.Index()}
}

// OfRevision holds all parts of one event.
func OfRevision(revision uint32) Span { return OfRevisions(revision, revision) }

// OfRevisions holds all parts of the events from one revision up to and including another. Revisions past MaxRevision
// have no leaves.
func OfRevisions(from, to uint32) Span {
	if from > MaxRevision || from > to {
		return none
	}
	return Span{From: from << partBits, To: min(to, MaxRevision)<<partBits | MaxPart}
}

// IsEmpty reports whether the span holds no leaf.
func (s Span) IsEmpty() bool { return s.From > s.To }

// Holds reports whether the leaf lies in the span.
func (s Span) Holds(l Leaf) bool { return l.Valid() && s.From <= l.Index() && l.Index() <= s.To }

// Covers reports whether every leaf of other lies in the span.
func (s Span) Covers(other Span) bool {
	return other.IsEmpty() || s.From <= other.From && other.To <= s.To
}
