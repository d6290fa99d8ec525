package main

import (
	"net/http"
	"slices"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// endChecks are what must hold after what was decided.
func (e *weekTest) endChecks() map[string]func() {
	return map[string]func(){
		"voorwaarden, en een onderzoek": e.investigated,
		"verstrekken wat geheim is":     e.confirmed,
		"wederhoor": func() {
			e.wasRefused(e.notHeard, domain.CodeWederhoor, "ZOB-6.5e")
			e.all("wederhoor", e.heard, func(k *bericht.Onderdeel) bool {
				return slices.Contains(k.Inhoud.Wederhoor.Gehoord, e.father) && k.Inhoud.Wederhoor.NietGehoord != nil
			})
		},
		"een eigen verklaring": func() {
			for _, disputed := range []id.Onderdeel{e.doubleReport, e.hearsay} {
				e.all("wat hij betwist, staat er nog", disputed, func(k *bericht.Onderdeel) bool {
					return k.Inhoud != nil && slices.Equal(k.Verklaringen, []id.Onderdeel{e.statement})
				})
			}
			e.all("zijn eigen woorden", e.statement, func(k *bericht.Onderdeel) bool { return k.Door.Aanleiding == "verzoek" })
		},
		"besluiten over te dragen": e.decided,
		"sluiten":                  e.closed,
	}
}

// investigated: each melding has a phase of its own.
func (e *weekTest) investigated() {
	e.all("de melding van de politie", e.doubleReport,
		func(k *bericht.Onderdeel) bool { return k.Fase == "voorwaarden-en-vervolg" })
	e.all("de melding van de buurvrouw", e.report,
		func(k *bericht.Onderdeel) bool { return k.Fase == domain.FaseOnderzoek })
	e.all("de melding van de moeder", e.motherReport,
		func(k *bericht.Onderdeel) bool { return k.Fase == domain.FaseEerste })
}

func (e *weekTest) confirmed() {
	if e.refused.Status != http.StatusForbidden || e.refused.Code != domain.CodeGeenToegang {
		e.t.Errorf("de medewerker werd geweigerd met %d %s", e.refused.Status, e.refused.Code)
	}
	e.all("verstrekking", e.passedOn, func(k *bericht.Onderdeel) bool {
		return len(k.Stukken) == 2 && slices.Equal(k.BevestigdGeheim, []id.Onderdeel{e.shelter}) &&
			k.Door.Wie == teamLeader.id
	})
}

func (e *weekTest) decided() {
	e.onAgenda(caseworker)
	e.onAgenda(nightWorker)
	e.toTell(e.dossier, caseworker)
	e.everyone("het besluit", func(v *bericht.Dossier) bool {
		b := find(v, lastOf(v, domain.InhoudBesluit)).Inhoud.Besluit
		return v.Fase == domain.FaseOverdracht && b.Aan == elsewhere && len(b.Alternatieven) == 2 &&
			len(b.Bevindingen) == 3 &&
			string(b.Beslisser) == teamLeader.id
	})
	e.everyone("de uitkomst van elke melding", func(v *bericht.Dossier) bool {
		return content(v, lastOf(v, domain.InhoudTelling)).Telling.Uitkomst == "overdracht"
	})
	_, err := e.as(inspector).WijzigFase(e.ctx, e.dossier,
		bericht.NieuweFase{Fase: "monitoring", Besluit: reason("Anders.")}, once())
	e.refuses("de inspectie besluit", http.StatusForbidden, err)
}

func (e *weekTest) closed() {
	e.all("werkaantekening", e.workingNote, masked(domain.GatVerwijderd))
	e.all("opgenomen", e.keptNote, func(k *bericht.Onderdeel) bool { return k.Rubriek == "afspraken" && k.Inhoud != nil })
	e.everyone("dat het dossier is gesloten", func(v *bericht.Dossier) bool {
		return v.GeslotenOp != nil && v.Fase == domain.FaseLaatste && len(v.Toewijzingen) == 0
	})
	_, err := e.record(e.ctx, caseworker, "zorgen",
		bericht.Gegeven{Soort: "bevinding", Aard: "feit", Bron: ownFinding, Tekst: write("Nog iets.")}, e.child)
	e.refuses("vastleggen in wat gesloten is", http.StatusConflict, err)
}
