package standin_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore/esdb/standin"
)

// fill appends BENCH_EVENTS events (100,000 where it is not set) to streams of 500 and says how many.
func fill(b *testing.B, client *esdb.Client) int {
	n := 100_000
	if v, err := strconv.Atoi(os.Getenv("BENCH_EVENTS")); err == nil {
		n = v
	}
	es := events(500)
	for i := range es {
		es[i].Data, es[i].Metadata = make([]byte, 300), make([]byte, 60)
	}
	for i := range n / len(es) {
		for j := range es {
			es[j].EventID[0], es[j].EventID[1], es[j].EventID[2] = byte(i), byte(i>>8), byte(i>>16)
		}
		appended(b, client, fmt.Sprint("dossier-", i), esdb.NoStream{}, es...)
	}
	return n / len(es) * len(es)
}

// BenchmarkReplay reads $all with a bare loop over the client: what an adapter is measured against.
func BenchmarkReplay(b *testing.B) {
	c := start(b, b.TempDir(), standin.Options{})
	client := connect(b, c.URL())
	n := fill(b, client)
	b.ReportAllocs()
	for b.Loop() {
		read, err := client.ReadAll(b.Context(), esdb.ReadAllOptions{From: esdb.Start{}}, math.MaxUint64)
		if err != nil {
			b.Fatal(err)
		}
		for {
			_, err := read.Recv()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
		}
		read.Close()
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkAppend appends events of 360 bytes one by one.
func BenchmarkAppend(b *testing.B) {
	c := start(b, b.TempDir(), standin.Options{})
	client := connect(b, c.URL())
	b.ReportAllocs()
	for b.Loop() {
		es := events(1)
		es[0].Data = make([]byte, 300)
		appended(b, client, "a", esdb.Any{}, es...)
	}
}
