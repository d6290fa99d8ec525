package ledger

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
)

// Drafts are thrown away by who may, in the version that was seen, and leave nothing.
func TestConceptWeggooien(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	reden := toegang.ConceptReden("")
	gooi := func(wie toegang.Actor, c Concept, versie uint64) error {
		_, err := o.GooiConceptWeg(t.Context(), o.Beslis(wie, domain.HandelingVastleggen, c.Dossier, "onderzoek"), c.Dossier,
			c.ID, versie, reden, "v-c")
		return err
	}
	een, twee := o.begintConcept(medewerker, g.dossier, halfAf(geheim)),
		o.begintConcept(medewerker, g.dossier, halfAf(geheim))
	heeftCode(t, gooi(medewerker, een, 2), domain.CodeConceptVersie)
	collega := medewerker
	collega.Wie = "m-2"
	heeftCode(t, gooi(collega, een, 1), domain.CodeGeenToegang)
	voor := o.feiten()
	goed(t, gooi(medewerker, een, 1))
	heeftCode(t, gooi(teamleider, twee, 1), domain.CodeOngeldig)
	reden = toegang.RedenNietNodig
	goed(t, gooi(teamleider, twee, 1))
	if o.feiten() != voor+1 {
		t.Errorf("%d facts", o.feiten()-voor)
	}
	heeftCode(t, gooi(medewerker, een, 1), domain.CodeOnbekend)
	// Its owner is told by whom, when and why, also after a start, and nobody else puts that away.
	goed(t, gooi(teamleider, twee, 1)) // a repeat, which changes nothing
	heeftCode(t, gooi(officer, twee, 1), domain.CodeStand)
	goed(t, o.herstart())
	weg := o.eigen()[twee.ID]
	if len(o.eigen()) != 1 || weg.Stand != ConceptWeggegooid || !weg.Aandacht() ||
		weg.Weggegooid.Door != teamleider.Wie || weg.Weggegooid.Reden != string(reden) || weg.Weggegooid.Op.IsZero() {
		t.Errorf("%+v", weg)
	}
	if o.leestConcept(twee) != "<verwijderd>" {
		t.Error("the text is still there")
	}
	_, err := o.bewaart(medewerker, twee, 1, halfAf("verder"))
	heeftCode(t, err, domain.CodeVernietigd)
	if !strings.Contains(err.Error(), teamleider.Wie) || !strings.Contains(err.Error(), string(reden)) {
		t.Error("an autosave is not told what happened")
	}
	goed(t, gooi(medewerker, twee, 1))
	if len(o.eigen()) != 0 {
		t.Error("a draft is still there")
	}
	o.verifieerSchoon()
}

// A dossier in which somebody is still writing is not closed; a draft of closing it does not hinder itself.
func TestSluitenMetConcepten(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	c := o.begintConcept(medewerker, g.dossier, halfAf("x"))
	sluit := domain.Sluit{ID: nieuwO(), Besluit: domain.Besluit{Motivering: schrijft(t, "Klaar.")}}
	_, err := o.probeer(teamleider, g.dossier, sluit)
	heeftCode(t, err, domain.CodeStand)
	eigen := o.begintConcept(teamleider, g.dossier, `{"motivering":{"tekst":"Klaar."}}`)
	_, err = o.GooiConceptWeg(t.Context(), o.Beslis(teamleider, domain.HandelingVastleggen, g.dossier, "onderzoek"),
		g.dossier, c.ID, 1, toegang.RedenDossierEindigt, "v-c")
	goed(t, err)
	_, err = o.Vernietig(t.Context(), Schrijfopdracht{Grant: o.Beslis(teamleider, sluit.Handeling(), g.dossier,
		"onderzoek"), Dossier: g.dossier, Opdracht: sluit,
		Concept: &ConceptVersie{eigen.ID, 1}, Aanvraag: AanvraagVanConcept(eigen.ID, "POST sluitingen")})
	goed(t, err)
}

// A file of drafts that is lost is made anew: the drafts are gone, nothing else is.
func TestConceptenKwijt(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	o.begintConcept(medewerker, g.dossier, halfAf("x"))
	o.sluit()
	weg, err := filepath.Glob(o.pad(bestandConcepten) + "*")
	goed(t, err)
	for _, pad := range weg {
		goed(t, os.Remove(pad))
	}
	goed(t, o.herstart())
	if len(o.eigen()) != 0 {
		t.Error("a lost draft is there")
	}
	o.begintConcept(medewerker, g.dossier, halfAf("x"))
	o.verifieerSchoon()
}
