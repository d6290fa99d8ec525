package domain

// Vraagt is whether something is asked of who does something.
type Vraagt uint8

const (
	VraagtNiet Vraagt = iota // and it has no place
	VraagtMag
	VraagtVerplicht
)

// Openingsregel is what opening a dossier on a ground asks.
type Openingsregel struct {
	Grond       Openingsgrond
	Melding     Vraagt
	Organisatie Vraagt // from which the dossier was taken over, or which gave the order (FAQ-opdr-1)
}

// GrondOvername is that of a dossier that another organisation had, whatever its ground was there.
const GrondOvername Openingsgrond = "overname"

// Openingsregels are the grounds on which a dossier is opened and what each asks: a table, so that which of them an
// organisation has can be its own choice. On a melding there is a melding (ZOB-1g); a maatregel and an opdracht come
// without one (FAQ-grond-1 and 2).
var Openingsregels = []Openingsregel{
	{"melding", VraagtVerplicht, VraagtNiet},
	{"ambtshalve-melding", VraagtVerplicht, VraagtNiet},
	{"ots", VraagtMag, VraagtMag},
	{"voogdij", VraagtMag, VraagtMag},
	{"jeugdreclassering", VraagtMag, VraagtMag},
	{"diagnostiek", VraagtMag, VraagtMag},
	{"vrijwillig-kader", VraagtMag, VraagtMag},
	{GrondOvername, VraagtMag, VraagtVerplicht},
}

// Openingsgronden lists the grounds.
var Openingsgronden = gronden()

func gronden() []Openingsgrond {
	uit := make([]Openingsgrond, len(Openingsregels))
	for i, r := range Openingsregels {
		uit[i] = r.Grond
	}
	return uit
}

// regel is what the ground of this opening asks; of a ground that is not in the table nothing, since that is a fault
// already.
func (o *Opening) regel() Openingsregel {
	for _, r := range Openingsregels {
		if r.Grond == o.Grond {
			return r
		}
	}
	return Openingsregel{Melding: VraagtMag, Organisatie: VraagtMag}
}

func (o *Opening) controleer(c *controle) {
	een(c, "grond", o.Grond, Openingsgronden)
	c.regel("organisatie", o.Organisatie)
	switch o.regel().Organisatie {
	case VraagtVerplicht:
		c.verplicht("organisatie", !leeg(o.Organisatie))
	case VraagtNiet:
		if o.Organisatie != "" {
			c.fout(codePastNiet, "Bij deze grond hoort geen organisatie.", "organisatie")
		}
	}
}

// metMelding refuses an opening on a melding of a dossier that has none (ZOB-1g).
func (o *Opening) metMelding(d *Dossier) error {
	if o.regel().Melding != VraagtVerplicht {
		return nil
	}
	for _, n := range d.Onderdelen {
		if n.Inhoud == InhoudMelding {
			return nil
		}
	}
	return Weiger(CodeStand, "In dit dossier is geen melding. Leg die eerst vast.", "ZOB-1g")
}
