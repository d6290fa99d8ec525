package projections

import (
	"database/sql/driver"
	"time"

	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// state is how far a projection is.
type state struct {
	position eventstore.Position
	at       time.Time // when the last event it passed was recorded
	stopped  *Stopped
	retried  bool // stopped, and being tried again
}

// runs reports whether the projection takes events.
func (s *state) runs() bool { return s.stopped == nil || s.retried }

// anchor is the last record that went in, and the position before it.
type anchor struct {
	previous, position eventstore.Position
	event              id.Gebeurtenis
}

func readState(w *writer, name string) (s state, err error) {
	row, err := w.row("SELECT positie, op, soort, stroom, revisie, waarom, sinds FROM stand WHERE projectie = ?", name)
	if err != nil || row == nil {
		return s, err
	}
	s.position, s.at = eventstore.Position(row[0].([]byte)), moment(row[1].(int64))
	if row[2] != nil {
		s.stopped = &Stopped{Kind: row[2].(string), Stream: row[3].(string), Revision: uint64(row[4].(int64)),
			Reason: row[5].(string), Since: moment(row[6].(int64))}
	}
	return s, nil
}

func writeState(w *writer, name string, s state) error {
	args := []driver.Value{name, []byte(s.position), micro(s.at), nil, nil, nil, nil, nil}
	if t := s.stopped; t != nil {
		args[3], args[4], args[5], args[6], args[7] = t.Kind, t.Stream, int64(t.Revision), t.Reason, micro(t.Since)
	}
	return w.exec(`INSERT INTO stand VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE
SET positie = ?2, op = ?3, soort = ?4, stroom = ?5, revisie = ?6, waarom = ?7, sinds = ?8`, args...)
}

// from is where reading must go on: the least position of the projections that run; ok is false where none does.
func (f *file) from() (p eventstore.Position, ok bool) {
	for i := range f.state {
		if s := &f.state[i]; s.runs() && (!ok || after(p, s.position)) {
			p, ok = s.position, true
		}
	}
	return p, ok
}

// Moments are stored as microseconds since 1970; the zero time as zero.
func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func microOf(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return micro(*t)
}

func moment(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}
