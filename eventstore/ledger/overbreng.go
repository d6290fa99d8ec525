package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// Overbrengopdracht takes onderdelen of a dossier, or all of it, to another. It asks for two grants: to decide here,
// and to record there.
type Overbrengopdracht struct {
	Schrijfopdracht                  // its Opdracht is Besluit
	Besluit         domain.BrengOver // of Daar only the id counts; the ledger reads it
	GrantDaar       toegang.Grant
}

// hoogstensOvernemen is how many events one append takes over, so that it fits whoever they concern.
const hoogstensOvernemen = 64

// BrengOver decides on an overbrenging and carries it out: the other dossier takes over, then this one lets go. Each
// step may be repeated. Where one fails after the besluit is durable, ErrNogUitTeVoeren is matched, and RondAf or the
// next start finishes it; meanwhile nothing of it changes here. The outcome is the besluit. Where the other dossier
// was gone, or going here itself, when it came to it, all stays and that is refused; the besluit stands, and that it
// was broken off.
func (l *Ledger) BrengOver(ctx context.Context, o Overbrengopdracht) (Uitkomst, error) {
	u, err := l.brengOver(ctx, o)
	return u, weigeringVan(err)
}

func (l *Ledger) brengOver(ctx context.Context, o Overbrengopdracht) (Uitkomst, error) {
	naar := o.Besluit.Daar.ID
	if !o.GrantDaar.Voor(domain.HandelingVastleggen, naar) {
		return Uitkomst{}, l.weiger(ctx, o.GrantDaar, naar, o.Verzoek)
	}
	daar, err := l.lees(ctx, naar)
	if err != nil {
		return Uitkomst{}, err
	}
	if err := l.magOverbrengen(ctx, o); err != nil {
		return Uitkomst{}, err
	}
	o.Besluit.Daar = daar.nu
	o.Opdracht = o.Besluit
	u, err := l.schrijf(ctx, o.Schrijfopdracht)
	if err != nil {
		var geweigerd *domain.Weigering
		if !errors.As(err, &geweigerd) {
			l.onthoudOnaf(o.Dossier) // a besluit whose outcome is unknown may stand
		}
		return u, err
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), uitvoertijd)
	defer stop()
	if err := l.rondOverbrengingenAf(ctx, o.Dossier); err != nil {
		l.onthoudOnaf(o.Dossier)
		return u, fmt.Errorf("%w: %w", ErrNogUitTeVoeren, err)
	}
	return u, l.nietAfgebroken(ctx, o.Dossier, u)
}

// magOverbrengen holds what goes, and what hangs on it, against the categories of both grants (ZOB-7.4): carrying it
// out asks nobody any more. A refusal is a fact first.
func (l *Ledger) magOverbrengen(ctx context.Context, o Overbrengopdracht) error {
	z, err := l.lees(ctx, o.Dossier)
	if err != nil {
		return err
	}
	alle := o.Besluit.MetAanhang(z.nu)
	for _, k := range z.nu.Alle() {
		gaat := o.Besluit.Geheel || slices.ContainsFunc(alle, func(g domain.Overgang) bool { return g.Onderdeel == k.ID })
		if c := k.Categorie(); gaat && !(o.Grant.Ziet(c) && o.GrantDaar.Ziet(c)) {
			w := domain.Weiger(domain.CodeGeenToegang, "Deze rol mag dit soort gegevens niet overbrengen.", "ZOB-7.4", "ZOB-10")
			if err := l.feitVanWeigering(ctx, o.Grant, o.Dossier, w, o.Verzoek); err != nil {
				return err
			}
			return w
		}
	}
	return nil
}

// rondOverbrengingenAf carries out what was decided in a dossier and is not done.
func (l *Ledger) rondOverbrengingenAf(ctx context.Context, d id.Dossier) error {
	z, err := l.lees(ctx, d)
	if err != nil {
		return err
	}
	for _, loop := range z.nu.Overbrengingen {
		if !loop.Klaar {
			l.onderweg.begint(loop.ID)
			if err := l.voerOverbrengingUit(ctx, z, loop); err != nil {
				return err
			}
		}
		l.onderweg.eindigt(loop.ID)
	}
	return nil
}

// voerOverbrengingUit takes over what is not yet there, and lets go. Who decided is who did it.
func (l *Ledger) voerOverbrengingUit(ctx context.Context, z *lezing, loop domain.OverbrengingLoop) error {
	besluit := z.besluit(loop.Besluit)
	m := besluit.Meta
	actor := toegang.Actor{Wie: m.Wie, Namens: m.Namens, Rol: toegang.Rol(m.Rol)}
	neem := domain.NeemOver{
		Overbrenging: loop.ID, Uit: z.nu, Hoogstens: hoogstensOvernemen,
		Events: func(r uint64) domain.Vastlegging { return z.events[r].Vastlegging },
	}
	var err error
	if neem.Verborgen, err = l.zegtGeheim(ctx, z, loop); err != nil {
		return err
	}
	daar := Schrijfopdracht{Grant: l.Matrix.Uitvoering(actor, loop.Naar, m.Doel), Dossier: loop.Naar,
		Opdracht: neem.Voorbereid(), Verzoek: m.Verzoek, Oorzaak: besluit.ID, daar: z}
	laat, err := l.haalBestanden(ctx, z, loop)
	defer laat()
	if err != nil {
		return err
	}
	breekAf := func() error {
		return l.laatLos(ctx, z.dossier, besluit, domain.VoltooiOverbrenging{Overbrenging: loop.ID, Afgebroken: true})
	}
	for {
		u, err := l.schrijf(ctx, daar)
		var w *domain.Weigering
		switch {
		case errors.As(err, &w) && (w.Code == domain.CodeVernietigd || w.Code == domain.CodeOvergebracht):
			return breekAf()
		case errors.As(err, &w) && w.Code == domain.CodeStand:
			wijkt, e := l.wijkt(ctx, z.dossier, besluit, loop)
			if e != nil || !wijkt {
				return errors.Join(err, e)
			}
			return breekAf()
		case err != nil:
			return err
		case len(u.Feiten) == 0:
			return l.laatLos(ctx, z.dossier, besluit, domain.VoltooiOverbrenging{Overbrenging: loop.ID})
		}
	}
}

// besluit is the event by its id.
func (z *lezing) besluit(welk id.Gebeurtenis) domain.Vastlegging {
	for _, e := range z.events {
		if e.ID == welk {
			return e.Vastlegging
		}
	}
	return domain.Vastlegging{}
}

// laatLos ends an overbrenging in the dossier that it takes from, and destroys there what does not stay.
func (l *Ledger) laatLos(ctx context.Context, d id.Dossier, besluit domain.Vastlegging,
	v domain.VoltooiOverbrenging) error {
	m := besluit.Meta
	actor := toegang.Actor{Wie: m.Wie, Namens: m.Namens, Rol: toegang.Rol(m.Rol)}
	v.Vernietiging = id.Van[id.Vernietiging](v.Overbrenging.UUID())
	_, err := l.Vernietig(ctx, Schrijfopdracht{
		Grant: l.Matrix.Uitvoering(actor, d, m.Doel), Dossier: d, Opdracht: v, Verzoek: m.Verzoek, Oorzaak: besluit.ID,
	})
	return err
}
