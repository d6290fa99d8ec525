package domain

import (
	"errors"
	"fmt"
	"log/slog"
)

// errBesloten is what marshalling private content gives: it must be taken out by name, where somebody decided to show
// it.
var errBesloten = errors.New("domain: private content does not marshal")

// Private holds content that may be shown only by a deliberate act. It prints "[besloten]" and refuses to marshal, so
// that no log line, error text or generic encoder lets it out.
type Private[T any] struct {
	value *T // nil where not known; behind a pointer, since fmt calls no methods in unexported fields of other structs
	gap   Gat
}

// Besloten wraps content that is known.
func Besloten[T any](v T) Private[T] { return Private[T]{value: &v} }

// Ontbreekt stands for content that cannot or may not be shown, and says why.
func Ontbreekt[T any](g Gat) Private[T] { return Private[T]{gap: g} }

// Value returns the content and whether it is known.
func (p Private[T]) Value() (v T, known bool) {
	if p.value == nil {
		return v, false
	}
	return *p.value, true
}

// Gat says why the content is not known; nil where it is.
func (p Private[T]) Gat() *Gat {
	if p.value != nil {
		return nil
	}
	g := p.gap
	return &g
}

// Format makes every fmt verb print the same words.
func (p Private[T]) Format(s fmt.State, _ rune) { zwijg(s) }

// MarshalJSON always fails.
func (p Private[T]) MarshalJSON() ([]byte, error) { return nil, errBesloten }

// MarshalText always fails.
func (p Private[T]) MarshalText() ([]byte, error) { return nil, errBesloten }

// GobEncode always fails.
func (p Private[T]) GobEncode() ([]byte, error) { return nil, errBesloten }

// LogValue keeps content out of structured logs.
func (p Private[T]) LogValue() slog.Value { return verzwegen }

// Gat is a gap in a view: what was there is not shown, and why.
type Gat struct {
	Reden        GatReden
	Vernietiging *VernietigingRef // set where Reden is GatVernietigd or GatOvergebracht
}

// GatReden is why content is not shown.
type GatReden string

const (
	GatVernietigd    GatReden = "vernietigd"    // its keys are destroyed
	GatOvergebracht  GatReden = "overgebracht"  // to another dossier, with its keys here destroyed
	GatVerwijderd    GatReden = "verwijderd"    // taken out by a correctie (ZOB-15b)
	GatAfgeschermd   GatReden = "afgeschermd"   // shielded by a correctie (ZOB-15b)
	GatGeenToegang   GatReden = "geen-toegang"  // not within the reader's grant (ZOB-7.1b)
	GatGeheim        GatReden = "geheim"        // for named roles alone
	GatOnderweg      GatReden = "onderweg"      // being taken over from another dossier, where it still stands
	GatNogNietBekend GatReden = "niet-bekend"   // nothing was known yet at the moment looked at
	GatBeschadigd    GatReden = "niet-leesbaar" // it should open and does not: an alarm, reported by verify
)
