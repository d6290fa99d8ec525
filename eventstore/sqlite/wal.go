package sqlite

import (
	"database/sql/driver"
	"log/slog"
	"os"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// walWatch keeps the -wal file from growing without bound. SQLite moves it into the log every checkpointPages pages,
// but starts it anew only at a moment when no reader uses it; where reads overlap all the time there is no such
// moment. Above walLimit the writer asks for one: it waits for the reads under way, which are short (see page.go),
// while new ones already do without the -wal file. A reader that holds on longer (a backup, another process) is let
// be, and asked for again later.
type walWatch struct {
	path  string
	log   *slog.Logger
	limit int64 // bytes
	every int   // commits between two looks
	// patience is how long a reader that holds on is let be.
	patience time.Duration

	commits int       // since the last look
	notNow  time.Time // do not ask again before
}

// walWait is how long the writer stands still, at the most, to have the file emptied: half a second.
const walWait = "PRAGMA busy_timeout = 500"

// committed looks at the size of the file now and then. The writer calls it between transactions.
func (w *walWatch) committed(conn *sqlite3.SQLiteConn) {
	if w.commits++; w.commits < w.every {
		return
	}
	w.commits = 0
	info, err := os.Stat(w.path)
	if err != nil || info.Size() <= w.limit || time.Now().Before(w.notNow) {
		return
	}
	if !w.truncate(conn) {
		w.notNow = time.Now().Add(w.patience)
		w.log.Warn("a long read keeps the -wal file from being emptied", "bytes", info.Size())
	}
}

// truncate empties the file, and says whether it could.
func (w *walWatch) truncate(conn *sqlite3.SQLiteConn) (done bool) {
	if err := execute(conn, walWait); err != nil {
		return false
	}
	defer func() {
		if err := execute(conn, busyPragma()); err != nil {
			w.log.Warn("the busy timeout was not set back", "err", err)
		}
	}()
	err := query(conn, "PRAGMA wal_checkpoint(TRUNCATE)", nil, func(row []driver.Value) (bool, error) {
		busy, isNumber := row[0].(int64)
		done = isNumber && busy == 0
		return false, nil
	})
	if err != nil {
		w.log.Warn("a checkpoint failed", "err", err)
	}
	return done && err == nil
}
