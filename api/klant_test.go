package api

import (
	"bufio"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
)

// The client and the server understand each other, over a real connection.
func TestKlant(t *testing.T) {
	o := stelOp(t)
	s := httptest.NewServer(o)
	defer s.Close()
	klant := func(token string) *client.Client {
		c, err := client.New(client.Options{Server: s.URL, Token: token, Doel: "onderzoek"})
		goed(t, err)
		return c
	}
	m, po := klant(o.token(medewerker)), klant(o.token(officer))
	ctx := t.Context()
	v, err := m.Open(ctx, bericht.NieuwDossier{
		Grond: "melding",
		Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{{Verwijzing: "a", NieuweBetrokkene: bericht.NieuweBetrokkene{
			Identiteit: bericht.Identiteit{Naam: bericht.Naam{Roepnaam: "Sanne", Achternaam: "Verzonnen"},
				Hoedanigheid: "ouder"}}}},
		Melding: &bericht.NieuweMelding{OntvangenOp: o.klok.nu().Add(-time.Hour), Over: []string{"a"},
			Melding: bericht.Melding{Tekst: &bericht.Tekst{Tekst: "Er is vaak ruzie."}}},
	}, client.Voorwaarde{Sleutel: uuid.New()})
	goed(t, err)
	if _, err = m.LegGegevenVast(ctx, v.Dossier, bericht.NieuwGegeven{Rubriek: "onderzoek", Gegeven: bericht.Gegeven{
		Soort: "bevinding", Aard: "feit", Bron: bericht.Bron{Soort: "eigen-waarneming"},
		Tekst: bericht.Tekst{Tekst: "Het is opgeruimd."}}}, client.Voorwaarde{Revisie: &v.Revisie}); err != nil {
		t.Fatal(err)
	}
	var fout *client.Fout
	if _, err = m.Sluit(ctx, v.Dossier,
		bericht.NieuweSluiting{Besluit: bericht.Besluit{Motivering: bericht.Tekst{Tekst: "Klaar."}}},
		client.Voorwaarde{Revisie: &v.Revisie}); !errors.As(err, &fout) || fout.Probleem.Code != domain.CodeRevisie {
		t.Errorf("%v", err)
	}
	d, err := m.Dossier(ctx, v.Dossier, nil, "")
	if err != nil || len(d.Onderdelen) != 4 {
		t.Errorf("%+v, %v", d, err)
	}
	g, err := m.Zoek(ctx, bericht.Zoekvraag{Klank: "Versonnen"})
	if err != nil || len(g.Treffers) != 1 {
		t.Errorf("%+v, %v", g, err)
	}
	l, err := m.Dossiers(ctx, "open", "", "", "", 10)
	if err != nil || len(l.Dossiers) != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	p, err := po.Voorvertoon(ctx, v.Dossier, bericht.Omvang{Betrokkene: &v.Betrokkenen[0].Betrokkene})
	if err != nil || len(p.Onderdelen) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	x, err := po.Verschillen(ctx, v.Dossier, v.VastgelegdOp, nil)
	if err != nil || len(x.Onderdelen) != 1 {
		t.Errorf("%+v, %v", x, err)
	}
	r, err := po.Raadplegingen(ctx, v.Dossier, nil)
	if err != nil || len(r.Raadplegingen) == 0 {
		t.Errorf("%+v, %v", r, err)
	}
	uit, err := m.Uitvoer(ctx, v.Dossier, nil)
	goed(t, err)
	defer uit.Close()
	n := 0
	for s := bufio.NewScanner(uit); s.Scan(); n++ {
	}
	if n != 8 {
		t.Errorf("%d regels", n)
	}
}
