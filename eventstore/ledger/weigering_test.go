package ledger

import (
	"errors"
	"fmt"
	"syscall"
	"testing"

	"dossierboek/domain"
	"dossierboek/eventstore"
	"dossierboek/eventstore/vault"
)

// A fault of store, vault or register is told as what it means for the caller, and stays matched (503, 507).
func TestWeigeringVanStoringen(t *testing.T) {
	for _, w := range weigeringen {
		err := weigeringVan(fmt.Errorf("somewhere: %w", w.fout))
		var geweigerd *domain.Weigering
		if !errors.As(err, &geweigerd) || geweigerd.Code != w.code || geweigerd.Tekst == "" || !errors.Is(err, w.fout) {
			t.Errorf("%v is told as %v", w.fout, err)
		}
	}
	anders := errors.New("iets anders")
	if weigeringVan(anders) != anders || weigeringVan(nil) != nil {
		t.Error("another error did not stay what it is")
	}
	w := error(domain.Weiger(domain.CodeStand, "x"))
	if weigeringVan(w) != w {
		t.Error("a refusal did not stay what it is")
	}
}

func TestKluisVolOfWeg(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	for fout, code := range map[error]domain.Code{vault.ErrFull: domain.CodeVol,
		vault.ErrReadOnly: domain.CodeNietBereikbaar, vault.ErrClosed: domain.CodeNietBereikbaar} {
		o.zetStoring(func(stap, func() error) error { return fout })
		d := nieuwD()
		_, err := o.probeer(medewerker, d, opening(t, nieuwB()))
		wilWeigering(t, err, code)
		if _, ok, err := o.store.Head(t.Context(), DossierStroom(d)); ok || err != nil {
			t.Errorf("something was stored without a key (%v)", err)
		}
	}
	o.zetStoring(nil)
	o.doet(medewerker, nieuwD(), opening(t, nieuwB())) // it goes on when there is space again

	// The approval stands, whatever becomes of the rest; that is not told as if nothing was recorded.
	w := o.besluitTotWissing()
	for _, fout := range []error{vault.ErrFull, syscall.ENOSPC, vault.ErrRemnants} {
		o.zetStoring(func(stap, func() error) error { return fout })
		_, err := o.keurt(w)
		if !errors.Is(err, ErrNogUitTeVoeren) || !errors.Is(err, fout) || errors.Is(err, domain.Weiger(domain.CodeVol, "")) {
			t.Errorf("%v", err)
		}
	}
	o.zetStoring(nil)
	goed(t, o.RondAf(t.Context()))
	o.gewist(w)

	goed(t, o.Kluis.Close())
	_, err := o.Bekijk(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier, "onderzoek"), g.dossier,
		Momenten{}, "v")
	wilWeigering(t, err, domain.CodeNietBereikbaar)
	_, err = o.probeer(medewerker, g.dossier, o.legt(g, "tekst"))
	wilWeigering(t, err, domain.CodeNietBereikbaar)
}

// The store is full, read-only or gone: nothing half written, and it goes on after.
func TestStoreVolOfWeg(t *testing.T) {
	o, gr := metGrillig(t)
	g := o.opentGezin()
	for fout, code := range map[error]domain.Code{
		eventstore.ErrFull: domain.CodeVol, eventstore.ErrReadOnly: domain.CodeNietBereikbaar,
		eventstore.ErrUnavailable: domain.CodeNietBereikbaar, eventstore.ErrClosed: domain.CodeNietBereikbaar,
		eventstore.ErrTooLarge: domain.CodeTeGroot,
	} {
		gr.zet(func(poging) (eventstore.Appended, error) { return eventstore.Appended{}, fout })
		_, err := o.probeer(medewerker, g.dossier, o.legt(g, "tekst"))
		wilWeigering(t, err, code)
		gr.zet(nil)
		o.doet(medewerker, g.dossier, o.legt(g, "tekst"))
	}
	if n := o.tel(g.dossier, domain.SoortGegevenVastgelegd); n != 5 {
		t.Errorf("%d gegevens stand there", n)
	}
	o.verifieerSchoon()
}
