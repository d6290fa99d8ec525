package toegang

import (
	"testing"

	"dossierboek/domain"
)

// The owner, a teamleider and the privacy officer; nobody else, and whom the matrix refuses least of all
// (VTF-toegang-4, 9, 10).
func TestConceptVan(t *testing.T) {
	anderen := map[Rol]bool{Teamleider: true, PrivacyOfficer: true}
	for _, r := range Rollen {
		v := vraag(t, r, domain.HandelingRaadplegen)
		g := Vast().Decide(v)
		eigen := r != Beheer
		if (g.ConceptVan("e-1") == nil) != eigen || (g.ConceptVan("e-2") == nil) != anderen[r] ||
			g.AndermansConcepten() != anderen[r] {
			t.Errorf("%s: eigen %v, van een ander %v", r, g.ConceptVan("e-1"), g.ConceptVan("e-2"))
		}
		if anderen[r] && !g.Ziet(domain.CategorieGeheim) {
			t.Errorf("%s sees drafts of others whole, and not what is geheim", r)
		}
		v.Actor.Namens = "e-2"
		if g := Vast().Decide(v); (g.ConceptVan("e-1") == nil) != eigen || (g.ConceptVan("e-2") == nil) != anderen[r] {
			t.Errorf("%s namens een ander: %v", r, g.ConceptVan("e-2"))
		}
	}
	if (Grant{}).ConceptVan("") == nil || (Grant{}).AndermansConcepten() {
		t.Error("the zero grant opens a draft")
	}
}
