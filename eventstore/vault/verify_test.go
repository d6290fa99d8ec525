package vault

import (
	"errors"
	"strings"
	"testing"

	"dossierboek/eventstore/seal"
)

// Verify names each way in which a vault can be wrong; and no report of it holds a key.
func TestVerifyNamesWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		damage string // SQL on a sound vault: person 1 whole, 2 punctured, 3 destroyed
		want   string
	}{
		"a key gone": {"UPDATE node SET holder = zeroblob(16), place = zeroblob(5), box = zeroblob(64) WHERE holder = ?1",
			"gone without tombstone"},
		"a node gone": {"UPDATE node SET holder = zeroblob(16), place = zeroblob(5), box = zeroblob(64) " +
			"WHERE id = (SELECT max(id) FROM node WHERE holder = ?2)", "gone without tombstone"},
		"a tombstone gone": {"DELETE FROM tombstone WHERE holder = ?3", "gone without tombstone"},
		"a tombstone too many": {"INSERT INTO tombstone SELECT NULL, ?1, 5, 9, vernietiging, at FROM tombstone LIMIT 1",
			"tombstone says that it was destroyed"},
		"a box changed": {"UPDATE node SET box = CAST(substr(box, 1, 30) || x'00112233' || substr(box, 35) AS BLOB) WHERE " +
			"holder = ?1", "does not open"},
		"a box of another": {"UPDATE node SET box = (SELECT box FROM node WHERE holder = ?1) " +
			"WHERE id = (SELECT max(id) FROM node WHERE holder = ?2)", "does not open"},
		"a box of another epoch": {"UPDATE node SET box = CAST(x'00000063' || substr(box, 5) AS BLOB) WHERE holder = ?1",
			"does not hold the epoch"},
		"a box moved":             {"UPDATE node SET place = x'0100000003' WHERE holder = ?1", "does not open"},
		"a node outside the tree": {"UPDATE node SET place = x'09FFFFFFFF' WHERE holder = ?1", "outside the tree"},
		"two nodes overlap": {"INSERT INTO node SELECT NULL, holder, x'0800000001', box FROM node WHERE holder = ?1",
			"overlap"},
		"a node of nobody":     {"DELETE FROM holder WHERE holder = ?1", "belong to no holder"},
		"a free row not wiped": {"UPDATE node SET holder = zeroblob(16) WHERE holder = ?1", "not zeros"},
		"an index key changed": {"UPDATE index_key SET box = CAST(substr(box, 1, 30) || x'00112233' || substr(box, 35) AS " +
			"BLOB)", "does not open"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			ctx := t.Context()
			must(t, h.Issue(ctx, "dossier-1", person(1), person(2), person(3)))
			must(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(3)), {person(2), seal.OfRevision(4)}}))
			_, err := h.indexKey("zoek-1")
			must(t, err)
			h.verify()
			var args []any
			for n := range 3 {
				u := person(n + 1).UUID()
				args = append(args, u[:])
			}
			_, err = h.file.Writer.Exec(c.damage, args[:highest(c.damage)]...)
			must(t, err)
			_, err = h.Verify(ctx, nil)
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error is %v, want one that says %q", err, c.want)
			}
		})
	}
}

// highest is the highest parameter that a statement uses.
func highest(query string) int {
	for n := 3; n > 0; n-- {
		if strings.Contains(query, "?"+string(rune('0'+n))) {
			return n
		}
	}
	return 0
}

func TestADamagedKeyIsNeitherDestroyedNorUnknown(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1)))
	_, err := h.file.Writer.Exec("UPDATE node SET holder = zeroblob(16), place = zeroblob(5), box = zeroblob(64)")
	must(t, err)
	_, err = h.Leaf(ctx, person(1), leaf(0, 0))
	wantErr(t, err, ErrDamaged)
	if errors.Is(err, seal.ErrDestroyed) {
		t.Fatal("a lost key passes for a destroyed one")
	}
	_, err = h.State(ctx, person(1))
	wantErr(t, err, ErrDamaged)
	wantErr(t, h.Issue(ctx, "dossier-1", person(1)), ErrDamaged)
	// The gate may still say that it was destroyed.
	must(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(1))}))
	_, err = h.Leaf(ctx, person(1), leaf(0, 0))
	wantErr(t, err, seal.ErrDestroyed)
	h.verify()
}
