package termijn

import (
	"time"

	"dossierboek/domain/waarde"
)

// Feestdag reports whether a day is a public holiday, Goede Vrijdag included (Algemene termijnenwet art. 3(1) and (2),
// as it reads since 1990). The zero Datum is none.
func Feestdag(d waarde.Datum) bool {
	switch dag := d.Dag(); d.Maand() {
	case time.January:
		if dag == 1 {
			return true
		}
	case time.December:
		if dag == 25 || dag == 26 {
			return true
		}
	case time.May:
		if dag == 5 {
			return true
		}
	}
	if d.IsZero() {
		return false
	}
	if d == verjaardagVorst(d.Jaar()) {
		return true
	}
	pasen := Pasen(d.Jaar())
	for _, na := range []int{-2, 1, 39, 50} { // Goede Vrijdag, tweede Paasdag, Hemelvaartsdag, tweede Pinksterdag
		if d == pasen.PlusDagen(na) {
			return true
		}
	}
	return false
}

// verjaardagVorst is the day on which the birthday of the King is celebrated: 27 April since 2014, 30 April before;
// the day before where that is a Sunday.
func verjaardagVorst(jaar int) waarde.Datum {
	dag := 27
	if jaar < 2014 {
		dag = 30
	}
	d, err := waarde.NieuweDatum(jaar, time.April, dag)
	if err != nil {
		return waarde.Datum{} // a year that no Datum has
	}
	if weekdag(d) == time.Sunday {
		return d.PlusDagen(-1)
	}
	return d
}

// Pasen is Easter Sunday of a year of the Gregorian calendar (Meeus, after the anonymous computus of 1876).
func Pasen(jaar int) waarde.Datum {
	a, b, c := jaar%19, jaar/100, jaar%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	dag, err := waarde.NieuweDatum(jaar, time.Month(n/31), n%31+1)
	if err != nil {
		return waarde.Datum{} // a year that no Datum has
	}
	return dag
}

func weekdag(d waarde.Datum) time.Weekday { return d.Tijd(time.UTC).Weekday() }
