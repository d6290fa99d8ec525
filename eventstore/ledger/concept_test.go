package ledger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/concept"
)

// geheim stands in drafts only.
const geheim = "Buurvrouw Griezelstra hoorde 's nachts gegil."

// halfAf is the body of a draft: a gegeven of which the aard is still to be chosen.
func halfAf(tekst string, over ...id.Betrokkene) string {
	var ids []string
	for _, b := range over {
		ids = append(ids, fmt.Sprintf("%q", b))
	}
	return fmt.Sprintf(`{"rubriek":"onderzoek","over":[%s],"gegeven":{"tekst":{"tekst":%q}}}`, strings.Join(ids, ","),
		tekst)
}

// begintConcept begins a draft.
func (o *opstelling) begintConcept(wie toegang.Actor, d id.Dossier, inhoud string, onderdeel ...id.Onderdeel) Concept {
	o.t.Helper()
	opdracht := Conceptopdracht{Grant: o.Beslis(wie, domain.HandelingVastleggen, d, "onderzoek"), Dossier: d,
		Waarvan: "legGegevenVast", Inhoud: []byte(inhoud), Verzoek: "v-c"}
	if len(onderdeel) > 0 {
		opdracht.Waarvan, opdracht.Onderdeel = "corrigeer", onderdeel[0]
	}
	c, err := o.BewaarConcept(o.t.Context(), opdracht)
	goed(o.t, err)
	return c
}

// bewaart saves on top of a version.
func (o *opstelling) bewaart(wie toegang.Actor, c Concept, versie uint64, inhoud string) (Concept, error) {
	return o.BewaarConcept(o.t.Context(), Conceptopdracht{
		Grant: o.Beslis(wie, domain.HandelingVastleggen, c.Dossier, "onderzoek"), Dossier: c.Dossier, Concept: c.ID,
		Verwacht: versie, Inhoud: []byte(inhoud), Verzoek: "v-c",
	})
}

func (o *opstelling) bekijktConcept(wie toegang.Actor, c Concept) (*ConceptBeeld, error) {
	return o.BekijkConcept(o.t.Context(), o.Beslis(wie, domain.HandelingRaadplegen, c.Dossier, "onderzoek"), c.Dossier,
		c.ID, "v-c")
}

// leestConcept is the text of a draft as its owner sees it, or the gap.
func (o *opstelling) leestConcept(c Concept) string {
	o.t.Helper()
	b, err := o.bekijktConcept(medewerker, c)
	goed(o.t, err)
	ruw, ok := b.Inhoud.Value()
	if !ok {
		return "<" + string(b.Inhoud.Gat().Reden) + ">"
	}
	return string(ruw)
}

// eigen are the drafts of the medewerker, by id.
func (o *opstelling) eigen() map[id.Concept]Concept {
	o.t.Helper()
	cs, err := o.EigenConcepten(o.t.Context(),
		o.Beslis(medewerker, domain.HandelingRaadplegen, id.Dossier{}, "onderzoek"), "v-c")
	goed(o.t, err)
	uit := map[id.Concept]Concept{}
	for _, c := range cs {
		uit[c.ID] = c
	}
	return uit
}

func heeftCode(t testing.TB, err error, code domain.Code) {
	t.Helper()
	if !errors.Is(err, domain.Weiger(code, "")) {
		t.Fatalf("%v, want %s", err, code)
	}
}

// A draft is saved over and over, never over what its writer did not see, and costs the log nothing.
func TestConceptBewaren(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	voor := o.feiten()
	c := o.begintConcept(medewerker, g.dossier, halfAf(geheim, g.moeder))
	if c.Versie != 1 || c.Eigenaar != "m-1" || c.Stand != ConceptLopend ||
		!slices.Equal(c.Over, []id.Betrokkene{g.moeder}) {
		t.Fatalf("%+v", c)
	}
	twee, err := o.bewaart(medewerker, c, 1, halfAf("tab een", g.moeder, g.kind))
	goed(t, err)
	if twee.Versie != 2 || len(twee.Over) != 2 || !twee.Begonnen.Equal(c.Begonnen) {
		t.Errorf("%+v", twee)
	}
	_, err = o.bewaart(medewerker, c, 1, halfAf("tab twee"))
	heeftCode(t, err, domain.CodeConceptVersie)
	if got := o.leestConcept(c); !strings.Contains(got, "tab een") {
		t.Error("a save that was refused changed the draft")
	}
	// The answer to a save was lost: its repeat is answered as it was.
	nog, err := o.bewaart(medewerker, c, 1, halfAf("tab een", g.moeder, g.kind))
	if err != nil || nog.Versie != 2 {
		t.Errorf("%d, %v", nog.Versie, err)
	}
	if n := o.feiten(); n != voor {
		t.Errorf("%d events for saving and reading one's own draft", n-voor)
	}
	_, err = o.bewaart(toegang.Actor{Wie: "m-2", Rol: toegang.Medewerker, GeheimhoudingOp: medewerker.GeheimhoudingOp},
		c, 2, "{}")
	heeftCode(t, err, domain.CodeGeenToegang)
	_, err = o.bewaart(teamleider, c, 2, "{}")
	heeftCode(t, err, domain.CodeGeenToegang)
	if n := o.feiten(); n != voor+2 {
		t.Errorf("%d facts of two refusals", n-voor)
	}
	_, err = o.bewaart(medewerker, Concept{Concept: concept.Concept{ID: id.Van[id.Concept](uuid.New()),
		Dossier: g.dossier}}, 1, "{}")
	heeftCode(t, err, domain.CodeOnbekend)
	_, err = o.bewaart(medewerker, c, 2, `{"x":`)
	heeftCode(t, err, domain.CodeOngeldig)
	_, err = o.bewaart(medewerker, c, 2, `"`+strings.Repeat("x", MaxConcept)+`"`)
	heeftCode(t, err, domain.CodeTeGroot)
	ander := o.opentGezin()
	c.Dossier = ander.dossier
	_, err = o.bewaart(medewerker, c, 2, "{}")
	heeftCode(t, err, domain.CodeOnbekend)
	o.verifieerSchoon()
}

// A repeat with the same key begins no second draft.
func TestConceptBeginnenMetSleutel(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	opdracht := Conceptopdracht{Grant: o.Beslis(medewerker, domain.HandelingVastleggen, g.dossier, "onderzoek"),
		Dossier: g.dossier, Waarvan: "legGegevenVast", Inhoud: []byte("{}"),
		Aanvraag: NieuweAanvraag("m-1", "POST concepten", uuid.New())}
	een, err := o.BewaarConcept(t.Context(), opdracht)
	goed(t, err)
	nog, err := o.BewaarConcept(t.Context(), opdracht)
	if err != nil || nog.ID != een.ID || nog.Versie != 1 || len(o.eigen()) != 1 {
		t.Errorf("%+v, %v", nog, err)
	}
	opdracht.Inhoud = []byte(`{"anders":1}`)
	_, err = o.BewaarConcept(t.Context(), opdracht)
	heeftCode(t, err, domain.CodeConceptVersie)
}

// Whoever may see another's draft leaves a fact that says so, before it is shown; who may not is refused, and that is
// a fact too (VTF-toegang-4, 9, 10).
func TestConceptVanEenAnder(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	c := o.begintConcept(medewerker, g.dossier, halfAf(geheim, g.moeder))
	collega := medewerker
	collega.Wie = "m-2"
	feit := func() Raadpleging {
		t.Helper()
		var laatste eventstore.Record
		for r, err := range o.Store.ReadStream(t.Context(), ToegangStroom(g.dossier), 0) {
			goed(t, err)
			laatste = r
		}
		f, err := ontleedFeit(laatste)
		goed(t, err)
		return f
	}
	for _, wie := range []toegang.Actor{teamleider, officer} {
		b, err := o.bekijktConcept(wie, c)
		goed(t, err)
		if ruw, ok := b.Inhoud.Value(); !ok || !strings.Contains(string(ruw), "Griezelstra") {
			t.Errorf("%s does not see the draft", wie.Rol)
		}
		if f := feit(); f.Geraadpleegd == nil || f.Geraadpleegd.Wat != toegang.WatConcept ||
			f.Geraadpleegd.Concept != c.ID || f.Geraadpleegd.Eigenaar != "m-1" || f.Meta.Wie != wie.Wie {
			t.Errorf("%s: the fact says something else", wie.Rol)
		}
		in, _, err := o.ConceptenIn(t.Context(), o.Beslis(wie, domain.HandelingRaadplegen, g.dossier, "onderzoek"),
			g.dossier, g.moeder, "v-c")
		if err != nil || len(in) != 1 || feit().Geraadpleegd.Wat != toegang.WatConcepten {
			t.Errorf("%s: %d drafts about the moeder: %v", wie.Rol, len(in), err)
		}
		in, _, err = o.ConceptenIn(t.Context(), o.Beslis(wie, domain.HandelingRaadplegen, g.dossier, "onderzoek"), g.dossier,
			g.kind, "v-c")
		if err != nil || len(in) != 0 {
			t.Errorf("%s: %d drafts about the kind: %v", wie.Rol, len(in), err)
		}
	}
	inspecteur, beheer := medewerker, medewerker
	inspecteur.Wie, inspecteur.Rol = "igj-1", toegang.Inspecteur
	beheer.Wie, beheer.Rol = "b-1", toegang.Beheer
	for _, wie := range []toegang.Actor{collega, inspecteur, beheer} {
		voor := o.feiten()
		_, err := o.bekijktConcept(wie, c)
		heeftCode(t, err, domain.CodeGeenToegang)
		if o.feiten() != voor+1 || feit().Geweigerd == nil {
			t.Errorf("%s: the refusal is no fact", wie.Rol)
		}
		if wie.Rol == toegang.Beheer {
			continue
		}
		in, rest, err := o.ConceptenIn(t.Context(), o.Beslis(wie, domain.HandelingRaadplegen, g.dossier, "onderzoek"),
			g.dossier, id.Betrokkene{}, "v-c")
		if err != nil || len(in) != 0 || rest != 1 || feit().Geraadpleegd.Wat != toegang.WatConcepten {
			t.Errorf("%s: sees %d drafts of others, and is told of %d: %v", wie.Rol, len(in), rest, err)
		}
	}
	// To say that one works for the owner opens nothing.
	collega.Namens = "m-1"
	_, err := o.bekijktConcept(collega, c)
	heeftCode(t, err, domain.CodeGeenToegang)
	_, err = o.bewaart(collega, c, 1, halfAf("uitgetypt"))
	heeftCode(t, err, domain.CodeGeenToegang)
	o.verifieerSchoon()
}

// Every step of a save fails twice; the repeat stands once, and the owner reads what was saved last.
func TestElkeStapVanConceptBewarenMagMislukken(t *testing.T) {
	for _, gedaan := range []bool{false, true} {
		o := stelOp(t)
		g := o.opentGezin()
		c := o.begintConcept(medewerker, g.dossier, halfAf("een"))
		o.zetStoring(func(s stap, doe func() error) error {
			if s == stapConcept && gedaan {
				goed(t, doe())
			}
			return errStoring
		})
		if _, err := o.bewaart(medewerker, c, 1, halfAf("twee")); !errors.Is(err, errStoring) {
			t.Fatalf("saving: %v", err)
		}
		o.zetStoring(nil)
		goed(t, o.herstart())
		nu, err := o.bewaart(medewerker, c, 1, halfAf("twee"))
		if err != nil || nu.Versie != 2 || !strings.Contains(o.leestConcept(c), "twee") {
			t.Errorf("gedaan=%v: %+v, %v", gedaan, nu.Versie, err)
		}
	}
}

// What was not saved for a week is brought to mind, and counted without ids.
func TestConceptHerinnering(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	oud := o.begintConcept(medewerker, g.dossier, halfAf("oud"))
	o.klok.verder(HerinnerNa + time.Minute)
	nieuw := o.begintConcept(medewerker, g.dossier, halfAf("nieuw"))
	eigen := o.eigen()
	if !eigen[oud.ID].Herinnering || eigen[nieuw.ID].Herinnering {
		t.Error("the reminder is at the wrong draft")
	}
	if alle, over, err := o.ConceptenTelling(t.Context()); alle != 2 || over != 1 || err != nil {
		t.Errorf("%d drafts, %d old: %v", alle, over, err)
	}
}

// ZOB-7.1b: who asks which drafts are about a person gets those that only name that person too, where that tells
// nothing that the asker may not know; a teamleider sees all drafts of all dossiers, and others are refused, each as a
// fact.
func TestConceptenDieNoemenEnAlle(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	o.begintConcept(medewerker, g.dossier, halfAf("Kim Verzonnen belde.", g.kind))
	for wie, wil := range map[*toegang.Actor]int{&teamleider: 1, &officer: 1, &medewerker: 0} {
		in, _, err := o.ConceptenIn(t.Context(), o.Beslis(*wie, domain.HandelingRaadplegen, g.dossier, "onderzoek"),
			g.dossier, g.moeder, "v-c")
		if err != nil || len(in) != wil || wil == 1 && !in[0].Noemt {
			t.Errorf("%s: %d drafts that name the moeder: %v", wie.Rol, len(in), err)
		}
	}
	voor := o.feiten()
	alle, err := o.AlleConcepten(t.Context(), o.Beslis(teamleider, domain.HandelingZoeken, id.Dossier{}, "onderzoek"),
		"v-c")
	if err != nil || len(alle) != 1 {
		t.Errorf("%d drafts: %v", len(alle), err)
	}
	_, err = o.AlleConcepten(t.Context(), o.Beslis(medewerker, domain.HandelingZoeken, id.Dossier{}, "onderzoek"), "v-c")
	heeftCode(t, err, domain.CodeGeenToegang)
	if o.feiten() != voor+2 {
		t.Errorf("%d facts", o.feiten()-voor)
	}
}
