package ledger

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// tante is a dossier in which an aunt is the melder, and all that says so.
type tante struct {
	gezin
	tante              id.Betrokkene
	adres, gegeven     id.Onderdeel
	brief, verklaring  id.Onderdeel
	concept            Concept
	voor               time.Time // when all of it had been recorded
	zegtWie, zegtNiets []string  // words that say who she is, or are hers; words that do not
}

// stelTanteOp records everything that can say who somebody is, in each kind of content.
func stelTanteOp(t *testing.T) (*opstelling, tante) {
	t.Helper()
	o := stelOp(t)
	v := tante{gezin: o.opentGezin(), tante: nieuwB(), adres: nieuwO(), gegeven: nieuwO(), verklaring: nieuwO()}
	d := v.dossier
	telefoon, err := waarde.ParseTelefoon("0612345678")
	goed(t, err)
	ik := identiteit("Josefien", "Achterom", "familielid")
	ik.BSN = bsn("111222333")
	o.doet(medewerker, d, domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: v.tante, Identiteit: ik,
		Contacten: []domain.NieuwContact{
			{ID: v.adres, Contact: domain.Contact{Soort: domain.ContactAdres,
				Adres: &waarde.Adres{Straat: "Steegje", Huisnummer: "7", Plaats: "Elders"}}},
			{ID: nieuwO(), Contact: domain.Contact{Soort: domain.ContactTelefoon, Telefoon: telefoon}},
		}}})
	o.doet(medewerker, d, domain.LegRelatieVast{ID: nieuwO(), Van: v.tante, Naar: v.kind,
		Relatie: domain.Relatie{Aard: "verzorger-van"}})
	melding := nieuwO()
	o.doet(medewerker, d, domain.OntvangMelding{NieuweMelding: domain.NieuweMelding{ID: melding, OntvangenOp: o.nu(),
		Over: []id.Betrokkene{v.kind}, Melding: domain.Melding{Melder: v.tante, Hoedanigheid: "tante van moederskant",
			Tekst:       schrijft(t, "Het kind huilt ", "vaak."),
			Informanten: []domain.Informant{{Wie: v.tante, Hoedanigheid: "oppas op dinsdag"}}}}})
	o.doet(medewerker, d, domain.LegTellingVast{ID: nieuwO(), Melding: melding,
		Telling: domain.Telling{MelderHoedanigheid: "familie", Duur: domain.Geweldsduren[0]}})
	zegt := func(aan id.Betrokkene, m domain.Mededeling) {
		o.doet(medewerker, d, domain.LegMededelingVast{ID: nieuwO(), Betrokkene: aan, Mededeling: m})
	}
	zegt(v.tante, domain.Mededeling{Uitkomst: domain.MededelingBekend,
		Toelichting: schrijft(t, "Zij weet het: Josefien Achterom belde. Genoteerd.")})
	zegt(v.kind, domain.Mededeling{Uitkomst: domain.MededelingGedaan, Wijze: "gesprek", Op: datum("2026-03-02"),
		Door: "haar zus", Vertegenwoordiger: v.tante, Toelichting: schrijft(t, "Verteld bij het spelen.")})
	bron := domain.Bron{Soort: "betrokkene", Wie: v.tante, Instantie: "Naaiatelier De Spoel", Beroep: "coupeuse"}
	legt := func(welk id.Onderdeel, soort domain.GegevenSoort, b domain.Bron, delen ...any) {
		o.doet(medewerker, d, domain.LegGegevenVast{ID: welk, Rubriek: "zorgen", Over: []id.Betrokkene{v.kind},
			Gegeven: domain.Gegeven{Soort: soort, Aard: "mening", Bron: b, Tekst: schrijft(t, delen...)}})
	}
	legt(v.gegeven, "mededeling", bron, vermeld{v.tante, "Tante Jo"}, " hoort gehuil.")
	legt(nieuwO(), "visie", bron, "Mijn zus kan het niet aan.")
	legt(nieuwO(), "bevinding", domain.Bron{Soort: "instantie", Instantie: "School van mevrouw Achterom",
		Datum: datum("2026-01-01")},
		"Gebeld met Josefien Achterom op 06-12345678, BSN 111222333; zij woont Steegje 7. Daarna gegeten.")
	o.doet(medewerker, d, domain.VoegVerklaringToe{ID: v.verklaring, Betrokkene: v.tante,
		Betwist:    []id.Onderdeel{v.gegeven},
		Verklaring: domain.Verklaring{Tekst: schrijft(t, "Ik pas al jaren op mijn neefje.")}})
	o.doet(medewerker, d, domain.LegWederhoorVast{ID: nieuwO(),
		Wederhoor: domain.Wederhoor{Gehoord: []id.Betrokkene{v.tante},
			Gezegd: schrijft(t, "Mijn zwager is driftig.")}})
	o.doet(medewerker, d, domain.LegAccorderingVast{ID: nieuwO(), Onderdeel: v.gegeven,
		Accordering: domain.Accordering{Stand: "gegeven", Wie: v.tante,
			Naam: "mevrouw uit de steeg", Op: datum("2026-01-02"), Correcties: schrijft(t, "Het was zondag bij ons thuis.")}})
	vraag := nieuwO()
	o.doet(medewerker, d, domain.VraagInformatie{ID: vraag, Uiterlijk: datum("2026-04-01"),
		Verzoek: domain.Informatieverzoek{Instantie: "Atelier aan de gracht", Informant: v.tante,
			Gevraagd: schrijft(t, "Wat ziet u als u past?")},
		Verstrekking: domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{v.melding}, Verstrekking: domain.Verstrekking{
			Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: schrijft(t, "Onderzoek.")}}})
	o.doet(medewerker, d, domain.LegAntwoordVast{ID: nieuwO(), Verzoek: vraag,
		Antwoord: domain.Informatieantwoord{Uitkomst: "beantwoord",
			Toelichting: schrijft(t, "Zij past iedere week.")}})
	heel, fouten := tekst.Nieuw("Er is lang gepraat. ", nil)
	goed(t, fouten.Err())
	ps, fouten := domain.KnipVerslag(heel, nil, domain.Passage{Aard: "feit", Bron: bron}, nieuwO)
	goed(t, fouten.Err())
	o.doet(medewerker, d, domain.LegVerslagVast{ID: nieuwO(), Rubriek: "onderzoek", Passages: ps,
		Verslag: domain.Verslag{Soort: "gesprek",
			Titel: schrijft(t, "Huisbezoek"), Aanwezigen: []domain.Aanwezige{{Wie: v.tante, Functie: "zus van moeder"}}}})
	b := brief(t, v.kind)
	b.Bijlage.Naam, b.Bijlage.Bron = schrijft(t, "Kaartje van haar hand"), domain.Bron{Soort: "betrokkene", Wie: v.tante}
	_, err = o.voegtToe(d, b, met{bytes: strings.NewReader(string(pdf(100)))})
	goed(t, err)
	v.brief = b.ID
	anders := domain.Gegeven{Soort: "mededeling", Aard: "mening", Bron: bron, Tekst: schrijft(t, "Er is gehuil gehoord.")}
	c := domain.NieuweCorrectie(domain.GrondSchrijffout, &anders)
	c.Motivering = schrijft(t, "De oppas zei het anders.")
	o.doet(medewerker, d, domain.Corrigeer{Onderdeel: v.gegeven, Wijze: domain.WijzeVerbeteren, Correctie: c})
	v.concept = o.begintConcept(medewerker, d, halfAf("Josefien komt morgen langs.", v.kind))
	v.voor = o.nu()
	v.zegtWie = []string{"Josefien", "Achterom", "111222333", "12345678", "Steegje", "verzorger-van",
		"tante van moederskant", "oppas op dinsdag",
		`"familie"`, "De Spoel", "coupeuse", "Tante Jo", "Mijn zus", "mijn neefje", "Mijn zwager", "uit de steeg",
		"bij ons thuis", "aan de gracht", "als u past", "Zij past", "zus van moeder", "Kaartje", "De oppas zei",
		"komt morgen langs", "haar zus"}
	v.zegtNiets = []string{"Het kind huilt vaak.", " hoort gehuil.", "Gebeld met ", "Daarna gegeten.",
		"Er is lang gepraat.", "Huisbezoek", "Er is gehuil gehoord.", "Bram", "Genoteerd.",
		"Verteld bij het spelen."}
	return o, v
}

// uitvoer is everything that somebody is shown of the dossier, in every way there is.
func (o *opstelling) uitvoer(v tante, wie toegang.Actor, x *index) string {
	o.t.Helper()
	var uit strings.Builder
	zet := func(p domain.Private[domain.Inhoud]) {
		if i, ok := p.Value(); ok {
			ruw, err := json.Marshal(i)
			goed(o.t, err)
			uit.Write(ruw)
		}
	}
	ctx, d := o.t.Context(), v.dossier
	lezen := o.Beslis(wie, domain.HandelingRaadplegen, d, "onderzoek")
	for _, m := range []Momenten{{}, {BeschikbaarOp: &v.voor}} {
		for _, k := range o.ziet(wie, d, m).Onderdelen {
			zet(k.Inhoud)
		}
	}
	for _, lees := range []func() ([]Moment, error){
		func() ([]Moment, error) { return o.Tijdlijn(ctx, lezen, d, Momenten{}, "v") },
		func() ([]Moment, error) { return o.Uitvoer(ctx, lezen, d, Momenten{}, "v") },
	} {
		ms, err := lees()
		goed(o.t, err)
		for _, m := range ms {
			zet(m.Inhoud)
		}
	}
	verschil, err := o.Vergelijk(ctx, lezen, d, v.voor.AddDate(-1, 0, 0), o.nu(), "v")
	goed(o.t, err)
	for _, k := range verschil.Onderdelen {
		for _, veld := range k.Velden {
			oud, _ := veld.Oud.Value()
			nieuw, _ := veld.Nieuw.Value()
			uit.Write(slices.Concat(oud, nieuw))
		}
	}
	if c, err := o.bekijktConcept(wie, v.concept); err == nil && wie.Wie != medewerker.Wie {
		ruw, _ := c.Inhoud.Value()
		uit.Write(ruw)
	}
	voorstellen, err := o.StelVermeldingenVoor(ctx, lezen, d, "Josefien Achterom belde.", nil, nil, "v")
	goed(o.t, err)
	for _, s := range voorstellen {
		if s.Wie == v.tante {
			uit.WriteString("Josefien")
		}
	}
	if g := o.Beslis(wie, domain.HandelingVernietigen, d, "onderzoek"); g.Voor(domain.HandelingVernietigen, d) {
		for _, b := range []id.Betrokkene{v.kind, v.tante} {
			p, err := o.Voorvertoon(ctx, g, d, domain.Omvang{Betrokkene: b}, "v")
			goed(o.t, err)
			for _, k := range p.Onderdelen {
				zet(k.Inhoud)
			}
			for _, n := range p.NogGenoemd {
				if len(n.Plaatsen) > 0 && b == v.tante {
					uit.WriteString("Josefien")
				}
			}
		}
	}
	if g := o.Beslis(wie, domain.HandelingZoeken, id.Dossier{}, "onderzoek"); g.Voor(domain.HandelingZoeken,
		id.Dossier{}) {
		vragen := []Zoekvraag{{Naam: "Josefien"}, {Klank: "Achterom"}, {BSN: bsn("111222333")},
			{Adres: &waarde.Adres{Straat: "Steegje", Huisnummer: "7", Plaats: "Elders"}}}
		for _, vraag := range vragen {
			gevonden, _, err := o.Zoek(ctx, g, vraag, x.vinder(), "v")
			goed(o.t, err)
			for _, t := range gevonden {
				zet(t.Inhoud)
				uit.WriteString("Josefien")
			}
		}
		bekend, err := o.MogelijkBekend(ctx, g, nieuwD(),
			[]Bekendvraag{{domain.HerkenningAdres, vragen[3]}, {domain.HerkenningBSN, vragen[2]}}, x.vinder(), "v")
		goed(o.t, err)
		uit.WriteString(strings.Repeat("Josefien", len(bekend)))
		gevonden, _, err := o.ZoekVerstrekkingen(ctx, g, "Atelier aan de gracht", x.vinder(), "v")
		goed(o.t, err)
		uit.WriteString(strings.Repeat("aan de gracht", len(gevonden)))
	}
	if _, err := o.haalt(wie, d, v.brief); err == nil {
		uit.WriteString("Kaartje")
	}
	return uit.String()
}

// ZOB-15b, ZOB-6.2b, Wmo 2015 art. 5.3.1 lid 4: while somebody's identiteit is shielded nothing that anybody is shown,
// in any way, at any moment, says who that is; all else reads on; and releasing it gives everything back. The same
// holds for who was recorded twice, by whichever id is shielded.
func TestAfgeschermdeIdentiteitInElkeUitvoer(t *testing.T) {
	for _, via := range []string{"enkel", "wie blijft", "wie vervalt"} {
		t.Run(via, func(t *testing.T) {
			t.Parallel()
			o, v := stelTanteOp(t)
			af := v.tante
			if via != "enkel" {
				ander, mail := nieuwB(), domain.Contact{Soort: domain.ContactEmail}
				goed(t, mail.Email.UnmarshalText([]byte("tantejo@example.nl")))
				o.doet(medewerker, v.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: ander,
					Identiteit: identiteit("Wilhelmina", "Achterom", "familielid"),
					Contacten:  []domain.NieuwContact{{ID: nieuwO(), Contact: mail}}}})
				o.doet(medewerker, v.dossier, domain.VoegSamen{ID: nieuwO(), Blijft: v.tante, Vervalt: ander,
					Besluit: domain.Besluit{Motivering: schrijft(t, "Dezelfde.")}})
				v.zegtWie, v.voor = append(v.zegtWie, "tantejo@", "Wilhelmina"), o.nu()
				if via == "wie vervalt" {
					af = ander
				}
			}
			x := &index{pad: o.pad("index")}
			x.vul(t, o)
			wie := []toegang.Actor{medewerker, teamleider, officer, inspecteur}
			toont := func(wanneer string, zegt bool) {
				t.Helper()
				alles := ""
				for _, a := range wie {
					u := o.uitvoer(v, a, x)
					alles += u
					for _, w := range v.zegtNiets {
						if !strings.Contains(u, w) {
							t.Errorf("%s: %s does not read %q", wanneer, a.Rol, w)
						}
					}
					for _, w := range v.zegtWie {
						if !zegt && strings.Contains(u, w) {
							t.Errorf("%s: %s is shown %q", wanneer, a.Rol, w)
						}
					}
				}
				for _, w := range v.zegtWie {
					if zegt && !strings.Contains(alles, w) {
						t.Errorf("%s: %q is nowhere, so the test does not look for it", wanneer, w)
					}
				}
			}
			toont("before", true)
			o.corrigeert(v.dossier, domain.IdentiteitVan(af), domain.WijzeAfschermen, nil)
			toont("shielded", false)
			o.verifieerSchoon()
			o.corrigeert(v.dossier, domain.IdentiteitVan(af), domain.WijzeVrijgeven, nil)
			toont("released", true)
		})
	}
}
