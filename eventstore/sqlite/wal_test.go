package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// TestWALStaysSmall appends while reads overlap all the time, each of which would keep the -wal file from starting
// anew.
func TestWALStaysSmall(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	const limit, size, appends = 2 << 20, 100 << 10, 200
	s.writer.wal.limit, s.writer.wal.every, s.writer.wal.patience = limit, 4, 0
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	for range 3 {
		go func() {
			defer func() { ended <- struct{}{} }()
			for ctx.Err() == nil {
				for _, err := range s.ReadAll(ctx, "") {
					if err != nil {
						break
					}
				}
			}
		}()
	}
	largest := int64(0)
	e := event()
	e.Data = make([]byte, size)
	for range appends {
		e.ID = uuid.New()
		if _, err := s.Append(t.Context(), "dossier-1", eventstore.Any(), e); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path + "-wal"); err == nil {
			largest = max(largest, info.Size())
		}
	}
	cancel()
	for range 3 {
		<-ended
	}
	if largest > appends*size/2 { // a slow machine may let a reader win now and then
		t.Errorf("the -wal file grew to %d bytes with a limit of %d", largest, limit)
	}
}
