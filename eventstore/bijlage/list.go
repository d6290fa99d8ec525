package bijlage

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"
	"time"

	"gocloud.dev/blob"

	"dossierboek/domain/id"
)

// Entry is a file that is there.
type Entry struct {
	Name
	Known bool // it is named as files are; else Name is zero, and it is a remnant or somebody else's
	Size  int64
	At    time.Time // when it was written
	key   string
}

// Key is the name in the bucket of an entry, as it stands there.
func (e Entry) Key() string { return e.key }

// List yields all files, those of one dossier together.
func (s *Store) List(ctx context.Context) iter.Seq2[Entry, error] { return s.list(ctx, "") }

// Of yields the files of a dossier.
func (s *Store) Of(ctx context.Context, d id.Dossier) iter.Seq2[Entry, error] {
	return s.list(ctx, d.String()+"/")
}

func (s *Store) list(ctx context.Context, prefix string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for it := s.bucket.List(&blob.ListOptions{Prefix: prefix}); ; {
			var o *blob.ListObject
			err := s.step(ctx, func(ctx context.Context) (err error) {
				if o, err = it.Next(ctx); errors.Is(err, io.EOF) {
					err = nil
				}
				return err
			})
			if err != nil {
				yield(Entry{}, err)
				return
			}
			if o == nil {
				return
			}
			e := Entry{Size: o.Size, At: o.ModTime, key: o.Key}
			e.Name, e.Known = parseKey(o.Key)
			if !yield(e, nil) {
				return
			}
		}
	}
}

func parseKey(key string) (n Name, ok bool) {
	d, b, ok := strings.Cut(key, "/")
	if !ok || n.Dossier.UnmarshalText([]byte(d)) != nil || n.Bestand.UnmarshalText([]byte(b)) != nil {
		return Name{}, false
	}
	return n, true
}

// Remove deletes what a listing showed, whatever its name.
func (s *Store) Remove(ctx context.Context, e Entry) error { return s.delete(ctx, e.key) }

// Copy copies to another store all files that it lacks. What is there stays, whatever it is: files never change, so
// where two differ one is damaged, and it may be this one. progress, which may be nil, is told how many were looked
// at.
func Copy(ctx context.Context, from, to *Store, progress func(int)) (copied int, err error) {
	seen := 0
	for e, err := range from.List(ctx) {
		if err != nil {
			return copied, err
		}
		if seen++; progress != nil {
			progress(seen)
		}
		if !e.Known {
			continue
		}
		done, err := copyOne(ctx, from, to, e)
		if err != nil {
			return copied, err
		}
		if done {
			copied++
		}
	}
	return copied, nil
}

func copyOne(ctx context.Context, from, to *Store, e Entry) (copied bool, err error) {
	if there, err := to.Has(ctx, e.Name); err != nil || there {
		return false, err
	}
	r, err := from.Get(ctx, e.Name)
	if errors.Is(err, ErrNotFound) { // deleted meanwhile
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	err = to.Put(ctx, e.Name, func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	})
	if errors.Is(err, ErrExists) { // somebody else copied it meanwhile
		return false, nil
	}
	return err == nil, err
}
