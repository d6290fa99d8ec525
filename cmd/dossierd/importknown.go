package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"dossierboek/api"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// errUnseen: persons or addresses may be in other dossiers, and nobody said that they looked there.
var errUnseen = errors.New("bewaar de lijst, bekijk die dossiers, en noem haar met --mogelijk-bekend-gezien; " +
	"er is niets ingelezen")

// atOnce is for how many lines the ledger is searched at a time.
const atOnce = 100

// mayBeIn is in which dossiers those may be with whom a dossier is to be opened. The rule that they were seen is held
// against it when that is recorded.
type mayBeIn map[id.Dossier][]domain.MogelijkBekend

// searchKnown looks for the dossiers in which the persons and addresses of a file may be already (ZOB-6.1): in the
// ledger, and before them in the file. What nobody has seen goes to out, as a list that can be named as seen. Lines
// that were taken in before ask nothing, and are found.
func (o *parts) searchKnown(
	ctx context.Context, f *importFile, c *checker, seen seenList, out, errs io.Writer,
) (mayBeIn, error) {
	index, err := ledger.NieuweBekendindex(rand.Reader)
	if err != nil {
		return nil, err
	}
	s := &searcher{
		checker: c, seen: seen, index: index, out: json.NewEncoder(out), found: mayBeIn{}, outside: map[id.Betrokkene]bool{},
	}
	bar := newProgress(errs, "zoeken in eerdere dossiers", "regels", c.lines)
	defer bar.done()
	lines := int64(0)
	err = f.read(func(l rawLine) error {
		lines++
		bar.at(lines)
		if !c.persons.has(l.n) {
			return ctx.Err()
		}
		return s.line(ctx, l.file, int32(l.n), l.raw)
	}, nil)
	if err == nil {
		err = s.ask(ctx)
	}
	if err != nil {
		return nil, err
	}
	if s.inLedger+s.inFile > 0 {
		fmt.Fprintf(errs, "Mogelijk al bekend: personen of adressen van %d regels; %d keer in dit logboek, %d keer eerder "+
			"in dit bestand.\n", s.lines, s.inLedger, s.inFile)
	}
	if s.unseen > 0 {
		says := "%d regels brengen personen of adressen die misschien al bekend zijn; %w"
		return nil, fmt.Errorf(says, s.unseen, errUnseen)
	}
	return s.found, nil
}

// searcher goes through the lines that bring somebody, in the order of the file.
type searcher struct {
	*checker
	seen    seenList
	index   *ledger.Bekendindex
	out     *json.Encoder
	found   mayBeIn
	places  []maybeKnown           // by their numbers in the index
	outside map[id.Betrokkene]bool // those who are not of a gezin: nobody asks for their address

	waiting  []maybeKnown // lines of which the ledger was not asked yet
	asked    []ledger.Bekendgroep
	opening  []bool // which of them open their dossier
	upToDate bool   // the read models are

	lines, inLedger, inFile, unseen int
}

func (s *searcher) line(ctx context.Context, b *api.Bestand, n int32, raw []byte) error {
	at, _ := b.Aanduiding(raw)
	r, faults := b.Regel(raw, s.facts)
	if len(faults) > 0 {
		return &lineError{int(n), errChanged}
	}
	m := maybeKnown{Line: n, Reference: at.Verwijzing, Dossier: r.Dossier}
	people := s.people(r.Opdracht)
	if !s.known.has(int(n)) && !s.destroyed.has(int(n)) {
		var group ledger.Bekendgroep
		group.Behalve = r.Dossier
		for _, p := range people {
			if !s.outside[p.ID] {
				group.Vragen = append(group.Vragen, searchable(p)...)
			}
		}
		if len(group.Vragen) > 0 {
			s.earlier(&m, group.Vragen)
			s.waiting, s.asked, s.opening = append(s.waiting, m), append(s.asked, group), append(s.opening, r.VanDossier)
		}
	}
	m.Known = nil
	s.places = append(s.places, m)
	for _, p := range people {
		s.index.Voeg(int32(len(s.places)-1), p)
	}
	if len(s.waiting) < atOnce {
		return ctx.Err()
	}
	return s.ask(ctx)
}

// searchable are the ways in which somebody may be known that are asked in the ledger and in the file alike: what two
// persons are called is asked in the ledger alone, and a broken-off import would find its own dossiers by it, which
// nobody saw.
func searchable(p domain.NieuweBetrokkene) []ledger.Bekendvraag {
	byNames := func(v ledger.Bekendvraag) bool { return v.Door == domain.HerkenningNamen }
	return slices.DeleteFunc(ledger.Bekendvragen(p), byNames)
}

// people are those whom a line brings; of an address, whose it is and no more.
func (s *searcher) people(o domain.Opdracht) []domain.NieuweBetrokkene {
	var people []domain.NieuweBetrokkene
	switch o := o.(type) {
	case domain.OpenDossier:
		people = o.Betrokkenen
	case domain.VoegBetrokkeneToe:
		people = []domain.NieuweBetrokkene{o.NieuweBetrokkene}
	case domain.LegContactVast:
		return []domain.NieuweBetrokkene{{ID: o.Betrokkene, Contacten: []domain.NieuwContact{o.NieuwContact}}}
	}
	for _, p := range people {
		if !p.Identiteit.VanGezin() {
			s.outside[p.ID] = true
		}
	}
	return people
}

// earlier adds the dossiers of which an earlier line of the file brings the same.
func (s *searcher) earlier(m *maybeKnown, asked []ledger.Bekendvraag) {
	for _, p := range s.index.Vind(asked) {
		if at := s.places[p.Waar]; at.Dossier != m.Dossier {
			m.add(knownIn{Dossier: at.Dossier, Reference: at.Reference, Line: at.Line}, p.Door)
		}
	}
}

// ask searches the ledger for the lines that wait, and tells what nobody has seen. The search is recorded first.
func (s *searcher) ask(ctx context.Context) error {
	if len(s.asked) == 0 {
		return ctx.Err()
	}
	if !s.upToDate { // an import that was broken off left its dossiers behind, for instance
		if err := s.catchUp(ctx); err != nil {
			return err
		}
		s.upToDate = true
	}
	g := s.ledger.Beslis(s.who.actor, domain.HandelingZoeken, id.Dossier{}, s.who.purpose)
	answers, err := s.ledger.MogelijkBekendAlle(ctx, g, s.asked, api.VindPersonen(s.projections), "")
	if err != nil {
		return err
	}
	for i, m := range s.waiting {
		s.inFile += len(m.Known)
		for _, k := range answers[i] {
			// After an import that was broken off, what comes later in the file may stand already: then this was seen
			// when that was opened, as when nothing is broken off.
			if s.seen[k.Dossier][m.Dossier] {
				continue
			}
			if !m.has(k.Dossier) {
				s.inLedger++
			}
			for _, by := range k.Door {
				m.add(knownIn{Dossier: k.Dossier}, by)
			}
		}
		if len(m.Known) == 0 {
			continue
		}
		s.lines++
		if s.opening[i] {
			s.found[m.Dossier] = m.asFound()
		}
		if slices.ContainsFunc(m.Known, func(k knownIn) bool { return !s.seen[m.Dossier][k.Dossier] }) {
			s.unseen++
			if err := s.out.Encode(m); err != nil {
				return err
			}
		}
	}
	s.waiting, s.asked, s.opening = s.waiting[:0], s.asked[:0], s.opening[:0]
	return nil
}

func (m *maybeKnown) has(d id.Dossier) bool {
	return slices.ContainsFunc(m.Known, func(k knownIn) bool { return k.Dossier == d })
}

// add says by what one may be known in a dossier; each once.
func (m *maybeKnown) add(in knownIn, by domain.Herkenning) {
	n := slices.IndexFunc(m.Known, func(k knownIn) bool { return k.Dossier == in.Dossier })
	if n < 0 {
		n, m.Known = len(m.Known), append(m.Known, in)
	}
	if !slices.Contains(m.Known[n].By, by) {
		m.Known[n].By = append(m.Known[n].By, by)
	}
}

func (m *maybeKnown) asFound() []domain.MogelijkBekend {
	found := make([]domain.MogelijkBekend, len(m.Known))
	for i, k := range m.Known {
		found[i] = domain.MogelijkBekend{Dossier: k.Dossier, Door: k.By}
	}
	return found
}
