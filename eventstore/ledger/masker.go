package ledger

import (
	"errors"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// masker says what of a dossier a reader may see, by the state now: what was destroyed or shielded does not come back
// by looking further back.
type masker struct {
	grant toegang.Grant
	nu    *domain.Dossier
	// what is geheim in the dossier, to hide it wherever else it stands; nil where nothing is
	geheimen func() (*geheimen, error)

	onderweg map[id.Overbrenging]bool // of which not all has come yet

	afgeschermd map[id.Betrokkene]bool        // whose identiteit is shielded; nil where nobody's is
	namen       func() (*tekst.Zoeker, error) // of all persons of the dossier, where anybody's identiteit is shielded

	// Of passages and of what can be somebody's own words, which say in their content whose (metHerleidbaar): before
	// which revision theirs is closed to the reader, and what was opened to find that out.
	dicht   map[id.Onderdeel]uint64
	geopend map[uint64]domain.Private[domain.Inhoud]
}

// zietGeheim reports whether the reader may see contact data that are geheim.
func (m masker) zietGeheim() bool { return m.grant.Ziet(domain.CategorieGeheim) }

// gat is why a version may not be opened; nil where it may.
func (m masker) gat(welk id.Onderdeel, revisie uint64) *domain.Gat {
	o, ok := m.nu.Onderdelen[welk]
	switch {
	case m.nu.Vernietigd != nil:
		return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: m.nu.Vernietigd}
	case ok && o.Overgebracht != nil:
		if ref := wegVoorVertrek(o, revisie); ref != nil {
			return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: ref}
		}
		return &domain.Gat{Reden: domain.GatOvergebracht, Vernietiging: o.Vernietigd}
	case !ok:
		return &domain.Gat{Reden: domain.GatNogNietBekend}
	case o.Stand == domain.StandVernietigd:
		return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: o.Vernietigd}
	}
	for _, v := range o.Versies {
		if v.Revisie == revisie && v.Vernietigd != nil {
			return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: v.Vernietigd}
		}
	}
	switch {
	case !m.grant.Ziet(o.Categorie()):
		return &domain.Gat{Reden: domain.GatGeenToegang}
	case o.GeheimIn(revisie) && !m.zietGeheim():
		return &domain.Gat{Reden: domain.GatGeheim}
	case o.Overgenomen != nil && m.onderweg[o.Overgenomen.Overbrenging]:
		return &domain.Gat{Reden: domain.GatOnderweg}
	case o.Stand == domain.StandVerwijderd:
		return &domain.Gat{Reden: domain.GatVerwijderd}
	case o.Stand == domain.StandAfgeschermd:
		return &domain.Gat{Reden: domain.GatAfgeschermd}
	case o.SluitMee(m.afgeschermd), m.isDicht(welk, revisie):
		return &domain.Gat{Reden: domain.GatAfgeschermd}
	}
	return m.passageGat(o)
}

// toestand is whether the reader sees how someone is written in texts: as far as the reader may see the identiteit of
// who that is. Of two who were joined a shield of either is one of both.
func (m masker) toestand(b id.Betrokkene) tekst.Toestand {
	p, ok := m.nu.Betrokkenen[b]
	if ok && p.Vernietigd != nil {
		return tekst.Vernietigd
	}
	b = m.nu.Wie(b)
	switch g := m.gat(domain.IdentiteitVan(b), 0); {
	case g == nil:
		return tekst.Zichtbaar
	case g.Reden == domain.GatVernietigd, g.Reden == domain.GatOvergebracht:
		return tekst.Vernietigd
	}
	return tekst.Afgeschermd
}

// gatVoorbij is why a version does not open to the check whether a person is still named, which looks past what
// shields it: the names of who was shielded are those that must not stay. Of what it finds behind a shield nothing is
// shown but that it is there.
func (m masker) gatVoorbij(welk id.Onderdeel, revisie uint64) *domain.Gat {
	g := m.gat(welk, revisie)
	if g == nil || g.Reden == domain.GatVernietigd || g.Reden == domain.GatOvergebracht ||
		g.Reden == domain.GatNogNietBekend {
		return g
	}
	return nil
}

// toestandVoorbij is whether there still is how someone is written in texts, whoever may see it.
func (m masker) toestandVoorbij(b id.Betrokkene) tekst.Toestand {
	if t := m.toestand(b); t == tekst.Vernietigd {
		return t
	}
	return tekst.Zichtbaar
}

// open opens the content at a revision, or says why it is not shown. It fails only where the vault does.
func (m masker) open(z *lezing, sleutels seal.Keys, welk id.Onderdeel,
	revisie uint64) (domain.Private[domain.Inhoud], error) {
	if g := m.gat(welk, revisie); g != nil {
		return domain.Ontbreekt[domain.Inhoud](*g), nil
	}
	return m.openVrij(z, sleutels, welk, revisie)
}

// openVrij opens content that nothing shields, and takes out of it what this reader may not see.
func (m masker) openVrij(z *lezing, sleutels seal.Keys, welk id.Onderdeel,
	revisie uint64) (domain.Private[domain.Inhoud], error) {
	p, ok := m.geopend[revisie]
	delete(m.geopend, revisie) // what is shown of it may be changed below, or by who shows it
	if !ok {
		var err error
		if p, err = openMet(z, sleutels, revisie, m.zietGeheim(), m.toestand); err != nil {
			return p, err
		}
	}
	i, ok := p.Value()
	if !ok {
		return p, nil
	}
	i, err := m.zonderAfgeschermd(z, i, welk, revisie)
	if err != nil || m.zietGeheim() {
		return domain.Besloten(i), err
	}
	return m.zonderGeheim(i, welk, revisie)
}

// zonderGeheim is opened content for a reader who may not see what is geheim. Content that says of itself that it is
// geheim is not shown where nothing lifted that, whatever its open part says: that is not sealed, and somebody may
// have altered it. Why a wording that was lifted had been recorded may tell of wordings that were not.
func (m masker) zonderGeheim(i domain.Inhoud, welk id.Onderdeel,
	revisie uint64) (domain.Private[domain.Inhoud], error) {
	ontheven := false
	if o, ok := m.nu.Onderdelen[welk]; ok {
		ontheven = o.Ontheven(revisie)
	}
	verborgen := domain.Ontbreekt[domain.Inhoud](domain.Gat{Reden: domain.GatGeheim})
	if domain.GeheimInhoud(i) && !ontheven {
		return verborgen, nil
	}
	if c, ok := i.(*domain.Correctie); ok && ontheven {
		i = c.ZonderMotivering()
	}
	g, err := m.geheimen()
	if err != nil || g == nil {
		return domain.Besloten(i), err
	}
	// What was written before it was geheim, or while nobody compared: hidden from this reader, at every moment.
	if g.zegtHetzelfde(i) {
		return verborgen, nil
	}
	for _, t := range i.Teksten() {
		t.VerbergVoorLezer(g.zoeker)
	}
	domain.VerbergRegels(i, g.inRegel, tekst.TekstGeheim)
	return domain.Besloten(i), nil
}

// openMet opens content, with the mentions that toestand lets be seen.
func openMet(z *lezing, sleutels seal.Keys, revisie uint64, zietGeheim bool,
	toestand func(id.Betrokkene) tekst.Toestand) (domain.Private[domain.Inhoud], error) {
	return geopend(z.inhoudMet(sleutels, z.events[revisie], zietGeheim, toestand))
}

// geopend is what came of opening content. It fails only where the vault does.
func geopend(i domain.Inhoud, err error) (domain.Private[domain.Inhoud], error) {
	switch {
	case errors.Is(err, seal.ErrDestroyed):
		return domain.Ontbreekt[domain.Inhoud](domain.Gat{Reden: domain.GatVernietigd}), nil
	case errors.Is(err, seal.ErrTampered), errors.Is(err, seal.ErrMalformed), errors.Is(err, vault.ErrDamaged),
		errors.Is(err, vault.ErrUnknownHolder):
		// One part that should open and does not must not close the rest of a dossier to who needs it tonight.
		return domain.Ontbreekt[domain.Inhoud](domain.Gat{Reden: domain.GatBeschadigd}), nil
	case err != nil:
		return domain.Private[domain.Inhoud]{}, err
	}
	return domain.Besloten(i), nil
}
