package vault

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// A vault that is open, here or in another process, can be copied, and the copy opens with the ring.
func TestCopyOfAnOpenVault(t *testing.T) {
	h := newHouse(t)
	v := h.Vault
	holder := id.HouderVan(id.Van[id.Betrokkene](uuid.New()))
	must(t, v.Issue(t.Context(), "dossier-x", holder))
	want, err := v.Leaf(t.Context(), holder, seal.Leaf{})
	must(t, err)
	to := filepath.Join(t.TempDir(), "kopie.db")
	if err := Copy(t.Context(), v.file.Path(), to, uuid.New(), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("a copy for another ledger: %v", err)
	}
	must(t, Copy(t.Context(), v.file.Path(), to, v.ledger, nil))
	if err := Copy(t.Context(), v.file.Path(), to, v.ledger, nil); !errors.Is(err, ErrExists) {
		t.Errorf("a copy over a copy: %v", err)
	}
	c, err := Open(t.Context(), to, v.ledger, v.ring, Options{})
	must(t, err)
	defer c.Close()
	if got, err := c.Leaf(t.Context(), holder, seal.Leaf{}); err != nil || got != want {
		t.Errorf("the copy gives another key, or none: %v", err)
	}
}
