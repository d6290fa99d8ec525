package toegang

import (
	"slices"

	"dossierboek/domain"
)

// Who may see whose drafts. A draft is unfinished thought: it says what its owner may still take back. So it is shown to
//
//   - its owner, who is whoever writes it: without a fact, for nobody learns anything. For whom somebody works (namens) counts
//     only when it is recorded: anybody can say to work for anybody, and that must open nothing;
//   - a teamleider, who takes over when its owner is away: a fact each time (VTF-toegang-4);
//   - the privacy officer, for inzage and vernietiging, which drafts are under as well: a fact each time.
//     A draft is shown whole or not at all, so both roles are such as may see what is geheim;
//   - nobody else. A colleague sees what was recorded. The inspection too: it may see the dossier, and a draft is not in it
//     (VTF-toegang-9); what must be shown to it is recorded. Beheer never sees a draft, nor that there is one, but in
//     counts without ids (VTF-toegang-10).
var anderenConcepten = []Rol{Teamleider, PrivacyOfficer}

// ConceptVan is why the grant does not open drafts of an employee; nil where it does.
func (g Grant) ConceptVan(eigenaar string) *domain.Weigering {
	if w := g.Weigering(); w != nil {
		return w
	}
	if g.vraag.Actor.Wie == eigenaar || g.AndermansConcepten() {
		return nil
	}
	return domain.Weiger(domain.CodeGeenToegang, "Dit concept is van een ander.", "ZOB-7.1b")
}

// AndermansConcepten reports whether the grant opens drafts of others too.
func (g Grant) AndermansConcepten() bool {
	return g.Weigering() == nil && slices.Contains(anderenConcepten, g.vraag.Actor.Rol)
}
