package projections

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// dossiers is the current fold of every dossier, each of its parts a row of its own: an event writes the few parts
// that it touches, however large the dossier is.
type dossiers struct {
	cache *simplelru.LRU[id.Dossier, *dossierState]
	parts int                          // in the cache
	dirty map[id.Dossier]*dossierState // changed since the last flush; in the cache or not
	order []*dossierState              // the same, in the order in which they were first changed
}

const (
	// cachedParts bounds the folds kept in memory, by parts of about a kilobyte.
	cachedParts = 30_000
	// cachedDossiers bounds them by number, for dossiers of few parts.
	cachedDossiers = 20_000
)

// Kinds of parts, as stored.
const (
	partBetrokkene int64 = iota + 1
	partOnderdeel
	partVernietiging
)

func newDossiers() *dossiers {
	p := &dossiers{}
	p.reset()
	return p
}

func (*dossiers) name() string        { return "dossiers" }
func (*dossiers) version() int        { return 7 }
func (*dossiers) wants(e *event) bool { return e.source == dossierStream }

func (p *dossiers) reset() {
	p.parts, p.dirty, p.order = 0, map[id.Dossier]*dossierState{}, nil
	// fails for sizes below 1 only
	p.cache, _ = simplelru.NewLRU(cachedDossiers, func(_ id.Dossier, s *dossierState) { p.parts -= s.weight })
}

func (p *dossiers) apply(_ context.Context, w *writer, e *event) error {
	s, err := p.state(w, e.dossier)
	if err != nil {
		return err
	}
	if next := s.next(); e.record.Revision != next {
		return fmt.Errorf("revision %d where %d was due", e.record.Revision, next)
	}
	if err := s.prepare(w, e.fact.Feit); err != nil {
		return err
	}
	before := s.sizes()
	s.d.PasToe(e.fact)
	for i, n := range s.sizes() {
		s.counts[i] += n - before[i]
	}
	p.weigh(s)
	if !s.dirty {
		s.dirty = true
		p.dirty[e.dossier] = s
		p.order = append(p.order, s)
	}
	return nil
}

// state gives the fold of a dossier as far as it is needed.
func (p *dossiers) state(w *writer, d id.Dossier) (*dossierState, error) {
	if s, ok := p.cache.Get(d); ok {
		return s, nil
	}
	s, ok := p.dirty[d]
	if !ok {
		var err error
		if s, err = loadState(w, d); err != nil {
			return nil, err
		}
	}
	s.weight = 0
	p.cache.Add(d, s)
	return s, nil
}

// weigh keeps count of what is in the cache, and keeps that bounded. What leaves it unwritten is still in dirty.
func (p *dossiers) weigh(s *dossierState) {
	weight := 1
	for _, n := range s.sizes() {
		weight += n
	}
	p.parts += weight - s.weight
	s.weight = weight
	for p.parts > cachedParts && p.cache.Len() > 1 {
		p.cache.RemoveOldest()
	}
}

// flush writes each part that changed once, however often it changed.
func (p *dossiers) flush(w *writer) error {
	for _, s := range p.order {
		if err := s.write(w); err != nil {
			return err
		}
		s.dirty = false
	}
	clear(p.dirty)
	p.order = p.order[:0]
	return nil
}

// write stores the header and the parts that changed.
func (s *dossierState) write(w *writer) error {
	kop, err := json.Marshal(s.d)
	if err != nil {
		return fmt.Errorf("the fold does not encode")
	}
	d := s.d
	if s.nr == 0 {
		if s.nr, err = nextRow(w); err != nil {
			return err
		}
		err = w.exec("INSERT INTO dossier VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", s.nr, blob(d.ID), int64(d.Revisie),
			statusOf(d), string(d.Fase), micro(d.GeopendOp), micro(d.GewijzigdOp), int64(s.counts[0]), int64(s.counts[1]),
			int64(s.counts[2]), string(kop))
	} else {
		err = w.exec(`UPDATE dossier SET revisie = ?, status = ?, fase = ?, geopend_op = ?, gewijzigd_op = ?, betrokkenen = ?, onderdelen = ?,
vernietigingen = ?, kop = ? WHERE nr = ?`, int64(d.Revisie), statusOf(d), string(d.Fase), micro(d.GeopendOp), micro(d.GewijzigdOp),
			int64(s.counts[0]), int64(s.counts[1]), int64(s.counts[2]), string(kop), s.nr)
	}
	if err != nil {
		return err
	}
	g := d.NeemGeraakt()
	for _, b := range ascending(g.Betrokkenen) {
		if err := writePart(w, s.nr, partBetrokkene, blob(b), d.Betrokkenen[b]); err != nil {
			return err
		}
	}
	for _, o := range ascending(g.Onderdelen) {
		if err := writePart(w, s.nr, partOnderdeel, blob(o), d.Onderdelen[o]); err != nil {
			return err
		}
	}
	for _, v := range ascending(g.Vernietigingen) {
		if err := writePart(w, s.nr, partVernietiging, blob(v),
			storedLoop{VernietigingLoop: d.Vernietigingen[v], Besluit: d.Vernietigingen[v].Besluit}); err != nil {
			return err
		}
	}
	return nil
}

// ascending gives ids in the order of their rows: pages that are filled in order are filled best, and soonest.
func ascending[T any](ids map[id.ID[T]]bool) []id.ID[T] {
	return slices.SortedFunc(maps.Keys(ids), id.ID[T].Vergelijk)
}

// storedLoop leaves the besluit out where there is none (an ontkoppeling needs none): its zero id would not decode.
type storedLoop struct {
	*domain.VernietigingLoop
	Besluit domain.Versie `json:"besluit,omitzero"`
}

func writePart(w *writer, dossier, soort int64, part []byte, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("a part of the fold does not encode")
	}
	return w.exec("INSERT INTO dossier_deel VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET deel = ?4", dossier, soort,
		part, string(text))
}

func nextRow(w *writer) (int64, error) {
	n, _, err := w.number("SELECT max(nr) FROM dossier")
	return n + 1, err
}

// Status is whether a dossier is open.
type Status string

const (
	StatusOpen       Status = "open"
	StatusGesloten   Status = "gesloten"
	StatusVernietigd Status = "vernietigd"
	// StatusOvergebracht: all of it went to another dossier.
	StatusOvergebracht Status = "overgebracht"
)

// Statussen lists them all.
var Statussen = []Status{StatusOpen, StatusGesloten, StatusVernietigd, StatusOvergebracht}

func statusOf(d *domain.Dossier) string {
	switch {
	case d.Overgebracht != nil:
		return string(StatusOvergebracht)
	case d.Vernietigd != nil:
		return string(StatusVernietigd)
	case d.GeslotenOp != nil:
		return string(StatusGesloten)
	}
	return string(StatusOpen)
}
