package projections

import (
	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// Ids of stored bytes.

func betrokkeneOf(u [16]byte) id.Betrokkene {
	return id.BetrokkeneVan(id.HouderVan(id.DossierVan(uuid.UUID(u))))
}

func onderdeelOf(u [16]byte) id.Onderdeel { return id.OnderdeelVan(betrokkeneOf(u)) }

func vernietigingOf(u [16]byte) (v id.Vernietiging) {
	// A zero id has no text form, and none is ever stored.
	_ = v.UnmarshalText([]byte(uuid.UUID(u).String()))
	return v
}
