package api

import (
	"strconv"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

// lezer makes values of what was sent, and collects every fault under the path of its field.
type lezer struct {
	fouten waarde.Fouten
	// wie are persons that have no id yet, by their verwijzing: while a dossier is being opened.
	wie map[string]id.Betrokkene
	// herzie makes the new text of an onderdeel that is being corrected; nil where there is no old one.
	herzie func(plat string, markeringen, nietBedoeld []tekst.Markering) (tekst.Tekst, waarde.Fouten)
}

// pad is where in the request something stands.
type pad []string

// bij adds names to a path, in a new one.
func (p pad) bij(namen ...string) pad { return append(p[:len(p):len(p)], namen...) }

// ontleed makes a value of a text; "" is the zero value.
func ontleed[T any](l *lezer, p pad, s string, parse func(string) (T, error)) T {
	var nul T
	if s == "" {
		return nul
	}
	v, err := parse(s)
	if err != nil {
		l.fouten.Voeg(err, p...)
		return nul
	}
	return v
}

// betrokkene reads who is meant: an id, or a verwijzing.
func (l *lezer) betrokkene(p pad, s string) id.Betrokkene {
	if s == "" {
		return id.Betrokkene{}
	}
	if b, ok := l.wie[s]; ok {
		return b
	}
	b := ontleedID[id.Betrokkene](s)
	switch {
	case l.wie != nil: // a dossier that is being opened has no persons but those
		l.fouten.Voeg(waarde.NieuweFout("onbekend", "Deze verwijzing staat niet bij de betrokkenen van deze aanvraag."),
			p...)
	case b.IsZero():
		l.fouten.Voeg(waarde.NieuweFout(codeID, "Hier hoort een id: een UUID in kleine letters."), p...)
	}
	return b
}

func (l *lezer) betrokkenen(p pad, ss []string) []id.Betrokkene {
	uit := make([]id.Betrokkene, len(ss))
	for i, s := range ss {
		uit[i] = l.betrokkene(p.bij(strconv.Itoa(i)), s)
	}
	return uit
}

// tekst reads a text with its mentions. A mention that the writer could not see keeps its slot, which only a
// correction has an old text for.
func (l *lezer) tekst(p pad, t bericht.Tekst) domain.Tekst {
	return l.maakTekst(p, t, func(plat string, ms, nb []tekst.Markering) (tekst.Tekst, waarde.Fouten) {
		return tekst.Nieuw(plat, ms, nb...)
	})
}

// kerntekst reads the text that takes the place of an onderdeel's own.
func (l *lezer) kerntekst(p pad, t bericht.Tekst) domain.Tekst {
	if l.herzie == nil {
		return l.tekst(p, t)
	}
	return l.maakTekst(p, t, l.herzie)
}

// magTekst reads a text that may be left out.
func (l *lezer) magTekst(p pad, t *bericht.Tekst, lees func(pad, bericht.Tekst) domain.Tekst) domain.Tekst {
	if t == nil {
		return domain.Tekst{}
	}
	return lees(p, *t)
}

func (l *lezer) maakTekst(p pad, t bericht.Tekst,
	maak func(string, []tekst.Markering, []tekst.Markering) (tekst.Tekst, waarde.Fouten)) domain.Tekst {
	return domain.NieuweTekst(l.leesTekst(p, t, maak))
}

// leesTekst reads a text whole; with faults it is empty.
func (l *lezer) leesTekst(p pad, t bericht.Tekst,
	maak func(string, []tekst.Markering, []tekst.Markering) (tekst.Tekst, waarde.Fouten)) tekst.Tekst {
	voor := len(l.fouten)
	ms := make([]tekst.Markering, len(t.Vermeldingen))
	for i, v := range t.Vermeldingen {
		ms[i] = tekst.Markering{Begin: v.Begin, Einde: v.Einde,
			Wie: l.betrokkene(p.bij("vermeldingen", strconv.Itoa(i), "wie"), v.Wie), Geheim: v.Geheim}
		if v.Toestand != "" && v.Toestand != tekst.Zichtbaar.String() {
			ms[i].Slot = v.Slot
		}
	}
	nb := make([]tekst.Markering, len(t.NietBedoeld))
	for i, v := range t.NietBedoeld {
		nb[i] = tekst.Markering{Begin: v.Begin, Einde: v.Einde,
			Wie: l.betrokkene(p.bij("nietBedoeld", strconv.Itoa(i), "wie"), v.Wie)}
	}
	x, fouten := maak(t.Tekst, ms, nb)
	for _, f := range fouten {
		delen := segmenten(f.Veld)
		if len(delen) > 0 && delen[0] == "markeringen" {
			delen[0] = "vermeldingen"
		}
		if f.Code == tekst.CodeWie && len(l.fouten) > voor {
			continue // told already, with more words
		}
		f.Veld = alsWijzer(delen)
		l.fouten.Voeg(f, p...)
	}
	return x
}

func (l *lezer) tijdvak(p pad, t *bericht.Tijdvak) waarde.Tijdvak {
	if t == nil {
		return waarde.Tijdvak{}
	}
	return waarde.Tijdvak{
		Van: ontleed(l, p.bij("van"), t.Van, waarde.ParseDatum),
		Tot: ontleed(l, p.bij("tot"), t.Tot, waarde.ParseDatum),
	}
}

func (l *lezer) naam(p pad, n bericht.Naam) waarde.Naam {
	uit := waarde.Naam{Voornamen: n.Voornamen, Roepnaam: n.Roepnaam, Tussenvoegsel: n.Tussenvoegsel,
		Achternaam: n.Achternaam, Onbekend: n.Onbekend}
	l.fouten.VoegAlle(uit.Controleer(), p...)
	return uit.Genormaliseerd()
}

func (l *lezer) adres(a *bericht.Adres) *waarde.Adres {
	if a == nil {
		return nil
	}
	uit := waarde.Adres{Straat: a.Straat, Huisnummer: a.Huisnummer, Toevoeging: a.Toevoeging, Postcode: a.Postcode,
		Plaats: a.Plaats, Land: a.Land}.Genormaliseerd()
	return &uit
}
