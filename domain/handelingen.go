package domain

import "dossierboek/domain/id"

// Handeling is what someone does with a dossier; access is granted per handeling (ZOB-10: reading and writing apart).
type Handeling string

const (
	HandelingRaadplegen  Handeling = "raadplegen"
	HandelingZoeken      Handeling = "zoeken"
	HandelingVastleggen  Handeling = "vastleggen"
	HandelingCorrigeren  Handeling = "corrigeren"
	HandelingVerstrekken Handeling = "verstrekken"
	HandelingBeslissen   Handeling = "beslissen"   // phases, closing, reopening
	HandelingVernietigen Handeling = "vernietigen" // preview and besluit
	HandelingGoedkeuren  Handeling = "goedkeuren"  // approving another's besluit to destroy
	HandelingUitvoeren   Handeling = "uitvoeren"   // recording that an approved besluit was carried out; no role has it
	HandelingToezien     Handeling = "toezien"     // who read what: access facts
	HandelingBeheren     Handeling = "beheren"     // health in detail, rebuilds
	HandelingTellen      Handeling = "tellen"      // counts of all meldingen, without anything of a person
)

// Handelingen lists them all.
var Handelingen = []Handeling{HandelingRaadplegen, HandelingZoeken, HandelingVastleggen, HandelingCorrigeren,
	HandelingVerstrekken, HandelingBeslissen, HandelingVernietigen, HandelingGoedkeuren, HandelingUitvoeren,
	HandelingToezien, HandelingBeheren, HandelingTellen}

// Categorie is a kind of data that access is granted to (ZOB-7.2).
type Categorie string

const (
	CategorieIdentiteit   Categorie = "identiteit"
	CategorieContact      Categorie = "contact"
	CategorieGezin        Categorie = "gezin" // relations
	CategorieMelding      Categorie = "melding"
	CategorieGegeven      Categorie = "gegeven"
	CategorieVerklaring   Categorie = "eigen-verklaring"
	CategorieVerstrekking Categorie = "verstrekking"
	CategorieBesluit      Categorie = "besluit"
	CategorieVernietiging Categorie = "vernietiging"
	CategorieToegang      Categorie = "toegang" // access facts
	CategorieGeheim       Categorie = "geheim"  // contact data that are geheim, besides their own category
)

// Categorieen lists them all.
var Categorieen = []Categorie{CategorieIdentiteit, CategorieContact, CategorieGezin, CategorieMelding,
	CategorieGegeven, CategorieVerklaring, CategorieVerstrekking, CategorieBesluit, CategorieVernietiging,
	CategorieToegang, CategorieGeheim}

// categorieVan says under which category each kind of content falls.
var categorieVan = map[InhoudSoort]Categorie{
	InhoudOpening:      CategorieBesluit,
	InhoudIdentiteit:   CategorieIdentiteit,
	InhoudContact:      CategorieContact,
	InhoudRelatie:      CategorieGezin,
	InhoudMelding:      CategorieMelding,
	InhoudGegeven:      CategorieGegeven,
	InhoudBijlage:      CategorieGegeven,
	InhoudVerklaring:   CategorieVerklaring,
	InhoudVerstrekking: CategorieVerstrekking,
	InhoudBesluit:      CategorieBesluit,
	InhoudVernietiging: CategorieVernietiging,
	InhoudVerslag:      CategorieGegeven,
	InhoudPassage:      CategorieGegeven,
	InhoudAccordering:  CategorieGegeven,
	InhoudWederhoor:    CategorieGegeven,

	InhoudInformatieverzoek:  CategorieVerstrekking,
	InhoudInformatieantwoord: CategorieVerstrekking,

	InhoudTelling:    CategorieMelding,
	InhoudMededeling: CategorieVerstrekking,
}

// Categorie is the category an onderdeel falls under.
func (o *Onderdeel) Categorie() Categorie { return categorieVan[o.Inhoud] }

// Doelen are the tasks that handling data can be necessary for (FAQ-noodz-1, ZOB-4); who reads or writes names one.
var Doelen = []string{"veiligheidsbeoordeling", "onderzoek", "voorwaarden-en-vervolg", "monitoring",
	"rechten-van-betrokkene", "kwaliteit", "klacht", "incident", "toezicht", "beheer"}

// CategorieVan is the category that an event writes in; ok is false where the event has no content of a category and
// the handeling alone decides.
func (d *Dossier) CategorieVan(f Feit) (c Categorie, ok bool) {
	switch f := f.(type) {
	case *ContactVastgelegd:
		if f.Geheim {
			return CategorieGeheim, true
		}
	case *BijlageToegevoegd:
		if f.Geheim {
			return CategorieGeheim, true
		}
	case *CorrectieToegepast:
		return d.categorieVanOnderdeel(f.Onderdeel)
	case *OnderdeelHersteld:
		return d.categorieVanOnderdeel(f.Onderdeel)
	case *GegevenIngedeeld:
		return d.categorieVanOnderdeel(f.Onderdeel)
	case *OnderdeelHerschreven:
		return d.categorieVanOnderdeel(f.Onderdeel)
	case *BetrokkeneGekoppeld:
		return d.categorieVanOnderdeel(f.Onderdeel)
	case *BetrokkeneOntkoppeld:
		return d.categorieVanOnderdeel(f.Onderdeel)
	case *OnderdeelOvergenomen:
		return d.CategorieVan(FeitVan(f))
	}
	c, ok = categorieVan[soorten[f.Soort()].inhoud]
	return c, ok
}

func (d *Dossier) categorieVanOnderdeel(o id.Onderdeel) (Categorie, bool) {
	n, ok := d.Onderdelen[o]
	if !ok {
		return "", false
	}
	if n.Geheim() { // who may not see what is geheim does not change it either
		return CategorieGeheim, true
	}
	return n.Categorie(), true
}
