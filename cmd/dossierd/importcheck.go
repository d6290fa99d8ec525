package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"dossierboek/api"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

// checkers is how many dossiers are looked through at a time.
const checkers = 16

// checkFile looks a whole file through and tells each fault, with the number of its line and never with what stands
// in it. What was taken in before is known by that, and not looked through again. Nothing is recorded.
func (o *parts) checkFile(ctx context.Context, f *importFile, who importer, errs io.Writer) (*checker, error) {
	all, err := f.index(ctx, who.without)
	if err != nil {
		return nil, err
	}
	c := &checker{
		parts: o, who: who, contents: all, dossiers: map[id.Dossier]*checkedDossier{},
		facts: domain.Feiten{Nu: o.ledger.Nu(), Vandaag: o.ledger.Vandaag(), Wie: who.actor.Wie},
	}
	bar := newProgress(errs, "controleren", "regels", all.lines)
	faults := newFaultList(errs, bar)
	err = f.eachLine(ctx, checkers, all.wants, func(ctx context.Context, l rawLine) error {
		wrong, err := c.line(ctx, l)
		if err == nil {
			faults.tell(l, wrong)
		}
		return err
	})
	bar.done()
	if err == nil && faults.total > 0 {
		err = fmt.Errorf("het bestand heeft %d fouten: %w", faults.total, errFaults)
	}
	return c, err
}

// checker holds lines against each other, against what was taken in before and against the rules, in a fold of each
// dossier: ids, times and states, no content. What is known of a dossier is let go after its last line.
type checker struct {
	*parts
	who   importer
	facts domain.Feiten
	*contents

	mu        sync.Mutex
	dossiers  map[id.Dossier]*checkedDossier
	known     lineSet // what was taken in before
	destroyed lineSet // what was taken in before and destroyed since
	later     lineSet // what tells again of what was taken in before, and otherwise perhaps
	opened    int64   // dossiers that lines of known or destroyed opened, or that stood already
}

// checkedDossier is had by one lane at a time.
type checkedDossier struct {
	fold    *domain.Dossier
	earlier *ledger.Eerder // nil where nothing of it stands
	then    time.Time      // when its last line was first recorded
	blind   bool           // what opens it could not be read, so nothing can be said of the rest
}

// line gives the faults of one line.
func (c *checker) line(ctx context.Context, l rawLine) (waarde.Fouten, error) {
	defer c.forget(l.Dossier)
	d, err := c.dossier(ctx, l)
	if err != nil {
		return nil, err
	}
	twice, again := c.twice(l.n)
	var file arrived
	if l.body != nil {
		file = arrives(l.body, c.who.maxFile)
	}
	if d.earlier != nil && !again && len(file.fault) == 0 {
		if faults, stands := c.stands(d, l, file); stands {
			return faults, nil
		}
	}
	if _, stray := api.LeesBijlageregel(l.raw); stray {
		return waarde.Fouten{waarde.NieuweFout("bestand", errStray.Error())}, nil
	}
	r, faults := l.file.Regel(l.raw, c.facts)
	faults = append(faults, file.fault...)
	r = r.MetBestand(file.kind, file.size)
	if again {
		return append(faults, twice), nil
	}
	if l.Dossier.IsZero() {
		return faults, nil
	}
	more, err := c.inDossier(ctx, d, l, r, len(faults) > 0)
	return append(faults, more...), err
}

// stands reports whether a line was taken in before, and what is wrong with that.
func (c *checker) stands(d *checkedDossier, l rawLine, file arrived) (faults waarde.Fouten, stands bool) {
	wezen := l.file.Wezen(l.raw)
	if wezen == nil {
		return nil, false
	}
	request := lineRequest(l.Sleutel, wezen)
	if l.body != nil {
		request = request.MetBestand(file.sum)
	}
	what := d.earlier.Ken(request)
	c.mu.Lock()
	defer c.mu.Unlock()
	// What a file tells again is held against what stands; where somebody was erased, still of the others it opened with.
	if l.file.Opnieuw() && (what != ledger.VergaanIngelezen || l.Soort == "dossier") {
		return nil, false
	}
	switch what {
	case ledger.NietIngelezen:
		return nil, false
	case ledger.AndersIngelezen:
		return waarde.Fouten{waarde.NieuweFout("anders", errOtherLine.Error())}, true
	case ledger.VergaanIngelezen:
		c.destroyed.add(l.n)
	case ledger.WelIngelezen:
		c.known.add(l.n)
	}
	if l.Soort == "dossier" {
		c.opened++
	}
	return nil, true
}

// inDossier gives what is wrong with a line in its dossier; wrong says that it has faults of its own.
func (c *checker) inDossier(
	ctx context.Context, d *checkedDossier, l rawLine, r api.Ingelezen, wrong bool,
) (faults waarde.Fouten, err error) {
	if d.fold == nil && !r.VanDossier {
		fault := waarde.NieuweFout("onbekend", "Dit dossier is eerder in dit bestand niet geopend, en nog niet ingelezen.")
		return append(faults, fault.Onder("dossier")), nil
	}
	if d.fold == nil {
		d.fold = domain.NieuwDossier(r.Dossier)
	}
	if r.Herkomst.Op.Before(d.then) {
		fault := waarde.NieuweFout("terug", "Dit is eerder vastgelegd dan de regel ervoor van dit dossier.")
		faults = append(faults, fault.Onder("vastgelegdOp"))
	} else {
		d.then = r.Herkomst.Op
	}
	if r.Opdracht == nil {
		d.blind = d.blind || r.VanDossier
		return faults, nil
	}
	if d.blind {
		return faults, nil
	}
	facts := c.facts
	if later := l.file.Later(r, c.facts.Nu); l.file.Opnieuw() && c.tellsAgain(d, l, later) {
		r = later
		if facts.Stond, err = d.earlier.Stond(ctx, later.Opdracht.(domain.LeesLater).Welke()); err != nil {
			return nil, err
		}
	}
	more, n := c.decide(d.fold, r, facts)
	if wrong || len(faults) > 0 { // what follows from them is no news
		return faults, nil
	}
	if len(more) == 0 && n == 0 { // it says nothing that does not stand
		c.mu.Lock()
		defer c.mu.Unlock()
		c.known.add(l.n)
	}
	return more, nil
}

// tellsAgain reports whether a line is of what was taken in before, and marks it as that.
func (c *checker) tellsAgain(d *checkedDossier, l rawLine, later api.Ingelezen) bool {
	if d.earlier == nil || !later.Opdracht.(domain.LeesLater).Staat(d.earlier.Dossier) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.later.add(l.n)
	if later.VanDossier {
		c.opened++
	}
	return true
}

// dossier is what is known of a dossier so far.
func (c *checker) dossier(ctx context.Context, l rawLine) (*checkedDossier, error) {
	d := l.Dossier
	c.mu.Lock()
	known, ok := c.dossiers[d]
	c.mu.Unlock()
	if ok {
		return known, nil
	}
	known = &checkedDossier{}
	// Where the role may not record, each line is told so by itself.
	if grant := c.grant(domain.HandelingVastleggen, d); !d.IsZero() && grant.Weigering() == nil {
		earlier, err := c.ledger.Eerder(ctx, grant, d)
		if err != nil {
			return nil, err
		}
		if earlier != nil {
			known.earlier, known.fold = earlier, earlier.Dossier
			if !l.file.Opnieuw() { // what stayed behind before may come now
				known.then = earlier.Toen
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dossiers[d] = known
	return known, nil
}

// forget lets a dossier go after its last line.
func (c *checker) forget(d id.Dossier) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left[d]--; c.left[d] <= 0 {
		delete(c.left, d)
		delete(c.dossiers, d)
	}
}

func (c *checker) grant(h domain.Handeling, d id.Dossier) toegang.Grant {
	return c.ledger.Beslis(c.who.actor, h, d, c.who.purpose)
}

// decide takes a line up in the fold, or says why the rules refuse it. n is how many events it came to.
func (c *checker) decide(d *domain.Dossier, r api.Ingelezen, facts domain.Feiten) (faults waarde.Fouten, n int) {
	grant := c.grant(r.Opdracht.Handeling(), d.ID)
	if w := grant.Weigering(); w != nil {
		return refused(w), 0
	}
	f := facts.Toen(r.Herkomst)
	f.ZietGeheim = grant.Ziet(domain.CategorieGeheim)
	drafts, err := r.Opdracht.Beslis(d, f)
	if err != nil {
		return refused(err), 0
	}
	for _, e := range drafts {
		if cat, ok := d.CategorieVan(e.Feit); ok && !grant.Ziet(cat) {
			says := "Deze rol mag dit soort gegevens niet vastleggen."
			return waarde.Fouten{waarde.NieuweFout(waarde.Code(domain.CodeGeenToegang), says)}, 0
		}
	}
	next := uint64(0)
	if d.Bestaat {
		next = d.Revisie + 1
	}
	op := c.facts.Nu.Add(time.Duration(next) * time.Microsecond) // later than the append before; more it need not be
	for i, e := range drafts {
		d.PasToe(domain.Vastlegging{
			ID: id.Van[id.Gebeurtenis](newID()), Revisie: next + uint64(i),
			Schema: domain.SchemaVan(e.Feit.Soort()), Feit: e.Feit,
			Meta: domain.Meta{Wie: c.facts.Wie, Herkomst: &r.Herkomst, VastgelegdOp: op},
		})
	}
	d.LaatGeraakt()
	return nil, len(drafts)
}
