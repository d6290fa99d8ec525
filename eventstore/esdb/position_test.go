package esdb

import (
	"errors"
	"math"
	"testing"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

func TestPositions(t *testing.T) {
	ordered := []client.Position{
		{Commit: 1, Prepare: 0}, {Commit: 1, Prepare: 1}, {Commit: 9, Prepare: 9}, {Commit: 10, Prepare: 2},
		{Commit: 10, Prepare: 10}, {Commit: 1 << 40, Prepare: 1 << 40}, {Commit: math.MaxInt64, Prepare: 3},
		{Commit: math.MaxInt64, Prepare: math.MaxInt64},
	}
	last := eventstore.Position("")
	for _, p := range ordered {
		w := written(p)
		if len(w) != positionDigits || w <= last {
			t.Errorf("%v is written %q, after %q", p, w, last)
		}
		if back, err := parsed(w); back != p || err != nil {
			t.Errorf("%q reads as %v, %v", w, back, err)
		}
		last = w
	}
	if p, err := parsed(""); p != start || err != nil {
		t.Errorf("the zero position reads as %v, %v", p, err)
	}
	const sixteen = "0000000000000001"
	for what, p := range map[string]eventstore.Position{
		"another store's": sixteen, "not hexadecimal": "000000000000000g" + sixteen,
		"capitals": "000000000000000A" + sixteen, "prepare after commit": sixteen + "0000000000000002",
		"nought": "0000000000000000" + "0000000000000000", "none, as the server says it": "ffffffffffffffffffffffffffffffff",
		"too large": "8000000000000000" + sixteen, "a sign": "+000000000000001" + sixteen,
		"too long": sixteen + sixteen + "0",
	} {
		if _, err := parsed(p); !errors.Is(err, eventstore.ErrPosition) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// FuzzPosition: whatever reads as a position is written the same again, and nothing else is taken.
func FuzzPosition(f *testing.F) {
	f.Add("")
	f.Add("00000000000000010000000000000001")
	f.Add("ffffffffffffffffffffffffffffffff")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := parsed(eventstore.Position(text))
		switch {
		case err != nil && !errors.Is(err, eventstore.ErrPosition):
			t.Fatalf("error %v", err)
		case err == nil && written(p) != eventstore.Position(text):
			t.Fatalf("%q reads as %v", text, p)
		case err == nil && p != start && !valid(p):
			t.Fatalf("%v was taken", p)
		}
	})
}
