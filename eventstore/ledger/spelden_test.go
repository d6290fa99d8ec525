package ledger

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"dossierboek/domain/id"
)

// speld is something that must, or must not, stand in any byte of any file.
type speld struct {
	wat   string
	bytes []byte
}

// spelden are all the ways in which a secret may be written down: raw, as hex, as base64 at every alignment. Pieces of
// it count: half of a key is too much.
func spelden(wat string, geheim []byte) []speld {
	var uit []speld
	const stuk = 12
	voeg := func(vorm string, b []byte) {
		for ; len(b) >= stuk; b = b[stuk:] {
			uit = append(uit, speld{wat + ", " + vorm, b[:stuk]})
		}
	}
	voeg("raw", geheim)
	voeg("hex", []byte(hex.EncodeToString(geheim)))
	voeg("HEX", bytes.ToUpper([]byte(hex.EncodeToString(geheim))))
	for i := range 3 {
		voeg("base64", []byte(base64.RawStdEncoding.EncodeToString(geheim[i:len(geheim)/3*3-3+i])))
		voeg("base64url", []byte(base64.RawURLEncoding.EncodeToString(geheim[i:len(geheim)/3*3-3+i])))
	}
	return uit
}

// gevonden counts, by what they are of, the places in all files of a folder where a speld stands.
func gevonden(t testing.TB, dir string, s []speld) map[string]int {
	t.Helper()
	const begin = 8 // bytes by which a speld is looked up: there may be thousands, and megabytes to look through
	var kort []speld
	var mag [1 << 16]bool // the first two bytes of any: most places are none, and a map is slow with the race detector
	lang := map[[begin]byte][]speld{}
	for _, p := range s {
		if len(p.bytes) < begin {
			kort = append(kort, p)
		} else {
			lang[[begin]byte(p.bytes)] = append(lang[[begin]byte(p.bytes)], p)
			mag[int(p.bytes[0])<<8|int(p.bytes[1])] = true
		}
	}
	uit := map[string]int{}
	goed(t, filepath.WalkDir(dir, func(pad string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(pad)
		for _, p := range kort {
			if n := bytes.Count(b, p.bytes); n > 0 {
				uit[p.wat] += n
			}
		}
		for i := 0; len(lang) > 0 && i+begin <= len(b); i++ {
			if !mag[int(b[i])<<8|int(b[i+1])] {
				continue
			}
			for _, p := range lang[[begin]byte(b[i:])] {
				if bytes.HasPrefix(b[i:], p.bytes) {
					uit[p.wat]++
				}
			}
		}
		return err
	}))
	return uit
}

// dozen reads the wrapped keys of a holder out of the vault's file.
func (o *opstelling) dozen(h id.Houder) (uit [][]byte) {
	o.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+o.pad(bestandKluis)+"?mode=ro")
	goed(o.t, err)
	defer db.Close()
	u := h.UUID()
	rows, err := db.Query("SELECT box FROM node WHERE holder = ?", u[:])
	goed(o.t, err)
	defer rows.Close()
	for rows.Next() {
		var b []byte
		goed(o.t, rows.Scan(&b))
		uit = append(uit, b[4:]) // the epoch's number is no secret
	}
	goed(o.t, rows.Err())
	return uit
}

// zoekGevonden proves the search: each speld, put in a file at an odd place, is found.
func zoekGevonden(t *testing.T, s []speld) {
	t.Helper()
	dir := t.TempDir()
	for _, p := range s {
		goed(t, os.WriteFile(filepath.Join(dir, "x"), append([]byte("scheef "), p.bytes...), 0o600))
		if gevonden(t, dir, []speld{p})[p.wat] == 0 {
			t.Fatalf("a %s is not found where it stands", p.wat)
		}
	}
}
