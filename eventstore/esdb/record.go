package esdb

import (
	"strings"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// kindTombstone is the type of the server's own last event of a stream that was tombstoned.
const kindTombstone = "$streamDeleted"

// foreign says whether an event is the server's own or a link: its stream or its type begins with "$". A tombstone of
// one of the ledger's streams is not: it ends a read.
func foreign(e *client.RecordedEvent) bool {
	return strings.HasPrefix(e.StreamID, "$") || strings.HasPrefix(e.EventType, "$") && e.EventType != kindTombstone
}

// event takes out of an answer what is needed and checks it, for events of the server's own too: their positions
// count.
func event(resolved *client.ResolvedEvent) (*client.RecordedEvent, error) {
	e := resolved.OriginalEvent()
	switch {
	case e == nil || e.EventType == kindMalformed && e.StreamID == "":
		return nil, broken("the server sent an event that does not read as one")
	case !inLog(e.Position) || !foreign(e) && !valid(e.Position):
		return nil, broken("%s@%d has no place in the log", e.StreamID, e.EventNumber)
	case !foreign(e) && (e.EventID == uuid.Nil || e.EventType == "" || e.StreamID == ""):
		return nil, broken("%s@%d has no id or no kind", e.StreamID, e.EventNumber)
	}
	return e, nil
}

// record makes a record of an event that is not foreign.
func record(e *client.RecordedEvent) eventstore.Record {
	return eventstore.Record{
		Stream:   e.StreamID,
		Revision: e.EventNumber,
		Position: written(e.Position),
		Event:    eventstore.Event{ID: e.EventID, Kind: e.EventType, Data: e.Data, Meta: e.UserMetadata},
	}
}
