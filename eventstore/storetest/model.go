package storetest

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"dossierboek/eventstore"
)

// call is an append that was made, to be repeated later.
type call struct {
	stream   string
	expected eventstore.Expected
	before   int // how many records the stream had; -1 with Any()
	events   []eventstore.Event
	landed   eventstore.Appended
}

// model is what the log should hold.
type model struct {
	streams map[string][]eventstore.Event
	log     []uuid.UUID
	calls   []call
}

// testModel makes random calls and compares every answer with the model's, restarts included.
func testModel(t *testing.T, f Fixture) {
	s := f.Open(t)
	rapid.Check(t, func(rt *rapid.T) {
		m := model{streams: map[string][]eventstore.Event{}}
		begin := tail(rt, s)
		names := []string{stream(), stream(), stream()}
		name := rapid.SampledFrom(names)
		rt.Repeat(map[string]func(*rapid.T){
			"append": func(rt *rapid.T) {
				m.append(rt, s, name.Draw(rt, "stream"), rapid.IntRange(0, 3).Draw(rt, "expected"),
					rapid.IntRange(1, 5).Draw(rt, "events"))
			},
			"repeat": func(rt *rapid.T) {
				if len(m.calls) == 0 {
					rt.Skip()
				}
				m.repeat(rt, s, rapid.SampledFrom(m.calls).Draw(rt, "call"))
			},
			"read": func(rt *rapid.T) {
				n := name.Draw(rt, "stream")
				from := rapid.IntRange(0, len(m.streams[n])+1).Draw(rt, "from")
				wantEvents(rt, readStream(rt, s, n, uint64(from)), n, uint64(from), m.streams[n][min(from, len(m.streams[n])):]...)
			},
			"head": func(rt *rapid.T) {
				n := name.Draw(rt, "stream")
				head, ok, err := s.Head(rt.Context(), n)
				if want := len(m.streams[n]); err != nil || ok != (want > 0) || (ok && head != uint64(want-1)) {
					rt.Fatalf("head %d, %v, %v of %d records", head, ok, err, want)
				}
			},
			"restart": func(rt *rapid.T) {
				if rapid.IntRange(0, 9).Draw(rt, "restart") != 0 { // now and then
					rt.Skip()
				}
				if err := s.Close(); err != nil {
					rt.Fatal(err)
				}
				s = f.Open(t)
			},
			"": func(rt *rapid.T) {
				var log []uuid.UUID
				for _, r := range readAll(rt, s, begin, names...) {
					log = append(log, r.ID)
				}
				if !slices.Equal(log, m.log) {
					rt.Fatalf("the log has %d records, or another order than the %d appended", len(log), len(m.log))
				}
			},
		})
	})
}

// append draws an expectation: 0 none, 1 the head, 2 any, 3 a wrong revision.
func (m *model) append(rt *rapid.T, s eventstore.Store, name string, which, n int) {
	c := call{stream: name, events: events(n), before: len(m.streams[name])}
	right := true
	switch which {
	case 0:
		c.expected, right = eventstore.NoStream(), c.before == 0
	case 1:
		if c.before == 0 {
			rt.Skip()
		}
		c.expected = eventstore.Exact(uint64(c.before - 1))
	case 2:
		c.expected, c.before = eventstore.Any(), -1
	case 3:
		wrong := rapid.Uint64().Draw(rt, "wrong revision")
		c.expected, right = eventstore.Exact(wrong), c.before > 0 && wrong == uint64(c.before-1)
	}
	had := len(m.streams[name])
	a, err := s.Append(rt.Context(), name, c.expected, c.events...)
	if !right {
		if !errors.Is(err, eventstore.ErrConflict) {
			rt.Fatalf("error %v where a conflict was due", err)
		}
		return
	}
	if err != nil {
		rt.Fatalf("append: %v", err)
	}
	if a.First != uint64(had) || a.Last != uint64(had+n-1) {
		rt.Fatalf("landed at %d to %d, want %d and on", a.First, a.Last, had)
	}
	c.landed = a
	m.calls = append(m.calls, c)
	m.streams[name] = append(m.streams[name], c.events...)
	for _, e := range c.events {
		m.log = append(m.log, e.ID)
	}
}

// repeat makes an earlier call again. With Any() a store may store it again.
func (m *model) repeat(rt *rapid.T, s eventstore.Store, c call) {
	had := len(m.streams[c.stream])
	a, err := s.Append(rt.Context(), c.stream, c.expected, c.events...)
	switch {
	case err != nil:
		rt.Fatalf("repeat: %v", err)
	case a == c.landed:
	case c.before == -1 && a.First == uint64(had):
		m.streams[c.stream] = append(m.streams[c.stream], c.events...)
		for _, e := range c.events {
			m.log = append(m.log, e.ID)
		}
	default:
		rt.Fatalf("the repeat landed at %+v, the first at %+v", a, c.landed)
	}
}
