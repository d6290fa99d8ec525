package sqlite

import (
	"context"
	"database/sql/driver"
	"log/slog"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// newTestWriter gives a writer without callers: the test's own goroutine has the turn.
func newTestWriter(t *testing.T) *writer {
	t.Helper()
	path := filepath.Join(t.TempDir(), "log.db")
	all, err := loadMigrations()
	if err != nil {
		t.Fatal(err)
	}
	if err := create(path, all); err != nil {
		t.Fatal(err)
	}
	w, err := newWriter(path, int64(len(all)), all, nil, slog.New(slog.DiscardHandler), newBell())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}

func ask(stream string, expected eventstore.Expected, n int) *request {
	r := &request{ctx: context.Background(), stream: stream, expected: expected}
	for range n {
		r.events = append(r.events, event())
	}
	r.size = eventstore.Size(r.events...)
	return r
}

// transact stores appends in one transaction, outside run.
func transact(w *writer, requests ...*request) []outcome {
	b := w.batch
	b.requests, b.bytes = requests, 0
	w.write(b)
	return b.outcomes
}

// stored reads the ids of a stream on the writer's own connection.
func stored(t *testing.T, w *writer, stream string) []uuid.UUID {
	t.Helper()
	var ids []uuid.UUID
	err := query(w.conn, streamPage, arguments(stream, int64(0), int64(1000)), func(row []driver.Value) (bool, error) {
		ids = append(ids, bytesID(row[3].([]byte)))
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
