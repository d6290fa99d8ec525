package ledger

// stap names one action of the ledger whose effect outlives a crash. The appends are not among them: they go through
// the store, where a test puts its own.
type stap string

const (
	stapUitgifte  stap = "kluis: sleutels uitgeven"
	stapRegister  stap = "register: regel bijschrijven"
	stapSleutels  stap = "kluis: sleutels vernietigen"
	stapAfgeleide stap = "afgeleide gegevens vergeten"

	stapConcept    stap = "concept bewaren"
	stapConceptWeg stap = "concept weghalen"
	stapConcepten  stap = "concepten vernietigen"
	stapBestanden  stap = "bijlagen: bestanden verwijderen"

	stapBijlageBewaren stap = "bijlagen: bestand bewaren"
)

// storing stands between such an action and the code that asked for it. It is nil except in tests, which make each
// fail twice: lost, and done but reported failed.
type storing func(s stap, doe func() error) error

func (s storing) doe(welke stap, doe func() error) error {
	if s == nil {
		return doe()
	}
	return s(welke, doe)
}
