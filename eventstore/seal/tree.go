package seal

import (
	"fmt"
	"io"
)

const (
	// Depth is the level of the leaves; the root has level 0.
	Depth = 8
	// FanOut is the number of children of each node above the leaves.
	FanOut = 16

	nibble    = 4 // bits of a leaf index per level
	treeLabel = "dossierboek/tree/v1"
)

// Node is a key in the tree together with its place. Who holds a node can derive every leaf under it and nothing else.
// Prefix is the upper 4×Level bits of the index of each leaf below it, as a number: 0 for the root.
type Node struct {
	Level  uint8
	Prefix uint32
	Key    Key
}

// NewRoot makes the key of a new holder. It fails only where the source of randomness does.
func NewRoot(rand io.Reader) (Node, error) {
	var key Key // a reader gets to see it, so it lies on the heap: what is returned is a copy, and this is wiped
	defer key.Wipe()
	if _, err := io.ReadFull(rand, key[:]); err != nil {
		return Node{}, fmt.Errorf("seal: no randomness for a new root: %w", err)
	}
	return Node{Key: key}, nil
}

// Valid reports whether there is such a place in the tree. Whoever reads nodes from outside asks this first; a node
// that is not valid covers no leaf.
func (n Node) Valid() bool {
	return n.Level <= Depth && uint64(n.Prefix) < 1<<(nibble*uint(n.Level))
}

// Span is what the node covers.
func (n Node) Span() Span {
	if !n.Valid() {
		return none
	}
	below := 32 - nibble*uint(n.Level)
	from := n.Prefix << below
	return Span{From: from, To: from | (1<<below - 1)}
}

// Wipe overwrites the node's key.
func (n *Node) Wipe() { n.Key.Wipe() }

// WipeNodes overwrites the keys of all nodes in the slice.
func WipeNodes(nodes []Node) {
	for i := range nodes {
		nodes[i].Wipe()
	}
}

// child writes the i-th child's key to out. out may be key itself.
func child(out, key *Key, level uint8, i uint8) {
	var m [len(treeLabel) + 2]byte
	copy(m[:], treeLabel)
	m[len(treeLabel)], m[len(treeLabel)+1] = level, i
	mac(out, key, m[:])
}

// descend turns the key of a node at level from into that of its descendant at level to, above or at the leaf index.
func descend(key *Key, from, to uint8, index uint32) {
	for level := from + 1; level <= to; level++ {
		child(key, key, level, step(index, level))
	}
}

// step is which child leads from level-1 to level on the way to a leaf.
func step(index uint32, level uint8) uint8 {
	return uint8(index>>(32-nibble*uint(level))) & (FanOut - 1)
}

// Derive returns the key of a leaf from the node that covers it. False means that no node does: the leaf is destroyed,
// or lies outside the tree. The nodes may stand in any order; for many leaves of one holder use a [Walker].
func Derive(nodes []Node, l Leaf) (Key, bool) {
	for i := range nodes {
		if nodes[i].Span().Holds(l) {
			key := nodes[i].Key
			descend(&key, nodes[i].Level, Depth, l.Index())
			return key, true
		}
	}
	return Key{}, false
}
