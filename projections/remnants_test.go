package projections

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// person is a betrokkene whose identity has some fields.
type person struct {
	s *stream
	b id.Betrokkene
	v []string
}

func (q person) tokens(key string) (list [][]byte) {
	for i, v := range q.v {
		list = append(list, token(key, fmt.Sprint("veld-", i), v))
	}
	return list
}

func (h *house) person(s *stream, n int) person {
	q := newPerson(s, n)
	s.append(q.event(&domain.BetrokkeneToegevoegd{Betrokkene: q.b}))
	return q
}

func newPerson(s *stream, n int) person {
	q := person{s: s, b: newBetrokkene()}
	for i := range 4 {
		q.v = append(q.v, fmt.Sprintf("waarde %d %d %s", n, i, q.b))
	}
	return q
}

// event is one that holds the person's fields.
func (q person) event(f domain.Feit) eventstore.Event {
	c := &content{Onderdeel: domain.IdentiteitVan(q.b), Betrokkene: q.b, Velden: map[string]string{}}
	for i, v := range q.v {
		c.Velden[fmt.Sprint("veld-", i)] = v
	}
	return q.s.event(f, c)
}

// erase is what the ledger does: keys first, then the index.
func (h *house) erase(p *Projections, q person) error {
	h.keys.destroy(q)
	return p.Vergeet(h.t.Context(), Vergeten{Dossier: q.s.d, Betrokkenen: []id.Betrokkene{q.b}})
}

// inFiles says which of the tokens are in any byte of the folder: raw, in hex or in base64.
func (h *house) inFiles(tokens [][]byte) (n int) {
	h.t.Helper()
	entries, err := os.ReadDir(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	var all []byte
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(h.dir, e.Name()))
		if err != nil {
			h.t.Fatal(err)
		}
		all = append(append(all, b...), 0)
	}
	// A window over all bytes finds thousands of tokens in one pass; most windows fall off at their first two bytes.
	var begins [1 << 16]bool
	raw := map[[tokenSize]byte]bool{}
	for _, t := range tokens {
		raw[[tokenSize]byte(t)] = true
		begins[int(t[0])<<8|int(t[1])] = true
	}
	found := map[[tokenSize]byte]bool{}
	for i := 0; i+tokenSize <= len(all); i++ {
		if !begins[int(all[i])<<8|int(all[i+1])] {
			continue
		}
		if w := [tokenSize]byte(all[i : i+tokenSize]); raw[w] {
			found[w] = true
		}
	}
	for _, t := range tokens[:min(len(tokens), 20)] {
		for _, text := range []string{hex.EncodeToString(t), strings.ToUpper(hex.EncodeToString(t)),
			base64.RawStdEncoding.EncodeToString(t)} {
			if bytes.Contains(all, []byte(text)) {
				found[[tokenSize]byte(t)] = true
			}
		}
	}
	return len(found)
}

// TestForgettingLeavesNothing: with thousands of rows, with wordings replaced and rows used again, no byte of a
// forgotten token is left, and every other token still finds its person.
func TestForgettingLeavesNothing(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	var kept, gone []person
	var replaced [][]byte
	key := p.liveFile().name
	for round := range 2 {
		var now []person
		var events []eventstore.Event
		for i := range 400 {
			q := newPerson(s, 1000*round+i)
			events = append(events, q.event(&domain.BetrokkeneToegevoegd{Betrokkene: q.b}))
			if i%5 == 0 { // another wording takes its place, of more fields than the first
				replaced = append(replaced, q.tokens(key)...)
				for j := range q.v {
					q.v[j] += " (verbeterd)"
				}
				q.v = append(q.v, fmt.Sprint("nieuw ", q.b), fmt.Sprint("nieuwer ", q.b))
				events = append(events, q.event(&domain.CorrectieToegepast{Onderdeel: domain.IdentiteitVan(q.b),
					Wijze: domain.WijzeVerbeteren}))
			}
			now = append(now, q)
		}
		s.append(events...)
		h.wait(p)
		var tokens [][]byte
		for _, q := range now {
			tokens = append(tokens, q.tokens(key)...)
		}
		if n := h.inFiles(tokens); n != len(tokens) {
			t.Fatalf("before: %d of %d tokens are in the files", n, len(tokens))
		}
		for i, q := range now {
			if i%3 == 0 || i > 380 {
				gone = append(gone, q)
			} else {
				kept = append(kept, q)
			}
		}
		for i, q := range gone[max(0, len(gone)-100):] {
			if i%17 == 0 {
				if err := h.erase(p, q); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, q := range gone[:len(gone)/6] {
		if err := h.erase(p, q); err != nil {
			t.Fatal(err)
		}
	}
	var rest []id.Onderdeel // the others at once
	for _, q := range gone[len(gone)/6:] {
		rest = append(rest, domain.IdentiteitVan(q.b))
		h.keys.destroy(q)
	}
	if err := p.Vergeet(t.Context(), Vergeten{Dossier: s.d, Onderdelen: rest}); err != nil {
		t.Fatal(err)
	}
	tokens := replaced
	for _, q := range gone {
		tokens = append(tokens, q.tokens(key)...)
	}
	if n := h.inFiles(tokens); n != 0 {
		t.Errorf("%d of %d forgotten tokens are still in the files", n, len(tokens))
	}
	for _, q := range kept {
		got, err := p.Zoek(t.Context(), term("veld-0", q.v[0], "veld-3", q.v[3]))
		if err != nil || len(got.Treffers) != 1 || got.Treffers[0] != (Vindplaats{s.d, q.b}) {
			t.Fatalf("a person that was kept is found %d times, %v", len(got.Treffers), err)
		}
	}
	// The same after a rebuild, which opens what is left only.
	if err := p.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	tokens = nil
	for _, q := range gone {
		tokens = append(append(tokens, q.tokens(key)...), q.tokens(p.liveFile().name)...)
	}
	for _, q := range kept {
		tokens = append(tokens, q.tokens(key)...) // the old file is gone with its key
	}
	if n := h.inFiles(tokens); n != 0 || !h.keys.isForgotten(key) {
		t.Errorf("after a rebuild %d tokens are in the files; key destroyed: %v", n, h.keys.isForgotten(key))
	}
}

// TestForgettingWaitsForTheBatch: a batch that opened an identity before its key went may not write its tokens after
// Vergeet returned; neither into the live file nor into one under rebuild.
func TestForgettingWaitsForTheBatch(t *testing.T) {
	for _, rebuilding := range []bool{false, true} {
		t.Run(fmt.Sprint("rebuilding ", rebuilding), func(t *testing.T) {
			h := newHouse(t)
			p := h.open()
			s := h.stream()
			s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
			q := h.person(s, 1)
			h.keys.opened = make(chan struct{})
			rebuilt := make(chan error, 1)
			if rebuilding {
				go func() { rebuilt <- p.Rebuild(t.Context(), nil) }()
			} else {
				h.run(p)
				rebuilt <- nil
			}
			<-h.keys.opened // the identity is open, its tokens not yet written
			var erased atomic.Bool
			done := make(chan error, 1)
			go func() {
				err := h.erase(p, q)
				erased.Store(true)
				done <- err
			}()
			time.Sleep(50 * time.Millisecond)
			if erased.Load() {
				t.Fatal("Vergeet did not wait for the batch")
			}
			h.keys.opened <- struct{}{}
			if err := <-done; err != nil {
				t.Fatal(err)
			}
			if err := <-rebuilt; err != nil {
				t.Fatal(err)
			}
			if n := h.inFiles(q.tokens(p.liveFile().name)); n != 0 {
				t.Errorf("%d tokens were written after all", n)
			}
		})
	}
}

// TestForgettingInAnOldFile: a file of another schema is given up rather than trusted to have forgotten.
func TestForgettingInAnOldFile(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	stop := h.run(p)
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	q := h.person(s, 1)
	h.wait(p)
	stop()
	key := p.liveFile().name
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	q2 := &Projections{o: p.o, others: newerVersions}
	p, err := open(t.Context(), q2)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := p.Dossier(t.Context(), s.d); err != nil {
		t.Fatalf("the old file does not serve: %v", err)
	}
	if err := h.erase(p, q); err != nil {
		t.Fatal(err)
	}
	if n := h.inFiles(q.tokens(key)); n != 0 || !h.keys.isForgotten(key) {
		t.Errorf("%d tokens are left", n)
	}
	if _, err := p.Dossier(t.Context(), s.d); !errors.Is(err, ErrNotReady) {
		t.Errorf("%v", err)
	}
	h.run(p)
	h.wait(p)
	if _, err := p.Dossier(t.Context(), s.d); err != nil {
		t.Error(err)
	}
}

// newer is a projection whose rows come out otherwise than before.
type newer struct{ projection }

func (n newer) version() int { return n.projection.version() + 1 }

func newerVersions(all []projection) []projection {
	for i := range all {
		all[i] = newer{all[i]}
	}
	return all
}
