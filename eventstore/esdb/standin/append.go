package standin

import (
	"context"
	"errors"
	"io"
	"math"
	"unicode/utf8"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// maxAppend is the most bytes that the events of one append may count, as the server counts them.
const maxAppend = 1 << 20

// statisticsEvery is after how many appends a node writes statistics to the log.
const statisticsEvery = 64

type streamsService struct {
	api.UnimplementedStreamsServer
	node *Node
}

// Append serves Streams.Append.
func (s *streamsService) Append(stream api.Streams_AppendServer) error {
	ctx := stream.Context()
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	name := string(first.GetOptions().GetStreamIdentifier().GetStreamName())
	call, fault, err := s.node.enter(ctx, Append, name)
	if err != nil {
		return err
	}
	switch fault.Kind {
	case Masked, Freeze:
		linger(ctx, fault)
		return s.node.answered(ctx, fault)
	}
	expected, err := appendExpects(ctx, first.GetOptions(), name)
	if err != nil {
		return err
	}
	events, err := receive(ctx, stream)
	if err != nil {
		return err
	}
	linger(ctx, fault)
	if !afterwards(fault) {
		if err := s.node.answered(ctx, fault); err != nil {
			return err
		}
	}
	if err := s.node.ready(ctx, call); err != nil {
		return err
	}
	if s.node.isolated() {
		return timedOut(ctx) // no majority takes it
	}
	answer, err := s.node.append(ctx, name, expected, events)
	if err != nil {
		return err
	}
	if err := s.node.cluster.statistics(); err != nil {
		return err
	}
	if afterwards(fault) {
		if err := s.node.answered(ctx, fault); err != nil {
			return err
		}
		deface(answer, fault)
	}
	return stream.SendAndClose(answer)
}

// statistics writes what a node writes of itself now and then, so that $all has events that are nobody's.
func (c *Cluster) statistics() error {
	if c.appends.Add(1)%statisticsEvery != 0 {
		return nil
	}
	c.log.mu.Lock()
	defer c.log.mu.Unlock()
	_, err := c.log.systemLocked("$stats-"+c.nodes[0].Address(), "$statsCollected", []byte(`{"proc-cpu":0.1}`))
	return err
}

// afterwards says whether a fault of an append lets it be stored first.
func afterwards(f Fault) bool {
	switch f.Kind {
	case DeadlineAfter, AbortedAfter, BadPosition, NoPosition, Garbled:
		return true
	case Cut:
		return f.After > 0
	}
	return false
}

// deface makes the answer to an append wrong.
func deface(answer *api.AppendResp, f Fault) {
	success := answer.GetSuccess()
	if success == nil {
		return
	}
	switch f.Kind {
	case BadPosition:
		success.PositionOption = &api.AppendResp_Success_Position{Position: &api.AppendResp_Position{
			CommitPosition: math.MaxUint64, PreparePosition: math.MaxUint64,
		}}
	case NoPosition:
		success.PositionOption = &api.AppendResp_Success_NoPosition{NoPosition: &shared.Empty{}}
	}
}

func appendExpects(ctx context.Context, o *api.AppendReq_Options, name string) (expectation, error) {
	if o == nil || name == "" || !utf8.ValidString(name) {
		return 0, invalid(ctx, "the append names no stream")
	}
	switch e := o.GetExpectedStreamRevision().(type) {
	case *api.AppendReq_Options_NoStream:
		return expectNoStream, nil
	case *api.AppendReq_Options_StreamExists:
		return expectExists, nil
	case *api.AppendReq_Options_Any:
		return expectAny, nil
	case *api.AppendReq_Options_Revision:
		return expectation(e.Revision), nil
	}
	return 0, invalid(ctx, "the append expects nothing")
}

// receive takes in the events of an append, and no more of them than it may have.
func receive(ctx context.Context, stream api.Streams_AppendServer) ([]event, error) {
	var events []event
	size := 0
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return events, nil
		}
		if err != nil {
			return nil, err
		}
		p := m.GetProposedMessage()
		if p == nil {
			return nil, invalid(ctx, "the append has something that is no event")
		}
		e, err := proposed(ctx, p)
		if err != nil {
			return nil, err
		}
		if size += 2*len(e.kind) + len(e.data) + len(e.meta); size > maxAppend {
			return nil, tooLarge(ctx)
		}
		events = append(events, e)
	}
}

func proposed(ctx context.Context, p *api.AppendReq_ProposedMessage) (event, error) {
	e := event{data: p.GetData(), meta: p.GetCustomMetadata()}
	var ok bool
	if e.kind, ok = p.GetMetadata()["type"]; !ok {
		return e, missingProperty(ctx, "type")
	}
	if e.contentType, ok = p.GetMetadata()["content-type"]; !ok {
		return e, missingProperty(ctx, "content-type")
	}
	id, err := parseID(p.GetId())
	if err != nil {
		return e, invalid(ctx, "the id of an event does not parse")
	}
	e.id = id
	return e, nil
}

// append stores events in the cluster's log, through the leader.
func (n *Node) append(ctx context.Context, name string, expected expectation,
	events []event) (*api.AppendResp, error) {
	n.cluster.mu.Lock()
	knowing := n.knowing
	if leader := n.cluster.leader; leader >= 0 {
		knowing = n.cluster.nodes[leader].knowing
	}
	n.cluster.mu.Unlock()
	revision, last, err := n.cluster.log.append(name, expected, events, func(r *record) bool {
		return r.index >= knowing
	})
	var wrong *wrongVersion
	switch {
	case errors.As(err, &wrong):
		return &api.AppendResp{Result: &api.AppendResp_WrongExpectedVersion_{WrongExpectedVersion: wrong.answer(expected)}},
			nil
	case errors.Is(err, errTombstoned):
		return nil, streamDeleted(ctx, name)
	case err != nil:
		return nil, status.Error(codes.Unknown, err.Error())
	}
	success := &api.AppendResp_Success{PositionOption: &api.AppendResp_Success_NoPosition{NoPosition: &shared.Empty{}}}
	if revision < 0 {
		success.CurrentRevisionOption = &api.AppendResp_Success_NoStream{NoStream: &shared.Empty{}}
	} else {
		success.CurrentRevisionOption = &api.AppendResp_Success_CurrentRevision{CurrentRevision: uint64(revision)}
	}
	if last != nil {
		success.PositionOption = &api.AppendResp_Success_Position{Position: &api.AppendResp_Position{
			CommitPosition: last.position, PreparePosition: last.position,
		}}
	}
	return &api.AppendResp{Result: &api.AppendResp_Success_{Success: success}}, nil
}

// answer tells the client, in the fields of today and in those of 20.6.0.
func (e *wrongVersion) answer(expected expectation) *api.AppendResp_WrongExpectedVersion {
	w := &api.AppendResp_WrongExpectedVersion{}
	if e.current < 0 {
		w.CurrentRevisionOption = &api.AppendResp_WrongExpectedVersion_CurrentNoStream{CurrentNoStream: &shared.Empty{}}
		w.CurrentRevisionOption_20_6_0 = &api.AppendResp_WrongExpectedVersion_NoStream_20_6_0{
			NoStream_20_6_0: &shared.Empty{}}
	} else {
		w.CurrentRevisionOption = &api.AppendResp_WrongExpectedVersion_CurrentRevision{CurrentRevision: uint64(e.current)}
		w.CurrentRevisionOption_20_6_0 = &api.AppendResp_WrongExpectedVersion_CurrentRevision_20_6_0{
			CurrentRevision_20_6_0: uint64(e.current)}
	}
	switch expected {
	case expectAny:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedAny{ExpectedAny: &shared.Empty{}}
		w.ExpectedRevisionOption_20_6_0 = &api.AppendResp_WrongExpectedVersion_Any_20_6_0{Any_20_6_0: &shared.Empty{}}
	case expectExists:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedStreamExists{
			ExpectedStreamExists: &shared.Empty{}}
		w.ExpectedRevisionOption_20_6_0 = &api.AppendResp_WrongExpectedVersion_StreamExists_20_6_0{
			StreamExists_20_6_0: &shared.Empty{}}
	case expectNoStream:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedNoStream{ExpectedNoStream: &shared.Empty{}}
	default:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedRevision{ExpectedRevision: uint64(expected)}
		w.ExpectedRevisionOption_20_6_0 = &api.AppendResp_WrongExpectedVersion_ExpectedRevision_20_6_0{
			ExpectedRevision_20_6_0: uint64(expected)}
	}
	return w
}
