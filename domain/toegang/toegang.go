// Package toegang decides who may do what (ZOB-7, VTF-toegang). Deny by default: what the matrix does not grant is
// refused, and so is everyone who has not signed for geheimhouding (ZOB-7.3, VTF-geheim-1).
//
// Deciding gives a [Grant], which no other package can make and without which the ledger does and shows nothing. A
// grant that refuses is a Grant too: the ledger records it before it answers, as it does every read.
package toegang

import (
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Rol is in which function someone works.
type Rol string

const (
	Medewerker     Rol = "medewerker"
	Teamleider     Rol = "teamleider"
	PrivacyOfficer Rol = "privacy-officer"
	Inspecteur     Rol = "inspecteur"
	Beheer         Rol = "beheer"
)

// Rollen lists them all.
var Rollen = []Rol{Medewerker, Teamleider, PrivacyOfficer, Inspecteur, Beheer}

// Buiten reports whether who has the role is not of the organisation: what such a one was shown is known outside
// (VTF-toegang-9).
func (r Rol) Buiten() bool { return r == Inspecteur }

// Actor is who asks. It comes from a checked token, never from the request itself.
type Actor struct {
	Wie             string // employee id
	Namens          string // employee id for whom the actor works, or "" (VTF-toegang-2)
	Rol             Rol
	GeheimhoudingOp waarde.Datum // when geheimhouding was signed; zero: never
}

// Vraag is what an actor wants to do.
type Vraag struct {
	Actor     Actor
	Handeling domain.Handeling
	Dossier   id.Dossier   // zero where it is about no one dossier
	Doel      string       // the task it is necessary for (FAQ-noodz-1)
	Vandaag   waarde.Datum // a geheimhouding signed later than today does not count
}

// Grant is a decision. The zero Grant permits nothing.
type Grant struct {
	vraag       Vraag
	matrix      string
	categorieen []domain.Categorie
	weigering   *domain.Weigering
	beslist     bool
}

// Vraag is what was asked.
func (g Grant) Vraag() Vraag { return g.vraag }

// Matrix is the version of the matrix that decided.
func (g Grant) Matrix() string { return g.matrix }

// Categorieen are the kinds of data that may be shown or written, sorted.
func (g Grant) Categorieen() []domain.Categorie { return slices.Clone(g.categorieen) }

// Ziet reports whether data of a category may be shown or written.
func (g Grant) Ziet(c domain.Categorie) bool {
	return g.Weigering() == nil && slices.Contains(g.categorieen, c)
}

// Voor reports whether the grant allows this handeling in this dossier.
func (g Grant) Voor(h domain.Handeling, d id.Dossier) bool {
	return g.Weigering() == nil && g.vraag.Handeling == h && g.vraag.Dossier == d
}

// Weigering is why nothing is permitted, nil where something is.
func (g Grant) Weigering() *domain.Weigering {
	if !g.beslist {
		return domain.Weiger(domain.CodeGeenToegang, "Zonder toegangsbesluit is er geen toegang.", "ZOB-7.1b")
	}
	return g.weigering
}

// Decide decides by the matrix. It never fails: what it cannot permit it refuses.
func (m Matrix) Decide(v Vraag) Grant {
	g := Grant{vraag: v, matrix: m.Versie, beslist: true}
	switch {
	case v.Actor.Wie == "" || !slices.Contains(Rollen, v.Actor.Rol):
		g.weigering = domain.Weiger(domain.CodeGeenToegang, "Onbekende medewerker of rol.", "ZOB-7.1b")
	case v.Actor.GeheimhoudingOp.IsZero() || v.Actor.GeheimhoudingOp.Na(v.Vandaag):
		g.weigering = domain.Weiger(domain.CodeGeheimhouding, "Er is geen getekende geheimhoudingsverklaring bekend.",
			"ZOB-7.3", "VTF-geheim-1")
	case !slices.Contains(domain.Doelen, v.Doel):
		g.weigering = domain.Weiger(domain.CodeGeenToegang, "Noem het doel waarvoor dit nodig is.", "FAQ-noodz-1")
	default:
		g.categorieen = m.regels[v.Actor.Rol][v.Handeling]
		if len(g.categorieen) == 0 {
			g.weigering = domain.Weiger(domain.CodeGeenToegang, "Deze rol mag dit niet.", "ZOB-7.1b", "ZOB-7.4")
		}
	}
	return g
}
