package api

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"regexp"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// SoortBijlage is the kind of line behind which a file comes.
const SoortBijlage = "bijlage"

var bijlageregel = regexp.MustCompile(`^\s*\{\s*"(stuk|bestand)"\s*:`)

// LeesBijlageregel reads a line of the file of a bijlage; ok is false for any other line.
func LeesBijlageregel(ruw []byte) (_ bericht.Bijlageregel, ok bool) {
	var b bericht.Bijlageregel
	if !bijlageregel.Match(ruw) { // nearly every line, and others are not to be read twice
		return b, false
	}
	d := json.NewDecoder(bytes.NewReader(ruw))
	d.DisallowUnknownFields()
	if d.Decode(&b) != nil || d.More() || (b.Stuk == nil) == (b.Bestand == nil) {
		return bericht.Bijlageregel{}, false
	}
	return b, true
}

// Klopt reports whether a file is the one that was sent.
func Klopt(b *bericht.Bestandssom, omvang int64, som []byte) bool {
	return b.Omvang == omvang && b.SHA256 == hex.EncodeToString(som)
}

// MetBestand is the line of a bijlage as it can be decided on: with what its file turned out to be, and with what
// stands for the stored form that it gets when it is taken in. Any other line stays what it is.
func (i Ingelezen) MetBestand(soort domain.Mediatype, omvang int64) Ingelezen {
	if b, ok := i.Opdracht.(domain.VoegBijlageToe); ok {
		i.Opdracht = b.Met(domain.Bestand{ID: id.Van[id.Bestand](uuid.New())},
			domain.Bestandsinhoud{Mediatype: soort, Omvang: omvang, Sleutel: domain.Sleutel{1}})
	}
	return i
}

// bijlageVan reads the message of a line: how long the file is follows from what comes behind it.
func (r *regelIDs) bijlageVan(l *lezer, b *bericht.NieuweBijlage) domain.Opdracht {
	if b.Omvang != nil {
		fout := waarde.NieuweFout(codePastNiet, "Hoe lang het bestand is, staat in de regel die het afsluit.")
		l.fouten.Voeg(fout, "omvang")
	}
	return l.voegBijlageToe(b, r.welk(""))
}
