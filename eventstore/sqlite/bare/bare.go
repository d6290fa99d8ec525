// Package bare does with the bytes of events what SQLite itself can do, and nothing more: the baseline of benchmarks.
// It has the table, the page size and the durability of eventstore/sqlite and its one index; it has no streams by
// name, no expected revisions, no repeats, no other callers, and checks nothing. It is not a store.
package bare

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

// Log is a table of events in a file of its own. For one goroutine.
type Log struct {
	conn     *sqlite3.SQLiteConn
	insert   driver.Stmt
	position int64
	next     map[int64]int64 // the next revision of each stream
	args     []driver.NamedValue
}

// Create makes a log at path, where there must be no file yet.
func Create(path string) (*Log, error) {
	// page_size comes before WAL, which fixes it.
	opened, err := (&sqlite3.SQLiteDriver{}).Open("file:" + path + "?_synchronous=FULL&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	l := &Log{conn: opened.(*sqlite3.SQLiteConn), next: map[int64]int64{}, args: make([]driver.NamedValue, 7)}
	for _, statement := range []string{
		"PRAGMA page_size = 8192", "PRAGMA journal_mode = WAL", "PRAGMA cache_size = -16384",
		`CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL,
			id BLOB NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL, meta BLOB NOT NULL, UNIQUE (stream, revision)) STRICT`,
	} {
		if err := l.execute(statement); err != nil {
			return nil, errors.Join(err, l.conn.Close())
		}
	}
	if l.insert, err = l.conn.Prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)"); err != nil {
		return nil, errors.Join(err, l.conn.Close())
	}
	return l, nil
}

// Commit inserts events in one durable transaction, the event with index i into stream first+i.
func (l *Log) Commit(first int64, events ...eventstore.Event) error {
	return l.transact(func() error {
		for i, e := range events {
			if err := l.add(first+int64(i), e); err != nil {
				return err
			}
		}
		return nil
	})
}

// Fill inserts an event n times into one stream, in one transaction, so that a log can begin as large as the one it is
// compared with.
func (l *Log) Fill(stream int64, n int, e eventstore.Event) error {
	return l.transact(func() error {
		for range n {
			if err := l.add(stream, e); err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *Log) transact(fill func() error) error {
	if err := l.execute("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := fill(); err != nil {
		return errors.Join(err, l.execute("ROLLBACK"))
	}
	return l.execute("COMMIT")
}

// add inserts an event at the end of a stream.
func (l *Log) add(stream int64, e eventstore.Event) error {
	l.position++
	for i, value := range [...]driver.Value{l.position, stream, l.next[stream], e.ID[:], e.Kind, e.Data, e.Meta} {
		l.args[i] = driver.NamedValue{Ordinal: i + 1, Value: value}
	}
	l.next[stream]++
	_, err := l.insert.(driver.StmtExecContext).ExecContext(context.Background(), l.args)
	return err
}

// Close closes the file.
func (l *Log) Close() error { return errors.Join(l.insert.Close(), l.conn.Close()) }

func (l *Log) execute(statement string) error {
	if _, err := l.conn.ExecContext(context.Background(), statement, nil); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}
