package waarde

import "strings"

// Naam is what someone is called. Onbekend stands for a person whose name nobody knows (NN), who can be recorded all
// the same. It is comparable.
type Naam struct {
	Voornamen     string `json:"voornamen,omitempty"`
	Roepnaam      string `json:"roepnaam,omitempty"`
	Tussenvoegsel string `json:"tussenvoegsel,omitempty"`
	Achternaam    string `json:"achternaam,omitempty"`
	Onbekend      bool   `json:"onbekend,omitempty"`
}

// Controleer gives all faults, by field.
func (n Naam) Controleer() Fouten {
	var f Fouten
	for _, v := range [...]struct{ naam, waarde string }{
		{"voornamen", n.Voornamen}, {"roepnaam", n.Roepnaam},
		{"tussenvoegsel", n.Tussenvoegsel}, {"achternaam", n.Achternaam},
	} {
		f.Voeg(controleerVeld(v.waarde), v.naam)
	}
	n = n.Genormaliseerd()
	switch genoemd := n.Voornamen != "" || n.Roepnaam != "" || n.Achternaam != ""; {
	case n.Onbekend && (genoemd || n.Tussenvoegsel != ""):
		f.Voeg(fout(CodeNaamTochBekend), "onbekend")
	case !n.Onbekend && !genoemd:
		f.Voeg(fout(CodeNaamLeeg))
	}
	return f
}

// Genormaliseerd gives the name with each run of white space as one space and none outside, so that one name has one
// form.
func (n Naam) Genormaliseerd() Naam {
	for _, v := range [...]*string{&n.Voornamen, &n.Roepnaam, &n.Tussenvoegsel, &n.Achternaam} {
		*v = strings.Join(strings.Fields(*v), " ")
	}
	return n
}

// Volledig gives the display form: "Susanna Maria (Sanne) de Vries", or "NN". The roepnaam is left out where it is the
// first of the voornamen.
func (n Naam) Volledig() string {
	if n.Onbekend {
		return "NN"
	}
	voor := n.Voornamen
	switch eerste, _, _ := strings.Cut(n.Voornamen, " "); {
	case voor == "":
		voor = n.Roepnaam
	case n.Roepnaam != "" && n.Roepnaam != n.Voornamen && n.Roepnaam != eerste:
		voor += " (" + n.Roepnaam + ")"
	}
	return plak(voor, plak(n.Tussenvoegsel, n.Achternaam))
}

// Kort gives the everyday form: "Sanne de Vries", or "NN".
func (n Naam) Kort() string {
	if n.Onbekend {
		return "NN"
	}
	voor := n.Roepnaam
	if voor == "" {
		voor, _, _ = strings.Cut(n.Voornamen, " ")
	}
	return plak(voor, plak(n.Tussenvoegsel, n.Achternaam))
}

// IsZero reports that nothing was filled in.
func (n Naam) IsZero() bool { return n == Naam{} }
