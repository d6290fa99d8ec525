package standin

import (
	"strconv"
	"sync/atomic"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
)

// event is what an append brings.
type event struct {
	id          uuid.UUID
	kind        string
	contentType string
	data        []byte
	meta        []byte
}

// record is a stored event. Its answer to a read is encoded once, when it is stored: a million of them are served
// without encoding anything.
type record struct {
	stream   *stream
	revision uint64
	position uint64
	index    int // in the log
	id       uuid.UUID
	kind     string
	frame    []byte      // a ReadResp, encoded
	gone     atomic.Bool // by Cluster.Remove
}

// ticks counts .NET's 100 ns since the Unix epoch.
func ticks(t time.Time) int64 { return t.UnixNano() / 100 }

// encode makes the frame of a record.
func encode(stream string, revision, position uint64, e event, created time.Time) ([]byte, error) {
	return proto.Marshal(&api.ReadResp{Content: &api.ReadResp_Event{Event: &api.ReadResp_ReadEvent{
		Event: &api.ReadResp_ReadEvent_RecordedEvent{
			Id:               structured(e.id),
			StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(stream)},
			StreamRevision:   revision,
			CommitPosition:   position,
			PreparePosition:  position,
			Metadata: map[string]string{
				"type":         e.kind,
				"content-type": e.contentType,
				"created":      strconv.FormatInt(ticks(created), 10),
			},
			CustomMetadata: e.meta,
			Data:           e.data,
		},
		Position: &api.ReadResp_ReadEvent_CommitPosition{CommitPosition: position},
	}}})
}

// decode undoes encode, for the few who want to change a frame or look into it.
func decode(frame []byte) (*api.ReadResp, error) {
	answer := new(api.ReadResp)
	return answer, proto.Unmarshal(frame, answer)
}

func structured(id uuid.UUID) *shared.UUID {
	var most, least uint64
	for i := range 8 {
		most, least = most<<8|uint64(id[i]), least<<8|uint64(id[i+8])
	}
	return &shared.UUID{Value: &shared.UUID_Structured_{Structured: &shared.UUID_Structured{
		MostSignificantBits: int64(most), LeastSignificantBits: int64(least),
	}}}
}

// parseID reads either form in which a client may send an id.
func parseID(id *shared.UUID) (uuid.UUID, error) {
	s := id.GetStructured()
	if s == nil {
		return uuid.Parse(id.GetString_())
	}
	var parsed uuid.UUID
	for i := range 8 {
		parsed[i] = byte(uint64(s.MostSignificantBits) >> (56 - 8*i))
		parsed[i+8] = byte(uint64(s.LeastSignificantBits) >> (56 - 8*i))
	}
	return parsed, nil
}
