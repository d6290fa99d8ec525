package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"dossierboek/eventstore"
	"dossierboek/eventstore/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Fixture {
		path := filepath.Join(t.TempDir(), "log.db")
		return storetest.Fixture{
			Open: func(t *testing.T) eventstore.Store { return openAt(t, path, Options{Create: true}) },
			Break: func(t *testing.T, stream string, revision uint64) {
				vandalise(t, path, "DROP TRIGGER events_never_leave", fmt.Sprintf(`DELETE FROM events
					WHERE revision = %d AND stream = (SELECT stream FROM streams WHERE name = '%s')`, revision, stream))
			},
		}
	})
}
