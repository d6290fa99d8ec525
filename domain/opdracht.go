package domain

import (
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// Opdracht is something that someone asks to be done with a dossier. Deciding is pure: the same opdracht, state and
// facts give the same outcome, so the ledger may decide again after a lost race.
type Opdracht interface {
	// Handeling is what the asker must be allowed to do.
	Handeling() Handeling
	// Controleer finds every fault that shows without the dossier.
	Controleer(Feiten) waarde.Fouten
	// Beslis says which events follow, or refuses with a *Weigering.
	Beslis(*Dossier, Feiten) ([]Ontwerp, error)
}

// Feiten are the facts of the world that a decision may rest on. Nothing in them can be erased.
type Feiten struct {
	Nu      time.Time
	Vandaag waarde.Datum // the date in the Netherlands
	Wie     string       // employee id of the asker
	Namens  string       // employee id for whom the asker works, or ""
	// Herkomst is of what was first recorded elsewhere; nil for what is recorded here first. Nu and Vandaag are then of
	// there (Toen), and Hier is the date in the Netherlands on which it is taken in.
	Herkomst *Herkomst
	Hier     waarde.Datum
	// Sleutels are the holders of any key to any part of an event, as its wraps in the log say. Approving a vernietiging
	// asks it, so that whatever was sealed is destroyed: a decision that someone is not meant in a text is sealed to that
	// person without the onderdeel concerning them. nil: only what the open parts tell is destroyed.
	Sleutels func(revisie uint64) []id.Houder
	// Bekend are the dossiers in which a search found persons of an OpenDossier to be already, perhaps. nil where nobody
	// searched.
	Bekend []MogelijkBekend
	// Herleidbaar tells of passages that are to be disclosed whether they are traceable to somebody. Sealed, so the
	// ledger tells it. nil: none is.
	Herleidbaar func(id.Onderdeel) Herleidbaarheid
	// Aard is the status of the gegeven or passage that a Corrigeer is of, in its newest wording: sealed, so the ledger
	// tells it. "" where it is neither, or does not open. It goes with its onderdeel, of which nothing is decided any
	// more then.
	Aard Aard
	// ZietGeheim: the role of the asker may see what is geheim.
	ZietGeheim bool
	// BevatGeheim reports whether the newest wording of an onderdeel holds what is geheim: a contactgegeven that is, or a
	// text in which such an address or number stands. It is sealed, so the ledger tells it, for what is disclosed or goes
	// to another dossier. nil: only what the open parts tell is known.
	BevatGeheim func(id.Onderdeel) bool
	// Gehoord is who was heard in a wederhoor, and whether it gives a reason for not hearing somebody; Melders are who
	// reported a melding or informed about it. Sealed, so the ledger tells them to an opdracht that ends an onderzoek.
	// nil: any wederhoor will do, and nobody reported.
	Gehoord func(id.Onderdeel) (wie []id.Betrokkene, reden bool)
	Melders func(id.Onderdeel) []id.Betrokkene
	// GeheimVan are those whose address or number is marked as geheim in any wording of an onderdeel that goes to another
	// dossier. Sealed, so the ledger tells it. nil: it is in none.
	GeheimVan func(id.Onderdeel) []id.Betrokkene
	// Onthult are the onderdelen in which something geheim could be read once a vernietiging has destroyed what hides it
	// there. Sealed, so the ledger tells it, of each besluit and approval.
	Onthult []Onthulling
	// Onder12 is whether who a mededeling is for is certainly younger than twelve: sealed, so the ledger tells it to an
	// opdracht that asks it. false where nothing of the date of birth opens.
	Onder12 bool
	// Wording is the newest wording of the contactgegeven or relatie that a Herkoppel takes along. Sealed, so the ledger
	// tells it. nil: it does not open.
	Wording Inhoud
	// Visie is whether a gegeven that stands is the view of a betrokkene (ZOB-6.5i): sealed, so the ledger tells it to an
	// opdracht that asks it.
	Visie bool
	// BuitenGelezen reports whether somebody of a role outside the organisation was shown a version of an onderdeel: the
	// access facts say so, so the ledger tells it to a herstel. nil: nobody was.
	BuitenGelezen func(id.Onderdeel, Versie) bool
	// Bijlage is the newest wording of the bijlage that a Corrigeer or Koppel is of: a file is never replaced, so its key
	// goes along with each new wording. nil where it is no bijlage, or does not open.
	Bijlage *Bijlage
	// Stond is how an onderdeel reads now, which a LeesLater is held against. Sealed, so the ledger tells it.
	Stond func(id.Onderdeel) Wording
	// Overdracht is what a DraagDossierOver asks; nil for any other.
	Overdracht *OverdrachtFeiten
}

// Toen are the facts of when something was first recorded elsewhere: it is held against the rules as of that moment,
// so that nothing in it lies after it, and a term that runs from recording runs from then.
func (f Feiten) Toen(h Herkomst) Feiten {
	f.Herkomst, f.Hier = &h, f.Vandaag
	f.Nu, f.Vandaag = h.Op, termijn.Dag(h.Op)
	return f
}

// Herleidbaarheid is whether a passage is traceable to somebody.
type Herleidbaarheid uint8

const (
	HerleidbaarNiet  Herleidbaarheid = iota
	HerleidbaarWel                   // to somebody whose identity the asker may see
	HerleidbaarDicht                 // to somebody whose identity the asker may not see, so neither may the passage be
)

func (f Feiten) herleidbaar(welk id.Onderdeel) Herleidbaarheid {
	if f.Herleidbaar == nil {
		return HerleidbaarNiet
	}
	return f.Herleidbaar(welk)
}

// Ontwerp is an event that is decided on and not yet sealed.
type Ontwerp struct {
	Feit   Feit
	Inhoud Private[Inhoud] // unknown where the kind has none
	Over   []id.Betrokkene // whom the content concerns
}

func zonderInhoud(f Feit) Ontwerp { return Ontwerp{Feit: f, Inhoud: Ontbreekt[Inhoud](Gat{})} }

func ontwerp(f Feit, i Inhoud, over []id.Betrokkene) Ontwerp {
	return Ontwerp{Feit: f, Inhoud: Besloten(i), Over: over}
}
