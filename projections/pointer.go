package projections

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dossierboek/eventstore/disk"
)

const (
	filePrefix  = "projecties-"
	fileSuffix  = ".db"
	pointerName = "projecties.actief"
)

// number reads a file's number from its name.
func number(name string) (n int64, ok bool) {
	s, ok1 := strings.CutPrefix(name, filePrefix)
	s, ok2 := strings.CutSuffix(s, fileSuffix)
	if !ok1 || !ok2 {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n > 0 && fileName(n) == name
}

func fileName(n int64) string { return fmt.Sprintf("%s%d%s", filePrefix, n, fileSuffix) }

// nextName gives a name that was never used: the time in microseconds, so that it is new in an emptied folder too, and
// beyond every file that there is.
func (p *Projections) nextName(names []string) string {
	n := p.o.Now().UnixMicro()
	for _, name := range names {
		if had, ok := number(name); ok {
			n = max(n, had+1)
		}
	}
	return fileName(n)
}

// listFiles names the files of read models in the folder.
func (p *Projections) listFiles() ([]string, error) {
	entries, err := os.ReadDir(p.o.Dir)
	if err != nil {
		return nil, fmt.Errorf("projections: %w", err)
	}
	var names []string
	for _, e := range entries {
		// Also where only a -wal file is left, which holds pages too.
		name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(e.Name(), "-wal"), "-shm"), "-journal")
		if _, ok := number(name); ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// readPointer names the file in use; "" where none is, or the name makes no sense.
func (p *Projections) readPointer() (string, error) {
	text, err := os.ReadFile(filepath.Join(p.o.Dir, pointerName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("projections: %w", err)
	}
	name := strings.TrimSuffix(string(text), "\n")
	if _, ok := number(name); !ok {
		return "", nil
	}
	return name, nil
}

// writePointer names the file in use, durably and all at once.
func (p *Projections) writePointer(name string) error {
	return p.fault.run(stepPointer, func() error {
		path := filepath.Join(p.o.Dir, pointerName)
		f, err := os.OpenFile(path+".nieuw", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
		if err != nil {
			return fmt.Errorf("projections: pointer: %w", err)
		}
		_, err = f.WriteString(name + "\n")
		if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
			return fmt.Errorf("projections: pointer: %w", err)
		}
		if err := os.Rename(path+".nieuw", path); err != nil {
			return fmt.Errorf("projections: pointer: %w", err)
		}
		return disk.Sync(p.o.Dir)
	})
}

// clean removes the files that are of no use any more. Their keys go first: a file without its key tells nothing, a
// key without its file would never be destroyed. The caller holds files, or is Open.
func (p *Projections) clean(ctx context.Context) error {
	p.mu.Lock()
	var names []string
	for n := range p.leftover {
		names = append(names, n)
	}
	p.mu.Unlock()
	slices.Sort(names)
	var errs []error
	for _, name := range names {
		err := p.fault.run(stepKey, func() error { return p.o.Indexer.Forget(ctx, name) })
		if err == nil {
			err = p.fault.run(stepRemove, func() error { return removeFile(filepath.Join(p.o.Dir, name)) })
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("projections: remove %s: %w", name, err))
			continue
		}
		p.mu.Lock()
		delete(p.leftover, name)
		p.mu.Unlock()
	}
	return errors.Join(errs...)
}

// removeFile removes a SQLite file and what belongs to it, the file itself last: while that is there it is found
// again.
func removeFile(path string) error {
	for _, end := range []string{"-shm", "-journal", "-wal", ""} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return disk.Sync(filepath.Dir(path))
}
