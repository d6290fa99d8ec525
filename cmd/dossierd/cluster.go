package main

import (
	"context"
	"fmt"
	"io"

	"github.com/prometheus/client_golang/prometheus"

	"dossierboek/api"
	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb"
	"dossierboek/eventstore/ledger"
)

// storeAnswers says whether the log can be read, for health and readiness. Where the connection to a cluster is lost
// nobody waits for it: those who look want to know now.
func (o *parts) storeAnswers(ctx context.Context) error {
	if s, ok := o.store.(*esdb.Store); ok && !s.State().Connected {
		return fmt.Errorf("%w: %s", eventstore.ErrUnavailable, s.State().LastFault)
	}
	_, err := o.store.Tail(ctx)
	return err
}

// connection tells how the connection to a cluster is; nil where the log is a file.
func (o *parts) connection() func() api.Verbinding {
	s, ok := o.store.(*esdb.Store)
	if !ok {
		return nil
	}
	return func() api.Verbinding {
		st := s.State()
		v := api.Verbinding{Verbonden: st.Connected, Sinds: st.Since, Leider: st.Leader,
			LaatsteStoring: string(st.LastFault)}
		if !st.FaultAt.IsZero() {
			v.StoringOp = &st.FaultAt
		}
		return v
	}
}

// limits names the streams of a cluster that somebody deleted, cut off or lets expire: what is gone of them may be
// gone without a trace in the log itself.
func (o *parts) limits(ctx context.Context, errs io.Writer) (found []ledger.Bevinding, err error) {
	s, ok := o.store.(*esdb.Store)
	if !ok {
		return nil, nil
	}
	bar := newProgress(errs, "zoeken naar wat op het cluster is gewist of verloopt", "gebeurtenissen", -1)
	defer bar.done()
	limits, err := s.Limits(ctx, bar.at)
	for _, l := range limits {
		found = append(found, ledger.Bevinding{Plaats: l.Stream, Wat: l.What})
	}
	return found, err
}

// storeMeters are the metrics of a cluster's connection; none where the log is a file.
func (o *parts) storeMeters() []prometheus.Collector {
	s, ok := o.store.(*esdb.Store)
	if !ok {
		return nil
	}
	connected := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "dossierboek_store_connected", Help: "Whether there is a connection to the cluster's leader (1) or not (0).",
	}, func() float64 {
		if s.State().Connected {
			return 1
		}
		return 0
	})
	meters := []prometheus.Collector{connected}
	for _, c := range []struct {
		name, help string
		value      func(esdb.Counters) uint64
	}{
		{"appends", "Appends asked of the cluster.", func(c esdb.Counters) uint64 { return c.Appends }},
		{"retries", "Appends and reads repeated after a fault.", func(c esdb.Counters) uint64 { return c.Retries }},
		{"unknown_landed", "Appends of unknown outcome, found to be stored.", func(c esdb.Counters) uint64 {
			return c.UnknownLanded
		}},
		{"unknown_not_landed", "Appends of unknown outcome, found not to be stored and sent again.",
			func(c esdb.Counters) uint64 { return c.UnknownNotLanded }},
		{"unknown_answered", "Appends whose outcome stayed unknown.", func(c esdb.Counters) uint64 {
			return c.UnknownAnswered
		}},
		{"reconnects", "Connections made after the first.", func(c esdb.Counters) uint64 { return c.Reconnects }},
		{"subscriptions_lost", "Subscriptions that the cluster or the connection ended.", func(c esdb.Counters) uint64 {
			return c.SubscriptionsLost
		}},
		{"subscriptions_silent", "Subscriptions renewed because they said nothing for long.", func(c esdb.Counters) uint64 {
			return c.SubscriptionsSilent
		}},
	} {
		meters = append(meters, prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "dossierboek_store_" + c.name + "_total", Help: c.help,
		}, func() float64 { return float64(c.value(s.Counters())) }))
	}
	return meters
}
