package projections

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// source is which kind of stream an event stands in.
type source uint8

const (
	otherStream source = iota // searches, organisation: nothing here follows them
	dossierStream
	accessStream
)

// The beginnings of stream names, as the ledger gives them.
const (
	dossierPrefix = "dossier-"
	accessPrefix  = "toegang-"
)

// event is a record, decoded once for all projections. Those share it and change nothing in it.
type event struct {
	record   eventstore.Record // its Data only where a token may be taken from it
	previous eventstore.Position
	source   source
	dossier  id.Dossier
	at       time.Time // when it was recorded
	fact     domain.Vastlegging
	kind     domain.Soort // of the record; of one that was taken over from another dossier, what it was there
	says     domain.Feit  // likewise
	access   any          // *toegang.Geraadpleegd or *toegang.Geweigerd, of an access stream
	meta     domain.Meta
	err      error // it does not decode
}

// place names where an event stands, for people.
func (e *event) place() string { return fmt.Sprintf("%s@%d", e.record.Stream, e.record.Revision) }

// decode reads a record. What does not decode keeps its error for the projections that wanted it.
func decode(r eventstore.Record, previous eventstore.Position) event {
	e := event{record: r, previous: previous, kind: domain.Soort(r.Kind)}
	switch {
	case strings.HasPrefix(r.Stream, dossierPrefix):
		e.source = dossierStream
		if e.err = e.dossier.UnmarshalText([]byte(r.Stream[len(dossierPrefix):])); e.err != nil {
			break
		}
		e.fact, _, e.err = domain.Ontleed(gebeurtenisOf(r.ID), r.Revision, r.Kind, r.Data, r.Meta)
		e.meta = e.fact.Meta
		if e.err == nil {
			e.says = domain.FeitVan(e.fact.Feit)
			e.kind = e.says.Soort()
		}
	case strings.HasPrefix(r.Stream, accessPrefix):
		e.source = accessStream
		if e.err = e.dossier.UnmarshalText([]byte(r.Stream[len(accessPrefix):])); e.err != nil {
			break
		}
		e.err = e.decodeAccess(r)
	}
	e.at = e.meta.VastgelegdOp
	if !mayHoldTokens[e.kind] {
		e.record.Data, e.record.Meta = nil, nil // the sealed parts are most of a record; nobody here needs them
	}
	return e
}

// takenOver reports whether an event was first recorded in another dossier.
func (e *event) takenOver() bool {
	_, ok := e.fact.Feit.(*domain.OnderdeelOvergenomen)
	return ok
}

// identiteit is the onderdeel that an event adds somebody's identiteit as: the person's own, but for another one that
// came from another dossier.
func (e *event) identiteit(f *domain.BetrokkeneToegevoegd) id.Onderdeel {
	if o, ok := e.fact.Feit.(*domain.OnderdeelOvergenomen); ok {
		return o.Onderdeel
	}
	return domain.IdentiteitVan(f.Betrokkene)
}

func (e *event) decodeAccess(r eventstore.Record) error {
	switch domain.Soort(r.Kind) {
	case toegang.SoortGeraadpleegd:
		e.access = &toegang.Geraadpleegd{}
	case toegang.SoortGeweigerd:
		e.access = &toegang.Geweigerd{}
	default:
		return fmt.Errorf("projections: not a kind of access fact of a dossier")
	}
	envelope := struct { // like domain.Envelop, with the open part decoded in the same pass
		Schema int `json:"schema"`
		Open   any `json:"open"`
	}{Open: e.access}
	if err := json.Unmarshal(r.Data, &envelope); err != nil {
		return fmt.Errorf("projections: %s: does not parse", r.Kind)
	}
	if envelope.Schema != 1 {
		return fmt.Errorf("projections: %s: schema %d is unknown", r.Kind, envelope.Schema)
	}
	var err error
	if e.meta, err = domain.OntleedMeta(r.Meta); err != nil {
		return fmt.Errorf("projections: %s: %w", r.Kind, err)
	}
	return nil
}

// mayHoldTokens are the kinds whose content may be found by search.
var mayHoldTokens = map[domain.Soort]bool{
	domain.SoortBetrokkeneToegevoegd: true,
	domain.SoortContactVastgelegd:    true,
	domain.SoortCorrectieToegepast:   true,
	domain.SoortVerstrekkingGedaan:   true,

	domain.SoortOnderdeelHersteld: true,
}
