package ledger

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// gesleuteld is a write with an Idempotency-Key.
func (o *opstelling) gesleuteld(wie toegang.Actor, d id.Dossier, a *Aanvraag,
	opdracht domain.Opdracht) (Uitkomst, error) {
	g := o.Beslis(wie, opdracht.Handeling(), d, "onderzoek")
	return o.Vernietig(context.Background(),
		Schrijfopdracht{Grant: g, Dossier: d, Opdracht: opdracht, Verzoek: "v-1", Aanvraag: a})
}

func (o *opstelling) legt(g gezin, tekst string) domain.LegGegevenVast {
	return domain.LegGegevenVast{ID: nieuwO(), Rubriek: "onderzoek", Over: []id.Betrokkene{g.moeder, g.kind},
		Gegeven: gegeven(schrijft(o.t, tekst))}
}

func wilWeigering(t testing.TB, err error, code domain.Code) {
	t.Helper()
	if !errors.Is(err, domain.Weiger(code, "")) {
		t.Errorf("refusal %s was due; got: %v", code, err)
	}
}

// The same key with the same request gives the first outcome, also after a restart; with another it is refused; after
// an erasure of anything that the request recorded nobody can tell any more.
func TestIdempotencyKey(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	sleutel := uuid.New()
	vraag := func(wie, route, wat string) *Aanvraag { return NieuweAanvraag(wie, route, sleutel, []byte(wat)) }
	zelfde := func() *Aanvraag { return vraag("m-1", "/gegevens", "a") }

	eerst, err := o.gesleuteld(medewerker, g.dossier, zelfde(), o.legt(g, "een"))
	goed(t, err)
	check := func(wanneer string) {
		t.Helper()
		weer, err := o.gesleuteld(medewerker, g.dossier, zelfde(), o.legt(g, "een"))
		goed(t, err)
		if !weer.Herhaald || weer.Eerste != eerst.Eerste || weer.Laatste != eerst.Laatste || !weer.Op.Equal(eerst.Op) ||
			len(weer.Feiten) != 1 ||
			weer.Feiten[0].Feit.(*domain.GegevenVastgelegd).Onderdeel !=
				eerst.Feiten[0].Feit.(*domain.GegevenVastgelegd).Onderdeel {
			t.Errorf("%s: a repeat gave another outcome", wanneer)
		}
		_, err = o.gesleuteld(medewerker, g.dossier, vraag("m-1", "/gegevens", "b"), o.legt(g, "twee"))
		wilWeigering(t, err, domain.CodeAndereAanvraag)
	}
	check("at once")
	goed(t, o.herstart())
	check("after a restart")

	for _, a := range []*Aanvraag{vraag("m-2", "/gegevens", "a"), vraag("m-1", "/meldingen", "a"),
		NieuweAanvraag("m-1", "/gegevens", uuid.New(), []byte("a"))} {
		if u, err := o.gesleuteld(medewerker, g.dossier, a, o.legt(g, "drie")); err != nil || u.Herhaald {
			t.Errorf("another asker, route or key met the first: %v", err)
		}
	}
	// What separates one part of a request from the next counts.
	if *NieuweAanvraag("m", "r", sleutel, []byte("ab"), []byte("c")) ==
		*NieuweAanvraag("m", "r", sleutel, []byte("a"), []byte("bc")) ||
		NieuweAanvraag("m1", "r", sleutel).ID() == NieuweAanvraag("m", "1r", sleutel).ID() {
		t.Error("two requests look the same")
	}

	v := nieuwV()
	welk := eerst.Feiten[0].Feit.(*domain.GegevenVastgelegd).Onderdeel
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Onderdeel: welk},
		Grond: "onrechtmatig", Motivering: schrijft(t, "Onrechtmatig."),
		Keuzes: []domain.Keuze{{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen}}})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	for range 2 {
		for _, wat := range []string{"a", "b"} {
			_, err := o.gesleuteld(medewerker, g.dossier, vraag("m-1", "/gegevens", wat), o.legt(g, "een"))
			wilWeigering(t, err, domain.CodeAanvraagVergaan)
		}
		goed(t, o.herstart())
	}
	o.verifieerSchoon()
}

// Opening a dossier twice with one key opens one dossier. All that the append recorded shares the digest: when one of
// the persons is erased, it is gone.
func TestIdempotencyKeyBijOpenen(t *testing.T) {
	o := stelOp(t)
	sleutel, kind, moeder := uuid.New(), nieuwB(), nieuwB()
	opdracht := opening(t, kind)
	opdracht.Betrokkenen = append(opdracht.Betrokkenen,
		domain.NieuweBetrokkene{ID: moeder, Identiteit: identiteit("Sanne", "Verzonnen", "ouder")})
	vraag := func(wat string) *Aanvraag { return NieuweAanvraag("m-1", "/dossiers", sleutel, []byte(wat)) }
	d := o.NieuwDossierID(vraag("a"))
	een, ander := o.NieuwDossierID(nil), o.NieuwDossierID(nil)
	if d != o.NieuwDossierID(vraag("b")) || een == ander {
		t.Fatal("the id of a dossier does not follow from the key")
	}
	eerst, err := o.gesleuteld(medewerker, d, vraag("a"), opdracht)
	goed(t, err)
	for range 2 {
		weer, err := o.gesleuteld(medewerker, d, vraag("a"), opdracht)
		goed(t, err)
		if !weer.Herhaald || weer.Eerste != 0 || weer.Laatste != eerst.Laatste || len(weer.Feiten) != len(eerst.Feiten) {
			t.Error("opening again gave another outcome")
		}
		_, err = o.gesleuteld(medewerker, d, vraag("b"), opdracht)
		wilWeigering(t, err, domain.CodeAndereAanvraag)
		_, err = o.probeer(medewerker, d, opdracht)
		wilWeigering(t, err, domain.CodeBestaatAl)
		goed(t, o.herstart())
	}
	v := nieuwV()
	o.doet(officer, d, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Betrokkene: moeder}, Grond: "bezwaar",
		Motivering: schrijft(t, "Bezwaar."),
		Keuzes:     []domain.Keuze{{Onderdeel: domain.IdentiteitVan(moeder), Uitkomst: domain.UitkomstVernietigen}}})
	o.doet(teamleider, d, domain.KeurVernietigingGoed{ID: v})
	_, err = o.gesleuteld(medewerker, d, vraag("a"), opdracht)
	wilWeigering(t, err, domain.CodeAanvraagVergaan)
	// A person of another dossier, or one who was erased, does not come back under the same id.
	_, err = o.probeer(medewerker, nieuwD(), opening(t, kind))
	wilWeigering(t, err, domain.CodeBestaatAl)
	_, err = o.probeer(medewerker, nieuwD(), opening(t, moeder))
	wilWeigering(t, err, domain.CodeBestaatAl)
}

func TestIfMatch(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	kop, _, err := o.store.Head(t.Context(), DossierStroom(g.dossier))
	goed(t, err)
	schrijf := func(d id.Dossier, verwacht uint64) error {
		opdracht := o.legt(g, "tekst")
		_, err := o.Schrijf(t.Context(), Schrijfopdracht{Grant: o.Beslis(medewerker, opdracht.Handeling(), d, "onderzoek"),
			Dossier: d, Opdracht: opdracht, Verwacht: &verwacht, Verzoek: "v-1"})
		return err
	}
	goed(t, schrijf(g.dossier, kop))
	wilWeigering(t, schrijf(g.dossier, kop), domain.CodeRevisie)
	wilWeigering(t, schrijf(g.dossier, kop+2), domain.CodeRevisie)
	goed(t, schrijf(g.dossier, kop+1))
	wilWeigering(t, schrijf(nieuwD(), 0), domain.CodeOnbekend)
}

// tweede is another process's ledger over the same store and vault.
func (o *opstelling) tweede() *Ledger {
	o.t.Helper()
	l, err := Nieuw(o.Config)
	goed(o.t, err)
	goed(o.t, l.Herstel(context.Background(), nil))
	return l
}

// Two ledgers over one store: each refuses and decides on what is in the log, not on what it remembers.
func TestTweeLedgersOpEenStore(t *testing.T) {
	o := stelOp(t)
	ander := o.tweede()
	g := o.opentGezin()
	schrijf := func(l *Ledger, opdracht domain.Opdracht, verwacht *uint64, a *Aanvraag) (Uitkomst, error) {
		return l.Schrijf(t.Context(), Schrijfopdracht{Grant: l.Beslis(medewerker, opdracht.Handeling(), g.dossier,
			"onderzoek"),
			Dossier: g.dossier, Opdracht: opdracht, Verwacht: verwacht, Verzoek: "v-1", Aanvraag: a})
	}
	var laatste Uitkomst
	for i := range 6 {
		l := []*Ledger{ander, o.Ledger}[i%2]
		u, err := schrijf(l, o.legt(g, "tekst"), nil, nil)
		goed(t, err)
		if i > 0 && u.Eerste != laatste.Laatste+1 {
			t.Errorf("revision %d after %d", u.Eerste, laatste.Laatste)
		}
		laatste = u
	}
	// What the other wrote counts for If-Match, for an onderdeel to correct, and for a key.
	u, err := schrijf(ander, o.legt(g, "tekst"), &laatste.Laatste, nil)
	goed(t, err)
	nieuw := o.legt(g, "beter").Gegeven
	_, err = schrijf(o.Ledger, domain.Corrigeer{Onderdeel: u.Feiten[0].Feit.(*domain.GegevenVastgelegd).Onderdeel,
		Wijze: domain.WijzeVerbeteren, Correctie: domain.NieuweCorrectie("schrijffout", &nieuw)}, nil, nil)
	goed(t, err)
	sleutel := uuid.New()
	a := NieuweAanvraag("m-1", "/gegevens", sleutel, []byte("a"))
	eerst, err := schrijf(ander, o.legt(g, "met sleutel"), nil, a)
	goed(t, err)
	weer, err := schrijf(o.Ledger, o.legt(g, "met sleutel"), nil, a)
	goed(t, err)
	if !weer.Herhaald || weer.Eerste != eerst.Eerste {
		t.Error("the other ledger did not know the key")
	}
	if _, err := schrijf(ander, opening(t, nieuwB()), nil, nil); !errors.Is(err,
		domain.Weiger(domain.CodeBestaatAl, "")) {
		t.Errorf("opening what the other opened: %v", err)
	}
	o.verifieerSchoon()
}

// Who keeps losing the race decides again at most three times.
func TestConflictWordtOpnieuwBeslist(t *testing.T) {
	o, gr := metGrillig(t)
	g := o.opentGezin()
	for verliest := range maxBeslissingen + 1 {
		n := 0
		gr.zet(func(p poging) (eventstore.Appended, error) {
			if n++; n <= verliest {

				return eventstore.Appended{}, &eventstore.ConflictError{Stream: p.stroom}
			}
			return p.door()
		})
		_, err := o.probeer(medewerker, g.dossier, o.legt(g, "tekst"))
		if verliest < maxBeslissingen {
			goed(t, err)
		} else {
			wilWeigering(t, err, domain.CodeConflict)
		}
	}
}
