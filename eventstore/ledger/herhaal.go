package ledger

import (
	"context"
	"errors"
	"time"

	"dossierboek/eventstore"
)

const (
	// maxHerhalingen is how often the same bytes are sent while the outcome of an append stays unknown.
	maxHerhalingen = 5
	// herhaaltijd is after how long they are not sent again: a store that is far away has tried for some seconds itself,
	// and somebody waits.
	herhaaltijd = 2 * time.Second
)

// herhaald appends. While the outcome is unknown the same bytes go again: the store takes them once, or readers count
// their ids once.
func (l *Ledger) herhaald(ctx context.Context, stroom string, verwacht eventstore.Expected,
	events ...eventstore.Event) (eventstore.Appended, error) {
	tot := time.Now().Add(herhaaltijd)
	wacht := 20 * time.Millisecond
	for n := 1; ; n++ {
		op, err := l.Store.Append(ctx, stroom, verwacht, events...)
		if !errors.Is(err, eventstore.ErrUnknownOutcome) || n == maxHerhalingen || time.Now().After(tot) {
			return op, err
		}
		select {
		case <-time.After(wacht):
			wacht *= 2
		case <-ctx.Done():
			return op, errors.Join(err, ctx.Err())
		}
	}
}
