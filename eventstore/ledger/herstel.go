package ledger

import (
	"context"
	"errors"
	"fmt"

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
	// ErrKluisAchter: the log speaks of keys that the vault never had, or has lost: keys are gone without tombstone.
	ErrKluisAchter = errors.New("de kluis loopt achter")
)

// Herstel is the restore gate. Before a single part is opened it holds log, vault and register against each other,
// applies the union of what each knows to be destroyed to all three, and finishes what a crash left undone. It refuses
// where one of them is behind in a way that cannot be mended from the others. voortgang, which may be nil, is told how
// many records were read. Until it has succeeded once the ledger opens nothing.
//
// The vault remembers how far the log was seen (its checkpoint), so that start-up reads what came since. An older
// vault has an older checkpoint and reads from there.
func (l *Ledger) Herstel(ctx context.Context, voortgang func(gelezen int)) error {
	p := l.nieuwePoort(voortgang)
	if err := p.zelfdeLedger(ctx); err != nil {
		return err
	}
	if err := p.leesVerliezen(ctx); err != nil {
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
	if err := p.begraaf(ctx); err != nil {
		return err
	}
	// Only now: a key that the register says is destroyed need not be there.
	if err := p.alleSleutels(ctx); err != nil {
		return err
	}
	if err := p.rondAf(ctx); err != nil {
		return err
	}
	if err := p.concepten(ctx); err != nil {
		return err
	}
	for welk, d := range p.onderweg {
		l.onderweg.begint(welk)
		l.onthoudOnaf(d) // it opens and seals, so it comes after the gate; who starts a ledger calls RondAf
	}
	l.hersteld.Store(true)
	return nil
}

// vernietigingIn is a vernietiging of one dossier: whoever names vernietigingen may use one id in two dossiers.
type vernietigingIn struct {
	dossier      id.Dossier
	vernietiging id.Vernietiging
}

// poort is one passage through the gate.
type poort struct {
	l         *Ledger
	voortgang func(int)
	open      []goedgekeurd                  // approved, and not reported done in what was read
	klaar     map[vernietigingIn]bool        // reported done
	maanden   map[string]bool                // streams of months of searches whose key was looked for
	zonder    []zonderSleutel                // holders of whom the vault had nothing
	punt      vault.Checkpoint               // where the next passage may begin
	onderweg  map[id.Overbrenging]id.Dossier // decided, and not done in what was read
	aanvaard  aanvaard                       // what was accepted as lost
}

func (l *Ledger) nieuwePoort(voortgang func(int)) *poort {
	return &poort{l: l, voortgang: voortgang, klaar: map[vernietigingIn]bool{}, maanden: map[string]bool{},
		onderweg: map[id.Overbrenging]id.Dossier{}}
}

// zonderSleutel is a holder that the log speaks of and the vault does not know, and where.
type zonderSleutel struct {
	houder id.Houder
	plaats string
}

// concepten sweeps the drafts. What an erasure took opens in no older copy of the vault or the drafts, but for a draft
// that went with an onderdeel: so that must be gone before anything opens. What was recorded may be swept later.
func (p *poort) concepten(ctx context.Context) error {
	if p.l.Concepten == nil {
		return nil
	}
	vergeten, opgeruimd := p.l.veegConcepten(ctx)
	if opgeruimd != nil {
		p.l.conceptenOnaf.Store(true)
	}
	return vergeten
}

func (p *poort) zelfdeLedger(ctx context.Context) error {
	i, err := LeesInrichting(ctx, p.l.Store)
	if err != nil {
		return err
	}
	if k := p.l.Kluis.Ledger(); k != i.Ledger {
		return fmt.Errorf("%w: het logboek is van ledger %s, de kluis van %s. Zet de kluis terug die bij dit logboek hoort",
			ErrAndereLedger, i.Ledger, k)
	}
	if r := p.l.Register.Ledger(); r != i.Ledger {
		return fmt.Errorf("%w: het logboek is van ledger %s, het vernietigingsregister van %s. Zet het register terug dat "+
			"bij dit logboek hoort", ErrAndereLedger, i.Ledger, r)
	}
	if c := p.l.Concepten; c != nil && c.Ledger() != i.Ledger {
		return fmt.Errorf("%w: het logboek is van ledger %s, de concepten van %s. Zet de concepten terug die bij dit "+
			"logboek horen", ErrAndereLedger, i.Ledger, c.Ledger())
	}
	return nil
}

// controlepunt checks that the log still has the event that the vault saw last, in its place, and gives where to read
// from.
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
		if errors.Is(err, eventstore.ErrPosition) {
			break // the log does not even come so far
		}
		if err != nil {
			return "", err
		}
		if r.ID == c.Event.UUID() && string(r.Position) == c.Position {
			return r.Position, nil
		}
		break
	}
	if p.aanvaard.gezien[c.Event] {
		return "", nil // the vault's memory is of an end that was accepted as lost
	}
	return "", fmt.Errorf("%w: de kluis heeft gebeurtenis %s gezien en die staat niet (meer) op haar plaats in het "+
		"logboek. Zet een nieuwere reservekopie van het logboek terug", ErrLogAchter, c.Event)
}

// regelsInLog checks that every approval in the register is in the log.
func (p *poort) regelsInLog(ctx context.Context) error {
	for _, g := range p.l.Register.Regels() {
		ok, err := p.inLog(ctx, g)
		if err != nil {
			return err
		}
		if !ok && !p.aanvaard.goedkeuringen[g.Gebeurtenis] {
			return fmt.Errorf("%w: regel %d van het vernietigingsregister (goedgekeurd %s) staat niet in het logboek. Zet "+
				"een reservekopie van het logboek terug van na dat moment", ErrLogAchter, g.Nummer,
				g.Op.Format("2006-01-02 15:04:05"))
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

// grafstenen reports whether the vault has destroyed for a vernietiging that neither the register nor an accepted loss
// knows.
func (p *poort) grafstenen(ctx context.Context) (onbekend bool, err error) {
	for t, err := range p.l.Kluis.Tombstones(ctx) {
		if err != nil {
			return false, err
		}
		if !p.kent(t) {
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
		return fmt.Errorf("%w: de kluis kent een vernietiging die in het logboek noch in het vernietigingsregister staat. "+
			"Zet nieuwere reservekopieën van het logboek en het register terug", ErrLogAchter)
	}
	return nil
}
