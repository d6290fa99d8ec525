package vault

import (
	"math/rand/v2"
	"testing"

	"dossierboek/eventstore/disk"
	"dossierboek/eventstore/ledgerfile"
)

// Why rows with boxes all have one size and never move: a table whose rows differ in size and go by DELETE, under the
// very settings that the vault uses, keeps pieces of deleted rows in the file. A row that once moved as pages were
// balanced left a copy in the gap, which secure_delete does not know of. Should this test fail one day, SQLite has
// become better than the layout assumes.
func TestDeletingRowsWouldLeaveRemnants(t *testing.T) {
	dir := t.TempDir()
	path := dir + "/gewoon.db"
	must(t, disk.WritePrivate(path, nil))
	db := ledgerfile.Connect(path, ledgerfile.Writing)
	defer db.Close()
	exec := func(query string, args ...any) {
		t.Helper()
		_, err := db.Exec(query, args...)
		must(t, err)
	}
	exec("CREATE TABLE node (holder BLOB PRIMARY KEY, box BLOB) WITHOUT ROWID")
	r := rand.New(rand.NewPCG(1, 2))
	bytes := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return b
	}
	type row struct{ holder, box []byte }
	var live []row
	gone := shards{}
	for range 40 {
		exec("BEGIN")
		for range 300 {
			n := row{bytes(16), bytes(boxSize + r.IntN(300))}
			exec("INSERT INTO node VALUES (?, ?)", n.holder, n.box)
			live = append(live, n)
		}
		r.Shuffle(len(live), func(i, j int) { live[i], live[j] = live[j], live[i] })
		for _, n := range live[:280] {
			exec("DELETE FROM node WHERE holder = ?", n.holder)
			gone.add(n.box[:boxSize])
		}
		live = live[280:]
		exec("COMMIT")
		exec("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	n := gone.remnants(t, dir)
	if n == 0 {
		t.Fatal("deleted rows left nothing: this SQLite wipes what it moves")
	}
	t.Logf("%d pieces of deleted boxes are left", n)
}
