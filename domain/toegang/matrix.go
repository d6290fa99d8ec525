package toegang

import (
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Matrix is an autorisatiematrix: role × handeling → the categories of data it may touch (ZOB-7.1a, ZOB-7.2).
type Matrix struct {
	Versie string
	regels map[Rol]map[domain.Handeling][]domain.Categorie
}

// The versions of the fixed matrix so far. Each event names the one that allowed it, for ever.
//
//   - vast-1 had no category geheim: contact data were shown to everyone who saw contact data.
//   - vast-2 keeps what is geheim to the teamleider and the privacy officer, and to the inspection in the dossier that
//     it reads. A medewerker records it, and does not see it again.
//   - vast-3 lets the teamleider count meldingen for the statistics.
var Versies = []string{"vast-1", "vast-2", vastVersie}

const vastVersie = "vast-3"

// Vast is the fixed matrix of this version of the program. A later matrix is data laid down by management; what uses a
// matrix stays as it is.
func Vast() Matrix {
	alles := zonder(domain.Categorieen)
	inhoudelijk := zonder(domain.Categorieen, domain.CategorieToegang)
	heelWerk := zonder(inhoudelijk, domain.CategorieVernietiging)
	werk := zonder(heelWerk, domain.CategorieGeheim)
	zoeken := []domain.Categorie{domain.CategorieIdentiteit, domain.CategorieVerstrekking}
	heelZoeken := zonder(append(zoeken, domain.CategorieGeheim))
	return Matrix{Versie: vastVersie, regels: map[Rol]map[domain.Handeling][]domain.Categorie{
		// Whoever answers the phone at night is told a secret address and must be able to record it at once; to do the work
		// it seldom needs to be seen again, and the teamleider can say it.
		Medewerker: {
			domain.HandelingRaadplegen:  werk,
			domain.HandelingZoeken:      zoeken,
			domain.HandelingVastleggen:  heelWerk,
			domain.HandelingCorrigeren:  werk,
			domain.HandelingVerstrekken: werk,
			domain.HandelingBeslissen:   werk,
		},
		Teamleider: {
			domain.HandelingRaadplegen:  inhoudelijk,
			domain.HandelingZoeken:      heelZoeken,
			domain.HandelingVastleggen:  heelWerk,
			domain.HandelingCorrigeren:  heelWerk,
			domain.HandelingVerstrekken: heelWerk,
			domain.HandelingBeslissen:   werk,
			domain.HandelingGoedkeuren:  inhoudelijk,
			domain.HandelingTellen:      {domain.CategorieMelding},
		},
		PrivacyOfficer: {
			domain.HandelingRaadplegen:  inhoudelijk,
			domain.HandelingZoeken:      heelZoeken,
			domain.HandelingVastleggen:  {domain.CategorieVerklaring},
			domain.HandelingCorrigeren:  heelWerk,
			domain.HandelingVernietigen: inhoudelijk,
			domain.HandelingGoedkeuren:  inhoudelijk,
			domain.HandelingToezien:     {domain.CategorieToegang},
		},
		// VTF-toegang-9: the inspection must be given access to a dossier, and no law excepts an address from it, so it sees
		// everything there and changes nothing. Searching the whole register by a secret address is no part of reading a
		// dossier, and a supervisor uses a power only as far as the task needs it (Awb art. 5:13).
		Inspecteur: {
			domain.HandelingRaadplegen: alles,
			domain.HandelingZoeken:     zoeken,
			domain.HandelingToezien:    {domain.CategorieToegang},
		},
		// VTF-toegang-10: operators see that it works, never what is in it.
		Beheer: {
			domain.HandelingBeheren: {domain.CategorieToegang},
		},
	}}
}

func zonder(lijst []domain.Categorie, weg ...domain.Categorie) []domain.Categorie {
	uit := slices.DeleteFunc(slices.Clone(lijst), func(c domain.Categorie) bool { return slices.Contains(weg, c) })
	slices.Sort(uit)
	return uit
}

// Uitvoering is the grant to carry out what was decided on: an approved vernietiging, an overbrenging. It follows from
// that decision, so it asks no new one; the ledger uses it, and finishes with it what a crash left undone.
func (m Matrix) Uitvoering(a Actor, d id.Dossier, doel string) Grant {
	return Grant{
		vraag:       Vraag{Actor: a, Handeling: domain.HandelingUitvoeren, Dossier: d, Doel: doel},
		matrix:      m.Versie,
		categorieen: []domain.Categorie{domain.CategorieVernietiging},
		beslist:     true,
	}
}
