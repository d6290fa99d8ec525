package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// There is one dossier per gezin, huishouden or systeem (ZOB-6.1). Whether the persons of a new one are known already
// is searched first; who opens it all the same says that they saw that.

// Herkenning is by what a person may be known already.
type Herkenning string

const (
	HerkenningBSN   Herkenning = "bsn"
	HerkenningNaam  Herkenning = "klank-en-geboortedatum" // a surname that sounds the same, and the date of birth
	HerkenningAdres Herkenning = "adres"

	// what two persons are called, one with the other: of one alone it says little
	HerkenningNamen Herkenning = "namen-van-twee"
)

// Herkenningen lists them all.
var Herkenningen = []Herkenning{HerkenningBSN, HerkenningNaam, HerkenningAdres, HerkenningNamen}

// MogelijkBekend is a dossier in which a person may be already, and by what.
type MogelijkBekend struct {
	Dossier id.Dossier
	Door    []Herkenning
}

// buitenGezin are those who are in a dossier for another reason than being of the gezin: a teacher or a huisarts is
// known in many.
var buitenGezin = []Hoedanigheid{"melder", "informant", "ontvanger", "professional"}

// VanGezin reports whether somebody belongs to whom a dossier is about.
func (i *Identiteit) VanGezin() bool { return !slices.Contains(buitenGezin, i.Hoedanigheid) }

// nietGezien refuses to open a dossier on persons who may be known, unless each dossier that was found is named as
// seen.
func (o OpenDossier) nietGezien(f Feiten) error {
	if !slices.ContainsFunc(f.Bekend, func(b MogelijkBekend) bool {
		return !slices.Contains(o.Opening.MogelijkBekendGezien, b.Dossier)
	}) {
		return nil
	}
	w := Weiger(CodeMogelijkBekend, "Personen uit deze aanvraag staan misschien al in een dossier. Kijk daar eerst; er "+
		"is één dossier per gezin. Noem deze dossiers in mogelijkBekendGezien om toch een dossier te openen.", "ZOB-6.1",
		"ZOB-1k")
	w.Bekend = f.Bekend
	return w
}
