package esdb

import (
	"fmt"
	"slices"
	"testing"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// TestLimits: what somebody did to a stream is found in the log, by the metadata, when nothing else of the stream is
// left. Traps: a read of a stream tells a deleted one from one that never was only where somebody asks for it by name;
// metadata after the last record lie past the tail.
func TestLimits(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	wantLimits(t, s)
	streams := []string{"a-aged", "b-counted", "c-deleted", "d-reborn", "e-tombstoned", "f-truncated", "g-whole"}
	for _, stream := range streams {
		mustAppend(t, s, stream, eventstore.NoStream(), events(3)...)
	}
	wantLimits(t, s)
	for what, err := range map[string]error{
		"age": c.LimitAge("a-aged", 60), "count": c.LimitCount("b-counted", 2), "delete": c.Delete("c-deleted"),
		"rebirth": c.Delete("d-reborn"), "tombstone": c.Tombstone("e-tombstoned"), "truncate": c.Truncate("f-truncated", 2),
		"stats": c.LimitAge("$stats-x", 60), // the server's own business
	} {
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	mustAppend(t, s, "d-reborn", eventstore.Any(), events(1)...)
	if err := c.LimitCount("g-whole", 1); err != nil {
		t.Fatal(err)
	}
	if err := c.Truncate("g-whole", 0); err != nil { // metadata that limit nothing: only the newest count
		t.Fatal(err)
	}
	want := []Limit{
		{"a-aged", "op het cluster verdwijnt wat te oud of te veel is ($maxAge)"},
		{"b-counted", "op het cluster verdwijnt wat te oud of te veel is ($maxCount)"},
		{"c-deleted", "op het cluster is de stroom gewist ($tb)"},
		{"d-reborn", "op het cluster is een deel gewist of verborgen ($tb)"},
		{"e-tombstoned", "op het cluster is de stroom voorgoed gewist (tombstone)"},
		{"f-truncated", "op het cluster is een deel gewist of verborgen ($tb)"},
	}
	wantLimits(t, s, want...)
	if err := c.Scavenge(); err != nil {
		t.Fatal(err)
	}
	for _, f := range []standin.Fault{{}, {Kind: standin.End}, {Kind: standin.Cut, After: 3},
		{Kind: standin.Unavailable}} {
		if f.Kind != 0 {
			f.On, f.Node, f.Times = standin.Read, standin.AnyNode, 2
			c.Fail(f)
		}
		wantLimits(t, s, want...)
	}
}

// TestLimitsOfALongLog: each page counts, and the metadata in the middle.
func TestLimitsOfALongLog(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	const many = 3
	var want []Limit
	for i := range many {
		stream := fmt.Sprint("stroom-", i)
		mustAppend(t, s, stream, eventstore.NoStream(), events(pageEvents*2/3)...)
		if err := c.Truncate(stream, 5); err != nil {
			t.Fatal(err)
		}
		want = append(want, Limit{stream, "op het cluster is een deel gewist of verborgen ($tb)"})
	}
	wantLimits(t, s, want...)
}

// TestLimitsPastTheTail: metadata that stand after the last record count, where a page ends with that record too.
func TestLimitsPastTheTail(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	// the server's own first event makes it a page
	mustAppend(t, s, "stroom", eventstore.NoStream(), events(pageEvents-1)...)
	if err := c.Truncate("stroom", 5); err != nil {
		t.Fatal(err)
	}
	wantLimits(t, s, Limit{"stroom", "op het cluster is een deel gewist of verborgen ($tb)"})
}

// TestLimitsInMetadata: metadata that do not parse are told, and those that limit nothing are not.
func TestLimitsInMetadata(t *testing.T) {
	for metadata, want := range map[string]int{
		"": 1, "{": 1, "[]": 1, "{}": 0, "null": 0, `{"$acl":{"$r":"x"}}`: 0, `{"$tb":3}`: 1,
		`{"$tb":3,"$maxAge":1,"$maxCount":2}`: 3,
	} {
		if got := limitsIn([]byte(metadata)); len(got) != want {
			t.Errorf("%q: %q", metadata, got)
		}
	}
}

func wantLimits(t *testing.T, s *Store, want ...Limit) {
	t.Helper()
	var looked int64
	got, err := s.Limits(within(t), func(events int64) {
		if events <= looked {
			t.Errorf("%d events after %d", events, looked)
		}
		looked = events
	})
	if looked == 0 {
		t.Error("no progress was told")
	}
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("limits %q, %v, want %q", got, err, want)
	}
}
