package esdb

import (
	"context"
	"errors"
	"iter"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

// Follow implements eventstore.Store. It reads to the tail, then subscribes; whenever the subscription ends, is silent
// for long or leaves something out, it reads to the tail again. It outlives every fault that may pass.
func (s *Store) Follow(ctx context.Context, after eventstore.Position) iter.Seq2[eventstore.Record, error] {
	return s.records(ctx, func(ctx context.Context, take taker) error {
		c, err := begin(after)
		if err != nil {
			return err
		}
		var p pauses
		for {
			at := c.at
			err := s.readOn(ctx, c, take)
			if err == nil {
				err = s.live(ctx, c, take)
			}
			if !heals(err) {
				return err
			}
			if c.at != at {
				p = pauses{}
			}
			if err := p.wait(ctx); err != nil {
				return err
			}
		}
	})
}

// heals says whether a follower goes on after an error. A login without rights does not get them by asking again; one
// that is refused is read anew.
func heals(err error) bool {
	return errors.Is(err, eventstore.ErrUnavailable) && !errors.Is(err, ErrRights)
}

// live passes on what a subscription brings, until it ends. Silence and gaps end it as well: a subscription that
// stalls looks like a log to which nothing is added, and reading tells them apart.
func (s *Store) live(ctx context.Context, c *cursor, take taker) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	events, ended := make(chan *client.RecordedEvent), make(chan error, 1)
	at := c.at
	go func() { ended <- s.subscribe(ctx, at, events) }()
	silence := time.NewTimer(s.silence)
	defer silence.Stop()
	for {
		select {
		case e := <-events:
			silence.Reset(s.silence)
			if err := c.pass(page{e}, take); errors.Is(err, eventstore.ErrBroken) {
				return &passingFault{FaultShort, err} // what is left out may stand in the log: reading tells
			} else if err != nil {
				return err
			}
		case err := <-ended:
			s.counters.lost.Add(1)
			if errors.Is(err, eventstore.ErrBroken) {
				return &passingFault{FaultShort, err} // reading tells whether it is the log that is damaged
			}
			return err
		case <-silence.C:
			s.counters.silent.Add(1)
			return &passingFault{FaultSilent, errSilent}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

var (
	errSilent  = errors.New("esdb: the subscription said nothing for long")
	errDropped = errors.New("esdb: the subscription ended")
)

// subscribe passes on the records after a place until the subscription or ctx ends. Checkpoints are not looked at: the
// server sends a false one (its issue 4892), and what they would save is little, as the cursor moves by reading.
func (s *Store) subscribe(ctx context.Context, at client.Position, events chan<- *client.RecordedEvent) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	unconfirmed := time.AfterFunc(s.timeout, cancel)
	defer unconfirmed.Stop()
	_, _, err := call(ctx, s.link, 0, func(ctx context.Context, c *client.Client) (struct{}, error) {
		o := client.SubscribeToAllOptions{
			From:   client.Start{}, // the client's own default is the end
			Filter: &client.SubscriptionFilter{Type: client.StreamFilterType, Regex: `^[^$]`},
			// Both are required with a filter: after so many events that do not match the server sends a checkpoint.
			MaxSearchWindow: 10_000, CheckpointInterval: 1,
		}
		if at != start {
			o.From = at
		}
		sub, err := c.SubscribeToAll(ctx, o)
		if err != nil {
			return struct{}{}, err
		}
		defer func() { _ = sub.Close() }() // it only cancels, and returns no error
		unconfirmed.Stop()
		return struct{}{}, s.pump(ctx, sub, events)
	})
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return &passingFault{FaultTimeout, errDropped}
	}
	return err
}

func (s *Store) pump(ctx context.Context, sub *client.Subscription, events chan<- *client.RecordedEvent) error {
	for {
		answer := sub.Recv()
		switch {
		case answer.SubscriptionDropped != nil:
			return answer.SubscriptionDropped.Error
		case answer.EventAppeared == nil:
			continue
		}
		e, err := event(answer.EventAppeared)
		if err != nil {
			return err
		}
		s.link.seen.raise(e.Position)
		select {
		case events <- e:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
