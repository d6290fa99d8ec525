package projections

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite"
)

// house is a real store and a real folder of read models, with made-up tokens: the sealed part of an event is the
// plain values that it would hold.
type house struct {
	t     testing.TB
	dir   string
	store *sqlite.Store
	keys  *keys
	clock time.Time
}

// keys stands in for the vault.
type keys struct {
	mu        sync.Mutex
	made      map[string]bool
	other     string // the name of a key that is not the one which was made
	full      bool   // no key is made
	forgotten map[string]bool
	destroyed map[id.Onderdeel]bool
	calls     int
	fail      func(eventstore.Record) error
	opened    chan struct{} // if not nil: a call waits here after it opened its record
}

func newHouse(t testing.TB) *house {
	h := &house{t: t, dir: filepath.Join(t.TempDir(), "projecties"), clock: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC),
		keys: &keys{made: map[string]bool{}, forgotten: map[string]bool{}, destroyed: map[id.Onderdeel]bool{}}}
	var err error
	if h.store, err = sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "log.db"),
		sqlite.Options{Create: true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.store.Close() })
	return h
}

func (h *house) options() Options {
	return Options{Dir: h.dir, Store: h.store,
		Indexer: Indexer{Make: h.keys.make, Check: h.keys.check, Tokens: h.keys.tokens, Forget: h.keys.forget}}
}

// open opens the read models; change, if given, does so before anything is read.
func (h *house) open(change ...func(*Projections)) *Projections {
	h.t.Helper()
	p, err := h.tryOpen(change...)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = p.Close() })
	return p
}

func (h *house) tryOpen(change ...func(*Projections)) (*Projections, error) {
	o := h.options()
	p, err := Open(h.t.Context(), o)
	if len(change) == 0 || err != nil {
		return p, err
	}
	// Opened again with the change, so that it is there from the first step on.
	if err := p.Close(); err != nil {
		return nil, err
	}
	q := &Projections{o: p.o}
	for _, c := range change {
		c(q)
	}
	return open(h.t.Context(), q)
}

// run follows in the background until the test ends or stop is called.
func (h *house) run(p *Projections) (stop func()) {
	ctx, cancel := context.WithCancel(h.t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := <-done; !errors.Is(err, context.Canceled) && !errors.Is(err, ErrClosed) {
				h.t.Errorf("Run: %v", err)
			}
		})
	}
	h.t.Cleanup(stop)
	return stop
}

// wait waits until everything in the store has been passed.
func (h *house) wait(p *Projections) {
	h.t.Helper()
	if err := h.waitFor(p); err != nil {
		h.t.Fatal(err, h.reasons(p))
	}
}

// reasons says which projections stopped, where and why.
func (h *house) reasons(p *Projections) (list []string) {
	health, err := p.Health(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, s := range health.Projections {
		if s.Stopped != nil {
			list = append(list, fmt.Sprintf("%s: %s@%d: %s", s.Name, s.Stopped.Kind, s.Stopped.Revision, s.Stopped.Reason))
		}
	}
	return list
}

func (h *house) waitFor(p *Projections) error {
	tail, err := h.store.Tail(h.t.Context())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(h.t.Context(), 20*time.Second)
	defer cancel()
	return p.WachtTot(ctx, tail)
}

var errFull = errors.New("no key can be made")

func (k *keys) make(ctx context.Context, key string) ([]byte, error) {
	k.mu.Lock()
	if k.full || k.forgotten[key] {
		k.mu.Unlock()
		return nil, errFull
	}
	k.made[key] = true
	k.mu.Unlock()
	return k.check(ctx, key)
}

func (k *keys) check(_ context.Context, key string) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.made[key] || k.forgotten[key] {
		return nil, nil
	}
	sum := sha256.Sum256([]byte(key))
	if key == k.other {
		sum[0]++
	}
	return sum[:], nil
}

func (k *keys) forget(_ context.Context, key string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.forgotten[key] = true
	return nil
}

func (k *keys) isForgotten(key string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.forgotten[key]
}

func (k *keys) destroy(q person) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.destroyed[domain.IdentiteitVan(q.b)] = true
}

func (k *keys) tokens(ctx context.Context, key string, r eventstore.Record) ([]Veldtoken, error) {
	k.mu.Lock()
	k.calls++
	fail, opened := k.fail, k.opened
	if k.forgotten[key] {
		k.mu.Unlock()
		return nil, errors.New("the key is destroyed")
	}
	k.mu.Unlock()
	if fail != nil {
		if err := fail(r); err != nil {
			return nil, err
		}
	}
	c, d, err := contentOf(r)
	if err != nil || c == nil {
		return nil, err
	}
	k.mu.Lock()
	gone := k.destroyed[c.Onderdeel]
	k.mu.Unlock()
	if gone {
		return nil, nil
	}
	if opened != nil {
		opened <- struct{}{}
		<-opened
	}
	var list []Veldtoken
	for veld, waarde := range c.Velden {
		list = append(list, Veldtoken{Dossier: d, Betrokkene: c.Betrokkene, Onderdeel: c.Onderdeel, Veld: veld,
			Token: token(key, veld, waarde)})
	}
	return list, nil
}

func token(key, veld, waarde string) []byte {
	m := hmac.New(sha256.New, []byte(key))
	fmt.Fprintf(m, "%s\x00%s", veld, waarde)
	return m.Sum(nil)[:tokenSize]
}

// term is a search for values of fields, each given as "field", "value".
func term(pairs ...string) func(context.Context, string) ([]Zoekterm, error) {
	return func(_ context.Context, key string) (terms []Zoekterm, err error) {
		for i := 0; i < len(pairs); i += 2 {
			terms = append(terms, Zoekterm{Tokens: [][]byte{token(key, pairs[i], pairs[i+1])}})
		}
		return terms, nil
	}
}

// content is what the sealed part of a test event holds.
type content struct {
	Onderdeel  id.Onderdeel
	Betrokkene id.Betrokkene `json:",omitzero"`
	Velden     map[string]string
}

func contentOf(r eventstore.Record) (*content, id.Dossier, error) {
	e := decode(r, "")
	if e.err != nil {
		return nil, id.Dossier{}, e.err
	}
	var env domain.Envelop
	if err := json.Unmarshal(r.Data, &env); err != nil || len(env.Delen) == 0 {
		return nil, e.dossier, err
	}
	var c content
	return &c, e.dossier, json.Unmarshal(env.Delen[0], &c)
}

// file is a dossier's stream that a test writes.
type stream struct {
	h    *house
	d    id.Dossier
	next uint64
}

func (h *house) stream() *stream { return &stream{h: h, d: dossierOf(uuid.New())} }

func (s *stream) name() string { return dossierPrefix + s.d.String() }

// event makes the stored form of a fact.
func (s *stream) event(f domain.Feit, c *content) eventstore.Event {
	s.h.clock = s.h.clock.Add(time.Second)
	return makeEvent(s.h.t, string(f.Soort()), f, c, s.h.clock)
}

func makeEvent(t testing.TB, kind string, open any, c *content, at time.Time) eventstore.Event {
	raw, err := json.Marshal(open)
	if err != nil {
		t.Fatal(err)
	}
	e := domain.Envelop{Schema: 1, Open: raw}
	if c != nil {
		part, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		e.Delen = [][]byte{part}
	}
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	meta, err := json.Marshal(domain.Meta{Wie: "m-1", Rol: "medewerker", Doel: "onderzoek", Matrix: "1",
		VastgelegdOp: at})
	if err != nil {
		t.Fatal(err)
	}
	return eventstore.Event{ID: uuid.New(), Kind: kind, Data: data, Meta: meta}
}

// add stores facts, each an event.
func (s *stream) add(facts ...domain.Feit) eventstore.Position {
	events := make([]eventstore.Event, len(facts))
	for i, f := range facts {
		events[i] = s.event(f, nil)
	}
	return s.append(events...)
}

// addWith stores a fact with content.
func (s *stream) addWith(f domain.Feit, o id.Onderdeel, b id.Betrokkene, pairs ...string) eventstore.Position {
	c := &content{Onderdeel: o, Betrokkene: b, Velden: map[string]string{}}
	for i := 0; i < len(pairs); i += 2 {
		c.Velden[pairs[i]] = pairs[i+1]
	}
	return s.append(s.event(f, c))
}

func (s *stream) append(events ...eventstore.Event) eventstore.Position {
	s.h.t.Helper()
	at, err := s.h.store.Append(s.h.t.Context(), s.name(), eventstore.Any(), events...)
	if err != nil {
		s.h.t.Fatal(err)
	}
	s.next = at.Last + 1
	return at.Position
}

// fold folds a stream from the store, up to a revision.
func (h *house) fold(d id.Dossier, upTo uint64) *domain.Dossier {
	h.t.Helper()
	fold := domain.NieuwDossier(d)
	for r, err := range h.store.ReadStream(h.t.Context(), dossierPrefix+d.String(), 0) {
		if err != nil {
			h.t.Fatal(err)
		}
		if r.Revision > upTo {
			break
		}
		v, _, err := domain.Ontleed(gebeurtenisOf(r.ID), r.Revision, r.Kind, r.Data, r.Meta)
		if err != nil {
			h.t.Fatal(err)
		}
		fold.PasToe(v)
	}
	fold.NeemGeraakt()
	return fold
}

func newBetrokkene() id.Betrokkene     { return betrokkeneOf(uuid.New()) }
func newOnderdeel() id.Onderdeel       { return onderdeelOf(uuid.New()) }
func newVernietiging() id.Vernietiging { return vernietigingOf(uuid.New()) }
