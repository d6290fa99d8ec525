package waarde

import (
	"errors"
	"time"
)

// GedeeltelijkeDatum is a date known as far as it is known: a year, a year and month, or a whole date. Births are
// often partly unknown, in the BRP too. It is comparable; the zero value means not known at all.
type GedeeltelijkeDatum struct {
	jaar       int16
	maand, dag uint8 // 0 where not known; dag only with maand
}

// MaxLeeftijd is the upper bound of an age of which nothing is known.
const MaxLeeftijd = 150

// ParseGedeeltelijkeDatum reads "1980", "1980-05" or "1980-05-17". It fails with CodeGeboortedatum or
// CodeDatumBestaat.
func ParseGedeeltelijkeDatum(s string) (GedeeltelijkeDatum, error) {
	vol := s
	switch len(s) {
	case len("1980"):
		vol += "-01-01"
	case len("1980-05"):
		vol += "-01"
	case len("1980-05-17"):
	default:
		return GedeeltelijkeDatum{}, fout(CodeGeboortedatum)
	}
	d, err := ParseDatum(vol)
	if err != nil {
		var f Fout
		if errors.As(err, &f) && f.Code == CodeDatumVorm {
			err = fout(CodeGeboortedatum)
		}
		return GedeeltelijkeDatum{}, err
	}
	g := GedeeltelijkeDatum(d)
	if len(s) < len(vol) {
		g.dag = 0
	}
	if len(s) == len("1980") {
		g.maand = 0
	}
	return g, nil
}

// IsZero reports that nothing is known.
func (g GedeeltelijkeDatum) IsZero() bool { return g == GedeeltelijkeDatum{} }

// Volledig gives the date where day, month and year are known.
func (g GedeeltelijkeDatum) Volledig() (Datum, bool) { return g.Vroegst(), g.dag != 0 }

// Vroegst is the first day it can be; the zero Datum where nothing is known.
func (g GedeeltelijkeDatum) Vroegst() Datum {
	if g.IsZero() {
		return Datum{}
	}
	return Datum{g.jaar, max(g.maand, 1), max(g.dag, 1)}
}

// Laatst is the last day it can be; the zero Datum where nothing is known.
func (g GedeeltelijkeDatum) Laatst() Datum {
	if g.IsZero() {
		return Datum{}
	}
	d := Datum(g)
	if d.maand == 0 {
		d.maand = 12
	}
	if d.dag == 0 {
		d.dag = uint8(dagenIn(d.Jaar(), d.Maand()))
	}
	return d
}

// Leeftijd gives the least and the greatest age, in whole years, that a person born then can have on a day; equal
// where the age is certain. Before the birth it is 0; where nothing is known it is 0 to MaxLeeftijd, so that a
// decision on age sees that the age is not known. Who was born on 29 February grows older on 1 March in a year without
// that day, since a year of life is over only when its last day is.
func (g GedeeltelijkeDatum) Leeftijd(op Datum) (minst, meest int) {
	if g.IsZero() || op.IsZero() {
		return 0, MaxLeeftijd
	}
	return leeftijd(g.Laatst(), op), leeftijd(g.Vroegst(), op)
}

func leeftijd(geboren, op Datum) int {
	n := op.Jaar() - geboren.Jaar()
	if op.maand < geboren.maand || op.maand == geboren.maand && op.dag < geboren.dag {
		n--
	}
	return max(n, 0)
}

// Waarde gives "1980", "1980-05" or "1980-05-17", "" where nothing is known.
func (g GedeeltelijkeDatum) Waarde() string {
	if g.IsZero() {
		return ""
	}
	b := schrijfJaar(nil, int(g.jaar))
	if g.maand != 0 {
		b = schrijfTwee(b, int(g.maand))
	}
	if g.dag != 0 {
		b = schrijfTwee(b, int(g.dag))
	}
	return string(b)
}

// Zoekvormen are the forms under which a blind index finds the date: what is known of it, and every less precise form.
// Index all; search by Waarde, so that a search for 1980 finds 1980-05-17. The other way round, a search for the whole
// date should also try the shorter forms of its own Zoekvormen, in case less was known when it was recorded.
func (g GedeeltelijkeDatum) Zoekvormen() []string {
	var uit []string
	if w := g.Waarde(); w != "" {
		for n := len("1980"); n <= len(w); n += len("-05") {
			uit = append(uit, w[:n])
		}
	}
	return uit
}

// Maand gives the month where known.
func (g GedeeltelijkeDatum) Maand() (time.Month, bool) { return time.Month(g.maand), g.maand != 0 }

// MarshalText writes Waarde.
func (g GedeeltelijkeDatum) MarshalText() ([]byte, error) { return []byte(g.Waarde()), nil }

// UnmarshalText reads what ParseGedeeltelijkeDatum reads, and "" as not known.
func (g *GedeeltelijkeDatum) UnmarshalText(t []byte) error {
	return ontleed(g, t, ParseGedeeltelijkeDatum)
}
