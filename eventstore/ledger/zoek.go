package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// Zoekvraag is whom or what somebody searches.
type Zoekvraag = toegang.Zoekvraag

// Zoekterm is one condition: the field holds one of the tokens. Where Mag is set, a row of the index counts only if
// Mag lets it: the searcher may not learn that anybody was found by a contactgegeven that is geheim, not even by a
// count.
type Zoekterm struct {
	Veld   Zoekveld
	Tokens []Token
	Mag    func(ctx context.Context, d id.Dossier, uit id.Onderdeel) (bool, error)
}

// termen blinds a question. All terms must hold.
func (l *Ledger) termen(ctx context.Context, sleutel string, v Zoekvraag) ([]Zoekterm, error) {
	k, err := l.Kluis.IndexKey(ctx, sleutel)
	if err != nil {
		return nil, err
	}
	defer k.Wipe()
	var uit []Zoekterm
	term := func(veld Zoekveld, waarden ...string) {
		t := Zoekterm{Veld: veld}
		for _, w := range waarden {
			if w != "" {
				t.Tokens = append(t.Tokens, token(&k, zoekwaarde{veld, w}))
			}
		}
		if len(t.Tokens) > 0 {
			uit = append(uit, t)
		}
	}
	for _, woord := range woorden(v.Naam) {
		term(VeldNaam, woord)
	}
	term(VeldKlank, waarde.Klanken(v.Klank)...)
	if !v.Geboortedatum.IsZero() {
		vormen := v.Geboortedatum.Zoekvormen()
		for i, minder := range vormen[:len(vormen)-1] { // less may have been known when it was recorded
			vormen[i] = nietMeer(minder)
		}
		term(VeldGeboortedatum, vormen...)
	}
	term(VeldBSN, v.BSN.Waarde())
	if v.Adres != nil {
		term(VeldAdres, v.Adres.Zoekvorm())
	}
	term(VeldOntvanger, waarde.Zoeknaam(v.Ontvanger))
	return uit, nil
}

// Gevonden is what was found, as far as the searcher may see it: the identiteit of a person, or a verstrekking.
type Gevonden struct {
	toegang.Treffer
	Inhoud domain.Private[domain.Inhoud]
}

// Vinder looks tokens up in a projection. It asks for them under the name of the index key of the file that it looks
// in, which it alone knows: a rebuild may put another file in place at any moment. meer reports that there are more
// than it gave.
type Vinder func(ctx context.Context,
	termen func(ctx context.Context, sleutel string) ([]Zoekterm, error)) (
	treffers []toegang.Treffer, meer bool, err error)

// zoek looks a question up and records what was asked and found, sealed under the month's own key, before any of it is
// shown (ZOB-7.5).
func (l *Ledger) zoek(ctx context.Context, g toegang.Grant, v Zoekvraag, in Vinder,
	verzoek string) ([]toegang.Treffer, bool, error) {
	if !g.Voor(domain.HandelingZoeken, id.Dossier{}) {
		return nil, false, l.weiger(ctx, g, id.Dossier{}, verzoek)
	}
	treffers, meer, err := l.vind(ctx, g, v, in)
	if err != nil {
		return nil, false, err
	}
	return treffers, meer, l.zoekFeit(ctx, g, verzoek, toegang.Gevonden{Zoekvraag: &v, Treffers: treffers})
}

// zoalsNu gives each human once per dossier: whoever was recorded twice there as the one that stays, by whichever the
// human was found. Nobody is found whose identiteit is shielded, nor a verstrekking by the name of such a one: that
// somebody lives at an address, or was given something, says who that is. It looks at the dossier as it is now, since
// the index may lag.
func (l *Ledger) zoalsNu(ctx context.Context, treffers []toegang.Treffer) ([]toegang.Treffer, error) {
	var uit []toegang.Treffer
	for _, t := range treffers {
		var dicht map[id.Betrokkene]bool
		err := l.metStaat(ctx, t.Dossier, func(s *staat) error {
			t.Betrokkene, dicht = s.dossier.Wie(t.Betrokkene), s.dossier.Afgeschermden()
			return nil
		})
		if err != nil {
			return nil, err
		}
		weg := dicht[t.Betrokkene]
		if len(dicht) > 0 && t.Betrokkene.IsZero() {
			if weg, err = l.gegevenAan(ctx, t, dicht); err != nil {
				return nil, err
			}
		}
		if !weg && !slices.Contains(uit, t) {
			uit = append(uit, t)
		}
	}
	return uit, nil
}

// gegevenAan reports whether what was found is a verstrekking to one of some persons.
func (l *Ledger) gegevenAan(ctx context.Context, t toegang.Treffer, wie map[id.Betrokkene]bool) (bool, error) {
	z, err := l.lees(ctx, t.Dossier)
	if err != nil {
		return false, err
	}
	o, ok := z.nu.Onderdelen[t.Onderdeel]
	if !ok {
		return false, nil
	}
	i, err := z.wording(l.sleutels(ctx), o)
	v, ok := i.(*domain.Verstrekking)
	return ok && wie[v.Persoon], err
}

// vind looks a question up, as far as the searcher may find, and records nothing.
func (l *Ledger) vind(ctx context.Context, g toegang.Grant, v Zoekvraag, in Vinder) ([]toegang.Treffer, bool, error) {
	treffers, meer, err := in(ctx, func(ctx context.Context, sleutel string) ([]Zoekterm, error) {
		termen, err := l.termen(ctx, sleutel, v)
		if err == nil && len(termen) == 0 {
			err = domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("verplicht",
				"Geef ten minste één gegeven om op te zoeken.")})
		}
		if !g.Ziet(domain.CategorieGeheim) {
			for i := range termen {
				if termen[i].Veld == VeldAdres {
					termen[i].Mag = l.nietGeheim
				}
			}
		}
		return termen, err
	})
	if err != nil {
		return nil, false, err
	}
	treffers, err = l.zoalsNu(ctx, treffers)
	return treffers, meer, err
}

// nietGeheim reports whether a contactgegeven may be found by who may not see what is geheim. It looks at the dossier
// as it is now, since the index may lag, and passes over a contactgegeven with any wording that is geheim, since the
// row does not say which wording it is of. What says the same as what is geheim hides with it, as it does in a view.
func (l *Ledger) nietGeheim(ctx context.Context, d id.Dossier, uit id.Onderdeel) (bool, error) {
	z, err := l.lees(ctx, d)
	if err != nil {
		return false, err
	}
	o, ok := z.nu.Onderdelen[uit]
	if !ok || o.HeeftGeheim() {
		return false, nil
	}
	sleutels := l.sleutels(ctx)
	g, err := l.geheimen(ctx, z, sleutels)
	if err != nil || g == nil {
		return err == nil, err
	}
	for _, v := range o.Versies {
		k, err := z.contact(sleutels, v.Revisie)
		if err != nil || k != nil && g.zegtHetzelfde(k) {
			return false, err
		}
	}
	return true, nil
}

// Zoek finds persons, by all of the question but Ontvanger.
func (l *Ledger) Zoek(ctx context.Context, g toegang.Grant, v Zoekvraag, in Vinder,
	verzoek string) (gevonden []Gevonden, meer bool, err error) {
	v.Ontvanger = ""
	treffers, meer, err := l.zoek(ctx, g, v, in, verzoek)
	if err != nil {
		return nil, false, weigeringVan(err)
	}
	for _, t := range treffers {
		i, err := l.inhoudNu(ctx, g, t.Dossier, domain.IdentiteitVan(t.Betrokkene))
		if err != nil {
			return nil, false, weigeringVan(err)
		}
		gevonden = append(gevonden, Gevonden{Treffer: t, Inhoud: i})
	}
	return gevonden, meer, nil
}

// ZoekVerstrekkingen finds what was disclosed to a recipient. Of each, the content shows as far as the grant reaches.
func (l *Ledger) ZoekVerstrekkingen(ctx context.Context, g toegang.Grant, ontvanger string, in Vinder,
	verzoek string) (gevonden []Gevonden, meer bool, err error) {
	treffers, meer, err := l.zoek(ctx, g, Zoekvraag{Ontvanger: ontvanger}, in, verzoek)
	if err != nil {
		return nil, false, weigeringVan(err)
	}
	for _, t := range treffers {
		i, err := l.inhoudNu(ctx, g, t.Dossier, t.Onderdeel)
		if err != nil {
			return nil, false, weigeringVan(err)
		}
		gevonden = append(gevonden, Gevonden{Treffer: t, Inhoud: i})
	}
	return gevonden, meer, nil
}

// inhoudNu opens the newest wording of an onderdeel, or says why it is not shown.
func (l *Ledger) inhoudNu(ctx context.Context, g toegang.Grant, d id.Dossier,
	welk id.Onderdeel) (domain.Private[domain.Inhoud], error) {
	z, err := l.lees(ctx, d)
	if err != nil {
		return domain.Private[domain.Inhoud]{}, err
	}
	o, ok := z.nu.Onderdelen[welk]
	if !ok {
		return domain.Ontbreekt[domain.Inhoud](domain.Gat{Reden: domain.GatNogNietBekend}), nil
	}
	sleutels := l.sleutels(ctx)
	p, err := l.maskerVoor(ctx, g, z, sleutels).open(z, sleutels, o.ID, o.Laatste().Revisie)
	return kern(p), err
}
