package main

import (
	"errors"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"dossierboek/api/identiteit"
	"dossierboek/domain"
	"dossierboek/eventstore"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/esdb"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
	"dossierboek/projections"
)

// advice says in Dutch what an operator can do about an error that the ledger does not know, or of which a command can
// say more. The first that matches counts.
var advice = []struct {
	is   error
	says string
}{
	{syscall.EADDRINUSE, "Op dit adres luistert al een ander programma. Kies een ander met --listen (make run " +
		"ADDRESS=127.0.0.1:8081)."},
	{errNoLedger, "Er is nog geen logboek op deze plaats. Maak een nieuw met 'dossierd init', of noem met --data de " +
		"goede map."},
	{identiteit.ErrSleutelOntbreekt, "De sleutel voor tokens ontbreekt."},
	{identiteit.ErrSleutelRechten, "De sleutel voor tokens mag alleen leesbaar zijn voor de eigenaar: chmod 600."},
	{sqlite.ErrForeign, "Dit bestand is geen logboek van Dossierboek."},
	{sqlite.ErrNewer, "Dit logboek is geschreven door een nieuwere versie van dossierd."},
	{errClusterCopy, "Deze opdracht is voor een logboek in een bestand."},
	{esdb.ErrURL, "De verbindingstekst van --store (DOSSIERBOEK_STORE) of het bestand van --store-login klopt niet."},
	{esdb.ErrTLS, "De TLS-verbinding met het cluster lukt niet: controleer tls=, tlsCAFile= en de certificaten."},
	{esdb.ErrLogin, "Het cluster kent deze gebruiker of dit wachtwoord niet: geef ze in het bestand van --store-login."},
	{esdb.ErrRights, "Deze gebruiker heeft op het cluster niet de rechten die een logboek nodig heeft."},
	{esdb.ErrTooOld, "De server van het cluster is te oud voor Dossierboek."},
	{esdb.ErrForeign, "Op dit adres antwoordt iets anders dan EventStoreDB."},
	{esdb.ErrNoLeader, "Het cluster heeft geen leider: er zijn te weinig knooppunten, of er wordt gekozen. Probeer het " +
		"zo opnieuw."},
	{esdb.ErrUnreachable, "Geen knooppunt van het cluster is te bereiken: controleer de adressen en het netwerk."},
	{eventstore.ErrLocked, "Een ander proces heeft het logboek open. Draait dossierd al?"},
	{projections.ErrInUse, "Een ander proces heeft de projecties open. Draait dossierd al?"},
}

// fileAdvice is what to say of files that are just files. It comes last: what a missing file means is often known
// better.
var fileAdvice = []struct {
	is   error
	says string
}{
	{vault.ErrExists, "Er staat al een bestand op deze plaats; dat wordt niet overschreven."},
	{concept.ErrExists, "Er staat al een bestand op deze plaats; dat wordt niet overschreven."},
	{fs.ErrExist, "Er staat al een bestand op deze plaats; dat wordt niet overschreven."},
	{fs.ErrNotExist, "Dit bestand of deze map is er niet."},
	{fs.ErrPermission, "Geen toegang tot dit bestand of deze map."},
	{syscall.ENOTDIR, "Een deel van dit pad is een bestand en geen map."},
	{syscall.EISDIR, "Dit is een map en geen bestand."},
	{syscall.ENOSPC, "De schijf is vol."},
	{syscall.EROFS, "Hier kan niet worden geschreven."},
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
	var refused *domain.Weigering
	if errors.As(err, &refused) {
		return explainRefusal(refused)
	}
	for _, a := range fileAdvice {
		if errors.Is(err, a.is) {
			return a.says + " (" + err.Error() + ")"
		}
	}
	var address *net.AddrError
	if errors.As(err, &address) {
		return "Dit is geen adres om op te luisteren; schrijf bijvoorbeeld 127.0.0.1:8080. (" + err.Error() + ")"
	}
	return err.Error()
}

// explainRefusal is the text of a refusal, with the rules that it rests on.
func explainRefusal(w *domain.Weigering) string {
	if len(w.Regels) == 0 {
		return w.Tekst
	}
	return w.Tekst + " (" + strings.Join(w.Regels, ", ") + ")"
}
