package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// lezers are all ways to be shown something. Each gives what it showed.
func (o *opstelling) lezers(g gezin, wie toegang.Actor) map[string]func() (any, error) {
	ctx := context.Background()
	mag := func(h domain.Handeling, d id.Dossier) toegang.Grant { return o.Beslis(wie, h, d, "onderzoek") }
	lezen := func() toegang.Grant { return mag(domain.HandelingRaadplegen, g.dossier) }
	zoeken := func() toegang.Grant { return mag(domain.HandelingZoeken, id.Dossier{}) }
	vinder := func(context.Context, func(context.Context, string) ([]Zoekterm, error)) ([]toegang.Treffer, bool, error) {
		return []toegang.Treffer{{Dossier: g.dossier, Betrokkene: g.kind, Onderdeel: g.melding}}, false, nil
	}
	begin, nu := o.nu().Add(-24*time.Hour), o.nu()
	return map[string]func() (any, error){
		"Bekijk":      func() (any, error) { return o.Bekijk(ctx, lezen(), g.dossier, Momenten{}, "v") },
		"Tijdlijn":    func() (any, error) { return o.Tijdlijn(ctx, lezen(), g.dossier, Momenten{}, "v") },
		"Uitvoer":     func() (any, error) { return o.Uitvoer(ctx, lezen(), g.dossier, Momenten{}, "v") },
		"Vergelijk":   func() (any, error) { return o.Vergelijk(ctx, lezen(), g.dossier, begin, nu, "v") },
		"Voorstellen": func() (any, error) { return o.StelVermeldingenVoor(ctx, lezen(), g.dossier, "Bram", nil, nil, "v") },
		"Raadplegingen": func() (any, error) {
			return o.Raadplegingen(ctx, mag(domain.HandelingToezien, g.dossier), g.dossier, nil, "v")
		},
		"Voorvertoon": func() (any, error) {
			return o.Voorvertoon(ctx, mag(domain.HandelingVernietigen, g.dossier), g.dossier, domain.Omvang{Betrokkene: g.kind},
				"v")
		},
		"Toon": func() (any, error) { return nil, o.Toon(ctx, zoeken(), []toegang.Treffer{{Dossier: g.dossier}}, "v") },
		"Zoek": func() (any, error) {
			gevonden, _, err := o.Zoek(ctx, zoeken(), Zoekvraag{Naam: "Bram"}, vinder, "v")
			return gevonden, err
		},
		"ZoekVerstrekkingen": func() (any, error) {
			gevonden, _, err := o.ZoekVerstrekkingen(ctx, zoeken(), "Raad", vinder, "v")
			return gevonden, err
		},
	}
}

// feiten counts the access facts in the whole log.
func (o *opstelling) feiten() (n int) {
	o.t.Helper()
	for r, err := range o.store.ReadAll(context.Background(), "") {
		goed(o.t, err)
		if slices.Contains(toegang.Soorten, domain.Soort(r.Kind)) {
			n++
		}
	}
	return n
}

// Every reading and every refusal leaves one durable fact; where it cannot be stored nothing is shown, and not even
// the refusal is told (ZOB-7.5).
func TestElkeLezingLaatEenFeitNa(t *testing.T) {
	o, gr := metGrillig(t)
	g := o.opentGezin()
	alles := officer // sees and oversees, and searches
	for naam, lees := range o.lezers(g, alles) {
		voor := o.feiten()
		uit, err := lees()
		goed(t, err)
		if naam != "Toon" && reflect.ValueOf(uit).IsZero() {
			t.Errorf("%s shows nothing", naam)
		}
		if n := o.feiten() - voor; n != 1 {
			t.Errorf("%s left %d facts", naam, n)
		}
	}
	for naam, lees := range o.lezers(g, actor("b-1", toegang.Beheer)) {
		voor := o.feiten()
		uit, err := lees()
		wilWeigering(t, err, domain.CodeGeenToegang)
		if uit != nil && !reflect.ValueOf(uit).IsZero() {
			t.Errorf("%s shows something to who was refused", naam)
		}
		if n := o.feiten() - voor; n != 1 {
			t.Errorf("the refusal of %s left %d facts", naam, n)
		}
	}
	for _, fout := range []error{eventstore.ErrUnavailable, eventstore.ErrFull, eventstore.ErrUnknownOutcome,
		context.Canceled} {
		gr.zet(func(poging) (eventstore.Appended, error) { return eventstore.Appended{}, fout })
		for _, wie := range []toegang.Actor{alles, actor("b-1", toegang.Beheer)} {
			for naam, lees := range o.lezers(g, wie) {
				uit, err := lees()
				if !errors.Is(err, fout) || errors.Is(err, domain.Weiger(domain.CodeGeenToegang, "")) {
					t.Errorf("%s without its fact (%v): %v", naam, fout, err)
				}
				if uit != nil && !reflect.ValueOf(uit).IsZero() {
					t.Errorf("%s shows something without its fact", naam)
				}
			}
		}
	}
}

// The fact says which revision was read, at which moments, and by a digest which events' content was shown.
func TestWatHetFeitZegt(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	toen := o.nu()
	o.doet(medewerker, g.dossier, o.legt(g, "Later."))
	dag := datum("2026-03-01")
	o.ziet(medewerker, g.dossier, Momenten{BeschikbaarOp: &toen, GeldigOp: &dag})
	feiten, err := o.Raadplegingen(t.Context(), o.Beslis(inspecteur, domain.HandelingToezien, g.dossier, "toezicht"),
		g.dossier, nil, "v")
	goed(t, err)
	if len(feiten) != 2 {
		t.Fatalf("%d facts", len(feiten))
	}
	f := feiten[0].Geraadpleegd
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	var ids [][]byte
	for _, e := range z.events[:4] { // opening, two persons, melding
		u := e.ID.UUID()
		ids = append(ids, u[:])
	}
	slices.SortFunc(ids, bytes.Compare)
	som := sha256.Sum256(bytes.Join(ids, nil))
	if f.Wat != toegang.WatBeeld || f.Revisie != 8 || f.Aantal != 4 || !f.BeschikbaarOp.Equal(toen) ||
		*f.GeldigOp != dag || !bytes.Equal(f.Digest, som[:]) {
		t.Errorf("the fact does not say what was shown: %+v", f)
	}
	if !slices.Equal(f.Categorieen, o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier,
		"onderzoek").Categorieen()) {
		t.Error("the fact has other categories than the grant")
	}
	if m := feiten[0].Meta; m.Wie != "m-1" || m.Rol != "medewerker" || m.Doel != "onderzoek" || m.Verzoek != "v-1" ||
		m.Matrix != toegang.Vast().Versie {
		t.Errorf("who and what for: %+v", m)
	}
	if feiten[1].Geraadpleegd.Wat != toegang.WatToegang || feiten[1].Meta.Wie != "igj-1" {
		t.Error("the overseeing itself is not there")
	}
}

// Who asks for what does not exist leaves a fact in the month's stream, never a stream under a made-up id.
func TestOnbekendeDossiers(t *testing.T) {
	o := stelOp(t)
	g := gezin{nieuwD(), nieuwB(), nieuwB(), nieuwO()}
	n := 0
	wil := func(err error, code domain.Code) {
		t.Helper()
		wilWeigering(t, err, code)
		n++
		if o.feiten() != n {
			t.Errorf("%d facts where %d were due", o.feiten(), n)
		}
	}
	for _, naam := range []string{"Bekijk", "Tijdlijn", "Uitvoer", "Vergelijk", "Voorstellen", "Raadplegingen",
		"Voorvertoon"} {
		_, err := o.lezers(g, officer)[naam]()
		wil(err, domain.CodeOnbekend)
	}
	_, err := o.probeer(medewerker, g.dossier, o.legt(g, "tekst"))
	wil(err, domain.CodeOnbekend)
	_, _, err = o.Herzie(t.Context(), o.Beslis(medewerker, domain.HandelingCorrigeren, g.dossier, "onderzoek"), g.dossier,
		g.melding, "tekst", nil, nil, "v")
	wil(err, domain.CodeOnbekend)
	_, err = o.Bekijk(t.Context(), o.Beslis(actor("b-1", toegang.Beheer), domain.HandelingRaadplegen, g.dossier,
		"onderzoek"), g.dossier, Momenten{}, "v")
	wil(err, domain.CodeGeenToegang)
	for r, err := range o.store.ReadAll(t.Context(), "") {
		goed(t, err)
		if strings.Contains(r.Stream, g.dossier.String()) {
			t.Errorf("there is a stream %s", r.Stream)
		}
	}
	o.verifieerSchoon()
}
