package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"dossierboek/api"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// faultsOf are the faults of a line, as an error.
type faultsOf waarde.Fouten

func (f faultsOf) Error() string {
	s := make([]string, len(f))
	for i, one := range f {
		s[i] = one.Error()
	}
	return strings.Join(s, "; ")
}

// checkFile looks a whole file through and tells each fault, with the number of its line and never with what stands
// in it. It gives how many lines there are to take in. Nothing is recorded.
func (o *parts) checkFile(ctx context.Context, f *importFile, who importer, errs io.Writer) (lines int64, err error) {
	c := &checker{
		seen: map[uuid.UUID]int{}, left: map[id.Dossier]int{}, folds: map[id.Dossier]*checkedDossier{},
		grant: func(h domain.Handeling, d id.Dossier) toegang.Grant {
			return o.ledger.Beslis(who.actor, h, d, who.purpose)
		},
		facts: domain.Feiten{Nu: o.ledger.Nu(), Vandaag: o.ledger.Vandaag(), Wie: who.actor.Wie},
	}
	// First how many lines each dossier has: what is known of one is let go after its last.
	err = f.read(func(b *api.Bestand, _ int, raw []byte) error {
		lines++
		if d, ok := b.DossierVan(raw); ok {
			c.left[d]++
		}
		return ctx.Err()
	})
	if err != nil {
		return lines, err
	}
	bar := newProgress(errs, "controleren", "regels", lines)
	defer bar.done()
	var done, faults int64
	err = f.read(func(b *api.Bestand, n int, raw []byte) error {
		for _, fault := range c.line(b, n, raw) {
			faults++
			fmt.Fprintf(errs, "regel %d: %s\n", n, fault.Error())
		}
		done++
		bar.at(done)
		return ctx.Err()
	})
	if err == nil && faults > 0 {
		err = fmt.Errorf("het bestand heeft %d fouten: %w", faults, errFaults)
	}
	return lines, err
}

// checker holds lines against each other and against the rules, in a fold of each dossier: ids, times and states, no
// content.
type checker struct {
	seen  map[uuid.UUID]int // by what a line is recorded under: its number
	left  map[id.Dossier]int
	folds map[id.Dossier]*checkedDossier
	grant func(domain.Handeling, id.Dossier) toegang.Grant
	facts domain.Feiten
}

type checkedDossier struct {
	fold  *domain.Dossier
	then  time.Time // when its last line was first recorded
	blind bool      // what opens it could not be read, so nothing can be said of the rest
}

// line gives the faults of one line.
func (c *checker) line(b *api.Bestand, n int, raw []byte) waarde.Fouten {
	r, faults := b.Regel(raw, c.facts)
	if r.Sleutel == uuid.Nil {
		return faults
	}
	if d, ok := b.DossierVan(raw); ok {
		defer c.forget(d)
	}
	if first, again := c.seen[r.Sleutel]; again {
		says := fmt.Sprintf("Deze id staat ook op regel %d.", first)
		return append(faults, waarde.NieuweFout("dubbel", says).Onder("id"))
	}
	c.seen[r.Sleutel] = n
	d := c.folds[r.Dossier]
	switch {
	case d == nil && !r.VanDossier:
		fault := waarde.NieuweFout("onbekend", "Dit dossier is eerder in dit bestand niet geopend.")
		return append(faults, fault.Onder("dossier"))
	case d == nil:
		d = &checkedDossier{fold: domain.NieuwDossier(r.Dossier)}
		c.folds[r.Dossier] = d
	}
	if r.Herkomst.Op.Before(d.then) {
		fault := waarde.NieuweFout("terug", "Dit is eerder vastgelegd dan de regel ervoor van dit dossier.")
		faults = append(faults, fault.Onder("vastgelegdOp"))
	} else {
		d.then = r.Herkomst.Op
	}
	if r.Opdracht == nil {
		d.blind = d.blind || r.VanDossier
		return faults
	}
	if d.blind {
		return faults
	}
	more := c.decide(d.fold, r)
	if len(faults) > 0 { // what follows from them is no news
		return faults
	}
	return more
}

// forget lets a dossier go after its last line.
func (c *checker) forget(d id.Dossier) {
	if c.left[d]--; c.left[d] <= 0 {
		delete(c.left, d)
		delete(c.folds, d)
	}
}

// decide takes a line up in the fold, or says why the rules refuse it.
func (c *checker) decide(d *domain.Dossier, r api.Ingelezen) waarde.Fouten {
	grant := c.grant(r.Opdracht.Handeling(), d.ID)
	if w := grant.Weigering(); w != nil {
		return refused(w)
	}
	f := c.facts.Toen(r.Herkomst)
	f.ZietGeheim = grant.Ziet(domain.CategorieGeheim)
	drafts, err := r.Opdracht.Beslis(d, f)
	if err != nil {
		return refused(err)
	}
	for _, e := range drafts {
		if cat, ok := d.CategorieVan(e.Feit); ok && !grant.Ziet(cat) {
			return waarde.Fouten{waarde.NieuweFout(waarde.Code(domain.CodeGeenToegang), "Deze rol mag dit soort gegevens niet vastleggen.")}
		}
	}
	next := uint64(0)
	if d.Bestaat {
		next = d.Revisie + 1
	}
	op := checkEpoch.Add(time.Duration(next) * time.Microsecond) // later than the append before; more it need not be
	for i, e := range drafts {
		d.PasToe(domain.Vastlegging{
			ID: id.Van[id.Gebeurtenis](newID()), Revisie: next + uint64(i), Schema: domain.SchemaVan(e.Feit.Soort()), Feit: e.Feit,
			Meta: domain.Meta{Wie: c.facts.Wie, Herkomst: &r.Herkomst, VastgelegdOp: op},
		})
	}
	return nil
}

// checkEpoch is the moment of recording in folds that are only for looking a file through.
var checkEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// refused says why the rules refuse a line, with their ids.
func refused(err error) waarde.Fouten {
	var w *domain.Weigering
	if !errors.As(err, &w) {
		return waarde.Fouten{waarde.NieuweFout(waarde.CodeOnjuist, "Deze regel kan niet worden vastgelegd.")}
	}
	if len(w.Fouten) > 0 {
		return w.Fouten.Onder("inhoud")
	}
	says := w.Tekst
	if len(w.Regels) > 0 {
		says += " (" + strings.Join(w.Regels, ", ") + ")"
	}
	return waarde.Fouten{waarde.NieuweFout(waarde.Code(w.Code), says)}
}
