package main

import (
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// informChecks are what must hold after somebody was told that data were recorded, or was not (Wmo 2015 art. 5.3.1).
func (e *weekTest) informChecks() map[string]func() {
	return map[string]func(){
		"wie meldde weet het al": func() { e.toTell(e.dossier, caseworker, e.mother, e.father, e.child) },
		"de vader nog niet informeren": func() {
			e.toTell(e.dossier, caseworker, e.mother, e.father, e.child, e.aunt)
			e.all("uitgesteld", e.postponed, func(k *bericht.Onderdeel) bool {
				m := k.Inhoud.Mededeling
				return *k.Aan == e.father && m.Opnieuw == e.day(35) && strings.HasPrefix(m.Toelichting.Tekst, "Zolang Lotte")
			})
			e.all("en op de agenda", domain.IdentiteitVan(e.father), func(k *bericht.Onderdeel) bool {
				return len(k.Punten) == 1 && k.Punten[0].Uiterlijk == e.day(35)
			})
		},
		"de betrokkenen informeren": func() {
			e.toTell(e.dossier, caseworker)
			e.wasRefused(e.tooYoung, domain.CodeStand, "ZOB-20.1b")
			e.all("het kind, door haar moeder", e.told, func(k *bericht.Onderdeel) bool {
				return *k.Aan == e.child && k.Inhoud.Mededeling.Vertegenwoordiger == e.mother.String() &&
					slices.Contains(k.Over, e.mother)
			})
		},
	}
}

// toTell holds who is to be told on somebody's agenda.
func (e *weekTest) toTell(d id.Dossier, r role, want ...id.Betrokkene) {
	e.t.Helper()
	var got []id.Onderdeel
	for _, k := range e.agendaOf(d, r) {
		if k.Soort == domain.PuntInformeren {
			got = append(got, k.Onderdeel)
		}
	}
	for _, b := range want {
		if !slices.Contains(got, domain.IdentiteitVan(b)) {
			e.t.Errorf("op de agenda van %s staat niet dat iemand wordt geïnformeerd", r.id)
		}
	}
	if len(got) != len(want) {
		e.t.Errorf("op de agenda van %s staan er %d om te informeren, niet %d", r.id, len(got), len(want))
	}
}
