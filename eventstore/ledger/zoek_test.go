package ledger

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// vind looks up the way a projection does: all terms hold in the rows of one person, or of one verstrekking.
func (x *index) vinder() Vinder {
	return func(ctx context.Context, termen func(context.Context,
		string) ([]Zoekterm, error)) ([]toegang.Treffer, bool, error) {
		ts, err := termen(ctx, "proef-1")
		if err != nil {
			return nil, false, err
		}
		return x.vind(ctx, ts)
	}
}

func (x *index) vind(ctx context.Context, termen []Zoekterm) (uit []toegang.Treffer, meer bool, err error) {
	mag := func(z Zoekterm, r Indexregel) bool {
		if z.Mag == nil || err != nil {
			return err == nil
		}
		var ok bool
		ok, err = z.Mag(ctx, r.Dossier, r.Onderdeel)
		return ok
	}
	heeft := func(t toegang.Treffer, z Zoekterm) bool {
		return slices.ContainsFunc(x.regels, func(r Indexregel) bool {
			return r.Dossier == t.Dossier && r.Betrokkene == t.Betrokkene &&
				(!r.Betrokkene.IsZero() || r.Onderdeel == t.Onderdeel) && r.Veld == z.Veld && slices.Contains(z.Tokens, r.Token) &&
				mag(z, r)
		})
	}
	gezien := map[toegang.Treffer]bool{}
	for _, r := range x.regels {
		t := toegang.Treffer{Dossier: r.Dossier, Betrokkene: r.Betrokkene}
		if r.Betrokkene.IsZero() {
			t.Onderdeel = r.Onderdeel
		}
		if gezien[t] {
			continue
		}
		gezien[t] = true
		if !slices.ContainsFunc(termen, func(z Zoekterm) bool { return !heeft(t, z) }) {
			uit = append(uit, t)
		}
	}
	return uit, false, err
}

func bsn(s string) waarde.BSN {
	b, err := waarde.ParseBSN(s)
	if err != nil {
		panic(err)
	}
	return b
}

func geboren(s string) waarde.GedeeltelijkeDatum {
	d, err := waarde.ParseGedeeltelijkeDatum(s)
	if err != nil {
		panic(err)
	}
	return d
}

// zoekbaar is a dossier with one person of whom much is known, two of whom less is, and a verstrekking.
func zoekbaar(t *testing.T) (o *opstelling, x *index, g gezin, oma id.Betrokkene) {
	t.Helper()
	o = stelOp(t)
	x = &index{pad: o.pad("index")}
	o.opVernietiging = append(o.opVernietiging, x.vergeet)
	goed(t, o.herstart())
	g, oma = gezin{dossier: nieuwD(), moeder: nieuwB(), kind: nieuwB(), melding: nieuwO()}, nieuwB()
	moeder := identiteit("Sanne Maria", "Janssen", "ouder")
	moeder.Naam.Tussenvoegsel, moeder.Geboortedatum, moeder.BSN = "van de", geboren("1988-03-07"), bsn("111222333")
	kind := identiteit("Bram", "Verzonnen", "kind")
	kind.Geboortedatum = geboren("1988")
	ouder := identiteit("Zoë", "Bakker", "grootouder")
	ouder.Geboortedatum = geboren("1988-03")
	open := opening(t, g.kind)
	open.Melding.ID = g.melding
	open.Betrokkenen = []domain.NieuweBetrokkene{
		{ID: g.moeder, Identiteit: moeder,
			Contacten: []domain.NieuwContact{{ID: nieuwO(), Contact: domain.Contact{Soort: domain.ContactAdres,
				Adres: &waarde.Adres{Straat: "Dorpsstraat", Huisnummer: "12", Postcode: "1234 AB", Plaats: "Utrecht"}}}}},
		{ID: g.kind, Identiteit: kind}, {ID: oma, Identiteit: ouder},
	}
	o.doet(medewerker, g.dossier, open)
	o.doet(medewerker, g.dossier, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{g.melding},
		Verstrekking: domain.Verstrekking{
			Ontvanger: "Raad voor de Kinderbescherming", Grond: "veiligheid", Toestemming: "niet-gevraagd",
			Doel: schrijft(t, "Onderzoek.")}})
	x.vul(t, o)
	return o, x, g, oma
}

func TestZoek(t *testing.T) {
	o, x, g, oma := zoekbaar(t)
	vinder := x.vinder()
	mag := o.Beslis(medewerker, domain.HandelingZoeken, id.Dossier{}, "onderzoek")
	adres := func(huisnummer string) *waarde.Adres {
		return &waarde.Adres{Postcode: "1234ab", Huisnummer: huisnummer}
	}
	for naam, geval := range map[string]struct {
		vraag Zoekvraag
		wie   []id.Betrokkene
	}{
		"een woord":                      {Zoekvraag{Naam: "sanne"}, []id.Betrokkene{g.moeder}},
		"woorden in een andere volgorde": {Zoekvraag{Naam: "JANSSEN Maria"}, []id.Betrokkene{g.moeder}},
		"accenten tellen niet":           {Zoekvraag{Naam: "Zoe"}, []id.Betrokkene{oma}},
		"alle woorden moeten kloppen":    {Zoekvraag{Naam: "Sanne Bakker"}, nil},
		"klank":                          {Zoekvraag{Klank: "Jansen"}, []id.Betrokkene{g.moeder}},
		"klank van een ander":            {Zoekvraag{Klank: "Pietersen"}, nil},
		"hele geboortedatum": {Zoekvraag{Geboortedatum: geboren("1988-03-07")},
			[]id.Betrokkene{g.moeder, g.kind, oma}},
		"andere dag":       {Zoekvraag{Geboortedatum: geboren("1988-03-08")}, []id.Betrokkene{g.kind, oma}},
		"andere maand":     {Zoekvraag{Geboortedatum: geboren("1988-04-07")}, []id.Betrokkene{g.kind}},
		"maand":            {Zoekvraag{Geboortedatum: geboren("1988-03")}, []id.Betrokkene{g.moeder, g.kind, oma}},
		"jaar":             {Zoekvraag{Geboortedatum: geboren("1988")}, []id.Betrokkene{g.moeder, g.kind, oma}},
		"ander jaar":       {Zoekvraag{Geboortedatum: geboren("1989-03-07")}, nil},
		"BSN":              {Zoekvraag{BSN: bsn("111222333")}, []id.Betrokkene{g.moeder}},
		"ander BSN":        {Zoekvraag{BSN: bsn("123456782")}, nil},
		"adres":            {Zoekvraag{Adres: adres("12")}, []id.Betrokkene{g.moeder}},
		"ander huisnummer": {Zoekvraag{Adres: adres("13")}, nil},
		"alles samen": {Zoekvraag{Naam: "Sanne", Klank: "Janssen", Geboortedatum: geboren("1988-03-07"),
			BSN: bsn("111222333"), Adres: adres("12")}, []id.Betrokkene{g.moeder}},
	} {
		gevonden, _, err := o.Zoek(t.Context(), mag, geval.vraag, vinder, "v")
		goed(t, err)
		var wie []id.Betrokkene
		for _, v := range gevonden {
			wie = append(wie, v.Betrokkene)
			if i, ok := v.Inhoud.Value(); !ok || i.InhoudSoort() != domain.InhoudIdentiteit {
				t.Errorf("%s: who was found does not show", naam)
			}
		}
		slices.SortFunc(wie, id.Betrokkene.Vergelijk)
		slices.SortFunc(geval.wie, id.Betrokkene.Vergelijk)
		if !slices.Equal(wie, geval.wie) {
			t.Errorf("%s: %d were found where %d were due", naam, len(wie), len(geval.wie))
		}
	}
	_, _, err := o.Zoek(t.Context(), mag, Zoekvraag{Ontvanger: "Raad"}, vinder, "v")
	wilWeigering(t, err, domain.CodeOngeldig)
	gevonden, _, err := o.ZoekVerstrekkingen(t.Context(), mag, "raad voor de kinderbescherming", vinder, "v")
	goed(t, err)
	if len(gevonden) != 1 {
		t.Fatalf("%d verstrekkingen", len(gevonden))
	}
	if i, ok := gevonden[0].Inhoud.Value(); !ok || i.InhoudSoort() != domain.InhoudVerstrekking {
		t.Error("the verstrekking does not show")
	}
}

// What a search showed is sealed under the month's own key, which opens nothing else and can go by itself.
func TestZoekfeitIsVerzegeld(t *testing.T) {
	o, x, g, _ := zoekbaar(t)
	mag := o.Beslis(medewerker, domain.HandelingZoeken, id.Dossier{}, "onderzoek")
	_, _, err := o.Zoek(t.Context(), mag, Zoekvraag{Naam: "Sanne"}, x.vinder(), "v")
	goed(t, err)
	o.klok.verder(40 * 24 * 3600e9)
	goed(t, o.Toon(t.Context(), mag, []toegang.Treffer{{Dossier: g.dossier}}, "v"))
	maanden := 0
	for r, err := range o.store.ReadAll(t.Context(), "") {
		goed(t, err)
		if !strings.HasPrefix(r.Stream, voorZoek) {
			continue
		}
		maanden++
		if strings.Contains(string(r.Data), g.dossier.String()) || strings.Contains(string(r.Data), g.moeder.String()) {
			t.Error("what was found stands in the open")
		}
		var e domain.Envelop
		goed(t, json.Unmarshal(r.Data, &e))
		p, err := seal.Parse(e.Delen[0])
		goed(t, err)
		if h := p.Holders(); len(h) != 1 || h[0] != zoekHouder(r.Stream) {
			t.Error("it is sealed for somebody else than the month")
		}
		ruw, err := p.Open(zoekBinding(r.Stream, r.ID), seal.Leaf{Revision: uint32(r.Revision)}, o.sleutels(t.Context()))
		goed(t, err)
		var gevonden toegang.Gevonden
		goed(t, json.Unmarshal(ruw, &gevonden))
		if len(gevonden.Treffers) != 1 || gevonden.Treffers[0].Dossier != g.dossier {
			t.Error("the fact does not say what was shown")
		}
	}
	if maanden != 2 {
		t.Errorf("%d facts of searches", maanden)
	}
	goed(t, o.Kluis.Destroy(t.Context(), nieuwV(),
		[]vault.Target{{Houder: zoekHouder("zoek-2026-03"), Span: seal.Whole()}}))
	v := o.verifieerSchoon()
	if v.Vernietigd == 0 {
		t.Error("the expired month still opens")
	}
}
