package ledger

import (
	"strings"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func herstel(o id.Onderdeel, nieuw domain.Inhoud) domain.HerstelOnderdeel {
	return domain.HerstelOnderdeel{Onderdeel: o, Herstel: domain.NieuwHerstel(nieuw)}
}

// ZOB-15a: what is put right reads with its new wording, at the moment of then with the old one; the differences say
// who did it, on no ground. A correctie is what it takes once somebody outside knows it.
func TestHerstelTeZien(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	l := o.legt(g, "Bram sleept slecht.")
	o.doet(medewerker, g.dossier, l)
	toen := o.nu()
	nieuw := gegeven(schrijft(t, vermeld{g.kind, "Bram"}, " slaapt slecht."))
	wilWeigering(t, func() error { _, err := o.probeer(teamleider, g.dossier, herstel(l.ID, &nieuw)); return err }(),
		domain.CodeNietTeHerstellen)
	o.doet(medewerker, g.dossier, herstel(l.ID, &nieuw))
	nu := o.ziet(medewerker, g.dossier, Momenten{})
	nu.wil(t, l.ID, "Bram slaapt slecht.")
	o.ziet(medewerker, g.dossier, Momenten{BeschikbaarOp: &toen}).wil(t, l.ID, "Bram sleept slecht.")

	v, err := o.Vergelijk(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier, "onderzoek"),
		g.dossier, toen, o.nu(), "v-1")
	goed(t, err)
	if len(v.Onderdelen) != 1 || len(v.Onderdelen[0].Velden) != 1 {
		t.Fatalf("%d onderdelen differ", len(v.Onderdelen))
	}
	if d := v.Onderdelen[0].Velden[0]; d.Veld != "tekst/tekst" || d.Door.Feit.Soort() != domain.SoortOnderdeelHersteld ||
		d.Grond != "" {
		t.Errorf("%s by %s, because %q", d.Veld, d.Door.Feit.Soort(), d.Grond)
	}
	o.doet(medewerker, g.dossier, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{l.ID},
		Verstrekking: domain.Verstrekking{
			Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
			Doel: schrijft(t, "Verzoek.")}})
	_, err = o.probeer(medewerker, g.dossier, herstel(l.ID, &nieuw))
	wilWeigering(t, err, domain.CodeNietTeHerstellen)
	o.klok.verder(25 * time.Hour)
	_, err = o.probeer(medewerker, g.dossier,
		herstel(domain.IdentiteitVan(g.kind), new(identiteit("Bram", "Later", "kind"))))
	wilWeigering(t, err, domain.CodeNietTeHerstellen)

	o.wist(g.dossier, g.moeder, g.kind)
	o.ziet(medewerker, g.dossier, Momenten{}).wil(t, l.ID, "Bram slaapt slecht.")
	o.wist(g.dossier, g.kind, id.Betrokkene{})
	o.ziet(medewerker, g.dossier, Momenten{}).wil(t, l.ID, "<vernietigd>")
	goed(t, o.herstart())
	o.verifieerSchoon()
}

// A verslag reads with the new wording of its passages, and a passage stays closed to who may not learn who a melder
// is.
func TestHerstelVanPassage(t *testing.T) {
	o := stelOp(t)
	v := o.legtVerslag()
	leest := func() string {
		nu := o.ziet(medewerker, v.dossier, Momenten{})
		var s strings.Builder
		for _, p := range nu.Dossier.Onderdelen[v.id].Passages {
			s.WriteString(nu.leest(p))
		}
		return s.String()
	}
	eerst := leest()
	p := domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"},
		Tekst: schrijft(t, "Meer weet zij niet te zeggen.")}
	o.doet(medewerker, v.dossier, herstel(v.passages[3], &p))
	if got := leest(); got != strings.Replace(eerst, deelSlot, "Meer weet zij niet te zeggen.", 1) {
		t.Errorf("it reads %q", got)
	}
	o.verifieerSchoon()
}

// A name is found as it was put right, and not as it was mistyped.
func TestHerstelInIndex(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	o.doet(medewerker, g.dossier, herstel(domain.IdentiteitVan(g.moeder), new(identiteit("Sanne", "Hersteld", "ouder"))))
	n := 0
	_, err := o.MaakIndex(t.Context(), "proef")
	goed(t, err)
	for r, err := range o.Store.ReadAll(t.Context(), "") {
		goed(t, err)
		if r.Kind != string(domain.SoortOnderdeelHersteld) {
			continue
		}
		regels, err := o.Index(t.Context(), "proef", r)
		goed(t, err)
		for _, regel := range regels {
			if regel.Betrokkene != g.moeder || regel.Onderdeel != domain.IdentiteitVan(g.moeder) {
				t.Error("a name is indexed of somebody else")
			}
			n++
		}
	}
	if n == 0 {
		t.Error("the name that was put right is not found")
	}
}

// ZOB-6.1: a typing error that was put right goes along with what it stands in; there it is another's wording, so a
// correctie is what the next one takes.
func TestHerstelGaatMee(t *testing.T) {
	o := stelOp(t)
	van, naar := o.opentGezin(), o.opentGezin()
	l := o.legt(van, "Bram sleept slecht.")
	o.doet(medewerker, van.dossier, l)
	nieuw := gegeven(schrijft(t, vermeld{van.kind, "Bram"}, " slaapt slecht."))
	o.doet(medewerker, van.dossier, herstel(l.ID, &nieuw))
	u, err := o.overbrengt(van.dossier, naar.dossier, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: l.ID}},
		Personen: dezelfden(van, naar)})
	goed(t, err)
	if len(u.Feiten) == 0 {
		t.Fatal("nothing was decided")
	}
	nu := o.ziet(medewerker, naar.dossier, Momenten{})
	nu.wil(t, l.ID, "Bram slaapt slecht.")
	if n := nu.van(l.ID).Onderdeel; len(n.Versies) != 2 || n.Versies[1].Soort != domain.SoortOnderdeelHersteld {
		t.Errorf("it came with %d versions", len(n.Versies))
	}
	anders := gegeven(schrijft(t, "x"))
	_, err = o.probeer(medewerker, naar.dossier, herstel(l.ID, &anders))
	wilWeigering(t, err, domain.CodeNietTeHerstellen)
	o.ziet(medewerker, van.dossier, Momenten{}).wil(t, l.ID, "<overgebracht>")
	o.verifieerSchoon()
}
