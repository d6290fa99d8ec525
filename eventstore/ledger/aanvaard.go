package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// aanvaard is what earlier losses excuse.
type aanvaard struct {
	goedkeuringen  map[id.Gebeurtenis]bool
	vernietigingen map[id.Vernietiging]bool
	gezien         map[id.Gebeurtenis]bool
	sleutels       map[id.Houder]bool
	verliezen      []Verlies
}

// leesVerliezen reads what was accepted as lost.
func (p *poort) leesVerliezen(ctx context.Context) error {
	a := aanvaard{
		goedkeuringen: map[id.Gebeurtenis]bool{}, vernietigingen: map[id.Vernietiging]bool{},
		gezien: map[id.Gebeurtenis]bool{}, sleutels: map[id.Houder]bool{},
	}
	for r, err := range p.l.Store.ReadStream(ctx, stroomOrganisatie, 0) {
		if err != nil {
			return err
		}
		if r.Kind != soortVerlies {
			continue
		}
		v, err := ontleedVerlies(r)
		if err != nil {
			return err
		}
		a.verliezen = append(a.verliezen, v)
		a.vernietigingen[v.Vernietiging] = true
		a.gezien[v.Gezien] = true
		for _, g := range v.Goedkeuringen {
			a.goedkeuringen[g] = true
		}
		for _, w := range v.Vernietigingen {
			a.vernietigingen[w] = true
		}
		for _, h := range v.Sleutels {
			a.sleutels[h] = true
		}
	}
	p.aanvaard = a
	return nil
}

func ontleedVerlies(r eventstore.Record) (v Verlies, err error) {
	var e domain.Envelop
	if json.Unmarshal(r.Data, &e) != nil || strikt(e.Open, &v) != nil || v.Vernietiging.IsZero() ||
		slices.ContainsFunc(v.Sleutels, id.Houder.IsZero) {
		return v, fmt.Errorf("%w: %s does not parse", eventstore.ErrBroken, plaats(r))
	}
	return v, nil
}

// begraaf writes tombstones for the keys that were accepted as lost. A key that turned up again, in a newer copy of
// the vault, stays.
func (p *poort) begraaf(ctx context.Context) error {
	for _, v := range p.aanvaard.verliezen {
		var doelen []vault.Target
		for _, h := range v.Sleutels {
			heeft, err := p.heeftSleutel(ctx, h)
			if err != nil {
				return err
			}
			if !heeft {
				doelen = append(doelen, vault.Target{Houder: h, Span: seal.Whole()})
			}
		}
		if len(doelen) == 0 {
			continue
		}
		if err := p.l.vernietigSleutels(ctx, v.Vernietiging, doelen); err != nil {
			return err
		}
	}
	return nil
}

// kent reports whether the register, or an accepted loss, accounts for a tombstone.
func (p *poort) kent(t vault.Tombstone) bool {
	return p.l.Register.Heeft(t.Vernietiging) || p.aanvaard.vernietigingen[t.Vernietiging]
}
