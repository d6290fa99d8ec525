package esdb

import (
	"context"
	"encoding/json"
	"errors"
	"math"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// Head implements eventstore.Store. It asks the leader.
func (s *Store) Head(ctx context.Context, stream string) (revision uint64, ok bool, err error) {
	err = s.reading(ctx, func(ctx context.Context) error {
		revision, ok, err = s.head(ctx, stream)
		return err
	})
	return revision, ok, err
}

// head reads the last event of a stream. A stream that was emptied by truncating or deleting it is damage, not
// absence.
func (s *Store) head(ctx context.Context, stream string) (revision uint64, ok bool, err error) {
	t := s.tries()
	for {
		p, err := s.streamPage(ctx, stream, client.End{}, client.Backwards, 1)
		switch {
		case errors.Is(err, errNoStream):
			return 0, false, s.neverWas(ctx, stream)
		case err != nil:
			return 0, false, err
		case len(p) == 1 && (p[0].StreamID != stream || foreign(p[0]) || p[0].EventNumber > math.MaxInt64):
			return 0, false, broken("the last event of %s is not one of the ledger", stream)
		case len(p) == 1:
			return p[0].EventNumber, true, nil
		}
		// Neither an event nor "not found": all were truncated, or the server swallowed an error.
		if err := s.neverWas(ctx, stream); err != nil {
			return 0, false, err
		}
		if err := t.again(ctx, &passingFault{FaultShort, errShort}); err != nil {
			return 0, false, err
		}
	}
}

// errShort: a read ended before the end.
var errShort = errors.New("esdb: the read ended before the tail")

// neverWas checks that a stream without events was not truncated or deleted: the server tells neither from a stream
// that never was, but the stream's metadata do. A login that may not read those sees no difference.
func (s *Store) neverWas(ctx context.Context, stream string) error {
	p, err := s.streamPage(ctx, "$$"+stream, client.End{}, client.Backwards, 1)
	switch {
	case errors.Is(err, errNoStream), errors.Is(err, ErrRights):
		return nil
	case err != nil:
		return err
	case len(p) == 0:
		return nil
	}
	var metadata map[string]json.RawMessage
	if err := json.Unmarshal(p[0].Data, &metadata); err != nil {
		return broken("the metadata of %s do not parse", stream)
	}
	for _, key := range limiting {
		if _, set := metadata[key]; set {
			return broken("%s was truncated or deleted: its metadata have %s", stream, key)
		}
	}
	return nil
}
