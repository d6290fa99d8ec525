package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/semaphore"

	"dossierboek/api"
	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

// rawLine is a line of a file and which it is.
type rawLine struct {
	api.Aanduiding // zero where it does not show
	n              int
	turn           int // of the lines that are gone through: how many before it
	raw            []byte
	file           *api.Bestand
	body           *incoming // the file of a bijlage, while it is gone through
}

// lineError says at which line something went wrong.
type lineError struct {
	n   int
	err error
}

func (e *lineError) Error() string { return fmt.Sprintf("regel %d: %v", e.n, e.err) }
func (e *lineError) Unwrap() error { return e.err }

// maxWaiting bounds the bytes of lines that were read and not gone through yet.
const maxWaiting = 16 << 20

// lanes goes through the lines of a file, several dossiers at a time: the lines of one dossier go one after another,
// in their order.
type lanes struct {
	do      func(context.Context, rawLine) error
	busy    chan struct{} // as many as may go at a time
	room    *semaphore.Weighted
	mu      sync.Mutex
	waiting map[id.Dossier][]rawLine // of each dossier that somebody is busy with
	failed  []*lineError
}

// eachLine calls do for each line that want takes, with at most width at a time. After the first error no further line
// is begun; those that were under way end. The error tells all that went wrong, in the order of the file.
func (f *importFile) eachLine(
	ctx context.Context, width int, want func(n int) bool, do func(context.Context, rawLine) error,
) error {
	l := &lanes{
		do: do, busy: make(chan struct{}, width),
		room: semaphore.NewWeighted(maxWaiting), waiting: map[id.Dossier][]rawLine{},
	}
	var wg sync.WaitGroup
	turn := 0
	var body *incoming // of the line before
	err := f.read(func(line rawLine) error {
		body.breaksOff()
		body = nil
		if !want(line.n) {
			return ctx.Err()
		}
		if err := l.room.Acquire(ctx, int64(len(line.raw))); err != nil {
			return err
		}
		line.raw, line.turn = bytes.Clone(line.raw), turn
		turn++
		if line.Soort == api.SoortBijlage {
			line.body = newIncoming()
			body = line.body
		}
		if l.joins(line) {
			return ctx.Err()
		}
		select {
		case l.busy <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		if l.stopped() {
			<-l.busy
			return errStopped
		}
		l.begin(line)
		wg.Go(func() { l.run(ctx, line) })
		return nil
	}, func(p bericht.Bijlageregel) error {
		body.part(p)
		return ctx.Err()
	})
	body.breaksOff()
	wg.Wait()
	if len(l.failed) == 0 {
		return cmp.Or(err, ctx.Err())
	}
	slices.SortFunc(l.failed, func(a, b *lineError) int { return cmp.Compare(a.n, b.n) })
	all := make([]error, len(l.failed))
	for i, e := range l.failed {
		all[i] = e
	}
	return errors.Join(all...)
}

// errStopped: something went wrong at a line, and nothing is begun any more.
var errStopped = errors.New("gestopt")

// joins lets a line wait behind those of its dossier; false where nobody is busy with that.
func (l *lanes) joins(line rawLine) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	before, busy := l.waiting[line.Dossier]
	if busy {
		l.waiting[line.Dossier] = append(before, line)
	}
	return busy
}

func (l *lanes) begin(line rawLine) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting[line.Dossier] = nil
}

func (l *lanes) stopped() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.failed) > 0
}

// run goes through the lines of a dossier until none waits.
func (l *lanes) run(ctx context.Context, line rawLine) {
	defer func() { <-l.busy }()
	for more := true; more; line, more = l.next(line.Dossier) {
		if ctx.Err() == nil && !l.stopped() {
			if err := l.do(ctx, line); err != nil && !errors.Is(err, ctx.Err()) {
				l.fail(line, err)
			}
		}
		line.body.drop()
		l.room.Release(int64(len(line.raw)))
	}
}

func (l *lanes) next(d id.Dossier) (line rawLine, more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue := l.waiting[d]
	if len(queue) == 0 {
		delete(l.waiting, d)
		return rawLine{Aanduiding: api.Aanduiding{Dossier: d}}, false
	}
	l.waiting[d] = queue[1:]
	return queue[0], true
}

func (l *lanes) fail(line rawLine, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failed = append(l.failed, &lineError{line.n, err})
}
