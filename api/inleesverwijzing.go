package api

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// regelIDs gives the ids that follow from a line: always the same.
type regelIDs struct {
	bestand *Bestand
	dossier id.Dossier
	id      string
	n       int
}

// persoon is the person whom the source calls so in this dossier.
func (r *regelIDs) persoon(verwijzing string) id.Betrokkene {
	return id.Van[id.Betrokkene](uuid.NewSHA1(r.dossier.UUID(), []byte("persoon:"+verwijzing)))
}

// welk is the onderdeel of this line, or something that came with it.
func (r *regelIDs) welk(achter string) id.Onderdeel { return r.bestand.onderdeel(r.id + achter) }

// onderdeel gives the onderdeel of the line, then one after another that came with it, counted from 0.
func (r *regelIDs) onderdeel(achter string) func() id.Onderdeel {
	eerste := true
	return func() id.Onderdeel {
		if eerste {
			eerste = false
			return r.welk("")
		}
		return r.volgende(achter)
	}
}

func (r *regelIDs) volgende(achter string) id.Onderdeel {
	r.n++
	return r.welk(achter + ":" + strconv.Itoa(r.n-1))
}

// The fields in which a message names persons and onderdelen, and how the file does.
var (
	persoonVelden = []string{"over", "wie", "melder", "persoon", "betrokkene", "gehoord", "herleidbaarTot", "voor",
		"vertegenwoordiger"}
	onderdeelVelden = []string{"betwist", "onderdelen", "bevestigdGeheim", "melding", "onderdeel"}

	onderdeelVerwijzing = regexp.MustCompile(
		`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}(:melding|:contact:[0-9]{1,4}|:passage:[0-9]{1,4})?$`)
	persoonOnderdeel = regexp.MustCompile(`^persoon:([A-Za-z0-9][A-Za-z0-9._@-]{0,63})$`)
)

// vertaal puts ids in the place of verwijzingen, in a copy.
func (r *regelIDs) vertaal(b boom, p pad, fouten *waarde.Fouten) boom {
	switch b := b.(type) {
	case []any:
		uit := make([]any, len(b))
		for i, w := range b {
			uit[i] = r.vertaal(w, p.bij(strconv.Itoa(i)), fouten)
		}
		return uit
	case map[string]any:
		uit := make(map[string]any, len(b))
		for naam, w := range b {
			uit[naam] = r.vertaal(w, p.bij(naam), fouten)
		}
		return uit
	case string:
		return r.verwijzing(b, p, fouten)
	}
	return b
}

// verwijzing is what stands in a field: an id where it names somebody or something.
func (r *regelIDs) verwijzing(s string, p pad, fouten *waarde.Fouten) string {
	veld := ""
	for n := len(p) - 1; n >= max(0, len(p)-2) && veld == ""; n-- {
		if _, err := strconv.Atoi(p[n]); err != nil {
			veld = p[n]
		}
	}
	// By whom a consent was given is somebody; by whom people were told is a line.
	persoon := slices.Contains(persoonVelden, veld) || len(p) == 1 && (veld == "van" || veld == "naar") ||
		len(p) > 1 && veld == "door"
	m := persoonOnderdeel.FindStringSubmatch(s)
	switch {
	case s == "" || !persoon && !slices.Contains(onderdeelVelden, veld):
		return s
	case persoon && bronID.MatchString(s):
		return r.persoon(s).String()
	case !persoon && m != nil:
		return r.persoon(m[1]).String()
	case !persoon && onderdeelVerwijzing.MatchString(s):
		return r.bestand.onderdeel(s).String()
	}
	fouten.Voeg(waarde.NieuweFout(codeID, "Dit is geen verwijzing."), p...)
	return s
}
