package main

import (
	"errors"
	"syscall"

	"dossierboek/api/identiteit"
	"dossierboek/eventstore"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/projections"
)

// advice says in Dutch what an operator can do about an error that the ledger does not know, or of which a command can say
// more. The first that matches counts.
var advice = []struct {
	is   error
	says string
}{
	{syscall.EADDRINUSE, "Op dit adres luistert al een ander programma. Kies een ander met --listen (make run ADDRESS=127.0.0.1:8081)."},
	{errNoLedger, "Er is nog geen logboek op deze plaats. Maak een nieuw met 'dossierd init', of noem met --data de goede map."},
	{identiteit.ErrSleutelOntbreekt, "De sleutel voor tokens ontbreekt."},
	{identiteit.ErrSleutelRechten, "De sleutel voor tokens mag alleen leesbaar zijn voor de eigenaar: chmod 600."},
	{sqlite.ErrForeign, "Dit bestand is geen logboek van Dossierboek."},
	{sqlite.ErrNewer, "Dit logboek is geschreven door een nieuwere versie van dossierd."},
	{eventstore.ErrLocked, "Een ander proces heeft het logboek open. Draait dossierd al?"},
	{projections.ErrInUse, "Een ander proces heeft de projecties open. Draait dossierd al?"},
}

// explain puts advice before an error, where there is any.
func explain(err error) string {
	for _, a := range advice {
		if errors.Is(err, a.is) {
			return a.says + " (" + err.Error() + ")"
		}
	}
	if says := ledger.Uitleg(err); says != "" {
		return says + " (" + err.Error() + ")"
	}
	return err.Error()
}
