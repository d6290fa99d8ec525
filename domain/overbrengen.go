package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// BrengOver decides to take onderdelen to another dossier, or all of this dossier (ZOB-6.1: one dossier per gezin or
// huishouden). Personen says who the persons whom they concern are there: somebody who is in that dossier, or a new id
// for somebody who is not, whose identiteit then goes along.
type BrengOver struct {
	Overbrenging id.Overbrenging
	ID           id.Onderdeel // of the besluit
	Daar         *Dossier     // the other dossier, as it is
	Geheel       bool
	Onderdelen   []Overgang
	Personen     []Persoonspaar
	Besluit      Besluit
}

// VoltooiOverbrenging lets go of what another dossier has taken over. Repeating it does nothing.
type VoltooiOverbrenging struct {
	Overbrenging id.Overbrenging
	Vernietiging id.Vernietiging
	// the other dossier, or who it is about there, is no more, or that one goes into this one: everything stays
	Afgebroken bool
}

func (b BrengOver) Handeling() Handeling {
	if b.Geheel {
		return HandelingBeslissen
	}
	return HandelingCorrigeren
}

func (VoltooiOverbrenging) Handeling() Handeling { return HandelingUitvoeren }

func (b BrengOver) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	b.Besluit.controleer(&c)
	if len(b.Besluit.Bevindingen) > 0 {
		c.fout(codePastNiet, "Bij een overbrenging horen geen bevindingen.", "bevindingen")
	}
	if len(Genoemd(&b.Besluit)) > 0 { // it is of two dossiers, in which the same person has two ids
		c.fout(codePastNiet, "Noem hier geen betrokkenen; zeg waarom, niet over wie.", "motivering", "vermeldingen")
	}
	if b.Geheel == (len(b.Onderdelen) > 0) {
		c.fout(codePastNiet, "Kies onderdelen, of het hele dossier.", "onderdelen")
	}
	return c.fouten
}

func (b BrengOver) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(b.ID); err != nil {
		return nil, err
	}
	if _, ok := d.Overbrenging(b.Overbrenging); ok || b.Overbrenging.IsZero() {
		return nil, Weiger(CodeBestaatAl, "Deze overbrenging bestaat al.")
	}
	if b.Daar.ID == d.ID {
		return nil, Weiger(CodeStand, "Een dossier gaat niet op in zichzelf.", "ZOB-6.1")
	}
	if err := b.Daar.open(); err != nil {
		return nil, Weiger(CodeStand, "Het andere dossier bestaat niet (meer) of is gesloten.", "ZOB-6.1")
	}
	if err := d.geenOpenBesluit(b); err != nil {
		return nil, err
	}
	if b.Geheel {
		if err := d.nietsBeperkt(); err != nil {
			return nil, err
		}
	}
	genoemd := len(b.Onderdelen)
	b.Onderdelen = b.zonderVreemde(d, b.MetAanhang(d), genoemd)
	if err := b.magGeheim(d, f); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	nodig := b.kies(&c, d, genoemd)
	b.paren(&c, d, nodig)
	if err := c.weiger(); err != nil {
		return nil, err
	}
	feit := &OverbrengingBesloten{
		Overbrenging: b.Overbrenging, Onderdeel: b.ID, Naar: b.Daar.ID, Geheel: b.Geheel, Onderdelen: b.metIdentiteiten(d),
		Personen: b.Personen,
	}
	return []Ontwerp{ontwerp(feit, &b.Besluit, nil)}, nil
}

// geenOpenBesluit refuses while a vernietiging in either dossier waits for its approval: what is approved must be what
// was decided on, here and of whoever is being erased there. The same goes for what is being taken to another dossier
// already.
func (d *Dossier) geenOpenBesluit(b BrengOver) error {
	for _, in := range []*Dossier{d, b.Daar} {
		for _, l := range in.Vernietigingen {
			if l.Stand == VernietigingStandBesloten {
				return Weiger(CodeStand, "In een van beide dossiers ligt een besluit tot vernietiging ter goedkeuring. Laat dat "+
					"eerst goedkeuren of trek het in.", "ZOB-17.1")
			}
		}
	}
	if b.Geheel && slices.ContainsFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return !l.Klaar }) {
		return Weiger(CodeStand, "Uit dit dossier wordt nog iets anders overgebracht. Wacht tot dat klaar is.")
	}
	return nil
}

// neemt reports whether an onderdeel was named to go.
func (b BrengOver) neemt(o id.Onderdeel) bool {
	return slices.ContainsFunc(b.Onderdelen, func(g Overgang) bool { return g.Onderdeel == o })
}

// kies checks the onderdelen and gives the persons whom they concern. A verstrekking that comes along brings nobody:
// it is there for what it held, and opens to those of its persons who are there anyway.
func (b BrengOver) kies(c *controle, d *Dossier, genoemd int) []id.Betrokkene {
	var nodig []id.Betrokkene
	if b.Geheel {
		for wie, p := range d.Betrokkenen {
			if p.Vernietigd == nil {
				nodig = append(nodig, wie)
			}
		}
		return uniek(nodig)
	}
	al := make(map[id.Onderdeel]bool, len(b.Onderdelen))
	onderweg := d.isOnderweg()
	for i, g := range b.Onderdelen {
		c.bij("onderdelen", i, func(c *controle) {
			o, ok := d.Onderdelen[g.Onderdeel]
			dubbel := al[g.Onderdeel]
			al[g.Onderdeel] = true
			switch {
			case !ok:
				c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Stand == StandVernietigd:
				c.fout(codeVernietigd, "Dit onderdeel is vernietigd.")
			case onderweg(g.Onderdeel):
				c.fout(codePastNiet, "Dit onderdeel wordt al overgebracht.")
			case dubbel:
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			case d.beperkt(o) && i >= genoemd: // nobody named it, so that its place in the request says nothing
				c.fout(waarde.Code(CodeBeperkt), "Onderdeel "+o.ID.String()+" hoort bij wat gaat, en daarover geldt een "+
					"beperking. Hef die eerst op.")
			case d.beperkt(o):
				c.fout(waarde.Code(CodeBeperkt), "Over dit onderdeel geldt een beperking: het blijft waar het is. Hef die eerst "+
					"op.")
			case !overneembaar(o):
				c.fout(codePastNiet, "Hoe het dossier zelf verliep, gaat niet mee naar een ander dossier.")
			case i >= genoemd && o.Inhoud == InhoudVerstrekking:
			default:
				nodig = append(nodig, o.Over...)
				// how an address is written in it is sealed to whose it is: without that person it would be lost
				if c.GeheimVan != nil {
					nodig = append(nodig, c.GeheimVan(o.ID)...)
				}
			}
		})
	}
	return uniek(nodig)
}

// magGeheim refuses to let what is geheim go by somebody who may not see it: who decides where it is known from then
// on must know what that is (ZOB-8). A whole dossier takes along what is in it, unseen.
func (b BrengOver) magGeheim(d *Dossier, f Feiten) error {
	if f.ZietGeheim || b.Geheel {
		return nil
	}
	for _, g := range b.Onderdelen {
		if o, ok := d.Onderdelen[g.Onderdeel]; ok &&
			(o.HeeftGeheim() || f.geheim(o) || f.GeheimVan != nil && len(f.GeheimVan(o.ID)) > 0) {
			return Weiger(CodeGeenToegang, "Hierin staat een adres of nummer dat geheim is. Vraag de teamleider of dat in "+
				"het andere dossier bekend mag zijn.", "ZOB-7.4", "ZOB-8")
		}
	}
	return nil
}

// onderweg reports whether an onderdeel is being taken to another dossier.
func (d *Dossier) onderweg(o id.Onderdeel) bool {
	return slices.ContainsFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return !l.Klaar && l.Neemt(o) })
}

// isOnderweg is onderweg for many.
func (d *Dossier) isOnderweg() func(id.Onderdeel) bool {
	var neemt []func(id.Onderdeel) bool
	for _, l := range d.Overbrengingen {
		if !l.Klaar {
			neemt = append(neemt, l.neemt())
		}
	}
	return func(o id.Onderdeel) bool {
		return slices.ContainsFunc(neemt, func(neemt func(id.Onderdeel) bool) bool { return neemt(o) })
	}
}

// GaatOp is the overbrenging by which the whole dossier is being taken to another one, while that is not done.
func (d *Dossier) GaatOp() (*OverbrengingLoop, bool) {
	i := slices.IndexFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return l.Geheel && !l.Klaar })
	if i < 0 {
		return nil, false
	}
	return &d.Overbrengingen[i], true
}

func (d *Dossier) gaatOp() bool {
	_, ja := d.GaatOp()
	return ja
}

func (VoltooiOverbrenging) Controleer(Feiten) waarde.Fouten { return nil }

func (v VoltooiOverbrenging) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	l, ok := d.Overbrenging(v.Overbrenging)
	switch {
	case !ok:
		return nil, Weiger(CodeOnbekend, "Deze overbrenging bestaat niet.")
	case l.Klaar:
		return nil, nil
	}
	if err := d.vrijeVernietiging(v.Vernietiging); err != nil {
		return nil, err
	}
	feit := &OverbrengingVoltooid{Overbrenging: v.Overbrenging, Vernietiging: v.Vernietiging, Afgebroken: v.Afgebroken}
	if v.Afgebroken {
		return []Ontwerp{zonderInhoud(feit)}, nil
	}
	feit.Geheel, feit.Onderdelen = l.Geheel, d.vertrekt(l)
	feit.Doelen = d.doelen(feit.loop(), f.Sleutels)
	if l.Geheel {
		feit.Doelen = d.allenGeheel(feit.Doelen)
	}
	return []Ontwerp{zonderInhoud(feit)}, nil
}
