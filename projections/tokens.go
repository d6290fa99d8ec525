package projections

import (
	"context"
	"database/sql/driver"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// tokenIndex is the blind index as one projection writes it.
type tokenIndex struct {
	indexer    Indexer
	store      eventstore.Store
	key        string // of this file
	projection string
}

func (ix tokenIndex) of(projection string) tokenIndex {
	ix.projection = projection
	return ix
}

// found is an onderdeel in the index.
type found struct {
	nr       int64
	revision uint64 // of its newest wording
}

// find looks an onderdeel up.
func (ix tokenIndex) find(w *writer, d id.Dossier, o id.Onderdeel) (f found, ok bool, err error) {
	row, err := w.row("SELECT nr, revisie FROM vindplaats WHERE dossier = ? AND onderdeel = ? AND projectie = ?", blob(d),
		blob(o), ix.projection)
	if err != nil || row == nil {
		return f, false, err
	}
	return found{row[0].(int64), uint64(row[1].(int64))}, true, nil
}

// What an onderdeel in the index is of who somebody is, as stored.
const (
	noIdentity int64 = iota
	identityStands
	identityShielded
	identityRemoved
)

// put makes the wording in an event the one under which an onderdeel is found. wie may be zero.
func (ix tokenIndex) put(ctx context.Context, w *writer, e *event, o id.Onderdeel, wie id.Betrokkene,
	identity int64) error {
	f, ok, err := ix.find(w, e.dossier, o)
	if err != nil {
		return err
	}
	if ok {
		if err := dropWords(w, f.nr); err != nil {
			return err
		}
		if err := w.exec("UPDATE vindplaats SET revisie = ? WHERE nr = ?", int64(e.record.Revision), f.nr); err != nil {
			return err
		}
	} else {
		if f.nr, err = nextNumber(w, "SELECT max(nr) FROM vindplaats"); err != nil {
			return err
		}
		if err := w.exec("INSERT INTO vindplaats VALUES (?, ?, ?, ?, ?, ?, ?)", f.nr, ix.projection, blob(e.dossier),
			blob(o), blob(wie), int64(e.record.Revision), identity); err != nil {
			return err
		}
	}
	return ix.addWords(ctx, w, e.record, e.dossier, o, f.nr)
}

// replace gives an onderdeel that is in the index the wording in an event; others are none of its business.
func (ix tokenIndex) replace(ctx context.Context, w *writer, e *event, o id.Onderdeel) error {
	f, ok, err := ix.find(w, e.dossier, o)
	if err != nil || !ok {
		return err
	}
	if err := dropWords(w, f.nr); err != nil {
		return err
	}
	if err := w.exec("UPDATE vindplaats SET revisie = ? WHERE nr = ?", int64(e.record.Revision), f.nr); err != nil {
		return err
	}
	return ix.addWords(ctx, w, e.record, e.dossier, o, f.nr)
}

// hide takes the tokens of an onderdeel away, for as long as it is shielded or for good.
func (ix tokenIndex) hide(w *writer, d id.Dossier, o id.Onderdeel) error {
	f, ok, err := ix.find(w, d, o)
	if err != nil || !ok {
		return err
	}
	return dropWords(w, f.nr)
}

// show gives an onderdeel the tokens of its newest wording again, out of the record that holds it.
func (ix tokenIndex) show(ctx context.Context, w *writer, e *event, o id.Onderdeel) error {
	f, ok, err := ix.find(w, e.dossier, o)
	if err != nil || !ok {
		return err
	}
	if err := dropWords(w, f.nr); err != nil {
		return err
	}
	for r, err := range ix.store.ReadStream(ctx, e.record.Stream, f.revision) {
		if err != nil {
			return fmt.Errorf("%w: %w", ErrTransient, err)
		}
		return ix.addWords(ctx, w, r, e.dossier, o, f.nr)
	}
	return fmt.Errorf("revision %d, the newest wording, is not in the stream", f.revision)
}

// identity keeps what became of an identiteit that is in the index; others are none of its business.
func (ix tokenIndex) identity(w *writer, d id.Dossier, o id.Onderdeel, state int64) error {
	return w.exec("UPDATE vindplaats SET identiteit = ? WHERE dossier = ? AND onderdeel = ? AND projectie = ? AND "+
		"identiteit > 0", state, blob(d), blob(o), ix.projection)
}

// addWords asks for the tokens in a record and adds them.
func (ix tokenIndex) addWords(ctx context.Context, w *writer, r eventstore.Record, d id.Dossier, o id.Onderdeel,
	nr int64) error {
	tokens, err := ix.indexer.Tokens(ctx, ix.key, r)
	if err != nil {
		return fmt.Errorf("tokens: %w", err)
	}
	for _, t := range tokens {
		if len(t.Token) != tokenSize || t.Dossier != d || t.Onderdeel != o {
			return fmt.Errorf("tokens: one is not of this onderdeel, or has not %d bytes", tokenSize)
		}
		if err := addWord(w, t.Token, nr); err != nil {
			return err
		}
	}
	return nil
}

// forget takes out of the index, as far as it is this projection's, what an erasure took away.
func (ix tokenIndex) forget(w *writer, v Vergeten) error { return forgetTokens(w, ix.projection, v) }

// forgetTokens takes out of the index what an erasure took away, of one projection ("": of all). The onderdelen leave
// it: what was destroyed has no later wording.
func forgetTokens(w *writer, projection string, v Vergeten) error {
	numbers := map[int64]bool{}
	collect := func(text string, args ...driver.Value) error {
		return w.query(text+" AND ?1 IN ('', projectie)", func(row []driver.Value) (bool, error) {
			numbers[row[0].(int64)] = true
			return true, nil
		}, append([]driver.Value{projection}, args...)...)
	}
	if v.Geheel {
		if err := collect("SELECT nr FROM vindplaats WHERE dossier = ?2", blob(v.Dossier)); err != nil {
			return err
		}
		if err := w.exec("DELETE FROM samen WHERE dossier = ?", blob(v.Dossier)); err != nil {
			return err
		}
	}
	for _, b := range v.Betrokkenen {
		if err := w.exec("DELETE FROM samen WHERE dossier = ?1 AND ?2 IN (vervalt, blijft)", blob(v.Dossier),
			blob(b)); err != nil {
			return err
		}
		if err := collect("SELECT nr FROM vindplaats WHERE dossier = ?2 AND betrokkene = ?3", blob(v.Dossier),
			blob(b)); err != nil {
			return err
		}
	}
	for _, o := range v.Onderdelen {
		if err := collect("SELECT nr FROM vindplaats WHERE dossier = ?2 AND onderdeel = ?3", blob(v.Dossier),
			blob(o)); err != nil {
			return err
		}
	}
	for nr := range numbers {
		if err := dropWords(w, nr); err != nil {
			return err
		}
		if err := w.exec("DELETE FROM vindplaats WHERE nr = ?", nr); err != nil {
			return err
		}
	}
	return nil
}
