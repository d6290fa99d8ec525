package main

import (
	"errors"
	"syscall"

	"dossierboek/api/identiteit"
	"dossierboek/eventstore"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
	"dossierboek/projections"
)

// advice says in Dutch what an operator can do about an error at start-up. The first that matches counts.
var advice = []struct {
	is   error
	says string
}{
	{syscall.EADDRINUSE, "op dit adres luistert al een ander programma. Kies een ander met --listen (make run ADDRESS=127.0.0.1:8081)"},
	{ledger.ErrGeenLedger, "dit bestand is geen logboek van Dossierboek"},
	{ledger.ErrRegisterOntbreekt, "het vernietigingsregister ontbreekt. Zet het terug; zonder register kan niet worden vastgesteld wat vernietigd moet blijven"},
	{ledger.ErrRegisterBeschadigd, "het vernietigingsregister is beschadigd. Zet een goede kopie terug"},
	{eventstore.ErrMissing, "er is nog geen logboek op deze plaats. Maak een nieuwe met 'dossierd init', of noem met --data de goede map"},
	{eventstore.ErrLocked, "een ander proces heeft het logboek open. Draait dossierd al?"},
	{vault.ErrWrongMasterKey, "de meestersleutel past niet op deze kluis. Zet de goede meestersleutel en sleutelring terug"},
	{vault.ErrEpochGone, "de kluis is van voor een verlopen tijdvak van de meestersleutel en opent niets meer. Zet een nieuwere kopie van de kluis terug"},
	{vault.ErrForeign, "dit bestand hoort bij een ander logboek. Zet het goede terug"},
	{vault.ErrLocked, "een ander proces heeft de kluis open. Draait dossierd al?"},
	{vault.ErrPermissions, "het bestand mag alleen leesbaar zijn voor de eigenaar: chmod 600"},
	{identiteit.ErrSleutelOntbreekt, "de sleutel voor tokens ontbreekt"},
	{identiteit.ErrSleutelRechten, "de sleutel voor tokens mag alleen leesbaar zijn voor de eigenaar: chmod 600"},
	{sqlite.ErrForeign, "dit bestand is geen logboek van Dossierboek"},
	{sqlite.ErrNewer, "dit logboek is geschreven door een nieuwere versie van dossierd"},
	{vault.ErrNewer, "deze kluis is geschreven door een nieuwere versie van dossierd"},
	{eventstore.ErrBroken, "het logboek is beschadigd. Zet een reservekopie terug en bewaar dit bestand voor onderzoek"},
	{projections.ErrInUse, "een ander proces heeft de projecties open. Draait dossierd al?"},
	{vault.ErrMissing, "een bestand van de kluis ontbreekt. Zet het terug; het wordt nooit vanzelf nieuw gemaakt"},
}

// explain puts advice before an error, where there is any.
func explain(err error) string {
	for _, a := range advice {
		if errors.Is(err, a.is) {
			return a.says + " (" + err.Error() + ")"
		}
	}
	return err.Error()
}
