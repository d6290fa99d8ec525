package esdb

import (
	"context"
	"errors"
	"fmt"
	"math"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

// mayWrite asks whether the login may append to a stream, without writing: an append of no events, for a revision at
// which no stream can be. The server looks at the rights first. With events the client may lose the reason (it sends
// on, and sees that the call is over before it sees why); without any it reads the answer at once.
func (s *Store) mayWrite(ctx context.Context, stream string) error {
	_, err := persist(ctx, s, func(ctx context.Context, c *client.Client) (*client.WriteResult, error) {
		return c.AppendToStream(ctx, stream, client.AppendToStreamOptions{
			ExpectedRevision: client.Revision(math.MaxInt64 - 1), Deadline: &s.timeout,
		})
	})
	switch {
	case errors.Is(err, ErrRights):
		return fmt.Errorf("%w: %w: it may not append", eventstore.ErrReadOnly, ErrRights)
	case errors.Is(err, errRevision):
		return nil
	}
	return err
}

// mayRead asks whether the login may read the log.
func (s *Store) mayRead(ctx context.Context) error {
	_, err := s.tail(ctx)
	if errors.Is(err, ErrRights) {
		return fmt.Errorf("%w: it may not read $all", ErrRights)
	}
	return err
}
