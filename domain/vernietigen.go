package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// BesluitVernietiging decides to destroy a person's data, one onderdeel, or a whole dossier (ZOB-17, Wmo 5.3.5, AVG
// 17). Nothing is destroyed before another person approves.
type BesluitVernietiging struct {
	ID         id.Vernietiging
	Omvang     Omvang
	Grond      WissingGrond
	Motivering Tekst
	Keuzes     []Keuze
}

func (BesluitVernietiging) Handeling() Handeling { return HandelingVernietigen }

// Betreft lists the onderdelen that a vernietiging of this extent must give an outcome, in the order in which they
// came.
func (d *Dossier) Betreft(o Omvang) []*Onderdeel {
	switch {
	case o.Dossier:
		return nil // everything goes, no choice is left
	case !o.Onderdeel.IsZero():
		return d.gehelen(o.Onderdeel)
	default:
		return d.Van(o.Betrokkene)
	}
}

func (b BesluitVernietiging) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	b.inhoud().controleer(&c)
	if b.Omvang.aantal() != 1 {
		c.fout(codePastNiet, "Kies precies één: een betrokkene, een onderdeel of het hele dossier.", "omvang")
	}
	for i, k := range b.Keuzes {
		c.bij("uitkomsten", i, k.controleer)
	}
	return c.fouten
}

// aantal is how many things an omvang names.
func (o Omvang) aantal() int {
	n := 0
	for _, gezet := range []bool{!o.Betrokkene.IsZero(), !o.Onderdeel.IsZero(), o.Dossier} {
		if gezet {
			n++
		}
	}
	return n
}

// inhoud is the sealed content of the besluit, but for what is kept.
func (b BesluitVernietiging) inhoud() *Vernietiging {
	return &Vernietiging{Grond: b.Grond, Motivering: b.Motivering}
}

func (b BesluitVernietiging) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrijeVernietiging(b.ID); err != nil {
		return nil, err
	}
	betreft := d.Betreft(b.Omvang)
	gekozen := slices.Concat(betreft, d.daarbij(b, betreft))
	if err := d.vernietigbaar(b.Omvang, gekozen); err != nil {
		return nil, err
	}
	if err := f.verhult(d); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	feit := &VernietigingBesloten{Vernietiging: b.ID, Omvang: b.Omvang}
	inhoud := b.inhoud()
	c.verwijzingen(d, inhoud)
	uit := []Ontwerp{ontwerp(feit, inhoud, nil)}
	for i, k := range b.Keuzes {
		c.bij("uitkomsten", i, func(c *controle) {
			if slices.ContainsFunc(b.Keuzes[:i], func(a Keuze) bool { return a.Onderdeel == k.Onderdeel }) {
				c.fout(codeDubbel, "Dit onderdeel heeft meer dan één uitkomst.", "onderdeel")
				return
			}
			w, ok := d.kiesUitkomst(c, b, k, gekozen, len(betreft))
			if !ok {
				return
			}
			uit = append(uit, w...)
			per := UitkomstPer{Onderdeel: k.Onderdeel, Uitkomst: k.Uitkomst}
			if k.Uitkomst == UitkomstBehouden {
				per.Belang, k.Behoud.Onderdeel = k.Behoud.Belang, k.Onderdeel
				inhoud.Behoud = append(inhoud.Behoud, k.Behoud)
			}
			feit.Uitkomsten = append(feit.Uitkomsten, per)
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	if err := zonderUitkomst(betreft, feit.Uitkomsten); err != nil {
		return nil, err
	}
	return uit, nil
}

// daarbij are onderdelen that do not concern the person and yet are given an outcome: their texts name the person
// outside a mention, as the preview told, and would go on doing so. Who or where somebody else is, and how the dossier
// was opened, is none of those.
func (d *Dossier) daarbij(b BesluitVernietiging, betreft []*Onderdeel) []*Onderdeel {
	if b.Omvang.Betrokkene.IsZero() {
		return nil
	}
	return d.kies(func(o *Onderdeel) bool {
		heeftTekst := o.Inhoud != InhoudIdentiteit && o.Inhoud != InhoudRelatie && o.Inhoud != InhoudOpening
		return heeftTekst && o.Stand != StandVernietigd && !slices.Contains(betreft, o) &&
			slices.ContainsFunc(b.Keuzes, func(k Keuze) bool { return k.Onderdeel == o.ID })
	})
}

// vernietigbaar refuses an extent that is not there, or that another open besluit touches: each besluit is on the data
// as they are, and the approval of one changes what the other was about.
func (d *Dossier) vernietigbaar(o Omvang, gekozen []*Onderdeel) error {
	if !o.Betrokkene.IsZero() {
		if err := d.betrokkene(o.Betrokkene); err != nil {
			return err
		}
	}
	if !o.Onderdeel.IsZero() {
		k, ok := d.Onderdelen[o.Onderdeel]
		if !ok {
			return Weiger(CodeOnbekend, "Dit onderdeel staat niet in het dossier.")
		}
		if k.Stand == StandVernietigd {
			return Weiger(CodeVernietigd, "Dit onderdeel is al vernietigd.", "ZOB-17.1")
		}
	}
	if err := d.beperktIn(o, gekozen); err != nil {
		return err
	}
	if slices.ContainsFunc(gekozen, func(k *Onderdeel) bool { return d.onderweg(k.ID) }) ||
		o.Dossier && slices.ContainsFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return !l.Klaar }) {
		return Weiger(CodeStand, "Van deze gegevens wordt nu iets overgebracht naar een ander dossier. Wacht tot dat "+
			"klaar is.", "ZOB-17.1")
	}
	for _, l := range d.Vernietigingen {
		raakt := o.Dossier || l.Omvang.Dossier || l.Omvang == o || raakt(d.Zelfde(o.Betrokkene), l.personen()) ||
			slices.ContainsFunc(l.Uitkomsten, func(u UitkomstPer) bool {
				return slices.ContainsFunc(gekozen, func(k *Onderdeel) bool { return k.ID == u.Onderdeel })
			})
		if l.Stand == VernietigingStandBesloten && raakt {
			return Weiger(CodeStand, "Over (een deel van) deze gegevens ligt al een besluit tot vernietiging ter "+
				"goedkeuring. Laat dat eerst goedkeuren of trek het in.", "ZOB-17.1")
		}
	}
	return nil
}

// beperktIn refuses to destroy what is held (AVG art. 18 lid 1 onder b and c: who asked for that opposes it), whatever
// outcome it would get: who is erased loses the way into it.
func (d *Dossier) beperktIn(o Omvang, gekozen []*Onderdeel) error {
	if o.Dossier {
		return d.nietsBeperkt()
	}
	for _, k := range gekozen {
		if err := d.nietBeperkt(k); err != nil {
			return err
		}
	}
	return nil
}

// zonderUitkomst refuses while an onderdeel has no outcome: nothing may be destroyed or kept by being overlooked.
func zonderUitkomst(betreft []*Onderdeel, uitkomsten []UitkomstPer) error {
	var c controle
	for _, o := range betreft {
		if !slices.ContainsFunc(uitkomsten, func(u UitkomstPer) bool { return u.Onderdeel == o.ID }) {
			c.fout(codeVerplicht, "Dit onderdeel heeft nog geen uitkomst.", "uitkomsten", o.ID.String())
		}
	}
	if len(c.fouten) == 0 {
		return nil
	}
	return &Weigering{Code: CodeZonderUitkomst,
		Tekst: "Elk onderdeel krijgt een uitkomst: vernietigen, herschrijven of behouden.", Regels: []string{"ZOB-17.4b"},
		Fouten: c.fouten}
}
