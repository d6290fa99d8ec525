package main

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// verslagChecks are what must hold while the verslag is written, and of what belongs to it.
func (e *weekTest) verslagChecks() map[string]func() {
	return map[string]func(){
		"een verslag beginnen":                            e.drafted,
		"het verslag vastleggen":                          e.recorded,
		"het verslag aanvullen":                           e.extended,
		"een foto met toestemming":                        e.photographed,
		"een passage beoordelen en een melder afschermen": e.judged,
	}
}

// drafted: a draft is of who writes it; the teamleider may read it, a colleague and the inspection do not.
func (e *weekTest) drafted() {
	for r, want := range map[role]int{caseworker: 2, teamLeader: 2, nightWorker: 0} {
		l, err := e.as(r).ConceptenIn(e.ctx, e.dossier, id.Betrokkene{})
		must(e.t, err)
		if len(l.Concepten) != want {
			e.t.Errorf("%s ziet %d concepten, niet %d", r.id, len(l.Concepten), want)
		}
	}
	d, err := e.as(teamLeader).Concept(e.ctx, e.dossier, e.draft.Concept)
	must(e.t, err)
	if !bytes.Contains(d.Inhoud, []byte("een blauw oog. ")) || d.Versie != 3 {
		e.t.Errorf("de teamleider leest versie %d van het concept niet zoals bewaard", d.Versie)
	}
	for _, r := range []role{nightWorker, inspector} {
		_, err := e.as(r).Concept(e.ctx, e.dossier, e.draft.Concept)
		e.refuses("een concept van een ander", http.StatusForbidden, err)
	}
	for _, r := range watchers {
		if slices.ContainsFunc(e.view(r, nil).Onderdelen,
			func(k bericht.Onderdeel) bool { return k.Soort == domain.InhoudVerslag }) {
			e.t.Errorf("%s ziet een verslag dat nog niet is vastgelegd", r.rol)
		}
	}
}

func (e *weekTest) recorded() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord,
		domain.PuntMarkeren)
	e.all("verslag", e.verslag, func(k *bericht.Onderdeel) bool { return len(k.Passages) == 5 })
	e.all("herleidbare passage", e.seen, func(k *bericht.Onderdeel) bool {
		return k.Inhoud != nil && strings.Contains(k.Inhoud.Passage.Tekst.Tekst, "hoorde iemand door de muur")
	})
	l, err := e.as(caseworker).ConceptenIn(e.ctx, e.dossier, id.Betrokkene{})
	must(e.t, err)
	if slices.ContainsFunc(l.Concepten, func(d bericht.ConceptRegel) bool {
		return d.Concept == e.draft.Concept && d.Stand == "lopend"
	}) {
		e.t.Error("wat is vastgelegd, loopt nog als concept")
	}
}

// extended: what came later stands behind it, as what the mother says, and nobody has to judge it any more.
func (e *weekTest) extended() {
	e.all("aangevuld", e.verslag, func(k *bericht.Onderdeel) bool {
		return len(k.Passages) == 6 &&
			k.Passages[5] == e.added
	})
	e.all("wat erbij kwam", e.added, func(k *bericht.Onderdeel) bool {
		return k.Inhoud.Passage.Bron.Wie == e.mother.String() && len(k.Punten) == 0
	})
}

// photographed: nobody is photographed without agreeing to it (ZOB-22a).
func (e *weekTest) photographed() {
	e.all("foto", e.photo, func(k *bericht.Onderdeel) bool {
		return k.Inhoud != nil && k.Inhoud.Bijlage.Opname.Toestemming[0].Voor == e.mother
	})
	silent := bericht.NieuweBijlage{Over: []id.Betrokkene{e.father},
		Bijlage: bericht.Bijlage{Naam: write("Foto"), Soort: domain.BijlageFoto,
			Bron: ownFinding, Opname: &bericht.Opname{Wijze: domain.OpnameOpenlijk}}}
	_, err := e.as(caseworker).VoegBijlageToe(e.ctx, e.dossier, silent, strings.NewReader(photoPNG), once())
	e.refuses("een foto zonder toestemming", http.StatusConflict, err)
}

// judged: nothing by which the neighbour can be known is left to see, for nobody.
func (e *weekTest) judged() {
	e.onAgenda(caseworker, domain.PuntBesluit, domain.PuntBesluit, domain.PuntBesluit, domain.PuntAntwoord,
		domain.PuntAntwoord)
	for what, o := range map[string]id.Onderdeel{"herleidbare passage": e.seen,
		"wie meldde": domain.IdentiteitVan(e.neighbour), "haar nummer": e.number} {
		e.all(what, o, masked(domain.GatAfgeschermd))
	}
	e.all("melding", e.report, func(k *bericht.Onderdeel) bool {
		return strings.HasSuffix(k.Inhoud.Melding.Tekst.Tekst, "Volgens [afgeschermd] is dit de derde avond.")
	})
}
