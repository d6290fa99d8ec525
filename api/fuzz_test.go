package api

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dossierboek/api/bericht"
)

// Any bytes as the body of any route: never a panic, always a problem document whose pointers lead into the body, or
// success.
func FuzzInhoud(f *testing.F) {
	o := stelOp(f)
	var met []*route
	for _, rt := range o.routes() {
		if rt.lichaam != nil {
			met = append(met, rt)
		}
	}
	for i, rt := range met {
		f.Add(uint8(i), []byte(o.voorbeeldVan(rt)))
	}
	f.Add(uint8(0), []byte(openGezin))
	f.Add(uint8(0), []byte(strings.Replace(openGezin, `"p2"`, `"p1"`, 1)))
	for _, s := range []string{"", "{", "[]", "null", `{"tekst":{"tekst":"\ud800"}}`, "\xff", `{"nieuw":{}}`,
		`{"a~b/c":{"x":1}}`, `{"betrokkenen":[{}]}`} {
		for i := range met {
			f.Add(uint8(i), []byte(s))
		}
	}
	tokens := map[string]string{}
	for _, rt := range met {
		b := wieMag(rt)
		token, err := o.uit.Geef(b, 10_000*time.Hour)
		goed(f, err)
		tokens[b.Wie] = token
	}
	f.Fuzz(func(t *testing.T, n uint8, inhoud []byte) {
		rt := met[int(n)%len(met)]
		r := httptest.NewRequest(rt.methode, vulIn(rt), strings.NewReader(string(inhoud)))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+tokens[wieMag(rt).Wie])
		w := httptest.NewRecorder()
		o.ServeHTTP(w, r)
		if w.Code < 300 {
			return
		}
		var p bericht.Probleem
		if w.Code >= 500 || w.Header().Get("Content-Type") != "application/problem+json" ||
			json.Unmarshal(w.Body.Bytes(), &p) != nil || p.Status != w.Code || p.Code == "" {
			t.Fatalf("%s: %d", rt.id, w.Code)
		}
		if b, _ := ontleedJSON(inhoud); b != nil {
			wijstGoed(t, rt.id, p, b)
		}
	})
}
