package ledger

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// actor is somebody of a role who has signed for geheimhouding.
func actor(wie string, rol toegang.Rol) toegang.Actor {
	return toegang.Actor{Wie: wie, Rol: rol, GeheimhoudingOp: datum("2020-01-01")}
}

var (
	medewerker = actor("m-1", toegang.Medewerker)
	teamleider = actor("t-1", toegang.Teamleider)
	officer    = actor("po-1", toegang.PrivacyOfficer)
	inspecteur = actor("igj-1", toegang.Inspecteur)
)

func nieuwB() id.Betrokkene { return id.BetrokkeneVan(id.HouderVan(id.Van[id.Dossier](uuid.New()))) }
func nieuwO() id.Onderdeel  { return id.OnderdeelVan(nieuwB()) }
func nieuwD() id.Dossier    { return id.Van[id.Dossier](uuid.New()) }
func nieuwV() id.Vernietiging {
	var v id.Vernietiging
	if err := v.UnmarshalText([]byte(uuid.New().String())); err != nil {
		panic(err)
	}
	return v
}

// schrijft makes a text in which each {naam} of a person is a mention: "%s" takes the next person's written form.
func schrijft(t testing.TB, delen ...any) domain.Tekst {
	t.Helper()
	plat := ""
	var ms []tekst.Markering
	for _, deel := range delen {
		switch deel := deel.(type) {
		case string:
			plat += deel
		case vermeld:
			begin := len([]rune(plat))
			plat += deel.als
			ms = append(ms, tekst.Markering{Begin: begin, Einde: len([]rune(plat)), Wie: deel.wie})
		}
	}
	x, fouten := tekst.Nieuw(plat, ms)
	goed(t, fouten.Err())
	return domain.NieuweTekst(x)
}

type vermeld struct {
	wie id.Betrokkene
	als string
}

func identiteit(voornaam, achternaam string, h domain.Hoedanigheid) domain.Identiteit {
	return domain.Identiteit{Naam: waarde.Naam{Voornamen: voornaam, Achternaam: achternaam}, Hoedanigheid: h}
}

func gegeven(t domain.Tekst) domain.Gegeven {
	return domain.Gegeven{Soort: "bevinding", Aard: "feit", Bron: domain.Bron{Soort: "eigen-waarneming"}, Tekst: t}
}

// gezin is a dossier with two persons and a melding.
type gezin struct {
	dossier      id.Dossier
	moeder, kind id.Betrokkene
	melding      id.Onderdeel
}

// dezelfden says that mother and child of one dossier are those of another.
func dezelfden(hier, daar gezin) []domain.Persoonspaar {
	return []domain.Persoonspaar{{Hier: hier.moeder, Daar: daar.moeder}, {Hier: hier.kind, Daar: daar.kind}}
}

func (o *opstelling) opentGezin() gezin {
	o.t.Helper()
	g := gezin{nieuwD(), nieuwB(), nieuwB(), nieuwO()}
	o.doet(medewerker, g.dossier, domain.OpenDossier{
		Onderdeel: nieuwO(), Opening: domain.Opening{Grond: "melding"},
		Betrokkenen: []domain.NieuweBetrokkene{
			{ID: g.moeder, Identiteit: identiteit("Sanne", "Verzonnen", "ouder")},
			{ID: g.kind, Identiteit: identiteit("Bram", "Verzonnen", "kind")},
		},
		Melding: &domain.NieuweMelding{
			ID: g.melding, OntvangenOp: o.nu().Add(-time.Hour), Over: []id.Betrokkene{g.moeder, g.kind},
			Melding: domain.Melding{Hoedanigheid: "school",
				Tekst: schrijft(o.t, vermeld{g.kind, "Bram"}, " heeft blauwe plekken.")},
		},
	})
	return g
}

// opening opens a dossier of one person.
func opening(t testing.TB, kind id.Betrokkene) domain.OpenDossier {
	return domain.OpenDossier{
		Onderdeel: nieuwO(), Opening: domain.Opening{Grond: "melding"},
		Betrokkenen: []domain.NieuweBetrokkene{{ID: kind, Identiteit: identiteit("Bram", "Verzonnen", "kind")}},
		Melding: &domain.NieuweMelding{
			ID: nieuwO(), OntvangenOp: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), Over: []id.Betrokkene{kind},
			Melding: domain.Melding{Hoedanigheid: "school",
				Tekst: schrijft(t, vermeld{kind, "Bram"}, " heeft blauwe plekken.")},
		},
	}
}

// contactAdres is an address of which no part is another's, but for the number.
func contactAdres(n int) *waarde.Adres {
	return &waarde.Adres{Straat: fmt.Sprintf("geheimweg%dx", n), Huisnummer: "7", Postcode: fmt.Sprintf("%d AB", 1000+n),
		Plaats: fmt.Sprintf("dorp%dx", n)}
}
