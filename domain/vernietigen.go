package domain

import (
	"cmp"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// BesluitVernietiging decides to destroy a person's data, one onderdeel, or a whole dossier (ZOB-17, Wmo 5.3.5, AVG 17).
// Nothing is destroyed before another person approves.
type BesluitVernietiging struct {
	ID         id.Vernietiging
	Omvang     Omvang
	Grond      WissingGrond
	Motivering Tekst
	Keuzes     []Keuze
}

// Keuze is the outcome for one onderdeel: vernietigen; herschrijven, with the new wording; or behouden, with whose
// aanmerkelijk belang that serves and why (ZOB-17.4b).
type Keuze struct {
	Onderdeel id.Onderdeel
	Uitkomst  Uitkomst
	Nieuw     Inhoud          // herschrijven
	Over      []id.Betrokkene // herschrijven: whom the new wording concerns besides those it names
	Behoud    Behoud          // behouden
}

// KeurVernietigingGoed approves another's besluit.
type KeurVernietigingGoed struct{ ID id.Vernietiging }

// TrekVernietigingIn ends a vernietiging that was not approved.
type TrekVernietigingIn struct {
	ID      id.Vernietiging
	Besluit Besluit
}

// MeldUitgevoerd records that all that had to be destroyed is gone. Repeating it does nothing.
type MeldUitgevoerd struct{ ID id.Vernietiging }

func (BesluitVernietiging) Handeling() Handeling  { return HandelingVernietigen }
func (KeurVernietigingGoed) Handeling() Handeling { return HandelingGoedkeuren }
func (TrekVernietigingIn) Handeling() Handeling   { return HandelingVernietigen }
func (MeldUitgevoerd) Handeling() Handeling       { return HandelingUitvoeren }

// Betreft lists the onderdelen that a vernietiging of this extent must give an outcome, in the order in which they came.
func (d *Dossier) Betreft(o Omvang) []*Onderdeel {
	switch {
	case o.Dossier:
		return nil // everything goes, no choice is left
	case !o.Onderdeel.IsZero():
		return d.kies(func(k *Onderdeel) bool { return k.ID == o.Onderdeel && k.Stand != StandVernietigd })
	default:
		return d.Van(o.Betrokkene)
	}
}

func (b BesluitVernietiging) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	b.inhoud().controleer(&c)
	soorten := 0
	for _, gezet := range []bool{!b.Omvang.Betrokkene.IsZero(), !b.Omvang.Onderdeel.IsZero(), b.Omvang.Dossier} {
		if gezet {
			soorten++
		}
	}
	if soorten != 1 {
		c.fout("omvang", codePastNiet, "Kies precies één: een betrokkene, een onderdeel of het hele dossier.")
	}
	for i, k := range b.Keuzes {
		c.bij("uitkomsten", i, func(c *controle) {
			een(c, "uitkomst", k.Uitkomst, Uitkomsten)
			if (k.Uitkomst == UitkomstHerschrijven) != (k.Nieuw != nil) {
				c.fout("nieuw", codePastNiet, "Alleen bij herschrijven hoort een nieuwe inhoud.")
			}
			if k.Nieuw != nil {
				c.onder("nieuw", k.Nieuw.controleer)
			}
			if k.Uitkomst == UitkomstBehouden {
				c.verplicht("belang", !k.Behoud.Belang.IsZero())
				c.verplicht("waarom", !k.Behoud.Waarom.IsZero())
			}
		})
	}
	return c.fouten
}

// inhoud is the sealed content of the besluit.
func (b BesluitVernietiging) inhoud() *Vernietiging {
	v := Vernietiging{Grond: b.Grond, Motivering: b.Motivering}
	for _, k := range b.Keuzes {
		if k.Uitkomst == UitkomstBehouden {
			k.Behoud.Onderdeel = k.Onderdeel
			v.Behoud = append(v.Behoud, k.Behoud)
		}
	}
	return &v
}

func (b BesluitVernietiging) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if _, ok := d.Vernietigingen[b.ID]; ok || b.ID.IsZero() {
		return nil, Weiger(CodeBestaatAl, "Deze vernietiging bestaat al.")
	}
	if err := d.vernietigbaar(b.Omvang); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	betreft := d.Betreft(b.Omvang)
	feit := &VernietigingBesloten{Vernietiging: b.ID, Omvang: b.Omvang}
	uit := []Ontwerp{ontwerp(feit, b.inhoud(), nil)}
	for i, k := range b.Keuzes {
		c.bij("uitkomsten", i, func(c *controle) {
			if w, ok := d.kiesUitkomst(c, b, k, betreft); ok {
				uit = append(uit, w...)
				feit.Uitkomsten = append(feit.Uitkomsten, UitkomstPer{Onderdeel: k.Onderdeel, Uitkomst: k.Uitkomst, Belang: k.Behoud.Belang})
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	return uit, zonderUitkomst(betreft, feit.Uitkomsten)
}

// vernietigbaar refuses an extent that is not there, or that another besluit is open for.
func (d *Dossier) vernietigbaar(o Omvang) error {
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
	for _, l := range d.Vernietigingen {
		if l.Stand == VernietigingStandBesloten && l.Omvang == o {
			return Weiger(CodeStand, "Over deze vernietiging ligt al een besluit ter goedkeuring.")
		}
	}
	return nil
}

// kiesUitkomst checks one choice and gives the event that it brings along, if any.
func (d *Dossier) kiesUitkomst(c *controle, b BesluitVernietiging, k Keuze, betreft []*Onderdeel) ([]Ontwerp, bool) {
	i := slices.IndexFunc(betreft, func(o *Onderdeel) bool { return o.ID == k.Onderdeel })
	if i < 0 {
		c.fout("onderdeel", codeOnbekend, "Dit onderdeel hoort niet bij deze vernietiging.")
		return nil, false
	}
	if slices.ContainsFunc(b.Keuzes, func(a Keuze) bool { return a.Onderdeel == k.Onderdeel && a.Uitkomst != k.Uitkomst }) {
		c.fout("onderdeel", codeDubbel, "Dit onderdeel heeft meer dan één uitkomst.")
		return nil, false
	}
	o, wie := betreft[i], b.Omvang.Betrokkene
	switch k.Uitkomst {
	case UitkomstBehouden:
		eigen := o.Inhoud == InhoudIdentiteit || o.Inhoud == InhoudContact
		if wie.IsZero() || eigen {
			c.fout("uitkomst", codePastNiet, "Dit onderdeel kan niet behouden blijven: het gaat alleen over wat wordt vernietigd.")
		}
		if k.Behoud.Belang == wie {
			c.fout("belang", codePastNiet, "Het belang moet van een ander zijn dan van wie vernietigd wordt.")
		}
		c.bekend(d, "belang", k.Behoud.Belang)
		return nil, true
	case UitkomstHerschrijven:
		return d.kiesHerschrijven(c, b, k, o)
	}
	return nil, true
}

func (d *Dossier) kiesHerschrijven(c *controle, b BesluitVernietiging, k Keuze, o *Onderdeel) ([]Ontwerp, bool) {
	if o.Inhoud != InhoudGegeven && o.Inhoud != InhoudMelding {
		c.fout("uitkomst", codePastNiet, "Alleen een gegeven of een melding kan worden herschreven.")
		return nil, false
	}
	if k.Nieuw.InhoudSoort() != o.Inhoud {
		c.fout("nieuw", codePastNiet, "De nieuwe inhoud is van een andere soort dan het onderdeel.")
		return nil, false
	}
	over := uniek(slices.Concat(k.Over, Genoemd(k.Nieuw)))
	c.bekend(d, "over", over...)
	if !b.Omvang.Betrokkene.IsZero() && slices.Contains(over, b.Omvang.Betrokkene) {
		c.fout("nieuw", codePastNiet, "De nieuwe tekst gaat nog over de betrokkene die wordt vernietigd.")
	}
	h := &Herschrijving{Nieuw: wikkel{k.Nieuw}}
	feit := &OnderdeelHerschreven{Vernietiging: b.ID, Onderdeel: k.Onderdeel, Over: over}
	return []Ontwerp{ontwerp(feit, h, over)}, true
}

// zonderUitkomst refuses while an onderdeel has no outcome: nothing may be destroyed or kept by being overlooked.
func zonderUitkomst(betreft []*Onderdeel, uitkomsten []UitkomstPer) error {
	var c controle
	for _, o := range betreft {
		if !slices.ContainsFunc(uitkomsten, func(u UitkomstPer) bool { return u.Onderdeel == o.ID }) {
			c.onder("uitkomsten", func(c *controle) { c.fout(o.ID.String(), codeVerplicht, "Dit onderdeel heeft nog geen uitkomst.") })
		}
	}
	if len(c.fouten) == 0 {
		return nil
	}
	return &Weigering{Code: CodeZonderUitkomst, Tekst: "Elk onderdeel krijgt een uitkomst: vernietigen, herschrijven of behouden.", Regels: []string{"ZOB-17.4b"}, Fouten: c.fouten}
}

func (KeurVernietigingGoed) Controleer(Feiten) waarde.Fouten { return nil }

// Beslis approves. What was recorded since the besluit has no outcome yet, so then the besluit no longer covers it.
func (k KeurVernietigingGoed) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	l, err := d.teBeslissen(k.ID)
	if err != nil {
		return nil, err
	}
	if l.BeslotenDoor == f.Wie {
		return nil, Weiger(CodeZelfdePersoon, "Wie tot vernietiging besloot, kan die niet zelf goedkeuren.", "ZOB-17.4b")
	}
	if err := zonderUitkomst(d.Betreft(l.Omvang), l.Uitkomsten); err != nil {
		return nil, err
	}
	feit := &VernietigingGoedgekeurd{Vernietiging: k.ID, Doelen: d.doelen(l)}
	uit := []Ontwerp{{Feit: feit, Inhoud: Ontbreekt[Inhoud](Gat{})}}
	for _, u := range l.Uitkomsten {
		// What is kept stays open to the person in whose interest it is kept, in every version.
		if u.Uitkomst == UitkomstBehouden {
			if err := d.betrokkene(u.Belang); err != nil {
				return nil, err
			}
			uit = append(uit, koppelOntwerp(u.Onderdeel, u.Belang))
		}
	}
	return uit, nil
}

func (d *Dossier) teBeslissen(v id.Vernietiging) (*VernietigingLoop, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	l, ok := d.Vernietigingen[v]
	if !ok {
		return nil, Weiger(CodeOnbekend, "Deze vernietiging bestaat niet.")
	}
	if l.Stand != VernietigingStandBesloten {
		return nil, Weiger(CodeStand, "Deze vernietiging is al goedgekeurd of ingetrokken.")
	}
	return l, nil
}

func (t TrekVernietigingIn) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	t.Besluit.controleer(&c)
	return c.fouten
}

func (t TrekVernietigingIn) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if _, err := d.teBeslissen(t.ID); err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(&VernietigingIngetrokken{Vernietiging: t.ID}, &t.Besluit, nil)}, nil
}

func (MeldUitgevoerd) Controleer(Feiten) waarde.Fouten { return nil }

func (m MeldUitgevoerd) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	l, ok := d.Vernietigingen[m.ID]
	switch {
	case !ok:
		return nil, Weiger(CodeOnbekend, "Deze vernietiging bestaat niet.")
	case l.Stand == VernietigingStandUitgevoerd:
		return nil, nil
	case l.Stand != VernietigingStandGoedgekeurd:
		return nil, Weiger(CodeNietTerUitvoer, "Deze vernietiging is niet goedgekeurd.")
	}
	return []Ontwerp{{Feit: &VernietigingUitgevoerd{Vernietiging: m.ID}, Inhoud: Ontbreekt[Inhoud](Gat{})}}, nil
}

// doelen is all that dies when a vernietiging is carried out.
func (d *Dossier) doelen(l *VernietigingLoop) []Doel {
	var uit []Doel
	geheel := func(h id.Houder) { uit = append(uit, Doel{Houder: h, Geheel: true}) }
	if l.Omvang.Dossier {
		for b := range d.Betrokkenen {
			geheel(id.HouderVan(b))
		}
		geheel(d.Houder())
		sorteerDoelen(uit)
		return uit
	}
	if !l.Omvang.Betrokkene.IsZero() {
		geheel(id.HouderVan(l.Omvang.Betrokkene))
	}
	for _, u := range l.Uitkomsten {
		if o, ok := d.Onderdelen[u.Onderdeel]; ok && u.Uitkomst != UitkomstBehouden {
			uit = append(uit, d.doelenVan(o, d.houders(o, l.Omvang.Betrokkene), l.Herschreven[o.ID].Versie.Revisie)...)
		}
	}
	return uit
}

// houders are all holders of wraps of an onderdeel, but for a person who goes wholly.
func (d *Dossier) houders(o *Onderdeel, zonder id.Betrokkene) []id.Houder {
	var hs []id.Houder
	for _, b := range o.Over {
		if b != zonder {
			hs = append(hs, id.HouderVan(b))
		}
	}
	if o.VanDossier {
		hs = append(hs, d.Houder())
	}
	return hs
}

// doelenVan is all of an onderdeel that certain holders have: each version, each correctie, each later wrap, but for the
// revisions that stay. Neighbouring revisions become one range.
func (d *Dossier) doelenVan(o *Onderdeel, houders []id.Houder, blijft ...uint64) []Doel {
	var uit []Doel
	for _, h := range houders {
		revisies := o.Revisies()
		for _, k := range o.Koppelingen {
			if id.HouderVan(k.Betrokkene) == h {
				revisies = append(revisies, k.Revisie)
			}
		}
		slices.Sort(revisies)
		begin := len(uit)
		for _, r := range revisies {
			switch {
			case r != 0 && slices.Contains(blijft, r):
			case len(uit) > begin && uit[len(uit)-1].Tot+1 >= r:
				uit[len(uit)-1].Tot = r
			default:
				uit = append(uit, Doel{Houder: h, Van: r, Tot: r})
			}
		}
	}
	sorteerDoelen(uit)
	return uit
}

func sorteerDoelen(ds []Doel) {
	slices.SortFunc(ds, func(a, b Doel) int {
		return cmp.Or(a.Houder.Vergelijk(b.Houder), cmp.Compare(a.Van, b.Van))
	})
}
