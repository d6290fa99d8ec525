package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// teNakijken reports whether it is on somebody's agenda to go through what was recorded about somebody.
func (o *opstelling) teNakijken(d id.Dossier, wie id.Betrokkene) bool {
	o.t.Helper()
	z, err := o.lees(o.t.Context(), d)
	goed(o.t, err)
	for _, p := range z.nu.Onderdelen[domain.IdentiteitVan(wie)].OpenPunten() {
		if p.Soort == domain.PuntHerleidbaar {
			if p.Eigenaar == "" || !p.Uiterlijk.Na(o.Vandaag()) {
				o.t.Error("nobody is to do it, or there is no time for it")
			}
			return true
		}
	}
	return false
}

// ZOB-6.2b: what no program can tell to be traceable, in any kind of free text, a human must go through once an
// identiteit is shielded; and again for each text about that person since. Shielding a text by itself, and what closes
// by itself, asks nothing.
func TestAfgeschermdVraagtNakijken(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	d, mij := g.dossier, domain.IdentiteitVan(g.moeder)
	over := []id.Betrokkene{g.moeder, g.kind}
	gezien := nieuwO()
	doe := domain.DoePuntAf{Onderdeel: mij, Soort: domain.PuntHerleidbaar}
	o.doet(medewerker, d, domain.LegGegevenVast{ID: gezien, Rubriek: "zorgen", Over: over,
		Gegeven: gegeven(schrijft(t, "x"))})
	if o.teNakijken(d, g.moeder) {
		t.Error("nobody is shielded")
	}
	o.corrigeert(d, mij, domain.WijzeAfschermen, nil)
	if !o.teNakijken(d, g.moeder) {
		t.Fatal("shielding asks nobody to look")
	}
	ander := gegeven(schrijft(t, "y"))
	reden := domain.NieuweCorrectie(domain.GrondSchrijffout, &ander)
	reden.Motivering = schrijft(t, "Zij zag het anders.")
	besluit := domain.Besluit{Motivering: schrijft(t, "Want zo zag ", vermeld{g.moeder, "Sanne"}, " het.")}
	for naam, w := range map[string]struct {
		opdracht domain.Opdracht
		vraagt   bool
	}{
		"gegeven": {domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: over,
			Gegeven: gegeven(schrijft(t, "Van hiernaast gezien."))}, true},
		"correctie": {domain.Corrigeer{Onderdeel: gezien, Wijze: domain.WijzeVerbeteren, Correctie: reden}, true},
		"besluit":   {domain.WijzigFase{ID: nieuwO(), Fase: "onderzoek", Besluit: besluit}, true},
		"melding": {domain.OntvangMelding{NieuweMelding: domain.NieuweMelding{ID: nieuwO(), OntvangenOp: o.nu(),
			Over: over, Melding: domain.Melding{Tekst: schrijft(t, "x")}}}, true},
		"over een ander": {domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{g.kind},
			Gegeven: gegeven(schrijft(t, "x"))}, false},
		"eigen verklaring": {domain.VoegVerklaringToe{ID: nieuwO(), Betrokkene: g.moeder,
			Verklaring: domain.Verklaring{Tekst: schrijft(t, "Ik woon hiernaast.")}}, false},
		"eigen wederhoor": {domain.LegWederhoorVast{ID: nieuwO(),
			Wederhoor: domain.Wederhoor{Gehoord: over[:1], Gezegd: schrijft(t, "Ik woon hiernaast.")}}, false},
		"telling in codes": {domain.LegTellingVast{ID: nieuwO(), Melding: g.melding,
			Telling: domain.Telling{Duur: domain.Geweldsduren[0]}}, false},
		"mededeling": {domain.LegMededelingVast{ID: nieuwO(), Betrokkene: g.moeder, Mededeling: domain.Mededeling{
			Uitkomst: domain.MededelingBekend, Toelichting: schrijft(t, "Zij belde van hiernaast.")}}, true},
		"mededeling zonder woorden": {domain.LegMededelingVast{ID: nieuwO(), Betrokkene: g.moeder,
			Mededeling: domain.Mededeling{Uitkomst: domain.MededelingGedaan, Wijze: "brief", Op: datum("2026-03-02")}}, false},
		"nieuwe identiteit": {domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: nieuwB(),
			Identiteit: identiteit("Piet", "Ander", "kind")}}, false},
	} {
		if o.teNakijken(d, g.moeder) {
			o.doet(medewerker, d, doe)
		}
		o.doet(medewerker, d, w.opdracht)
		if got := o.teNakijken(d, g.moeder); got != w.vraagt {
			t.Errorf("%s: to be gone through: %v", naam, got)
		}
	}
	o.corrigeert(d, mij, domain.WijzeVrijgeven, nil)
	if o.teNakijken(d, g.moeder) {
		t.Error("released, it is still to be gone through")
	}
	o.verifieerSchoon()
}

// ZOB-15b, ZOB-6.2b: what closes with an identiteit is not changed or given away meanwhile, and does not come to be
// known in another dossier where that person is not shielded.
func TestAfgeschermdGaatNietNaarBuiten(t *testing.T) {
	o, v := stelTanteOp(t)
	d := v.dossier
	nieuw := domain.Contact{Soort: domain.ContactEmail}
	goed(t, nieuw.Email.UnmarshalText([]byte("ander@example.nl")))
	geef := func(welk id.Onderdeel) domain.Opdracht {
		return domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{welk}, Verstrekking: domain.Verstrekking{
			Ontvanger: "Raad", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: schrijft(t, "Onderzoek.")}}
	}
	verbeter := domain.Corrigeer{Onderdeel: v.adres, Wijze: domain.WijzeVerbeteren,
		Correctie: domain.NieuweCorrectie(domain.GrondSchrijffout, &nieuw)}
	naar := o.opentGezin()
	breng := func() error {
		_, err := o.overbrengt(d, naar.dossier,
			domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.gegeven, Blijft: true}},
				Personen: []domain.Persoonspaar{{Hier: v.tante, Daar: naar.moeder}, {Hier: v.kind, Daar: naar.kind}}})
		return err
	}
	o.corrigeert(d, domain.IdentiteitVan(v.tante), domain.WijzeAfschermen, nil)
	for naam, w := range map[string]struct {
		opdracht domain.Opdracht
		code     domain.Code
	}{
		"verbeteren": {verbeter, domain.CodeAfgeschermd}, "herstellen": {herstel(v.adres, &nieuw), domain.CodeAfgeschermd},
		"adres verstrekken":      {geef(v.adres), domain.CodeOngeldig},
		"verklaring verstrekken": {geef(v.verklaring), domain.CodeOngeldig},
		"brief verstrekken":      {geef(v.brief), domain.CodeOngeldig},
	} {
		if _, err := o.probeer(medewerker, d, w.opdracht); err == nil {
			t.Errorf("%s: it was done", naam)
		} else {
			wilWeigering(t, err, w.code)
		}
	}
	wilWeigering(t, breng(), domain.CodeOngeldig)
	o.doet(medewerker, d, geef(v.gegeven))
	o.corrigeert(naar.dossier, domain.IdentiteitVan(naar.moeder), domain.WijzeAfschermen, nil)
	goed(t, breng())
	o.corrigeert(d, domain.IdentiteitVan(v.tante), domain.WijzeVrijgeven, nil)
	o.doet(medewerker, d, geef(v.adres))
	o.doet(medewerker, d, verbeter)
	o.verifieerSchoon()
}

// ZOB-6.2b: who is shielded and new in another dossier is shielded there too, as soon as anything of that one came.
func TestAfschermingGaatMee(t *testing.T) {
	o, v := stelTanteOp(t)
	naar, daar := o.opentGezin(), nieuwB()
	o.corrigeert(v.dossier, domain.IdentiteitVan(v.tante), domain.WijzeAfschermen, nil)
	_, err := o.overbrengt(v.dossier, naar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.gegeven, Blijft: true},
			{Onderdeel: v.adres, Blijft: true}},
			Personen: []domain.Persoonspaar{{Hier: v.tante, Daar: daar}, {Hier: v.kind, Daar: naar.kind}}})
	goed(t, err)
	b := o.ziet(teamleider, naar.dossier, Momenten{})
	if got := b.leest(v.adres); got != "<afgeschermd>" {
		t.Errorf("the address reads %q", got)
	}
	if i, ok := b.van(v.gegeven).Inhoud.Value(); !ok || i.(*domain.Gegeven).Bron.Beroep != "[afgeschermd]" {
		t.Error("beside the id of who is shielded it says who that is")
	}
}
