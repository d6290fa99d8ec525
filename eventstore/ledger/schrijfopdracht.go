package ledger

import (
	"context"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// Schrijfopdracht is a write that somebody asks for.
type Schrijfopdracht struct {
	Grant    toegang.Grant
	Dossier  id.Dossier
	Opdracht domain.Opdracht
	Aanvraag *Aanvraag      // nil without an Idempotency-Key
	Verwacht *uint64        // If-Match: the revision that the asker saw
	Verzoek  string         // id of the request, for the metadata
	Oorzaak  id.Gebeurtenis // event that this follows from
	// Bekend searches for dossiers in which persons of an OpenDossier may be already; nil: nobody searches. It is called
	// once it is sure that the request is no repeat.
	Bekend func(context.Context) ([]domain.MogelijkBekend, error)

	// Onzegbaar says what of an overdracht its file cannot say, so that it stays behind and the verstrekking does not say
	// it was given; nil: it can say everything. What it is told of is shown to nobody.
	Onzegbaar func(*Overdracht) ([]id.Onderdeel, error)

	Aanleiding domain.Aanleiding // "" for the daily work

	// Herkomst says that it was first recorded elsewhere, and when; nil for what is recorded here first.
	Herkomst *domain.Herkomst

	// Concept is the draft that this records; nil: of none. Aanvraag is then AanvraagVanConcept.
	Concept *ConceptVersie

	daar *lezing // the dossier that something is taken over from
}

// ConceptVersie is a draft as the asker saw it.
type ConceptVersie struct {
	ID     id.Concept
	Versie uint64
}

// Uitkomst is what a write came to.
type Uitkomst struct {
	Dossier         id.Dossier
	Eerste, Laatste uint64    // revisions of the first and last event; equal to the head where nothing had to be recorded
	Op              time.Time // when it was recorded
	Feiten          []domain.Vastlegging
	Positie         eventstore.Position // of the last event; zero for a repeat
	Herhaald        bool                // the Idempotency-Key was seen before: this is the first outcome
}
