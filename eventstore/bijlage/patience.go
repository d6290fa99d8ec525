package bijlage

import (
	"context"
	"time"
)

// patience is how long one step of a bucket may take: to answer, or to take or give the next piece of a file. A bucket
// on another machine may be silent for ever, and somebody waits, who must be told before their connection is given up.
const patience = 30 * time.Second

// step does one step of the bucket that is no stream, and names its error.
func (s *Store) step(ctx context.Context, do func(context.Context) error) error {
	bounded, stop := context.WithTimeout(ctx, s.patience)
	defer stop()
	return s.failed(ctx, do(bounded))
}

// watch gives a stream up when the bucket is silent for too long. What others take their time for does not count.
type watch struct {
	timer *time.Timer
	d     time.Duration
}

func newWatch(d time.Duration, giveUp func()) *watch {
	w := &watch{time.AfterFunc(d, giveUp), d}
	w.timer.Stop()
	return w
}

// during does what waits for the bucket.
func (w *watch) during(do func()) {
	w.timer.Reset(w.d)
	defer w.timer.Stop()
	do()
}
