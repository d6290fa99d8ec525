package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"dossierboek/eventstore/disk"
)

const (
	ringFormat  = 1
	maxRingFile = 1 << 20 // bytes; an epoch takes some 300
)

// ringFile is the ring as it stands on disk. Epochs stand in order of number, the current one last.
type ringFile struct {
	Format int         `json:"format"`
	Ledger uuid.UUID   `json:"ledger"`
	Epochs []ringEpoch `json:"epochs"`
}

type ringEpoch struct {
	Number     uint32     `json:"number"`
	Made       time.Time  `json:"made"`
	Superseded *time.Time `json:"superseded,omitempty"`
	Key        []byte     `json:"key"` // wrapped by the keeper
}

// parseRing reads a ring file and refuses whatever this program would not have written.
func parseRing(content []byte) (ringFile, error) {
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	var f ringFile
	if err := d.Decode(&f); err != nil {
		return ringFile{}, fmt.Errorf("%w: the ring file does not parse", ErrForeign)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return ringFile{}, fmt.Errorf("%w: the ring file holds more than a ring", ErrForeign)
	}
	if f.Format > ringFormat {
		return ringFile{}, fmt.Errorf("%w: ring format %d", ErrNewer, f.Format)
	}
	if f.Format < 1 || f.Ledger == uuid.Nil || len(f.Epochs) == 0 {
		return ringFile{}, fmt.Errorf("%w: the ring file is not complete", ErrForeign)
	}
	for i, e := range f.Epochs {
		current := i == len(f.Epochs)-1
		switch {
		case e.Number == 0, i > 0 && e.Number <= f.Epochs[i-1].Number:
			return ringFile{}, fmt.Errorf("%w: the ring's epochs are out of order", ErrForeign)
		case e.Made.IsZero(), len(e.Key) == 0, e.Superseded != nil && (current || e.Superseded.IsZero()):
			return ringFile{}, fmt.Errorf("%w: epoch %d of the ring is not complete", ErrForeign, e.Number)
		}
	}
	return f, nil
}

func (r *Ring) encode(epochs []epoch) ([]byte, error) {
	f := ringFile{Format: ringFormat, Ledger: r.ledger}
	for _, e := range epochs {
		re := ringEpoch{Number: e.Number, Made: e.Made.UTC(), Key: e.wrapped}
		if !e.Superseded.IsZero() {
			t := e.Superseded.UTC()
			re.Superseded = &t
		}
		f.Epochs = append(f.Epochs, re)
	}
	b, err := json.MarshalIndent(f, "", "\t")
	return append(b, '\n'), err
}

// The names a ring file passes through while it is replaced.
func (r *Ring) tempPath() string { return r.path + ".nieuw" }
func (r *Ring) oldPath() string  { return r.path + ".oud" }

// replace puts a new ring file in the place of the old. At every moment the ring's name leads to one whole ring, and
// the old file keeps a name until it is wiped, so that a crash between leaves nothing that finish does not find.
func (r *Ring) replace(epochs []epoch) error {
	content, err := r.encode(epochs)
	if err != nil {
		return err
	}
	if err := r.finish(); err != nil {
		return err
	}
	for _, s := range []struct {
		step step
		do   func() error
	}{
		{stepRingTemp, func() error { return disk.WritePrivate(r.tempPath(), content) }},
		{stepRingKeep, func() error { return os.Link(r.path, r.oldPath()) }},
		{stepRingRename, func() error { return os.Rename(r.tempPath(), r.path) }},
		{stepRingSync, func() error { return disk.Sync(filepath.Dir(r.path)) }},
		{stepRingWipe, r.finish},
	} {
		if err := r.fault.Run(s.step, s.do); err != nil {
			return fmt.Errorf("vault: %s: %w", s.step, err)
		}
	}
	return nil
}

// finish clears away what a replacement that was cut off left behind: a new file that never came to its place, an old
// file that was not wiped. The old name may still be a second name of the ring itself: then only that name goes.
func (r *Ring) finish() error {
	if err := disk.Wipe(r.tempPath()); err != nil {
		return fmt.Errorf("vault: wipe: %w", err)
	}
	old, err := os.Lstat(r.oldPath())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("vault: wipe the old ring: %w", err)
	}
	now, err := os.Lstat(r.path)
	if err != nil {
		return fmt.Errorf("vault: wipe the old ring: %w", err)
	}
	if os.SameFile(old, now) {
		err = os.Remove(r.oldPath())
	} else {
		err = disk.Wipe(r.oldPath())
	}
	if err == nil {
		err = disk.Sync(filepath.Dir(r.path))
	}
	if err != nil {
		return fmt.Errorf("vault: wipe the old ring: %w", err)
	}
	return nil
}
