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

// Vast is the fixed matrix of this version of the program. A later matrix is data laid down by management; what uses a
// matrix stays as it is.
func Vast() Matrix {
	inhoudelijk := zonder(domain.Categorieen, domain.CategorieToegang)
	alles := zonder(domain.Categorieen)
	werk := zonder(inhoudelijk, domain.CategorieVernietiging)
	return Matrix{Versie: "vast-1", regels: map[Rol]map[domain.Handeling][]domain.Categorie{
		Medewerker: {
			domain.HandelingRaadplegen:  werk,
			domain.HandelingZoeken:      {domain.CategorieIdentiteit, domain.CategorieVerstrekking},
			domain.HandelingVastleggen:  werk,
			domain.HandelingCorrigeren:  werk,
			domain.HandelingVerstrekken: werk,
			domain.HandelingBeslissen:   werk,
		},
		Teamleider: {
			domain.HandelingRaadplegen:  inhoudelijk,
			domain.HandelingZoeken:      {domain.CategorieIdentiteit, domain.CategorieVerstrekking},
			domain.HandelingVastleggen:  werk,
			domain.HandelingCorrigeren:  werk,
			domain.HandelingVerstrekken: werk,
			domain.HandelingBeslissen:   werk,
			domain.HandelingGoedkeuren:  inhoudelijk,
		},
		PrivacyOfficer: {
			domain.HandelingRaadplegen:  inhoudelijk,
			domain.HandelingZoeken:      {domain.CategorieIdentiteit, domain.CategorieVerstrekking},
			domain.HandelingVastleggen:  {domain.CategorieVerklaring},
			domain.HandelingCorrigeren:  werk,
			domain.HandelingVernietigen: inhoudelijk,
			domain.HandelingGoedkeuren:  inhoudelijk,
			domain.HandelingToezien:     {domain.CategorieToegang},
		},
		// VTF-toegang-9: the inspection sees everything and changes nothing.
		Inspecteur: {
			domain.HandelingRaadplegen: alles,
			domain.HandelingZoeken:     {domain.CategorieIdentiteit, domain.CategorieVerstrekking},
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

// Uitvoering is the grant to record that an approved vernietiging was carried out. It follows from the approval, so it asks
// no new decision; the ledger uses it, and finishes with it what a crash left undone.
func (m Matrix) Uitvoering(a Actor, d id.Dossier, doel string) Grant {
	return Grant{
		vraag:       Vraag{Actor: a, Handeling: domain.HandelingUitvoeren, Dossier: d, Doel: doel},
		matrix:      m.Versie,
		categorieen: []domain.Categorie{domain.CategorieVernietiging},
		beslist:     true,
	}
}
