package ledgerfile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// truncateTries is how often the write-ahead log is tried before Truncate gives up. Each try waits for readers as long
// as busyTimeout, together some ten seconds. Our own readers never take that long; another program's might.
const truncateTries = 40

// Truncate moves all that is in the write-ahead log to the database, where it overwrites what was wiped, and cuts the
// log to nothing. The caller has the turn, or is alone. Error: Remnants.
func (f *File) Truncate(ctx context.Context) error {
	err := f.Fault.Run(StepTruncate, func() error {
		for range truncateTries {
			var busy, frames, moved int
			err := f.Writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
			if err != nil {
				return errors.Join(err, ctx.Err())
			}
			if busy == 0 {
				return f.emptied()
			}
			select {
			case <-time.After(time.Millisecond):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return errors.New("another reader holds it")
	})
	if err != nil {
		return fmt.Errorf("%w: %w", f.kind.Errors.Remnants, err)
	}
	return nil
}

// emptied checks that the write-ahead log is a file of no bytes, or none.
func (f *File) emptied() error {
	info, err := os.Stat(f.path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.Size() != 0 {
		err = fmt.Errorf("%d bytes are left", info.Size())
	}
	return err
}
