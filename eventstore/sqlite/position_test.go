package sqlite

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/eventstore"
)

func TestPositionOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Range(0, math.MaxInt64).Draw(t, "a")
		b := rapid.Int64Range(0, math.MaxInt64).Draw(t, "b")
		if (a < b) != (position(a) < position(b)) {
			t.Fatalf("%d and %d stand in another order as positions", a, b)
		}
		if back, err := row(position(a)); err != nil || back != a {
			t.Fatalf("%d came back as %d, %v", a, back, err)
		}
	})
}

// FuzzPosition: what is taken as a position is exactly what is written as one.
func FuzzPosition(f *testing.F) {
	for _, seed := range []string{"", "0", "0000000000000000", "0000000000000001", "7fffffffffffffff", "8000000000000000",
		"ffffffffffffffff", "-000000000000001", "+000000000000001", "000000000000000A", "0x00000000000001",
		"000000000000_001", "é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := row(eventstore.Position(text))
		if err == nil && string(position(n)) != text {
			t.Errorf("%q was taken as %d", text, n)
		}
	})
}
