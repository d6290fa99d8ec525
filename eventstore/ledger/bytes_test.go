package ledger

import (
	"context"
	"encoding/base64"
	"os"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// index is a keeper of derived data: a file of tokens, wiped in place.
type index struct {
	pad    string
	regels []Indexregel
}

func (x *index) vul(t testing.TB, o *opstelling) {
	t.Helper()
	_, err := o.MaakIndex(t.Context(), "proef-1")
	goed(t, err)
	for r, err := range o.Store.ReadAll(t.Context(), "") {
		goed(t, err)
		regels, err := o.Index(t.Context(), "proef-1", r)
		goed(t, err)
		x.regels = append(x.regels, regels...)
	}
	goed(t, x.schrijf())
}

func (x *index) schrijf() error {
	var b []byte
	for _, r := range x.regels {
		b = append(b, r.Token[:]...)
	}
	return os.WriteFile(x.pad, b, 0o600)
}

func (x *index) vergeet(_ context.Context, v Vernietigd) error {
	for i, r := range x.regels {
		for _, b := range v.Betrokkenen {
			if r.Betrokkene == b {
				x.regels[i].Token = Token{}
			}
		}
		for _, o := range v.Onderdelen {
			if r.Onderdeel == o {
				x.regels[i].Token = Token{}
			}
		}
	}
	return x.schrijf()
}

// After an erasure nothing of it stands in any byte of any file: not the wrapped keys, in whatever notation, nor the
// text, nor the tokens it was found by; the -wal files and later backups included.
func TestVernietigingLaatGeenByteAchter(t *testing.T) {
	o := stelOp(t)
	x := &index{pad: o.pad("index")}
	o.opVernietiging = append(o.opVernietiging, x.vergeet)
	goed(t, o.herstart())
	w := o.besluitTotWissing()
	x.vul(t, o)

	var sleutels, tokens, teksten []speld
	for _, doos := range o.dozen(id.HouderVan(w.moeder)) {
		sleutels = append(sleutels, spelden("wrapped key", doos)...)
	}
	vanAnderen := map[Token]bool{} // who shares a surname shares its token
	for _, r := range x.regels {
		if r.Betrokkene != w.moeder {
			vanAnderen[r.Token] = true
		}
	}
	for _, r := range x.regels {
		if r.Betrokkene == w.moeder && !vanAnderen[r.Token] {
			tokens = append(tokens, speld{"token", r.Token[:]})
		}
	}
	for _, tekst := range []string{"Sanne", "Er is geslagen.", "blauwe plekken"} {
		teksten = append(teksten, speld{"plaintext", []byte(tekst)})
		teksten = append(teksten, speld{"plaintext in base64",
			[]byte(base64.StdEncoding.EncodeToString([]byte(tekst))[:4*(len(tekst)/3)])})
	}
	if len(sleutels) == 0 || len(tokens) == 0 {
		t.Fatal("there is nothing to look for")
	}
	if n := gevonden(t, o.map_, sleutels); n["wrapped key, raw"] == 0 {
		t.Fatal("before the erasure the wrapped keys are not found")
	}
	if n := gevonden(t, o.map_, tokens); n["token"] < len(tokens) {
		t.Fatal("before the erasure the tokens are not found")
	}
	if n := gevonden(t, o.map_, teksten); len(n) > 0 {
		t.Fatalf("content stands in the clear in the files: %v", n)
	}
	zoekGevonden(t, append(append(sleutels[:len(sleutels):len(sleutels)], tokens...), teksten...))

	if _, err := o.keurt(w); err != nil {
		t.Fatal(err)
	}
	check := func(wanneer string) {
		t.Helper()
		for _, s := range [][]speld{sleutels, tokens, teksten} {
			if n := gevonden(t, o.map_, s); len(n) > 0 {
				t.Errorf("%s: %v is left", wanneer, n)
			}
		}
	}
	check("at once, everything open")
	for _, doos := range o.dozen(id.HouderVan(w.kind)) {
		if n := gevonden(t, o.map_, spelden("key", doos)); n["key, raw"] == 0 {
			t.Error("the keys of who stays are not found")
		}
	}
	goed(t, o.store.Backup(t.Context(), o.pad("log.kopie.db"), nil))
	goed(t, o.Kluis.Backup(t.Context(), o.pad("kluis.kopie.db"), nil))
	check("with later backups")
	o.gewist(w)
	goed(t, o.herstart())
	check("after a restart")
	o.sluit()
	check("closed")
}

// A whole dossier: every key goes, and so does the dossier's own; derived rows of every onderdeel go, those of nobody
// in particular included.
func TestVernietigingVanEenDossierLaatGeenByteAchter(t *testing.T) {
	o := stelOp(t)
	x := &index{pad: o.pad("index")}
	o.opVernietiging = append(o.opVernietiging, x.vergeet)
	goed(t, o.herstart())
	g, v := o.opentGezin(), nieuwV()
	o.doet(medewerker, g.dossier, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{g.melding},
		Verstrekking: domain.Verstrekking{Ontvanger: "Raad voor de Kinderbescherming", Grond: "veiligheid",
			Toestemming: "niet-gevraagd", Doel: schrijft(t, "Onderzoek.")}})
	x.vul(t, o)
	var s []speld
	for _, h := range []id.Houder{id.HouderVan(g.moeder), id.HouderVan(g.kind), id.HouderVan(g.dossier)} {
		for _, doos := range o.dozen(h) {
			s = append(s, spelden("wrapped key", doos)...)
		}
	}
	for _, r := range x.regels {
		s = append(s, speld{"token of " + string(r.Veld), r.Token[:]})
	}
	if n := gevonden(t, o.map_, s); n["wrapped key, raw"] == 0 || n["token of ontvanger"] == 0 ||
		n["token of naam"] == 0 {
		t.Fatalf("before the erasure there is only %v", n)
	}
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Dossier: true},
		Grond: "melding-weerlegd", Motivering: schrijft(t, "Weerlegd.")})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	if n := gevonden(t, o.map_, s); len(n) > 0 {
		t.Errorf("%v is left", n)
	}
	b := o.ziet(teamleider, g.dossier, Momenten{})
	for _, k := range b.Onderdelen {
		if _, ok := k.Inhoud.Value(); ok {
			t.Error("something of a destroyed dossier shows")
		}
	}
	o.verifieerSchoon()
}
