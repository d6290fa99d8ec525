package domain

import (
	"encoding/json"
	"fmt"
	"log/slog"

	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

// Tekst is a text inside content. On writing it is split at once: into the template, which is the content's, and what
// each mentioned person alone holds. On reading it has the template only, until Lees says what of the mentions the
// reader may see.
type Tekst struct {
	sjabloon   tekst.Sjabloon
	vermelding map[id.Betrokkene]tekst.Vermelding
	lezing     tekst.Lezing
	gelezen    bool // Lees was called
}

// NieuweTekst makes a text to write.
func NieuweTekst(t tekst.Tekst) Tekst {
	s, v := t.Gescheiden()
	return Tekst{sjabloon: s, vermelding: v}
}

// IsZero reports that there is no text.
func (t *Tekst) IsZero() bool { return t.sjabloon.IsZero() }

// Betrokkenen are those mentioned in the text.
func (t *Tekst) Betrokkenen() []id.Betrokkene { return t.sjabloon.Betrokkenen() }

// Vermeldingen are what each person alone holds of a text that is being written; nobody of a text that was read.
func (t *Tekst) Vermeldingen() map[id.Betrokkene]tekst.Vermelding { return t.vermelding }

// Sjabloon is the template.
func (t *Tekst) Sjabloon() tekst.Sjabloon { return t.sjabloon }

// Lees fills in what a reader may see of the mentions.
func (t *Tekst) Lees(standen map[id.Betrokkene]tekst.Stand) error {
	l, err := t.sjabloon.Lees(standen)
	if err != nil {
		return err
	}
	t.lezing, t.gelezen = l, true
	return nil
}

// Lezing is the text as the reader sees it, empty before Lees.
func (t *Tekst) Lezing() tekst.Lezing { return t.lezing }

// gelezenTekst is how a text that was read is shown.
type gelezenTekst struct {
	Tekst        string              `json:"tekst"`
	Vermeldingen []GelezenVermelding `json:"vermeldingen,omitempty"`
}

// GelezenVermelding is where in a text, in code points, someone is mentioned, and whether the reader sees how.
type GelezenVermelding struct {
	Begin    int            `json:"begin"`
	Einde    int            `json:"einde"`
	Wie      id.Betrokkene  `json:"wie"`
	Toestand tekst.Toestand `json:"toestand"`
	Slot     int            `json:"slot"`
}

// MarshalJSON writes a text that is being written as its template, which holds nothing that belongs to one person, and a
// text that was read as its reader sees it. Codeer sees to it that the latter is never stored.
func (t Tekst) MarshalJSON() ([]byte, error) {
	if !t.gelezen {
		return t.sjabloon.MarshalJSON()
	}
	g := gelezenTekst{Tekst: t.lezing.Plat()}
	for _, s := range t.lezing.Stukken() {
		if s.IsVermelding() {
			g.Vermeldingen = append(g.Vermeldingen, GelezenVermelding{s.Begin, s.Einde, s.Wie, s.Toestand, s.Slot})
		}
	}
	return json.Marshal(g)
}

// UnmarshalJSON reads the template.
func (t *Tekst) UnmarshalJSON(data []byte) error { return t.sjabloon.UnmarshalJSON(data) }

// Format keeps texts out of logs and errors.
func (Tekst) Format(s fmt.State, _ rune) { zwijg(s) }

// LogValue keeps texts out of structured logs.
func (Tekst) LogValue() slog.Value { return verzwegen }

// AlsGeschreven is a text that is being written as its writer sees it.
func (t *Tekst) AlsGeschreven() (tekst.Lezing, error) {
	standen := make(map[id.Betrokkene]tekst.Stand, len(t.vermelding))
	for wie, v := range t.vermelding {
		standen[wie] = tekst.Stand{Toestand: tekst.Zichtbaar, Vermelding: v}
	}
	return t.sjabloon.Lees(standen)
}
