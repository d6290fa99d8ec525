package storetest

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

func testLimit(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	fit := func(total int) []eventstore.Event {
		es := events(3)
		es[0].Data = nil
		es[0].Data = make([]byte, total-eventstore.Size(es...))
		if n := eventstore.Size(es...); n != total {
			t.Fatalf("%d bytes made, not %d", n, total)
		}
		return es
	}
	_, err := s.Append(t.Context(), name, eventstore.NoStream(), fit(eventstore.MaxAppend+1)...)
	wantError(t, err, eventstore.ErrTooLarge)
	full := fit(eventstore.MaxAppend)
	mustAppend(t, s, name, eventstore.NoStream(), full...)
	wantEvents(t, readStream(t, s, name, 0), name, 0, full...)
}

func testInvalid(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	e := event()
	for what, call := range map[string]func() error{
		"no events": func() error { _, err := s.Append(t.Context(), name, eventstore.Any()); return err },
		"no stream": func() error { _, err := s.Append(t.Context(), "", eventstore.Any(), e); return err },
		"zero expected": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Expected{}, e)
			return err
		},
		"system stream": func() error { _, err := s.Append(t.Context(), "$all", eventstore.Any(), e); return err },
		"long stream": func() error {
			_, err := s.Append(t.Context(), strings.Repeat("a", eventstore.MaxName+1), eventstore.Any(), e)
			return err
		},
		"stream not UTF-8":  func() error { _, err := s.Append(t.Context(), "a\xff", eventstore.Any(), e); return err },
		"control character": func() error { _, err := s.Append(t.Context(), "a\x00b", eventstore.Any(), e); return err },
		"nil id": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Any(), eventstore.Event{Kind: "k"})
			return err
		},
		"no kind": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Any(), eventstore.Event{ID: uuid.New()})
			return err
		},
		"system kind": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Any(), eventstore.Event{ID: uuid.New(), Kind: "$>"})
			return err
		},
		"doubled id": func() error { _, err := s.Append(t.Context(), name, eventstore.Any(), e, event(), e); return err },
		"doubled id in many": func() error {
			es := events(40)
			es[39].ID = es[3].ID
			_, err := s.Append(t.Context(), name, eventstore.Any(), es...)
			return err
		},
	} {
		t.Run(what, func(t *testing.T) { wantError(t, call(), eventstore.ErrInvalid) })
	}
	if rs := readStream(t, s, name, 0); len(rs) != 0 {
		t.Fatalf("%d records were stored", len(rs))
	}
}
