package standin

import (
	"context"
	"errors"
	"math"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
)

// Read serves Streams.Read: reads of a stream or of $all, in both directions, and subscriptions.
func (s *streamsService) Read(request *api.ReadReq, stream api.Streams_ReadServer) error {
	ctx, o := stream.Context(), request.GetOptions()
	on, name := Read, string(o.GetStream().GetStreamIdentifier().GetStreamName())
	if o.GetSubscription() != nil {
		on = Subscribe
	}
	if o.GetAll() != nil {
		name = "$all"
	}
	call, fault, err := s.node.enter(ctx, on, name)
	if err != nil {
		return err
	}
	f := newFrames(s.node, stream, o, fault)
	if fault.After == 0 && fault.atOnce() {
		if err := f.due(); err != nil {
			return ended(err)
		}
	}
	if err := s.node.ready(ctx, call); err != nil {
		return err
	}
	if name == "" || o.GetUuidOption().GetContent() == nil {
		return invalid(ctx, "the read names no stream or no form of ids")
	}
	return ended(s.node.read(ctx, o, on, name, f))
}

// ended turns an early end into the ordinary one.
func ended(err error) error {
	if errors.Is(err, errEnd) {
		return nil
	}
	return err
}

func (n *Node) read(ctx context.Context, o *api.ReadReq_Options, on Operation, name string, f *frames) error {
	switch {
	case on == Subscribe && o.GetAll() != nil:
		return n.subscribeAll(ctx, o, f)
	case on == Subscribe:
		return n.subscribeStream(ctx, o, name, f)
	}
	if o.GetFilter() != nil {
		return invalid(ctx, "the stand-in reads without a filter") // the client cannot ask for one
	}
	if o.GetAll() != nil {
		return n.readAll(ctx, o, f)
	}
	return n.readStream(ctx, o, name, f)
}

func (n *Node) readStream(ctx context.Context, o *api.ReadReq_Options, name string, f *frames) error {
	v, ok := n.stream(name)
	if v.tombed {
		return streamDeleted(ctx, name)
	}
	if !ok {
		if err := f.finish(); err != nil {
			return err
		}
		return f.call.SendMsg(
			&api.ReadResp{Content: &api.ReadResp_StreamNotFound_{StreamNotFound: &api.ReadResp_StreamNotFound{
				StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(name)},
			}}})
	}
	from, left := uint64(0), o.GetCount()
	switch at := o.GetStream().GetRevisionOption().(type) {
	case *api.ReadReq_Options_StreamOptions_Revision:
		from = at.Revision
	case *api.ReadReq_Options_StreamOptions_End:
		from = math.MaxUint64
	}
	if o.GetReadDirection() == api.ReadReq_Options_Forwards {
		from = min(max(from, v.first), uint64(len(v.records)))
		return f.records(v.records[from:], left, false)
	}
	end := min(from, uint64(len(v.records)-1)) + 1
	return f.records(v.records[min(v.first, end):end], left, true)
}

func (n *Node) readAll(ctx context.Context, o *api.ReadReq_Options, f *frames) error {
	v := n.view()
	backwards := o.GetReadDirection() == api.ReadReq_Options_Backwards
	from := 0
	switch at := o.GetAll().GetAllOption().(type) {
	case *api.ReadReq_Options_AllOptions_Position:
		var ok bool
		if from, ok = v.below(at.Position.GetPreparePosition()); !ok {
			return invalidPosition(ctx)
		}
	case *api.ReadReq_Options_AllOptions_End:
		from = len(v.records)
	}
	if backwards {
		return f.records(v.records[:from], o.GetCount(), true)
	}
	return f.records(v.records[from:], o.GetCount(), false)
}

// records sends at most so many, from the front or from the back, and then lets the read end.
func (f *frames) records(records []*record, most uint64, backwards bool) error {
	for i := range records {
		if most == 0 {
			break
		}
		r := records[i]
		if backwards {
			r = records[len(records)-1-i]
		}
		if r.gone.Load() {
			continue
		}
		most--
		if err := f.event(r); err != nil {
			return err
		}
	}
	return f.finish()
}
