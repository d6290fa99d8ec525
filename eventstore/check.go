package eventstore

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
)

// MaxName is the most bytes a stream name or a kind may have.
const MaxName = 512

// Check says whether a store may take an append at all. Every store calls it first, so that all refuse the same calls
// with the same errors: ErrInvalid and ErrTooLarge. Names are UTF-8 without control characters and do not begin with
// "$", which EventStoreDB keeps for itself.
func Check(stream string, expected Expected, events []Event) error {
	if err := checkName("stream", stream); err != nil {
		return err
	}
	if expected.state == 0 {
		return fmt.Errorf("%w: no expected revision was given", ErrInvalid)
	}
	if len(events) == 0 {
		return fmt.Errorf("%w: there are no events", ErrInvalid)
	}
	for i, e := range events {
		if err := checkName("kind", e.Kind); err != nil {
			return fmt.Errorf("%w (event %d)", err, i)
		}
		if e.ID == uuid.Nil {
			return fmt.Errorf("%w: event %d has no id", ErrInvalid, i)
		}
	}
	if i, ok := doubled(events); ok {
		return fmt.Errorf("%w: the id of event %d is given twice", ErrInvalid, i)
	}
	if n := Size(events...); n > MaxAppend {
		return fmt.Errorf("%w: %d bytes", ErrTooLarge, n)
	}
	return nil
}

// checkName never repeats the name: a caller's mistake may have put anything in it.
func checkName(what, name string) error {
	switch {
	case name == "":
		return fmt.Errorf("%w: the %s has no name", ErrInvalid, what)
	case len(name) > MaxName:
		return fmt.Errorf("%w: the name of the %s is longer than %d bytes", ErrInvalid, what, MaxName)
	case name[0] == '$':
		return fmt.Errorf("%w: the name of the %s begins with $", ErrInvalid, what)
	case !utf8.ValidString(name):
		return fmt.Errorf("%w: the name of the %s is not UTF-8", ErrInvalid, what)
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return fmt.Errorf("%w: the name of the %s has a control character", ErrInvalid, what)
	}
	return nil
}

// doubled finds an event whose id an earlier one has. Most appends have a few events, for which comparing is quicker
// than a map.
func doubled(events []Event) (index int, ok bool) {
	if len(events) <= 16 {
		for i := range events {
			for j := range i {
				if events[i].ID == events[j].ID {
					return i, true
				}
			}
		}
		return 0, false
	}
	seen := make(map[uuid.UUID]struct{}, len(events))
	for i, e := range events {
		if _, twice := seen[e.ID]; twice {
			return i, true
		}
		seen[e.ID] = struct{}{}
	}
	return 0, false
}
