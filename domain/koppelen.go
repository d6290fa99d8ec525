package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Koppel adds a person to those whom an onderdeel concerns.
type Koppel struct {
	Onderdeel  id.Onderdeel
	Betrokkene id.Betrokkene
}

// Ontkoppel takes a person off an onderdeel that was wrongly linked: the person's way into it dies, and with it how
// the person is written in it, by whichever id: of two who were joined both are taken off. It asks no approval by
// another, so it may take away nobody else's way in: where the person is the last who has one, to any wording, it is a
// vernietiging.
type Ontkoppel struct {
	Vernietiging id.Vernietiging
	Onderdeel    id.Onderdeel
	Betrokkene   id.Betrokkene
}

func (Koppel) Handeling() Handeling    { return HandelingCorrigeren }
func (Ontkoppel) Handeling() Handeling { return HandelingCorrigeren }

func (Koppel) Controleer(Feiten) waarde.Fouten    { return nil }
func (Ontkoppel) Controleer(Feiten) waarde.Fouten { return nil }

func (k Koppel) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	o, err := d.teKoppelen(k.Onderdeel)
	if err != nil {
		return nil, err
	}
	if err := d.opNaam(k.Betrokkene); err != nil {
		return nil, err
	}
	if err := k.opname(f.Bijlage); err != nil {
		return nil, err
	}
	if o.heelVan(d.Zelfde(k.Betrokkene)...) {
		return nil, Weiger(CodeStand, "Dit onderdeel gaat al over deze betrokkene.")
	}
	// The text of a passage also stands in what it was parted from.
	return append([]Ontwerp{koppelOntwerp(o.ID, k.Betrokkene)},
		d.koppelMet(d.voorgangers(o.ID), []id.Betrokkene{k.Betrokkene})...), nil
}

func koppelOntwerp(o id.Onderdeel, b id.Betrokkene) Ontwerp {
	return zonderInhoud(&BetrokkeneGekoppeld{Onderdeel: o, Betrokkene: b})
}

// heelVan reports whether all content of an onderdeel concerns a person, by any of the ids that the person has.
func (o *Onderdeel) heelVan(wie ...id.Betrokkene) bool {
	for v := range o.inhouden() {
		if !raakt(wie, v.Over) {
			return false
		}
	}
	return true
}

// koppelbaar reports whether the persons of an onderdeel can change: who an identiteit, contact datum, relatie or
// eigen verklaring belongs to is what it is.
func koppelbaar(s InhoudSoort) bool {
	switch s {
	case InhoudGegeven, InhoudBijlage, InhoudVerslag, InhoudPassage, InhoudMelding, InhoudVerstrekking, InhoudBesluit,
		InhoudAccordering, InhoudWederhoor, InhoudInformatieverzoek, InhoudInformatieantwoord, InhoudTelling,
		InhoudMededeling:
		return true
	}
	return false
}

func (d *Dossier) teKoppelen(welk id.Onderdeel) (*Onderdeel, error) {
	o, err := d.geldig(welk)
	if err != nil {
		return nil, err
	}
	if err := d.nietBeperkt(o); err != nil {
		return nil, err
	}
	if !koppelbaar(o.Inhoud) {
		return nil, Weiger(CodeStand, waaromVast(o.Inhoud), "ZOB-15a")
	}
	return o, nil
}

// waaromVast says why the persons of an onderdeel cannot change, and what to do where they are the wrong ones. Who it
// belongs to is under whose keys, in whose search and for whose eyes it is: another one's is another onderdeel.
func waaromVast(s InhoudSoort) string {
	if t, ok := staatVast[s]; ok {
		return t
	}
	return "Bij dit soort onderdeel staat vast over wie het gaat."
}

var staatVast = map[InhoudSoort]string{
	InhoudContact: "Van wie een contactgegeven is, staat vast. Is het van een ander, zet het dan bij die betrokkene " +
		"(herkoppelen): hier wordt het verwijderd en daar opnieuw vastgelegd.",
	InhoudRelatie: "Tussen wie een relatie is, staat vast. Is dat niet juist, zet haar dan tussen de juiste " +
		"betrokkenen (herkoppelen): zij wordt verwijderd en opnieuw vastgelegd.",
	InhoudIdentiteit: "Een identiteit is van één betrokkene. Staat er iets van een ander in, verbeter haar dan met een " +
		"correctie; is dezelfde mens twee keer vastgelegd, voeg die twee betrokkenen dan samen.",
	InhoudVerklaring: "Een eigen verklaring is van wie haar aflegde. Staat zij bij de verkeerde, leg haar dan bij " +
		"de juiste betrokkene vast en scherm haar hier af met een correctie.",
}

func (k Ontkoppel) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrijeVernietiging(k.Vernietiging); err != nil {
		return nil, err
	}
	o, err := d.teKoppelen(k.Onderdeel)
	if err != nil {
		return nil, err
	}
	wie := d.Zelfde(k.Betrokkene)
	if !raakt(wie, o.Over) {
		return nil, Weiger(CodeStand, "Dit onderdeel gaat niet over deze betrokkene.")
	}
	for v := range o.inhouden() {
		if alleen(wie, v.Over) && !v.VanDossier {
			return nil, Weiger(CodeStand, "Een tekst van dit onderdeel gaat over niemand anders. Koppel eerst een ander, of "+
				"laat het vernietigen.", "ZOB-17.4b")
		}
	}
	feit := &BetrokkeneOntkoppeld{Vernietiging: k.Vernietiging, Onderdeel: o.ID, Betrokkene: k.Betrokkene}
	per := map[id.Houder][]uint64{}
	for _, b := range wie { // also whom it does not concern by this id: it may quote an address that is marked as theirs
		h := id.HouderVan(b)
		per[h] = slices.Concat(o.staand(0), o.koppelingenVan(h))
	}
	feit.Doelen = bereiken(per)
	return []Ontwerp{zonderInhoud(feit)}, nil
}
