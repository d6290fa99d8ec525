package domain

import "slices"

// The codes of a telling. The half-yearly statistics ask the hoedanigheid of who reported, the aanleiding, aard and
// duur of the violence, the overdracht, the uitkomst, and in which fase a vervolgmelding came (law.md §4: CBS). The
// file definition of CBS was not found, so the words within each list are ours: whoever delivers translates them. A
// code that was stored stays in its list for ever, since counts that are fixed name it.

// MelderHoedanigheid is what kind of melder it was.
type MelderHoedanigheid string

// MelderHoedanigheden lists them all. CBS tells justice and safety apart from the rest (CBS 84849NED).
var MelderHoedanigheden = []MelderHoedanigheid{"politie", "justitie", "gezondheidszorg", "onderwijs", "kinderopvang",
	"jeugdhulp", "maatschappelijk-werk", "wijkteam", "ander-beroep", "direct-betrokkene", "familie", "buurt-of-kennis",
	"ambtshalve", "onbekend"}

// MeldingAanleiding is what made somebody report.
type MeldingAanleiding string

// MeldingAanleidingen lists them all.
var MeldingAanleidingen = []MeldingAanleiding{"incident", "onthulling", "signalen", "letsel", "herhaling",
	"hulp-niet-voldoende", "anders", "onbekend"}

// Geweldsaard is a kind of violence that was reported.
type Geweldsaard string

// Geweldsaarden lists them all.
var Geweldsaarden = []Geweldsaard{"lichamelijk-geweld", "psychisch-geweld", "seksueel-geweld",
	"lichamelijke-verwaarlozing", "emotionele-verwaarlozing", "getuige-van-geweld", "financiele-uitbuiting", "stalking",
	"eergerelateerd-geweld", "anders", "onbekend"}

// Geweldsduur is how long it had been going on.
type Geweldsduur string

// Geweldsduren lists them all.
var Geweldsduren = []Geweldsduur{"eenmalig", "korter-dan-een-jaar", "een-tot-vijf-jaar", "langer-dan-vijf-jaar",
	"onbekend"}

// OverdrachtAan is to what kind of party the work was handed over.
type OverdrachtAan string

// OverdrachtenAan lists them all.
var OverdrachtenAan = []OverdrachtAan{"geen", "wijkteam", "jeugdhulp", "gecertificeerde-instelling", "gezondheidszorg",
	"andere-veilig-thuis", "anders", "onbekend"}

// MeldingUitkomst is what came of a melding.
type MeldingUitkomst string

// MeldingUitkomsten lists them all: the outcomes of a veiligheidsbeoordeling (law.md §4, Bescherming in beweging p.
// 88–89).
var MeldingUitkomsten = []MeldingUitkomst{"onderzoek", "verzoek-raad", "voorwaarden-en-vervolg", "overdracht",
	"einde-bemoeienis"}

// Telvariabele is one question of the statistics, with the codes that can answer it.
type Telvariabele struct {
	Naam     string
	Codes    []string
	Meer     bool // several codes may answer it at once
	antwoord func(*Telling) []string
}

// The rows that are not of a telling, and the codes in them.
const (
	rijTellingen    = "tellingen"
	rijKwalificatie = "kwalificatie"

	codeMetTelling        = "met-telling"
	codeZonderTelling     = "zonder-telling"
	codeTellingVernietigd = "vernietigd"
	codeNietVastgelegd    = "niet-vastgelegd" // also of who has no telling, or none any more
)

// Telvariabelen are the questions that a telling answers, in the order in which they are shown.
var Telvariabelen = []Telvariabele{
	eenAntwoord("melder-hoedanigheid", MelderHoedanigheden, func(t *Telling) MelderHoedanigheid {
		return t.MelderHoedanigheid
	}),
	eenAntwoord("aanleiding", MeldingAanleidingen, func(t *Telling) MeldingAanleiding { return t.Aanleiding }),
	{Naam: "aard", Codes: codesVan(Geweldsaarden), Meer: true, antwoord: func(t *Telling) []string {
		return codesVan(t.Aard)
	}},
	eenAntwoord("duur", Geweldsduren, func(t *Telling) Geweldsduur { return t.Duur }),
	eenAntwoord("overdracht", OverdrachtenAan, func(t *Telling) OverdrachtAan { return t.Overdracht }),
	eenAntwoord("uitkomst", MeldingUitkomsten, func(t *Telling) MeldingUitkomst { return t.Uitkomst }),
	eenAntwoord("vervolgmelding-fase", Fasen, func(t *Telling) Fase { return t.VervolgmeldingFase }),
}

// eenAntwoord is a question with one answer, or none.
func eenAntwoord[S ~string](naam string, codes []S, van func(*Telling) S) Telvariabele {
	return Telvariabele{Naam: naam, Codes: append(codesVan(codes), codeNietVastgelegd),
		antwoord: func(t *Telling) []string {
			if s := van(t); slices.Contains(codes, s) {
				return []string{string(s)}
			}
			return []string{codeNietVastgelegd}
		}}
}

func codesVan[S ~string](lijst []S) []string {
	uit := make([]string, len(lijst))
	for i, v := range lijst {
		uit[i] = string(v)
	}
	return uit
}
