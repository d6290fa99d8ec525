package sqlite

import (
	"testing"
	"time"

	"dossierboek/eventstore"
)

// TestMore: a transaction takes what waits, waits for those expected and for nobody else, and stays within its bounds.
func TestMore(t *testing.T) {
	const never = time.Hour // a test that waits this long fails by its timeout
	from := make(chan *request, 2)
	r := ask("dossier-1", eventstore.Any(), 1)
	b := newBatch(from)
	b.requests, b.about, b.patience = []*request{r}, 2, never
	if b.more() {
		t.Fatal("took a request that is not there")
	}
	from <- r
	if !b.more() || len(b.requests) != 2 || b.bytes != r.size {
		t.Fatal("left a request that waits")
	}
	b.about = 5
	go func() { from <- r }()
	if !b.more() {
		t.Fatal("did not wait for half of those who are about")
	}
	b.about, b.patience = 8, time.Millisecond
	if b.more() {
		t.Fatal("took a request that is not there")
	}
	from <- r
	b.bytes = maxBatchBytes
	if b.more() {
		t.Fatal("went beyond the bound")
	}
	b.bytes = 0
	if !b.more() {
		t.Fatal("what waited is lost")
	}
}

// TestCount: callers who were held up are still expected after a small transaction, until a wait for them was in vain.
func TestCount(t *testing.T) {
	from := make(chan *request, 2)
	r := ask("dossier-1", eventstore.Any(), 1)
	b := newBatch(from)
	b.requests, b.about, b.patience = []*request{r, r}, 64, time.Millisecond
	from <- r
	if b.count(); b.about != 63 {
		t.Fatalf("%d callers are about, want 63", b.about)
	}
	if !b.more() || b.more() {
		t.Fatal("took another than the request that waits")
	}
	if b.count(); b.about != 3 {
		t.Fatalf("%d callers are about, want the 3 of the transaction", b.about)
	}
}
