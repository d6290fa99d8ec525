package domain

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossierboek/domain/id"
)

func voorbeelden(t testing.TB, map_ string) map[string][]byte {
	t.Helper()
	paden, err := filepath.Glob(filepath.Join("testdata", map_, "*.json"))
	if err != nil || len(paden) == 0 {
		t.Fatal("no examples")
	}
	uit := map[string][]byte{}
	for _, p := range paden {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		soort, _, _ := strings.Cut(filepath.Base(p), "@")
		uit[soort] = b
	}
	return uit
}

// FuzzOntleed: whatever a store gives is read or refused, never with a panic, and no error says what stood there.
func FuzzOntleed(f *testing.F) {
	for soort, b := range voorbeelden(f, "feiten") {
		f.Add(soort, b, []byte(metaVoorbeeld))
	}
	f.Add("gegeven.vastgelegd", []byte(`{"schema":1,"open":{"onderdeel":null}}`), []byte(`null`))
	f.Fuzz(func(t *testing.T, soort string, data, meta []byte) {
		v, e, err := Ontleed(id.Gebeurtenis{}, 3, soort, data, meta)
		if err != nil {
			geenEcho(t, err, soort, data, meta)
			return
		}
		d := openProef(t, 2).d
		d.PasToe(v)
		d.Alle()
		_, _ = d.CategorieVan(v.Feit)
		if _, err := json.Marshal(e); err != nil {
			t.Error("what decodes does not encode")
		}
	})
}

// FuzzDecodeer: the same for opened content.
func FuzzDecodeer(f *testing.F) {
	for _, b := range voorbeelden(f, "inhoud") {
		f.Add(b)
	}
	f.Add(voorbeeld(f, "inhoud/gegeven@1.json"))
	f.Add([]byte(`{"soort":"herschrijving","schema":1,"inhoud":{}}`))
	f.Add([]byte(`{"soort":"correctie","schema":1,"inhoud":{"nieuw":{"soort":"correctie","schema":1,"inhoud":{}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		zelfdeOmhulsel(t, data)
		i, err := Decodeer(data)
		if err != nil {
			geenEcho(t, err, "", data, nil)
			return
		}
		if k := Kern(i); k != nil {
			k.Teksten()
		}
		Genoemd(i)
		for _, s := range i.Teksten() {
			if s.Lees(nil) != nil {
				t.Error("a text that decodes does not read")
			}
		}
		if _, err := json.Marshal(i); err != nil {
			t.Error("content that was read does not show")
		}
		i, _ = Decodeer(data)
		i.controleer(&controle{})
		b, err := Codeer(nil, i)
		if err != nil {
			t.Fatal("content that decodes does not encode")
		}
		if _, err := Decodeer(b); err != nil {
			t.Fatal("content that encodes does not decode")
		}
	})
}

// zelfdeOmhulsel holds the short way to take content apart against encoding/json.
func zelfdeOmhulsel(t *testing.T, data []byte) {
	t.Helper()
	kort, ok := geschrevenOmhuld(data)
	if !ok {
		return
	}
	var lang omhuld
	err := strikt(data, &lang)
	if !json.Valid(kort.Inhoud) {
		if err == nil {
			t.Fatal("encoding/json takes it, and the content is no JSON")
		}
		return
	}
	if err != nil || lang.Soort != kort.Soort || lang.Schema != kort.Schema ||
		string(lang.Inhoud) != string(kort.Inhoud) {
		t.Fatal("the short way reads something else")
	}
}

// geenEcho fails where an error quotes the input: any word of it that this program does not say itself.
func geenEcho(t *testing.T, err error, soort string, data, meta []byte) {
	t.Helper()
	eigen := strings.NewReplacer("domain", "", "(this program knows 1 to", "").Replace(err.Error())
	if _, ok := soorten[Soort(soort)]; !ok && len(soort) > 3 && strings.Contains(eigen, soort) &&
		!strings.Contains(woorden, soort) {
		t.Error("the error quotes the kind")
	}
	for soort := range inhouden { // which kind of content it is may be said
		eigen = strings.ReplaceAll(eigen, string(soort), "")
	}
	for _, w := range strings.FieldsFunc(string(data)+" "+string(meta), func(r rune) bool {
		return strings.ContainsRune("{}[]\":, \t\n", r)
	}) {
		if _, ok := soorten[Soort(w)]; ok || inhouden[InhoudSoort(w)].schema > 0 || strings.Contains(woorden, w) ||
			len(w) < 4 {
			continue
		}
		if strings.Contains(eigen, w) && !strings.Contains(soort, w) && !getal(w) {
			t.Error("the error quotes the input")
		}
	}
}

// woorden are those that errors are made of.
const woorden = "domain: not a kind of event of a dossier envelope does not parse metadata has no vastgelegdOp " +
	"schema is unknown this program knows to open part upcast lacks a field holds a word that this program does not " +
	"know content of an unknown kind holds no wording"

func getal(s string) bool {
	return strings.Trim(s, "-0123456789") == ""
}

// What is missing or unknown in a stored event is an error by itself, not a zero id in a fold.
func TestOntleedWeigert(t *testing.T) {
	goed := voorbeelden(t, "feiten")
	lees := func(soort string, data string) error {
		_, _, err := Ontleed(id.Gebeurtenis{}, 0, soort, []byte(data), []byte(metaVoorbeeld))
		return err
	}
	for soort, b := range goed {
		if err := lees(soort, string(b)); err != nil {
			t.Errorf("%s: %v", soort, err)
		}
		var e Envelop
		if err := json.Unmarshal(b, &e); err != nil {
			t.Fatal(err)
		}
		for _, open := range []string{`null`, `{}`, `[]`, `""`, `7`} {
			if lees(soort, `{"schema":1,"open":`+open+`}`) == nil {
				t.Errorf("%s: an open part %s decodes", soort, open)
			}
		}
		if lees(soort, `{"schema":1,"open":`+string(e.Open)+`,"meer":1}`) == nil {
			t.Errorf("%s: an unknown field in the envelope is passed over", soort)
		}
		if lees(soort, strings.Replace(string(b), `"open": {`, `"open": {"naam":"Sanne",`, 1)) == nil {
			t.Errorf("%s: an unknown field in the open part is passed over", soort)
		}
		if lees(soort, `{"schema":1,"schema":1,"open":`+string(e.Open)+`}`) == nil {
			t.Errorf("%s: a field that stands twice in the envelope decodes, by either", soort)
		}
		for _, schema := range []int{0, SchemaVan(Soort(soort)) + 1, -1} {
			if lees(soort, fmt.Sprintf(`{"schema":%d,"open":%s}`, schema, e.Open)) == nil {
				t.Errorf("%s: schema %d decodes", soort, schema)
			}
		}
	}
	if lees("correctie.toegepast", strings.Replace(string(goed["correctie.toegepast"]), "geheim-maken", "verzinnen",
		1)) == nil {
		t.Error("an unknown wijze decodes")
	}
	if lees("vernietiging.besloten", strings.Replace(string(goed["vernietiging.besloten"]), "behouden", "vergeten",
		1)) == nil {
		t.Error("an unknown uitkomst decodes")
	}
	for _, meta := range []string{`null`, `{}`, `[]`, `{"vastgelegdOp":"0001-01-01T00:00:00Z"}`, `{"vastgelegdOp":7}`} {
		if _, err := OntleedMeta([]byte(meta)); err == nil {
			t.Errorf("metadata %s decodes", meta)
		}
	}
}

// Nested content is one wording, not content in content in content.
func TestDecodeerWeigertNesten(t *testing.T) {
	for _, kapot := range []string{
		`{"soort":"herschrijving","schema":1,"inhoud":{}}`, `{"soort":"herschrijving","schema":1,"inhoud":{"nieuw":null}}`,
		`{"soort":"herschrijving","schema":1,"inhoud":null}`, `{"soort":"correctie","schema":1,"inhoud":{"nieuw":{}}}`,
		`{"soort":"correctie","schema":1,"inhoud":{"nieuw":{"soort":"correctie","schema":1,"inhoud":{}}}}`,
		`{"soort":"correctie","schema":1,"inhoud":{"nieuw":{"soort":"vernietiging","schema":1,"inhoud":{}}}}`,
		`{"soort":"herschrijving","schema":1,"inhoud":{"nieuw":{"soort":"herschrijving","schema":1,"inhoud":{}}}}`,
	} {
		if i, err := Decodeer([]byte(kapot)); err == nil {
			t.Errorf("%s decodes as %T", kapot, i)
		}
	}
	c := NieuweCorrectie("schrijffout", nil)
	if Kern(&c) != nil || len(Genoemd(&c)) > 0 || len(c.Teksten()) != 1 {
		t.Error("a correctie without a new wording has one")
	}
	if _, err := Codeer(nil, &Herschrijving{}); err == nil {
		t.Error("a herschrijving without a wording is sealed")
	}
	if h := (&Herschrijving{}); Kern(h) != nil || len(Genoemd(h)) > 0 || h.Teksten() != nil {
		t.Error("a herschrijving without a wording has one")
	}
}
