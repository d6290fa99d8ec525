package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

func nieuweOverbrenging() id.Overbrenging { return id.Van[id.Overbrenging](uuid.New()) }

// overbrengt takes something to another dossier.
func (o *opstelling) overbrengt(van, naar id.Dossier, b domain.BrengOver) (Uitkomst, error) {
	o.t.Helper()
	if b.Overbrenging.IsZero() {
		b.Overbrenging, b.ID = nieuweOverbrenging(), nieuwO()
	}
	b.Daar = domain.NieuwDossier(naar)
	b.Besluit = domain.Besluit{Motivering: schrijft(o.t, "Dit hoort in het andere dossier.")}
	return o.BrengOver(context.Background(), Overbrengopdracht{
		Schrijfopdracht: Schrijfopdracht{Grant: o.Beslis(teamleider, b.Handeling(), van, "onderzoek"), Dossier: van,
			Verzoek: "v-1"},
		Besluit: b, GrantDaar: o.Beslis(teamleider, domain.HandelingVastleggen, naar, "onderzoek"),
	})
}

// wist erases a person, with one outcome for everything that can have it.
func (o *opstelling) wist(d id.Dossier, wie id.Betrokkene, belang id.Betrokkene) {
	o.t.Helper()
	z, err := o.lees(o.t.Context(), d)
	goed(o.t, err)
	b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Betrokkene: wie}, Grond: "bezwaar",
		Motivering: schrijft(o.t, "Bezwaar.")}
	for _, k := range z.nu.Betreft(b.Omvang) {
		keuze := domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen}
		if slices.Contains(k.Over, belang) && k.Inhoud != domain.InhoudIdentiteit && k.Inhoud != domain.InhoudContact {
			keuze.Uitkomst = domain.UitkomstBehouden
			keuze.Behoud = domain.Behoud{Belang: belang, Waarom: schrijft(o.t, "Het gaat ook over de ander.")}
		}
		b.Keuzes = append(b.Keuzes, keuze)
	}
	o.doet(officer, d, b)
	o.doet(teamleider, d, domain.KeurVernietigingGoed{ID: b.ID})
}

func (b *Beeld) wil(t testing.TB, o id.Onderdeel, tekst string) {
	t.Helper()
	if got := b.leest(o); got != tekst {
		t.Errorf("it reads %q, want %q", got, tekst)
	}
}

// A gegeven that was recorded in the wrong dossier goes to the right one, with its corrections, its mentions and what
// is still to be done about it; the wrong one has a gap in its place, and what it had before at the moments before
// (ZOB-6.1).
func TestVerplaats(t *testing.T) {
	o := stelOp(t)
	fout, goedD := o.opentGezin(), o.opentGezin()
	g := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{fout.kind},
		Gegeven: gegeven(schrijft(t, vermeld{fout.moeder, "Sanne"}, " zag ", vermeld{fout.kind, "Bram"}, " vallen."))}
	o.doet(medewerker, fout.dossier, g)
	eerst := o.nu()
	nieuw := gegeven(schrijft(t, vermeld{fout.moeder, "Sanne"}, " zag ", vermeld{fout.kind, "Bram"}, " struikelen."))
	o.doet(medewerker, fout.dossier, domain.Corrigeer{Onderdeel: g.ID, Wijze: domain.WijzeVerbeteren,
		Correctie: domain.NieuweCorrectie("schrijffout", &nieuw)})
	daarvoor := o.nu()

	kind := nieuwB() // the child is not in the other dossier yet
	u, err := o.overbrengt(fout.dossier, goedD.dossier, domain.BrengOver{
		Onderdelen: []domain.Overgang{{Onderdeel: g.ID}},
		Personen:   []domain.Persoonspaar{{Hier: fout.moeder, Daar: goedD.moeder}, {Hier: fout.kind, Daar: kind}},
	})
	goed(t, err)
	if len(u.Feiten) != 1 || u.Feiten[0].Feit.Soort() != domain.SoortOverbrengingBesloten {
		t.Errorf("the outcome is %v", u.Feiten)
	}

	nu := o.ziet(medewerker, goedD.dossier, Momenten{})
	nu.wil(t, g.ID, "Sanne zag Bram struikelen.")
	if k := nu.van(g.ID); len(k.Onderdeel.Versies) != 2 || !k.Versie.Op.Before(daarvoor) {
		t.Errorf("it came with %d versions, the last of %s", len(k.Onderdeel.Versies), k.Versie.Op)
	}
	if nu.leest(domain.IdentiteitVan(kind)) == "<niet in beeld>" {
		t.Error("the child did not come along")
	}
	if toen := o.ziet(medewerker, goedD.dossier, Momenten{BeschikbaarOp: &daarvoor}); toen.van(g.ID) != nil {
		t.Error("it was known here before it came")
	}
	o.ziet(medewerker, fout.dossier, Momenten{}).wil(t, g.ID, "<overgebracht>")
	o.ziet(medewerker, fout.dossier, Momenten{BeschikbaarOp: &eerst}).wil(t, g.ID, "Sanne zag Bram vallen.")
	verschil, err := o.Vergelijk(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, fout.dossier, "onderzoek"),
		fout.dossier, eerst, o.nu(), "v")
	goed(t, err)
	for _, ov := range verschil.Onderdelen {
		for _, veld := range ov.Velden {
			if f := veld.Door.Feit; ov.Onderdeel == g.ID && veld.Veld == "stand" &&
				(f == nil || f.Soort() != domain.SoortOverbrengingVoltooid) {
				t.Errorf("that it left was done by %v", f)
			}
		}
	}
	o.verifieerSchoon()

	// It is a gegeven like any other: corrected, and kept for one when the other goes, there and not here.
	verder := gegeven(schrijft(t, vermeld{goedD.moeder, "Sanne"}, " zag ", vermeld{kind, "Bram"}, " vallen, zegt zij."))
	o.doet(medewerker, goedD.dossier, domain.Corrigeer{Onderdeel: g.ID, Wijze: domain.WijzeAanvullen,
		Correctie: domain.NieuweCorrectie("onvolledig", &verder)})
	o.wist(fout.dossier, fout.moeder, fout.kind)
	o.ziet(medewerker, goedD.dossier, Momenten{}).wil(t, g.ID, "Sanne zag Bram vallen, zegt zij.")
	o.wist(goedD.dossier, goedD.moeder, kind)
	o.ziet(medewerker, goedD.dossier, Momenten{}).wil(t, g.ID, "[vernietigd] zag Bram vallen, zegt zij.")
	o.wist(goedD.dossier, kind, id.Betrokkene{})
	o.ziet(medewerker, goedD.dossier, Momenten{}).wil(t, g.ID, "<vernietigd>")
	goed(t, o.herstart())
	o.verifieerSchoon()
}

// Two dossiers of one household become one (ZOB-6.1): everything that stood is in the other, and nothing is left that
// could be read through a person of the first.
func TestVoegDossiersSamen(t *testing.T) {
	o := stelOp(t)
	oud, nieuw := o.opentGezin(), o.opentGezin()
	g := o.legt(oud, "Er is gesproken.")
	o.doet(medewerker, oud.dossier, g)
	afgeschermd := o.legt(oud, "Dit is afgeschermd.")
	o.doet(medewerker, oud.dossier, afgeschermd)
	o.doet(medewerker, oud.dossier, domain.Corrigeer{Onderdeel: afgeschermd.ID, Wijze: domain.WijzeAfschermen,
		Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)})
	verklaring := domain.VoegVerklaringToe{ID: nieuwO(), Betrokkene: oud.moeder, Betwist: []id.Onderdeel{g.ID},
		Verklaring: domain.Verklaring{Tekst: schrijft(t, "Zo was het niet.")}}
	o.doet(medewerker, oud.dossier, verklaring)
	verstrekking := domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{g.ID}, Verstrekking: domain.Verstrekking{
		Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
		Doel: schrijft(t, "Verzoek tot onderzoek.")}}
	o.doet(medewerker, oud.dossier, verstrekking)
	zo := domain.WijzigFase{ID: nieuwO(), Fase: "onderzoek",
		Besluit: domain.Besluit{Motivering: schrijft(t, "Verder elders.")}}
	o.doet(medewerker, oud.dossier, zo)

	kind := nieuwB()
	_, err := o.overbrengt(oud.dossier, nieuw.dossier, domain.BrengOver{Geheel: true,
		Personen: []domain.Persoonspaar{{Hier: oud.moeder, Daar: nieuw.moeder}, {Hier: oud.kind, Daar: kind}}})
	goed(t, err)
	nu := o.ziet(teamleider, nieuw.dossier, Momenten{})
	nu.wil(t, g.ID, "Er is gesproken.")
	nu.wil(t, afgeschermd.ID, "<afgeschermd>")
	nu.wil(t, verklaring.ID, "Zo was het niet.")
	nu.wil(t, verstrekking.ID, "Verzoek tot onderzoek.")
	nu.wil(t, zo.ID, "Verder elders.")
	nu.wil(t, oud.melding, "Bram heeft blauwe plekken.")
	d := nu.Dossier
	if d.Fase != domain.FaseEerste {
		t.Errorf("the phase of the other dossier came along: %s", d.Fase)
	}
	if !slices.Equal(d.Onderdelen[g.ID].Verklaringen, []id.Onderdeel{verklaring.ID}) ||
		!slices.Equal(d.Onderdelen[g.ID].Verstrekt, []id.Onderdeel{verstrekking.ID}) {
		t.Error("what stood beside it does not")
	}
	if s := d.Onderdelen[verstrekking.ID].Stukken; len(s) != 1 || s[0].Revisie != d.Onderdelen[g.ID].Versies[0].Revisie {
		t.Errorf("the verstrekking held %+v", s)
	}
	if n := len(d.Van(nieuw.moeder)); n < 6 {
		t.Errorf("the mother has %d onderdelen here", n)
	}
	for _, h := range []id.Betrokkene{oud.moeder, oud.kind} {
		if s, err := o.Kluis.State(t.Context(), id.HouderVan(h)); err != nil || s.Condition.String() != "destroyed" {
			t.Errorf("a key of the first dossier stands: %v, %v", s, err)
		}
	}
	_, err = o.probeer(medewerker, oud.dossier, o.legt(oud, "Nog iets."))
	wilWeigering(t, err, domain.CodeOvergebracht)
	o.ziet(teamleider, oud.dossier, Momenten{}).wil(t, g.ID, "<overgebracht>")
	goed(t, o.herstart())
	o.verifieerSchoon()
}

// A household that splits: what both share goes along and stays (ZOB-6.1).
func TestSplits(t *testing.T) {
	o := stelOp(t)
	een, ander := o.opentGezin(), o.opentGezin()
	g := o.legt(een, "Toen zij nog samen woonden.")
	o.doet(medewerker, een.dossier, g)
	paren := dezelfden(een, ander)
	_, err := o.overbrengt(een.dossier, ander.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: g.ID, Blijft: true}}, Personen: paren})
	goed(t, err)
	o.ziet(medewerker, een.dossier, Momenten{}).wil(t, g.ID, "Toen zij nog samen woonden.")
	o.ziet(medewerker, ander.dossier, Momenten{}).wil(t, g.ID, "Toen zij nog samen woonden.")
	// Whoever is erased in one of them is not read there through the other.
	o.wist(ander.dossier, ander.moeder, id.Betrokkene{})
	o.ziet(medewerker, ander.dossier, Momenten{}).wil(t, g.ID, "<vernietigd>")
	o.ziet(medewerker, een.dossier, Momenten{}).wil(t, g.ID, "Toen zij nog samen woonden.")
	o.verifieerSchoon()
}

// What was taken over can go on, and back: its content stays where it was first sealed.
func TestVerderEnTerug(t *testing.T) {
	o := stelOp(t)
	a, b, c := o.opentGezin(), o.opentGezin(), o.opentGezin()
	g := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{a.kind},
		Gegeven: gegeven(schrijft(t, vermeld{a.kind, "Bram"}, " huilt."))}
	o.doet(medewerker, a.dossier, g)
	van := a
	for _, naar := range []gezin{b, c, a} {
		_, err := o.overbrengt(van.dossier, naar.dossier,
			domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: waarIs(o, van, g.ID)}},
				Personen: []domain.Persoonspaar{{Hier: van.kind, Daar: naar.kind}}})
		goed(t, err)
		o.ziet(medewerker, naar.dossier, Momenten{}).wil(t, waarIs(o, naar, g.ID), "Bram huilt.")
		o.verifieerSchoon()
		van = naar
	}
	o.wist(a.dossier, a.kind, id.Betrokkene{})
	o.ziet(medewerker, a.dossier, Momenten{}).wil(t, waarIs(o, a, g.ID), "<vernietigd>")
	o.verifieerSchoon()
}

// What was shared and came back stands beside what it was: two onderdelen with one ciphertext. Each opens to its own
// persons alone (AVG 5(1)(d), ZOB-17.4b): who is taken off the one is written there no longer, though still in the
// other; and who is put on it keeps a way in when the other is destroyed.
func TestTerugNaastWatErStond(t *testing.T) {
	o := stelOp(t)
	a, b := o.opentGezin(), o.opentGezin()
	g := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{a.moeder, a.kind},
		Gegeven: gegeven(schrijft(t, vermeld{a.kind, "Bram"}, " huilt."))}
	o.doet(medewerker, a.dossier, g)
	deelt := func(van, naar gezin, welk id.Onderdeel) id.Onderdeel {
		_, err := o.overbrengt(van.dossier, naar.dossier,
			domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: welk, Blijft: true}}, Personen: dezelfden(van, naar)})
		goed(t, err)
		return waarIs(o, naar, welk)
	}
	daar := deelt(a, b, g.ID)
	o.doet(medewerker, b.dossier, domain.Ontkoppel{Vernietiging: nieuwV(), Onderdeel: daar, Betrokkene: b.moeder})
	terug := deelt(b, a, daar)
	o.doet(medewerker, a.dossier, domain.Koppel{Onderdeel: terug, Betrokkene: a.moeder})
	o.doet(medewerker, a.dossier, domain.Ontkoppel{Vernietiging: nieuwV(), Onderdeel: terug, Betrokkene: a.kind})
	o.ziet(medewerker, a.dossier, Momenten{}).wil(t, g.ID, "Bram huilt.")
	o.ziet(medewerker, a.dossier, Momenten{}).wil(t, terug, "[vernietigd] huilt.")

	weg := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: g.ID}, Grond: "bezwaar",
		Motivering: schrijft(t, "Bezwaar."), Keuzes: []domain.Keuze{{Onderdeel: g.ID, Uitkomst: domain.UitkomstVernietigen}}}
	o.doet(officer, a.dossier, weg)
	o.doet(teamleider, a.dossier, domain.KeurVernietigingGoed{ID: weg.ID})
	o.ziet(medewerker, a.dossier, Momenten{}).wil(t, g.ID, "<vernietigd>")
	o.ziet(medewerker, a.dossier, Momenten{}).wil(t, terug, "[vernietigd] huilt.")
	o.verifieerSchoon()
}

// waarIs is the newest onderdeel with the words of another: an id that is taken becomes another one.
func waarIs(o *opstelling, g gezin, was id.Onderdeel) id.Onderdeel {
	z, err := o.lees(o.t.Context(), g.dossier)
	goed(o.t, err)
	uit := was
	for _, k := range z.nu.Alle() {
		if k.Inhoud == domain.InhoudGegeven {
			uit = k.ID
		}
	}
	return uit
}

// What may not go is refused, and nothing happens in either dossier.
func TestOverbrengenGeweigerd(t *testing.T) {
	o := stelOp(t)
	a, b := o.opentGezin(), o.opentGezin()
	g := o.legt(a, "Er is gesproken.")
	o.doet(medewerker, a.dossier, g)
	paren := dezelfden(a, b)
	stuk := []domain.Overgang{{Onderdeel: g.ID}}
	for naam, x := range map[string]struct {
		naar id.Dossier
		b    domain.BrengOver
		code domain.Code
	}{
		"into itself":     {a.dossier, domain.BrengOver{Geheel: true, Personen: paren}, domain.CodeStand},
		"to no dossier":   {nieuwD(), domain.BrengOver{Onderdelen: stuk, Personen: paren}, domain.CodeStand},
		"person left out": {b.dossier, domain.BrengOver{Onderdelen: stuk, Personen: paren[:1]}, domain.CodeOngeldig},
		"nothing":         {b.dossier, domain.BrengOver{Personen: paren}, domain.CodeOngeldig},
		"no such onderdeel": {b.dossier, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: nieuwO()}},
			Personen: paren}, domain.CodeOngeldig},
		"twice": {b.dossier, domain.BrengOver{Onderdelen: append(stuk, stuk...), Personen: paren},
			domain.CodeOngeldig},
		"two become one, new": {b.dossier, domain.BrengOver{Onderdelen: stuk,
			Personen: []domain.Persoonspaar{{Hier: a.moeder, Daar: a.moeder}, {Hier: a.kind, Daar: a.moeder}}},
			domain.CodeOngeldig},
		"id of an onderdeel": {b.dossier, domain.BrengOver{Onderdelen: stuk,
			Personen: []domain.Persoonspaar{paren[0], {Hier: a.kind, Daar: id.BetrokkeneVan(id.Houder(b.melding))}}},
			domain.CodeOngeldig},
	} {
		_, err := o.overbrengt(a.dossier, x.naar, x.b)
		if !errors.Is(err, domain.Weiger(x.code, "")) {
			t.Errorf("%s: %v", naam, err)
		}
	}
	// Splitting while an erasure is open.
	v := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: g.ID}, Grond: "bezwaar",
		Motivering: schrijft(t, "Bezwaar."), Keuzes: []domain.Keuze{{Onderdeel: g.ID, Uitkomst: domain.UitkomstVernietigen}}}
	o.doet(officer, a.dossier, v)
	_, err := o.overbrengt(a.dossier, b.dossier, domain.BrengOver{Onderdelen: stuk, Personen: paren})
	wilWeigering(t, err, domain.CodeStand)
	_, err = o.overbrengt(a.dossier, b.dossier, domain.BrengOver{Geheel: true, Personen: paren})
	wilWeigering(t, err, domain.CodeStand)
	// Without a right there.
	_, err = o.BrengOver(t.Context(), Overbrengopdracht{
		Schrijfopdracht: Schrijfopdracht{Grant: o.Beslis(teamleider, domain.HandelingCorrigeren, a.dossier, "onderzoek"),
			Dossier: a.dossier},
		Besluit:   domain.BrengOver{Daar: domain.NieuwDossier(b.dossier)},
		GrantDaar: o.Beslis(inspecteur, domain.HandelingVastleggen, b.dossier, "onderzoek"),
	})
	wilWeigering(t, err, domain.CodeGeenToegang)
	if o.tel(a.dossier, domain.SoortOverbrengingBesloten) != 0 ||
		o.tel(b.dossier, domain.SoortOnderdeelOvergenomen) != 0 {
		t.Error("something happened")
	}
	o.verifieerSchoon()
}

// Every append of an overbrenging fails twice: lost, and done but reported failed. After each the process stops and
// starts through the gate, or goes on: everything is in the other dossier, once, and nothing is left of it here.
func TestElkeStapVanEenOverbrengingMagMislukken(t *testing.T) {
	for _, s := range []domain.Soort{domain.SoortOverbrengingBesloten, domain.SoortOnderdeelOvergenomen,
		domain.SoortOverbrengingVoltooid, domain.SoortVernietigingUitgevoerd} {
		for _, gedaan := range []bool{false, true} {
			for _, herstart := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/gedaan=%v/herstart=%v", s, gedaan, herstart), func(t *testing.T) {
					t.Parallel()
					o, gr := metGrillig(t)
					a, b := o.opentGezin(), o.opentGezin()
					g := o.legt(a, "Er is gesproken.")
					o.doet(medewerker, a.dossier, g)
					gr.zet(func(p poging) (eventstore.Appended, error) {
						if !p.is(s) {
							return p.door()
						}
						if gedaan {
							if _, err := p.door(); err != nil {
								return eventstore.Appended{}, err
							}
						}
						return eventstore.Appended{}, eventstore.ErrUnknownOutcome
					})
					opdracht := domain.BrengOver{Overbrenging: nieuweOverbrenging(), ID: nieuwO(), Geheel: true,
						Personen: []domain.Persoonspaar{{Hier: a.moeder, Daar: nieuwB()}, {Hier: a.kind, Daar: b.kind}}}
					if _, err := o.overbrengt(a.dossier, b.dossier, opdracht); err == nil {
						t.Fatal("the fault did not show")
					}
					gr.zet(nil)
					if herstart {
						goed(t, o.herstart())
					}
					goed(t, o.RondAf(t.Context()))
					if o.tel(a.dossier, domain.SoortOverbrengingBesloten) == 0 {
						_, err := o.overbrengt(a.dossier, b.dossier, opdracht)
						goed(t, err)
					}
					klaar := func() {
						t.Helper()
						o.ziet(teamleider, b.dossier, Momenten{}).wil(t, g.ID, "Er is gesproken.")
						o.ziet(teamleider, a.dossier, Momenten{}).wil(t, g.ID, "<overgebracht>")
						if n := o.tel(b.dossier, domain.SoortOnderdeelOvergenomen); n != 6 {
							t.Errorf("%d events were taken over, want 6", n)
						}
						o.verifieerSchoon()
					}
					klaar()
					goed(t, o.herstart())
					goed(t, o.RondAf(t.Context()))
					klaar()
				})
			}
		}
	}
}

// A bijlage goes with its file: erased in one dossier it stands in the other, and no file is left of what is erased in
// both.
func TestBijlageGaatMee(t *testing.T) {
	o := stelOp(t)
	a, b := o.opentGezin(), o.opentGezin()
	ruw := pdf(100_000)
	welk := o.heeftToegevoegd(a.dossier, ruw, a.kind)
	deelt := func(van, naar gezin, blijft bool) {
		t.Helper()
		_, err := o.overbrengt(van.dossier, naar.dossier,
			domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: welk, Blijft: blijft}},
				Personen: []domain.Persoonspaar{{Hier: van.kind, Daar: naar.kind}}})
		goed(t, err)
	}
	deelt(a, b, true)
	for _, g := range []gezin{a, b} {
		if got, err := o.haalt(medewerker, g.dossier, welk); err != nil || !bytes.Equal(got, ruw) {
			t.Fatalf("%d bytes, %v", len(got), err)
		}
	}
	o.verifieerSchoon()
	o.wist(a.dossier, a.kind, id.Betrokkene{})
	if _, err := o.haalt(medewerker, a.dossier, welk); err == nil {
		t.Error("it is read where it was erased")
	}
	if got, err := o.haalt(medewerker, b.dossier, welk); err != nil || !bytes.Equal(got, ruw) {
		t.Fatalf("where it stands: %d bytes, %v", len(got), err)
	}
	c := o.opentGezin()
	deelt(b, c, false)
	_, err := o.haalt(medewerker, b.dossier, welk)
	weigertMet(t, err, domain.CodeOvergebracht)
	o.hetBestand()
	o.wist(c.dossier, c.kind, id.Betrokkene{})
	if er := o.opSchijf(); len(er) != 0 {
		t.Errorf("%d files are left", len(er))
	}
	goed(t, o.herstart())
	o.verifieerSchoon()
}

// What hangs on a melding goes with it: how it was qualified, the eigen verklaring beside it, what is still to be
// done.
func TestAanhangGaatMee(t *testing.T) {
	o := stelOp(t)
	a, b := o.opentGezin(), o.opentGezin()
	k := domain.KwalificeerMelding{ID: nieuwO(), Melding: a.melding, Kwalificatie: domain.KwalificatieMelding,
		Besluit: domain.Besluit{Motivering: schrijft(t, "Zo is zij.")}}
	o.doet(medewerker, a.dossier, k)
	v := domain.VoegVerklaringToe{ID: nieuwO(), Betrokkene: a.moeder, Betwist: []id.Onderdeel{a.melding},
		Verklaring: domain.Verklaring{Tekst: schrijft(t, "Niet waar.")}}
	o.doet(medewerker, a.dossier, v)
	paren := dezelfden(a, b)
	_, err := o.overbrengt(a.dossier, b.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: a.melding}}, Personen: paren})
	goed(t, err)
	nu := o.ziet(teamleider, b.dossier, Momenten{})
	nu.wil(t, a.melding, "Bram heeft blauwe plekken.")
	nu.wil(t, k.ID, "Zo is zij.")
	nu.wil(t, v.ID, "Niet waar.")
	m := nu.Dossier.Onderdelen[a.melding]
	if m.Kwalificatie != domain.KwalificatieMelding || !slices.Equal(m.Verklaringen, []id.Onderdeel{v.ID}) ||
		len(m.OpenPunten()) == 0 {
		t.Errorf("it came as %+v", m)
	}
	oud := o.ziet(teamleider, a.dossier, Momenten{})
	for _, welk := range []id.Onderdeel{a.melding, k.ID, v.ID} {
		oud.wil(t, welk, "<overgebracht>")
	}
	o.verifieerSchoon()
}

// ZOB-7.4, ZOB-7.5: what hangs on what was named is held against the categories of who decides too, and the refusal is
// a fact.
func TestOverbrengenBuitenDeEigenCategorieen(t *testing.T) {
	o := stelOp(t)
	a, b := o.opentGezin(), o.opentGezin()
	l := o.legt(a, "Er is gesproken.")
	o.doet(medewerker, a.dossier, l)
	_, err := o.BrengOver(t.Context(), Overbrengopdracht{
		Schrijfopdracht: Schrijfopdracht{Grant: o.Beslis(officer, domain.HandelingCorrigeren, a.dossier, "onderzoek"),
			Dossier: a.dossier, Verzoek: "v-over"},
		Besluit: domain.BrengOver{Overbrenging: nieuweOverbrenging(), ID: nieuwO(), Daar: domain.NieuwDossier(b.dossier),
			Onderdelen: []domain.Overgang{{Onderdeel: l.ID}}, Personen: dezelfden(a, b),
			Besluit: domain.Besluit{Motivering: schrijft(t, "Dit hoort daar.")}},
		GrantDaar: o.Beslis(officer, domain.HandelingVastleggen, b.dossier, "onderzoek"),
	})
	weigertMet(t, err, domain.CodeGeenToegang)
	feiten, err := o.Raadplegingen(t.Context(), o.Beslis(inspecteur, domain.HandelingToezien, a.dossier, "toezicht"),
		a.dossier, nil, "v")
	goed(t, err)
	if !slices.ContainsFunc(feiten, func(r Raadpleging) bool {
		return r.Geweigerd != nil && r.Meta.Verzoek == "v-over"
	}) {
		t.Error("the refusal is not in the list")
	}
}

// Whoever is erased in the other dossier between the besluit and the taking over had nothing decided of what is still
// to come: it does not arrive there under the dossier's own key, and it is not lost either (ZOB-17.1).
func TestIntussenGewist(t *testing.T) {
	for _, geheel := range []bool{false, true} {
		o, gr := metGrillig(t)
		a, b := o.opentGezin(), o.opentGezin()
		l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{a.moeder},
			Gegeven: gegeven(schrijft(t, "Zij drinkt."))}
		o.doet(medewerker, a.dossier, l)
		gr.zet(func(p poging) (eventstore.Appended, error) {
			if p.is(domain.SoortOnderdeelOvergenomen) {
				return eventstore.Appended{}, eventstore.ErrUnknownOutcome
			}
			return p.door()
		})
		opdracht := domain.BrengOver{Geheel: geheel,
			Personen: []domain.Persoonspaar{{Hier: a.moeder, Daar: b.moeder}, {Hier: a.kind, Daar: b.kind}}}
		if !geheel {
			opdracht.Onderdelen = []domain.Overgang{{Onderdeel: l.ID}}
		}
		if _, err := o.overbrengt(a.dossier, b.dossier, opdracht); err == nil {
			t.Fatal("the fault did not show")
		}
		gr.zet(nil)
		o.wist(b.dossier, b.moeder, b.kind)
		goed(t, o.herstart())
		goed(t, o.RondAf(t.Context()))
		o.ziet(teamleider, a.dossier, Momenten{}).wil(t, l.ID, "Zij drinkt.")
		if n := o.tel(b.dossier, domain.SoortOnderdeelOvergenomen); n > 0 {
			t.Errorf("whole %v: %d events were taken over", geheel, n)
		}
		z, err := o.lees(t.Context(), a.dossier)
		goed(t, err)
		if f, ok := z.events[len(z.events)-1].Feit.(*domain.OverbrengingVoltooid); !ok || !f.Afgebroken {
			t.Errorf("whole %v: that it was broken off is not recorded", geheel)
		}
		o.verifieerSchoon()
	}
}

// Design §6: who holds an older wording is known where the gegeven now is, whether it was moved, shared or merged. A
// verstrekking brings nobody along who is not there, and stays where it was made.
func TestVerstrekkingGaatMee(t *testing.T) {
	for naam, b := range map[string]domain.BrengOver{"moved": {Onderdelen: []domain.Overgang{{}}},
		"shared": {Onderdelen: []domain.Overgang{{Blijft: true}}}, "merged": {Geheel: true}} {
		o := stelOp(t)
		van, naar := o.opentGezin(), o.opentGezin()
		l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{van.kind},
			Gegeven: gegeven(schrijft(t, "Bram is bleek."))}
		o.doet(medewerker, van.dossier, l)
		v := domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{l.ID, van.melding}, Verstrekking: domain.Verstrekking{
			Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
			Doel: schrijft(t, "Onderzoek.")}}
		o.doet(medewerker, van.dossier, v)
		b.Personen = []domain.Persoonspaar{{Hier: van.kind, Daar: naar.kind}}
		if b.Geheel {
			b.Personen = append(b.Personen, domain.Persoonspaar{Hier: van.moeder, Daar: naar.moeder})
		} else {
			b.Onderdelen[0].Onderdeel = l.ID
		}
		_, err := o.overbrengt(van.dossier, naar.dossier, b)
		goed(t, err)
		nieuw := gegeven(schrijft(t, "Bram is bleek en stil."))
		o.corrigeert(naar.dossier, l.ID, domain.WijzeVerbeteren, &nieuw)
		nu := o.ziet(teamleider, naar.dossier, Momenten{})
		nu.wil(t, v.ID, "Onderzoek.")
		g, w := nu.Dossier.Onderdelen[l.ID], nu.Dossier.Onderdelen[v.ID]
		if !slices.Contains(g.Verstrekt, v.ID) ||
			!slices.Contains(w.Stukken, domain.Stuk{Onderdeel: l.ID, Revisie: g.Versies[0].Revisie}) {
			t.Errorf("%s: who holds the old wording is not known: %+v", naam, w.Stukken)
		}
		if !b.Geheel {
			if len(w.Stukken) != 1 || !slices.Equal(w.Over, []id.Betrokkene{naar.kind}) {
				t.Errorf("%s: it came with %d onderdelen, about %d persons", naam, len(w.Stukken), len(w.Over))
			}
			o.ziet(teamleider, van.dossier, Momenten{}).wil(t, v.ID, "Onderzoek.")
		}
		o.verifieerSchoon()
	}
}

// What no content says goes along: that something is shielded, where the correctie that said so went with an earlier
// wording; and the phase of a melding, where it was begun for the whole dossier (ZOB-6.1, ZOB-15b).
func TestToestandGaatMee(t *testing.T) {
	o := stelOp(t)
	w := o.besluitTotWissing()
	o.doet(officer, w.dossier, domain.TrekVernietigingIn{ID: w.vernietiging,
		Besluit: domain.Besluit{Motivering: schrijft(t, "Toch niet.")}})
	o.corrigeert(w.dossier, w.samen, domain.WijzeAfschermen, nil)
	o.doet(medewerker, w.dossier, domain.WijzigFase{ID: nieuwO(), Fase: "onderzoek",
		Besluit: domain.Besluit{Motivering: schrijft(t, "Verder.")}})
	z, err := o.lees(t.Context(), w.dossier)
	goed(t, err)
	sinds := z.nu.Onderdelen[w.melding].FaseSinds
	nieuw := gegeven(schrijft(t, "Zij wonen bij oma."))
	b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: w.samen}, Grond: "bezwaar",
		Motivering: schrijft(t, "Bezwaar."),
		Keuzes: []domain.Keuze{{Onderdeel: w.samen, Uitkomst: domain.UitkomstHerschrijven, Over: []id.Betrokkene{w.kind},
			Nieuw: &nieuw}}}
	o.doet(officer, w.dossier, b)
	o.doet(teamleider, w.dossier, domain.KeurVernietigingGoed{ID: b.ID})
	ander := o.opentGezin()
	_, err = o.overbrengt(w.dossier, ander.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: w.samen}, {Onderdeel: w.melding}},
			Personen: []domain.Persoonspaar{{Hier: w.moeder, Daar: ander.moeder}, {Hier: w.kind, Daar: ander.kind}}})
	goed(t, err)
	nu := o.ziet(teamleider, ander.dossier, Momenten{})
	nu.wil(t, w.samen, "<afgeschermd>")
	if m := nu.Dossier.Onderdelen[w.melding]; m.Fase != "onderzoek" || !m.FaseSinds.Equal(sinds) {
		t.Errorf("the melding came in phase %s", m.Fase)
	}
	o.corrigeert(ander.dossier, w.samen, domain.WijzeVrijgeven, nil)
	o.ziet(teamleider, ander.dossier, Momenten{}).wil(t, w.samen, "Zij wonen bij oma.")
	o.verifieerSchoon()
}

// Whoever sends a recording again that went to another dossier meanwhile is not told that it was destroyed: it is
// there.
func TestHerhalingVanWatOverging(t *testing.T) {
	o := stelOp(t)
	van, naar := o.opentGezin(), o.opentGezin()
	l := o.legt(van, "Er is gesproken.")
	s := Schrijfopdracht{Grant: o.Beslis(medewerker, l.Handeling(), van.dossier, "onderzoek"), Dossier: van.dossier,
		Opdracht: l, Aanvraag: NieuweAanvraag("m-1", "/gegevens", uuid.New(), []byte("a")), Verzoek: "v-1"}
	_, err := o.Schrijf(t.Context(), s)
	goed(t, err)
	_, err = o.overbrengt(van.dossier, naar.dossier, domain.BrengOver{
		Onderdelen: []domain.Overgang{{Onderdeel: l.ID}}, Personen: dezelfden(van, naar)})
	goed(t, err)
	_, err = o.Schrijf(t.Context(), s)
	weigertMet(t, err, domain.CodeAanvraagVergaan)
	if !strings.Contains(err.Error(), "naar een ander dossier") {
		t.Errorf("%v", err)
	}
}
