package ledger

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// ZOB-15a, ZOB-6.2g, ZOB-6.1, VTF-toegang-9: nobody puts a typing error right in what somebody outside, or another
// dossier, has as it was; colleagues who read it do not stand in the way. What was written anew since is one's own
// again.
func TestHerstelNadatIemandBuitenHetZag(t *testing.T) {
	const eigen = domain.Code("")
	type zaak struct {
		*opstelling
		gezin
		welk, verslag, bijlage id.Onderdeel
		passage                id.Onderdeel
	}
	lees := func(wie toegang.Actor, doe func(z zaak, g toegang.Grant) error) func(zaak) {
		return func(z zaak) {
			z.t.Helper()
			goed(z.t, doe(z, z.Beslis(wie, domain.HandelingRaadplegen, z.dossier, "toezicht")))
		}
	}
	beeld := func(z zaak, g toegang.Grant) error {
		_, err := z.Bekijk(z.t.Context(), g, z.dossier, Momenten{}, "v")
		return err
	}
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	geef := func(grond domain.VerstrekGrond, persoon func(zaak) id.Betrokkene) func(zaak) {
		return func(z zaak) {
			z.t.Helper()
			v := domain.Verstrekking{Ontvanger: "Raad", Grond: grond, Toestemming: "niet-gevraagd",
				Doel: schrijft(z.t, "Verzoek.")}
			if persoon != nil {
				v.Ontvanger, v.Persoon = "", persoon(z)
			}
			z.doet(medewerker, z.dossier, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{z.welk}, Verstrekking: v})
		}
	}
	moeder := func(z zaak) id.Betrokkene { return z.moeder }
	breng := func(blijft bool) func(zaak) {
		return func(z zaak) {
			z.t.Helper()
			naar := z.opentGezin()
			_, err := z.overbrengt(z.dossier, naar.dossier,
				domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: z.welk, Blijft: blijft}},
					Personen: []domain.Persoonspaar{{Hier: z.moeder, Daar: naar.moeder}, {Hier: z.kind, Daar: naar.kind}}})
			goed(z.t, err)
		}
	}
	anders := func(z zaak) {
		z.t.Helper()
		z.corrigeert(z.dossier, z.welk, domain.WijzeVerbeteren, new(gegeven(schrijft(z.t, "Bram slaapt slecht."))))
	}
	eerst := func(stappen ...func(zaak)) func(zaak) {
		return func(z zaak) {
			for _, s := range stappen {
				s(z)
			}
		}
	}
	niet := domain.CodeNietTeHerstellen
	for naam, g := range map[string]struct {
		gezien func(zaak)
		code   domain.Code
		regel  string
		wat    func(zaak) domain.HerstelOnderdeel // nil: of the gegeven
	}{
		"niemand": {gezien: func(zaak) {}, code: eigen},
		"collega's": {gezien: eerst(lees(medewerker, beeld), lees(teamleider, beeld), lees(officer, beeld)),
			code: eigen},
		"verstrekking":               {gezien: geef("wettelijke-taak", nil), code: niet, regel: "ZOB-6.2g"},
		"inzage":                     {gezien: geef("recht-van-betrokkene", moeder), code: niet, regel: "ZOB-6.2g"},
		"verstrekt en verbeterd":     {gezien: eerst(geef("wettelijke-taak", nil), anders), code: eigen},
		"mee naar een ander dossier": {gezien: breng(true), code: niet, regel: "ZOB-6.1"},
		"weg naar een ander dossier": {gezien: breng(false), code: domain.CodeOvergebracht},
		"meegegaan en verbeterd":     {gezien: eerst(breng(true), anders), code: eigen},
		"inspectie in beeld":         {gezien: lees(inspecteur, beeld), code: niet, regel: "VTF-toegang-9"},
		"inspectie en daarna veel": {gezien: eerst(lees(inspecteur, beeld), func(z zaak) {
			for range buitenStap + 3 {
				lees(medewerker, beeld)(z)
			}
		}), code: niet, regel: "VTF-toegang-9"},
		"inspectie, daarna verbeterd": {gezien: eerst(lees(inspecteur, beeld), anders), code: eigen},
		"inspectie voor het er stond": {gezien: lees(inspecteur, func(z zaak, g toegang.Grant) error {
			return toenBekeken(z.opstelling, g, z.dossier, z.welk)
		}), code: eigen},
		"inspectie op de tijdlijn": {gezien: lees(inspecteur, func(z zaak, g toegang.Grant) error {
			_, err := z.Tijdlijn(z.t.Context(), g, z.dossier, Momenten{}, "v")
			return err
		}), code: niet, regel: "VTF-toegang-9"},
		"inspectie in een uitvoer": {gezien: lees(inspecteur, func(z zaak, g toegang.Grant) error {
			_, err := z.Uitvoer(z.t.Context(), g, z.dossier, Momenten{}, "v")
			return err
		}), code: niet, regel: "VTF-toegang-9"},
		"inspectie als verschil": {gezien: lees(inspecteur, func(z zaak, g toegang.Grant) error {
			_, err := z.Vergelijk(z.t.Context(), g, z.dossier, begin, z.nu(), "v")
			return err
		}), code: niet, regel: "VTF-toegang-9"},
		"inspectie haalde een bijlage": {gezien: func(z zaak) {
			z.t.Helper()
			_, err := z.haalt(inspecteur, z.dossier, z.bijlage)
			goed(z.t, err)
		}, code: eigen},
		"wie keek wie er keek": {gezien: func(z zaak) {
			_, err := z.Raadplegingen(z.t.Context(), z.Beslis(inspecteur, domain.HandelingToezien, z.dossier, "toezicht"),
				z.dossier, nil, "v")
			goed(z.t, err)
		}, code: eigen},
		"het verslag is betwist": {gezien: func(z zaak) {
			z.doet(medewerker, z.dossier, domain.VoegVerklaringToe{ID: nieuwO(), Betrokkene: z.moeder,
				Betwist: []id.Onderdeel{z.verslag}, Verklaring: domain.Verklaring{Tekst: schrijft(z.t, "Niet waar.")}})
		}, code: niet, regel: "ZOB-6.2g", wat: func(z zaak) domain.HerstelOnderdeel {
			return herstel(z.passage, &domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"},
				Tekst: schrijft(z.t, "Einde.")})
		}},
		"wat is gevraagd": {gezien: func(z zaak) {
			z.doet(medewerker, z.dossier, domain.VraagInformatie{ID: z.bijlage, Uiterlijk: datum("2026-04-01"),
				Verzoek: domain.Informatieverzoek{Instantie: "School", Gevraagd: schrijft(z.t, "Hoe gaat het?")},
				Verstrekking: domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{z.melding},
					Verstrekking: domain.Verstrekking{Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: schrijft(z.t, "x")}}})
		}, code: niet, regel: "ZOB-6.2g", wat: func(z zaak) domain.HerstelOnderdeel {
			return herstel(z.bijlage, &domain.Informatieverzoek{Instantie: "School",
				Gevraagd: schrijft(z.t, "Hoe gaat het hem?")})
		}},
	} {
		t.Run(naam, func(t *testing.T) {
			t.Parallel()
			o := stelOp(t)
			v := o.legtVerslag()
			z := zaak{opstelling: o, gezin: v.gezin, verslag: v.id, passage: v.passages[3], bijlage: nieuwO()}
			if naam == "inspectie haalde een bijlage" {
				z.bijlage = o.heeftToegevoegd(z.dossier, pdf(50), z.kind)
			}
			l := o.legt(z.gezin, "Bram sleept slecht.")
			o.doet(medewerker, z.dossier, l)
			z.welk = l.ID
			g.gezien(z)
			opdracht := herstel(z.welk, new(gegeven(schrijft(t, "Bram slaapt."))))
			if g.wat != nil {
				opdracht = g.wat(z)
			}
			_, err := o.probeer(medewerker, z.dossier, opdracht)
			var w *domain.Weigering
			if g.code == eigen {
				goed(t, err)
			} else if !errors.As(err, &w) || w.Code != g.code || g.regel != "" && !slices.Contains(w.Regels, g.regel) {
				t.Error(fmt.Sprint(err))
			}
		})
	}
}

// toenBekeken looks at a dossier as it was before something was recorded in it.
func toenBekeken(o *opstelling, g toegang.Grant, d id.Dossier, welk id.Onderdeel) error {
	z, err := o.lees(o.t.Context(), d)
	if err != nil {
		return err
	}
	voor := z.nu.Onderdelen[welk].Laatste().Op.Add(-time.Microsecond)
	_, err = o.Bekijk(o.t.Context(), g, d, Momenten{BeschikbaarOp: &voor}, "v")
	return err
}
