package domain

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// openVelden is what an open part may hold, which is what stays readable after an erasure, and the words by which the
// package comment says so.
var openVelden = map[reflect.Type]string{
	reflect.TypeFor[id.Betrokkene]():   "random ids",
	reflect.TypeFor[id.Onderdeel]():    "random ids",
	reflect.TypeFor[id.Vernietiging](): "random ids",
	reflect.TypeFor[id.Bestand]():      "under which random id its file lay",
	reflect.TypeFor[Hash]():            "about how long that was, and the hash of its stored form",
	reflect.TypeFor[id.Houder]():       "random ids",
	reflect.TypeFor[id.Overbrenging](): "random ids",
	reflect.TypeFor[id.Dossier]():      "which dossier something went to or came from",
	// the open part of another kind, held here as that
	reflect.TypeFor[Ingebed]():       "which dossier something went to or came from",
	reflect.TypeFor[Rubriek]():       "the rubriek of a gegeven or verslag",
	reflect.TypeFor[Wijze]():         "the way of a correctie",
	reflect.TypeFor[Fase]():          "its phases and those of the dossier",
	reflect.TypeFor[Kwalificatie]():  "how it was qualified",
	reflect.TypeFor[Uitkomst]():      "the outcome per onderdeel of a vernietiging",
	reflect.TypeFor[uint64]():        "revisions",
	reflect.TypeFor[bool]():          "that a contactgegeven was geheim", // and Doel.Geheel and Omvang.Dossier
	reflect.TypeFor[time.Time]():     "ontvangenOp",
	reflect.TypeFor[PuntSoort]():     "the soort of an openstaand punt",
	reflect.TypeFor[Team]():          "employees and teams the dossier was assigned",
	reflect.TypeFor[ToewijzingRol](): "in which rol",
	reflect.TypeFor[Medewerker]():    "by which employee",
	reflect.TypeFor[waarde.Datum]():  "by which day",
}

// openStructs are made of those.
var openStructs = map[reflect.Type]bool{
	reflect.TypeFor[Stuk](): true, reflect.TypeFor[Doel](): true, reflect.TypeFor[Toegewezene](): true,
	reflect.TypeFor[Omvang](): true, reflect.TypeFor[UitkomstPer](): true,
	reflect.TypeFor[Bestand]():  true,
	reflect.TypeFor[Overgang](): true, reflect.TypeFor[Persoonspaar](): true, reflect.TypeFor[Plek](): true,
	reflect.TypeFor[Onderdeelpaar](): true,
}

// metaVelden is what the metadata may hold: about the employee, never about a betrokkene.
var metaVelden = map[string]string{
	"wie": "which employee", "namens": "which employee", "rol": "which role", "doel": "which doel",
	"matrix": "autorisatiematrix", "aanleiding": "on which occasion", "herkomst": "when elsewhere",
	"verzoek": "id of the request", "aanvraag": "id of the request", "oorzaak": "id of the request",
	"vastgelegdOp": "when it was recorded",
}

// Whoever adds a text, a name or any other field to an open part meets this test, and the list in doc.go.
func TestOpenPartsArePoor(t *testing.T) {
	doc := pakketcommentaar(t)
	zegt := func(woorden string) bool {
		return strings.Contains(strings.Join(strings.Fields(doc), " "), strings.Join(strings.Fields(woorden), " "))
	}
	var kijk func(soort Soort, pad string, typ reflect.Type)
	kijk = func(soort Soort, pad string, typ reflect.Type) {
		switch woorden, ok := openVelden[typ]; {
		case ok && !zegt(woorden):
			t.Errorf("%s: %s stays readable and doc.go does not say %q", soort, pad, woorden)
		case ok:
		case typ.Kind() == reflect.Slice:
			kijk(soort, pad, typ.Elem())
		case openStructs[typ]:
			for i := range typ.NumField() {
				kijk(soort, pad+"."+typ.Field(i).Name, typ.Field(i).Type)
			}
		default:
			t.Errorf("%s: the open part has %s of type %s: seal it, or show here and in doc.go that it may be read for ever",
				soort, pad, typ)
		}
	}
	for soort, info := range soorten {
		typ := reflect.TypeOf(info.leeg()).Elem()
		for i := range typ.NumField() {
			kijk(soort, typ.Field(i).Name, typ.Field(i).Type)
		}
	}
	meta := reflect.TypeFor[Meta]()
	for i := range meta.NumField() {
		naam, _, _ := strings.Cut(meta.Field(i).Tag.Get("json"), ",")
		if woorden, ok := metaVelden[naam]; !ok || !zegt(woorden) {
			t.Errorf("metadata has %q, which is not in the list or not in doc.go", naam)
		}
	}
}

// Times of the world are sealed; only when a melding was received is open (the terms run from it). When what came from
// another dossier was recorded there is a time of the log.
func TestAlleenOntvangenOpIsOpen(t *testing.T) {
	for soort, info := range soorten {
		typ := reflect.TypeOf(info.leeg()).Elem()
		for i := range typ.NumField() {
			if f := typ.Field(i); f.Type == reflect.TypeFor[time.Time]() && f.Name != "OntvangenOp" &&
				soort != SoortOnderdeelOvergenomen {
				t.Errorf("%s: %s is a time in the open part", soort, f.Name)
			}
		}
	}
}

func pakketcommentaar(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "//", "")
}
