package ledger

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

// ErrGeenLedger: the log does not begin with what init writes.
var ErrGeenLedger = errors.New("dit is geen logboek van Dossierboek")

// Ingericht is the first event of a log: which ledger it is. It stands in the stream organisatie.
type Ingericht struct {
	Ledger uuid.UUID `json:"ledger"`
	Naam   string    `json:"naam"` // of the organisation
}

// soortIngericht is its stored kind.
const soortIngericht = "organisatie.ingericht"

// RichtIn writes the first event of an empty log.
func RichtIn(ctx context.Context, s eventstore.Store, i Ingericht, nieuweID func() uuid.UUID, meta domain.Meta) error {
	open, err := json.Marshal(i)
	if err != nil {
		return err
	}
	data, err := domain.CodeerEnvelop(domain.Envelop{Schema: 1, Open: open})
	if err != nil {
		return err
	}
	m, err := json.Marshal(meta)
	if err != nil {
		return err
	}
	_, err = s.Append(ctx, stroomOrganisatie, eventstore.NoStream(),
		eventstore.Event{ID: nieuweID(), Kind: soortIngericht, Data: data, Meta: m})
	return err
}

// LeesInrichting reads which ledger a log is. Error: ErrGeenLedger, the store's own.
func LeesInrichting(ctx context.Context, s eventstore.Store) (Ingericht, error) {
	for r, err := range s.ReadStream(ctx, stroomOrganisatie, 0) {
		if err != nil {
			return Ingericht{}, err
		}
		var e domain.Envelop
		var i Ingericht
		if r.Kind != soortIngericht || json.Unmarshal(r.Data, &e) != nil || strikt(e.Open, &i) != nil ||
			i.Ledger == uuid.Nil {
			return Ingericht{}, ErrGeenLedger
		}
		return i, nil
	}
	return Ingericht{}, ErrGeenLedger
}
