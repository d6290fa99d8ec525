package waarde

import (
	"strconv"
	"time"
)

// Datum is a day of the calendar (Gregorian, years 1 to 9999) without time zone. It is comparable with ==; the zero
// value means not known, or open.
type Datum struct {
	jaar       int16
	maand, dag uint8
}

// NieuweDatum makes a date that exists. It fails with CodeDatumBestaat.
func NieuweDatum(jaar int, maand time.Month, dag int) (Datum, error) {
	if jaar < 1 || jaar > 9999 || maand < 1 || maand > 12 || dag < 1 || dag > dagenIn(jaar, maand) {
		return Datum{}, fout(CodeDatumBestaat)
	}
	return Datum{int16(jaar), uint8(maand), uint8(dag)}, nil
}

// DatumVan gives the day of t in t's own location: pass a time in the Dutch location for a Dutch day.
func DatumVan(t time.Time) Datum {
	j, m, d := t.Date()
	uit, err := NieuweDatum(j, m, d)
	if err != nil {
		return Datum{} // outside the years 1 to 9999
	}
	return uit
}

// ParseDatum reads 2006-01-02. It fails with CodeDatumVorm or CodeDatumBestaat.
func ParseDatum(s string) (Datum, error) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Datum{}, fout(CodeDatumVorm)
	}
	j, ok1 := cijfers(s[:4])
	m, ok2 := cijfers(s[5:7])
	d, ok3 := cijfers(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return Datum{}, fout(CodeDatumVorm)
	}
	return NieuweDatum(j, time.Month(m), d)
}

// cijfers reads a number of digits only.
func cijfers(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

func schrikkel(jaar int) bool { return jaar%4 == 0 && (jaar%100 != 0 || jaar%400 == 0) }

func dagenIn(jaar int, maand time.Month) int {
	switch maand {
	case time.February:
		if schrikkel(jaar) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}

// Jaar is the year.
func (d Datum) Jaar() int { return int(d.jaar) }

// Maand is the month.
func (d Datum) Maand() time.Month { return time.Month(d.maand) }

// Dag is the day of the month.
func (d Datum) Dag() int { return int(d.dag) }

// IsZero reports that no date was given.
func (d Datum) IsZero() bool { return d == Datum{} }

// Vergelijk gives -1, 0 or +1; the zero value comes first. It fits slices.SortFunc.
func (d Datum) Vergelijk(e Datum) int {
	a, b := d.rang(), e.rang()
	switch {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

func (d Datum) rang() int { return int(d.jaar)<<16 | int(d.maand)<<8 | int(d.dag) }

// Voor reports whether d comes before e.
func (d Datum) Voor(e Datum) bool { return d.rang() < e.rang() }

// Na reports whether d comes after e.
func (d Datum) Na(e Datum) bool { return d.rang() > e.rang() }

// Tijd gives the start of the day in a location.
func (d Datum) Tijd(waar *time.Location) time.Time {
	return time.Date(d.Jaar(), d.Maand(), d.Dag(), 0, 0, 0, 0, waar)
}

// PlusDagen gives the day n days later; the zero Datum outside the years 1 to 9999.
func (d Datum) PlusDagen(n int) Datum { return DatumVan(d.Tijd(time.UTC).AddDate(0, 0, n)) }

// PlusMaanden gives the same day n months later, or the last day of that month where it has no such day: a term of a
// month from 31 January ends on 28 or 29 February (Verordening 1182/71 art. 3(2)(c)).
func (d Datum) PlusMaanden(n int) Datum {
	alle := d.Jaar()*12 + int(d.maand) - 1 + n
	if alle < 12 || alle >= 12*10000 {
		return Datum{}
	}
	jaar, maand := alle/12, time.Month(alle%12+1)
	return Datum{int16(jaar), uint8(maand), uint8(min(d.Dag(), dagenIn(jaar, maand)))}
}

// String gives 2006-01-02, "" where no date was given.
func (d Datum) String() string { return string(d.schrijf(nil)) }

func (d Datum) schrijf(b []byte) []byte {
	if d.IsZero() {
		return b
	}
	b = schrijfJaar(b, d.Jaar())
	b = schrijfTwee(b, int(d.maand))
	return schrijfTwee(b, int(d.dag))
}

func schrijfJaar(b []byte, j int) []byte {
	for g := 1000; g > 1 && j < g; g /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(j), 10)
}

func schrijfTwee(b []byte, n int) []byte { return append(b, '-', byte('0'+n/10), byte('0'+n%10)) }

// MarshalText writes 2006-01-02.
func (d Datum) MarshalText() ([]byte, error) { return d.schrijf(nil), nil }

// UnmarshalText reads what ParseDatum reads, and "" as the zero value.
func (d *Datum) UnmarshalText(t []byte) error { return ontleed(d, t, ParseDatum) }
