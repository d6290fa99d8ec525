package api

import (
	"encoding/json"
	"reflect"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestOntleedJSON(t *testing.T) {
	for s, want := range map[string]string{
		`{"a":1}`: "", `"\ud83d\ude00"`: "", `"\\ud800"`: "", `[]`: "", `"\u00e9"`: "", ` null `: "",
		``: "leeg", "\t": "leeg", `{`: "json", `{"a"}`: "json", `1 2`: "json", `{"a":1,}`: "json", `"\u12"`: "json",
		"\xff": "utf8", "\"\xed\xa0\x80\"": "utf8",
		`"\ud800"`: "utf8", `"\udc00x"`: "utf8", `"\ud800\u0041"`: "utf8", `"\ud800\n"`: "utf8", `{"a":1,"a":2}`: "dubbel",
		`{"a":{"b":1,"b":1}}`: "dubbel",
	} {
		_, fouten := ontleedJSON([]byte(s))
		got := ""
		if len(fouten) > 0 {
			got = string(fouten[0].Code)
		}
		if got != want {
			t.Errorf("%q geeft %q, want %q", s, got, want)
		}
	}
}

// What is accepted means to encoding/json what it means here, and comes back the same.
func FuzzOntleedJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,"\ud83d\ude00",null,true],"b":{}}`, `"\ud800"`, "\xff", `{"a":1,"a":2}`,
		`[[[[]]]]`, `1e400`, `"\\ud800"`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, ruw []byte) {
		b, fouten := ontleedJSON(ruw)
		if len(fouten) > 0 {
			return
		}
		if !utf8.Valid(ruw) || !json.Valid(ruw) {
			t.Fatal("accepted what is no JSON")
		}
		weer, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		c, fouten := ontleedJSON(weer)
		if len(fouten) > 0 || !reflect.DeepEqual(b, c) {
			t.Fatalf("does not come back the same: %v", fouten)
		}
	})
}

// A pointer made of names gives the names back.
func TestWijzer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delen := rapid.SliceOfN(rapid.StringMatching(`[a-z~/0-9]{0,4}`), 1, 5).Draw(t, "delen")
		if got := segmenten(alsWijzer(delen)); !reflect.DeepEqual(got, delen) {
			t.Fatalf("%q", got)
		}
	})
	b := kaal(json.RawMessage(
		`{"grond":"x","nieuw":{"gegeven":{"tekst":{"tekst":"a","vermeldingen":[]},"bron":{"wie":"x"}}},"lijst":[{"a":1}],"motivering":{"tekst":"x","vermeldingen":[]}}`))
	for van, naar := range map[string]string{
		"": "", "/grond": "/grond", "/opening/grond": "/grond", "/nieuw/tekst": "/nieuw/gegeven/tekst",
		"/nieuw/bron/soort": "/nieuw/gegeven/bron/soort", "/nieuw": "/nieuw", "/lijst/0/b": "/lijst/0/b",
		"/lijst/7/b": "/lijst", "/bestaat/niet": "/bestaat",
		"/nieuw/tekst/vermeldingen": "/nieuw/gegeven/tekst/vermeldingen",
		"/motivering/vermeldingen":  "/motivering/vermeldingen",
	} {
		if got := naarInvoer(b, van); got != naar {
			t.Errorf("%q wordt %q, want %q", van, got, naar)
		}
	}
}
