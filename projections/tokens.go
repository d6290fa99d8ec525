package projections

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

const (
	// end ends a chain: see schema/0003_zoekindex.sql.
	end = 1 << 60
	// chains is how many chains there are; freeChain is that of the free rows.
	chains    = 1 << 14
	freeChain = chains
	tokenSize = 16
)

// chainOf is where a token is looked for. A token is a MAC, so any bits of it do.
func chainOf(token []byte) int64 { return int64(binary.BigEndian.Uint16(token) % chains) }

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
	row, err := w.row("SELECT nr, revisie FROM vindplaats WHERE dossier = ? AND onderdeel = ? AND projectie = ?", blob(d), blob(o), ix.projection)
	if err != nil || row == nil {
		return f, false, err
	}
	return found{row[0].(int64), uint64(row[1].(int64))}, true, nil
}

// put makes the wording in an event the one under which an onderdeel is found. wie may be zero.
func (ix tokenIndex) put(ctx context.Context, w *writer, e *event, o id.Onderdeel, wie id.Betrokkene) error {
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
		if err := w.exec("INSERT INTO vindplaats VALUES (?, ?, ?, ?, ?, ?)", f.nr, ix.projection, blob(e.dossier), blob(o), blob(wie), int64(e.record.Revision)); err != nil {
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

// addWords asks for the tokens in a record and adds them.
func (ix tokenIndex) addWords(ctx context.Context, w *writer, r eventstore.Record, d id.Dossier, o id.Onderdeel, nr int64) error {
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

// addWord puts a token at the head of its chain, in a free row where there is one.
func addWord(w *writer, token []byte, vindplaats int64) error {
	chain := chainOf(token)
	first, err := head(w, chain)
	if err != nil {
		return err
	}
	row, err := head(w, freeChain)
	if err != nil {
		return err
	}
	if row == end {
		if row, err = nextNumber(w, "SELECT max(nr) FROM zoekwoord"); err != nil {
			return err
		}
		err = w.exec("INSERT INTO zoekwoord VALUES (?, ?, ?, ?)", row, token, first, vindplaats)
	} else {
		next, ok, err := w.number("SELECT volgende FROM zoekwoord WHERE nr = ?", row)
		if err != nil {
			return err
		}
		if !ok {
			return errDamaged("a free row is not there")
		}
		if err := setHead(w, freeChain, next); err != nil {
			return err
		}
		if err := w.exec("UPDATE zoekwoord SET token = ?, volgende = ?, vindplaats = ? WHERE nr = ?", token, first, vindplaats, row); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	return setHead(w, chain, row)
}

// dropWords overwrites all tokens of an onderdeel.
func dropWords(w *writer, vindplaats int64) error {
	type word struct {
		nr, next int64
		token    []byte
	}
	for {
		// One at a time: to take one out of its chain may change where the next one points.
		var found *word
		err := w.query("SELECT nr, token, volgende FROM zoekwoord WHERE vindplaats = ? AND vindplaats > 1152921504606846976 LIMIT 1",
			func(row []driver.Value) (bool, error) {
				found = &word{row[0].(int64), row[2].(int64), row[1].([]byte)}
				return false, nil
			}, vindplaats)
		if err != nil || found == nil {
			return err
		}
		if err := dropWord(w, found.nr, found.next, found.token); err != nil {
			return err
		}
	}
}

// before finds the row that points to another within a chain.
const before = `WITH RECURSIVE keten(nr, volgende) AS (
	SELECT w.nr, w.volgende FROM zoekvak v JOIN zoekwoord w ON w.nr = v.eerste WHERE v.vak = ?1
	UNION ALL SELECT w.nr, w.volgende FROM keten k JOIN zoekwoord w ON w.nr = k.volgende WHERE k.volgende <> ?2
) SELECT nr FROM keten WHERE volgende = ?2`

func dropWord(w *writer, nr, next int64, token []byte) error {
	chain := chainOf(token)
	first, err := head(w, chain)
	if err != nil {
		return err
	}
	if first == nr {
		err = setHead(w, chain, next)
	} else {
		previous, ok, err := w.number(before, chain, nr)
		if err != nil {
			return err
		}
		if !ok {
			return errDamaged("a token is not in its chain")
		}
		if err := w.exec("UPDATE zoekwoord SET volgende = ? WHERE nr = ?", next, previous); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	free, err := head(w, freeChain)
	if err != nil {
		return err
	}
	if err := w.exec("UPDATE zoekwoord SET token = zeroblob(16), volgende = ?, vindplaats = 1152921504606846976 WHERE nr = ?", free, nr); err != nil {
		return err
	}
	return setHead(w, freeChain, nr)
}

// forget takes out of the index, as far as it is this projection's, what an erasure took away.
func (ix tokenIndex) forget(w *writer, v Vergeten) error { return forgetTokens(w, ix.projection, v) }

// forgetTokens takes out of the index what an erasure took away, of one projection ("": of all). The onderdelen leave it:
// what was destroyed has no later wording.
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
	}
	for _, b := range v.Betrokkenen {
		if err := collect("SELECT nr FROM vindplaats WHERE dossier = ?2 AND betrokkene = ?3", blob(v.Dossier), blob(b)); err != nil {
			return err
		}
	}
	for _, o := range v.Onderdelen {
		if err := collect("SELECT nr FROM vindplaats WHERE dossier = ?2 AND onderdeel = ?3", blob(v.Dossier), blob(o)); err != nil {
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

func head(w *writer, chain int64) (int64, error) {
	first, ok, err := w.number("SELECT eerste FROM zoekvak WHERE vak = ?", chain)
	if err == nil && !ok {
		err = errDamaged("a chain has no head")
	}
	return first, err
}

func setHead(w *writer, chain, first int64) error {
	return w.exec("UPDATE zoekvak SET eerste = ? WHERE vak = ?", first, chain)
}

// nextNumber numbers a new row, beyond end.
func nextNumber(w *writer, maximum string) (int64, error) {
	n, ok, err := w.number(maximum)
	if err != nil {
		return 0, err
	}
	if !ok {
		n = end
	}
	return n + 1, nil
}

// blob is an id as it is stored.
func blob[T any](i id.ID[T]) []byte {
	u := i.UUID()
	return u[:]
}
