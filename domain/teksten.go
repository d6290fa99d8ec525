package domain

import (
	"fmt"
	"log/slog"

	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

// Tekst is a text inside content. On writing it is split at once: into the template, which is the content's, and what
// each mentioned person alone holds. On reading it has the template only, until Lees says what of the mentions the
// reader may see.
type Tekst struct {
	tekstJSON
	sjabloon   tekst.Sjabloon
	vermelding map[id.Betrokkene]tekst.Vermelding
	lezing     tekst.Lezing
}

// tekstJSON is what encoding/json writes and reads of a Tekst: of one that is being written its template, which holds
// nothing that belongs to one person; of one that was read what its reader sees (Codeer sees to it that this is never
// stored). These are fields, and not what methods give and take, because encoding/json goes over that once more, byte
// by byte: a quarter of the time that an append takes its caller. Each field has the name of a method of Tekst, which
// hides it from other packages.
type tekstJSON struct {
	Sjabloon     string              `json:"sjabloon,omitempty"`
	Betrokkenen  []id.Betrokkene     `json:"wie,omitempty"`
	Geheim       []int               `json:"geheim,omitempty"`
	Lezing       *string             `json:"tekst,omitempty"`
	Vermeldingen []GelezenVermelding `json:"vermeldingen,omitempty"`
}

// GelezenVermelding is where in a text, in code points, someone is mentioned, and whether the reader sees how.
type GelezenVermelding struct {
	Begin    int            `json:"begin"`
	Einde    int            `json:"einde"`
	Wie      id.Betrokkene  `json:"wie,omitzero"` // zero where it is geheim and the reader may not see that
	Toestand tekst.Toestand `json:"toestand"`
	Slot     int            `json:"slot"`
	Geheim   bool           `json:"geheim,omitempty"`
}

// NieuweTekst makes a text to write.
func NieuweTekst(t tekst.Tekst) Tekst {
	s, v := t.Gescheiden()
	nieuw := Tekst{sjabloon: s, vermelding: v}
	nieuw.tekstJSON.Sjabloon, nieuw.tekstJSON.Betrokkenen = s.Opgeslagen()
	nieuw.tekstJSON.Geheim = s.Geheim()
	return nieuw
}

// IsZero reports that there is no text.
func (t *Tekst) IsZero() bool { return t.sjabloon.IsZero() }

// Betrokkenen are those mentioned in the text.
func (t *Tekst) Betrokkenen() []id.Betrokkene { return t.sjabloon.Betrokkenen() }

// Vermeldingen are what each person alone holds of a text that is being written; nobody of a text that was read.
func (t *Tekst) Vermeldingen() map[id.Betrokkene]tekst.Vermelding { return t.vermelding }

// Sjabloon is the template.
func (t *Tekst) Sjabloon() tekst.Sjabloon { return t.sjabloon }

// Lees fills in what a reader may see of the mentions. What is geheim is not shown.
func (t *Tekst) Lees(standen map[id.Betrokkene]tekst.Stand) error {
	l, err := t.sjabloon.Lees(standen)
	if err == nil {
		t.leest(l)
	}
	return err
}

// LeesGeheim is Lees for a reader who may see what is geheim.
func (t *Tekst) LeesGeheim(standen map[id.Betrokkene]tekst.Stand) error {
	l, err := t.sjabloon.LeesGeheim(standen)
	if err == nil {
		t.leest(l)
	}
	return err
}

func (t *Tekst) leest(l tekst.Lezing) {
	plat := l.Plat()
	t.lezing, t.tekstJSON = l, tekstJSON{Lezing: &plat}
	for _, s := range l.Stukken() {
		if s.IsVermelding() {
			v := GelezenVermelding{Begin: s.Begin, Einde: s.Einde, Wie: s.Wie, Toestand: s.Toestand, Slot: s.Slot,
				Geheim: s.Geheim}
			t.tekstJSON.Vermeldingen = append(t.tekstJSON.Vermeldingen, v)
		}
	}
}

// VerbergVoorLezer hides from this reader the geheime addresses and numbers that z finds in a text that was read.
func (t *Tekst) VerbergVoorLezer(z *tekst.Geheimzoeker) {
	if t.gelezen() {
		t.leest(z.VerbergIn(t.lezing))
	}
}

// SchermAfVoorLezer hides from this reader where z finds any of those whom wie picks named in a text that was read.
func (t *Tekst) SchermAfVoorLezer(z *tekst.Zoeker, wie func(id.Betrokkene) bool) {
	if t.gelezen() {
		t.leest(z.SchermAf(t.lezing, wie))
	}
}

// Verberg marks as geheim the addresses and numbers that z finds in a text that is being written.
func (t *Tekst) Verberg(z *tekst.Geheimzoeker) error {
	heel, err := tekst.Samen(t.sjabloon, t.vermelding)
	if err != nil {
		return err
	}
	uit, verborgen, fouten := z.Verberg(heel)
	if len(fouten) > 0 {
		return OngeldigeInvoer(fouten)
	}
	if verborgen {
		*t = NieuweTekst(uit)
	}
	return nil
}

// Geheim gives which mentions of the template are geheim.
func (t *Tekst) Geheim() []int { return t.sjabloon.Geheim() }

// Lezing is the text as the reader sees it, empty before Lees.
func (t *Tekst) Lezing() tekst.Lezing { return t.lezing }

// gelezen reports that Lees was called.
func (t *Tekst) gelezen() bool { return t.tekstJSON.Lezing != nil }

// herlees makes the text of what encoding/json read: its template. What a reader was shown is no text. Decodeer calls
// it for every text in content.
func (t *Tekst) herlees() error {
	if t.tekstJSON.Lezing != nil || t.tekstJSON.Vermeldingen != nil {
		return tekst.ErrSjabloon
	}
	s, err := tekst.LeesOpgeslagen(t.tekstJSON.Sjabloon, t.tekstJSON.Betrokkenen, t.tekstJSON.Geheim...)
	if err != nil {
		return err
	}
	t.sjabloon = s
	return nil
}

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
	return t.sjabloon.LeesGeheim(standen)
}
