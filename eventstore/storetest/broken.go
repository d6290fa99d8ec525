package storetest

import (
	"errors"
	"testing"

	"dossierboek/eventstore"
)

// testStrangePosition: a store that can tell says ErrPosition; one that cannot finds nothing there. It never finds
// something.
func testStrangePosition(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	mustAppend(t, s, name, eventstore.NoStream(), event())
	for _, p := range []eventstore.Position{"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "garbage", "\x00"} {
		if err := last(t, s.ReadAll(t.Context(), p)); !errors.Is(err, eventstore.ErrPosition) {
			t.Errorf("reading after a made-up position: %v", err)
		}
		if err := last(t, s.Follow(within(t), p)); !errors.Is(err, eventstore.ErrPosition) {
			t.Errorf("following after a made-up position: %v", err)
		}
	}
}

// testBroken: a read that cannot go on says so, after the records that it could give; it never ends as if that were
// all.
func testBroken(t *testing.T, f Fixture) {
	if f.Break == nil {
		t.Skip("the fixture cannot break a read")
	}
	const at = 30
	s, name := f.Open(t), stream()
	begin := tail(t, s)
	es := events(60)
	mustAppend(t, s, name, eventstore.NoStream(), es...)
	f.Break(t, name, at)
	for what, read := range map[string]func(func(eventstore.Record, error) bool){
		"stream": s.ReadStream(within(t), name, 0),
		"log":    s.ReadAll(within(t), begin),
		"follow": s.Follow(within(t), begin),
	} {
		t.Run(what, func(t *testing.T) {
			next := uint64(0)
			var ended error
			for r, err := range read {
				if err != nil {
					ended = err
					break
				}
				if r.Stream != name {
					continue
				}
				if r.Revision != next || differs(r.Event, es[next]) != "" || next >= at {
					t.Fatalf("revision %d was read, after %d", r.Revision, next)
				}
				next++
			}
			if !errors.Is(ended, eventstore.ErrBroken) && !errors.Is(ended, eventstore.ErrUnavailable) {
				t.Fatalf("the read ended with %v after %d records", ended, next)
			}
		})
	}
}
