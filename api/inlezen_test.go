package api

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/termijn"
)

var inleesfeiten = func() domain.Feiten {
	nu := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	return domain.Feiten{Nu: nu, Vandaag: termijn.Dag(nu), Wie: "im-1"}
}()

const regelVoor = `{"id":"r-7","dossier":"D1","vastgelegdOp":"2014-03-01T11:15:00+01:00","medewerker":"m-0815",`

// inleesregels has a line of every kind.
var inleesregels = map[string]string{
	"dossier": `{"grond":"melding","betrokkenen":[{"verwijzing":"p1","identiteit":{"naam":{"onbekend":true},"hoedanigheid":"kind"},` +
		`"contacten":[{"soort":"telefoon","telefoon":"06-12345678"}]}],"melding":{"ontvangenOp":"2014-03-01T10:00:00Z","over":["p1"]}}`,
	"betrokkene": `{"identiteit":{"naam":{"onbekend":true},"hoedanigheid":"ouder"}}`,
	"contact":    `{"betrokkene":"p1","soort":"email","email":"iemand@voorbeeld.invalid"}`,
	"relatie":    `{"van":"p1","naar":"p2","aard":"ouder-van","geldig":{"van":"2010-01-01"}}`,
	"melding":    `{"ontvangenOp":"2014-03-01T10:00:00Z","over":["p1"],"melder":"p2"}`,
	"gegeven":    `{"rubriek":"zorgen","soort":"mededeling","aard":"mening","bron":{"soort":"betrokkene","wie":"p1"},"tekst":{"tekst":"Sanne belt.","vermeldingen":[{"begin":0,"einde":5,"wie":"p1"}]}}`,
	"verslag":    `{"rubriek":"onderzoek","soort":"gesprek","spreker":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Het is er netjes."},"passages":[{"begin":0,"einde":17,"aard":"feit"}]}`,
	"verklaring": `{"betrokkene":"p1","betwist":["r-3","r-1:melding","persoon:p1"],"tekst":{"tekst":"Zo was het niet."}}`,
	"bijlage": `{"over":["p1"],"naam":{"tekst":"Foto"},"soort":"foto","bron":{"soort":"eigen-waarneming"},` +
		`"opname":{"wijze":"openlijk","toestemming":[{"voor":"p1","door":"p1","op":"2014-03-01"}]}}`,
	"wederhoor": `{"gehoord":["p1"],"gezegd":{"tekst":"Zij herkent het."}}`,
	"mededeling": `{"betrokkene":"p1","uitkomst":"gedaan","wijze":"brief","op":"2014-02-28","door":"Lokaal team",` +
		`"vertegenwoordiger":"p2"}`,
	"verstrekking": `{"onderdelen":["r-3","r-4:passage:0"],"ontvanger":"Raad","grond":"wettelijke-taak","toestemming":"niet-gevraagd","doel":{"tekst":"Onderzoek."}}`,
	"fase":         `{"fase":"onderzoek","melding":"r-1:melding","motivering":{"tekst":"Nodig."}}`,
	"sluiting":     `{"motivering":{"tekst":"Klaar."}}`,
}

func inleesbestand(t testing.TB, kop string) *Bestand {
	t.Helper()
	b, fouten := NieuweInlezer().LeesKop([]byte(kop))
	if len(fouten) > 0 {
		t.Fatal(fouten.Err())
	}
	return b
}

// Every kind of line is read with its references, and gives the same ids each time; those of another source are
// others.
func TestInlezenPerSoort(t *testing.T) {
	b, ander := inleesbestand(t, `{"formaat":1,"bron":"oud"}`),
		inleesbestand(t, `{"formaat":1,"bron":"elders","herkomst":"overdracht"}`)
	for _, s := range NieuweInlezer().Soorten() {
		inhoud, ok := inleesregels[s]
		if !ok {
			t.Errorf("no example of %s", s)
			continue
		}
		ruw := []byte(regelVoor + `"soort":"` + s + `","inhoud":` + inhoud + `}`)
		r, fouten := b.Regel(ruw, inleesfeiten)
		if len(fouten) > 0 || r.Opdracht == nil {
			t.Errorf("%s: %v", s, fouten)
			continue
		}
		nog, _ := b.Regel(bytes.ReplaceAll(ruw, []byte(`,"`), []byte(` , "`)), inleesfeiten)
		daar, _ := ander.Regel(ruw, inleesfeiten)
		if nog.Sleutel != r.Sleutel || nog.Dossier != r.Dossier || !bytes.Equal(nog.Wezen(), r.Wezen()) ||
			!bytes.Equal(b.Wezen(ruw), r.Wezen()) {
			t.Errorf("%s: another line for other spaces", s)
		}
		if daar.Sleutel == r.Sleutel || daar.Dossier == r.Dossier || daar.Herkomst.Soort != domain.HerkomstOverdracht {
			t.Errorf("%s: two sources share ids", s)
		}
		want := domain.Herkomst{Soort: domain.HerkomstOuderDossier, Op: time.Date(2014, 3, 1, 10, 15, 0, 0, time.UTC),
			Wie: "m-0815"}
		if r.Herkomst != want {
			t.Errorf("%s: herkomst %v", s, r.Herkomst)
		}
	}
}

// Ids follow from the line and from what the source calls a person: the opdracht has them where the file has
// verwijzingen.
func TestInlezenVerwijzingen(t *testing.T) {
	b := inleesbestand(t, `{"formaat":1,"bron":"oud"}`)
	lees := func(s string) domain.Opdracht {
		r, _ := b.Regel([]byte(regelVoor+`"soort":"`+s+`","inhoud":`+inleesregels[s]+`}`), inleesfeiten)
		return r.Opdracht
	}
	open, relatie := lees("dossier").(domain.OpenDossier), lees("relatie").(domain.LegRelatieVast)
	kind := open.Betrokkenen[0].ID
	if relatie.Van != kind || relatie.Naar == kind || lees("contact").(domain.LegContactVast).Betrokkene != kind {
		t.Error("a person goes by another id")
	}
	if v := lees("verklaring").(domain.VoegVerklaringToe); v.Betwist[2] != domain.IdentiteitVan(kind) ||
		v.Betwist[1] == open.Melding.ID {
		t.Error("onderdelen go by other ids") // the melding is of line r-7 here, not of r-1
	}
	if lees("fase").(domain.WijzigFase).Melding != lees("verklaring").(domain.VoegVerklaringToe).Betwist[1] {
		t.Error("one verwijzing names two onderdelen")
	}
}

// Whatever stands in a file, reading it ends, and what is wrong is said without it.
func FuzzInlezen(f *testing.F) {
	for s, inhoud := range inleesregels {
		f.Add([]byte(regelVoor + `"soort":"` + s + `","inhoud":` + inhoud + `}`))
	}
	f.Add([]byte(`{"id":1}`))
	f.Add([]byte(`{"id":"a","inhoud":null}`))
	b := inleesbestand(f, `{"formaat":1,"bron":"oud"}`)
	f.Fuzz(func(t *testing.T, ruw []byte) {
		r, fouten := b.Regel(ruw, inleesfeiten)
		if len(fouten) == 0 && r.Opdracht == nil {
			t.Error("nothing was read and nothing is wrong")
		}
		if r.Opdracht != nil {
			_, _ = r.Opdracht.Beslis(domain.NieuwDossier(r.Dossier), inleesfeiten.Toen(r.Herkomst))
		}
		for _, g := range fouten {
			if strings.Contains(g.Tekst, "Sanne") {
				t.Error("a fault holds what was read")
			}
		}
	})
}
