package projections

import (
	"database/sql/driver"
	"encoding/binary"
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
		if err := w.exec("UPDATE zoekwoord SET token = ?, volgende = ?, vindplaats = ? WHERE nr = ?", token, first,
			vindplaats, row); err != nil {
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
		err := w.query("SELECT nr, token, volgende FROM zoekwoord WHERE vindplaats = ? AND vindplaats > "+
			"1152921504606846976 LIMIT 1",
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
	if err := w.exec("UPDATE zoekwoord SET token = zeroblob(16), volgende = ?, vindplaats = 1152921504606846976 WHERE "+
		"nr = ?", free, nr); err != nil {
		return err
	}
	return setHead(w, freeChain, nr)
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
