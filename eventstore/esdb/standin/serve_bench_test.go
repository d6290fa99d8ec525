package standin_test

import (
	"errors"
	"io"
	"math"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"

	"dossierboek/eventstore/esdb/standin"
)

// unread is a codec that takes a message in without looking at it.
type unread struct{ encoding.CodecV2 }

func (unread) Name() string { return "proto" }

func (unread) Marshal(v any) (mem.BufferSlice, error) {
	b, err := proto.Marshal(v.(proto.Message))
	return mem.BufferSlice{mem.SliceBuffer(b)}, err
}

func (unread) Unmarshal(mem.BufferSlice, any) error { return nil }

// BenchmarkServe is BenchmarkReplay without a client that decodes: how fast the stand-in itself is.
func BenchmarkServe(b *testing.B) {
	c := start(b, b.TempDir(), standin.Options{})
	n := fill(b, connect(b, c.URL()))
	conn, err := grpc.NewClient(c.Node(0).Address(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	request := &streams.ReadReq{Options: &streams.ReadReq_Options{
		StreamOption: &streams.ReadReq_Options_All{All: &streams.ReadReq_Options_AllOptions{
			AllOption: &streams.ReadReq_Options_AllOptions_Start{Start: &shared.Empty{}}}},
		CountOption:  &streams.ReadReq_Options_Count{Count: math.MaxUint64},
		FilterOption: &streams.ReadReq_Options_NoFilter{NoFilter: &shared.Empty{}},
		UuidOption: &streams.ReadReq_Options_UUIDOption{
			Content: &streams.ReadReq_Options_UUIDOption_Structured{Structured: &shared.Empty{}}},
	}}
	b.ReportAllocs()
	for b.Loop() {
		read, err := streams.NewStreamsClient(conn).Read(b.Context(), request, grpc.ForceCodecV2(unread{}))
		if err != nil {
			b.Fatal(err)
		}
		frames := 0
		for ; err == nil; frames++ {
			err = read.RecvMsg(new(streams.ReadResp))
		}
		if !errors.Is(err, io.EOF) || frames < n {
			b.Fatalf("%d frames, %v", frames, err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}
