package main

import (
	"sync/atomic"
	"time"
)

// demoClock is the clock of a demo: it runs on from where it was set.
type demoClock struct{ offset atomic.Int64 } // of the real clock, in nanoseconds

func (c *demoClock) now() time.Time { return now().Add(time.Duration(c.offset.Load())) }

// set sets the clock to a time on a day after another.
func (c *demoClock) set(midnight time.Time, days int, clock string) error {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return err
	}
	y, m, d := midnight.Date()
	c.offset.Store(int64(time.Until(time.Date(y, m, d+days, t.Hour(), t.Minute(), 0, 0, midnight.Location()))))
	return nil
}

// lastWeek is the newest Monday, as the Netherlands has it, of which the Monday after is over.
func lastWeek() (time.Time, error) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.Time{}, err
	}
	t := now().In(zone)
	y, m, d := t.Date()
	return time.Date(y, m, d-8-int(t.AddDate(0, 0, -8).Weekday()+6)%7, 0, 0, 0, 0, zone), nil
}
