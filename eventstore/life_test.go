package eventstore_test

import (
	"sync/atomic"
	"testing"
	"time"

	"dossierboek/eventstore"
)

// Close waits for the calls that it let in, and lets no other in.
func TestLifeEndsAfterItsLastCall(t *testing.T) {
	var l eventstore.Life
	if l.Ended() || !l.Begin() || !l.Begin() {
		t.Fatal("a life that did not begin")
	}
	var ended atomic.Bool
	waited := make(chan struct{})
	l.Close()
	go func() {
		l.Wait()
		ended.Store(true)
		close(waited)
	}()
	if l.Begin() || !l.Ended() {
		t.Error("a call came in after Close")
	}
	l.End()
	time.Sleep(10 * time.Millisecond)
	if ended.Load() {
		t.Error("it did not wait for the last call")
	}
	l.End()
	<-waited
}
