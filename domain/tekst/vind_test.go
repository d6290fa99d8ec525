package tekst

import (
	"fmt"
	"strings"
	"testing"

	"dossierboek/domain/waarde"
)

func kennissen(t testing.TB) []Bekende {
	return []Bekende{
		{
			Wie:      persoon(1),
			Namen:    []waarde.Naam{{Voornamen: "Susanna Maria", Roepnaam: "Sanne", Tussenvoegsel: "de", Achternaam: "Vries"}},
			BSN:      bsn(t, "123456782"),
			Telefoon: []waarde.Telefoon{tel(t, "06-12345678"), tel(t, "+32 470 12 34 56")},
			Email:    []waarde.Email{mail(t, "s.devries@voorbeeld.nl")},
			Adressen: []waarde.Adres{{Straat: "Lange Kerkstraat", Huisnummer: "12", Toevoeging: "a", Postcode: "1234 AB",
				Plaats: "Ons Dorp"}},
		},
		{Wie: persoon(2), Namen: []waarde.Naam{{Voornamen: "Roos", Achternaam: "Jansen-de Wit"}},
			BSN: bsn(t, "010000000"[:0]+"012345672")},
		{Wie: persoon(3), Namen: []waarde.Naam{{Voornamen: "José", Tussenvoegsel: "van den", Achternaam: "Berg"}}},
		{Wie: persoon(4), Namen: []waarde.Naam{{Voornamen: "Anne-Marie", Achternaam: "Öztürk"}},
			Anders: []string{"Beertje"}},
		{Wie: persoon(5), Namen: []waarde.Naam{{Voornamen: "Peter", Tussenvoegsel: "van den", Achternaam: "Berg"}}},
		{Wie: persoon(6), Namen: []waarde.Naam{{Voornamen: "Fatima", Achternaam: "El Idrissi"}}},
		{Wie: persoon(7), Namen: []waarde.Naam{{Onbekend: true}}},
	}
}

// In the expected text «1:…» is a find without and «1?:…» one with Twijfel; of persons who share a place the last
// stands.
func TestVoorstellen(t *testing.T) {
	z := NieuweZoeker(kennissen(t))
	for _, verwacht := range []string{
		"Gisteren kwam «1:Sanne» langs.",
		"«1:SANNE» en «1:sanne»; Sanneke niet, en Susan niet.",
		"Moeder («1:Sanne de Vries») belt.",
		"Mevrouw «1?:De Vries» zei dat «1:Susanna» ziek is.",
		"«1:S.M. de Vries», «1:S. de Vries», «1:s de vries», «1:SM de Vries», «1:Susanna Maria de Vries»",
		"«1:Sanne»'s fiets, «1?:Sanne»s fiets en «1:Sanne de Vries»' fiets",
		"«1:Sanne\nde Vries» en «1:Sanne  de-Vries»",
		"Ik zag «1:Sanne». «1?:De Vries» belde.",
		"De «2?:roos» bloeit; «2:Roos Jansen-de Wit», «2:Roos Jansen», «2:Roos de Wit», familie «2:Jansen».",
		"«2?:Wit», «2?:de Wit», «2:Jansen-de Wit»",
		"«3:Jose» en «3:JOSÉ» en «3:Jose\u0301»!",
		"«3:José v.d. Berg», «3:José vd Berg», «3:J. van den Berg»",
		"«3?:Van den Berg» en «5:Peter van den Berg», «5?:Peter»s moeder",
		"«4:Anne-Marie», «4:Annemarie», «4:Anne Marie», «4:anne-marie ozturk», «4:Öztürk», «4:Oztürk», «4:Beertje»",
		"de «4:Öztürk»-zaak, «6:El-Idrissi», «6:Idrissi», «6:Fatima el Idrissi»",
		"BSN «1:123456782», «1:123.456.782», «1:1234 56 782», «1:1234.56.782»; niet 1234567823 of 123456783.",
		"«2:012345672» of «2:12345672»",
		"bel «1:06-12345678», «1:0612345678», «1:06 12 34 56 78», «1:+31612345678», «1:+31 6 12345678», «1:(06) 12345678»",
		"«1:0031 6 1234 5678», «1:+31 (0)6 12345678», «1:+32 470 12 34 56», niet 0612345679 of 10612345678",
		"«1:06 12345678» 06 87654321",
		"mail «1:s.devries@voorbeeld.nl» of «1:S.deVries@Voorbeeld.NL».",
		"Adres: «1:Lange Kerkstraat 12a», «1:Lange Kerkstraat 12 a», «1:Lange Kerkstraat 12-a», «1:lange kerkstr. 12».",
		"«1?:1234 AB», «1:1234AB 12», niet 1234 AC; Lange Kerkstraat 120; Lange Kerkstraat 1",
		"NN was er ook, en de man van nu.",
		"«1:San\u00adne» afgebroken",
		"",
		"«1:Sanne»",
		"👩‍👧 «1:Sanne» 😀 «3:José»",
	} {
		plat, _, _ := markeer(t, strings.ReplaceAll(verwacht, "?:", ":"))
		kaal := func(vs []Voorstel) string {
			var ms []Markering
			twijfel := map[Markering]bool{}
			for i := len(vs) - 1; i >= 0; i-- {
				if n := len(ms); n > 0 && ms[n-1].Begin == vs[i].Begin {
					continue
				}
				ms = append([]Markering{vs[i].Markering}, ms...)
				twijfel[vs[i].Markering] = vs[i].Twijfel
			}
			return schrijf(plat, ms, func(m Markering) string {
				if twijfel[m] {
					return fmt.Sprint(nummerVan(m.Wie), "?")
				}
				return fmt.Sprint(nummerVan(m.Wie))
			})
		}
		if got := kaal(z.Voorstellen(plat, nil, nil)); got != verwacht {
			t.Errorf("\n got %s\nwant %s", got, verwacht)
		}
	}
}
