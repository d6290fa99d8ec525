package projections

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite"
)

// fill stores some dossiers with everything in them, and gives their streams.
func (h *house) fill(n int) (list []*stream) {
	for i := range n {
		s := h.stream()
		o, g, v := newOnderdeel(), newOnderdeel(), newOnderdeel()
		s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
		q := h.person(s, i)
		s.addWith(&domain.ContactVastgelegd{Onderdeel: o, Betrokkene: q.b}, o, q.b, "adres", fmt.Sprint("adres ", i))
		s.add(&domain.GegevenVastgelegd{Onderdeel: g, Rubriek: "zorgen", Over: []id.Betrokkene{q.b}})
		s.addWith(&domain.VerstrekkingGedaan{Onderdeel: v, Stukken: []domain.Stuk{{Onderdeel: g, Revisie: 3}},
			Over: []id.Betrokkene{q.b}}, v, id.Betrokkene{}, "ontvanger", "raad")
		s.add(&domain.CorrectieToegepast{Onderdeel: g, Wijze: domain.WijzeVerbeteren, Over: []id.Betrokkene{q.b}})
		s.add(&domain.VernietigingBesloten{Vernietiging: newVernietiging(), Omvang: domain.Omvang{Onderdeel: o},
			Uitkomsten: []domain.UitkomstPer{{Onderdeel: o, Uitkomst: domain.UitkomstVernietigen}}})
		h.read(s, i)
		list = append(list, s)
	}
	return list
}

// read stores that a dossier was read.
func (h *house) read(s *stream, revision int) eventstore.Event {
	h.clock = h.clock.Add(time.Second)
	e := makeEvent(h.t, string(toegang.SoortGeraadpleegd),
		toegang.Geraadpleegd{Wat: toegang.WatBeeld, Revisie: uint64(revision), Aantal: 3}, nil, h.clock)
	if _, err := h.store.Append(h.t.Context(), accessPrefix+s.d.String(), eventstore.Any(), e); err != nil {
		h.t.Fatal(err)
	}
	return e
}

// onlyFile checks that the folder comes to hold one file of read models, the one in use. The old one goes after the
// switch.
func (h *house) onlyFile(p *Projections) {
	h.t.Helper()
	h.until(func() bool {
		names, err := p.listFiles()
		return err != nil || len(names) == 1
	})
	names, err := p.listFiles()
	if err != nil || len(names) != 1 || names[0] != p.liveFile().name {
		h.t.Errorf("files %v, %v; in use is %s", names, err, p.liveFile().name)
	}
	if name, err := p.readPointer(); err != nil || name != p.liveFile().name {
		h.t.Errorf("the pointer says %q, %v", name, err)
	}
}

// TestRebuildGivesTheSame: following and rebuilding come to the same rows, while others read, write and wait.
func TestRebuildGivesTheSame(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	streams := h.fill(20)
	h.wait(p)
	before, key := dump(t, p), p.liveFile().name
	var progress []Progress
	if err := p.Rebuild(t.Context(), func(g Progress) { progress = append(progress, g) }); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, dump(t, p)); d != "" {
		t.Error(d)
	}
	h.onlyFile(p)
	if p.liveFile().name == key || !h.keys.isForgotten(key) {
		t.Errorf("the old file %s, its key destroyed: %v", key, h.keys.isForgotten(key))
	}
	last := progress[len(progress)-1]
	if !last.Done || last.Records != 20*8 || last.PerSecond <= 0 || last.Position != h.tail() {
		t.Errorf("progress %+v", last)
	}
	// And again under load: no reader ever sees less than it saw.
	ctx, cancel := context.WithCancel(t.Context())
	var others sync.WaitGroup
	others.Go(func() {
		for ctx.Err() == nil {
			at := h.person(streams[0], 99)
			w, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			if err := p.WachtTot(w, h.tail()); err != nil {
				t.Errorf("waiting: %v", err)
			}
			cancel()
			if d, err := p.Dossier(t.Context(), streams[0].d); err != nil || d.Betrokkenen[at.b] == nil {
				t.Errorf("what was waited for is not there: %v", err)
			}
		}
	})
	for range 5 {
		if err := p.Rebuild(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	others.Wait()
	h.wait(p)
	h.onlyFile(p)
	for _, s := range streams {
		if a, err := p.Vergelijk(t.Context(), h.fold(s.d, s.next)); a != nil || err != nil {
			t.Errorf("%v, %v", a, err)
		}
	}
}

// TestRebuildStopped leaves the live file and nothing else, and can be begun again.
func TestRebuildStopped(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	h.fill(5)
	h.wait(p)
	key := p.liveFile().name
	ctx, cancel := context.WithCancel(t.Context())
	if err := p.Rebuild(ctx, func(Progress) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Fatalf("Rebuild: %v", err)
	}
	if p.liveFile().name != key {
		t.Error("another file is in use")
	}
	h.onlyFile(p)
	h.fill(1)
	h.wait(p)
	if err := p.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	h.onlyFile(p)
}

// TestOpenFindsAnything: whatever lies in the folder, the read models come to what the log says.
func TestOpenFindsAnything(t *testing.T) {
	write := func(path, text string) error { return os.WriteFile(path, []byte(text), 0o600) }
	for name, c := range map[string]struct {
		do   func(h *house, path string) error
		open func(*Projections)
		same bool // the file stays in use
	}{
		"nothing happened": {do: func(*house, string) error { return nil }, same: true},
		"another schema": {do: func(*house, string) error {
			return nil
		}, open: func(p *Projections) { p.others = newerVersions }},
		"no database": {do: func(_ *house, path string) error {
			return write(path, "not a database, but long enough to be looked at")
		}},
		"empty file": {do: func(_ *house, path string) error { return write(path, "") }},
		"no file":    {do: func(_ *house, path string) error { return os.Remove(path) }},
		"no pointer": {do: func(h *house, _ string) error { return os.Remove(filepath.Join(h.dir, pointerName)) }},
		"senseless pointer": {do: func(h *house, _ string) error {
			return write(filepath.Join(h.dir, pointerName), "../../etc\n")
		}},
		"everything gone": {do: func(h *house, _ string) error { return os.RemoveAll(h.dir) }},
		"a leftover": {do: func(h *house, _ string) error {
			return write(filepath.Join(h.dir, fileName(1)), "half a file")
		}, same: true},
		"a leftover -wal": {do: func(h *house, _ string) error {
			return write(filepath.Join(h.dir, fileName(1)+"-wal"), "pages")
		}, same: true},
		"another's database": {do: func(_ *house, path string) error {
			return vandalise(path, "PRAGMA application_id = 7")
		}},
		"a table gone": {do: func(_ *house, path string) error { return vandalise(path, "DROP TABLE vindplaats") }},
		"no digest":    {do: func(_ *house, path string) error { return vandalise(path, "DELETE FROM bestand") }},
		"made of another log": {do: func(h *house, _ string) error {
			old := h.store
			if err := old.Close(); err != nil {
				return err
			}
			var err error
			h.store, err = sqlite.Open(h.t.Context(), filepath.Join(h.t.TempDir(), "log.db"), sqlite.Options{Create: true})
			h.fill(6)
			return err
		}},
		"made of more of this log": {do: func(h *house, _ string) error {
			var err error
			if err = h.store.Close(); err != nil {
				return err
			}
			h.store, err = sqlite.Open(h.t.Context(), filepath.Join(h.t.TempDir(), "log.db"), sqlite.Options{Create: true})
			h.fill(1)
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			p := h.open()
			stop := h.run(p)
			h.fill(4)
			h.wait(p)
			stop()
			key := p.liveFile().name
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			if err := c.do(h, filepath.Join(h.dir, key)); err != nil {
				t.Fatal(err)
			}
			q := &Projections{o: p.o}
			q.o.Store = h.store
			if c.open != nil {
				c.open(q)
			}
			p, err := open(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			defer p.Close()
			h.run(p)
			h.until(func() bool {
				health, err := p.Health(t.Context())
				return err == nil && health.Ready
			})
			h.compare(p)
			if same := p.liveFile().name == key; same != c.same {
				t.Errorf("the same file is in use: %v", same)
			}
			h.onlyFile(p)
			if !c.same && name != "everything gone" && name != "no file" && !h.keys.isForgotten(key) {
				t.Error("the key of a file that is gone is not destroyed")
			}
		})
	}
}

// compare compares every dossier of the log with the read models.
func (h *house) compare(p *Projections) {
	h.t.Helper()
	seen := map[string]bool{}
	for r, err := range h.store.ReadAll(h.t.Context(), "") {
		if err != nil {
			h.t.Fatal(err)
		}
		e := decode(r, "")
		if e.source != dossierStream || seen[r.Stream] {
			continue
		}
		seen[r.Stream] = true
		if a, err := p.Vergelijk(h.t.Context(), h.fold(e.dossier, 1<<62)); a != nil || err != nil {
			h.t.Errorf("%v, %v", a, err)
		}
	}
	if list, err := p.Dossiers(h.t.Context(), DossierFilter{}, "", 0); err != nil || len(list.Items) != len(seen) {
		h.t.Errorf("%d dossiers of %d, %v", len(list.Items), len(seen), err)
	}
}

func vandalise(path, script string) error {
	w, err := openWriter(path, following)
	if err != nil {
		return err
	}
	return errors.Join(w.script(script), w.close())
}

// TestDamageWhileRunning: a file that turns out damaged is made anew while the rest goes on.
func TestDamageWhileRunning(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	h.fill(3)
	h.wait(p)
	f := p.liveFile()
	if err := f.lock(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := f.w.script("DROP TABLE verstrekt"); err != nil {
		t.Fatal(err)
	}
	f.unlock()
	h.fill(1)
	h.until(func() bool { return p.liveFile() != f && h.waitFor(p) == nil })
	h.compare(p)
	h.onlyFile(p)
}

// TestInUse: a second process is kept out.
func TestInUse(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	if _, err := Open(t.Context(), h.options()); !errors.Is(err, ErrInUse) {
		t.Errorf("%v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{p.Run(t.Context()), p.Rebuild(t.Context(), nil), p.Vergeet(t.Context(), Vergeten{}),
		p.WachtTot(t.Context(), "x")} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
	}
	if _, err := p.Dossier(t.Context(), dossierOf(uuid.New())); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	h.open()
}

// TestVaultFromBeforeTheFile: where the vault lacks the file's index key, or has another under its name, a search
// would find nobody without an error. The file is made anew under a new name.
func TestVaultFromBeforeTheFile(t *testing.T) {
	for name, lose := range map[string]func(k *keys, key string){
		"no key":      func(k *keys, key string) { delete(k.made, key) },
		"destroyed":   func(k *keys, key string) { k.forgotten[key] = true },
		"another key": func(k *keys, key string) { k.other = key },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			p := h.open()
			stop := h.run(p)
			h.fill(2)
			h.wait(p)
			before, old := dump(t, p), p.liveFile().name
			stop()
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			lose(h.keys, old)
			p = h.open()
			h.run(p)
			h.wait(p)
			if now := p.liveFile().name; now == old || !h.keys.isForgotten(old) {
				t.Errorf("the file is %s, and was %s; its key destroyed: %v", now, old, h.keys.isForgotten(old))
			}
			h.onlyFile(p)
			if d := cmp.Diff(before, dump(t, p)); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestNoFileWithoutKey: where the vault makes no key no file stays behind, and the next start makes both.
func TestNoFileWithoutKey(t *testing.T) {
	h := newHouse(t)
	h.keys.full = true
	if _, err := h.tryOpen(); !errors.Is(err, errFull) {
		t.Fatalf("error %v", err)
	}
	if files, err := filepath.Glob(filepath.Join(h.dir, filePrefix+"*")); err != nil || len(files) > 0 {
		t.Errorf("left behind: %v, %v", files, err)
	}
	h.keys.full = false
	h.onlyFile(h.open())
}
