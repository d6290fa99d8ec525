package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
)

// vernietigt decides to destroy one onderdeel, and has it approved.
func (o *opstelling) vernietigt(d id.Dossier, welk id.Onderdeel) error {
	b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: welk}, Grond: "bezwaar",
		Motivering: schrijft(o.t, "Bezwaar."),
		Keuzes:     []domain.Keuze{{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen}}}
	if _, err := o.probeer(officer, d, b); err != nil {
		return err
	}
	_, err := o.probeer(teamleider, d, domain.KeurVernietigingGoed{ID: b.ID})
	return err
}

// ZOB-8, ZOB-17.1: a text from before its address was geheim is hidden by the contactgegeven alone. That is not
// destroyed while such a text stays, in this dossier or in one that it went to.
func TestVernietigingOnthultNiets(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	tekst := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij geheimweg99x 7."))}
	o.doet(medewerker, hier.dossier, tekst)
	_, err := o.overbrengt(hier.dossier, daar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: tekst.ID, Blijft: true}},
			Personen: []domain.Persoonspaar{{Hier: hier.kind, Daar: daar.kind}}})
	goed(t, err)
	schuil := nieuwO()
	o.doet(medewerker, hier.dossier, domain.LegContactVast{Betrokkene: hier.moeder,
		NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true, Adres: contactAdres(99)}}})
	verborgen := func(d id.Dossier) {
		t.Helper()
		o.ziet(medewerker, d, Momenten{}).wil(t, tekst.ID, "Gezien bij [geheim].")
	}
	verborgen(hier.dossier)
	verborgen(daar.dossier)
	weigertMet(t, o.vernietigt(hier.dossier, schuil), domain.CodeGeheim)
	goed(t, o.vernietigt(hier.dossier, tekst.ID))
	weigertMet(t, o.vernietigt(hier.dossier, schuil), domain.CodeGeheim)
	verborgen(daar.dossier)
	goed(t, o.vernietigt(daar.dossier, tekst.ID))
	goed(t, o.vernietigt(hier.dossier, schuil))
	o.verifieerSchoon()
}

// ZOB-7.4, ZOB-8: what is geheim goes to another dossier by somebody who may see it, and with whose it is: its place
// in a text is sealed to that person.
func TestGeheimGaatMeeMetWieHetIs(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	schuil := nieuwO()
	o.doet(medewerker, hier.dossier, domain.LegContactVast{Betrokkene: hier.moeder,
		NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true, Adres: contactAdres(99)}}})
	tekst := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij geheimweg99x 7."))}
	o.doet(medewerker, hier.dossier, tekst)
	brengt := func(wie toegang.Actor, welk id.Onderdeel, personen ...domain.Persoonspaar) error {
		_, err := o.BrengOver(t.Context(), Overbrengopdracht{
			Schrijfopdracht: Schrijfopdracht{Grant: o.Beslis(wie, domain.HandelingCorrigeren, hier.dossier, "onderzoek"),
				Dossier: hier.dossier, Verzoek: "v-1"},
			Besluit: domain.BrengOver{Overbrenging: nieuweOverbrenging(), ID: nieuwO(), Daar: domain.NieuwDossier(daar.dossier),
				Personen: personen, Onderdelen: []domain.Overgang{{Onderdeel: welk, Blijft: true}},
				Besluit: domain.Besluit{Motivering: schrijft(t, "Dit hoort daar.")}},
			GrantDaar: o.Beslis(wie, domain.HandelingVastleggen, daar.dossier, "onderzoek"),
		})
		return err
	}
	kind, moeder := domain.Persoonspaar{Hier: hier.kind, Daar: daar.kind},
		domain.Persoonspaar{Hier: hier.moeder, Daar: daar.moeder}
	weigertMet(t, brengt(medewerker, schuil, moeder), domain.CodeGeenToegang)
	weigertMet(t, brengt(medewerker, tekst.ID, kind, moeder), domain.CodeGeenToegang)
	weigertMet(t, brengt(teamleider, tekst.ID, kind), domain.CodeOngeldig)
	goed(t, brengt(teamleider, tekst.ID, kind, moeder))
	o.ziet(teamleider, daar.dossier, Momenten{}).wil(t, tekst.ID, "Gezien bij geheimweg99x 7.")
	o.ziet(medewerker, daar.dossier, Momenten{}).wil(t, tekst.ID, "Gezien bij [geheim].")
	o.wist(daar.dossier, daar.moeder, daar.kind)
	o.ziet(teamleider, daar.dossier, Momenten{}).wil(t, tekst.ID, "Gezien bij [vernietigd].")
	o.verifieerSchoon()
}

// What is geheim in each of some dossiers between which things went opens once, however many they are, to find what
// hides in any of them.
func TestKringLeertEenKeer(t *testing.T) {
	o := stelOp(t)
	var keten []gezin
	for i := range 6 {
		g := o.opentGezin()
		schuil := domain.Contact{Soort: domain.ContactAdres, Geheim: true, Adres: contactAdres(i)}
		o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
			NieuwContact: domain.NieuwContact{ID: nieuwO(), Contact: schuil}})
		if keten = append(keten, g); i == 0 {
			continue
		}
		van := keten[i-1]
		l := o.legt(van, "Dit gaat mee.")
		o.doet(medewerker, van.dossier, l)
		_, err := o.overbrengt(van.dossier, g.dossier, domain.BrengOver{
			Onderdelen: []domain.Overgang{{Onderdeel: l.ID, Blijft: true}}, Personen: dezelfden(van, g)})
		goed(t, err)
	}
	k, err := o.kring(t.Context(), keten[0].dossier)
	goed(t, err)
	geopend := map[seal.Leaf]int{}
	sleutels := func(h id.Houder, l seal.Leaf) (seal.Key, error) {
		geopend[l]++
		return o.sleutels(t.Context())(h, l)
	}
	n := 0
	for _, d := range k.volgorde {
		contacten, err := k.leer(d, sleutels)
		goed(t, err)
		n = max(n, len(contacten))
	}
	if len(k.volgorde) != len(keten) || n < len(keten) {
		t.Fatalf("%d dossiers, and in one %d forms are known: the test tests nothing", len(k.volgorde), n)
	}
	keer := 0
	for _, m := range geopend {
		keer += m
	}
	if keer != len(keten) {
		t.Errorf("%d times something was opened, in %d dossiers with one contactgegeven each", keer, len(keten))
	}
}
