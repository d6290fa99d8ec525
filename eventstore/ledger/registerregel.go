package ledger

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
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

// lees reads the heading and all whole lines.
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
	if _, err := doelwitten(g.Doelen); err != nil {
		return fmt.Errorf("%w: line %d: %w", ErrRegisterBeschadigd, nr+1, err)
	}
	r.onthoud(g)
	return nil
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
