package waarde

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestNaam(t *testing.T) {
	for _, g := range []struct {
		n              Naam
		volledig, kort string
		fouten         string
	}{
		{Naam{Voornamen: "Susanna Maria", Roepnaam: "Sanne", Tussenvoegsel: "de", Achternaam: "Vries"},
			"Susanna Maria (Sanne) de Vries", "Sanne de Vries", ""},
		{Naam{Voornamen: "Jan Piet", Roepnaam: "Jan", Achternaam: "Smit"}, "Jan Piet Smit", "Jan Smit", ""},
		{Naam{Roepnaam: "Jan"}, "Jan", "Jan", ""},
		{Naam{Achternaam: "Smit"}, "Smit", "Smit", ""},
		{Naam{Onbekend: true}, "NN", "NN", ""},
		{Naam{}, "", "", " naam-leeg"},
		{Naam{Tussenvoegsel: "de"}, "de", "de", " naam-leeg"},
		{Naam{Voornamen: "  "}, "  ", "", " naam-leeg"},
		{Naam{Onbekend: true, Roepnaam: "Jan"}, "NN", "NN", "/onbekend naam-toch-bekend"},
		{Naam{Voornamen: "a\tb", Achternaam: "\xff"}, "a\tb \xff", "a\tb \xff", "/voornamen teken,/achternaam utf8"},
	} {
		var got []string
		for _, f := range g.n.Controleer() {
			got = append(got, f.Veld+" "+string(f.Code))
		}
		if strings.Join(got, ",") != g.fouten || g.n.Volledig() != g.volledig ||
			strings.TrimSpace(g.n.Kort()) != strings.TrimSpace(g.kort) {
			t.Errorf("%q %q %v, want %q %q %v", g.n.Volledig(), g.n.Kort(), got, g.volledig, g.kort, g.fouten)
		}
	}
}

func TestZoeknaam(t *testing.T) {
	for s, want := range map[string]string{
		"De  Vries": "de vries", "José": "jose", norm.NFD.String("José"): "jose", "ÖZTÜRK": "ozturk", "Şahin": "sahin",
		"Yıldız": "yildiz", "İnan": "inan", "Jansen-de Vries": "jansen de vries", "Ma'ruf": "maruf", "Ma’ruf": "maruf",
		"van 't Hof": "van t hof", "van't Hof": "van t hof", "'t Hof": "t hof", "O'Brien": "obrien", "Sanne's": "sannes",
		"v.d. Berg": "v d berg", "Straße": "strasse", "Æsa Øst Łuk": "aesa ost luk", "\u0132zerman": "ijzerman",
		"San\u00adne": "sanne", "": "", " - ": "", "Μαρία": "μαρια", "Дмитрий": "дмитрии", "محمد": "محمد", "１２": "12",
		"\xff": "", "a\xffb": "a b", "Nguyễn": "nguyen",
	} {
		if got := Zoeknaam(s); got != want {
			t.Errorf("%q gives %q, want %q", s, got, want)
		}
	}
}

func FuzzZoeknaam(f *testing.F) {
	for _, s := range []string{"van't Hof", "İ", "ﬁ", "ẞ", "'s 's", "\xff'", "Jansen-de Vries", "schschsch", "tztz",
		"IJIJ", "El-", "dtdt", "bsds"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		z := Zoeknaam(s)
		if weer := Zoeknaam(z); weer != z {
			t.Fatalf("%q becomes %q, then %q", s, z, weer)
		}
		if strings.TrimSpace(z) != z || strings.Contains(z, "  ") {
			t.Fatalf("%q has loose spaces", z)
		}
		if nfd := Zoeknaam(norm.NFD.String(s)); nfd != z && norm.NFC.IsNormalString(s) {
			t.Fatalf("%q: NFD gives %q, NFC %q", s, nfd, z)
		}
		k := Klank(s)
		if len(k) > 2*len(z)+2 {
			t.Fatal("a key longer than its name")
		}
		if ks := Klanken(s); k != "" && (len(ks) == 0 || ks[0] != k) {
			t.Fatal("Klanken does not begin with Klank")
		}
		if Klank(strings.ToUpper(z)) != k && strings.ToLower(strings.ToUpper(z)) == z {
			t.Fatal("capitals change the sound")
		}
	})
}

func TestFouten(t *testing.T) {
	var f Fouten
	f.Voeg(nil)
	if f.Err() != nil {
		t.Error("no faults are an error")
	}
	_, bsnFout := ParseBSN("1")
	f.Voeg(bsnFout, "betrokkenen", "0", "bsn")
	f.Voeg(Adres{Postcode: "x", Huisnummer: "y"}.Controleer().Err(), "a/b~c")
	f.Voeg(errors.Join(bsnFout, errors.New("with 123456782 in it")), "x")
	f.Voeg(errors.New("with 123456782 in it"), "y")
	f.Voeg(fmt.Errorf("wrapped: %w", f[:1].Onder("z").Err()))
	b, err := json.Marshal(f.Onder("top"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("123456782")) {
		t.Error("a fault quotes a value")
	}
	var velden []string
	for _, een := range f.Onder("top") {
		velden = append(velden, een.Veld)
		if een.Tekst == "" {
			t.Error("a fault without text")
		}
	}
	want := "/top/betrokkenen/0/bsn /top/a~1b~0c/postcode /top/a~1b~0c/huisnummer /top/x /top/y /top/z/betrokkenen/0/bsn"
	if got := strings.Join(velden, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var een Fout
	if !errors.As(f.Err(), &een) || een.Code != CodeBSNVorm {
		t.Error("errors.As finds no Fout")
	}
}

func TestDruktNiets(t *testing.T) {
	bsn, _ := ParseBSN("123456782")
	pc, _ := ParsePostcode("1234 AB")
	tel, _ := ParseTelefoon("0612345678")
	mail, _ := ParseEmail("geheim@geheim.nl")
	geb, _ := ParseGedeeltelijkeDatum("1980-05-17")
	waarden := []any{bsn, pc, tel, mail, geb, Naam{Achternaam: "Geheim"}, Adres{Straat: "Geheim", Huisnummer: "12"}}
	for _, v := range waarden {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%5.2f"} {
			if fmt.Sprintf(verb, v) != besloten {
				t.Errorf("%T prints otherwise with %s", v, verb)
			}
		}
		if got := fmt.Sprintf("%v %+v", []any{v, &v}, struct{ V any }{v}); strings.Count(got, besloten) < 2 {
			t.Errorf("%T inside another value", v)
		}
		var b bytes.Buffer
		slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", v)
		slog.New(slog.NewTextHandler(&b, nil)).Info("x", "v", v)
		if strings.Count(b.String(), besloten) != 2 {
			t.Errorf("%T in a log line", v)
		}
	}
}

// Every value comes back from its JSON, and the zero value too.
func TestJSON(t *testing.T) {
	type alles struct {
		BSN      BSN
		Nul      BSN
		Postcode Postcode
		Telefoon Telefoon
		Email    Email
		Geboren  GedeeltelijkeDatum
		Dag      Datum
		NulDag   Datum
		Tijdvak  Tijdvak
		Naam     Naam
		Adres    Adres
	}
	var v alles
	for _, g := range []struct {
		in interface{ UnmarshalText([]byte) error }
		s  string
	}{
		{&v.BSN, "123456782"}, {&v.Postcode, "1234 AB"}, {&v.Telefoon, "+31612345678"}, {&v.Email, "a@b.nl"},
		{&v.Geboren, "1980-05"}, {&v.Dag, "2026-01-31"}, {&v.Tijdvak.Van, "2026-01-01"},
	} {
		if err := g.in.UnmarshalText([]byte(g.s)); err != nil {
			t.Fatal(err)
		}
	}
	v.Naam, v.Adres = Naam{Achternaam: "X"}, Adres{Plaats: "Y"}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	want :=
		`{"BSN":"123456782","Nul":"","Postcode":"1234 AB","Telefoon":"+31612345678","Email":"a@b.nl","Geboren":"1980-05",` +
			`"Dag":"2026-01-31","NulDag":"","Tijdvak":{"van":"2026-01-01"},"Naam":{"achternaam":"X"},"Adres":{"plaats":"Y"}}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
	var terug alles
	if err := json.Unmarshal(b, &terug); err != nil || terug != v {
		t.Errorf("not the same after reading: %v", err)
	}
	oud := v.BSN
	if err := json.Unmarshal([]byte(`"1"`), &v.BSN); codeVan(err) != CodeBSNVorm || v.BSN != oud {
		t.Error("a wrong number was taken, or its fault lost")
	}
}
