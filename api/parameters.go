package api

import (
	"encoding"
	"regexp"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"dossierboek/api/identiteit"
	"dossierboek/domain"
	"dossierboek/projections"
)

// maxRegels is how many lines a page has where nobody says.
const maxRegels = 50

// parameter is a parameter of a path, query or header: documented, and held, by one schema.
type parameter struct {
	waar, naam string
	doc        string
	schema     *huma.Schema
	verplicht  bool
	vorm       *regexp.Regexp // nil: any that the schema takes
	uitleg     string         // of the form, for a fault
}

func nieuwID(naam, doc, voorbeeld string) *parameter {
	return &parameter{waar: waarPad, naam: naam, doc: doc, verplicht: true,
		schema: &huma.Schema{Type: "string", Format: "uuid", Examples: []any{voorbeeld}}}
}

// nieuwMoment is a query parameter of format date-time.
func nieuwMoment(naam, doc, voorbeeld string) *parameter {
	return &parameter{waar: waarQuery, naam: naam, doc: doc,
		schema: &huma.Schema{Type: "string", Format: "date-time", MinLength: lengte(1), Examples: []any{voorbeeld}}}
}

func verplicht(p *parameter) *parameter {
	p.verplicht = true
	return p
}

func keuze[S ~string](lijst []S) []any {
	uit := make([]any, len(lijst))
	for i, v := range lijst {
		uit[i] = string(v)
	}
	return uit
}

func geheel(n float64) *float64 { return &n }
func lengte(n int) *int         { return &n }

// The parameters of all routes.
var (
	parDossier      = nieuwID("dossier", "Het dossier.", "2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060")
	parBetrokkene   = nieuwID("betrokkene", "De betrokkene.", "7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11")
	parOnderdeel    = nieuwID("onderdeel", "Het onderdeel.", "5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03")
	parVernietiging = nieuwID("vernietiging", "De vernietiging.", "9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04")

	parDoel = &parameter{waar: waarKop, naam: "Doel",
		doc:    "De taak waarvoor dit nodig is; anders geldt het doel in het token.",
		schema: &huma.Schema{Type: "string", Enum: keuze(domain.Doelen), Examples: []any{"onderzoek"}}}
	parNamens = &parameter{waar: waarKop, naam: "Namens",
		doc:    "Voor welke medewerker u dit vastlegt, zoals een secretariaat doet; anders wie het token noemt.",
		schema: &huma.Schema{Type: "string", Pattern: identiteit.VormMedewerker, Examples: []any{"m-1001"}},
		vorm:   regexp.MustCompile(identiteit.VormMedewerker),
		uitleg: "Hier hoort het kenmerk van een medewerker; dat is geen naam."}
	parAanleiding = &parameter{waar: waarKop, naam: "Aanleiding",
		doc:    "Waarom dit wordt vastgelegd, als dat niet het gewone werk is.",
		schema: &huma.Schema{Type: "string", Enum: keuze(domain.Aanleidingen), Examples: []any{"verzoek"}}}
	parSleutel = &parameter{waar: waarKop, naam: "Idempotency-Key",
		doc: "Een UUID per aanvraag. Een herhaling met dezelfde sleutel geeft de eerste uitkomst en legt niets opnieuw " +
			"vast.",
		schema: &huma.Schema{Type: "string", Format: "uuid", Examples: []any{"c2a1d6e4-6f0b-4f55-9d0e-1a2b3c4d5e06"}}}
	parIfMatch = &parameter{waar: waarKop, naam: "If-Match",
		doc: "De revisie die u zag, tussen aanhalingstekens zoals ETag die gaf. Is het dossier intussen gewijzigd, dan " +
			"volgt 412.",
		schema: &huma.Schema{Type: "string", Pattern: vormIfMatch.String(), Examples: []any{`"12"`}}, vorm: vormIfMatch,
		uitleg: `Hier hoort een revisie tussen aanhalingstekens, zoals "12".`}

	parBeschikbaarOp = nieuwMoment("beschikbaarOp", "Toon wat op dit moment bekend was. Leeg: nu.",
		"2026-03-01T20:15:00+01:00")
	parGeldigOp = &parameter{waar: waarQuery, naam: "geldigOp", doc: "Toon wat op deze dag gold. Leeg: vandaag.",
		schema: &huma.Schema{Type: "string", Format: "date", MinLength: lengte(10), Examples: []any{"2026-03-01"}}}
	parSinds  = verplicht(nieuwMoment("sinds", "Het eerste moment.", "2026-03-01T00:00:00+01:00"))
	parTot    = nieuwMoment("tot", "Het tweede moment. Leeg: nu.", "2026-04-01T00:00:00+02:00")
	parStatus = &parameter{waar: waarQuery, naam: "status", doc: "Alleen dossiers met deze status.",
		schema: &huma.Schema{Type: "string", Enum: keuze(projections.Statussen), Examples: []any{"open"}}}
	parFase = &parameter{waar: waarQuery, naam: "fase", doc: "Alleen dossiers in deze fase.",
		schema: &huma.Schema{Type: "string", Enum: keuze(domain.Fasen), Examples: []any{"onderzoek"}}}
	parStand = &parameter{waar: waarQuery, naam: "stand", doc: "Alleen vernietigingen die zo ver zijn.",
		schema: &huma.Schema{Type: "string", Enum: []any{"besloten", "ingetrokken", "goedgekeurd", "uitgevoerd"},
			Examples: []any{"besloten"}}}
	parVerouderd = &parameter{waar: waarQuery, naam: "verouderd",
		doc:    "Alleen verstrekkingen waarvan iets intussen is gewijzigd, verwijderd, afgeschermd of vernietigd.",
		schema: &huma.Schema{Type: "string", Enum: []any{"true", "false"}, Examples: []any{"true"}}}
	parCursor = &parameter{waar: waarQuery, naam: "cursor",
		doc:    "Waar de lijst verder gaat, zoals de vorige bladzijde gaf. Leeg: het begin.",
		schema: &huma.Schema{Type: "string", MinLength: lengte(1), MaxLength: lengte(100), Examples: []any{"AQAGOmZvbw"}}}
	parLimit = &parameter{waar: waarQuery, naam: "limit", doc: "Hoeveel regels op een bladzijde.",
		schema: &huma.Schema{Type: "integer", Minimum: geheel(1), Maximum: geheel(projections.MaxPage), Default: maxRegels,
			Examples: []any{50}}}
	parNa = nieuwMoment("na", "Alleen wat na dit moment gebeurde.", "2026-03-01T00:00:00+01:00")
)

var vormIfMatch = regexp.MustCompile(`^"(0|[1-9][0-9]{0,17})"$`)

// veilig is a name that may stand in a fault: what looks like a parameter, so that no stray value is given back.
var veilig = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_-]{0,39}$`)

func bekendeNaam(naam string) string {
	if veilig.MatchString(naam) {
		return naam
	}
	return ""
}

func gesorteerd(m map[string][]string) []string {
	namen := make([]string, 0, len(m))
	for naam := range m {
		namen = append(namen, naam)
	}
	slices.Sort(namen)
	return namen
}

// ontleedID makes an id of a text that was held against the format uuid; the zero id of any other.
func ontleedID[I any, P interface {
	*I
	encoding.TextUnmarshaler
}](s string) I {
	var i I
	if P(&i).UnmarshalText([]byte(s)) != nil {
		var nul I
		return nul
	}
	return i
}
