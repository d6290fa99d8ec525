package concept

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"dossierboek/domain/id"
)

var (
	ledger = number("ledger", 1)
	begin  = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	gone   = Vernietigd{id.Van[id.Vernietiging](number("vernietiging", 1)), begin.Add(time.Hour)}
)

// What the file says of itself is what a copy of it is known by. A chunk fills a page.
func TestTheFileHasItsMark(t *testing.T) {
	f := create(t)
	for pragma, want := range map[string]int{"application_id": 1129270851, "user_version": 2, "page_size": 4096} { // CONC
		var got int
		must(t, f.file.Writer.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %d, want %d", pragma, got, want)
		}
	}
}

// Whatever is saved, thrown away and destroyed, in any order: what stands is read back as it was saved, what went
// leaves no byte, and Verify agrees.
func TestAnySequence(t *testing.T) {
	type model struct {
		Concept
		sealed []byte
	}
	rapid.Check(t, func(r *rapid.T) {
		ctx := context.Background()
		dir, err := os.MkdirTemp(t.TempDir(), "")
		must(t, err)
		f, err := Create(ctx, filepath.Join(dir, "concepten.db"), ledger)
		must(t, err)
		defer func() { must(t, f.Close()) }()
		is := map[int]*model{}
		var went [][]byte
		which := rapid.IntRange(0, 4)
		r.Repeat(map[string]func(*rapid.T){
			"save": func(r *rapid.T) {
				n := which.Draw(r, "n")
				version := uint64(1)
				if m := is[n]; m != nil {
					version = m.Versie + 1
				}
				version += uint64(rapid.SampledFrom([]int{0, 0, 0, 0, 1}).Draw(r, "off"))
				c, sealed := draft(n, version),
					blob(rapid.SampledFrom([]int{1, 300, chunkSize - 1, chunkSize, chunkSize + 1, 3*chunkSize + 7}).Draw(r, "length"))
				err := f.Save(ctx, c, sealed)
				switch m := is[n]; {
				case m == nil && version == 1:
					must(r, err)
					is[n] = &model{c, sealed}
				case m == nil:
					wantErr(r, err, ErrUnknown)
				case m.Vernietigd != nil:
					wantErr(r, err, ErrDestroyed)
				case version != m.Versie+1:
					wantErr(r, err, ErrVersion)
				default:
					must(r, err)
					went = append(went, m.sealed)
					is[n] = &model{c, sealed}
				}
			},
			"remove": func(r *rapid.T) {
				n := which.Draw(r, "n")
				if m := is[n]; m != nil {
					wantErr(r, f.Remove(ctx, m.ID, m.Versie+1), ErrVersion)
					must(r, f.Remove(ctx, m.ID, uint64(rapid.SampledFrom([]int{0, int(m.Versie)}).Draw(r, "version"))))
					went = append(went, m.sealed)
					delete(is, n)
				}
				must(r, f.Remove(ctx, draft(n, 1).ID, 0))
			},
			"destroy": func(r *rapid.T) {
				n := which.Draw(r, "n")
				must(r, f.Destroy(ctx, gone, draft(n, 1).ID, draft(99, 1).ID))
				if m := is[n]; m != nil && m.Vernietigd == nil {
					went = append(went, m.sealed)
					m.sealed, m.Over, m.Vernietigd = nil, nil, &gone
				}
			},
			"reopen": func(r *rapid.T) {
				must(r, f.Close())
				var err error
				f, err = Open(ctx, f.file.Path(), ledger)
				must(r, err)
			},
			"": func(r *rapid.T) {
				live := 0
				for n := range 5 {
					c, sealed, err := f.Read(ctx, draft(n, 1).ID)
					m := is[n]
					if m == nil {
						wantErr(r, err, ErrUnknown)
						continue
					}
					must(r, err)
					if m.Vernietigd == nil {
						live++
					}
					if !reflect.DeepEqual(c, m.Concept) || !bytes.Equal(sealed, m.sealed) {
						r.Fatalf("draft %d reads otherwise: %+v, want %+v", n, c, m.Concept)
					}
					for what, list := range map[string]func() ([]Concept, error){
						"owner":   func() ([]Concept, error) { return f.OfOwner(ctx, c.Eigenaar) },
						"dossier": func() ([]Concept, error) { return f.OfDossier(ctx, c.Dossier) },
					} {
						all, err := list()
						must(r, err)
						if !slices.ContainsFunc(all, func(x Concept) bool { return reflect.DeepEqual(x, c) }) {
							r.Fatalf("draft %d is not in the list of its %s", n, what)
						}
					}
				}
				all, old, err := f.Count(ctx, begin.Add(1000*time.Hour))
				if err != nil || all != live || old != live {
					r.Fatalf("%d drafts, %d old, want %d: %v", all, old, live, err)
				}
				seen := 0
				must(r, f.Verify(ctx, func(c Concept, sealed []byte) { seen++ }))
				if seen != live {
					r.Fatalf("Verify saw %d drafts of %d", seen, live)
				}
			},
		})
		// Superseded saves may stand in the write-ahead log until something goes.
		must(r, f.Remove(ctx, draft(99, 1).ID, 0))
		if n := found(t, dir, went...); n != 0 {
			r.Fatalf("%d pieces of texts that went are left", n)
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	f := create(t)
	ctx, dir := t.Context(), t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	_, err := Open(ctx, in("none"), ledger)
	wantErr(t, err, ErrMissing)
	_, err = Open(ctx, f.file.Path(), number("ledger", 2))
	wantErr(t, err, ErrForeign)
	_, err = Create(ctx, f.file.Path(), ledger)
	wantErr(t, err, ErrExists)
	_, err = Create(ctx, in("new"), uuid.Nil)
	wantErr(t, err, ErrInvalid)
	must(t, os.WriteFile(in("text"), bytes.Repeat([]byte("geen database "), 100), 0o600))
	_, err = Open(ctx, in("text"), ledger)
	wantErr(t, err, ErrForeign)
	_, err = f.file.Writer.ExecContext(ctx, "PRAGMA user_version = 9")
	must(t, err)
	_, err = Open(ctx, f.file.Path(), ledger)
	wantErr(t, err, ErrNewer)
	other := create(t)
	must(t, other.Close())
	wantErr(t, other.Save(ctx, draft(1, 1), blob(9)), ErrClosed)
	_, err = other.Get(ctx, draft(1, 1).ID)
	wantErr(t, err, ErrClosed)
}

func TestSaveRefuses(t *testing.T) {
	f := create(t)
	for name, change := range map[string]func(*Concept){
		"no id": func(c *Concept) { c.ID = id.Concept{} }, "no dossier": func(c *Concept) { c.Dossier = id.Dossier{} },
		"no owner": func(c *Concept) { c.Eigenaar = "" }, "no kind": func(c *Concept) { c.Waarvan = "" },
		"no version": func(c *Concept) { c.Versie = 0 },
	} {
		c := draft(1, 1)
		change(&c)
		if err := f.Save(t.Context(), c, blob(9)); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantErr(t, f.Save(t.Context(), draft(1, 1), nil), ErrInvalid)
	wantErr(t, f.Save(t.Context(), draft(1, 1), make([]byte, MaxSealed+1)), ErrInvalid)
	must(t, f.Save(t.Context(), draft(1, 1), make([]byte, MaxSealed)))
	c := draft(1, 2)
	c.Eigenaar = "m-0"
	wantErr(t, f.Save(t.Context(), c, blob(9)), ErrInvalid)
	wantErr(t, f.Destroy(t.Context(), Vernietigd{}, c.ID), ErrInvalid)
}

// A copy is whole, opens as the original, and holds nothing that had gone before it was made.
func TestCopyAndRestore(t *testing.T) {
	f := create(t)
	ctx, dir := t.Context(), t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	kept, gone := blob(5000), blob(5000)
	must(t, f.Save(ctx, draft(1, 1), kept))
	must(t, f.Save(ctx, draft(2, 1), gone))
	must(t, f.Remove(ctx, draft(2, 1).ID, 1))
	must(t, Copy(ctx, f.file.Path(), in("kopie"), ledger))
	wantErr(t, Copy(ctx, f.file.Path(), in("kopie"), ledger), ErrExists)
	wantErr(t, Copy(ctx, f.file.Path(), in("kopie2"), number("ledger", 2)), ErrForeign)
	wantErr(t, Restore(ctx, in("kopie"), f.file.Path(), ledger), ErrExists)
	wantErr(t, Restore(ctx, in("kopie"), in("terug"), number("ledger", 2)), ErrForeign)
	must(t, Restore(ctx, in("kopie"), in("terug"), ledger))
	back, err := Open(ctx, in("terug"), ledger)
	must(t, err)
	defer back.Close()
	_, sealed, err := back.Read(ctx, draft(1, 1).ID)
	if err != nil || !bytes.Equal(sealed, kept) {
		t.Errorf("the copy reads otherwise: %v", err)
	}
	must(t, back.Verify(ctx, nil))
	if n := found(t, dir, gone); n != 0 {
		t.Errorf("%d pieces of what had gone are in the copy", n)
	}
	for _, name := range []string{"kopie", "terug"} {
		if info, err := os.Stat(in(name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v (%v)", name, info.Mode(), err)
		}
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	for name, query := range map[string]string{
		"a chunk without draft": "UPDATE stuk SET plaats = randomblob(20) WHERE id = 1",
		"a free row with bytes": "UPDATE stuk SET plaats = " + free + " WHERE id = 1",
		"a length":              "UPDATE concept SET lengte = lengte + 4000",
		"a person of no draft":  "INSERT INTO over VALUES (randomblob(16), randomblob(16))",
	} {
		f := create(t)
		must(t, f.Save(t.Context(), draft(1, 1), blob(5000)))
		_, err := f.file.Writer.Exec(query)
		must(t, err)
		if err := f.Verify(t.Context(), nil); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file of before tombstones of what another threw away opens with all that was in it.
func TestAnOlderFileIsBroughtUp(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "concepten.db")
	first, err := schema.ReadFile("schema/0001.sql")
	must(t, err)
	old := *kind
	old.Schema = fstest.MapFS{"schema/0001.sql": {Data: first}}
	must(t, old.Create(ctx, path, ledger))
	file, err := old.Open(ctx, path, ledger)
	must(t, err)
	for n, end := range map[int]string{1: "4000, NULL, NULL", 2: "0, 7, x'00000000000000000000000000000001'"} {
		c := draft(n, 1)
		which, dossier := c.ID.UUID(), c.Dossier.UUID()
		_, err := file.Writer.ExecContext(ctx, "INSERT INTO concept VALUES (?, ?, zeroblob(16), ?, ?, 1, 2, 1, "+end+")",
			which[:], dossier[:], c.Eigenaar, c.Waarvan)
		must(t, err)
	}
	_, err = file.Writer.ExecContext(ctx, "INSERT INTO stuk (plaats, data) VALUES (?, ?)", place(draft(1, 1).ID, 0),
		blob(4000))
	must(t, err)
	must(t, file.Close())
	f, err := Open(ctx, path, ledger)
	must(t, err)
	defer func() { must(t, f.Close()) }()
	must(t, f.Verify(ctx, nil))
	if _, sealed, err := f.Read(ctx, draft(1, 1).ID); err != nil || len(sealed) != 4000 {
		t.Errorf("%d bytes, %v", len(sealed), err)
	}
	if c, err := f.Get(ctx, draft(2, 1).ID); err != nil || c.Vernietigd == nil || c.Weggegooid != nil {
		t.Errorf("%+v, %v", c, err)
	}
}

// What another threw away leaves no byte of its text, and a tombstone that nothing but its owner's Remove takes away.
func TestDiscard(t *testing.T) {
	ctx, f := t.Context(), create(t)
	text, w := blob(9000), Weggegooid{Door: "t-1", Reden: "niet-nodig", Op: begin}
	must(t, f.Save(ctx, draft(1, 1), text))
	wantErr(t, f.Discard(ctx, draft(1, 1).ID, 2, w), ErrVersion)
	wantErr(t, f.Discard(ctx, draft(1, 1).ID, 1, Weggegooid{Door: "t-1"}), ErrInvalid)
	must(t, f.Discard(ctx, draft(1, 1).ID, 1, w))
	must(t, f.Discard(ctx, draft(1, 1).ID, 1, Weggegooid{Door: "t-2", Reden: "x", Op: begin}))
	must(t, f.Destroy(ctx, gone, draft(1, 1).ID))
	wantErr(t, f.Save(ctx, draft(1, 2), text), ErrDestroyed)
	must(t, f.Verify(ctx, nil))
	c, sealed, err := f.Read(ctx, draft(1, 1).ID)
	if err != nil || sealed != nil || len(c.Over) > 0 || c.Vernietigd != nil || c.Weggegooid == nil ||
		*c.Weggegooid != w {
		t.Errorf("%+v, %v", c, err)
	}
	if all, err := f.Drafts(ctx); err != nil || len(all) > 0 {
		t.Errorf("%d drafts, %v", len(all), err)
	}
	if n := found(t, filepath.Dir(f.file.Path()), text); n > 0 {
		t.Errorf("%d pieces of the text are left", n)
	}
	must(t, f.Remove(ctx, draft(1, 1).ID, 1))
	if _, err := f.Get(ctx, draft(1, 1).ID); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
}
