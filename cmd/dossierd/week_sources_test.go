package main

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// sourceChecks are what must hold of what others said and sent.
func (e *weekTest) sourceChecks() map[string]func() {
	return map[string]func(){
		"een diagnose van horen zeggen": func() {
			e.wasRefused(e.noDiagnose, domain.CodeDiagnoseZonder, "ZOB-6.5c")
			e.all("mededeling", e.hearsay, func(k *bericht.Onderdeel) bool {
				return k.Inhoud != nil && k.Inhoud.Gegeven.Soort == "mededeling" && k.Inhoud.Gegeven.NietActueel
			})
		},
		"de behandelaar van de vader om informatie vragen": func() {
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord,
				domain.PuntAntwoord, domain.PuntMarkeren)
		},
		"accordering vragen": func() {
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord,
				domain.PuntAntwoord, domain.PuntAccordering)
			e.approval(e.school, e.asked, domain.AccorderingGevraagd, "")
		},
		"de visie van de moeder": func() {
			e.all("visie", e.mothersView, func(k *bericht.Onderdeel) bool {
				return k.Inhoud.Gegeven.Soort == domain.SoortGegevenVisie && k.Inhoud.Gegeven.Bron.Wie == e.mother.String()
			})
		},
		"accordering geweigerd": func() {
			e.approval(e.auntSaid, e.refusedToApprove, domain.AccorderingGeweigerd,
				"Zij wil niet")
		},
		"het antwoord van de huisarts":    e.answered,
		"wat een rechter eerder besliste": e.ruled,
		"een geheime bijlage":             e.secretLetter,
		"de school om informatie vragen": func() {
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntOnderzoek, domain.PuntAntwoord, domain.PuntAntwoord,
				domain.PuntAccordering)
		},
		"een geweigerd antwoord": func() {
			e.all("geweigerd", e.therapistRefusal, func(k *bericht.Onderdeel) bool {
				return k.Inhoud.Informatieantwoord.Uitkomst == domain.AntwoordGeweigerd && k.Door.Aanleiding == "termijn"
			})
			e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntOnderzoek, domain.PuntAccordering)
		},
		"accordering met correcties": e.approvedIt,
	}
}

// approval holds a step in the approval of something against what it should be, also beside what it is of.
func (e *weekTest) approval(of, step id.Onderdeel, stand domain.AccorderingStand, corrections string) {
	e.t.Helper()
	e.all("accordering", step, func(k *bericht.Onderdeel) bool {
		a := k.Inhoud.Accordering
		return a.Stand == stand && k.Bij.Onderdeel == of && (a.Correcties != nil) == (corrections != "") &&
			(a.Correcties == nil || strings.HasPrefix(a.Correcties.Tekst, corrections))
	})
	e.all("wat geaccordeerd is", of, func(k *bericht.Onderdeel) bool { return slices.Contains(k.Accorderingen, step) })
}

// approvedIt: with a correction, which is then made, and approved as it reads since.
func (e *weekTest) approvedIt() {
	e.approval(e.school, e.approved, domain.AccorderingGegeven, "Het te laat komen")
	e.all("aangevuld", e.school, func(k *bericht.Onderdeel) bool {
		return strings.HasSuffix(k.Inhoud.Gegeven.Tekst.Tekst, "begon al na de zomer.") && len(k.EerdereVersies) == 1 &&
			len(k.Accorderingen) == 3 && len(k.Punten) == 0
	})
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntOnderzoek)
}

func (e *weekTest) answered() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntOnderzoek, domain.PuntAntwoord, domain.PuntAccordering)
	e.all("informatieverzoek", e.request, func(k *bericht.Onderdeel) bool { return len(k.Informatie.Antwoorden) == 2 })
	e.all("wat is vastgelegd", e.fromLetter, func(k *bericht.Onderdeel) bool {
		return strings.HasPrefix(k.Inhoud.Gegeven.Tekst.Tekst, "Noor was")
	})
	e.all("wat niet is vastgelegd", e.notRecorded, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Informatieantwoord.Uitkomst == domain.AntwoordNietVastgelegd &&
			k.Inhoud.Informatieantwoord.Toelichting != nil
	})
	e.all("diagnose", e.diagnose, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Gegeven.Soort == domain.SoortGegevenDiagnose && k.Inhoud.Gegeven.Bron.Bevoegdheid == "BIG-register"
	})
	for _, r := range watchers {
		if e.file(r, e.letter) != letterPDF() {
			e.t.Errorf("%s krijgt de bijlage niet zoals zij werd toegevoegd", r.rol)
		}
	}
}

// ruled: what a judge decided says who has authority, and that it was recorded for that.
func (e *weekTest) ruled() {
	e.all("de beschikking", e.ruling, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Gegeven.Bron.Datum == "2021-03-02" && k.Door.Aanleiding == "uitspraak"
	})
	past := e.before["wat een rechter eerder besliste"]
	for _, r := range watchers {
		now, then := find(e.view(r, nil), e.authority), find(e.view(r, &past), e.authority)
		if g := now.Inhoud.Relatie.Gezag; g == nil || *g || now.Door.Aanleiding != "uitspraak" ||
			then.Inhoud.Relatie.Gezag != nil {
			e.t.Errorf("%s ziet niet wie het gezag heeft, of niet dat dat eerder niet bekend was", r.rol)
		}
	}
}

// secretLetter: the caseworker knows that there is one, and neither what it is called nor what is in it.
func (e *weekTest) secretLetter() {
	k := find(e.view(caseworker, nil), e.shelterLetter)
	if k == nil || !k.Geheim || !masked(domain.GatGeheim)(k) {
		e.t.Error("de medewerker ziet de geheime bijlage niet als geheim")
	}
	_, err := e.as(caseworker).Bijlage(e.ctx, e.dossier, e.shelterLetter, nil)
	e.refuses("een geheime bijlage ophalen", http.StatusForbidden, err)
	for _, r := range []role{teamLeader, inspector} {
		if e.file(r, e.shelterLetter) != shelterText || content(e.view(r, nil),
			e.shelterLetter).Bijlage.Naam.Tekst != "Bevestiging van de opvang" {
			e.t.Errorf("%s ziet de geheime bijlage niet", r.rol)
		}
	}
}

// file is the file of a bijlage as somebody gets it.
func (e *weekTest) file(r role, which id.Onderdeel) string {
	e.t.Helper()
	b, err := e.as(r).Bijlage(e.ctx, e.dossier, which, nil)
	must(e.t, err)
	file, err := io.ReadAll(b)
	must(e.t, errors.Join(err, b.Close()))
	return string(file)
}
