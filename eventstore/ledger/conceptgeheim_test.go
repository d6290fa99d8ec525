package ledger

import (
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/waarde"
)

// ZOB-8: an address that became geheim after a draft was written is in no output of it for who may not see it, its
// owner included; and what is blotted out is not saved over what stands.
func TestConceptMetWatGeheimWerd(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	tekst := halfAf("Zij zit op Kerkweg nr. 99, zegt «zij».", g.kind)
	c := o.begintConcept(medewerker, g.dossier, tekst)
	los := o.begintConcept(medewerker, g.dossier,
		`{"soort":"adres","adres":{"straat":"Kerkweg","huisnummer":"99","plaats":"Elders"}}`)
	getal := o.begintConcept(medewerker, g.dossier, `{"adres":{"straat":"Kerkweg","huisnummer":99,"plaats":"Elders"}}`)
	bellen := o.begintConcept(medewerker, g.dossier, `{"telefoon":699887766}`)
	lees := func(wie string) (*ConceptBeeld, string) {
		t.Helper()
		actor := medewerker
		if wie == "teamleider" {
			actor = teamleider
		}
		b, err := o.bekijktConcept(actor, c)
		goed(t, err)
		i, _ := b.Inhoud.Value()
		return b, strings.ReplaceAll(string(i), g.kind.String(), "") // an id may hold the housenumber
	}
	if b, s := lees("owner"); b.Geheim || s != strings.ReplaceAll(tekst, g.kind.String(), "") {
		t.Errorf("nothing is geheim yet: %v", b.Geheim)
	}
	schuil := nieuwO()
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
		NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	b, s := lees("owner")
	if !b.Geheim || strings.Contains(s, "Kerkweg") || strings.Contains(s, "99") ||
		!strings.Contains(s, "Zij zit op "+strings.Repeat(vlek, 14)+", zegt «zij».") {
		t.Errorf("the owner reads it, or not the rest in its place (geheim %v)", b.Geheim)
	}
	if b, s := lees("teamleider"); b.Geheim || !strings.Contains(s, "Kerkweg nr. 99") {
		t.Error("the teamleider does not read it")
	}
	k, err := o.bekijktConcept(medewerker, los)
	goed(t, err)
	if i, _ := k.Inhoud.Value(); !k.Geheim || strings.Contains(string(i), "Kerkweg") ||
		strings.Contains(string(i), "99") || strings.Contains(string(i), "Elders") {
		t.Error("an address by its fields is read")
	}
	mobiel, err := waarde.ParseTelefoon("06-99887766")
	goed(t, err)
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
		NieuwContact: domain.NieuwContact{ID: nieuwO(), Contact: domain.Contact{
			Soort: domain.ContactTelefoon, Geheim: true, Telefoon: mobiel}}})
	for _, welk := range []Concept{getal, bellen} {
		k, err := o.bekijktConcept(medewerker, welk)
		goed(t, err)
		if i, _ := k.Inhoud.Value(); !k.Geheim || strings.Contains(string(i), "99") {
			t.Errorf("a number is read where no text stands (geheim %v)", k.Geheim)
		}
	}
	_, err = o.bewaart(medewerker, c, 1, s)
	heeftCode(t, err, domain.CodeGeheim)
	if _, s := lees("teamleider"); !strings.Contains(s, "Kerkweg nr. 99") {
		t.Error("what was blotted out is lost")
	}
	_, err = o.bewaart(medewerker, c, 1, strings.ReplaceAll(s, vlek, `\u2588`)) // the same JSON, of another client
	heeftCode(t, err, domain.CodeGeheim)
	verder := halfAf("Zij zit op Kerkweg nr. 99, en belt morgen.", g.kind) // a client that still has the text
	_, err = o.bewaart(medewerker, c, 1, verder)
	goed(t, err)
}
