package main

import (
	"fmt"
	"sync"
	"time"

	"dossierboek/cmd/dutch"
	"dossierboek/domain/waarde"
)

// amsterdam is the time that people in the Netherlands read and write. The zones are compiled in, so it is always
// there.
var amsterdam = sync.OnceValue(func() *time.Location {
	l, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.UTC
	}
	return l
})

// momentFlag is a moment on the command line (pflag.Value).
type momentFlag struct{ t *time.Time }

func (m *momentFlag) String() string { return "" }
func (m *momentFlag) Type() string   { return "tijd" }
func (m *momentFlag) Set(s string) error {
	t, err := parseMoment(s)
	if err != nil {
		return err
	}
	m.t = &t
	return nil
}

// momentLayouts are the ways to write a moment without a zone of its own.
var momentLayouts = []string{time.DateOnly, "2006-01-02 15:04", time.DateTime, "2006-01-02T15:04",
	"2006-01-02T15:04:05"}

// parseMoment reads a moment. Without a zone it is Dutch time, and a day alone is its first moment. A time that the
// clock skips in spring or shows twice in autumn is refused: guessing would show what was not yet known.
func parseMoment(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return t.UTC(), nil
	}
	for _, layout := range momentLayouts {
		t, err := time.ParseInLocation(layout, s, amsterdam())
		if err != nil {
			continue
		}
		if t.Format(layout) != s {
			return time.Time{}, dutch.Usagef("deze tijd bestaat niet: de klok ging die nacht een uur vooruit")
		}
		if twice(t) {
			return time.Time{}, dutch.Usagef("deze tijd kwam die nacht twee keer voor: schrijf er de tijdzone bij, zoals " +
				"2026-10-25T02:30:00+02:00")
		}
		return t.UTC(), nil
	}
	return time.Time{},
		dutch.Usagef("dit is geen tijd; schrijf 2026-03-01, \"2026-03-01 14:30\" of 2026-03-01T14:30:00+01:00")
}

// twice reports whether the clock showed this time an hour before or after as well.
func twice(t time.Time) bool {
	for _, d := range []time.Duration{-time.Hour, time.Hour} {
		if t.Add(d).Format(time.DateTime) == t.Format(time.DateTime) {
			return true
		}
	}
	return false
}

// dayFlag is a day on the command line (pflag.Value), kept as it goes to the server.
type dayFlag struct{ day string }

func (d *dayFlag) String() string { return d.day }
func (d *dayFlag) Type() string   { return "datum" }
func (d *dayFlag) Set(s string) error {
	if _, err := waarde.ParseDatum(s); err != nil {
		return dutch.Usagef("dit is geen datum; schrijf bijvoorbeeld 2026-03-01")
	}
	d.day = s
	return nil
}

var months = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
	"oktober", "november", "december"}
var weekdays = [...]string{"zo", "ma", "di", "wo", "do", "vr", "za"}

// day writes the day of a moment: "1 maart 2026".
func day(t time.Time) string {
	t = t.In(amsterdam())
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}

// moment writes a moment to the second: "1 maart 2026 20:20:03".
func moment(t time.Time) string { return day(t) + t.In(amsterdam()).Format(" 15:04:05") }

// weekday writes a moment with the day of the week before it.
func weekday(t time.Time) string { return weekdays[t.In(amsterdam()).Weekday()] + " " + moment(t) }

// partialDay writes a date as far as it is known ("2026", "2026-02", "2026-02-14"); what is none stays as it is.
func partialDay(s string) string {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return fmt.Sprintf("%s %d", months[t.Month()-1], t.Year())
	}
	return s
}
