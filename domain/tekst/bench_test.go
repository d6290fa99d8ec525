package tekst

import (
	"fmt"
	"strings"
	"testing"

	"dossierboek/domain/waarde"
)

// grote gives a text of about 2 kB with some twenty mentions.
func grote(t testing.TB) Tekst {
	return nieuw(t, strings.Repeat("Op maandag belde «1:Sanne» met de wijkagent over {iets} bij de buren. "+
		"«2:Roos Jansen» vertelde dat het café dicht was, en de leraar van «3:José» maakte zich zorgen. "+
		"Er is afgesproken dat de huisarts volgende week contact opneemt met het team en het gezin. ", 8))
}

func BenchmarkNieuw(b *testing.B) {
	t := grote(b)
	plat, ms := t.Plat(), t.Markeringen()
	b.SetBytes(int64(len(plat)))
	for b.Loop() {
		_, _ = Nieuw(plat, ms)
	}
}

func BenchmarkGescheiden(b *testing.B) {
	t := grote(b)
	for b.Loop() {
		_, _ = t.Gescheiden()
	}
}

func BenchmarkSamen(b *testing.B) {
	s, per := grote(b).Gescheiden()
	for b.Loop() {
		_, _ = Samen(s, per)
	}
}

func BenchmarkSjabloonLezen(b *testing.B) {
	s, _ := grote(b).Gescheiden()
	stored, wie := s.Opgeslagen()
	for b.Loop() {
		_, _ = LeesOpgeslagen(stored, wie)
	}
}

func twintig(t testing.TB) []Bekende {
	var uit []Bekende
	for i := range 20 {
		k := kennissen(t)[i%6]
		k.Wie = persoon(i)
		for j := range k.Namen {
			k.Namen[j].Achternaam += fmt.Sprint("x", i)
		}
		k.Adressen = []waarde.Adres{{Straat: "Dorpsstraat", Huisnummer: fmt.Sprint(i + 1), Postcode: "1234 AB",
			Plaats: "Ons Dorp"}}
		k.Telefoon = []waarde.Telefoon{tel(t, fmt.Sprint("06-", 12345678+i))}
		uit = append(uit, k)
	}
	return uit
}

func BenchmarkNieuweZoeker(b *testing.B) {
	k := twintig(b)
	for b.Loop() {
		_ = NieuweZoeker(k)
	}
}

func BenchmarkVoorstellen(b *testing.B) {
	plat, z := grote(b).Plat(), NieuweZoeker(twintig(b))
	for b.Loop() {
		_ = z.Voorstellen(plat, nil, nil)
	}
}
