package esdb

import (
	"context"
	"time"
)

// ended is why a context ended, nil where it did not. One whose deadline has passed did, though its own timer may fire
// a moment later: gRPC has timers too, and where one of those is first, the end is the caller's all the same.
func ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if at, ok := ctx.Deadline(); ok && !time.Now().Before(at) {
		return context.DeadlineExceeded
	}
	return nil
}
