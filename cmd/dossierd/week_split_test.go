package main

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"filippo.io/age"
)

// splitChecks are what must hold since there are two households.
func (e *weekTest) splitChecks() map[string]func() {
	return map[string]func(){
		"een dossier voor wie achterblijft":            e.openedForFather,
		"de gedeelde voorgeschiedenis naar beide":      e.shared,
		"het dossier gaat naar een andere organisatie": e.handedOver,
		"op afstand volgen": func() {
			for _, r := range watchers {
				v := e.viewIn(e.other, r, nil)
				if v.Fase != "monitoring" || len(v.Toewijzingen) != 1 || v.Toewijzingen[0].Team != "team-zuid" {
					e.t.Errorf("%s ziet niet wie het andere gezin volgt", r.rol)
				}
			}
			e.onAgendaOf(e.other, caseworker, domain.PuntNakijken)
		},
	}
}

func (e *weekTest) openedForFather() {
	if !slices.ContainsFunc(e.otherKnown, func(m bericht.MogelijkBekend) bool { return m.Dossier == e.dossier }) {
		e.t.Errorf("mogelijk bekend: %+v", e.otherKnown)
	}
	for _, r := range watchers {
		v := e.viewIn(e.other, r, nil)
		if o := v.Onderdelen[0]; o.Inhoud.Opening.Grond != "ambtshalve-melding" || o.Door.Aanleiding != "ambtshalve" ||
			len(v.Betrokkenen) != 2 {
			e.t.Errorf("%s ziet niet waarop het tweede gezin is geopend", r.rol)
		}
	}
	e.onAgendaOf(e.other, caseworker, domain.PuntBesluit)
	e.toTell(e.other, caseworker, e.otherFather, e.son)
}

// shared: the history that both households have stands in both, and what is of the one alone does not stand in the
// other.
func (e *weekTest) shared() {
	for _, o := range []id.Onderdeel{e.doubleReport, e.heard, e.statement} {
		e.all("blijft hier", o, func(k *bericht.Onderdeel) bool { return k.Inhoud != nil && k.Overgebracht == nil })
	}
	e.allIn(e.other, "en staat ook daar", e.doubleReport, func(k *bericht.Onderdeel) bool {
		return k.UitDossier != nil && *k.UitDossier == e.dossier && slices.Contains(k.Over, e.otherFather) &&
			strings.HasPrefix(k.Inhoud.Melding.Tekst.Tekst, "Bij aankomst was het stil.") &&
			k.Kwalificatie == domain.KwalificatieMelding &&
			slices.Equal(k.Verklaringen, []id.Onderdeel{e.statement})
	})
	e.allIn(e.other, "wederhoor", e.heard, func(k *bericht.Onderdeel) bool {
		return slices.Equal(k.Inhoud.Wederhoor.Gehoord, []id.Betrokkene{e.otherFather, e.otherMother()})
	})
	for _, r := range watchers {
		v := e.viewIn(e.other, r, nil)
		for what, o := range map[string]id.Onderdeel{"waar zij is": e.shelter, "haar nummer": e.phone,
			"het verslag": e.verslag, "wie meldde": domain.IdentiteitVan(e.neighbour)} {
			if find(v, o) != nil {
				e.t.Errorf("%s ziet in het dossier van de vader ook %s", r.rol, what)
			}
		}
	}
}

// otherMother is who the mother is in the father's dossier.
func (e *weekTest) otherMother() (b id.Betrokkene) {
	e.t.Helper()
	for _, o := range e.viewIn(e.other, inspector, nil).Onderdelen {
		if o.Soort == domain.InhoudIdentiteit && o.Inhoud != nil && o.Inhoud.Identiteit.Naam.Roepnaam == "Lotte" {
			b = o.Over[0]
		}
	}
	return b
}

// handedOver: the other organisation gets where she is, since the teamleider said so, and not who reported.
func (e *weekTest) handedOver() {
	r, err := age.Decrypt(bytes.NewReader(e.transferred), e.transferKey)
	must(e.t, err)
	plain, err := io.ReadAll(r)
	must(e.t, err)
	for word, want := range map[string]bool{"Schuilhof": true, "Depressief ben ik nooit geweest.": true,
		"vervolgmelding": false,
		"Verbeelding":    false, "06-87654321": false, "hoorde iemand door de muur": false} {
		if bytes.Contains(plain, []byte(word)) != want {
			e.t.Errorf("of %q in het bestand staat, is niet %t", word, want)
		}
	}
	e.everyone("wat is overgedragen", func(v *bericht.Dossier) bool {
		o := find(v, lastOf(v, domain.InhoudVerstrekking))
		return o.Inhoud.Verstrekking.Ontvanger == elsewhere && o.Door.Wie == teamLeader.id &&
			slices.Equal(o.BevestigdGeheim, []id.Onderdeel{e.shelter})
	})
}
