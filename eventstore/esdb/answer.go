package esdb

import (
	"strconv"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/mem"
)

// The client ends the process (log.Fatalf) where an event has no time of creation that parses, on a path that has no
// hook and that no recover reaches. The one place before it that this package can reach is gRPC's codec, which is one
// for the process: ours does what the usual one does, and then looks at the answers to reads and at nothing else. An
// event that would be fatal is replaced by one that says so, which [event] turns into eventstore.ErrBroken. What the
// client only panics at needs no such guard: see [enter].
func init() {
	encoding.RegisterCodecV2(checking{encoding.GetCodecV2(proto.Name)})
}

type checking struct{ encoding.CodecV2 }

// Unmarshal implements encoding.CodecV2.
func (c checking) Unmarshal(data mem.BufferSlice, v any) error {
	if err := c.CodecV2.Unmarshal(data, v); err != nil {
		return err
	}
	if answer, ok := v.(*streams.ReadResp); ok {
		if e := answer.GetEvent(); e != nil && (!harmless(e.GetEvent()) || !harmless(e.GetLink())) {
			answer.Content = malformed
		}
	}
	return nil
}

// harmless says whether the client survives an event. One that is not there it passes over.
func harmless(e *streams.ReadResp_ReadEvent_RecordedEvent) bool {
	if e == nil {
		return true
	}
	_, err := strconv.ParseInt(e.GetMetadata()["created"], 10, 64)
	return err == nil
}

// kindMalformed is the type of the event that stands for one that could not be read. No server has such: it is in no
// stream.
const kindMalformed = "$dossierboek-malformed"

var malformed = &streams.ReadResp_Event{Event: &streams.ReadResp_ReadEvent{
	Event: &streams.ReadResp_ReadEvent_RecordedEvent{
		Id:               &shared.UUID{Value: &shared.UUID_Structured_{Structured: &shared.UUID_Structured{}}},
		StreamIdentifier: &shared.StreamIdentifier{},
		Metadata:         map[string]string{"created": "0", "type": kindMalformed},
	},
}}
