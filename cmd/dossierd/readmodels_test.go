package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// What says nothing of a record is tried again; what is wrong with it stops the projection there.
func TestOnlyAWrongRecordStopsAProjection(t *testing.T) {
	for _, err := range []error{
		context.Canceled, context.DeadlineExceeded, eventstore.ErrUnavailable, eventstore.ErrClosed, vault.ErrClosed,
		vault.ErrFull, vault.ErrReadOnly, vault.ErrEpochGone, vault.ErrNoIndexKey, sqlite3.Error{Code: sqlite3.ErrIoErr},
	} {
		if !passing(fmt.Errorf("dossier-1@2: %w", err)) {
			t.Errorf("%v stops a projection", err)
		}
	}
	for _, err := range []error{nil, seal.ErrTampered, seal.ErrMalformed, vault.ErrUnknownHolder, vault.ErrDamaged,
		eventstore.ErrBroken} {
		if passing(err) {
			t.Errorf("%v is tried for ever", err)
		}
	}
}
