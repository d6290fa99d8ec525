package projections

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"dossierboek/domain"
)

// TestFaults makes every durable step fail at each of its first times, lost and done-but-reported-failed, in a course
// of following, erasing and rebuilding. Whatever is repeated after an error comes right, and nothing is lost or left
// behind.
func TestFaults(t *testing.T) {
	for _, s := range steps {
		for _, done := range []bool{false, true} {
			for time := range 2 {
				t.Run(fmt.Sprintf("%s, done %v, time %d", s, done, time), func(t *testing.T) {
					t.Parallel()
					testFault(t, s, done, time)
				})
			}
		}
	}
}

// breaker fails a step once.
type breaker struct {
	mu     sync.Mutex
	at     step
	done   bool
	left   int
	failed bool
}

func (b *breaker) run(s step, do func() error) error {
	b.mu.Lock()
	now := s == b.at && !b.failed && b.left == 0
	if s == b.at {
		b.left--
	}
	b.failed = b.failed || now
	b.mu.Unlock()
	if !now {
		return do()
	}
	if b.done {
		if err := do(); err != nil {
			return err
		}
	}
	return sqlite3.Error{Code: sqlite3.ErrIoErr}
}

func testFault(t *testing.T, s step, done bool, times int) {
	h := newHouse(t)
	// Something to clear away and a file in use are there already.
	first := h.open()
	stop := h.run(first)
	streams := h.fill(3)
	h.wait(first)
	stop()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	b := &breaker{at: s, done: done, left: times}
	p, err := open(t.Context(), &Projections{o: first.o, fault: b.run})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	h.run(p)
	q := h.person(streams[0], 50)
	streams = append(streams, h.fill(2)...)
	h.wait(p)
	again := func(what string, do func() error) {
		t.Helper()
		for try := range 3 {
			err := do()
			if err == nil {
				return
			}
			if try > 1 || !b.failed {
				t.Fatalf("%s: %v", what, err)
			}
		}
	}
	again("erasing", func() error { return h.erase(p, q) })
	key := p.liveFile().name
	if n := h.inFiles(q.tokens(key)); n != 0 {
		t.Errorf("%d tokens are left after an erasure that succeeded", n)
	}
	for range 2 {
		again("rebuilding", func() error { return p.Rebuild(t.Context(), nil) })
		h.person(streams[1], 51)
		h.wait(p)
	}
	again("erasing again", func() error { return h.erase(p, q) }) // clears away what a rebuild had to leave
	if n := h.inFiles(append(q.tokens(key), q.tokens(p.liveFile().name)...)); n != 0 {
		t.Errorf("%d tokens are left", n)
	}
	if !b.failed {
		t.Logf("the step was not reached %d times", times+1)
	}
	h.compare(p)
	h.onlyFile(p)
	// And what is on disk is what another start finds.
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = h.open()
	h.run(p)
	h.wait(p)
	h.compare(p)
	h.onlyFile(p)
}

// TestFaultWhileBuilding: a file to which a fault came while it was built is given up, and what could not be forgotten
// in it goes with it.
func TestFaultWhileBuilding(t *testing.T) {
	h := newHouse(t)
	forgettings := 0
	p := h.open(func(p *Projections) {
		p.fault = func(s step, do func() error) error {
			if s == stepForget {
				if forgettings++; forgettings == 2 { // the first is of the live file
					return sqlite3.Error{Code: sqlite3.ErrIoErr}
				}
			}
			return do()
		}
	})
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	q := h.person(s, 1)
	h.keys.opened = make(chan struct{})
	live := p.liveFile()
	rebuilt := make(chan error, 1)
	go func() { rebuilt <- p.Rebuild(t.Context(), nil) }()
	<-h.keys.opened // within the batch
	erased := make(chan error, 1)
	go func() { erased <- h.erase(p, q) }()
	h.until(func() bool { return len(p.files) == 1 }) // Vergeet comes before the switch
	h.keys.opened <- struct{}{}
	if err := <-erased; !errors.Is(err, ErrRemnants) {
		t.Errorf("Vergeet: %v", err)
	}
	if err := <-rebuilt; !errors.Is(err, errSpoilt) {
		t.Errorf("Rebuild: %v", err)
	}
	if p.liveFile() != live {
		t.Error("another file is in use")
	}
	h.onlyFile(p)
	if err := errors.Join(h.erase(p, q), p.Rebuild(t.Context(), nil)); err != nil {
		t.Fatal(err)
	}
	h.onlyFile(p)
	h.compare(p)
}

// TestFaultsAreNamed: the list of steps is whole.
func TestFaultsAreNamed(t *testing.T) {
	var seen []step
	h := newHouse(t)
	p, err := open(t.Context(), &Projections{o: h.options(), fault: func(s step, do func() error) error {
		if !slices.Contains(seen, s) {
			seen = append(seen, s)
		}
		return do()
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	q := h.person(s, 1)
	if err := errors.Join(p.Rebuild(t.Context(), nil), h.erase(p, q)); err != nil {
		t.Fatal(err)
	}
	for _, want := range steps {
		if !slices.Contains(seen, want) {
			t.Errorf("step %q is never taken", want)
		}
	}
	if len(seen) != len(steps) {
		t.Errorf("steps %q are taken", seen)
	}
}

// TestReaderInTheWay: a forgetting waits for the queries that still see the old pages, and gives up with its context.
func TestReaderInTheWay(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	q := h.person(s, 1)
	h.wait(p)
	tx, err := p.liveFile().read.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow("SELECT count(*) FROM dossier").Scan(&n); err != nil {
		t.Fatal(err)
	}
	released := make(chan error, 1)
	go func() {
		time.Sleep(100 * time.Millisecond)
		released <- tx.Rollback()
	}()
	if err := h.erase(p, q); err != nil {
		t.Fatal(err)
	}
	if err := <-released; err != nil {
		t.Fatal(err)
	}
	if n := h.inFiles(q.tokens(p.liveFile().name)); n != 0 {
		t.Errorf("%d tokens are left", n)
	}
}
