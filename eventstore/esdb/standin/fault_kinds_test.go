package standin_test

import (
	"testing"

	"dossierboek/eventstore/esdb/standin"
)

// TestKindNames: each kind and each operation has a name of its own, so that a test can say which one it was.
func TestKindNames(t *testing.T) {
	names := make(map[string]bool)
	for k := standin.Unavailable; k <= standin.FalseCheckpoint; k++ {
		names[k.String()] = true
	}
	if len(names) != int(standin.FalseCheckpoint) || names[""] || names["none"] {
		t.Fatalf("%d kinds have the names %v", standin.FalseCheckpoint, names)
	}
	clear(names)
	for o := standin.Any; o <= standin.Features; o++ {
		names[o.String()] = true
	}
	if len(names) != int(standin.Features)+1 || names[""] || names["unknown"] {
		t.Fatalf("%d operations have the names %v", standin.Features+1, names)
	}
}
