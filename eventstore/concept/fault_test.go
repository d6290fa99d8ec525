package concept

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	mathrand "math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"dossierboek/domain/id"
	"dossierboek/eventstore/ledgerfile"
)

// Hundreds of drafts grow, shrink and go in random order, so that every page of every table splits and fills again.
func TestNoByteLingers(t *testing.T) {
	f := create(t)
	ctx, dir := t.Context(), filepath.Dir(f.file.Path())
	r := mathrand.New(mathrand.NewPCG(1, 2))
	var went [][]byte
	is := map[int][]byte{}
	versions := map[int]uint64{}
	for range 600 {
		n := r.IntN(60)
		switch {
		case is[n] != nil && r.IntN(4) == 0:
			must(t, f.Remove(ctx, draft(n, 1).ID, versions[n]))
			went = append(went, is[n])
			delete(is, n)
			versions[n] = 0
		default:
			if is[n] != nil {
				went = append(went, is[n])
			}
			versions[n]++
			is[n] = blob(200 + r.IntN(3*chunkSize))
			must(t, f.Save(ctx, draft(n, versions[n]), is[n]))
		}
	}
	var stand []id.Concept
	if n := found(t, dir, is[slices.Collect(maps.Keys(is))[0]]); n == 0 {
		t.Fatal("the search does not find what stands")
	}
	for n, b := range is {
		stand = append(stand, draft(n, 1).ID)
		went = append(went, b)
	}
	must(t, f.Destroy(ctx, gone, stand...))
	if n := found(t, dir, went...); n != 0 {
		t.Fatalf("%d pieces of texts that went are left", n)
	}
	must(t, f.Verify(ctx, nil))
}

// Every durable step fails twice: lost, and done but reported failed. The repeat of the call, or a start, finishes it.
func TestEveryStepMayFail(t *testing.T) {
	operations := map[string]struct {
		do   func(context.Context, *File) error
		done func(testing.TB, *File)
	}{
		"save": {func(ctx context.Context, f *File) error {
			err := f.Save(ctx, draft(1, 2), bytes.Repeat([]byte("nieuw "), 1000))
			if errors.Is(err, ErrVersion) {
				return nil // the repeat of a save that was done
			}
			return err
		}, func(t testing.TB, f *File) {
			c, sealed, err := f.Read(t.Context(), draft(1, 1).ID)
			if err != nil || c.Versie != 2 || !bytes.HasPrefix(sealed, []byte("nieuw")) {
				t.Errorf("version %d: %v", c.Versie, err)
			}
		}},
		"remove": {func(ctx context.Context, f *File) error {
			return f.Remove(ctx, draft(1, 1).ID, 1)
		}, func(t testing.TB, f *File) {
			_, err := f.Get(t.Context(), draft(1, 1).ID)
			wantErr(t, err, ErrUnknown)
		}},
		"destroy": {func(ctx context.Context, f *File) error {
			return f.Destroy(ctx, gone, draft(1, 1).ID)
		}, func(t testing.TB, f *File) {
			c, err := f.Get(t.Context(), draft(1, 1).ID)
			if err != nil || c.Vernietigd == nil {
				t.Errorf("no tombstone: %v", err)
			}
		}},
		"copy": {func(ctx context.Context, f *File) error {
			err := copyFile(ctx, f.file.Path(), f.file.Path()+".kopie", ledger, f.file.Fault)
			if errors.Is(err, ErrExists) {
				return nil // the repeat of a copy that was made
			}
			return err
		}, func(t testing.TB, f *File) {
			kopie, err := Open(t.Context(), f.file.Path()+".kopie", ledger)
			must(t, err)
			must(t, kopie.Verify(t.Context(), nil))
			must(t, kopie.Close())
		}},
	}
	errInjected := errors.New("the disk says no")
	for name, op := range operations {
		for _, s := range []ledgerfile.Step{ledgerfile.StepCommit, ledgerfile.StepTruncate, ledgerfile.StepPlace} {
			for _, done := range []bool{false, true} {
				for _, restart := range []bool{false, true} {
					t.Run(fmt.Sprintf("%s/%s/done=%v/restart=%v", name, s, done, restart), func(t *testing.T) {
						f, err := Create(t.Context(), filepath.Join(t.TempDir(), "concepten.db"), ledger)
						must(t, err)
						defer func() { must(t, f.Close()) }()
						old := blob(2 * chunkSize)
						must(t, f.Save(t.Context(), draft(1, 1), old))
						hit := false
						f.file.Fault = func(at ledgerfile.Step, do func() error) error {
							if at != s {
								return do()
							}
							hit = true
							if done {
								must(t, do())
							}
							return errInjected
						}
						if err := op.do(t.Context(), f); hit != (err != nil) {
							t.Fatalf("the fault did not show: %v", err)
						}
						f.file.Fault = nil
						if restart {
							must(t, f.Close())
							f, err = Open(t.Context(), f.file.Path(), ledger)
							must(t, err)
						}
						must(t, op.do(t.Context(), f))
						op.done(t, f)
						must(t, f.Verify(t.Context(), nil))
						if name != "save" && name != "copy" {
							if n := found(t, filepath.Dir(f.file.Path()), old); n != 0 {
								t.Errorf("%d pieces are left", n)
							}
						}
					})
				}
			}
		}
	}
}
