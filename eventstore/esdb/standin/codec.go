package standin

import (
	"fmt"

	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
)

// codec sends records as they are kept and everything else as protobuf. It belongs to the server alone, so that what a
// program under test registers for "proto" is not used, or tested, by the stand-in.
type codec struct{}

func (codec) Name() string { return "proto" }

func (codec) Marshal(v any) (mem.BufferSlice, error) {
	switch m := v.(type) {
	case *record:
		return mem.BufferSlice{mem.SliceBuffer(m.frame)}, nil
	case proto.Message:
		b, err := proto.Marshal(m)
		return mem.BufferSlice{mem.SliceBuffer(b)}, err
	}
	return nil, fmt.Errorf("standin: cannot send a %T", v)
}

func (codec) Unmarshal(data mem.BufferSlice, v any) error {
	m, ok := v.(proto.Message)
	if !ok {
		return fmt.Errorf("standin: cannot receive a %T", v)
	}
	return proto.Unmarshal(data.Materialize(), m)
}
