package api

import (
	"encoding/json"
	"regexp"

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
	return &Bestand{inlezer: i, Bron: kop.Bron, Herkomst: kop.Herkomst, ruimte: ruimte}, nil
}

// Bestand is a file of which the first line was read.
type Bestand struct {
	inlezer  *Inlezer
	ruimte   uuid.UUID // name space of the ids that come of it
	Bron     string
	Herkomst domain.HerkomstSoort
}

// inleesruimte is the name space of ids that come of files.
var inleesruimte = uuid.MustParse("0f4e0b0e-6a55-4d67-9a44-3b1f3f1d9c52")

// bronID is how a source says what it means: short, and nothing that needs reading.
var bronID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`)

const tekstBronID = "Een aanduiding bestaat uit ten hoogste 64 letters, cijfers en . _ @ -, " +
	"en begint met een letter of cijfer."

// DossierVan is of which dossier a line is, as far as that shows; ok is false where it does not.
func (b *Bestand) DossierVan(ruw []byte) (_ id.Dossier, ok bool) {
	var r struct {
		Dossier string `json:"dossier"`
	}
	if err := json.Unmarshal(ruw, &r); err != nil || r.Dossier == "" {
		return id.Dossier{}, false
	}
	return b.dossier(r.Dossier), true
}

func (b *Bestand) dossier(verwijzing string) id.Dossier {
	return id.Van[id.Dossier](uuid.NewSHA1(b.ruimte, []byte("dossier:"+verwijzing)))
}

func (b *Bestand) onderdeel(verwijzing string) id.Onderdeel {
	return id.Van[id.Onderdeel](uuid.NewSHA1(b.ruimte, []byte("regel:"+verwijzing)))
}
