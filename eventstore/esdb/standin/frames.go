package standin

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
)

// errEnd ends a read as if that were all.
var errEnd = errors.New("standin: the read ends here")

// frames sends the events of one read or subscription, and lets its fault happen in its place.
type frames struct {
	node   *Node
	call   grpc.ServerStream
	named  bool // ids go as text
	fault  Fault
	events int
	done   bool // the fault has happened
	drop   <-chan struct{}
}

func newFrames(n *Node, call grpc.ServerStream, o *api.ReadReq_Options, f Fault) *frames {
	_, named := o.GetUuidOption().GetContent().(*api.ReadReq_Options_UUIDOption_String_)
	n.cluster.mu.Lock()
	defer n.cluster.mu.Unlock()
	return &frames{node: n, call: call, named: named, fault: f, done: f.Kind == 0, drop: n.cluster.dropping}
}

// atOnce says whether a fault can come instead of the confirmation of a subscription: one that is not about what is
// sent.
func (f Fault) atOnce() bool {
	switch f.Kind {
	case Drop, End, UnknownFrame, FalseCheckpoint:
		return false
	}
	return true
}

// event sends one.
func (f *frames) event(r *record) error {
	if !f.done || f.named {
		return f.specially(r)
	}
	f.events++
	return f.call.SendMsg(r)
}

func (f *frames) specially(r *record) error {
	if err := f.due(); err != nil {
		return err
	}
	if f.fault.Kind == Trickle {
		linger(f.call.Context(), f.fault)
	}
	answer, err := decode(r.frame)
	if err != nil {
		return err
	}
	recorded := answer.GetEvent().GetEvent()
	if f.named {
		recorded.Id = &shared.UUID{Value: &shared.UUID_String_{String_: r.id.String()}}
	}
	if !f.done && f.events == f.fault.After && f.fault.Kind != Trickle {
		f.done = true
		deform(answer, f.fault)
	}
	f.events++
	return f.call.SendMsg(answer)
}

// deform makes an event wrong.
func deform(answer *api.ReadResp, f Fault) {
	recorded := answer.GetEvent().GetEvent()
	switch f.Kind {
	case NoCreated:
		delete(recorded.Metadata, "created")
	case BadID:
		recorded.Id = &shared.UUID{Value: &shared.UUID_String_{String_: "none"}}
	case BadPosition:
		recorded.CommitPosition, recorded.PreparePosition = math.MaxUint64, math.MaxUint64
		answer.GetEvent().Position = &api.ReadResp_ReadEvent_CommitPosition{CommitPosition: math.MaxUint64}
	}
}

// due lets the fault happen where enough events were sent. Faults of an event itself wait for the event.
func (f *frames) due() error {
	if f.done || f.events < f.fault.After {
		return nil
	}
	switch f.fault.Kind {
	case NoCreated, BadID, BadPosition, Trickle:
		return nil
	}
	f.done = true
	return f.happen()
}

// finish is the end of a read: a fault that waited for more events happens now.
func (f *frames) finish() error {
	if f.done || f.fault.Kind == Trickle {
		return nil
	}
	f.done = true
	return f.happen()
}

func (f *frames) happen() error {
	ctx := f.call.Context()
	linger(ctx, f.fault)
	switch f.fault.Kind {
	case End:
		return errEnd
	case UnknownFrame:
		return f.call.SendMsg(&api.ReadResp{Content: &api.ReadResp_FirstStreamPosition{FirstStreamPosition: 0}})
	case FalseCheckpoint:
		return f.checkpoint(math.MaxUint64)
	case Cut:
		if f.events > 0 {
			// What was sent is on its way to the kernel; give it the time.
			time.Sleep(10 * time.Millisecond)
		}
	}
	return f.node.answered(ctx, f.fault)
}

func (f *frames) checkpoint(position uint64) error {
	return f.call.SendMsg(&api.ReadResp{Content: &api.ReadResp_Checkpoint_{Checkpoint: &api.ReadResp_Checkpoint{
		CommitPosition: position, PreparePosition: position,
	}}})
}

// wait is where a subscription waits for more to read, or for its end.
func (f *frames) wait(ctx context.Context, changed <-chan struct{}) error {
	select {
	case <-changed:
		return nil
	case <-f.drop:
		return dropped(ctx)
	case <-ctx.Done():
		return ctx.Err()
	}
}
