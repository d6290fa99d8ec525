package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/google/uuid"

	"dossierboek/domain/id"
	"dossierboek/eventstore/disk"
)

var (
	// ErrRegisterOntbreekt: there is no vernietigingsregister at its path.
	ErrRegisterOntbreekt = errors.New("ledger: the vernietigingsregister is missing")
	// ErrRegisterBeschadigd: a line of the register does not parse or is out of order.
	ErrRegisterBeschadigd = errors.New("ledger: the vernietigingsregister is damaged")
	// ErrRegisterBestaat: there is a register already where one was to be made.
	ErrRegisterBestaat = errors.New("ledger: there is a vernietigingsregister already")
	// ErrRegisterVervangen: the file was moved, replaced or cut short while it was open. Nothing was written to it.
	ErrRegisterVervangen = errors.New("ledger: the vernietigingsregister was replaced while it was open")
)

// Register is the vernietigingsregister: an append-only file of JSON lines at its own path, meant to be kept (and
// backed up) apart from log and vault. Each line is durable before the destruction it tells of. Safe for concurrent
// use; one process at a time may have it open for writing, which the store's lock sees to.
//
// Trust and loss: it holds random ids only. Who can write it can have keys destroyed at the next start, since what it
// says is applied to the vault; who loses it loses the memory that survives when log and vault are both put back.
type Register struct {
	pad    string
	ledger uuid.UUID

	// mu guards what follows.
	mu     sync.Mutex
	regels []Regel
	door   map[id.Gebeurtenis]bool  // approvals that stand in it
	van    map[id.Vernietiging]bool // vernietigingen that stand in it
	eind   int64                    // length of the file in whole lines
	wie    os.FileInfo              // the file that was opened

	storing storing
}

func nieuwRegister(pad string) *Register {
	return &Register{pad: pad, door: map[id.Gebeurtenis]bool{}, van: map[id.Vernietiging]bool{}}
}

// MaakRegister makes an empty register for a ledger. It refuses where there is a file.
func MaakRegister(pad string, ledger uuid.UUID) (*Register, error) {
	kop, err := json.Marshal(registerKop{Vernietigingsregister: registerVersie, Ledger: ledger})
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(pad, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("%w: %s", ErrRegisterBestaat, pad)
	}
	if err != nil {
		return nil, err
	}
	_, err = f.Write(append(kop, '\n'))
	if err := errors.Join(err, f.Sync(), f.Close(), disk.Sync(filepath.Dir(pad))); err != nil {
		return nil, err
	}
	return OpenRegister(pad)
}

// OpenRegister reads a register. A last line that is not whole was never acted upon (the line is durable before the
// destruction), so it is dropped when the next is written. Errors: ErrRegisterOntbreekt, ErrRegisterBeschadigd.
func OpenRegister(pad string) (*Register, error) {
	f, err := os.Open(pad)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrRegisterOntbreekt, pad)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := nieuwRegister(pad)
	if r.wie, err = f.Stat(); err != nil {
		return nil, err
	}
	if err := r.lees(f); err != nil {
		return nil, fmt.Errorf("%s: %w", pad, err)
	}
	return r, nil
}

// Ledger is whose register this is.
func (r *Register) Ledger() uuid.UUID { return r.ledger }

// Regels are all lines so far.
func (r *Register) Regels() []Regel {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.regels)
}

// Heeft reports whether a vernietiging stands in the register.
func (r *Register) Heeft(v id.Vernietiging) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.van[v]
}

// HeeftGoedkeuring reports whether an approval stands in the register.
func (r *Register) HeeftGoedkeuring(g id.Gebeurtenis) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.door[g]
}

// Voeg adds a line, durable when it returns. Adding an approval that stands there already does nothing. Nummer is
// given here. After an error the line may or may not stand there: add it again. Error: ErrRegisterVervangen, the
// system's own.
func (r *Register) Voeg(g Regel) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.door[g.Gebeurtenis] {
		return nil
	}
	g.Nummer = len(r.regels) + 1
	regel, err := json.Marshal(g)
	if err != nil {
		return err
	}
	regel = append(regel, '\n')
	err = r.storing.doe(stapRegister, func() error { return r.schrijf(regel) })
	if err != nil {
		return fmt.Errorf("ledger: register: %w", err)
	}
	r.onthoud(g)
	r.eind += int64(len(regel))
	return nil
}

// schrijf puts a line after the last whole one. Whatever a crash or a failed write left there goes first.
func (r *Register) schrijf(regel []byte) (err error) {
	f, err := os.OpenFile(r.pad, os.O_WRONLY, 0)
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%w: %w", ErrRegisterVervangen, err)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	nu, err := f.Stat()
	if err != nil {
		return err
	}
	if !os.SameFile(nu, r.wie) || nu.Size() < r.eind {
		return ErrRegisterVervangen
	}
	if err := f.Truncate(r.eind); err != nil {
		return err
	}
	if _, err := f.WriteAt(regel, r.eind); err != nil {
		return err
	}
	return f.Sync()
}

func (r *Register) onthoud(g Regel) {
	r.regels = append(r.regels, g)
	r.door[g.Gebeurtenis] = true
	r.van[g.Vernietiging] = true
}
