package tekst

import (
	"errors"
	"slices"
)

// Soort says by what a person was found.
type Soort uint8

// The kinds of finds.
const (
	SoortNaam Soort = iota
	SoortBSN
	SoortTelefoon
	SoortEmail
	SoortAdres
)

// ErrSoort: a text is no Soort.
var ErrSoort = errors.New("tekst: not a soort")

var soorten = [...]string{
	SoortNaam: "naam", SoortBSN: "bsn", SoortTelefoon: "telefoon", SoortEmail: "email", SoortAdres: "adres",
}

func (s Soort) String() string {
	if int(s) < len(soorten) {
		return soorten[s]
	}
	return "onbekend"
}

// MarshalText writes the name.
func (s Soort) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a name. It fails with ErrSoort.
func (s *Soort) UnmarshalText(b []byte) error {
	i := slices.Index(soorten[:], string(b))
	if i < 0 {
		return ErrSoort
	}
	*s = Soort(i)
	return nil
}
