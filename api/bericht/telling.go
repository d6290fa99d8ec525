package bericht

import (
	"time"

	"dossierboek/domain"
)

// Telling is what the statistics ask of one melding, in closed codes; any of it may be left out.
type Telling struct {
	MelderHoedanigheid domain.MelderHoedanigheid `json:"melderHoedanigheid,omitempty" doc:"Wat voor melder het was." example:"onderwijs"`
	Aanleiding         domain.MeldingAanleiding  `json:"aanleiding,omitempty" doc:"Wat de aanleiding was om te melden." example:"signalen"`
	Aard               []domain.Geweldsaard      `json:"aard,omitempty" maxItems:"11" doc:"Wat voor geweld is gemeld; er kunnen er meer zijn." example:"[\"psychisch-geweld\"]"`
	Duur               domain.Geweldsduur        `json:"duur,omitempty" doc:"Hoe lang het al duurt." example:"een-tot-vijf-jaar"`
	Overdracht         domain.OverdrachtAan      `json:"overdracht,omitempty" doc:"Aan wat voor partij is overgedragen." example:"wijkteam"`
	Uitkomst           domain.MeldingUitkomst    `json:"uitkomst,omitempty" doc:"Wat er van de melding kwam." example:"overdracht"`
	VervolgmeldingFase domain.Fase               `json:"vervolgmeldingFase,omitempty" doc:"Van een vervolgmelding: in welke fase zij kwam." example:"onderzoek"`
}

// NieuweTelling records what is counted of a melding.
type NieuweTelling struct{ Telling }

// NieuweTelstaat asks for the count of a half-year.
type NieuweTelstaat struct {
	HalfJaar domain.HalfJaar       `json:"halfJaar" pattern:"^2[0-9]{3}-[12]$" maxLength:"6" doc:"Het halfjaar waarin de meldingen zijn ontvangen; het moet voorbij zijn." example:"2026-1"`
	Reden    domain.CorrectieReden `json:"reden,omitempty" doc:"Waarom opnieuw wordt geteld, als dit halfjaar al is geteld. Beide tellingen blijven staan." example:"nagekomen-meldingen"`
}

// Telstaat is the count of a half-year, without personal data and without small numbers.
type Telstaat struct {
	HalfJaar domain.HalfJaar       `json:"halfJaar" doc:"Het halfjaar." example:"2026-1"`
	Op       time.Time             `json:"vastgesteldOp" format:"date-time" doc:"Wanneer geteld." example:"2026-07-06T10:00:00Z"`
	Door     domain.Medewerker     `json:"door" doc:"Door welke medewerker." example:"t-1"`
	Reden    domain.CorrectieReden `json:"reden,omitempty" doc:"Waarom opnieuw is geteld." example:"nagekomen-meldingen"`
	Totaal   *int                  `json:"totaal,omitempty" doc:"Het aantal ontvangen meldingen; ontbreekt als dat klein is." example:"2431"`
	Rijen    []Telrij              `json:"rijen" doc:"Per vraag hoe vaak elk antwoord voorkomt."`
}

// Telrij is how the meldingen answer one question.
type Telrij struct {
	Naam   string   `json:"naam" doc:"De vraag." example:"duur"`
	Meer   bool     `json:"meer,omitempty" doc:"Een melding kan meer antwoorden hebben; anders telt zij eenmaal." example:"true"`
	Cellen []Telcel `json:"cellen" doc:"De antwoorden."`
}

// Telcel is how often one answer was counted.
type Telcel struct {
	Code   string `json:"code" doc:"Het antwoord." example:"eenmalig"`
	Aantal *int   `json:"aantal,omitempty" doc:"Hoe vaak; ontbreekt als dat klein is, of iets kleins zou verraden." example:"212"`
}

// Telstaten are the counts of one half-year: the first one, and those that corrected it.
type Telstaten struct {
	Tellingen []Telstaat `json:"tellingen" doc:"De tellingen, de eerste voorop."`
}
