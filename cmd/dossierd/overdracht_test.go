package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// transferKey makes a key as an operator does.
func transferKey(t *testing.T) (path, public string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "overdracht.sleutel")
	public, err := makeTransferKey(path)
	must(t, err)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key can be read by others: %v", err)
	}
	return path, public
}

// A dossier goes from one organisation to another: what the demo's week came to, without the secret address, whoever
// reported and her passage. The other one takes it in whole, once, and knows it by whoever first recorded it
// (ZOB-6.2g, ZOB-8, ZOB-6.2b).
func TestTransfer(t *testing.T) {
	w, p, err := newWeek(newPaths(t))
	must(t, err)
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	o := open(t, p)
	key, public := transferKey(t)
	path := filepath.Join(t.TempDir(), "dossier.age")
	must(t, o.online(t.Context(), p, handler(t, o, p), func(ctx context.Context, as func(role) *client.Client) error {
		must(t, w.before(ctx, as))
		must(t, follow(ctx, w.steps()))
		body, err := as(caseworker).DraagDossierOver(ctx, w.dossier, bericht.NieuweOverdracht{
			Sleutels: []string{public}, Ontvanger: "Veilig Thuis Elders", Grond: "wettelijke-taak",
			Toestemming: "niet-gevraagd", Doel: bericht.Tekst{Tekst: "Het gezin is verhuisd."},
		}, client.Voorwaarde{Sleutel: uuid.New()})
		must(t, err)
		sealed, err := io.ReadAll(body)
		must(t, errors.Join(err, body.Close()))
		return os.WriteFile(path, sealed, 0o600)
	}))
	must(t, o.Close())

	open, err := importSource(path, []string{key})
	must(t, err)
	r, err := open()
	must(t, err)
	plain, err := io.ReadAll(r)
	must(t, errors.Join(err, r.Close()))
	for _, secret := range []string{"Schuilhof", "9876 ZX"} {
		if bytes.Contains(plain, []byte(secret)) {
			t.Error("the secret address stands in the file")
		}
	}

	there := newImport(t, "elders")
	var out bytes.Buffer
	must(t, takeFile(t.Context(), there, testImporter, open, &out, io.Discard))
	if !regexp.MustCompile(`^\d+ regels, 1 dossiers: [1-9]\d* vastgelegd, 0 waren al ingelezen`).MatchString(
		out.String()) ||
		!strings.Contains(out.String(), "bleef achter: ") || !strings.Contains(out.String(), "op grond van melding") {
		t.Errorf("it says: %s", out.String())
	}
	out.Reset()
	must(t, takeFile(t.Context(), there, testImporter, open, &out, io.Discard))
	if !strings.Contains(out.String(), ": 0 vastgelegd") {
		t.Errorf("a second time it says: %s", out.String())
	}
	var d id.Dossier
	f := &importFile{open: open}
	must(t, f.read(func(l rawLine) error {
		line, _ := l.file.Regel(l.raw, domain.Feiten{Nu: time.Now()})
		d = line.Dossier
		return nil
	}, nil))
	took := openImport(t, there, d)
	for _, part := range took.Onderdelen {
		h := part.Meta.Herkomst
		if h == nil || h.Soort != domain.HerkomstOverdracht || h.Wie == "" || h.Op.After(part.Meta.VastgelegdOp) {
			t.Errorf("%s does not say where it came from: %+v", part.Onderdeel.Inhoud, h)
		}
		if i, ok := part.Inhoud.Value(); ok {
			if opening, ok := i.(*domain.Opening); ok &&
				(opening.Grond != domain.GrondOvername || opening.Organisatie != "Veilig Thuis Voorbeeld") {
				t.Errorf("opened on %s", opening.Grond)
			}
		}
	}
	if v := verified(t, there); v.Dossiers != 1 {
		t.Errorf("%d dossiers", v.Dossiers)
	}
}

func openImport(t *testing.T, p *paths, d id.Dossier) *ledger.Beeld {
	t.Helper()
	o := open(t, p)
	defer func() { must(t, o.Close()) }()
	grant := o.ledger.Beslis(testImporter.actor, domain.HandelingRaadplegen, d, "onderzoek")
	view, err := o.ledger.Bekijk(t.Context(), grant, d, ledger.Momenten{}, "")
	must(t, err)
	return view
}

const (
	sentHeader = `{"formaat":1,"bron":"elders","herkomst":"overdracht"}` + "\n"
	sentLine   = `{"id":"1","dossier":"D1","soort":"dossier","vastgelegdOp":"2010-01-02T10:00:00Z","medewerker":"m-1","inhoud":{"grond":"overname",` +
		`"organisatie":"Elders","betrokkenen":[{"verwijzing":"p1","identiteit":{"naam":{"achternaam":"Geheimenis"},"hoedanigheid":"kind"}}]}}` + "\n"
	sentSlot = `{"slot":{"regels":1,"achtergebleven":{"bijlage":2}}}` + "\n"
)

func sealedFor(t *testing.T, public, plain string) []byte {
	t.Helper()
	r, err := age.ParseX25519Recipient(public)
	must(t, err)
	var b bytes.Buffer
	w, err := age.Encrypt(&b, r)
	must(t, err)
	_, err = io.WriteString(w, plain)
	must(t, errors.Join(err, w.Close()))
	return b.Bytes()
}

// A file that is not for us, not whole, not as it was sealed or not sealed at all takes nothing in, and says so
// without a word of what stands in it or of the key.
func TestTransferFaults(t *testing.T) {
	p := newImport(t, "fout")
	before, err := os.ReadFile(p.log)
	must(t, err)
	key, public := transferKey(t)
	other, _ := transferKey(t)
	good := sealedFor(t, public, sentHeader+sentLine+sentSlot)
	altered := slices.Clone(good)
	altered[len(altered)-3] ^= 1
	header := slices.Clone(good)
	at := len(ageMagic) + 20 // in what it was sealed to, which stays what it looks like
	if header[at]++; header[at] < 'A' || header[at] > 'Z' {
		header[at] = 'A'
	}
	for name, c := range map[string]struct {
		file []byte
		keys []string
		want error
	}{
		"for another key":    {good, []string{other}, errNotForUs},
		"no key":             {good, nil, errSealed},
		"cut off":            {good[:len(good)-1], []string{key}, errSealBroken},
		"cut off early":      {good[:len(ageMagic)+4], []string{key}, errNotSealed},
		"empty":              {nil, []string{key}, errNotSealed},
		"altered":            {altered, []string{key}, errSealBroken},
		"altered header":     {header, []string{key}, errNotForUs},
		"more behind":        {append(slices.Clone(good), 'x'), []string{key}, errSealBroken},
		"not sealed":         {[]byte(sentHeader + sentLine + sentSlot), []string{key}, errNotSealed},
		"without a slot":     {sealedFor(t, public, sentHeader+sentLine), []string{key}, errNotWhole},
		"a line too few":     {sealedFor(t, public, sentHeader+sentSlot), []string{key}, errNotWhole},
		"behind the slot":    {sealedFor(t, public, sentHeader+sentLine+sentSlot+sentLine), []string{key}, errNotWhole},
		"open, without slot": {[]byte(sentHeader + sentLine), nil, errNotWhole},
	} {
		path := filepath.Join(t.TempDir(), "bestand")
		must(t, os.WriteFile(path, c.file, 0o600))
		open, err := importSource(path, c.keys)
		must(t, err)
		err = takeFile(t.Context(), p, testImporter, open, io.Discard, io.Discard)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "Geheimenis") || strings.Contains(err.Error(), "AGE-SECRET")) {
			t.Errorf("%s: it tells too much", name)
		}
	}
	if after, err := os.ReadFile(p.log); err != nil || !bytes.Equal(before, after) {
		t.Errorf("something was recorded (%v)", err)
	}
	if _, err := importSource("x", []string{p.log}); !errors.Is(err, errIdentity) {
		t.Errorf("a key that is none: %v", err)
	}
	if _, err := makeTransferKey(key); err == nil {
		t.Error("a key was written over another")
	}
	path := filepath.Join(t.TempDir(), "bestand")
	must(t, os.WriteFile(path, good, 0o600))
	open, err := importSource(path, []string{other, key})
	must(t, err)
	var out bytes.Buffer
	must(t, takeFile(t.Context(), p, testImporter, open, &out, io.Discard))
	if !strings.Contains(out.String(), "2 bijlage") {
		t.Errorf("it says: %s", out.String())
	}
}

// Whatever stands in a sealed file, reading it ends, and a file without its closing line is never whole.
func FuzzTransferFile(f *testing.F) {
	f.Add([]byte(sentHeader + sentLine + sentSlot))
	f.Add([]byte(sentHeader + `{"slot":{"regels":-1}}`))
	f.Add([]byte(sentHeader + `{"slot":null}` + "\n" + `{"slot":{}}`))
	f.Fuzz(func(t *testing.T, plain []byte) {
		file := &importFile{open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(plain)), nil }}
		lines := 0
		err := file.read(func(rawLine) error { lines++; return nil }, nil)
		first, _, _ := bytes.Cut(bytes.TrimPrefix(plain, []byte("\xef\xbb\xbf")), []byte("\n"))
		b, _ := readHeader(bytes.TrimSuffix(first, []byte("\r")))
		if err == nil && b != nil && b.Herkomst == domain.HerkomstOverdracht &&
			(file.slot == nil || file.slot.Regels != lines) {
			t.Error("a file that is not whole was read")
		}
		if err := closing(io.Discard, file.slot); err != nil {
			t.Error(err)
		}
	})
}
