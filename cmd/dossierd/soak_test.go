package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/esdb/standin"
)

// soakSequences is how many sequences of faults TestSoak goes through; `make soak` asks for many.
func soakSequences(t *testing.T) int {
	t.Helper()
	n := 12
	if s := os.Getenv("DOSSIERBOEK_SOAK"); s != "" {
		var err error
		n, err = strconv.Atoi(s)
		must(t, err)
	}
	return n
}

// soakSeed makes a run like an earlier one, as far as the order of goroutines lets it.
func soakSeed(t *testing.T) uint64 {
	t.Helper()
	s := os.Getenv("DOSSIERBOEK_SOAK_SEED")
	if s == "" {
		return rand.Uint64()
	}
	seed, err := strconv.ParseUint(s, 10, 64)
	must(t, err)
	return seed
}

// TestSoak has eight employees write and read over HTTP while a cluster (a stand-in) goes through random faults.
// Nobody repeats a request otherwise than a client should: the same Idempotency-Key after a 503. Then everything must
// have healed by itself, and hold: every acknowledged event stands exactly once, every answer that was given has its
// access fact, and every answer was consistent with what was acknowledged before it.
func TestSoak(t *testing.T) {
	seed := soakSeed(t)
	t.Logf("DOSSIERBOEK_SOAK_SEED=%d", seed)
	c := newCluster(t, standin.Options{Nodes: 3})
	p, o, s := newSoak(t, c)

	stop, workers := make(chan struct{}), errgroup.Group{}
	for i := range s.employees {
		workers.Go(func() error { return s.work(i, rand.New(rand.NewPCG(seed, uint64(i))), stop) })
	}
	workers.Go(func() error { return s.look(stop) })
	chaos := &chaos{c: c, r: rand.New(rand.NewPCG(seed, 1000)), cut: -1}
	sequences := soakSequences(t)
	for i := range sequences {
		chaos.sequence()
		if i%20 == 0 {
			chaos.outage()
		}
	}
	must(t, chaos.heal())
	close(stop)
	must(t, workers.Wait())

	s.holds(o)
	s.end()
	must(t, o.Close())
	if v := verified(t, p); v.Dossiers != int64(len(s.acknowledged)) {
		t.Errorf("nagelezen: %d dossiers van %d", v.Dossiers, len(s.acknowledged))
	}
	written, viewed, again := 0, 0, s.refused
	for d := range s.acknowledged {
		written += len(s.acknowledged[d])
		viewed += s.views[d]
	}
	t.Logf("%d vastleggingen en %d beelden, %d keer opnieuw gevraagd", written, viewed, again)
	if written < sequences || viewed < sequences || again == 0 {
		t.Error("er is te weinig gebeurd om iets te zeggen")
	}
}

// chaos does to a cluster what happens to clusters.
type chaos struct {
	c   *standin.Cluster
	r   *rand.Rand
	cut int // the leader that was cut off from the others; -1: none
}

// soakFaults are those that a cluster gets over by itself, per kind of call.
var soakFaults = map[standin.Operation][]standin.Kind{
	standin.Append: {
		standin.Unavailable, standin.Slow, standin.DeadlineAfter, standin.AbortedBefore, standin.AbortedAfter,
		standin.NotLeader, standin.Cut, standin.Masked, standin.Denied, standin.Unauthenticated, standin.BadPosition,
		standin.NoPosition,
	},
	standin.Read: {
		standin.Unavailable, standin.Slow, standin.DeadlineAfter, standin.AbortedBefore, standin.NotLeader, standin.Cut,
		standin.End,
	},
	standin.Subscribe: {
		standin.Unavailable, standin.Cut, standin.Drop, standin.FalseCheckpoint, standin.NoCreated, standin.UnknownFrame,
		standin.NotLeader,
	},
	standin.Gossip: {standin.Unavailable, standin.Cut, standin.DeadNode, standin.NoLeader, standin.Slow},
}

// sequence is one spell of faults, and the return to order after it.
func (k *chaos) sequence() {
	for range 1 + k.r.IntN(6) {
		on := []standin.Operation{standin.Append, standin.Append, standin.Read, standin.Read, standin.Subscribe,
			standin.Gossip}[k.r.IntN(6)]
		kinds := soakFaults[on]
		k.c.Fail(standin.Fault{
			Kind: kinds[k.r.IntN(len(kinds))], On: on, Node: standin.AnyNode,
			Times: 1 + k.r.IntN(8), After: k.r.IntN(3), Delay: time.Duration(k.r.IntN(100)) * time.Millisecond,
		})
	}
	switch node := k.r.IntN(3); k.r.IntN(7) {
	case 0:
		_ = k.c.Elect(node) // a node that is down is not elected
	case 1:
		k.c.Node(node).Stop()
	case 2:
		k.c.Node(node).Stop()
		k.c.Node((node + 1) % 3).Stop()
	case 3:
		k.c.Node(node).Hold()
	case 4:
		k.c.Depose()
	case 5:
		if leader := k.c.Leader(); leader >= 0 {
			_ = k.c.Node(leader).Isolate() // it serves what it has, and does not know that another leads
			k.cut = leader
		}
	}
	time.Sleep(time.Duration(50+k.r.IntN(250)) * time.Millisecond)
	if err := k.heal(); err != nil {
		panic(err) // the stand-in's own
	}
	time.Sleep(time.Duration(50+k.r.IntN(150)) * time.Millisecond)
}

// outage is longer than the store's patience, so that employees are turned away.
func (k *chaos) outage() {
	for i := range 3 {
		k.c.Node(i).Stop()
	}
	time.Sleep(7 * time.Second)
	if err := k.heal(); err != nil {
		panic(err)
	}
}

func (k *chaos) heal() error {
	k.c.Clear()
	if k.cut >= 0 { // it finds out that it leads no more
		k.c.Node(k.cut).Stop()
		k.cut = -1
	}
	var errs []error
	for i := range 3 {
		k.c.Node(i).Release()
		errs = append(errs, k.c.Node(i).Start())
	}
	if k.c.Leader() < 0 {
		errs = append(errs, k.c.Elect(k.r.IntN(3)))
	}
	return errors.Join(errs...)
}

// soak is the office that works meanwhile.
type soak struct {
	t         *testing.T
	url       string
	employees [8]*client.Client
	officer   *client.Client
	end       func()

	mu           sync.Mutex
	acknowledged map[id.Dossier]map[id.Onderdeel]string // what was said to be recorded, and its text
	sent         map[string]bool                        // every text that was ever sent
	views        map[id.Dossier]int                     // answered
	refused      int                                    // requests that had to be repeated
}

// newSoak opens an office with a new ledger on a cluster, and the dossiers that all work in.
func newSoak(t *testing.T, c *standin.Cluster) (*paths, *parts, *soak) {
	t.Helper()
	p := newPaths(t)
	p.store = c.URL()
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	o := open(t, p)
	s := &soak{t: t, acknowledged: map[id.Dossier]map[id.Onderdeel]string{}, views: map[id.Dossier]int{},
		sent: map[string]bool{}}
	s.serve(p, o)
	s.begin()
	return p, o, s
}

// serve puts the parts on a port, with the read models following, until end.
func (s *soak) serve(p *paths, o *parts) {
	handler, err := o.handler(p,
		slog.New(slog.NewTextHandler(s.t.Output(), &slog.HandlerOptions{Level: slog.LevelError})), false)
	must(s.t, err)
	server := httptest.NewServer(handler)
	ctx, stop := context.WithCancel(s.t.Context())
	followed := make(chan error, 1)
	go func() { followed <- o.projections.Run(ctx) }()
	s.end = func() {
		stop()
		if err := <-followed; !errors.Is(err, context.Canceled) {
			s.t.Error(err)
		}
		server.Close()
	}
	s.url = server.URL
	as := func(who string, rol toegang.Rol, why string) *client.Client {
		token, err := o.token(p, role{id: who, rol: rol, why: why}, demoTokenLife)
		must(s.t, err)
		c, err := client.New(client.Options{Server: server.URL, Token: token, HTTP: server.Client()})
		must(s.t, err)
		return c
	}
	for i := range s.employees {
		s.employees[i] = as(fmt.Sprintf("m-%d", i), toegang.Medewerker, "onderzoek")
	}
	s.officer = as("po-visser", toegang.PrivacyOfficer, "rechten-van-betrokkene")
}

// begin opens the dossiers that all work in.
func (s *soak) begin() {
	var opened []id.Dossier
	for range 4 {
		c := &course{as: func(role) *client.Client { return s.employees[0] }, now: now, seen: opened}
		must(s.t, c.open(s.t.Context()))
		opened = append(opened, c.dossier)
		s.acknowledged[c.dossier] = map[id.Onderdeel]string{}
		s.views[c.dossier] = 1 // the course looked once
	}
}

// work records and looks until stop, and finishes what it began.
func (s *soak) work(i int, r *rand.Rand, stop <-chan struct{}) error {
	var dossiers []id.Dossier
	for d := range s.acknowledged { // nobody changes who is in it
		dossiers = append(dossiers, d)
	}
	for n := 0; ; n++ {
		select {
		case <-stop:
			return nil
		case <-time.After(time.Duration(r.IntN(20)) * time.Millisecond):
		}
		d := dossiers[r.IntN(len(dossiers))]
		var err error
		if r.IntN(5) < 3 {
			err = s.record(i, d, fmt.Sprintf("Gesprek %d van medewerker %d.", n, i))
		} else {
			err = s.view(i, d)
		}
		if err != nil {
			return fmt.Errorf("medewerker %d: %w", i, err)
		}
	}
}

// soakPatience is how long anything may take to heal. Only a failing test takes so long.
const soakPatience = time.Minute

// again does something until it is answered, as a client should: what may pass is asked again, all else is a fault.
func (s *soak) again(do func(context.Context) error) error {
	ctx, stop := context.WithTimeout(s.t.Context(), soakPatience)
	defer stop()
	for {
		err := do(ctx)
		var f *client.Fout
		switch {
		case err == nil:
			return nil
		case !errors.As(err, &f), ctx.Err() != nil:
			return err
		case f.Probleem.Status != http.StatusServiceUnavailable && f.Probleem.Status != http.StatusTooManyRequests &&
			f.Probleem.Code != domain.CodeConflict:
			return err
		}
		s.mu.Lock()
		s.refused++
		s.mu.Unlock()
		time.Sleep(20 * time.Millisecond)
	}
}

func (s *soak) record(i int, d id.Dossier, text string) error {
	s.mu.Lock()
	s.sent[text] = true
	s.mu.Unlock()
	key := once()
	return s.again(func(ctx context.Context) error {
		v, err := s.employees[i].LegGegevenVast(ctx, d, bericht.NieuwGegeven{Rubriek: "onderzoek", Gegeven: bericht.Gegeven{
			Soort: "mededeling", Aard: domain.AardFeit, Bron: bericht.Bron{Soort: "eigen-waarneming"}, Tekst: write(text),
		}}, key)
		if err != nil {
			return err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(v.Onderdelen) != 1 {
			return fmt.Errorf("%d onderdelen vastgelegd", len(v.Onderdelen))
		}
		s.acknowledged[d][v.Onderdelen[0]] = text
		return nil
	})
}

// view looks at a dossier: what was acknowledged before must be in it, and nothing that nobody sent.
func (s *soak) view(i int, d id.Dossier) error {
	s.mu.Lock()
	before := make(map[id.Onderdeel]string, len(s.acknowledged[d]))
	for o, text := range s.acknowledged[d] {
		before[o] = text
	}
	s.mu.Unlock()
	var v *bericht.Dossier
	if err := s.again(func(ctx context.Context) (err error) {
		v, err = s.employees[i].Dossier(ctx, d, nil, "")
		return err
	}); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.views[d]++
	seen := map[string]bool{}
	for _, o := range v.Onderdelen {
		if o.Soort != domain.InhoudGegeven {
			continue
		}
		if o.Inhoud == nil || o.Inhoud.Gegeven == nil {
			return fmt.Errorf("onderdeel %s is niet te zien", o.ID)
		}
		text := o.Inhoud.Gegeven.Tekst.Tekst
		if !s.sent[text] || seen[text] {
			return fmt.Errorf("onderdeel %s staat er dubbel, of niemand legde het vast", o.ID)
		}
		seen[text] = true
		delete(before, o.ID)
	}
	if len(before) > 0 {
		return fmt.Errorf("%d bevestigde vastleggingen ontbreken in het beeld", len(before))
	}
	return nil
}

// look asks what must be answered whatever happens to the cluster.
func (s *soak) look(stop <-chan struct{}) error {
	for {
		select {
		case <-stop:
			return nil
		case <-time.After(50 * time.Millisecond):
		}
		if got := status(s.url + "/v1/openapi.json"); got != http.StatusOK {
			return fmt.Errorf("het OpenAPI-document: %d", got)
		}
		if got := status(s.url + "/gezondheid"); got != http.StatusOK && got != http.StatusServiceUnavailable {
			return fmt.Errorf("gezondheid: %d", got)
		}
	}
}

// holds looks at the end: all healed, exactly once, and who read what is known.
func (s *soak) holds(o *parts) {
	ctx, stop := context.WithTimeout(s.t.Context(), soakPatience)
	defer stop()
	tail, err := o.store.Tail(ctx)
	must(s.t, err)
	must(s.t, o.projections.WachtTot(ctx, tail))
	if got := status(s.url + "/gereed"); got != http.StatusOK {
		s.t.Errorf("gereed: %d", got)
	}
	if got := status(s.url + "/gezondheid"); got != http.StatusOK {
		h, err := o.projections.Health(ctx)
		s.t.Errorf("gezondheid: %d, %d onaf, projecties %+v, %v", got, o.ledger.Onaf(), h, err)
	}
	for d, recorded := range s.acknowledged {
		line, err := s.officer.Tijdlijn(ctx, d, nil)
		must(s.t, err)
		times := map[id.Onderdeel]int{}
		for _, m := range line.Momenten {
			if m.Soort == domain.SoortGegevenVastgelegd {
				times[*m.Onderdeel]++
			}
		}
		for part := range recorded {
			if times[part] != 1 {
				s.t.Errorf("een bevestigde vastlegging staat er %d keer", times[part])
			}
		}
		if len(times) != len(recorded) {
			s.t.Errorf("%d vastleggingen in het logboek, %d bevestigd", len(times), len(recorded))
		}
		s.factsHold(ctx, d)
	}
}

// factsHold: each answered view has its fact, and each fact is counted once.
func (s *soak) factsHold(ctx context.Context, d id.Dossier) {
	list, err := s.officer.Raadplegingen(ctx, d, nil)
	must(s.t, err)
	var facts []string
	views := 0
	for _, r := range list.Raadplegingen {
		facts = append(facts, r.Gebeurtenis.String())
		if r.Wat == "beeld" {
			views++
		}
	}
	slices.Sort(facts)
	if n := len(facts); len(slices.Compact(facts)) != n {
		s.t.Error("een raadpleging telt twee keer")
	}
	if views < s.views[d] {
		s.t.Errorf("%d beelden getoond en %d vastgelegd", s.views[d], views)
	}
}
