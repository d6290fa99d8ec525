package domain

import (
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// A telling is what the half-yearly statistics need of one melding, in closed codes and in a part of its own
// (law.md §4): so that counting opens no text, and an erasure takes it along like any other part. Which meldingen
// were counted, and how, is fixed elsewhere without personal data (tellen.go).

// SoortTellingVastgelegd is stored.
const SoortTellingVastgelegd Soort = "telling.vastgelegd"

// InhoudTelling is stored.
const InhoudTelling InhoudSoort = "telling"

// PuntTelling is that a melding has no telling yet.
const PuntTelling PuntSoort = "telling"

// Telling is what is counted of a melding. Any of it may be left out: what is known at intake is recorded then, the
// rest at the end of a phase. A melding may have several; of each question the answer that was recorded last
// counts.
type Telling struct {
	MelderHoedanigheid MelderHoedanigheid `json:"melderHoedanigheid,omitempty"`
	Aanleiding         MeldingAanleiding  `json:"aanleiding,omitempty"`
	Aard               []Geweldsaard      `json:"aard,omitempty"`
	Duur               Geweldsduur        `json:"duur,omitempty"`
	Overdracht         OverdrachtAan      `json:"overdracht,omitempty"`
	Uitkomst           MeldingUitkomst    `json:"uitkomst,omitempty"`
	// in which fase a vervolgmelding came (CBS 85361NED)
	VervolgmeldingFase Fase `json:"vervolgmeldingFase,omitempty"`
}

func (*Telling) InhoudSoort() InhoudSoort { return InhoudTelling }
func (*Telling) Teksten() []*Tekst        { return nil }
func (*Telling) verwijst(*wijzer)         {}

func (t *Telling) controleer(c *controle) {
	misschienEen(c, "melderHoedanigheid", t.MelderHoedanigheid, MelderHoedanigheden)
	misschienEen(c, "aanleiding", t.Aanleiding, MeldingAanleidingen)
	for i, a := range t.Aard {
		c.bij("aard", i, func(c *controle) {
			switch {
			case !slices.Contains(Geweldsaarden, a):
				c.fout(codeCode, fmt.Sprintf("Kies een van: %s.", opsomming(Geweldsaarden)))
			case slices.Contains(t.Aard[:i], a):
				c.fout(codeDubbel, "Deze aard staat er twee keer bij.")
			}
		})
	}
	misschienEen(c, "duur", t.Duur, Geweldsduren)
	misschienEen(c, "overdracht", t.Overdracht, OverdrachtenAan)
	misschienEen(c, "uitkomst", t.Uitkomst, MeldingUitkomsten)
	misschienEen(c, "vervolgmeldingFase", t.VervolgmeldingFase, Fasen)
	if t.leeg() {
		c.fout(codeVerplicht, "Een telling zegt ten minste één ding.")
	}
}

// misschienEen is een for a field that may be left out.
func misschienEen[S ~string](c *controle, veld string, v S, lijst []S) {
	if v != "" {
		een(c, veld, v, lijst)
	}
}

func (t *Telling) leeg() bool {
	return t.MelderHoedanigheid == "" && t.Aanleiding == "" && len(t.Aard) == 0 && t.Duur == "" && t.Overdracht == "" &&
		t.Uitkomst == "" && t.VervolgmeldingFase == ""
}

// vul takes over what a later telling of the same melding answers.
func (t *Telling) vul(later *Telling) {
	vulEen(&t.MelderHoedanigheid, later.MelderHoedanigheid)
	vulEen(&t.Aanleiding, later.Aanleiding)
	if len(later.Aard) > 0 {
		t.Aard = later.Aard
	}
	vulEen(&t.Duur, later.Duur)
	vulEen(&t.Overdracht, later.Overdracht)
	vulEen(&t.Uitkomst, later.Uitkomst)
	vulEen(&t.VervolgmeldingFase, later.VervolgmeldingFase)
}

func vulEen[S ~string](naar *S, van S) {
	if van != "" {
		*naar = van
	}
}

// TellingVastgelegd records the telling of a melding; every code is sealed.
type TellingVastgelegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Melding   id.Onderdeel    `json:"melding"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

func (*TellingVastgelegd) Soort() Soort { return SoortTellingVastgelegd }

func (f *TellingVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Melding = f.Melding
}

// LegTellingVast records what is counted of a melding, sealed to whom the melding concerns.
type LegTellingVast struct {
	ID      id.Onderdeel
	Melding id.Onderdeel
	Telling Telling
}

func (LegTellingVast) Handeling() Handeling { return HandelingVastleggen }

func (l LegTellingVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Telling.controleer(&c)
	return c.fouten
}

// Beslis also serves a closed dossier: what came of a melding is known at its end, and counted later.
func (l LegTellingVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	m, err := d.melding(l.Melding)
	if err != nil {
		return nil, err
	}
	if m.Stand == StandAfgeschermd {
		return nil, Weiger(CodeAfgeschermd, "Dit onderdeel is afgeschermd. Geef het eerst vrij.", "ZOB-15b")
	}
	over, err := d.over(f, "", m.Over, &l.Telling)
	if err != nil {
		return nil, err
	}
	uit := []Ontwerp{ontwerp(&TellingVastgelegd{Onderdeel: l.ID, Melding: m.ID, Over: over}, &l.Telling, over)}
	return append(uit, d.afTeDoen(m, PuntTelling)...), nil
}

func (Telling) Format(s fmt.State, _ rune)        { zwijg(s) }
func (LegTellingVast) Format(s fmt.State, _ rune) { zwijg(s) }
func (Telling) LogValue() slog.Value              { return verzwegen }
func (LegTellingVast) LogValue() slog.Value       { return verzwegen }
