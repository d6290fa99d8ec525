package vault

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// shard is as many bytes as a remnant has at least to be found, whatever the alignment.
const shard = 8

// shards are pieces of boxes: raw, and as text in hex and in base64 at all three alignments.
type shards map[uint64]bool

func (s shards) add(box []byte) {
	secret := box[4:] // the epoch's number is no secret
	s.cut(secret)
	s.cut([]byte(hex.EncodeToString(secret)))
	s.cut(bytes.ToUpper([]byte(hex.EncodeToString(secret))))
	for i := range 3 {
		s.cut([]byte(base64.RawStdEncoding.EncodeToString(secret[i : i+54])))
		s.cut([]byte(base64.RawURLEncoding.EncodeToString(secret[i : i+54])))
	}
}

func (s shards) cut(b []byte) {
	for ; len(b) >= shard; b = b[shard:] {
		s[binary.BigEndian.Uint64(b)] = true
	}
}

// remnants counts the places in all files of a folder where a shard stands.
func (s shards) remnants(t testing.TB, dir string) (n int) {
	t.Helper()
	seen := make([]uint64, 1<<18) // the first three bytes of all shards, so that few places need the map
	for x := range s {
		seen[x>>46] |= 1 << (x >> 40 & 63)
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for i := 0; i+shard <= len(b); i++ {
			if x := binary.BigEndian.Uint64(b[i:]); seen[x>>46]>>(x>>40&63)&1 == 1 && s[x] {
				n++
			}
		}
		return err
	})
	must(t, err)
	return n
}

// boxes are boxes as they stand in the database.
type boxes map[[boxSize]byte]bool

// boxesOf reads the boxes of holders.
func (h *house) boxesOf(holders ...id.Houder) boxes {
	h.Helper()
	all := boxes{}
	for _, p := range holders {
		nodes, err := snapshot(h.Context(), h.Vault, func(q querier) ([]standing, error) {
			return standingNodes(h.Context(), q, p)
		})
		must(h, err)
		for _, n := range nodes {
			all[[boxSize]byte(n.box)] = true
		}
	}
	return all
}

// allBoxes reads every box of the vault.
func (h *house) allBoxes() boxes {
	h.Helper()
	all := boxes{}
	must(h, h.file.Read(func(db *sql.DB) error {
		rows, err := db.QueryContext(h.Context(),
			"SELECT box FROM node WHERE box <> zeroblob(64) UNION ALL SELECT box FROM index_key WHERE box <> zeroblob(64)")
		must(h, err)
		defer rows.Close()
		for rows.Next() {
			var box []byte
			must(h, rows.Scan(&box))
			all[[boxSize]byte(box)] = true
		}
		return rows.Err()
	}))
	return all
}

// addGone adds the shards of boxes that stood before and do not after.
func (s shards) addGone(before, after boxes) {
	for box := range before {
		if !after[box] {
			s.add(box[:])
		}
	}
}

func TestTheSearchForRemnantsFindsWhatStands(t *testing.T) {
	h := newHouse(t)
	must(t, h.Issue(t.Context(), "dossier-1", person(1)))
	pieces := shards{}
	pieces.addGone(h.boxesOf(person(1)), nil)
	if pieces.remnants(t, h.dir) == 0 {
		t.Fatal("the boxes of a live key are not found")
	}
	for piece := range pieces {
		other := t.TempDir()
		must(t, os.WriteFile(filepath.Join(other, "x"), binary.BigEndian.AppendUint64([]byte("scheef"), piece), 0o600))
		if pieces.remnants(t, other) != 1 {
			t.Fatal("a shard is not found")
		}
	}
}

// Thousands of holders come and go in random order, whole and in part, while pages split and merge in every index.
// Nothing of a box that went may stand in any byte of any file: this is what the layout of the tables is for.
func TestDestroyLeavesNoByteOfAKey(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	r := rand.New(rand.NewPCG(1, 2))
	var live []id.Houder
	next := 0
	issue := func(n int) {
		for range n {
			live = append(live, person(next))
			next++
		}
		must(t, h.Issue(ctx, "dossier-1", live[len(live)-n:]...))
	}
	issue(1500)
	gone := shards{}
	for round := range 6 {
		before := h.allBoxes()
		r.Shuffle(len(live), func(i, j int) { live[i], live[j] = live[j], live[i] })
		var targets []Target
		for _, p := range live[:150] {
			targets = append(targets, whole(p))
		}
		for _, p := range live[150:160] {
			targets = append(targets, Target{p, seal.OfLeaf(leaf(r.Uint32N(1000), uint8(r.Uint32N(3))))})
		}
		live = live[150:]
		must(t, h.Destroy(ctx, vernietiging(round), targets))
		gone.addGone(before, h.allBoxes())
		if n := gone.remnants(t, h.dir); n != 0 {
			t.Fatalf("round %d: %d pieces of destroyed keys are left in the files", round, n)
		}
		issue(100)
	}
	// A rotation replaces every box.
	old := h.allBoxes()
	must(t, h.Rotate(ctx, h.clock.now(), nil))
	gone.addGone(old, h.allBoxes())
	if n := gone.remnants(t, h.dir); n != 0 {
		t.Fatalf("%d pieces of boxes of an old epoch are left in the files", n)
	}
	h.verify()
	must(t, h.Destroy(ctx, vernietiging(99), wholes(live)))
	if n := h.nodes(); n != 0 {
		t.Fatalf("%d nodes are left of nobody", n)
	}
	h.verify()
}

func wholes(holders []id.Houder) (list []Target) {
	for _, p := range holders {
		list = append(list, whole(p))
	}
	return list
}

func (h *house) nodes() (n int) {
	must(h, h.file.Read(func(db *sql.DB) error {
		return db.QueryRow("SELECT count(*) FROM node WHERE holder <> zeroblob(16)").Scan(&n)
	}))
	return n
}

// Every law of the vault against a model, over any sequence of calls.
func TestTheVaultKeepsItsLawsOverAnySequence(t *testing.T) {
	ctx := t.Context()
	rapid.Check(t, func(r *rapid.T) {
		h := newHouse(t)
		defer func() { h.Close() }()
		buried := map[id.Houder][]seal.Span{}
		known := map[id.Houder]map[seal.Leaf]seal.Key{}
		leaves := []seal.Leaf{leaf(0, 0), leaf(0, 1), leaf(1, 0), leaf(15, 0), leaf(16, 0), leaf(255, 7), leaf(4096, 0),
			leaf(seal.MaxRevision, 255)}
		holder := rapid.Custom(func(r *rapid.T) id.Houder { return person(rapid.IntRange(0, 3).Draw(r, "holder")) })
		gone := shards{}
		r.Repeat(map[string]func(*rapid.T){
			"issue": func(r *rapid.T) {
				p := holder.Draw(r, "p")
				err := h.Issue(ctx, "dossier-1", p)
				switch {
				case known[p] == nil && buried[p] == nil:
					must(r, err)
					known[p] = map[seal.Leaf]seal.Key{}
					for _, l := range leaves {
						known[p][l], err = h.Leaf(ctx, p, l)
						must(r, err)
					}
				case known[p] == nil, union(buried[p]).covers(seal.Whole()):
					wantErr(r, err, seal.ErrDestroyed)
				default:
					must(r, err)
				}
			},
			"destroy": func(r *rapid.T) {
				p := holder.Draw(r, "p")
				l := rapid.SampledFrom(leaves).Draw(r, "leaf")
				s := rapid.SampledFrom([]seal.Span{
					seal.Whole(), seal.OfLeaf(l), seal.OfRevision(l.Revision), seal.OfRevisions(0, l.Revision),
					{From: l.Index(), To: seal.Whole().To},
				}).Draw(r, "span")
				before := h.boxesOf(p)
				must(r, h.Destroy(ctx, vernietiging(1), []Target{{p, s}}))
				buried[p] = append(buried[p], s)
				gone.addGone(before, h.boxesOf(p))
				covered, err := h.Covers(ctx, Target{p, s})
				if err != nil || !covered {
					r.Fatalf("what was destroyed is not covered (error %v)", err)
				}
			},
			"rotate": func(r *rapid.T) { must(r, h.Rotate(ctx, h.clock.now(), nil)) },
			"drop": func(r *rapid.T) {
				_, err := h.DropExpired(ctx, h.clock.now().Add(1), 0)
				must(r, err)
			},
			"later":  func(r *rapid.T) { h.clock.advance(keep) },
			"reopen": func(r *rapid.T) { h.reopen() },
			"": func(r *rapid.T) {
				for p, keys := range known {
					for _, l := range leaves {
						key, err := h.Leaf(ctx, p, l)
						if union(buried[p]).covers(seal.OfLeaf(l)) {
							wantErr(r, err, seal.ErrDestroyed)
						} else if err != nil || key != keys[l] {
							r.Fatalf("leaf %v changed (error %v)", l, err)
						}
					}
				}
			},
		})
		if n := gone.remnants(t, h.dir); n != 0 {
			r.Fatalf("%d pieces of destroyed keys are left", n)
		}
		h.verify()
	})
}
