package domain

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossierboek/domain/id"
)

func voorbeeld(t testing.TB, pad string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", pad))
	if err != nil {
		t.Fatalf("no stored example (a new kind or schema needs one, and a line in SHA256SUMS): %v", err)
	}
	return b
}

const metaVoorbeeld = `{"wie":"m-1","rol":"medewerker","doel":"onderzoek","matrix":"vast-1","vastgelegdOp":"2026-03-02T09:00:00Z"}`

// Every kind of event, in every schema it was ever written in, has an example that decodes, folds, and is written
// again as it was.
func TestVoorbeeldPerSoort(t *testing.T) {
	d := openProef(t, 2).d
	for soort, info := range soorten {
		if len(info.open) != info.schema-1 {
			t.Errorf("%s: %d steps to schema %d", soort, len(info.open), info.schema)
		}
		for schema := 1; schema <= info.schema; schema++ {
			data := voorbeeld(t, fmt.Sprintf("feiten/%s@%d.json", soort, schema))
			v, e, err := Ontleed(id.Gebeurtenis{}, 100, string(soort), data, []byte(metaVoorbeeld))
			if err != nil {
				t.Errorf("%s@%d: %v", soort, schema, err)
				continue
			}
			if v.Feit.Soort() != soort || v.Schema != schema {
				t.Errorf("%s@%d decodes as %s@%d", soort, schema, v.Feit.Soort(), v.Schema)
			}
			if schema == info.schema {
				gelijkeJSON(t, fmt.Sprintf("%s@%d", soort, schema), e.Open, []byte(alsJSON(t, v.Feit)))
			}
			d.PasToe(v)
		}
	}
}

// The same of every kind of content.
func TestVoorbeeldPerInhoud(t *testing.T) {
	for soort, info := range inhouden {
		if len(info.stappen) != info.schema-1 {
			t.Errorf("%s: %d steps to schema %d", soort, len(info.stappen), info.schema)
		}
		for schema := 1; schema <= info.schema; schema++ {
			naam := fmt.Sprintf("inhoud/%s@%d.json", soort, schema)
			data := voorbeeld(t, naam)
			i, err := Decodeer(data)
			if err != nil {
				t.Errorf("%s: %v", naam, err)
				continue
			}
			if i.InhoudSoort() != soort {
				t.Errorf("%s decodes as %s", naam, i.InhoudSoort())
			}
			weer, err := Codeer(nil, i)
			if err != nil {
				t.Errorf("%s: %v", naam, err)
			}
			if schema == info.schema {
				gelijkeJSON(t, naam, metHuidigeKern(t, i, data), weer)
			}
		}
	}
}

// metHuidigeKern gives stored content as it is written today: what it holds of another kind is brought up to the
// schema of that.
func metHuidigeKern(t testing.TB, i Inhoud, data []byte) []byte {
	kern := Kern(i)
	if kern == nil || kern.InhoudSoort() == i.InhoudSoort() {
		return data
	}
	nieuw, err := Codeer(nil, kern)
	var velden, inhoud map[string]json.RawMessage
	if err != nil || json.Unmarshal(data, &velden) != nil || json.Unmarshal(velden["inhoud"], &inhoud) != nil {
		t.Fatal("not content in content")
	}
	return bytes.Replace(data, inhoud["nieuw"], nieuw, 1)
}

// Schema 1 of a gegeven had one word for its bron (ZOB-6.5h brought the rest).
func TestGegevenVanSchema1(t *testing.T) {
	i, err := Decodeer(voorbeeld(t, "inhoud/gegeven@1.json"))
	if err != nil {
		t.Fatal(err)
	}
	g := i.(*Gegeven)
	if g.Bron.Soort != BronInformant || g.Bron.Instantie != "" || g.Aard != "feit" || len(g.Tekst.Betrokkenen()) != 1 {
		t.Error("not what schema 1 said")
	}
	weer, err := Codeer(nil, g)
	if err != nil || !bytes.Contains(weer, []byte(`"schema":3`)) ||
		!bytes.Contains(weer, []byte(`"bron":{"soort":"informant"}`)) {
		t.Error("written again it is not of today's schema")
	}
	for _, kapot := range []string{`null`, `[]`, `{}`, `{"bron":7}`, `{"bron":null}`} {
		if i, err := Decodeer([]byte(`{"soort":"gegeven","schema":1,"inhoud":` + kapot + `}`)); err == nil {
			t.Errorf("%s decodes as %T", kapot, i)
		}
	}
}

// What is in the log stays as it is, so an example is never edited and none goes away.
func TestVoorbeeldenZijnOngewijzigd(t *testing.T) {
	bekend := map[string]bool{}
	for regel := range strings.Lines(string(voorbeeld(t, "SHA256SUMS"))) {
		som, naam, ok := strings.Cut(strings.TrimSuffix(regel, "\n"), "  ")
		if !ok {
			t.Fatal("SHA256SUMS is not what sha256sum writes")
		}
		bekend[naam] = true
		if h := sha256.Sum256(voorbeeld(t, naam)); hex.EncodeToString(h[:]) != som {
			t.Errorf("%s was edited: give a new schema a new example instead", naam)
		}
	}
	for _, map_ := range []string{"feiten", "inhoud"} {
		er, err := os.ReadDir(filepath.Join("testdata", map_))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range er {
			if naam := map_ + "/" + e.Name(); !bekend[naam] {
				t.Errorf("%s is not in SHA256SUMS", naam)
			}
		}
	}
}

func gelijkeJSON(t testing.TB, naam string, a, b []byte) {
	t.Helper()
	var x, y bytes.Buffer
	if json.Compact(&x, a) != nil || json.Compact(&y, b) != nil || x.String() != y.String() {
		t.Errorf("%s is not written again as it was", naam)
	}
}
