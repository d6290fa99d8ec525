package ledger

import (
	"cmp"
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// An overbrenging that cannot be carried out any more is broken off: everything stays where it was.

// nietAfgebroken refuses an overbrenging that was broken off, now or the first time that it was asked.
func (l *Ledger) nietAfgebroken(ctx context.Context, d id.Dossier, u Uitkomst) error {
	z, err := l.lees(ctx, d)
	if err != nil {
		return err
	}
	besloten := func(welk id.Overbrenging) bool {
		return slices.ContainsFunc(u.Feiten, func(v domain.Vastlegging) bool {
			f, ok := v.Feit.(*domain.OverbrengingBesloten)
			return ok && f.Overbrenging == welk
		})
	}
	for _, e := range z.events {
		if f, ok := e.Feit.(*domain.OverbrengingVoltooid); ok && f.Afgebroken && besloten(f.Overbrenging) {
			return domain.Weiger(domain.CodeConflict, "Het andere dossier gaat intussen zelf op in een ander, of wie het "+
				"betreft is daar niet meer. Er is niets overgebracht. Bekijk beide dossiers opnieuw.", "ZOB-6.1")
		}
	}
	return nil
}

// wijkt reports whether the other dossier is going into this one itself, by way of others or not, and this besluit is
// the last of those: two employees each found the same household, and decided before either saw what the other did.
// None of them could ever be carried out, and in none of the dossiers could anybody work. The last one gives way; the
// others go on.
func (l *Ledger) wijkt(ctx context.Context, d id.Dossier, besluit domain.Vastlegging,
	loop domain.OverbrengingLoop) (bool, error) {
	if !loop.Geheel {
		return false, nil
	}
	gezien := map[id.Dossier]bool{}
	for naar := loop.Naar; naar != d; {
		z, err := l.lees(ctx, naar)
		if err != nil {
			return false, err
		}
		verder, gaat := z.nu.GaatOp()
		if !gaat || gezien[naar] || na(z.besluit(verder.Besluit), besluit) {
			return false, nil
		}
		gezien[naar], naar = true, verder.Naar
	}
	return true, nil
}

// na reports whether one besluit was taken after another, in whatever dossier.
func na(a, b domain.Vastlegging) bool {
	return cmp.Or(a.Meta.VastgelegdOp.Compare(b.Meta.VastgelegdOp), a.ID.Vergelijk(b.ID)) > 0
}
