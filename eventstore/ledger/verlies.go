package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// soortVerlies is the stored kind of an accepted loss, in the stream organisatie.
const soortVerlies = "organisatie.verlies-aanvaard"

// Verlies is what an operator accepted as lost after a disaster of which no newer copies exist. The restore gate
// honours it: what it names is no longer a reason to refuse. It holds random ids and numbers only.
type Verlies struct {
	// Vernietiging is what the tombstones of the lost keys are written for: not a decision on anybody's request.
	Vernietiging id.Vernietiging `json:"vernietiging"`
	// Sleutels are the holders that the log speaks of and whose key the vault never had, or lost. What was sealed to them
	// shows as destroyed.
	Sleutels []id.Houder `json:"sleutels,omitempty"`
	// Regels are the numbers of the register's lines whose approval is not in the log, and Goedkeuringen those approvals.
	// What they destroyed stays destroyed.
	Regels        []int            `json:"regels,omitempty"`
	Goedkeuringen []id.Gebeurtenis `json:"goedkeuringen,omitempty"`
	// Vernietigingen have tombstones in the vault, and stand in neither log nor register.
	Vernietigingen []id.Vernietiging `json:"vernietigingen,omitempty"`
	// Gezien is the last event that the vault had seen, where the log does not have it.
	Gezien id.Gebeurtenis `json:"gezien,omitzero"`
}

// IsNiets reports whether nothing was lost.
func (v Verlies) IsNiets() bool {
	return len(v.Sleutels)+len(v.Regels)+len(v.Vernietigingen) == 0 && v.Gezien.IsZero()
}

// maxVerlies is how many lost keys one event names, so that it fits an append.
const maxVerlies = 10_000

// AanvaardVerlies records what log, vault and register no longer have of each other, so that Herstel no longer refuses
// for it: for when the copies that Herstel asks for do not exist. It cannot be taken back. wie is who decides so. It
// gives what was lost; where that is nothing, nothing was recorded. Herstel, which must follow, carries out what was
// recorded. After an error, call it again.
//
// What was lost in the log itself is not made up: the dossiers go on where the log ends, and do not know of an erasure
// whose approval was lost; what it erased shows as destroyed.
func (l *Ledger) AanvaardVerlies(ctx context.Context, wie string) (Verlies, error) {
	p := l.nieuwePoort(nil)
	v, err := p.verloren(ctx)
	if err != nil || v.IsNiets() {
		return v, err
	}
	deel, rest := v, v.Sleutels
	for {
		deel.Sleutels = rest[:min(len(rest), maxVerlies)]
		rest = rest[len(deel.Sleutels):]
		if err := l.voegVerliesToe(ctx, wie, deel); err != nil {
			return v, err
		}
		if len(rest) == 0 {
			return v, nil
		}
		deel = Verlies{Vernietiging: v.Vernietiging}
	}
}

// verloren works out what the three no longer have of each other, after each was told what the others know.
func (p *poort) verloren(ctx context.Context) (v Verlies, err error) {
	if err := p.zelfdeLedger(ctx); err != nil {
		return v, err
	}
	if err := p.leesVerliezen(ctx); err != nil {
		return v, err
	}
	v.Vernietiging = id.Van[id.Vernietiging](p.l.NieuweID())
	if _, err := p.controlepunt(ctx); errors.Is(err, ErrLogAchter) {
		v.Gezien = p.punt.Event
	} else if err != nil {
		return v, err
	}
	for _, g := range p.l.Register.Regels() {
		ok, err := p.inLog(ctx, g)
		if err != nil {
			return v, err
		}
		if !ok && !p.aanvaard.goedkeuringen[g.Gebeurtenis] {
			v.Regels, v.Goedkeuringen = append(v.Regels, g.Nummer), append(v.Goedkeuringen, g.Gebeurtenis)
		}
	}
	if err := p.doorloop(ctx, ""); err != nil {
		return v, err
	}
	for t, err := range p.l.Kluis.Tombstones(ctx) {
		if err != nil {
			return v, err
		}
		if !p.kent(t) && !slices.Contains(v.Vernietigingen, t.Vernietiging) {
			v.Vernietigingen = append(v.Vernietigingen, t.Vernietiging)
		}
	}
	if err := p.pasRegisterToe(ctx); err != nil {
		return v, err
	}
	for _, z := range p.zonder {
		heeft, err := p.heeftSleutel(ctx, z.houder)
		if err != nil {
			return v, err
		}
		if !heeft && !p.aanvaard.sleutels[z.houder] {
			v.Sleutels = append(v.Sleutels, z.houder)
		}
	}
	return v, nil
}

func (l *Ledger) voegVerliesToe(ctx context.Context, wie string, v Verlies) error {
	open, err := json.Marshal(v)
	if err != nil {
		return err
	}
	data, err := domain.CodeerEnvelop(domain.Envelop{Schema: 1, Open: open})
	if err != nil {
		return err
	}
	m, err := json.Marshal(domain.Meta{Wie: wie, Rol: "beheer", Doel: "beheer", VastgelegdOp: l.Nu().UTC()})
	if err != nil {
		return err
	}
	return l.voegFeitToe(ctx, stroomOrganisatie,
		eventstore.Event{ID: l.NieuweID(), Kind: soortVerlies, Data: data, Meta: m})
}
