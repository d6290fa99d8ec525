package eventstore_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

func TestCheck(t *testing.T) {
	event := func() eventstore.Event { return eventstore.Event{ID: uuid.New(), Kind: "k"} }
	many := func(n, doubled int) []eventstore.Event {
		es := make([]eventstore.Event, n)
		for i := range es {
			es[i] = event()
		}
		if doubled > 0 {
			es[doubled].ID = es[0].ID
		}
		return es
	}
	sized := func(n int) eventstore.Event {
		e := event()
		e.Meta = []byte("{}")
		e.Data = make([]byte, n-eventstore.Size(e))
		return e
	}
	kind := func(k string) []eventstore.Event { return []eventstore.Event{{ID: uuid.New(), Kind: k}} }
	anything := eventstore.Any()
	for name, test := range map[string]struct {
		stream   string
		expected eventstore.Expected
		events   []eventstore.Event
		want     error
	}{
		"plain":     {"s", anything, many(1, 0), nil},
		"no stream": {"s", eventstore.NoStream(), many(3, 0), nil},
		"longest name": {strings.Repeat("é", eventstore.MaxName/2), anything,
			kind(strings.Repeat("k", eventstore.MaxName)), nil},
		"largest":   {"s", anything, []eventstore.Event{sized(eventstore.MaxAppend)}, nil},
		"too large": {"s", anything, []eventstore.Event{sized(eventstore.MaxAppend + 1)}, eventstore.ErrTooLarge},
		"too large together": {"s", anything, []eventstore.Event{sized(eventstore.MaxAppend - 1), event()},
			eventstore.ErrTooLarge},
		"empty stream":     {"", anything, many(1, 0), eventstore.ErrInvalid},
		"long stream":      {strings.Repeat("s", eventstore.MaxName+1), anything, many(1, 0), eventstore.ErrInvalid},
		"system stream":    {"$s", anything, many(1, 0), eventstore.ErrInvalid},
		"stream with line": {"a\nb", anything, many(1, 0), eventstore.ErrInvalid},
		"stream not UTF-8": {"a\xc3", anything, many(1, 0), eventstore.ErrInvalid},
		"zero expected":    {"s", eventstore.Expected{}, many(1, 0), eventstore.ErrInvalid},
		"no events":        {"s", anything, nil, eventstore.ErrInvalid},
		"empty kind":       {"s", anything, kind(""), eventstore.ErrInvalid},
		"system kind":      {"s", anything, kind("$k"), eventstore.ErrInvalid},
		"long kind":        {"s", anything, kind(strings.Repeat("k", eventstore.MaxName+1)), eventstore.ErrInvalid},
		"nil id":           {"s", anything, []eventstore.Event{{Kind: "k"}}, eventstore.ErrInvalid},
		"doubled id":       {"s", anything, many(2, 1), eventstore.ErrInvalid},
		"doubled at 16":    {"s", anything, many(16, 15), eventstore.ErrInvalid},
		"doubled at 17":    {"s", anything, many(17, 16), eventstore.ErrInvalid},
		"many":             {"s", anything, many(1000, 0), nil},
	} {
		t.Run(name, func(t *testing.T) {
			if err := eventstore.Check(test.stream, test.expected, test.events); !errors.Is(err, test.want) {
				t.Errorf("%v, want %v", err, test.want)
			}
		})
	}
}

// TestMatch: each expectation calls its own function only, and the zero one calls none.
func TestMatch(t *testing.T) {
	for _, test := range []struct {
		expected eventstore.Expected
		want     string
		ok       bool
	}{
		{eventstore.NoStream(), "none", true}, {eventstore.Exact(0), "exact", true},
		{eventstore.Any(), "any", true}, {eventstore.Expected{}, "", false},
	} {
		got := ""
		ok := test.expected.Match(func() { got += "none" }, func(uint64) { got += "exact" }, func() { got += "any" })
		if got != test.want || ok != test.ok {
			t.Errorf("%q, %v; want %q, %v", got, ok, test.want, test.ok)
		}
	}
}
