package standin_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore/esdb/standin"
)

// TestTornTail: of an append that was being written when the process died nothing is left, wherever it broke off.
func TestTornTail(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "log")
	c := start(t, dir, standin.Options{})
	client := connect(t, c.URL())
	kept, torn := events(2), events(2)
	appended(t, client, "a", esdb.NoStream{}, kept...)
	whole := size(t, file)
	appended(t, client, "a", esdb.Revision(1), torn...)
	if err := c.Stop(); err != nil {
		t.Fatal(err)
	}
	bytes, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), bytes...)
	flipped[len(flipped)-1] ^= 1
	for _, damaged := range [][]byte{bytes[:whole+1], bytes[:whole+8], bytes[:(whole+len(bytes))/2], bytes[:len(bytes)-1],
		flipped} {
		if err := os.WriteFile(file, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		c := start(t, dir, standin.Options{})
		client := connect(t, c.URL())
		got, err := readStream(t, client, "a")
		if err != nil {
			t.Fatal(err)
		}
		wantEvents(t, got, kept...)
		more := events(1)
		appended(t, client, "a", esdb.Revision(1), more...)
		if err := c.Stop(); err != nil {
			t.Fatal(err)
		}
		c = start(t, dir, standin.Options{})
		got, err = readStream(t, connect(t, c.URL()), "a")
		if err != nil {
			t.Fatal(err)
		}
		wantEvents(t, got, append(kept[:2:2], more...)...)
		if err := c.Stop(); err != nil {
			t.Fatal(err)
		}
	}
}

func size(t *testing.T, file string) int {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size())
}

func TestStartRefuses(t *testing.T) {
	if _, err := standin.Start(t.TempDir(), standin.Options{Nodes: 2}); err == nil {
		t.Fatal("two nodes")
	}
	dir := t.TempDir()
	first := start(t, dir, standin.Options{})
	if _, err := standin.Start(dir, standin.Options{}); err == nil {
		t.Fatalf("a second cluster at %s", first.URL())
	}
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := first.Node(0).Start(); err == nil {
		t.Fatal("a node of a cluster that was stopped")
	}
}
