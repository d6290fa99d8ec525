package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/seal"
)

// feiten are the facts that every decision may rest on.
func (l *Ledger) feiten(g toegang.Grant) domain.Feiten {
	a := g.Vraag().Actor
	return domain.Feiten{Nu: l.Nu(), Vandaag: l.Vandaag(), Wie: a.Wie, Namens: a.Namens}
}

// feitenVan are the facts for a write: those of there and then for what was first recorded elsewhere.
func (l *Ledger) feitenVan(o Schrijfopdracht) (domain.Feiten, error) {
	f := l.feiten(o.Grant)
	switch {
	case o.Herkomst == nil:
		return f, nil
	case o.Herkomst.Op.After(f.Nu):
		return f, domain.Weiger(domain.CodeOngeldig, "Dit zou elders zijn vastgelegd op een moment dat nog moet komen.",
			"ZOB-9.1d")
	}
	return f.Toen(*o.Herkomst), nil
}

// verzegeldeFeiten adds what a decision rests on and the fold does not know: who holds keys, which passages that are
// disclosed are traceable to somebody, the aard of a gegeven or passage whose wording is corrected, who reported, was
// heard and gave a view. It decides and is shown to nobody. They are read from the stream as it is now, so a race that
// was lost reads them again.
func (l *Ledger) verzegeldeFeiten(ctx context.Context, s *staat, o Schrijfopdracht,
	f domain.Feiten) (domain.Feiten, error) {
	f.ZietGeheim = o.Grant.Ziet(domain.CategorieGeheim)
	if _, ok := o.Opdracht.(domain.HerstelOnderdeel); ok {
		var err error
		if f.BuitenGelezen, err = l.buitenGelezen(ctx, o.Dossier, f.Nu.Add(-domain.HerstelTijd)); err != nil {
			return f, err
		}
	}
	if welk, ok := bijlageIn(s.dossier, o.Opdracht); ok {
		return l.metBijlage(ctx, o.Dossier, welk, f)
	}
	switch w := o.Opdracht.(type) {
	case eindigtOnderzoek:
		if !w.EindigtOnderzoek(s.dossier) {
			return f, nil
		}
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		return z.onderzoekFeiten(l.sleutels(ctx), f)
	case domain.Verstrek:
		return l.verstrekFeiten(ctx, s, o, f, w.Onderdelen)
	case domain.VraagInformatie:
		return l.verstrekFeiten(ctx, s, o, f, w.Verstrekking.Onderdelen)
	case domain.DraagDossierOver:
		return l.overdrachtFeiten(ctx, s, o, w, f)
	case domain.OpenDossier:
		if o.Bekend == nil || s.dossier.Bestaat {
			return f, nil
		}
		var err error
		f.Bekend, err = o.Bekend(ctx)
		return f, err
	case domain.LeesLater:
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		f.Stond, err = z.stond(l.sleutels(ctx), w.Welke())
		return f, err
	case domain.BrengOver:
		return l.overbrengFeiten(ctx, s, w, f)
	case domain.BesluitVernietiging:
		return l.metOnthullingen(ctx, s.dossier, w, f)
	case domain.KeurVernietigingGoed:
		f, err := l.metOnthullingen(ctx, s.dossier, w, f)
		if err != nil {
			return f, err
		}
		return l.metHouders(ctx, o.Dossier, f)
	case domain.LegMededelingVast:
		if !w.VraagtLeeftijd() {
			return f, nil
		}
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		f.Onder12, err = z.onder12(l.sleutels(ctx), w.Betrokkene, f.Vandaag)
		return f, err
	case domain.VoltooiOverbrenging:
		return l.metHouders(ctx, o.Dossier, f)
	case domain.Herkoppel:
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		if n, ok := z.nu.Onderdelen[w.Onderdeel]; ok && domain.Herkoppelbaar(n.Inhoud) {
			f.Wording, err = z.wording(l.sleutels(ctx), n)
		}
		return f, err
	case domain.Corrigeer:
		_, nieuw := w.Correctie.NieuweInhoud()
		if n, ok := s.dossier.Onderdelen[w.Onderdeel]; !ok || !nieuw || n.Inhoud != domain.InhoudGegeven &&
			n.Inhoud != domain.InhoudPassage {
			return f, nil
		}
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		f.Aard, err = z.aard(l.sleutels(ctx), w.Onderdeel)
		return f, err
	}
	return f, nil
}

// eindigtOnderzoek is an opdracht that may end an onderzoek.
type eindigtOnderzoek interface{ EindigtOnderzoek(*domain.Dossier) bool }

// onderzoekFeiten adds what ending an onderzoek rests on: who reported the meldingen, who was heard, and whether a
// gegeven or passage that stands, shielded or not, is the view of a betrokkene (ZOB-6.5i). What does not open any more
// gives no melder and a wederhoor with its reason.
func (z *lezing) onderzoekFeiten(sleutels seal.Keys, f domain.Feiten) (domain.Feiten, error) {
	melders, gehoord := map[id.Onderdeel][]id.Betrokkene{}, map[id.Onderdeel]*domain.Wederhoor{}
	for _, o := range z.nu.Alle() {
		switch o.Inhoud {
		case domain.InhoudMelding, domain.InhoudWederhoor:
		case domain.InhoudGegeven, domain.InhoudPassage:
			if f.Visie || o.Stand == domain.StandVerwijderd || o.Stand == domain.StandVernietigd {
				continue
			}
		default:
			continue
		}
		i, err := z.wording(sleutels, o)
		if err != nil {
			return f, err
		}
		switch i := i.(type) {
		case *domain.Melding:
			melders[o.ID] = i.Meldden()
		case *domain.Wederhoor:
			gehoord[o.ID] = i
		default:
			f.Visie = f.Visie || domain.IsVisie(i)
		}
	}
	f.Melders = func(o id.Onderdeel) []id.Betrokkene { return melders[o] }
	f.Gehoord = func(o id.Onderdeel) ([]id.Betrokkene, bool) {
		h, ok := gehoord[o]
		if !ok {
			return nil, true
		}
		return h.Gehoord, !h.NietGehoord.IsZero()
	}
	return f, nil
}

// onder12 reports whether somebody is certainly younger than twelve on a day, by any identiteit of that one.
func (z *lezing) onder12(sleutels seal.Keys, wie id.Betrokkene, op waarde.Datum) (bool, error) {
	for _, o := range z.nu.Identiteiten(wie) {
		i, err := z.wording(sleutels, o)
		if err != nil {
			return false, err
		}
		if i, ok := i.(*domain.Identiteit); ok && !i.Geboortedatum.IsZero() {
			_, meest := i.Geboortedatum.Leeftijd(op)
			return meest < 12, nil
		}
	}
	return false, nil
}

// metHouders adds who holds keys.
func (l *Ledger) metHouders(ctx context.Context, d id.Dossier, f domain.Feiten) (domain.Feiten, error) {
	z, err := l.lees(ctx, d)
	if err == nil {
		f.Sleutels = z.houders
	}
	return f, err
}

// verstrekFeiten adds what is to be known of onderdelen that are to be disclosed, passages of a verslag included.
func (l *Ledger) verstrekFeiten(ctx context.Context, s *staat, o Schrijfopdracht, f domain.Feiten,
	onderdelen []id.Onderdeel) (domain.Feiten, error) {
	welke := s.dossier.MetPassages(onderdelen)
	f, err := l.metGeheim(ctx, s, f, welke)
	if err != nil || !heeftPassages(s.dossier, welke) && len(s.dossier.Afgeschermden()) == 0 {
		return f, err
	}
	z, err := l.lees(ctx, o.Dossier)
	if err != nil {
		return f, err
	}
	sleutels := l.sleutels(ctx)
	f.Herleidbaar, err = z.herleidbaarheid(l.maskerVoor(ctx, o.Grant, z, sleutels), sleutels)
	return f, err
}

// aard is the status of a gegeven in its newest wording; "" where that does not open.
func (z *lezing) aard(sleutels seal.Keys, welk id.Onderdeel) (domain.Aard, error) {
	o, ok := z.nu.Onderdelen[welk]
	if !ok {
		return "", nil
	}
	i, err := z.wording(sleutels, o)
	if err != nil {
		return "", err
	}
	switch i := i.(type) {
	case *domain.Gegeven:
		return i.Aard, nil
	case *domain.Passage:
		return i.Aard, nil
	}
	return "", nil
}

// wording is the newest wording of an onderdeel, without its mentions; nil where it does not open.
func (z *lezing) wording(sleutels seal.Keys, o *domain.Onderdeel) (domain.Inhoud, error) {
	return z.wordingOp(sleutels, o.Laatste().Revisie)
}

// wordingOp is wording as a revision recorded it.
func (z *lezing) wordingOp(sleutels seal.Keys, revisie uint64) (domain.Inhoud, error) {
	geen := func(id.Betrokkene) tekst.Toestand { return tekst.Afgeschermd }
	p, err := openMet(z, sleutels, revisie, false, geen)
	if err != nil {
		return nil, err
	}
	i, _ := kern(p).Value()
	return i, nil
}

// stond tells how onderdelen read now, with all that is hidden in them: it decides and is shown to nobody.
func (z *lezing) stond(sleutels seal.Keys, welke []id.Onderdeel) (func(id.Onderdeel) domain.Wording, error) {
	uit := map[id.Onderdeel]domain.Wording{}
	iedereen := func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar }
	lees := func(revisie uint64) (domain.Inhoud, error) {
		p, err := openMet(z, sleutels, revisie, true, iedereen)
		i, _ := kern(p).Value()
		return i, err
	}
	for _, welk := range welke {
		o, ok := z.nu.Onderdelen[welk]
		if !ok {
			continue
		}
		var w domain.Wording
		var err error
		nu := o.Laatste().Revisie
		if w.Nu, err = lees(nu); err != nil {
			return nil, err
		}
		w.Hier = z.events[nu].Meta.Herkomst == nil
		for _, v := range slices.Backward(o.Versies) {
			if h := z.events[v.Revisie].Meta.Herkomst; h != nil {
				w.Op = h.Op
				if w.Elders, err = lees(v.Revisie); err != nil {
					return nil, err
				}
				break
			}
		}
		uit[welk] = w
	}
	return func(o id.Onderdeel) domain.Wording { return uit[o] }, nil
}

// heeftPassages reports whether any of these is a passage.
func heeftPassages(d *domain.Dossier, welke []id.Onderdeel) bool {
	return slices.ContainsFunc(welke, func(o id.Onderdeel) bool {
		n, ok := d.Onderdelen[o]
		return ok && n.Inhoud == domain.InhoudPassage
	})
}
