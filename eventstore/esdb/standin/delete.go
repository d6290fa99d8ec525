package standin

import (
	"context"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
)

// Delete serves Streams.Delete.
func (s *streamsService) Delete(ctx context.Context, request *api.DeleteReq) (*api.DeleteResp, error) {
	o := request.GetOptions()
	var expected expectation
	switch e := o.GetExpectedStreamRevision().(type) {
	case *api.DeleteReq_Options_Revision:
		expected = expectation(e.Revision)
	case *api.DeleteReq_Options_NoStream:
		expected = expectNoStream
	case *api.DeleteReq_Options_Any:
		expected = expectAny
	case *api.DeleteReq_Options_StreamExists:
		expected = expectExists
	}
	r, err := s.end(ctx, Delete, o.GetStreamIdentifier(), expected, s.node.cluster.log.delete)
	if err != nil {
		return nil, err
	}
	return &api.DeleteResp{PositionOption: &api.DeleteResp_Position_{Position: &api.DeleteResp_Position{
		CommitPosition: r.position, PreparePosition: r.position,
	}}}, nil
}

// Tombstone serves Streams.Tombstone.
func (s *streamsService) Tombstone(ctx context.Context, request *api.TombstoneReq) (*api.TombstoneResp, error) {
	o := request.GetOptions()
	var expected expectation
	switch e := o.GetExpectedStreamRevision().(type) {
	case *api.TombstoneReq_Options_Revision:
		expected = expectation(e.Revision)
	case *api.TombstoneReq_Options_NoStream:
		expected = expectNoStream
	case *api.TombstoneReq_Options_Any:
		expected = expectAny
	case *api.TombstoneReq_Options_StreamExists:
		expected = expectExists
	}
	r, err := s.end(ctx, Tombstone, o.GetStreamIdentifier(), expected, s.node.cluster.log.tombstone)
	if err != nil {
		return nil, err
	}
	return &api.TombstoneResp{PositionOption: &api.TombstoneResp_Position_{Position: &api.TombstoneResp_Position{
		CommitPosition: r.position, PreparePosition: r.position,
	}}}, nil
}

// end is what both have in common.
func (s *streamsService) end(ctx context.Context, on Operation, id *shared.StreamIdentifier, expected expectation,
	do func(string, expectation) (*record, error)) (*record, error) {
	name := string(id.GetStreamName())
	call, fault, err := s.node.enter(ctx, on, name)
	if err != nil {
		return nil, err
	}
	linger(ctx, fault)
	if err := s.node.answered(ctx, fault); err != nil {
		return nil, err
	}
	if err := s.node.ready(ctx, call); err != nil {
		return nil, err
	}
	r, err := do(name, expected)
	if err != nil {
		return nil, notDeleted(ctx, on.String(), name, expected, err)
	}
	return r, nil
}
