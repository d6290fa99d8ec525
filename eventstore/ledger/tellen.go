package ledger

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/termijn"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// Telopdracht is which half-year is counted, and how.
type Telopdracht struct {
	HalfJaar domain.HalfJaar
	Reden    domain.CorrectieReden // why it is counted again; "" for the first time
	Verzoek  string
	// Waar gives the dossiers that received a melding in the half-year, as far as a read model followed the log, and how
	// far that is: what came since is read from the log itself, so that it is the same however far the read model lags.
	// nil: all of it is.
	Waar func(context.Context, domain.HalfJaar) ([]id.Dossier, eventstore.Position, error)
	// Voortgang, which may be nil, is told how many dossiers were looked at, of how many.
	Voortgang func(bekeken, totaal int)
}

// telronde counts the meldingen of one half-year over all dossiers. First it reads open parts only and picks the
// tellingen to open; those are opened once the fact of it is durable.
type telronde struct {
	Telopdracht
	l         *Ledger
	meldingen map[domain.Plek]*telbaar // by where each was first recorded: one that is in two dossiers counts once
}

// telbaar is a melding as it stands in one dossier.
type telbaar struct {
	dossier      id.Dossier
	kwalificatie domain.Kwalificatie
	vernietigd   bool
	events       []bewaard // of its tellingen, in the order in which they were recorded
	lezing       *lezing
}

// zoekMeldingen finds the meldingen that were received in the half-year. Broken off, nothing of it is kept: who begins
// again reads the same dossiers, a half-year's and no more.
func (t *telronde) zoekMeldingen(ctx context.Context) error {
	dossiers, vanaf := map[id.Dossier]bool{}, eventstore.Position("")
	if t.Waar != nil {
		bekend, tot, err := t.Waar(ctx, t.HalfJaar)
		if err != nil {
			return err
		}
		for _, d := range bekend {
			dossiers[d] = true
		}
		vanaf = tot
	}
	if err := t.zoekInLog(ctx, vanaf, dossiers); err != nil {
		return err
	}
	alle := gesorteerdeDossiers(dossiers)
	for i, d := range alle {
		if err := t.bezie(ctx, d); err != nil {
			return err
		}
		if t.Voortgang != nil {
			t.Voortgang(i+1, len(alle))
		}
	}
	return nil
}

// zoekInLog adds the dossiers that received a melding in the half-year, by what was recorded after a position.
func (t *telronde) zoekInLog(ctx context.Context, na eventstore.Position, dossiers map[id.Dossier]bool) error {
	for r, err := range t.l.Store.ReadAll(ctx, na) {
		if err != nil {
			return err
		}
		d, ok := DossierVan(r.Stream)
		soort := domain.Soort(r.Kind)
		brengt := soort == domain.SoortMeldingOntvangen || soort == domain.SoortOnderdeelOvergenomen
		if !ok || !brengt || dossiers[d] {
			continue
		}
		v, _, err := ontleed(r)
		if err != nil {
			return err
		}
		if m, ok := domain.FeitVan(v.Feit).(*domain.MeldingOntvangen); ok && t.binnen(m.OntvangenOp) {
			dossiers[d] = true
		}
	}
	return nil
}

// binnen reports whether a moment was in the half-year, in the Netherlands.
func (t *telronde) binnen(op time.Time) bool {
	return domain.HalfJaarVan(termijn.Dag(op)) == t.HalfJaar
}

func gesorteerdeDossiers(m map[id.Dossier]bool) []id.Dossier {
	uit := make([]id.Dossier, 0, len(m))
	for d := range m {
		uit = append(uit, d)
	}
	slices.SortFunc(uit, func(a, b id.Dossier) int { return cmp.Compare(a.String(), b.String()) })
	return uit
}

// bezie takes the meldingen of one dossier. One that a correctie removed was none. Of one that stands in several
// dossiers the dossier counts where most of it can still be read.
func (t *telronde) bezie(ctx context.Context, d id.Dossier) error {
	z, err := t.l.lees(ctx, d)
	if err != nil {
		return err
	}
	for _, m := range z.nu.Alle() {
		if m.Inhoud != domain.InhoudMelding || m.Stand == domain.StandVerwijderd || !t.binnen(m.OntvangenOp) {
			continue
		}
		deze := z.telbaar(m)
		eerste := z.herkomst(m)
		if al, ok := t.meldingen[eerste]; !ok || len(al.events) == 0 &&
			(len(deze.events) > 0 || al.vernietigd && !deze.vernietigd) {
			t.meldingen[eerste] = deze
		}
	}
	return nil
}

// herkomst is where a melding was first recorded.
func (z *lezing) herkomst(m *domain.Onderdeel) domain.Plek {
	e := z.events[m.Versies[0].Revisie]
	if f, ok := e.Feit.(*domain.OnderdeelOvergenomen); ok {
		return f.Bron
	}
	return domain.Plek{Dossier: z.dossier, Revisie: e.Revisie}
}

// telbaar picks the tellingen of a melding. What is shielded is not used for counting either.
func (z *lezing) telbaar(m *domain.Onderdeel) *telbaar {
	uit := &telbaar{dossier: z.dossier, kwalificatie: m.Kwalificatie, vernietigd: m.Stand == domain.StandVernietigd,
		lezing: z}
	for _, o := range z.nu.Alle() {
		switch {
		case o.Inhoud != domain.InhoudTelling || o.Melding != m.ID:
		case o.Stand == domain.StandVernietigd:
			uit.vernietigd = true
		case o.Stand == domain.StandGeldig && m.Stand == domain.StandGeldig:
			uit.events = append(uit.events, z.events[o.Laatste().Revisie])
		}
	}
	return uit
}

// digest is a digest of the events whose content will be opened.
func (t *telronde) digest() []byte {
	var alle []bewaard
	for _, m := range t.meldingen {
		alle = append(alle, m.events...)
	}
	return digestVan(alle)
}

// tel opens the tellingen and adds up. Nothing of them leaves here but the sums.
func (t *telronde) tel(ctx context.Context) (*domain.Teller, error) {
	teller := new(domain.Teller)
	sleutels := t.l.sleutels(ctx)
	for _, m := range t.meldingen {
		g := domain.Geteld{Kwalificatie: m.kwalificatie, Vernietigd: m.vernietigd}
		for _, e := range m.events {
			i, err := m.lezing.inhoud(sleutels, e, geenVermelding)
			if errors.Is(err, seal.ErrDestroyed) { // an erasure came in between
				g.Vernietigd = true
				continue
			}
			if err != nil {
				return nil, err
			}
			if telling, ok := domain.Kern(i).(*domain.Telling); ok {
				g.Tellingen = append(g.Tellingen, telling)
			}
		}
		teller.Tel(g)
	}
	return teller, nil
}

// geenVermelding is for content without texts.
func geenVermelding(id.Betrokkene) tekst.Toestand { return tekst.Vernietigd }

// magTellen refuses who may not count, and records that.
func (l *Ledger) magTellen(ctx context.Context, g toegang.Grant, verzoek string) error {
	if g.Voor(domain.HandelingTellen, id.Dossier{}) {
		return nil
	}
	return weigeringVan(l.weiger(ctx, g, id.Dossier{}, verzoek))
}

// StelTellingVast counts the meldingen that were received in a half-year and fixes the result in the log. A
// half-year that is not over is refused; so is counting it twice without a reason, and giving a reason for the
// first time.
//
// A telling opens on nobody's behalf: nothing of a person or a dossier is shown. So no dossier gets an access fact
// of its own, which would tell of each reader of the log only that there are statistics; one fact in the stream of
// the organisation says who had which half-year counted, with a digest of all that was opened for it, and is
// durable before anything is (design.md §7).
func (l *Ledger) StelTellingVast(ctx context.Context, g toegang.Grant,
	o Telopdracht) (_ VastgesteldeTelling, err error) {
	defer func() { err = weigeringVan(err) }()
	h, reden, verzoek := o.HalfJaar, o.Reden, o.Verzoek
	if err := l.magTellen(ctx, g, verzoek); err != nil {
		return VastgesteldeTelling{}, err
	}
	if !h.Voorbij(l.Vandaag()) {
		return VastgesteldeTelling{}, domain.Weiger(domain.CodeStand, "Dit halfjaar is nog niet voorbij.", regelTelling)
	}
	eerder, kop, err := l.leesTellingen(ctx, h)
	if err != nil {
		return VastgesteldeTelling{}, err
	}
	switch {
	case len(eerder) > 0 && reden == "":
		return VastgesteldeTelling{}, domain.Weiger(domain.CodeBestaatAl, tekstAlGeteld, regelTelling)
	case len(eerder) == 0 && reden != "":
		return VastgesteldeTelling{}, domain.Weiger(domain.CodeStand,
			"Dit halfjaar is nog niet geteld; een reden hoort bij opnieuw tellen.", regelTelling)
	}
	t := telronde{l: l, Telopdracht: o, meldingen: map[domain.Plek]*telbaar{}}
	if err := t.zoekMeldingen(ctx); err != nil {
		return VastgesteldeTelling{}, err
	}
	geopend, err := l.feitEvent(l.NieuweID(), soortTellingGeopend, g, verzoek,
		TellingGeopend{HalfJaar: h, Digest: t.digest()})
	if err != nil {
		return VastgesteldeTelling{}, err
	}
	op, err := l.herhaald(ctx, stroomOrganisatie, eventstore.Exact(kop), geopend)
	if errors.Is(err, eventstore.ErrConflict) {
		return VastgesteldeTelling{}, domain.Weiger(domain.CodeConflict, tekstTegelijkGeteld)
	}
	if err != nil {
		return VastgesteldeTelling{}, err
	}
	teller, err := t.tel(ctx)
	if err != nil {
		return VastgesteldeTelling{}, err
	}
	return l.voegTellingToe(ctx, g, verzoek, teller.Staat(h, reden), op)
}
