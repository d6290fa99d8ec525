package ledger

import (
	"strings"
	"testing"

	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

// ZOB-8: a file is looked through in whatever way its letters are written, also where they are not written in one way
// throughout, and wherever in it the address stands.
func TestScanLeestElkeSchrijfwijze(t *testing.T) {
	g := &geheimen{zoeker: tekst.NieuweGeheimzoeker([]tekst.Bekende{{Wie: id.Van[id.Betrokkene](nieuwB().UUID()),
		Adressen: []waarde.Adres{{Straat: "Vlüchtstraat", Huisnummer: "77"}}}})}
	lang := strings.Repeat("De woning is rustig. ", scanStuk/20)
	for naam, plat := range map[string]string{
		"UTF-8": "Vlüchtstraat", "in NFD": "Vlu\u0308chtstraat", "one byte for each sign": "Vl\xfcchtstraat",
		"two bytes for each sign": "\xff\xfeV\x00l\x00\xfc\x00c\x00h\x00t\x00s\x00t\x00r\x00" +
			"a\x00a\x00t\x00",
		"UTF-8 behind a byte that is not":          "Caf\xe9, Vlüchtstraat",
		"UTF-8 before a byte that is not":          lang + "Vlüchtstraat, caf\xe9 " + lang,
		"one byte for each sign behind much UTF-8": strings.Repeat("é", scanStuk) + "Vl\xfcchtstraat",
		"over the end of a piece":                  lang[:scanStuk-5] + ". Vlüchtstraat. " + lang,
	} {
		s := &scan{geheim: g}
		for rest := []byte(plat); len(rest) > 0; {
			n := min(len(rest), 4<<10)
			if _, err := s.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if !s.klaar() {
			t.Errorf("%s: it is not found", naam)
		}
	}
	s := &scan{geheim: g}
	_, _ = s.Write([]byte(lang + "caf\xe9"))
	if s.klaar() {
		t.Error("it is found where it is not")
	}
}
