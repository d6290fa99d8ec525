package main

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"dossierboek/cmd/dutch"
)

func TestParseMoment(t *testing.T) {
	for in, want := range map[string]string{
		"2026-03-01":                    "2026-02-28T23:00:00Z",
		"2026-07-01":                    "2026-06-30T22:00:00Z",
		"2026-03-01 14:30":              "2026-03-01T13:30:00Z",
		"2026-03-01 14:30:05":           "2026-03-01T13:30:05Z",
		"2026-07-01T14:30":              "2026-07-01T12:30:00Z",
		"2026-07-01T14:30:05":           "2026-07-01T12:30:05Z",
		"2026-03-01T14:30:00+02:00":     "2026-03-01T12:30:00Z",
		"2026-03-01T14:30:00.123456Z":   "2026-03-01T14:30:00.123456Z",
		"2026-10-25T02:30:00+02:00":     "2026-10-25T00:30:00Z",
		"2026-10-25 03:00":              "2026-10-25T02:00:00Z",
		"2026-03-29 03:00":              "2026-03-29T01:00:00Z",
		"":                              "",
		"gisteren":                      "",
		"2026-3-1":                      "",
		"2026-02-30":                    "",
		"01-03-2026":                    "",
		"2026-03-29 02:30":              "", // the clock skipped it
		"2026-10-25 02:30":              "", // the clock showed it twice
		"2026-03-01 14:30 ":             "",
		"2026-03-01T14:30:00+02:00 nog": "",
	} {
		got, err := parseMoment(in)
		switch {
		case want == "" && err == nil:
			t.Errorf("%q: %s, want an error", in, got)
		case want == "":
			if !dutch.IsUsage(err) {
				t.Errorf("%q: %v is no usage error", in, err)
			}
		case err != nil:
			t.Errorf("%q: %v", in, err)
		case got.Format(time.RFC3339Nano) != want:
			t.Errorf("%q: %s, want %s", in, got.Format(time.RFC3339Nano), want)
		}
	}
}

// What is shown can be typed back: the same second, unless the clock showed it twice.
func TestMomentRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := time.Unix(rapid.Int64Range(0, 4102444800).Draw(t, "second"), 0).UTC()
		got, err := parseMoment(want.In(amsterdam()).Format(time.DateTime))
		if twice(want.In(amsterdam())) {
			if err == nil {
				t.Fatal("an hour that came twice was not refused")
			}
			return
		}
		if err != nil || !got.Equal(want) {
			t.Fatalf("%s: %s, %v", want, got, err)
		}
	})
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2026-03-01", "2026-03-01 14:30", "2026-03-01T14:30:00Z", "2026-10-25 02:30", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if m, err := parseMoment(s); err == nil && m.Location() != time.UTC {
			t.Errorf("%s is not UTC", m)
		}
	})
}

func TestMoments(t *testing.T) {
	at := time.Date(2026, 3, 1, 19, 20, 3, 999, time.UTC)
	if got := weekday(at); got != "zo 1 maart 2026 20:20:03" {
		t.Error(got)
	}
	for in, want := range map[string]string{"2026-02-14": "14 februari 2026", "2026-02": "februari 2026", "2026": "2026",
		"": "", "ooit": "ooit"} {
		if got := partialDay(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
