package ledgerfile

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"
)

var (
	errMissing  = errors.New("missing")
	errExists   = errors.New("exists")
	errForeign  = errors.New("foreign")
	errNewer    = errors.New("newer")
	errRemnants = errors.New("remnants")
	errFull     = errors.New("full")
	errReadOnly = errors.New("read-only")
	errClosed   = errors.New("closed")
	errInjected = errors.New("the disk says no")
)

const firstSchema = `CREATE TABLE ledger (one INTEGER PRIMARY KEY, ledger BLOB NOT NULL) STRICT;
CREATE TABLE x (id INTEGER PRIMARY KEY, data BLOB)`

func kindOf(mark int, schemas ...string) *Kind {
	files := fstest.MapFS{}
	for i, text := range append([]string{firstSchema}, schemas...) {
		files[fmt.Sprintf("schema/%04d.sql", i+1)] = &fstest.MapFile{Data: []byte(text)}
	}
	return &Kind{Name: "test", Mark: mark, Schema: files, Errors: Errors{
		Missing: errMissing, Exists: errExists, Foreign: errForeign, Newer: errNewer, Remnants: errRemnants,
		Full: errFull, ReadOnly: errReadOnly, Closed: errClosed,
	}}
}

var (
	kind   = kindOf(0x54455354)
	ledger = uuid.MustParse("8a3e0a52-0f5e-4f4e-9f0b-3e8b7f1d2c11")
	other  = uuid.MustParse("8a3e0a52-0f5e-4f4e-9f0b-3e8b7f1d2c12")
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func create(t testing.TB) *File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	must(t, kind.Create(t.Context(), path, ledger))
	f, err := kind.Open(t.Context(), path, ledger)
	must(t, err)
	t.Cleanup(func() { must(t, f.Close()) })
	return f
}

// write runs one statement in a transaction.
func (f *File) write(ctx context.Context, query string, args ...any) error {
	if err := f.Acquire(ctx); err != nil {
		return err
	}
	defer f.Release()
	return f.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

func (f *File) rows(t testing.TB) (n int) {
	t.Helper()
	must(t, f.Snapshot(t.Context(), func(tx *sql.Tx) error { return tx.QueryRow("SELECT count(*) FROM x").Scan(&n) }))
	return n
}

// secret is bytes that stand nowhere else.
func secret() []byte {
	b := make([]byte, 3000)
	_, _ = rand.Read(b)
	return b
}

// found counts the pieces of what is secret that stand in any byte of any file of the folder.
func found(t testing.TB, dir string, b []byte) (n int) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		must(t, err)
		for rest := b; len(rest) >= 16; rest = rest[16:] {
			if bytes.Contains(content, rest[:16]) {
				n++
			}
		}
	}
	return n
}

func TestEveryConnectionHasTheSettings(t *testing.T) {
	f := create(t)
	for name, pool := range map[string]struct {
		db        *sql.DB
		n         int
		queryOnly string
	}{"writer": {f.Writer, 1, "0"}, "reader": {f.readers, readers, "1"}} {
		var held []*sql.Conn // so that each is another connection
		for range pool.n {
			c, err := pool.db.Conn(t.Context())
			must(t, err)
			held = append(held, c)
			for pragma, want := range map[string]string{
				"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "trusted_schema": "0", "temp_store": "2",
				"cell_size_check": "1", "query_only": pool.queryOnly, "auto_vacuum": "0", "user_version": "1",
				"application_id": fmt.Sprint(kind.Mark),
			} {
				var got string
				must(t, c.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
				if got != want {
					t.Errorf("%s: %s is %s, want %s", name, pragma, got, want)
				}
			}
		}
		if got := pool.db.Stats().MaxOpenConnections; got != pool.n {
			t.Errorf("%s: at most %d connections, want %d", name, got, pool.n)
		}
		for _, c := range held {
			must(t, c.Close())
		}
	}
	entries, err := os.ReadDir(filepath.Dir(f.path))
	must(t, err)
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v (%v)", e.Name(), info.Mode(), err)
		}
	}
}

// What is overwritten or deleted is in the write-ahead log until Truncate, and then nowhere.
func TestWhatWentLeavesNoRemnants(t *testing.T) {
	for name, gone := range map[string]string{
		"deleted":     "DELETE FROM x",
		"overwritten": "UPDATE x SET data = zeroblob(3000)",
	} {
		f, b := create(t), secret()
		dir := filepath.Dir(f.path)
		must(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (?)", b))
		must(t, f.write(t.Context(), gone))
		if found(t, dir, b) == 0 {
			t.Fatalf("%s: the search does not find what is in the write-ahead log", name)
		}
		must(t, f.Truncate(t.Context()))
		if n := found(t, dir, b); n != 0 {
			t.Errorf("%s: %d pieces are left", name, n)
		}
	}
}

// Truncate names a reader that holds on, and a repeat without it succeeds.
func TestAReaderThatHoldsOnIsNamed(t *testing.T) {
	f, b := create(t), secret()
	must(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (?)", b))
	must(t, f.Snapshot(t.Context(), func(tx *sql.Tx) error {
		var n int
		must(t, tx.QueryRow("SELECT count(*) FROM x").Scan(&n))
		must(t, f.write(t.Context(), "DELETE FROM x"))
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		wantErr(t, f.Truncate(ctx), errRemnants)
		return nil
	}))
	must(t, f.Truncate(t.Context()))
	if n := found(t, filepath.Dir(f.path), b); n != 0 {
		t.Errorf("%d pieces are left", n)
	}
}

func TestOnlyTheRightFileOpens(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	must(t, kind.Create(ctx, in("x"), ledger))
	wantErr(t, kind.Create(ctx, in("x"), ledger), errExists)
	must(t, os.WriteFile(in("text"), bytes.Repeat([]byte("no database "), 100), 0o600))
	must(t, os.WriteFile(in("empty"), nil, 0o600))
	must(t, kindOf(1).Create(ctx, in("kind"), ledger))
	must(t, kind.Create(ctx, in("ledger"), other))
	must(t, kindOf(kind.Mark, "CREATE TABLE y (id INTEGER)").Create(ctx, in("newer"), ledger))
	for name, want := range map[string]error{
		"none": errMissing, "text": errForeign, "empty": errForeign, "kind": errForeign, "ledger": errForeign,
		"newer": errNewer,
	} {
		before, _ := os.ReadFile(in(name))
		_, err := kind.Open(ctx, in(name), ledger)
		wantErr(t, err, want)
		wantErr(t, kind.Restore(ctx, in(name), in("x"), ledger), want)
		if after, _ := os.ReadFile(in(name)); !bytes.Equal(before, after) {
			t.Errorf("%s changed by being refused", name)
		}
	}
	if _, err := os.Lstat(in("none")); err == nil {
		t.Error("opening a missing file made one")
	}
	f, err := kind.Open(ctx, in("x"), ledger)
	must(t, err)
	must(t, f.Close())
}

// A newer program brings an older file up to date, with what is in it.
func TestAnOlderFileIsMigrated(t *testing.T) {
	f := create(t)
	must(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (x'01')"))
	must(t, f.Close())
	g, err := kindOf(kind.Mark, "ALTER TABLE x ADD COLUMN y INTEGER NOT NULL DEFAULT 7").Open(t.Context(), f.path, ledger)
	must(t, err)
	defer g.Close()
	var y, version int
	must(t, g.Writer.QueryRow("SELECT y FROM x").Scan(&y))
	must(t, g.Writer.QueryRow("PRAGMA user_version").Scan(&version))
	if y != 7 || version != 2 {
		t.Errorf("y = %d, version %d", y, version)
	}
}

// A file comes to its place whole or not at all: each step fails twice, lost, and done but reported failed.
func TestACopyIsWholeOrNotThere(t *testing.T) {
	for _, done := range []bool{false, true} {
		dir, b := t.TempDir(), secret()
		path := filepath.Join(dir, "copy")
		source := create(t)
		must(t, source.write(t.Context(), "INSERT INTO x (data) VALUES (?)", b))
		must(t, source.Truncate(t.Context()))
		fill := func(temp string) error { return copyBytes(source.path, temp) }
		err := kind.Copy(t.Context(), path, ledger, func(_ Step, do func() error) error {
			if done {
				must(t, do())
			}
			return errInjected
		}, fill)
		wantErr(t, err, errInjected)
		if got := found(t, dir, b) > 0; got != done {
			t.Errorf("done %v: something of the copy is there: %v", done, got)
		}
		if err := kind.Copy(t.Context(), path, ledger, nil, fill); done {
			wantErr(t, err, errExists)
		} else {
			must(t, err)
		}
		must(t, kind.Identify(t.Context(), path, ledger))
	}
	dir := t.TempDir()
	wantErr(t, kind.Copy(t.Context(), filepath.Join(dir, "x"), ledger, nil, func(temp string) error {
		return os.WriteFile(temp, bytes.Repeat([]byte("not a copy "), 100), 0o600)
	}), errForeign)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("a copy that is none left %v (%v)", entries, err)
	}
}

// What was in the write-ahead log of the file that stood there is not applied to the one that comes.
func TestRestorePutsBackWhatWasCopied(t *testing.T) {
	f := create(t)
	backup := filepath.Join(t.TempDir(), "backup")
	must(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (x'01')"))
	must(t, f.Truncate(t.Context()))
	must(t, copyTo(f.path, backup))
	must(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (x'02')"))
	killed := filepath.Join(t.TempDir(), "x.db") // as a process that was killed leaves it
	must(t, copyTo(f.path, killed))
	must(t, copyTo(f.path+"-wal", killed+"-wal"))
	must(t, kind.Restore(t.Context(), backup, killed, ledger))
	back, err := kind.Open(t.Context(), killed, ledger)
	must(t, err)
	defer back.Close()
	if n := back.rows(t); n != 1 {
		t.Errorf("%d rows, want those of the copy", n)
	}
}

func copyTo(from, to string) error {
	content, err := os.ReadFile(from)
	return errors.Join(err, os.WriteFile(to, content, 0o600))
}

func TestACommitMayFail(t *testing.T) {
	f := create(t)
	for _, done := range []bool{false, true} {
		before := f.rows(t)
		f.Fault = func(_ Step, do func() error) error {
			if done {
				must(t, do())
			}
			return errInjected
		}
		wantErr(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (x'01')"), errInjected)
		f.Fault = nil
		if got := f.rows(t) - before; got == 1 != done {
			t.Errorf("done %v: %d rows came", done, got)
		}
		must(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (x'02')")) // the connection is free
	}
}

func TestAFullOrReadOnlyDiskIsNamed(t *testing.T) {
	f := create(t)
	pragma := func(text string) {
		t.Helper()
		_, err := f.Writer.Exec("PRAGMA " + text)
		must(t, err)
	}
	pragma("max_page_count = 1") // SQLite makes of it as many as there are
	wantErr(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (zeroblob(100000))"), errFull)
	pragma("max_page_count = 1000000")
	pragma("query_only = 1")
	wantErr(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (x'01')"), errReadOnly)
	pragma("query_only = 0")
	must(t, f.write(t.Context(), "INSERT INTO x (data) VALUES (x'01')"))
}

// Close waits for reads and for the write under way, so that none of them meets a database that is gone; who comes
// after hears that the file is closed, also who was waiting for a turn.
func TestCloseWaits(t *testing.T) {
	f := create(t)
	ctx := t.Context()
	var group sync.WaitGroup
	reading, on := make(chan struct{}), make(chan struct{})
	group.Go(func() {
		must(t, f.Snapshot(ctx, func(tx *sql.Tx) error {
			close(reading)
			<-on
			wantErr(t, f.write(ctx, "DELETE FROM x"), errClosed) // waits for nothing
			var n int
			return tx.QueryRow("SELECT count(*) FROM x").Scan(&n)
		}))
	})
	<-reading
	must(t, f.Acquire(ctx))
	waits := make(chan error)
	group.Go(func() { waits <- f.write(ctx, "DELETE FROM x") })
	closed := make(chan error, 1)
	group.Go(func() { closed <- f.Close() })
	for !f.Closed() {
		time.Sleep(time.Millisecond)
	}
	must(t, f.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO x (data) VALUES (x'01')")
		return err
	}))
	f.Release()
	wantErr(t, <-waits, errClosed)
	select {
	case err := <-closed:
		t.Error("closed under a read")
		closed <- err
	case <-time.After(20 * time.Millisecond):
	}
	close(on)
	must(t, <-closed)
	must(t, f.Close())
	group.Wait()
	wantErr(t, f.Snapshot(ctx, func(*sql.Tx) error { return nil }), errClosed)
	wantErr(t, f.write(ctx, "DELETE FROM x"), errClosed)
}

func TestWhoStopsWaitingGetsNoTurn(t *testing.T) {
	f := create(t)
	must(t, f.Acquire(t.Context()))
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	wantErr(t, f.Acquire(ctx), context.DeadlineExceeded)
	f.Release()
	wantErr(t, f.Acquire(ctx), context.DeadlineExceeded)
	must(t, f.write(t.Context(), "DELETE FROM x"))
}
