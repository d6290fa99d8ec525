package bericht

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// MogelijkBekend is a dossier in which a person may be already.
type MogelijkBekend struct {
	Dossier id.Dossier          `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Door    []domain.Herkenning `json:"door" doc:"Waaraan iemand te herkennen is: bsn, klank van de achternaam met geboortedatum, adres, of hoe twee van hen samen heten." example:"[\"bsn\"]"`
}
