package projections

import (
	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// Ids of stored bytes.

func dossierOf(u [16]byte) id.Dossier           { return id.Van[id.Dossier](uuid.UUID(u)) }
func betrokkeneOf(u [16]byte) id.Betrokkene     { return id.Van[id.Betrokkene](uuid.UUID(u)) }
func onderdeelOf(u [16]byte) id.Onderdeel       { return id.Van[id.Onderdeel](uuid.UUID(u)) }
func vernietigingOf(u [16]byte) id.Vernietiging { return id.Van[id.Vernietiging](uuid.UUID(u)) }
func gebeurtenisOf(u [16]byte) id.Gebeurtenis   { return id.Van[id.Gebeurtenis](uuid.UUID(u)) }

// blob is an id as it is stored.
func blob[T any](i id.ID[T]) []byte {
	u := i.UUID()
	return u[:]
}
