package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Corrigeer changes an onderdeel (ZOB-15, AVG art. 16). Verbeteren and aanvullen give the whole new wording, of the same
// kind as the old.
type Corrigeer struct {
	Onderdeel id.Onderdeel
	Wijze     Wijze
	Correctie Correctie
	Over      []id.Betrokkene // whom the new wording concerns besides those it names
}

// NieuweCorrectie makes the content of a correctie; nieuw may be nil.
func NieuweCorrectie(grond CorrectieGrond, nieuw Inhoud) Correctie {
	c := Correctie{Grond: grond}
	if nieuw != nil {
		c.Nieuw = &wikkel{nieuw}
	}
	return c
}

// VoegVerklaringToe puts a betrokkene's own statement beside what it disputes, which stays (ZOB-16, DRE-verkl-1).
type VoegVerklaringToe struct {
	ID         id.Onderdeel
	Betrokkene id.Betrokkene
	Betwist    []id.Onderdeel
	Verklaring Verklaring
}

// Koppel adds a person to those whom an onderdeel concerns.
type Koppel struct {
	Onderdeel  id.Onderdeel
	Betrokkene id.Betrokkene
}

// Ontkoppel takes a person off an onderdeel that was wrongly linked: the person's way into it dies. The last one cannot
// be taken off, since nobody could read it then; that is a vernietiging.
type Ontkoppel struct {
	Vernietiging id.Vernietiging
	Onderdeel    id.Onderdeel
	Betrokkene   id.Betrokkene
}

func (Corrigeer) Handeling() Handeling         { return HandelingCorrigeren }
func (VoegVerklaringToe) Handeling() Handeling { return HandelingVastleggen }
func (Koppel) Handeling() Handeling            { return HandelingCorrigeren }
func (Ontkoppel) Handeling() Handeling         { return HandelingCorrigeren }

func (k Corrigeer) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "wijze", k.Wijze, Wijzen)
	k.Correctie.controleer(&c)
	_, nieuw := k.Correctie.NieuweInhoud()
	if herziet := k.Wijze == WijzeVerbeteren || k.Wijze == WijzeAanvullen; herziet != nieuw {
		c.fout("nieuw", codePastNiet, "Verbeteren en aanvullen vragen de nieuwe inhoud; verwijderen, afschermen en vrijgeven hebben die niet.")
	}
	return c.fouten
}

func (k Corrigeer) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil { // a closed dossier can be corrected: the right does not end with the work
		return nil, err
	}
	o, err := d.geldig(k.Onderdeel)
	if err != nil {
		return nil, err
	}
	if (k.Wijze == WijzeVrijgeven) != (o.Stand == StandAfgeschermd) {
		return nil, Weiger(CodeStand, "Alleen een afgeschermd onderdeel kan worden vrijgegeven, en zolang het is afgeschermd kan het niet anders worden gecorrigeerd.", "ZOB-15b")
	}
	feit := &CorrectieToegepast{Onderdeel: k.Onderdeel, Wijze: k.Wijze}
	nieuw, ok := k.Correctie.NieuweInhoud()
	if !ok {
		return []Ontwerp{ontwerp(feit, &k.Correctie, o.Over)}, nil
	}
	if nieuw.InhoudSoort() != o.Inhoud {
		c := controle{}
		c.fout("nieuw", codePastNiet, "De nieuwe inhoud is van een andere soort dan het onderdeel.")
		return nil, c.weiger()
	}
	if g, ok := nieuw.(*Gegeven); ok {
		if err := g.bevoegd(); err != nil {
			return nil, err
		}
	}
	// What belongs to certain persons by its nature stays theirs; a text concerns whom its new wording names.
	over := k.Over
	if len(over) == 0 || o.Inhoud == InhoudIdentiteit || o.Inhoud == InhoudContact || o.Inhoud == InhoudRelatie {
		over = slices.DeleteFunc(slices.Clone(o.Over), func(b id.Betrokkene) bool { return d.betrokkene(b) != nil })
	}
	if feit.Over, err = d.over(f, "", over, &k.Correctie); err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(feit, &k.Correctie, feit.Over)}, nil
}

func (v VoegVerklaringToe) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Verklaring.controleer(&c)
	return c.fouten
}

func (v VoegVerklaringToe) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(v.ID); err != nil {
		return nil, err
	}
	if err := d.betrokkene(v.Betrokkene); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	for i, b := range v.Betwist {
		o, ok := d.Onderdelen[b]
		c.bij("betwist", i, func(c *controle) {
			switch {
			case !ok:
				c.fout("", codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Inhoud == InhoudVerklaring:
				c.fout("", codePastNiet, "Een eigen verklaring betwist geen andere verklaring.")
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", []id.Betrokkene{v.Betrokkene}, &v.Verklaring)
	if err != nil {
		return nil, err
	}
	feit := &VerklaringToegevoegd{Onderdeel: v.ID, Betrokkene: v.Betrokkene, Betwist: v.Betwist, Over: over}
	return []Ontwerp{ontwerp(feit, &v.Verklaring, over)}, nil
}

func (Koppel) Controleer(Feiten) waarde.Fouten { return nil }

func (k Koppel) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	o, err := d.koppelbaar(k.Onderdeel)
	if err != nil {
		return nil, err
	}
	if err := d.betrokkene(k.Betrokkene); err != nil {
		return nil, err
	}
	if slices.Contains(o.Over, k.Betrokkene) {
		return nil, Weiger(CodeStand, "Dit onderdeel gaat al over deze betrokkene.")
	}
	return []Ontwerp{koppelOntwerp(o.ID, k.Betrokkene)}, nil
}

func koppelOntwerp(o id.Onderdeel, b id.Betrokkene) Ontwerp {
	return Ontwerp{Feit: &BetrokkeneGekoppeld{Onderdeel: o, Betrokkene: b}, Inhoud: Ontbreekt[Inhoud](Gat{})}
}

// koppelbaar gives an onderdeel whose persons can change: who an identiteit, contact datum, relatie or eigen verklaring
// belongs to is what it is.
func (d *Dossier) koppelbaar(welk id.Onderdeel) (*Onderdeel, error) {
	o, err := d.geldig(welk)
	if err != nil {
		return nil, err
	}
	switch o.Inhoud {
	case InhoudGegeven, InhoudMelding, InhoudVerstrekking, InhoudBesluit:
		return o, nil
	}
	return nil, Weiger(CodeStand, "Bij dit soort onderdeel staat vast over wie het gaat.")
}

func (Ontkoppel) Controleer(Feiten) waarde.Fouten { return nil }

func (k Ontkoppel) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	o, err := d.koppelbaar(k.Onderdeel)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(o.Over, k.Betrokkene) {
		return nil, Weiger(CodeStand, "Dit onderdeel gaat niet over deze betrokkene.")
	}
	if len(o.Over) == 1 && !vanDossier[o.Inhoud] {
		return nil, Weiger(CodeStand, "Dit onderdeel gaat over niemand anders. Koppel eerst een ander, of laat het vernietigen.")
	}
	feit := &BetrokkeneOntkoppeld{Vernietiging: k.Vernietiging, Onderdeel: o.ID, Betrokkene: k.Betrokkene}
	feit.Doelen = d.doelenVan(o, []id.Houder{id.HouderVan(k.Betrokkene)})
	return []Ontwerp{{Feit: feit, Inhoud: Ontbreekt[Inhoud](Gat{})}}, nil
}
