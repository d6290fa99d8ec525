package domain

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pgregory.net/rapid"
)

func TestEnvelopIsWatJSONGeeft(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		open, err := json.Marshal(map[string]string{"veld": rapid.String().Draw(r, "open")})
		if err != nil {
			r.Fatal(err)
		}
		e := Envelop{Schema: rapid.IntRange(0, 1000).Draw(r, "schema"), Open: open}
		e.Delen = append(e.Delen, rapid.SliceOfN(rapid.SliceOf(rapid.Byte()), 0, 4).Draw(r, "delen")...)
		for range rapid.IntRange(0, 2).Draw(r, "koppelingen") {
			e.Koppelingen = append(e.Koppelingen,
				KoppelingZegels{Revisie: rapid.Uint64().Draw(r, "revisie"),
					Zegel: rapid.SliceOfN(rapid.Byte(), 1, 9).Draw(r, "zegel")})
		}
		wil, err := json.Marshal(e)
		if err != nil {
			r.Fatal(err)
		}
		got, err := CodeerEnvelop(e)
		if err != nil {
			r.Fatal(err)
		}
		if string(wil) != string(got) {
			r.Fatalf("%s where json.Marshal gives %s", got, wil)
		}
		terug, err := decodeerEnvelop(got)
		if err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(e, terug, cmpopts.EquateEmpty()); diff != "" {
			r.Fatalf("it reads back otherwise:\n%s", diff)
		}
		if _, kort := geschrevenEnvelop(got); kort != (e.Schema > 0 && len(e.Koppelingen) == 0) {
			r.Fatalf("the short way was taken: %v", kort)
		}
	})
}

// FuzzEnvelop: the short way and encoding/json read the same, or refuse the same. The short way leaves it to whoever
// decodes the open part to find out whether that is JSON.
func FuzzEnvelop(f *testing.F) {
	for _, b := range voorbeelden(f, "feiten") {
		var plat bytes.Buffer
		if err := json.Compact(&plat, b); err != nil {
			f.Fatal(err)
		}
		f.Add(plat.Bytes())
	}
	for _, s := range []string{
		`{"schema":1,"open":{},"delen":["AA=="]}`, `{"schema":1,"open":{"a":"}\\\"{"},"delen":["","AAAA"]}`,
		`{"schema":01,"open":{}}`,
		"{\"schema\":1,\"open\":{},\"delen\":[\"AA\n==\"]}", `{"schema":1,"open":{}]},"delen":["AA=="]}`,
		`{"schema":1,"open":{},"delen":["AA=="]} `,
		`{"schema":1,"open":{},"delen":["\u0041A=="]}`, `{"schema":1,"open":{},"open":{}}`, `{"schema":1,"open":[]}`,
		`{"schema":1,"open":{},"delen":[]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kort, ok := geschrevenEnvelop(data)
		if !ok {
			return
		}
		var lang Envelop
		err := striktObject(data, &lang)
		if !json.Valid(kort.Open) {
			if err == nil {
				t.Fatal("encoding/json takes it, and the open part is no JSON")
			}
			return
		}
		if err != nil {
			t.Fatal("encoding/json refuses it")
		}
		if diff := cmp.Diff(lang, kort); diff != "" {
			t.Fatalf("they read differently:\n%s", diff)
		}
	})
}
