package api

import (
	"regexp"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// LeesKop reads the first line of a file.
func (i *Inlezer) LeesKop(ruw []byte) (*Bestand, waarde.Fouten) {
	b, fouten := ontleedJSON(ruw)
	if len(fouten) > 0 {
		return nil, fouten
	}
	var kop bericht.Bestandskop
	if fouten, _ := i.keurRegel(i.kop, b, &kop); len(fouten) > 0 {
		return nil, fouten
	}
	if !bronID.MatchString(kop.Bron) {
		return nil, waarde.Fouten{waarde.NieuweFout(codeVorm, tekstBronID).Onder("bron")}
	}
	if kop.Herkomst == "" {
		kop.Herkomst = domain.HerkomstOuderDossier
	}
	ruimte := uuid.NewSHA1(inleesruimte, []byte(kop.Bron))
	uit := &Bestand{inlezer: i, Bron: kop.Bron, Herkomst: kop.Herkomst, ruimte: ruimte}
	switch {
	case kop.VerstrektOp == nil:
	case kop.Herkomst != domain.HerkomstOverdracht:
		fout := waarde.NieuweFout(codePastNiet, "Alleen een overdracht zegt wanneer zij is verstrekt.")
		return nil, waarde.Fouten{fout.Onder("verstrektOp")}
	default:
		uit.verstrektOp = kop.VerstrektOp.UTC().Truncate(time.Microsecond)
	}
	return uit, nil
}

// Bestand is a file of which the first line was read.
type Bestand struct {
	inlezer  *Inlezer
	ruimte   uuid.UUID // name space of the ids that come of it
	Bron     string
	Herkomst domain.HerkomstSoort

	verstrektOp time.Time // of an overdracht; zero where it does not say
}

// Opnieuw reports whether a file can tell again of what an earlier one told otherwise.
func (b *Bestand) Opnieuw() bool { return !b.verstrektOp.IsZero() }

// Later is a line of a file that tells again (Opnieuw) as it is held against what it told before. It is of when the file was
// given; nu is now, here.
func (b *Bestand) Later(i Ingelezen, nu time.Time) Ingelezen {
	i.Opdracht = domain.LeesLater{Was: i.Opdracht}
	if i.Herkomst.Op = b.verstrektOp; i.Herkomst.Op.After(nu) { // their clock is before ours
		i.Herkomst.Op = nu
	}
	return i
}

// inleesruimte is the name space of ids that come of files.
var inleesruimte = uuid.MustParse("0f4e0b0e-6a55-4d67-9a44-3b1f3f1d9c52")

// bronID is how a source says what it means: short, and nothing that needs reading.
var bronID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`)

const tekstBronID = "Een aanduiding bestaat uit ten hoogste 64 letters, cijfers en . _ @ -, " +
	"en begint met een letter of cijfer."

// Aanduiding is which line it is: what shows of it without holding it against anything.
type Aanduiding struct {
	Sleutel    uuid.UUID // of the line, for all time
	Dossier    id.Dossier
	Verwijzing string // what the source calls the dossier
	Soort      string
}

// Aanduiding reads which line it is, much faster than Regel, as far as that shows; ok is true where all of it does.
func (b *Bestand) Aanduiding(ruw []byte) (_ Aanduiding, ok bool) {
	var r struct {
		ID      string `json:"id"`
		Dossier string `json:"dossier"`
		Soort   string `json:"soort"`
	}
	// What is wrong with the line, Regel says.
	if err := json.Unmarshal(ruw, &r, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)); err != nil {
		return Aanduiding{}, false
	}
	uit := Aanduiding{Soort: r.Soort}
	if bronID.MatchString(r.Dossier) {
		uit.Dossier, uit.Verwijzing = b.dossier(r.Dossier), r.Dossier
	}
	if bronID.MatchString(r.ID) {
		uit.Sleutel = b.onderdeel(r.ID).UUID()
	}
	return uit, uit.Sleutel != uuid.Nil && !uit.Dossier.IsZero()
}

// Wezen is what makes a line what it is: its values, in whatever order they stood; nil for what is no line.
func (b *Bestand) Wezen(ruw []byte) []byte {
	wortel, fouten := ontleedJSON(ruw)
	if wortel == nil || len(fouten) > 0 {
		return nil
	}
	return wezen(wortel)
}

func (b *Bestand) dossier(verwijzing string) id.Dossier {
	return id.Van[id.Dossier](uuid.NewSHA1(b.ruimte, []byte("dossier:"+verwijzing)))
}

func (b *Bestand) onderdeel(verwijzing string) id.Onderdeel {
	return id.Van[id.Onderdeel](uuid.NewSHA1(b.ruimte, []byte("regel:"+verwijzing)))
}
