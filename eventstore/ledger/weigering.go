package ledger

import (
	"errors"
	"syscall"

	"dossierboek/domain"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/vault"
)

// weigeringen are the faults of store, vault and register that a caller is told of, and as what. The first that
// matches counts. Every other error stays what it is.
var weigeringen = []struct {
	fout  error
	code  domain.Code
	tekst string
}{
	{eventstore.ErrTooLarge, domain.CodeTeGroot, tekstTeGroot},
	{eventstore.ErrFull, domain.CodeVol, tekstVol},
	{vault.ErrFull, domain.CodeVol, tekstVol},
	{syscall.ENOSPC, domain.CodeVol, tekstVol},
	{syscall.EDQUOT, domain.CodeVol, tekstVol},
	{eventstore.ErrUnavailable, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{eventstore.ErrReadOnly, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{eventstore.ErrUnknownOutcome, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{eventstore.ErrClosed, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{vault.ErrReadOnly, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{vault.ErrClosed, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{vault.ErrRemnants, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{concept.ErrFull, domain.CodeVol, tekstVol},
	{concept.ErrReadOnly, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{concept.ErrClosed, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{concept.ErrRemnants, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{errGeenConcepten, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{ErrRegisterVervangen, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{syscall.EROFS, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{bijlage.ErrUnavailable, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{bijlage.ErrExists, domain.CodeNietBereikbaar, tekstNietBereikbaar},
	{ErrPoortDicht, domain.CodeNietBereikbaar, tekstNietBereikbaar},
}

const (
	tekstTeGroot        = "Dit is te veel voor één vastlegging. Splits het."
	tekstVol            = "Er is geen schijfruimte meer. Er is niets vastgelegd."
	tekstNietBereikbaar = "De opslag is nu niet bereikbaar. Probeer het later met dezelfde Idempotency-Key opnieuw."
)

// weigeringVan turns a fault of store, vault or register into what the caller is told; the fault itself stays matched.
// A refusal that is one already stays as it is, unless a fault kept it from being recorded.
func weigeringVan(err error) error {
	for _, w := range weigeringen {
		if errors.Is(err, w.fout) {
			return errors.Join(domain.Weiger(w.code, w.tekst), err)
		}
	}
	return err
}
