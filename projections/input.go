package projections

import (
	"context"
	"iter"

	"dossierboek/eventstore"
)

const (
	batchEvents = 4096 // at most in one transaction
	batchBytes  = 16 << 20
	// While catching up records go from the reader to the writer in chunks. The reader may be as many ahead as make a
	// batch: it reads the next one while one is written.
	batchChunks = 32
	chunkEvents = batchEvents / batchChunks
	chunkBytes  = batchBytes / batchChunks // of stored data
)

// chunk is a run of consecutive events.
type chunk struct {
	events []event
	bytes  int
	atTail bool  // nothing is known to come after it
	err    error // what ended the reading; nil at the end of the log
	last   bool
}

// read decodes records in a goroutine of its own and sends them on, until the log (or, following, the context) ends.
// The channel closes after a chunk that is the last.
func (p *Projections) read(ctx context.Context, after eventstore.Position, follow bool) <-chan chunk {
	out := make(chan chunk, batchChunks)
	go func() {
		defer close(out)
		end := chunk{last: true, atTail: true}
		end.err = p.readInto(ctx, after, follow, out)
		select {
		case out <- end:
		case <-ctx.Done(): // nobody listens any more
		}
	}()
	return out
}

func (p *Projections) readInto(ctx context.Context, after eventstore.Position, follow bool, out chan<- chunk) error {
	tail, err := p.o.Store.Tail(ctx)
	if err != nil {
		return err
	}
	var records iter.Seq2[eventstore.Record, error]
	if follow {
		records = p.o.Store.Follow(ctx, after)
	} else {
		records = p.o.Store.ReadAll(ctx, after)
	}
	var c chunk
	send := func() error {
		if len(c.events) == 0 {
			return nil
		}
		select {
		case out <- c:
			c = chunk{}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for r, err := range records {
		if err != nil {
			return err
		}
		if c.events == nil {
			c.events = make([]event, 0, chunkEvents)
		}
		c.bytes += len(r.Data) + len(r.Meta)
		c.events = append(c.events, decode(r, after))
		after = r.Position
		c.atTail = after >= tail
		if c.atTail || len(c.events) == chunkEvents || c.bytes >= chunkBytes {
			if err := send(); err != nil {
				return err
			}
		}
	}
	return send()
}

// batch takes what belongs in one transaction: all that is there at the tail of the log, and as much as fits before
// it.
func nextBatch(ctx context.Context, in <-chan chunk) (events []event, last bool, err error) {
	bytes := 0
	for {
		var c chunk
		select {
		case c = <-in:
		case <-ctx.Done():
			return nil, true, ctx.Err()
		}
		for {
			events = append(events, c.events...)
			bytes += c.bytes
			if c.last {
				return events, true, c.err
			}
			if len(events) >= batchEvents || bytes >= batchBytes {
				return events, false, nil
			}
			if !c.atTail {
				break
			}
			select {
			case c = <-in:
				continue
			default:
				return events, false, nil
			}
		}
	}
}
