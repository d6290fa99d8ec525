package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/eventstore/seal"
)

func TestARingIsNotMadeOverAnother(t *testing.T) {
	h := newHouse(t)
	before, err := os.ReadFile(h.ringPath)
	must(t, err)
	_, err = CreateRing(t.Context(), h.ringPath, h.ledger, h.keeper, day0, rand.Reader)
	wantErr(t, err, ErrExists)
	if after, err := os.ReadFile(h.ringPath); err != nil || !bytes.Equal(before, after) {
		t.Fatalf("the ring changed (error %v)", err)
	}
	_, err = CreateRing(t.Context(), h.ringPath+"2", uuid.Nil, h.keeper, day0, rand.Reader)
	wantErr(t, err, ErrInvalid)
}

// What a keeper wraps says whose it is: an epoch under another number, or in another ledger's ring, is refused.
func TestAnEpochIsBoundToItsNumberAndLedger(t *testing.T) {
	h := newHouse(t)
	content, err := os.ReadFile(h.ringPath)
	must(t, err)
	for name, change := range map[string]func(f *ringFile){
		"number": func(f *ringFile) { f.Epochs[0].Number = 2 },
		"ledger": func(f *ringFile) { f.Ledger = uuid.New() },
	} {
		f, err := parseRing(content)
		must(t, err)
		change(&f)
		b, err := json.Marshal(f)
		must(t, err)
		path := t.TempDir() + "/ring"
		must(t, os.WriteFile(path, b, 0o600))
		if _, err := OpenRing(context.Background(), path, f.Ledger, h.keeper, rand.Reader); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A box opens at one place only: holder, place in the tree, ledger, epoch and purpose are bound.
func TestABoxIsBoundToItsPlace(t *testing.T) {
	h := newHouse(t)
	must(t, h.ring.add(t.Context(), day0))
	key := seal.Key{1, 2, 3}
	p := place{1, 0, 0, 0, 5}
	box, err := h.ring.seal(rand.Reader, nodeSubject(person(1), p), key)
	must(t, err)
	if got, err := h.ring.open(nodeSubject(person(1), p), box); err != nil || got != key || len(box) != boxSize {
		t.Fatalf("a box of %d bytes does not open: %v", len(box), err)
	}
	u := person(1).UUID()
	for name, s := range map[string]subject{
		"holder": nodeSubject(person(2), p), "level": nodeSubject(person(1), place{2, 0, 0, 0, 5}),
		"prefix": nodeSubject(person(1), place{1, 0, 0, 0, 6}), "purpose": indexSubject(string(u[:]) + string(p[:])),
		"epoch": epochSubject(),
	} {
		if _, err := h.ring.open(s, box); !errors.Is(err, ErrDamaged) {
			t.Errorf("opens for another %s (error %v)", name, err)
		}
	}
	older := bytes.Clone(box)
	older[3] = 1
	_, err = h.ring.open(nodeSubject(person(1), p), older)
	wantErr(t, err, ErrDamaged)
	h.ring.ledger = uuid.New()
	_, err = h.ring.open(nodeSubject(person(1), p), box)
	wantErr(t, err, ErrDamaged)
	for n := range box {
		_, err := h.ring.open(nodeSubject(person(1), p), box[:n])
		wantErr(t, err, ErrDamaged)
	}
}

func TestAKeeperThatIsAwayIsNoWrongMasterKey(t *testing.T) {
	h := newHouse(t)
	must(t, h.keeper.Close())
	_, err := OpenRing(t.Context(), h.ringPath, h.ledger, h.keeper, rand.Reader)
	if err == nil || errors.Is(err, ErrWrongMasterKey) {
		t.Fatalf("a closed keeper: %v", err)
	}
}

func FuzzParseRing(f *testing.F) {
	good, err := json.Marshal(ringFile{1, uuid.New(), []ringEpoch{
		{1, day0, &day0, []byte("gewikkeld")}, {2, day0.Add(time.Hour), nil, []byte("gewikkeld")},
	}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	for _, bad := range []string{"", "{}", "null", `{"format":2}`, string(good) + "x",
		`{"format":1,"ledger":"00000000-0000-0000-0000-000000000000","epochs":[]}`} {
		f.Add([]byte(bad))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		r, err := parseRing(content)
		if err != nil {
			if !errors.Is(err, ErrForeign) && !errors.Is(err, ErrNewer) {
				t.Fatalf("another error: %v", err)
			}
			return
		}
		// What is accepted is written and read back as the same.
		var epochs []epoch
		for _, e := range r.Epochs {
			n := epoch{Epoch: Epoch{Number: e.Number, Made: e.Made}, wrapped: e.Key}
			if e.Superseded != nil {
				n.Superseded = *e.Superseded
			}
			epochs = append(epochs, n)
		}
		b, err := (&Ring{ledger: r.Ledger}).encode(epochs)
		if err != nil {
			t.Skip("a year that JSON does not write")
		}
		again, err := parseRing(b)
		if err != nil || len(again.Epochs) != len(r.Epochs) || again.Ledger != r.Ledger {
			t.Fatalf("a ring that was accepted does not come back: %v", err)
		}
	})
}

func FuzzParseKeyFile(f *testing.F) {
	f.Add([]byte("smGbjm71Nxd1Ig5FS0wj9SlbzAIrnolCz9bQQ6uAhl4=\n"))
	f.Add([]byte(""))
	f.Add([]byte("a29ydA=="))
	f.Fuzz(func(t *testing.T, text []byte) {
		key, err := parseKeyFile(text)
		if err != nil && (key != [32]byte{} || !errors.Is(err, ErrInvalid)) {
			t.Fatalf("error %v", err)
		}
	})
}
