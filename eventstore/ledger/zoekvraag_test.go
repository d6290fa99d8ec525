package ledger

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/seal"
)

// ZOB-7.5: what somebody searched by is in the fact, also where nobody was found, and only in its sealed part.
func TestZoekvraagStaatInHetFeit(t *testing.T) {
	o, x, _, _ := zoekbaar(t)
	mag := o.Beslis(medewerker, domain.HandelingZoeken, id.Dossier{}, "onderzoek")
	vraag := Zoekvraag{Naam: "Onvindbaar", Klank: "Niemand", Geboortedatum: geboren("1988-03"), BSN: bsn("111222333"),
		Adres: &waarde.Adres{Straat: "Dorpsstraat", Huisnummer: "12", Plaats: "Verzonnen"}}
	_, _, err := o.Zoek(t.Context(), mag, vraag, x.vinder(), "v")
	goed(t, err)
	_, _, err = o.ZoekVerstrekkingen(t.Context(), mag, "Raad", x.vinder(), "v")
	goed(t, err)
	var got []Zoekvraag
	for r, err := range o.store.ReadAll(t.Context(), "") {
		goed(t, err)
		if !strings.HasPrefix(r.Stream, voorZoek) {
			continue
		}
		if strings.Contains(string(r.Data), "Onvindbaar") {
			t.Error("what was asked stands in the open")
		}
		var e domain.Envelop
		goed(t, json.Unmarshal(r.Data, &e))
		p, err := seal.Parse(e.Delen[0])
		goed(t, err)
		ruw, err := p.Open(zoekBinding(r.Stream, r.ID), seal.Leaf{Revision: uint32(r.Revision)}, o.sleutels(t.Context()))
		goed(t, err)
		var gevonden toegang.Gevonden
		goed(t, json.Unmarshal(ruw, &gevonden))
		got = append(got, *gevonden.Zoekvraag)
	}
	gelijk := func(a, b Zoekvraag) bool {
		x, errX := json.Marshal(a)
		y, errY := json.Marshal(b)
		return errX == nil && errY == nil && string(x) == string(y)
	}
	if len(got) != 2 || !gelijk(got[0], vraag) || !gelijk(got[1], Zoekvraag{Ontvanger: "Raad"}) {
		t.Error("the facts do not say what was asked")
	}
	if s := fmt.Sprintf("%v %+v %#v", vraag, &vraag, []any{vraag}); strings.Contains(s, "Onvindbaar") {
		t.Error("a question prints")
	}
}
