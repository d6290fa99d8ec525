package waarde

// Tijdvak is a validity: from Van up to, not including, Tot. A zero Van has no beginning, a zero Tot no end. It is
// comparable; the zero value holds always.
type Tijdvak struct {
	Van Datum `json:"van,omitzero"`
	Tot Datum `json:"tot,omitzero"`
}

// Controleer fails with CodeTijdvak at "/tot" unless Tot lies after Van.
func (t Tijdvak) Controleer() Fouten {
	if !t.Van.IsZero() && !t.Tot.IsZero() && !t.Tot.Na(t.Van) {
		return Fouten{fout(CodeTijdvak).Onder("tot")}
	}
	return nil
}

// Bevat reports whether the day lies in it.
func (t Tijdvak) Bevat(d Datum) bool {
	return !d.Voor(t.Van) && (t.Tot.IsZero() || d.Voor(t.Tot))
}

// Overlapt reports whether some day lies in both.
func (t Tijdvak) Overlapt(u Tijdvak) bool {
	return (t.Tot.IsZero() || u.Van.Voor(t.Tot)) && (u.Tot.IsZero() || t.Van.Voor(u.Tot))
}

// IsOpen reports that it has no end.
func (t Tijdvak) IsOpen() bool { return t.Tot.IsZero() }
