package ledger

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/vault"
)

// dubbel is a dossier in which the moeder is recorded a second time, by another name, with a gegeven about that one.
func (o *opstelling) dubbel() (g gezin, dubbel id.Betrokkene, over id.Onderdeel) {
	o.t.Helper()
	g, dubbel, over = o.opentGezin(), nieuwB(), nieuwO()
	o.doet(medewerker, g.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: dubbel,
		Identiteit: identiteit("Susan", "Bedacht", "ouder")}})
	o.doet(medewerker, g.dossier, domain.LegGegevenVast{ID: over, Rubriek: "zorgen",
		Over:    []id.Betrokkene{dubbel, g.kind},
		Gegeven: gegeven(schrijft(o.t, vermeld{dubbel, "Susan"}, " haalde ", vermeld{g.kind, "Bram"}, " op."))})
	return g, dubbel, over
}

func (o *opstelling) voegt(g gezin, dubbel id.Betrokkene) id.Onderdeel {
	o.t.Helper()
	v := domain.VoegSamen{ID: nieuwO(), Blijft: g.moeder, Vervalt: dubbel,
		Besluit: domain.Besluit{Motivering: schrijft(o.t, "Het bleek dezelfde.")}}
	o.doet(medewerker, g.dossier, v)
	return v.ID
}

// leesbaar is everything that somebody can read of a dossier: each event of its timeline.
func (o *opstelling) leesbaar(d id.Dossier) string {
	o.t.Helper()
	momenten, err := o.Tijdlijn(o.t.Context(), o.Beslis(teamleider, domain.HandelingRaadplegen, d, "onderzoek"), d,
		Momenten{}, "v")
	goed(o.t, err)
	var b strings.Builder
	for _, m := range momenten {
		i, ok := m.Inhoud.Value()
		if !ok {
			continue
		}
		ruw, err := json.Marshal(i)
		goed(o.t, err)
		b.Write(ruw)
		for _, t := range i.Teksten() {
			b.WriteString(t.Lezing().Plat())
		}
	}
	return b.String()
}

// Who was recorded twice is erased as one, by whichever id: both keys die, and nothing of either can be read
// (ZOB-17.1). Before that inzage is of both (ZOB-13a/b).
func TestVernietigSamengevoegd(t *testing.T) {
	for _, via := range []string{"blijft", "vervalt"} {
		o := stelOp(t)
		g, dubbel, over := o.dubbel()
		plat, _ := o.overKind(g, schrijft(t, "Susan Bedacht belde."))
		o.voegt(g, dubbel)
		wie := g.moeder
		if via == "vervalt" {
			wie = dubbel
		}
		o.ziet(medewerker, g.dossier, Momenten{}).wil(t, over, "Susan haalde Bram op.")
		p, err := o.Voorvertoon(t.Context(), o.Beslis(officer, domain.HandelingVernietigen, g.dossier, "onderzoek"),
			g.dossier, domain.Omvang{Betrokkene: wie}, "v")
		goed(t, err)
		for _, nodig := range []id.Onderdeel{over, g.melding, domain.IdentiteitVan(g.moeder), domain.IdentiteitVan(dubbel)} {
			if !slices.ContainsFunc(p.Onderdelen, func(v OnderdeelVoorvertoning) bool { return v.Onderdeel.ID == nodig }) {
				t.Errorf("via %s: an onderdeel is not in the preview", via)
			}
		}
		if !slices.ContainsFunc(p.NogGenoemd, func(n NogGenoemd) bool { return n.Onderdeel == plat }) {
			t.Errorf("via %s: the text that names the other name is not told", via)
		}
		o.doet(medewerker, g.dossier, domain.Corrigeer{Onderdeel: plat, Wijze: domain.WijzeVerwijderen,
			Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)})
		if alles := o.leesbaar(g.dossier); !strings.Contains(alles, "Susan") || !strings.Contains(alles, "Sanne") {
			t.Fatal("the search of what can be read finds nothing")
		}
		o.wist(g.dossier, wie, g.kind)
		for _, b := range []id.Betrokkene{g.moeder, dubbel} {
			s, err := o.Kluis.State(t.Context(), id.HouderVan(b))
			goed(t, err)
			if s.Condition != vault.Destroyed {
				t.Errorf("via %s: a key is left", via)
			}
		}
		if alles := o.leesbaar(g.dossier); strings.Contains(alles, "Susan") || strings.Contains(alles, "Sanne") {
			t.Errorf("via %s: something of who was erased can be read", via)
		}
		o.ziet(medewerker, g.dossier, Momenten{}).wil(t, over, "[vernietigd] haalde Bram op.")
		_, err = o.probeer(medewerker, g.dossier,
			domain.Scheid{ID: nieuwO(), Vervallen: dubbel, Besluit: domain.Besluit{Motivering: schrijft(t, "Toch niet.")}})
		wilWeigering(t, err, domain.CodeVernietigd)
		goed(t, o.herstart())
		o.verifieerSchoon()
	}
}

// A mention of either shows as far as the identiteit of who stays is; a shield of either is one of both (ZOB-6.2b,
// ZOB-15b).
func TestVermeldingVanSamengevoegd(t *testing.T) {
	o := stelOp(t)
	g, dubbel, over := o.dubbel()
	o.voegt(g, dubbel)
	in := schermAf(domain.IdentiteitVan(dubbel))
	in.Wijze = domain.WijzeVerwijderen
	o.doet(medewerker, g.dossier, in)
	o.ziet(medewerker, g.dossier, Momenten{}).wil(t, over, "Susan haalde Bram op.")
	o.doet(medewerker, g.dossier, schermAf(domain.IdentiteitVan(g.moeder)))
	o.ziet(medewerker, g.dossier, Momenten{}).wil(t, over, "[afgeschermd] haalde Bram op.")
	o.doet(medewerker, g.dossier, domain.Scheid{ID: nieuwO(), Vervallen: dubbel,
		Besluit: domain.Besluit{Motivering: schrijft(t, "Toch niet.")}})
	o.ziet(medewerker, g.dossier, Momenten{}).wil(t, over, "[afgeschermd] haalde Bram op.")
	o.verifieerSchoon()
}

// Whoever writes either name is offered the one that stays; whoever searches either finds that one, once.
func TestVindSamengevoegd(t *testing.T) {
	o, x, g, oma := zoekbaar(t)
	o.doet(medewerker, g.dossier, domain.VoegSamen{ID: nieuwO(), Blijft: g.moeder, Vervalt: oma,
		Besluit: domain.Besluit{Motivering: schrijft(t, "Het bleek dezelfde.")}})
	mag := o.Beslis(medewerker, domain.HandelingZoeken, id.Dossier{}, "onderzoek")
	for _, vraag := range []Zoekvraag{{Naam: "Sanne"}, {Naam: "Zoë"}, {Geboortedatum: geboren("1988-03-07")}} {
		gevonden, _, err := o.Zoek(t.Context(), mag, vraag, x.vinder(), "v")
		goed(t, err)
		n := 0
		for _, v := range gevonden {
			if v.Betrokkene == oma {
				t.Error("found as who is somebody else")
			}
			if v.Betrokkene == g.moeder {
				n++
			}
		}
		if n != 1 {
			t.Errorf("found %d times", n)
		}
	}
	voorstellen, err := o.StelVermeldingenVoor(t.Context(),
		o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier, "onderzoek"), g.dossier, "Zoë Bakker kwam.", nil, nil,
		"v")
	goed(t, err)
	if len(voorstellen) == 0 || slices.ContainsFunc(voorstellen, func(v tekst.Voorstel) bool {
		return v.Wie != g.moeder
	}) {
		t.Errorf("%d offered, not all who stays", len(voorstellen))
	}
}

// Who is one human here becomes one in another dossier, with both identiteiten, and is erased there as one (ZOB-6.1,
// ZOB-17.1).
func TestBrengSamengevoegdOver(t *testing.T) {
	for _, geheel := range []bool{true, false} {
		o := stelOp(t)
		g, dubbel, over := o.dubbel()
		waarom := o.voegt(g, dubbel)
		ander := o.opentGezin()
		nieuw := nieuwB()
		b := domain.BrengOver{Geheel: geheel,
			Personen: []domain.Persoonspaar{{Hier: dubbel, Daar: nieuw}, {Hier: g.moeder, Daar: nieuw},
				{Hier: g.kind, Daar: ander.kind}}}
		if !geheel {
			b.Onderdelen = []domain.Overgang{{Onderdeel: over}, {Onderdeel: g.melding}}
		}
		apart := b
		apart.Personen = slices.Clone(b.Personen)
		apart.Personen[1].Daar = nieuwB()
		_, err := o.overbrengt(g.dossier, ander.dossier, apart)
		wilWeigering(t, err, domain.CodeOngeldig)
		_, err = o.overbrengt(g.dossier, ander.dossier, b)
		goed(t, err)
		nu := o.ziet(teamleider, ander.dossier, Momenten{})
		nu.wil(t, over, "Susan haalde Bram op.")
		if geheel {
			nu.wil(t, waarom, "Het bleek dezelfde.")
		}
		alles := o.leesbaar(ander.dossier)
		if len(nu.Dossier.Betrokkenen) != 3 || !strings.Contains(alles, `"Bedacht"`) || !strings.Contains(alles, "Susan") {
			t.Errorf("%d persons, or one of the identiteiten did not come", len(nu.Dossier.Betrokkenen))
		}
		o.verifieerSchoon()
		o.wist(ander.dossier, nieuw, ander.kind)
		if alles := o.leesbaar(ander.dossier); strings.Contains(alles, "Susan") {
			t.Error("something of who was erased can be read")
		}
		goed(t, o.herstart())
		o.verifieerSchoon()
	}
}
