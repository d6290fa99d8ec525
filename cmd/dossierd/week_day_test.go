package main

import (
	"slices"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// dayChecks are what must hold after what a melding asks by day.
func (e *weekTest) dayChecks() map[string]func() {
	return map[string]func(){
		"de melding aanvullen":    e.completed,
		"wie bij wie hoort":       e.related,
		"de melding kwalificeren": func() { e.qualified(e.report, domain.KwalificatieMelding) },
		"de huisarts om informatie vragen": func() {
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntAntwoord)
			e.all("vragen is ook verstrekken", e.request, func(k *bericht.Onderdeel) bool {
				v := find(e.view(inspector, nil), *k.Informatie.Verstrekking)
				return v != nil && slices.Equal(v.Stukken, []bericht.Stuk{{Onderdeel: domain.IdentiteitVan(e.child),
					Revisie: v.Stukken[0].Revisie}})
			})
		},
		"werkaantekeningen": func() {
			for _, note := range []id.Onderdeel{e.workingNote, e.keptNote} {
				e.all("werkaantekening", note, func(k *bericht.Onderdeel) bool {
					return k.Rubriek == domain.RubriekWerkaantekening && k.Inhoud != nil
				})
			}
		},
		"een vervolgmelding": func() {
			e.qualified(e.motherReport, domain.KwalificatieVervolgmelding)
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord)
		},
	}
}

func (e *weekTest) qualified(report id.Onderdeel, as domain.Kwalificatie) {
	e.t.Helper()
	e.all("kwalificatie", report, func(k *bericht.Onderdeel) bool { return k.Kwalificatie == as })
}

func (e *weekTest) completed() {
	e.onAgenda(caseworker, domain.PuntBesluit)
	e.all("aangevuld", e.report, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Melding.Melder == e.neighbour.String() && len(k.EerdereVersies) == 1
	})
	past := e.before["de melding aanvullen"]
	for _, r := range watchers {
		if now, then := content(e.view(r, nil), e.address).Contact.Adres,
			content(e.view(r, &past), e.address).Contact.Adres; now.Huisnummer != "112" || then.Huisnummer != "12" {
			e.t.Errorf("%s ziet huisnummer %s, en eerder %s", r.rol, now.Huisnummer, then.Huisnummer)
		}
	}
}

// related: the number went down as the father's.
func (e *weekTest) related() {
	e.all("relatie", e.authority, func(k *bericht.Onderdeel) bool {
		return *k.Van == e.father && *k.Naar == e.child && k.Inhoud.Relatie.Gezag == nil
	})
	e.all("haar nummer bij hem", e.wrongPhone, func(k *bericht.Onderdeel) bool {
		return slices.Equal(k.Over, []id.Betrokkene{e.father}) && k.Inhoud != nil
	})
}
