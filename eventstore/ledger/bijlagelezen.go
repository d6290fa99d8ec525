package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/seal"
)

// Bijlagelezing is a file that somebody may read, its access fact stored. Close it. When the bijlage is destroyed
// nothing more of it goes out, also of a reading that had begun.
type Bijlagelezing struct {
	Onderdeel id.Onderdeel
	Mediatype domain.Mediatype
	Omvang    int64 // in bytes

	naam       bijlage.Name
	bestand    seal.File
	sleutel    seal.Key
	bijlagen   *bijlage.Store
	slot       *bestandsslot
	vernietigd atomic.Bool
}

// LeesBijlage opens the file of a bijlage to somebody, as the dossier had it at a moment: the wording of then says
// whether it may be seen, by the state now. What closes a later wording closes those before it, and the bytes are the
// same in each. The access fact is durable before the first byte is read. It refuses what is shielded, removed or
// destroyed.
func (l *Ledger) LeesBijlage(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel, m Momenten,
	verzoek string) (_ *Bijlagelezing, err error) {
	if err := l.geenBijlagen(); err != nil {
		return nil, err
	}
	if err := m.controleer(l.Nu()); err != nil {
		return nil, err
	}
	uit := &Bijlagelezing{Onderdeel: welk, bijlagen: l.Bijlagen, slot: &l.bestandsslot}
	l.bestandsslot.leest(welk, uit) // before it is looked at: what is destroyed from now on stops it
	defer func() {
		if err != nil {
			uit.Close()
		}
	}()
	feit := toegang.Geraadpleegd{Wat: toegang.WatBijlage, BeschikbaarOp: m.BeschikbaarOp, Onderdeel: welk}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingRaadplegen, d, verzoek, feit},
		func(r *raadpleging) []uint64 {
			p, ok := r.bestandplek(welk, m)
			if !ok {
				return nil
			}
			l.bestandsslot.leest(p.onderdeel.ID, uit) // where it is now; that is looked at once more
			return r.zichtbaar(welk, p.revisie)
		})
	if err != nil {
		return nil, err
	}
	p, ok := r.bestandplek(welk, m)
	if !ok {
		return nil, domain.Weiger(domain.CodeOnbekend, "Deze bijlage staat niet in het dossier.")
	}
	inhoud, err := r.open(welk, p.revisie)
	if err != nil {
		return nil, err
	}
	i, ok := kern(inhoud).Value()
	if !ok {
		return nil, weigeringVanGat(inhoud.Gat())
	}
	b, ok := i.(*domain.Bijlage)
	if !ok {
		return nil, bestandStuk(fmt.Errorf("revision %d holds no bijlage", p.revisie))
	}
	if geheim, err := l.bestandGeheim(ctx, p, b); err != nil || geheim {
		return nil, cmp.Or(weigeringVan(err), weigeringVanGat(&domain.Gat{Reden: domain.GatGeheim}))
	}
	uit.Mediatype, uit.Omvang = b.Bestand.Mediatype, b.Bestand.Omvang
	bestand := p.onderdeel.Bestand
	uit.naam, uit.bestand = bijlage.Name{Dossier: p.dossier, Bestand: bestand.ID}, verzegeldBestand(bestand)
	uit.sleutel = seal.Key(b.Bestand.Sleutel)
	return uit, nil
}

// weigeringVanGat refuses a file for the reason that its content is not shown.
func weigeringVanGat(g *domain.Gat) error {
	switch g.Reden {
	case domain.GatVernietigd:
		return domain.Weiger(domain.CodeVernietigd, "Deze bijlage is vernietigd.", "ZOB-17.1")
	case domain.GatOvergebracht:
		return domain.Weiger(domain.CodeOvergebracht, "Deze bijlage is overgebracht naar een ander dossier.")
	case domain.GatGeenToegang:
		return domain.Weiger(domain.CodeGeenToegang, "Deze rol mag dit soort gegevens niet zien.", "ZOB-7.1b")
	case domain.GatAfgeschermd:
		return domain.Weiger(domain.CodeAfgeschermd, "Deze bijlage is afgeschermd.", "ZOB-15b")
	case domain.GatGeheim:
		return domain.Weiger(domain.CodeGeenToegang, "Deze bijlage is geheim. Vraag de teamleider.", "ZOB-7.1b", "ZOB-8")
	case domain.GatOnderweg:
		return domain.Weiger(domain.CodeStand,
			"Deze bijlage wordt nu overgenomen uit een ander dossier. Zij staat daar nog.")
	case domain.GatVerwijderd:
		return domain.Weiger(domain.CodeStand, "Deze bijlage is met een correctie verwijderd.", "ZOB-15b")
	}
	return bestandStuk(errors.New("its content does not open"))
}

// bestandStuk is for who asked; err is for who keeps the server, and names nobody.
func bestandStuk(err error) error {
	return errors.Join(domain.Weiger(domain.CodeBestandStuk,
		"Het bestand van deze bijlage ontbreekt of is niet wat hier is bewaard. Het is gemeld; er wordt niets van getoond."),
		err)
}

func verzegeldBestand(b *domain.Bestand) seal.File {
	return seal.File{Length: int64(b.Omvang), Digest: b.Hash}
}

// Schrijf writes the file to w, each piece after it was checked, the last one after all was. Where the stored form is
// not what it was a refusal with CodeBestandStuk is matched, and what was written is not the whole.
func (b *Bijlagelezing) Schrijf(ctx context.Context, w io.Writer) error {
	return b.schrijf(w, func(naar io.Writer) error {
		bron, err := b.bijlagen.Get(ctx, b.naam)
		if err != nil {
			return err
		}
		defer func() { _ = bron.Close() }() // only read
		_, err = seal.OpenFile(naar, bron, &b.sleutel, b.naam.Bestand.UUID(), b.bestand)
		return err
	})
}

// SchrijfDeel writes lengte bytes of the file from vanaf on, which must lie in it, each piece after it was checked.
// Whether the rest of the file is what was stored it does not see.
func (b *Bijlagelezing) SchrijfDeel(ctx context.Context, w io.Writer, vanaf, lengte int64) error {
	return b.schrijf(w, func(naar io.Writer) error {
		lees := func(van, n int64) (io.ReadCloser, error) { return b.bijlagen.GetRange(ctx, b.naam, van, n) }
		_, err := seal.OpenFileRange(naar, lees, &b.sleutel, b.naam.Bestand.UUID(), b.bestand, b.Omvang, vanaf, lengte)
		return err
	})
}

func (b *Bijlagelezing) schrijf(w io.Writer, open func(io.Writer) error) error {
	naar := &schrijver{w: w, van: b}
	err := open(naar)
	switch {
	case err == nil:
		return nil
	case b.vernietigd.Load(): // whatever it was that failed of it then
		return weigeringVanGat(&domain.Gat{Reden: domain.GatVernietigd})
	case naar.err != nil: // who asked hung up
		return err
	case errors.Is(err, bijlage.ErrNotFound), errors.Is(err, seal.ErrTampered), errors.Is(err, seal.ErrMalformed):
		return bestandStuk(fmt.Errorf("bijlage %s: %w", b.naam, err))
	}
	return weigeringVan(err)
}

// schrijver remembers how writing failed, and writes nothing of what is destroyed.
type schrijver struct {
	w   io.Writer
	van *Bijlagelezing
	err error
}

func (s *schrijver) Write(b []byte) (int, error) {
	if s.van.vernietigd.Load() {
		return 0, errVernietigd
	}
	n, err := s.w.Write(b)
	if err != nil {
		s.err = err
	}
	return n, err
}

var errVernietigd = errors.New("ledger: the bijlage was destroyed while it was read")

// Close gives up the file and its key.
func (b *Bijlagelezing) Close() {
	b.slot.leestNiet(b)
	b.sleutel.Wipe()
}

// bijlage is the newest wording of a bijlage, to decide on and to take its key from; nil where that does not open, or
// is none.
func (z *lezing) bijlage(sleutels seal.Keys, welk id.Onderdeel) (*domain.Bijlage, error) {
	o, ok := z.nu.Onderdelen[welk]
	if !ok || o.Bestand == nil {
		return nil, nil
	}
	i, err := z.wording(sleutels, o)
	b, _ := i.(*domain.Bijlage)
	return b, err
}

// bijlageIn is the bijlage that a command changes what is said of, whose file the decision must know.
func bijlageIn(d *domain.Dossier, o domain.Opdracht) (welk id.Onderdeel, ok bool) {
	switch w := o.(type) {
	case domain.Corrigeer:
		welk = w.Onderdeel
	case domain.HerstelOnderdeel:
		welk = w.Onderdeel
	case domain.Koppel:
		welk = w.Onderdeel
	}
	n, ok := d.Onderdelen[welk]
	return welk, ok && n.Bestand != nil
}

// metBijlage adds to the facts of a decision what a bijlage is, which decides and is shown to nobody.
func (l *Ledger) metBijlage(ctx context.Context, d id.Dossier, welk id.Onderdeel,
	f domain.Feiten) (domain.Feiten, error) {
	z, err := l.lees(ctx, d)
	if err != nil {
		return f, err
	}
	f.Bijlage, err = z.bijlage(l.sleutels(ctx), welk)
	return f, err
}
