package standin

import (
	"context"
	"math"

	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"github.com/google/uuid"
)

// subscribeAll serves a subscription to $all: what is there after a position, "caught up", and then what comes.
func (n *Node) subscribeAll(ctx context.Context, o *api.ReadReq_Options, f *frames) error {
	filter, err := newFilter(o.GetFilter())
	if err != nil {
		return invalid(ctx, "the regular expression does not parse")
	}
	v := n.view()
	// past is the position after which events are for this subscription, current where the server believes it to be: at
	// -1 from the start until it has sent something.
	next, past, current := 0, uint64(0), uint64(math.MaxUint64)
	tells := n.cluster.since(24, 2)
	switch at := o.GetAll().GetAllOption().(type) {
	case *api.ReadReq_Options_AllOptions_Position:
		past = at.Position.GetPreparePosition()
		current = past
		var ok bool
		if next, ok = v.below(past); !ok {
			return invalidPosition(ctx)
		}
	case *api.ReadReq_Options_AllOptions_End:
		next, tells = len(v.records), false
	}
	if err := f.confirm(); err != nil {
		return err
	}
	s := allSubscription{frames: f, filter: filter, current: current, tells: tells}
	for live := false; ; v = n.view() {
		for ; next < len(v.records); next++ {
			// Not the record at the position itself; and where that is past the end, none until the log has grown past it.
			if r := v.records[next]; r.position > past && !r.gone.Load() {
				if err := s.consider(r, live); err != nil {
					return err
				}
			}
		}
		if err := f.due(); err != nil {
			return err
		}
		if !live {
			live = true
			if err := s.caughtUp(); err != nil {
				return err
			}
		}
		if err := f.wait(ctx, v.changed); err != nil {
			return err
		}
	}
}

// allSubscription is where a subscription to $all is.
type allSubscription struct {
	frames  *frames
	filter  *filter
	current uint64
	tells   bool // when it goes live, it tells where it is
	looked  int  // events since the last checkpoint
	window  int  // events since the last decision
}

func (s *allSubscription) consider(r *record, live bool) error {
	if s.filter.wants(r) {
		s.current = r.position
		if err := s.frames.event(r); err != nil {
			return err
		}
	}
	if s.filter == nil {
		return nil
	}
	s.looked++
	s.window++
	if !live && s.window < s.filter.window {
		return nil
	}
	s.window = 0
	if s.looked < s.filter.interval {
		return nil
	}
	s.looked, s.current = 0, r.position
	return s.frames.checkpoint(r.position)
}

// caughtUp says so. Servers from 24.2 first say where, and say -1 where they believe to be nowhere yet (KurrentDB
// #4892): that is the false checkpoint.
func (s *allSubscription) caughtUp() error {
	if s.filter != nil && s.tells {
		if err := s.frames.checkpoint(s.current); err != nil {
			return err
		}
	}
	return s.frames.caughtUp()
}

func (f *frames) confirm() error {
	return f.call.SendMsg(&api.ReadResp{Content: &api.ReadResp_Confirmation{
		Confirmation: &api.ReadResp_SubscriptionConfirmation{SubscriptionId: uuid.NewString()},
	}})
}

func (f *frames) caughtUp() error {
	return f.call.SendMsg(&api.ReadResp{Content: &api.ReadResp_CaughtUp_{CaughtUp: &api.ReadResp_CaughtUp{}}})
}

// subscribeStream serves a subscription to one stream, which need not exist yet.
func (n *Node) subscribeStream(ctx context.Context, o *api.ReadReq_Options, name string, f *frames) error {
	v, _ := n.stream(name)
	next := uint64(0)
	switch at := o.GetStream().GetRevisionOption().(type) {
	case *api.ReadReq_Options_StreamOptions_Revision:
		next = at.Revision + 1
	case *api.ReadReq_Options_StreamOptions_End:
		next = uint64(len(v.records))
	}
	if err := f.confirm(); err != nil {
		return err
	}
	for live := false; ; v, _ = n.stream(name) {
		if v.tombed {
			return streamDeleted(ctx, name)
		}
		for next = max(next, v.first); next < uint64(len(v.records)); next++ {
			if r := v.records[next]; !r.gone.Load() {
				if err := f.event(r); err != nil {
					return err
				}
			}
		}
		if err := f.due(); err != nil {
			return err
		}
		if !live {
			live = true
			if err := f.caughtUp(); err != nil {
				return err
			}
		}
		if err := f.wait(ctx, v.changed); err != nil {
			return err
		}
	}
}
