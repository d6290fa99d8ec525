package domain

import "strings"

// Medewerker is an employee's id where it stands in an open part or in the fold: never a name, and of nobody whom a
// dossier is about.
type Medewerker string

// maxMedewerker is the length of an employee id in bytes, as tokens hold it.
const maxMedewerker = 64

// medewerker reports a fault unless a field holds what an employee id looks like. A name has spaces, so it is none.
func (c *controle) medewerker(veld string, m Medewerker) {
	vreemd := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("._@-", r)
	}
	switch {
	case m == "":
		c.verplicht(veld, false)
	case len(m) > maxMedewerker || strings.ContainsFunc(string(m), vreemd) || strings.ContainsRune("._@-", rune(m[0])):
		c.fout(codePastNiet, "Dit is geen id van een medewerker: letters, cijfers, punt, streepje, @ en _, ten hoogste 64.",
			veld)
	}
}
