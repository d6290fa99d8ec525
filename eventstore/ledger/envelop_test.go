package ledger

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain"
)

func TestEnvelopIsWatJSONGeeft(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		open, err := json.Marshal(map[string]string{"veld": rapid.String().Draw(r, "open")})
		goed(t, err)
		e := domain.Envelop{Schema: rapid.IntRange(0, 1000).Draw(r, "schema"), Open: open}
		e.Delen = append(e.Delen, rapid.SliceOfN(rapid.SliceOf(rapid.Byte()), 0, 4).Draw(r, "delen")...)
		for range rapid.IntRange(0, 2).Draw(r, "koppelingen") {
			e.Koppelingen = append(e.Koppelingen, domain.KoppelingZegels{Revisie: rapid.Uint64().Draw(r, "revisie"), Zegel: rapid.SliceOfN(rapid.Byte(), 1, 9).Draw(r, "zegel")})
		}
		wil, err := json.Marshal(e)
		goed(t, err)
		got, err := codeerEnvelop(e)
		goed(t, err)
		if string(wil) != string(got) {
			r.Fatalf("%s where json.Marshal gives %s", got, wil)
		}
	})
}
