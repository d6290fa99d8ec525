package ledger

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// Stream names hold ids that mean nothing outside, and months; never anything of a person.
const (
	voorDossier       = "dossier-"
	voorToegang       = "toegang-"
	voorZoek          = "zoek-"
	stroomOrganisatie = "organisatie"
)

// DossierStroom is the stream of a dossier.
func DossierStroom(d id.Dossier) string { return voorDossier + d.String() }

// ToegangStroom is the stream of who read a dossier and who was refused.
func ToegangStroom(d id.Dossier) string { return voorToegang + d.String() }

// zoekStroom is the stream of a month's searches and unknown ids.
func zoekStroom(t time.Time) string { return voorZoek + t.UTC().Format("2006-01") }

// DossierVan is the dossier whose stream this is; ok is false for any other stream.
func DossierVan(stroom string) (d id.Dossier, ok bool) {
	s, ok := strings.CutPrefix(stroom, voorDossier)
	if !ok {
		return d, false
	}
	err := d.UnmarshalText([]byte(s))
	return d, err == nil
}

// zoekRuimte is the name space of the keys of zoek streams.
var zoekRuimte = uuid.MustParse("b7f0c9d2-5a40-4a0c-8f64-3d8f1b9a7e55")

// zoekHouder is whose key a month's searches are sealed under; the key expires as a whole.
func zoekHouder(stroom string) id.Houder {
	return id.HouderVan(id.Van[id.Zoekmaand](uuid.NewSHA1(zoekRuimte, []byte(stroom))))
}
