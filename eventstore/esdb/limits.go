package esdb

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// Limit is something by which a stream of the ledger loses records, or lost them: somebody truncated, deleted or
// limited it on the cluster. What says what, in Dutch, for the operator.
type Limit struct{ Stream, What string }

// limiting are the parts of a stream's metadata that take records out of it.
var limiting = []string{"$tb", "$maxAge", "$maxCount"}

// Limits reads the whole log, the server's own events included, and names each stream that is limited, by stream. A
// stream that was deleted, or truncated to its end, can be found in no other way: after a scavenge nothing is left of
// it but its metadata. progress, which may be nil, is told after each page how many events were looked at. Errors:
// those of eventstore.Store.ReadAll.
func (s *Store) Limits(ctx context.Context, progress func(events int64)) ([]Limit, error) {
	limits := make(map[string][]Limit)
	var looked int64
	err := s.reading(ctx, func(ctx context.Context) error {
		end, err := persist(ctx, s, logEnd)
		if err != nil {
			return err
		}
		c, err := begin("")
		if err != nil {
			return err
		}
		return s.readTo(ctx, c, end, func(p page) error {
			for _, e := range p {
				if err := c.step(e, whatever); err != nil {
					return err
				}
				limitedBy(limits, e)
			}
			if looked += int64(len(p)); progress != nil {
				progress(looked)
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	var all []Limit
	for _, of := range limits {
		all = append(all, of...)
	}
	slices.SortFunc(all, func(a, b Limit) int {
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.What, b.What))
	})
	return all, nil
}

// whatever accepts each record: that some are missing is what is looked for.
func whatever(*client.RecordedEvent) error { return nil }

// limitedBy takes in an event of the log: the newest metadata of a stream count, and a tombstone is the last word.
func limitedBy(limits map[string][]Limit, e *client.RecordedEvent) {
	stream, metadata := strings.CutPrefix(e.StreamID, "$$")
	switch {
	case strings.HasPrefix(stream, "$"):
	case metadata:
		delete(limits, stream)
		for _, what := range limitsIn(e.Data) {
			limits[stream] = append(limits[stream], Limit{stream, what})
		}
	case e.EventType == kindTombstone:
		limits[stream] = append(limits[stream], Limit{stream, "op het cluster is de stroom voorgoed gewist (tombstone)"})
	}
}

// limitsIn says which limits metadata have.
func limitsIn(metadata []byte) []string {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(metadata, &values); err != nil {
		return []string{"op het cluster heeft de stroom metadata die niet te lezen zijn"}
	}
	var found []string
	for _, key := range limiting {
		value, set := values[key]
		switch {
		case !set:
		case key == "$tb" && string(value) == fmt.Sprint(math.MaxInt64):
			found = append(found, "op het cluster is de stroom gewist ($tb)")
		case key == "$tb":
			found = append(found, "op het cluster is een deel gewist of verborgen ($tb)")
		default:
			found = append(found, fmt.Sprintf("op het cluster verdwijnt wat te oud of te veel is (%s)", key))
		}
	}
	return found
}
