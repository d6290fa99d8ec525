package termijn

import (
	"time"

	"dossierboek/domain/waarde"
)

// Werkdag reports whether a day is no Saturday, Sunday or public holiday. The zero Datum is none.
func Werkdag(d waarde.Datum) bool {
	if d.IsZero() {
		return false
	}
	w := weekdag(d)
	return w != time.Saturday && w != time.Sunday && !Feestdag(d)
}

// NaWerkdagen is the nth working day after a day, the day itself not counted; the zero Datum where the calendar ends
// before.
func NaWerkdagen(d waarde.Datum, n int) waarde.Datum {
	for n > 0 && !d.IsZero() {
		d = d.PlusDagen(1)
		if Werkdag(d) {
			n--
		}
	}
	return d
}

// Verlengd is the day itself where it is a working day, else the next one (Algemene termijnenwet art. 1).
func Verlengd(d waarde.Datum) waarde.Datum {
	for !d.IsZero() && !Werkdag(d) {
		d = d.PlusDagen(1)
	}
	return d
}

// Dag is the day in the Netherlands of a moment since 1996, when summer time got its present rule (Directive
// 2000/84/EC): from the last Sunday of March to the last Sunday of October, each time at 01:00 UTC. It is worked out
// here because package domain reads no files, and so no time zones.
func Dag(t time.Time) waarde.Datum {
	t = t.UTC()
	zomer := laatsteZondag(t.Year(), time.March)
	winter := laatsteZondag(t.Year(), time.October)
	uren := time.Hour
	if !t.Before(zomer) && t.Before(winter) {
		uren = 2 * time.Hour
	}
	return waarde.DatumVan(t.Add(uren))
}

// laatsteZondag is 01:00 UTC on the last Sunday of a month of 31 days.
func laatsteZondag(jaar int, maand time.Month) time.Time {
	t := time.Date(jaar, maand, 31, 1, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, -int(t.Weekday()))
}
