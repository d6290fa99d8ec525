package ledger

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

var (
	// ErrRegisterOntbreekt: there is no vernietigingsregister at its path.
	ErrRegisterOntbreekt = errors.New("ledger: the vernietigingsregister is missing")
	// ErrRegisterBeschadigd: a line of the register does not parse or is out of order.
	ErrRegisterBeschadigd = errors.New("ledger: the vernietigingsregister is damaged")
	// ErrRegisterBestaat: there is a register already where one was to be made.
	ErrRegisterBestaat = errors.New("ledger: there is a vernietigingsregister already")
)

// Regel is a line of the register: what must stay destroyed, and which event in the log approved it. It holds random
// ids only.
type Regel struct {
	Nummer       int             `json:"nummer"` // 1, 2, 3, …
	Op           time.Time       `json:"op"`     // when the approval was recorded
	Dossier      id.Dossier      `json:"dossier"`
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Revisie      uint64          `json:"revisie"`     // of the approval in the dossier's stream
	Gebeurtenis  id.Gebeurtenis  `json:"gebeurtenis"` // the approval
	Doelen       []domain.Doel   `json:"doelen"`
}

// registerKop is the register's first line.
type registerKop struct {
	Vernietigingsregister int       `json:"vernietigingsregister"` // version of the format
	Ledger                uuid.UUID `json:"ledger"`
}

const registerVersie = 1

// Register is the vernietigingsregister: an append-only file of JSON lines at its own path, meant to be kept (and backed
// up) apart from log and vault. Each line is durable before the destruction it tells of. Safe for concurrent use; one
// process at a time may have it open for writing, which the store's lock sees to.
type Register struct {
	pad    string
	ledger uuid.UUID

	mu     sync.Mutex
	regels []Regel
	eind   int64                   // length of the file in whole lines
	stuk   func(stap string) error // tests only: fails a step
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
	kop = append(kop, '\n')
	_, err = f.Write(kop)
	if err := errors.Join(err, f.Sync(), f.Close(), syncMap(filepath.Dir(pad))); err != nil {
		return nil, err
	}
	return &Register{pad: pad, ledger: ledger, eind: int64(len(kop))}, nil
}

// OpenRegister reads a register. A last line that is not whole was never acted upon (the line is durable before the
// destruction), so it is dropped when the next is written.
func OpenRegister(pad string) (*Register, error) {
	f, err := os.Open(pad)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrRegisterOntbreekt, pad)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &Register{pad: pad}
	return r, r.lees(f)
}

func (r *Register) lees(f io.Reader) error {
	b := bufio.NewReader(f)
	for nr := 0; ; nr++ {
		regel, err := b.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			if nr == 0 {
				return fmt.Errorf("%w: it has no heading", ErrRegisterBeschadigd)
			}
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.ontleed(nr, regel); err != nil {
			return err
		}
		r.eind += int64(len(regel))
	}
}

func (r *Register) ontleed(nr int, regel []byte) error {
	if nr == 0 {
		var kop registerKop
		if err := strikt(regel, &kop); err != nil || kop.Vernietigingsregister != registerVersie || kop.Ledger == uuid.Nil {
			return fmt.Errorf("%w: its heading is not one of version %d", ErrRegisterBeschadigd, registerVersie)
		}
		r.ledger = kop.Ledger
		return nil
	}
	var g Regel
	if err := strikt(regel, &g); err != nil {
		return fmt.Errorf("%w: line %d does not parse", ErrRegisterBeschadigd, nr+1)
	}
	if g.Nummer != nr || g.Vernietiging.IsZero() || g.Dossier.IsZero() || g.Gebeurtenis.IsZero() {
		return fmt.Errorf("%w: line %d is out of order or not complete", ErrRegisterBeschadigd, nr+1)
	}
	r.regels = append(r.regels, g)
	return nil
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
	return r.heeft(v)
}

func (r *Register) heeft(v id.Vernietiging) bool {
	return slices.ContainsFunc(r.regels, func(g Regel) bool { return g.Vernietiging == v })
}

// Voeg adds a line, durable when it returns. Adding a vernietiging that stands there already does nothing. Nummer is
// given here.
func (r *Register) Voeg(g Regel) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.heeft(g.Vernietiging) {
		return nil
	}
	g.Nummer = len(r.regels) + 1
	regel, err := json.Marshal(g)
	if err != nil {
		return err
	}
	regel = append(regel, '\n')
	if err := r.stap("register"); err != nil {
		return err
	}
	f, err := os.OpenFile(r.pad, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("ledger: register: %w", err)
	}
	// Whatever a crash left after the last whole line goes first.
	if err := f.Truncate(r.eind); err != nil {
		return errors.Join(fmt.Errorf("ledger: register: %w", err), f.Close())
	}
	_, err = f.WriteAt(regel, r.eind)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("ledger: register: %w", err)
	}
	r.regels = append(r.regels, g)
	r.eind += int64(len(regel))
	return r.stap("register-gedaan")
}

func (r *Register) stap(naam string) error {
	if r.stuk == nil {
		return nil
	}
	return r.stuk(naam)
}

// syncMap makes a new name in a folder durable.
func syncMap(pad string) error {
	d, err := os.Open(pad)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// strikt decodes one JSON value and refuses unknown fields and anything after it.
func strikt(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("data after the value")
	}
	return nil
}
