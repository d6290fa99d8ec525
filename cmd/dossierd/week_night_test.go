package main

import (
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// nightChecks are what must hold after what happened at night, and when a shift began or ended.
func (e *weekTest) nightChecks() map[string]func() {
	return map[string]func(){
		"een onvolledige melding per telefoon": e.incomplete,
		"de dienst draagt over": func() {
			e.has(caseworker, "behandelaar")
			e.onAgenda(nightWorker)
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntMeldingOnvolledig, domain.PuntTelling)
			e.toTell(e.dossier, nightWorker)
			e.toTell(e.dossier, caseworker, e.mother, e.father, e.child)
		},
		"de dienst neemt over": func() {
			e.has(nightWorker, "dienst")
			e.onAgenda(caseworker)
			e.onAgenda(nightWorker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord)
			e.toTell(e.dossier, nightWorker, e.mother, e.father, e.child, e.aunt)
		},
		"een geheime verblijfplaats": e.hidden,
		"de moeder meldt zelf": func() {
			e.all("wie meldt, is over wie het eerder ging", e.motherReport, func(k *bericht.Onderdeel) bool {
				return k.Inhoud.Melding.Melder == e.mother.String() && k.Inhoud.Melding.Hoedanigheid == "moeder" &&
					slices.Contains(find(e.view(inspector, nil), e.report).Over, e.mother)
			})
			e.onAgenda(nightWorker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord,
				domain.PuntTelling)
		},
		"de dienst draagt terug over": func() {
			e.has(caseworker, "behandelaar")
			e.onAgenda(nightWorker)
		},
	}
}

func (e *weekTest) incomplete() {
	if k := e.mayBeKnown; len(k) != 1 || k[0].Dossier != e.known.dossier ||
		!slices.Equal(k[0].Door, []domain.Herkenning{"adres"}) {
		e.t.Errorf("mogelijk bekend: %+v", k)
	}
	e.onAgenda(nightWorker, domain.PuntBesluit, domain.PuntMeldingOnvolledig, domain.PuntTelling)
	e.toTell(e.dossier, nightWorker, e.mother, e.father, e.child)
	e.all("melding", e.report, func(k *bericht.Onderdeel) bool {
		return len(k.Punten) == 3 && strings.HasSuffix(k.Inhoud.Melding.Tekst.Tekst, "De lijn viel weg.")
	})
	e.everyone("dat het andere dossier is gezien", func(v *bericht.Dossier) bool {
		seen := v.Onderdelen[0].Inhoud.Opening.MogelijkBekendGezien
		return len(seen) == 1 && seen[0] == e.known.dossier
	})
	read, err := e.as(inspector).Raadplegingen(e.ctx, e.known.dossier, nil)
	must(e.t, err)
	byNight := func(k bericht.Raadpleging) bool { return k.Door.Wie == nightWorker.id }
	if !slices.ContainsFunc(read.Raadplegingen, byNight) {
		e.t.Error("de inspectie ziet niet wie het andere dossier las")
	}
}

func (e *weekTest) hidden() {
	for _, r := range []role{nightWorker, caseworker} {
		if k := find(e.view(r, nil), e.shelter); k == nil || !k.Geheim || !masked(domain.GatGeheim)(k) {
			e.t.Errorf("%s ziet de geheime verblijfplaats niet als geheim", r.id)
		}
	}
	for _, r := range []role{teamLeader, inspector} {
		if c := content(e.view(r, nil), e.shelter).Contact; c.Adres.Straat != "Schuilhof" ||
			c.Veilig.Bellen != "alleen zijzelf" {
			e.t.Errorf("%s ziet de geheime verblijfplaats niet", r.id)
		}
	}
	for r, want := range map[role]int{caseworker: 0, teamLeader: 1,
		inspector: 0} { // searching by it is no part of supervision
		hits, err := e.as(r).Zoek(e.ctx, bericht.Zoekvraag{Adres: &bericht.Adres{Postcode: "9876 ZX", Huisnummer: "7"}})
		must(e.t, err)
		if len(hits.Treffers) != want {
			e.t.Errorf("%s vindt er %d op het geheime adres, niet %d", r.rol, len(hits.Treffers), want)
		}
	}
}
