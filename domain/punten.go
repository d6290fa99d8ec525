package domain

import (
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// An openstaand punt is something that still has to be done about an onderdeel: who works at night is not refused
// because it is not done yet, and it is not forgotten either. It has no content of its own, so that it costs nothing
// at an erasure; it lapses with its onderdeel.

const (
	SoortPuntGeopend  Soort = "punt.geopend"
	SoortPuntAfgedaan Soort = "punt.afgedaan"
)

// PuntSoort is what is still to be done. It stays readable when the onderdeel is gone, so it says no more than that.
type PuntSoort string

const (
	PuntAccordering       PuntSoort = "accordering"        // ZOB-6.5f
	PuntVisie             PuntSoort = "visie"              // ZOB-6.5i
	PuntWederhoor         PuntSoort = "wederhoor"          // ZOB-6.5e: of somebody whom an onderzoek was about
	PuntBevinding         PuntSoort = "bevinding"          // ZOB-17.3a: what an onderzoek found about somebody
	PuntMarkeren          PuntSoort = "markeren"           // ZOB-6.5b: text of a verslag that nobody gave a status
	PuntMeldingOnvolledig PuntSoort = "melding-onvolledig" // it does not say what was reported, or by whom
	PuntBesluit           PuntSoort = "besluit-op-melding" // Uitvoeringsbesluit Wmo 2015 art. 4.1.7(1)
	PuntOnderzoek         PuntSoort = "onderzoek"          // of a melding, within ten weeks
	PuntNakijken          PuntSoort = "nakijken"           // opened by hand, for anything else
)

// puntSoorten is the closed list, in the order in which it is shown, each with its title.
var puntSoorten = []struct {
	soort PuntSoort
	titel string
}{
	{PuntAccordering, "De accordering door de informant ontbreekt."},
	{PuntVisie, "De visie van een directbetrokkene ontbreekt."},
	{PuntWederhoor, "Niet iedereen over wie het onderzoek ging is gehoord, en er staat niet waarom."},
	{PuntBevinding, "Van een betrokkene is niet vastgelegd wat het onderzoek vond."},
	{PuntMarkeren, "Van tekst in een verslag is nog niet gezegd wat feit, oordeel, mening of hypothese is."},
	{PuntMeldingOnvolledig, "De melding is niet volledig."},
	{PuntBesluit, "Op de melding is nog niet besloten."},
	{PuntOnderzoek, "Het onderzoek is nog niet afgerond."},
	{PuntAntwoord, "Een gevraagd antwoord is nog niet ontvangen."},
	{PuntTelling, "Van de melding is nog niets voor de statistiek vastgelegd."},
	{PuntInformeren, "Een betrokkene weet nog niet dat er gegevens zijn vastgelegd."},
	{PuntHerleidbaar, "Van een betrokkene is de identiteit afgeschermd. Kijk na of wat over die betrokkene is " +
		"vastgelegd daarheen leidt."},
	{PuntTussentijds,
		"Twee betrokkenen zijn weer gescheiden. Kijk na over wie van hen gaat wat intussen is vastgelegd."},
	{PuntNakijken, "Dit moet worden nagekeken."},
}

// PuntSoorten lists every soort of openstaand punt.
var PuntSoorten = func() []PuntSoort {
	uit := make([]PuntSoort, len(puntSoorten))
	for i, p := range puntSoorten {
		uit[i] = p.soort
	}
	return uit
}()

// Titel says in a Dutch sentence what is to be done; "" of a soort that is not in the list.
func (s PuntSoort) Titel() string {
	for _, p := range puntSoorten {
		if p.soort == s {
			return p.titel
		}
	}
	return ""
}

// PuntGeopend opens a punt, or gives one that is open another owner or date.
type PuntGeopend struct {
	Bij       id.Onderdeel `json:"bij"`
	Punt      PuntSoort    `json:"punt"`
	Eigenaar  Medewerker   `json:"eigenaar"`
	Uiterlijk waarde.Datum `json:"uiterlijk"` // the last day on which it is in time
}

// PuntAfgedaan ends a punt: it was done, or need not be done any more.
type PuntAfgedaan struct {
	Bij  id.Onderdeel `json:"bij"`
	Punt PuntSoort    `json:"punt"`
}

func (*PuntGeopend) Soort() Soort  { return SoortPuntGeopend }
func (*PuntAfgedaan) Soort() Soort { return SoortPuntAfgedaan }

// Punt is something to be done about an onderdeel. There is at most one of a soort; opened again it begins again.
type Punt struct {
	Soort      PuntSoort    `json:"soort"`
	Eigenaar   Medewerker   `json:"eigenaar"`
	Uiterlijk  waarde.Datum `json:"uiterlijk"`
	Sinds      time.Time    `json:"sinds"`
	AfgedaanOp *time.Time   `json:"afgedaanOp,omitempty"`
}

// punt is the punt of a soort, nil where there never was one.
func (o *Onderdeel) punt(s PuntSoort) *Punt {
	for i := range o.Punten {
		if o.Punten[i].Soort == s {
			return &o.Punten[i]
		}
	}
	return nil
}

// OpenPunten are what is still to be done about an onderdeel, in the order in which it was first opened; nothing once
// the onderdeel is removed or destroyed.
func (o *Onderdeel) OpenPunten() []Punt {
	if o.weg() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(o.Punten), func(p Punt) bool { return p.AfgedaanOp != nil })
}

// heeftOpen reports whether a punt of a soort is still to be done.
func (o *Onderdeel) heeftOpen(s PuntSoort) bool {
	return slices.ContainsFunc(o.OpenPunten(), func(p Punt) bool { return p.Soort == s })
}

func (f *PuntGeopend) pasToe(d *Dossier, v Vastlegging) {
	o, ok := d.onderdeel(f.Bij)
	if !ok {
		return
	}
	p := o.punt(f.Punt)
	if p == nil {
		o.Punten = append(o.Punten, Punt{Soort: f.Punt, Sinds: v.Meta.VastgelegdOp})
		p = &o.Punten[len(o.Punten)-1]
	}
	if p.AfgedaanOp != nil {
		p.Sinds, p.AfgedaanOp = v.Meta.VastgelegdOp, nil
	}
	p.Eigenaar, p.Uiterlijk = f.Eigenaar, f.Uiterlijk
}

func (f *PuntAfgedaan) pasToe(d *Dossier, v Vastlegging) {
	o, ok := d.onderdeel(f.Bij)
	if !ok {
		return
	}
	if p := o.punt(f.Punt); p != nil && p.AfgedaanOp == nil {
		p.AfgedaanOp = new(v.Meta.VastgelegdOp)
	}
}

// puntBij opens a punt at an onderdeel in the same append as what it is about. Its owner is who does the work: for
// whom it is recorded, else who records it. What was first recorded elsewhere (ZOB-9.1d) opens none whose last day was
// past when it was taken in: whether it was done in time shows in the older dossier or nowhere, and nobody here is
// late with it.
func puntBij(f Feiten, bij id.Onderdeel, s PuntSoort, uiterlijk waarde.Datum) []Ontwerp {
	if f.Herkomst != nil && uiterlijk.Voor(f.Hier) {
		return nil
	}
	eigenaar := f.Namens
	if eigenaar == "" {
		eigenaar = f.Wie
	}
	return []Ontwerp{zonderInhoud(&PuntGeopend{Bij: bij, Punt: s, Eigenaar: Medewerker(eigenaar), Uiterlijk: uiterlijk})}
}

// afgedaan ends a punt in the same append as what did it. Where it is not open it changes nothing: ask heeftOpen
// first.
func afgedaan(bij id.Onderdeel, s PuntSoort) Ontwerp {
	return zonderInhoud(&PuntAfgedaan{Bij: bij, Punt: s})
}
