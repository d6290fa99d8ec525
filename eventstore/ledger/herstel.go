package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/vault"
)

// Why the restore gate refuses. The text of each, shown to the operator, says what is behind and what to do.
var (
	// ErrAndereLedger: log, vault and register are not of one ledger.
	ErrAndereLedger = errors.New("logboek, kluis en vernietigingsregister horen niet bij elkaar")
	// ErrLogAchter: the log is shorter than the register or the vault knows of.
	ErrLogAchter = errors.New("het logboek loopt achter")
	// ErrKluisAchter: the log speaks of keys that the vault never had: keys are gone without tombstone.
	ErrKluisAchter = errors.New("de kluis loopt achter")
	// ErrGeenLedger: the log does not begin with what init writes.
	ErrGeenLedger = errors.New("dit is geen logboek van Dossierboek")
)

// Ingericht is the first event of a log: which ledger it is. It stands in the stream organisatie.
type Ingericht struct {
	Ledger uuid.UUID `json:"ledger"`
	Naam   string    `json:"naam"` // of the organisation
}

// soortIngericht is its stored kind.
const soortIngericht = "organisatie.ingericht"

// RichtIn writes the first event of an empty log.
func RichtIn(ctx context.Context, s eventstore.Store, i Ingericht, nieuweID func() uuid.UUID, meta domain.Meta) error {
	open, err := json.Marshal(i)
	if err != nil {
		return err
	}
	data, err := json.Marshal(domain.Envelop{Schema: 1, Open: open})
	if err != nil {
		return err
	}
	m, err := json.Marshal(meta)
	if err != nil {
		return err
	}
	_, err = s.Append(ctx, stroomOrganisatie, eventstore.NoStream(), eventstore.Event{ID: nieuweID(), Kind: soortIngericht, Data: data, Meta: m})
	return err
}

// LeesInrichting reads which ledger a log is.
func LeesInrichting(ctx context.Context, s eventstore.Store) (Ingericht, error) {
	for r, err := range s.ReadStream(ctx, stroomOrganisatie, 0) {
		if err != nil {
			return Ingericht{}, err
		}
		var e domain.Envelop
		var i Ingericht
		if r.Kind != soortIngericht || json.Unmarshal(r.Data, &e) != nil || strikt(e.Open, &i) != nil || i.Ledger == uuid.Nil {
			return Ingericht{}, ErrGeenLedger
		}
		return i, nil
	}
	return Ingericht{}, ErrGeenLedger
}

// Herstel is the restore gate. Before a single part is opened it holds log, vault and register against each other, applies
// the union of what each knows to be destroyed to all three, and finishes what a crash left undone. It refuses where one
// of them is behind in a way that cannot be mended from the others. voortgang, which may be nil, is told how many records
// were read.
//
// The vault remembers how far the log was seen (its checkpoint), so that start-up reads what came since. An older vault
// has an older checkpoint and reads from there.
func (l *Ledger) Herstel(ctx context.Context, voortgang func(gelezen int)) error {
	p := &poort{l: l, voortgang: voortgang}
	if err := p.zelfdeLedger(ctx); err != nil {
		return err
	}
	begin, err := p.controlepunt(ctx)
	if err != nil {
		return err
	}
	if err := p.regelsInLog(ctx); err != nil {
		return err
	}
	onbekend, err := p.grafstenen(ctx)
	if err != nil {
		return err
	}
	if onbekend {
		begin = "" // a destruction that the register does not know: look for its approval in the whole log
	}
	if err := p.doorloop(ctx, begin); err != nil {
		return err
	}
	if err := p.grafstenenInRegister(ctx); err != nil {
		return err
	}
	if err := p.pasRegisterToe(ctx); err != nil {
		return err
	}
	return p.rondAf(ctx)
}

// poort is one passage through the gate.
type poort struct {
	l         *Ledger
	voortgang func(int)
	open      []goedgekeurd    // approved, and not reported done in what was read
	punt      vault.Checkpoint // where the next passage may begin
}

func (p *poort) zelfdeLedger(ctx context.Context) error {
	i, err := LeesInrichting(ctx, p.l.Store)
	if err != nil {
		return err
	}
	if k := p.l.Kluis.Ledger(); k != i.Ledger {
		return fmt.Errorf("%w: het logboek is van ledger %s, de kluis van %s. Zet de kluis terug die bij dit logboek hoort", ErrAndereLedger, i.Ledger, k)
	}
	if r := p.l.Register.Ledger(); r != i.Ledger {
		return fmt.Errorf("%w: het logboek is van ledger %s, het vernietigingsregister van %s. Zet het register terug dat bij dit logboek hoort", ErrAndereLedger, i.Ledger, r)
	}
	return nil
}

// controlepunt checks that the log still has the event that the vault saw last, in its place, and gives where to read from.
func (p *poort) controlepunt(ctx context.Context) (eventstore.Position, error) {
	c, err := p.l.Kluis.Checkpoint(ctx)
	if err != nil {
		return "", err
	}
	if c.Event.IsZero() {
		return "", nil
	}
	p.punt = c
	for r, err := range p.l.Store.ReadAll(ctx, eventstore.Position(c.Previous)) {
		if err != nil {
			return "", err
		}
		if r.ID == c.Event.UUID() && string(r.Position) == c.Position {
			return r.Position, nil
		}
		break
	}
	return "", fmt.Errorf("%w: de kluis heeft gebeurtenis %s gezien en die staat niet (meer) op haar plaats in het logboek. Zet een nieuwere reservekopie van het logboek terug", ErrLogAchter, c.Event)
}

// regelsInLog checks that every approval in the register is in the log.
func (p *poort) regelsInLog(ctx context.Context) error {
	for _, g := range p.l.Register.Regels() {
		ok, err := p.inLog(ctx, g)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("%w: regel %d van het vernietigingsregister (goedgekeurd %s) staat niet in het logboek. Zet een reservekopie van het logboek terug van na dat moment", ErrLogAchter, g.Nummer, g.Op.Format("2006-01-02 15:04:05"))
		}
	}
	return nil
}

func (p *poort) inLog(ctx context.Context, g Regel) (bool, error) {
	for r, err := range p.l.Store.ReadStream(ctx, DossierStroom(g.Dossier), g.Revisie) {
		return err == nil && r.ID == g.Gebeurtenis.UUID(), err
	}
	return false, nil
}

// grafstenen reports whether the vault has destroyed for a vernietiging that the register does not know.
func (p *poort) grafstenen(ctx context.Context) (onbekend bool, err error) {
	for t, err := range p.l.Kluis.Tombstones(ctx) {
		if err != nil {
			return false, err
		}
		if !p.l.Register.Heeft(t.Vernietiging) {
			return true, nil
		}
	}
	return false, nil
}

// grafstenenInRegister refuses tombstones whose approval is nowhere.
func (p *poort) grafstenenInRegister(ctx context.Context) error {
	onbekend, err := p.grafstenen(ctx)
	if err != nil {
		return err
	}
	if onbekend {
		return fmt.Errorf("%w: de kluis kent een vernietiging die in het logboek noch in het vernietigingsregister staat. Zet nieuwere reservekopieën van het logboek en het register terug", ErrLogAchter)
	}
	return nil
}

// doorloop reads the log from where the vault saw it last: every holder must have had a key, every approval goes into the
// register, and what was approved and not reported done is remembered.
func (p *poort) doorloop(ctx context.Context, vanaf eventstore.Position) error {
	klaar := map[id.Vernietiging]bool{}
	vorige, n := vanaf, 0
	for r, err := range p.l.Store.ReadAll(ctx, vanaf) {
		if err != nil {
			return err
		}
		d, ok := DossierVan(r.Stream)
		if ok {
			if err := p.bezie(ctx, d, r, klaar); err != nil {
				return err
			}
		}
		p.punt = vault.Checkpoint{Previous: string(vorige), Event: id.GebeurtenisVan(r.ID), Position: string(r.Position)}
		vorige = r.Position
		if n++; p.voortgang != nil && n%1000 == 0 {
			p.voortgang(n)
		}
	}
	open := p.open[:0]
	for _, g := range p.open {
		if !klaar[g.vernietiging] {
			open = append(open, g)
		}
	}
	p.open = open
	return nil
}

// bezie looks at one event of a dossier. Only kinds that matter here are decoded.
func (p *poort) bezie(ctx context.Context, d id.Dossier, r eventstore.Record, klaar map[id.Vernietiging]bool) error {
	switch domain.Soort(r.Kind) {
	case domain.SoortDossierGeopend, domain.SoortBetrokkeneToegevoegd, domain.SoortVernietigingGoedgekeurd,
		domain.SoortBetrokkeneOntkoppeld, domain.SoortVernietigingUitgevoerd:
	default:
		return nil
	}
	v, _, err := ontleed(r)
	if err != nil {
		return err
	}
	switch f := v.Feit.(type) {
	case *domain.DossierGeopend:
		return p.heeftSleutel(ctx, id.HouderVan(d), r)
	case *domain.BetrokkeneToegevoegd:
		return p.heeftSleutel(ctx, id.HouderVan(f.Betrokkene), r)
	case *domain.VernietigingUitgevoerd:
		klaar[f.Vernietiging] = true
	}
	if g, ok := goedkeuringIn(d, v); ok {
		p.open = append(p.open, g)
		return p.l.Register.Voeg(g.regel())
	}
	return nil
}

func (p *poort) heeftSleutel(ctx context.Context, h id.Houder, r eventstore.Record) error {
	s, err := p.l.Kluis.State(ctx, h)
	if err != nil {
		return err
	}
	if s.Condition == vault.Unknown {
		return fmt.Errorf("%w: de sleutel bij %s@%d ontbreekt, en er is geen grafsteen die zegt dat hij is vernietigd. Zet een nieuwere reservekopie van de kluis terug", ErrKluisAchter, r.Stream, r.Revision)
	}
	return nil
}

// pasRegisterToe destroys in the vault whatever the register says is destroyed. An older vault has keys that must not open
// anything any more.
func (p *poort) pasRegisterToe(ctx context.Context) error {
	for _, g := range p.l.Register.Regels() {
		doelen, err := doelwitten(g.Doelen)
		if err != nil {
			return fmt.Errorf("%w: line %d: %w", ErrRegisterBeschadigd, g.Nummer, err)
		}
		if err := p.l.vernietigSleutels(ctx, g.Vernietiging, doelen); err != nil {
			return err
		}
	}
	return nil
}

// vernietigSleutels destroys what the vault does not already have destroyed.
func (l *Ledger) vernietigSleutels(ctx context.Context, v id.Vernietiging, doelen []vault.Target) error {
	for _, d := range doelen {
		gedekt, err := l.Kluis.Covers(ctx, d)
		if err != nil {
			return err
		}
		if !gedekt {
			return l.Kluis.Destroy(ctx, v, doelen)
		}
	}
	return nil
}

// rondAf finishes the approved destructions that were not reported done, and only then remembers how far the log was seen:
// nothing before a checkpoint is left to do.
func (p *poort) rondAf(ctx context.Context) error {
	for _, g := range p.open {
		if err := p.l.voerUit(ctx, g); err != nil {
			return err
		}
	}
	if p.punt.Event.IsZero() {
		return nil
	}
	return p.l.Kluis.SetCheckpoint(ctx, p.punt)
}
