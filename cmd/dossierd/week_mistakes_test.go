package main

import (
	"net/http"
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// mistakeChecks are what must hold after what went wrong, and after it was put right.
func (e *weekTest) mistakeChecks() map[string]func() {
	return map[string]func(){
		"een nummer bij de verkeerde": e.withHer,
		"een telefoongesprek met een schrijffout": func() {
			for _, r := range []role{caseworker, teamLeader} { // what the inspection saw is past putting right (herstel)
				k := find(e.view(r, nil), e.call)
				if !strings.HasPrefix(k.Inhoud.Gegeven.Tekst.Tekst, "De huisarst ") ||
					!slices.Equal(k.Over, []id.Betrokkene{e.mother}) {
					e.t.Errorf("%s ziet het niet zoals getikt", r.rol)
				}
			}
		},
		"de schrijffout herstellen": e.typingRight,
		"over wie het gaat": func() {
			e.all("over wie", e.call, func(k *bericht.Onderdeel) bool { return slices.Equal(k.Over, []id.Betrokkene{e.child}) })
		},
		"een tweede dossier van hetzelfde gezin": func() {
			e.allIn(e.double, "de tweede melding", e.doubleReport, func(k *bericht.Onderdeel) bool {
				return k.Door.Wie == secretary.id && k.Door.Namens == caseworker.id
			})
		},
		"twee dossiers worden één": e.merged,
		"de tweede melding kwalificeren": func() {
			e.qualified(e.doubleReport, domain.KwalificatieMelding)
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord)
		},
		"iemand die al bekend lijkt": func() {
			e.everyone("wie erbij kwam", func(v *bericht.Dossier) bool {
				return v.Betrokkenen[len(v.Betrokkenen)-1].ID == e.aunt
			})
		},
		"twee betrokkenen samenvoegen": func() { e.joined(true) },
		"en weer scheiden":             func() { e.joined(false) },
		"in het verkeerde dossier": func() {
			e.allIn(e.known.dossier, "in het verkeerde dossier", e.misplace,
				func(k *bericht.Onderdeel) bool { return k.Inhoud != nil })
		},
		"naar het goede dossier": e.moved,
	}
}

// withHer: in one act it is gone where it was and stands where it belongs, and says to everyone how to call without
// danger.
func (e *weekTest) withHer() {
	e.all("weg bij hem", e.wrongPhone, masked(domain.GatVerwijderd))
	e.all("veilig contact", e.phone, func(k *bericht.Onderdeel) bool {
		return slices.Equal(k.Over, []id.Betrokkene{e.mother}) && !k.Geheim &&
			k.Inhoud.Contact.Veilig.Bellen == "alleen zijzelf" && k.Inhoud.Contact.Veilig.GeenVoicemail
	})
}

// typingRight: both wordings stay, and only who wrote it puts it right.
func (e *weekTest) typingRight() {
	past := e.before["de schrijffout herstellen"]
	for _, r := range watchers {
		now, then := content(e.view(r, nil), e.call).Gegeven.Tekst.Tekst,
			content(e.view(r, &past), e.call).Gegeven.Tekst.Tekst
		if !strings.HasPrefix(now, "De huisarts ") || !strings.HasPrefix(then, "De huisarst ") {
			e.t.Errorf("%s ziet de schrijffout niet hersteld, of eerder niet staan", r.rol)
		}
	}
	other := calledPractice("Anders.")
	_, err := e.as(nightWorker).Herstel(e.ctx, e.dossier, e.call,
		bericht.NieuwHerstel{Herstel: bericht.Herstel{Nieuw: bericht.NieuweInhoud{Gegeven: &other}}}, once())
	e.refuses("herstel door een ander", http.StatusConflict, err)
}

// merged: what the police reported is in this dossier, as the secretariaat recorded it, and the other one has ended.
func (e *weekTest) merged() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord, domain.PuntTelling)
	e.toTell(e.dossier, caseworker, e.mother, e.father, e.child) // each once, though two came twice
	e.all("overgenomen melding", e.doubleReport, func(k *bericht.Onderdeel) bool {
		return k.UitDossier != nil && *k.UitDossier == e.double && k.Inhoud.Melding.Hoedanigheid == "politie" &&
			slices.Equal(k.Over, []id.Betrokkene{e.mother, e.father})
	})
	for _, r := range watchers {
		if v := e.viewIn(e.double, r, nil); v.Overgebracht == nil || v.Overgebracht.Naar != e.dossier {
			e.t.Errorf("%s ziet niet waarin het tweede dossier opging", r.rol)
		}
	}
	_, err := e.as(caseworker).BrengOver(e.ctx, e.dossier, bericht.NieuweOverbrenging{NaarDossier: e.dossier,
		Geheel:     true,
		Motivering: bericht.Tekst{Tekst: "Het is hetzelfde gezin."}}, once())
	e.refuses("een dossier in zichzelf laten opgaan", http.StatusConflict, err)
}

// joined: two recordings are one human, or two again.
func (e *weekTest) joined(one bool) {
	e.everyone("of zij één zijn", func(v *bericht.Dossier) bool {
		return slices.ContainsFunc(v.Betrokkenen, func(b bericht.Betrokkene) bool {
			return b.ID == e.mother && (b.Ook != nil && *b.Ook == e.aunt) == one
		})
	})
}

func (e *weekTest) moved() {
	e.allIn(e.known.dossier, "weg uit het verkeerde dossier", e.misplace, func(k *bericht.Onderdeel) bool {
		return masked(domain.GatOvergebracht)(k) && k.Overgebracht.Naar == e.dossier
	})
	e.all("overgenomen", e.misplace, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Gegeven.Tekst.Tekst == "De leerkracht belde: het kind is er vandaag niet." && k.UitDossier != nil &&
			*k.UitDossier == e.known.dossier &&
			slices.Equal(k.Over, []id.Betrokkene{e.child})
	})
	e.all("het antwoord van de school", e.schoolAnswer, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Informatieantwoord.Uitkomst == domain.AntwoordBeantwoord
	})
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntOnderzoek, domain.PuntAntwoord, domain.PuntAccordering)
}
