package domain

import (
	"encoding/json"
	"errors"
	"slices"
)

// wikkel marshals nested content the way Codeer does: the new wording in a correctie or herschrijving.
type wikkel struct{ Inhoud }

// errGeenWording: what stands inside content is no wording of an onderdeel. Content nests once, never deeper.
var errGeenWording = errors.New("domain: nested content is not the wording of an onderdeel")

func (w wikkel) MarshalJSON() ([]byte, error) {
	if w.Inhoud == nil {
		return nil, errGeenWording
	}
	if slices.ContainsFunc(w.Teksten(), func(t *Tekst) bool { return t.gelezen() }) {
		return json.Marshal(w.Inhoud)
	}
	return Codeer(nil, w.Inhoud)
}

func (w *wikkel) UnmarshalJSON(data []byte) error {
	var o omhuld
	if err := strikt(data, &o); err != nil || !isWording(o.Soort) {
		return errGeenWording
	}
	i, err := Decodeer(data)
	if err != nil {
		return err
	}
	w.Inhoud = i
	return nil
}

// isWording reports whether content of a kind can be what an onderdeel says.
func isWording(s InhoudSoort) bool {
	switch s {
	case InhoudCorrectie, InhoudHerschrijving, InhoudHerstel, InhoudVernietiging:
		return false
	}
	_, ok := inhouden[s]
	return ok
}

// Kern is the wording that content gives its onderdeel: the new one inside a correctie or herschrijving, else the
// content itself; nil for a correctie that gives none.
func Kern(i Inhoud) Inhoud {
	switch i := i.(type) {
	case *Correctie:
		n, _ := i.NieuweInhoud()
		return n
	case *Herschrijving:
		return i.Nieuw.Inhoud
	case *Herstel:
		return i.Nieuw.Inhoud
	}
	return i
}
