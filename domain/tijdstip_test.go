package domain

import (
	"testing"
	"time"
)

// What is recorded strictly rises in a stream, in whole microseconds, and never by more than a clock that may be
// wrong.
func TestTijdstip(t *testing.T) {
	ns := begin.Add(1500 * time.Nanosecond)
	for _, g := range []struct {
		naam       string
		nu, vorige time.Time
		want       time.Time
		code       Code
	}{
		{"the first", ns, time.Time{}, begin.Add(time.Microsecond), ""},
		{"later", ns, begin, begin.Add(time.Microsecond), ""},
		{"the same microsecond", begin.Add(900 * time.Nanosecond), begin, begin.Add(time.Microsecond), ""},
		{"a little behind", begin.Add(-time.Second), begin, begin.Add(time.Microsecond), ""},
		{"just not too far", begin.Add(-MaxKlokverschil), begin, begin.Add(time.Microsecond), ""},
		{"too far", begin.Add(-MaxKlokverschil - time.Microsecond), begin, time.Time{}, CodeKlok},
		{"years", begin.AddDate(-400, 0, 0), begin, time.Time{}, CodeKlok},
		{"another zone", begin.In(time.FixedZone("x", 7200)).Add(time.Second), begin, begin.Add(time.Second), ""},
	} {
		got, err := Tijdstip(g.nu, g.vorige)
		if code(err) != g.code || !got.Equal(g.want) || got.Nanosecond()%1000 != 0 || got.Location() != time.UTC {
			t.Errorf("%s: %v %v, want %v %q", g.naam, got, err, g.want, g.code)
		}
	}
	vorige := begin
	for range 1000 { // a clock that stands still
		got, err := Tijdstip(begin, vorige)
		if err != nil || !got.After(vorige) {
			t.Fatalf("%v after %v: %v", got, vorige, err)
		}
		vorige = got
	}
}
