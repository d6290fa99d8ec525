package toegang

import (
	"slices"

	"dossierboek/domain"
)

// Who may see whose drafts. A draft is unfinished thought: it says what its owner may still take back. So it is shown
// to
//
//   - its owner, who is whoever writes it: without a fact, for nobody learns anything. For whom somebody works
//     (namens) counts only when it is recorded: anybody can say to work for anybody, and that must open nothing;
//   - a teamleider, who takes over when its owner is away: a fact each time (VTF-toegang-4);
//   - the privacy officer, for inzage and vernietiging, which drafts are under as well: a fact each time.
//     A draft is shown whole or not at all, so both roles are such as may see what is geheim;
//   - nobody else. A colleague sees what was recorded. The inspection too: it may see the dossier, and a draft is not
//     in it (VTF-toegang-9); what must be shown to it is recorded. Who asks for a dossier's drafts is told how many
//     are not shown, after a fact: an empty list would say that there are none. Beheer never sees a draft, nor that
//     there is one, but in counts without ids (VTF-toegang-10).
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

// ConceptReden is why another than its owner threw a draft away. The owner sees it, and it outlives the draft: a code,
// for it is not sealed.
type ConceptReden string

const (
	RedenAlVastgelegd    ConceptReden = "al-vastgelegd"    // what it says stands in the dossier already
	RedenVerkeerdDossier ConceptReden = "verkeerd-dossier" // it is of another dossier
	RedenNietNodig       ConceptReden = "niet-nodig"       // not needed for what the dossier is for
	RedenEigenaarWeg     ConceptReden = "eigenaar-weg"     // its owner works here no more, or is away for long
	RedenDossierEindigt  ConceptReden = "dossier-eindigt"  // the dossier is closed, or goes to another
)

// ConceptRedenen lists them all.
var ConceptRedenen = []ConceptReden{RedenAlVastgelegd, RedenVerkeerdDossier, RedenNietNodig, RedenEigenaarWeg,
	RedenDossierEindigt}

// ZoektInConcepten reports whether the grant may have the texts of drafts searched for how a person is named. Who asks
// it of their own text could learn so who somebody is, or where: it is for whoever sees what is geheim, and of whom
// the identiteit is shielded for the privacy officer alone, who decides on that person's data.
func (g Grant) ZoektInConcepten(afgeschermd bool) bool {
	return g.AndermansConcepten() && (!afgeschermd || g.vraag.Actor.Rol == PrivacyOfficer)
}

// AndermansConcepten reports whether the grant opens drafts of others too.
func (g Grant) AndermansConcepten() bool {
	return g.Weigering() == nil && slices.Contains(anderenConcepten, g.vraag.Actor.Rol)
}
