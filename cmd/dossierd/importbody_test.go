package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// someFile is a PDF of n bytes by its first ones, of which no two pieces are alike.
func someFile(n int, seed byte) []byte {
	b := []byte("%PDF-1.7\n")
	for i := len(b); i < n; i++ {
		b = append(b, byte(i*7+i>>9)+seed)
	}
	return b[:n]
}

// fileAt reads the file of a bijlage as it stands in a ledger.
func fileAt(t *testing.T, o *parts, d id.Dossier, part id.Onderdeel) []byte {
	t.Helper()
	grant := o.ledger.Beslis(testImporter.actor, domain.HandelingRaadplegen, d, "onderzoek")
	r, err := o.ledger.LeesBijlage(t.Context(), grant, d, part, ledger.Momenten{}, "")
	must(t, err)
	defer r.Close()
	var b bytes.Buffer
	must(t, r.Schrijf(t.Context(), &b))
	return b.Bytes()
}

// Bijlagen go along with a transfer, byte for byte, and the verstrekking says which; one that is geheim stays behind.
// There they are sealed anew, once (ZOB-6.2g, ZOB-8).
func TestTransferBijlagen(t *testing.T) {
	here := newImport(t, "hier")
	o := open(t, here)
	key, public := transferKey(t)
	path := filepath.Join(t.TempDir(), "dossier.age")
	files := map[id.Onderdeel][]byte{}
	var secret, given id.Onderdeel
	ask := func(c *client.Client, d id.Dossier, named ...id.Onderdeel) []byte {
		body, err := c.DraagDossierOver(t.Context(), d, bericht.NieuweOverdracht{
			Sleutels: []string{public}, Ontvanger: "Veilig Thuis Elders", Grond: "wettelijke-taak",
			Toestemming: "niet-gevraagd", Doel: bericht.Tekst{Tekst: "Het gezin is verhuisd."}, Uitdrukkelijk: named,
		}, client.Voorwaarde{Sleutel: uuid.New()})
		must(t, err)
		sealed, err := io.ReadAll(body)
		must(t, errors.Join(err, body.Close()))
		return sealed
	}
	var modest []byte
	must(t, o.online(t.Context(), here, handler(t, o, here),
		func(ctx context.Context, as func(role) *client.Client) error {
			c := as(teamLeader)
			opened, err := c.Open(ctx, bericht.NieuwDossier{Grond: "ots", Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{{
				Verwijzing: "kind", NieuweBetrokkene: bericht.NieuweBetrokkene{Identiteit: bericht.Identiteit{
					Naam: bericht.Naam{Achternaam: "Verzonnen"}, Hoedanigheid: "kind"}}}}}, client.Voorwaarde{Sleutel: uuid.New()})
			must(t, err)
			d := opened.Dossier
			add := func(raw []byte, hidden bool) id.Onderdeel {
				u, err := c.VoegBijlageToe(ctx, d, bericht.NieuweBijlage{Geheim: hidden, Bijlage: bericht.Bijlage{
					Naam: bericht.Tekst{Tekst: "Brief"}, Soort: "brief", Bron: bericht.Bron{Soort: "eigen-waarneming"}}},
					bytes.NewReader(raw), client.Voorwaarde{Sleutel: uuid.New()})
				must(t, err)
				return only(u)
			}
			for i, n := range []int{9, 512 << 10, 1500 << 10} {
				raw := someFile(n, byte(i))
				files[add(raw, false)] = raw
			}
			must(t, os.WriteFile(path, ask(c, d), 0o600))
			now, err := c.Dossier(ctx, d, nil, "")
			must(t, err)
			last := now.Onderdelen[len(now.Onderdelen)-1]
			for _, s := range last.Stukken {
				if files[s.Onderdeel] != nil {
					given = s.Onderdeel
				}
			}
			if n := len(last.Stukken); n != 2+len(files) {
				t.Errorf("the verstrekking says %d were given", n)
			}
			secret = add(someFile(400, 7), true)
			modest = ask(c, d)
			return nil
		}))
	must(t, o.Close())
	if given.IsZero() || secret.IsZero() {
		t.Fatal("the verstrekking does not say which bijlagen were given")
	}

	there := newImport(t, "elders")
	source, err := importSource(path, []string{key})
	must(t, err)
	var out bytes.Buffer
	must(t, takeFile(t.Context(), there, testImporter, source, &out, io.Discard))
	must(t, takeFile(t.Context(), there, testImporter, source, &out, io.Discard))
	if !strings.Contains(out.String(), "4 regels, 1 dossiers: 4 vastgelegd") ||
		!strings.Contains(out.String(), ": 0 vastgelegd, 4 waren al") {
		t.Errorf("it says: %s", out.String())
	}
	if v := verified(t, there); v.Dossiers != 1 {
		t.Errorf("%d dossiers", v.Dossiers)
	}
	got := map[string]bool{}
	o = open(t, there)
	view := viewed(t, o, source)
	for _, part := range view.Onderdelen {
		if part.Onderdeel.Bestand != nil {
			got[string(fileAt(t, o, view.Dossier.ID, part.Onderdeel.ID))] = true
		}
	}
	must(t, o.Close())
	for _, raw := range files {
		if len(got) != len(files) || !got[string(raw)] {
			t.Errorf("a file of %d bytes did not come over, of %d", len(raw), len(got))
		}
	}
	// Where something is geheim nobody can say what else gives it away, so no file goes that is not named.
	must(t, os.WriteFile(path, modest, 0o600))
	r, err := source()
	must(t, err)
	plain, err := io.ReadAll(r)
	must(t, errors.Join(err, r.Close()))
	if bytes.Contains(plain, []byte(`"stuk"`)) || !bytes.Contains(plain, []byte(`"bijlage":4`)) {
		t.Error("a file went that may give away what is geheim")
	}
}

// viewed is the one dossier of a file, as it stands in a ledger.
func viewed(t *testing.T, o *parts, source func() (io.ReadCloser, error)) *ledger.Beeld {
	t.Helper()
	var d id.Dossier
	f := &importFile{open: source}
	must(t, f.read(func(l rawLine) error { d = l.Dossier; return nil }, nil))
	return viewedAs(t, o, d)
}

func viewedAs(t *testing.T, o *parts, d id.Dossier) *ledger.Beeld {
	t.Helper()
	grant := o.ledger.Beslis(testImporter.actor, domain.HandelingRaadplegen, d, "onderzoek")
	view, err := o.ledger.Bekijk(t.Context(), grant, d, ledger.Momenten{}, "")
	must(t, err)
	return view
}

// bodyLines are the lines that bring a file, in pieces of some bytes.
func bodyLines(raw []byte, piece int) string {
	var b strings.Builder
	for rest := raw; len(rest) > 0; rest = rest[min(piece, len(rest)):] {
		fmt.Fprintf(&b, "{\"stuk\":%q}\n", base64.StdEncoding.EncodeToString(rest[:min(piece, len(rest))]))
	}
	sum := sha256.Sum256(raw)
	fmt.Fprintf(&b, "{\"bestand\":{\"omvang\":%d,\"sha256\":%q}}\n", len(raw), hex.EncodeToString(sum[:]))
	return b.String()
}

const fileMessage = `{"naam":{"tekst":"Brief Geheimenis"},"soort":"brief","bron":{"soort":"eigen-waarneming"}}`

// storedFiles counts what lies in the store of files.
func storedFiles(t *testing.T, p *paths) (n int) {
	t.Helper()
	must(t, filepath.WalkDir(filepath.Join(p.data, "bijlagen"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	}))
	return n
}

// A file that is not whole, not what was sent, too large or of a type that is not taken is told with its line, and
// nothing is taken in: no line, no byte.
func TestImportFileFaults(t *testing.T) {
	p := newImport(t, "fout")
	before, err := os.ReadFile(p.log)
	must(t, err)
	first := oldLine("1", "D1", "dossier", 1,
		`{"grond":"ots","betrokkenen":[{"verwijzing":"p1","identiteit":{"naam":{"achternaam":"Geheimenis"},"hoedanigheid":"kind"}}]}`)
	good := someFile(1000, 0)
	body := bodyLines(good, 300)
	photo :=
		`{"naam":{"tekst":"Foto"},"soort":"foto","over":["p1"],"bron":{"soort":"eigen-waarneming"},"opname":{"wijze":"openlijk"}}`
	who := testImporter
	who.maxFile = 2000
	for name, c := range map[string]struct{ message, body, want string }{
		"no file":         {fileMessage, "", "regel 3: " + errNoFile.Error()},
		"not closed":      {fileMessage, body[:strings.Index(body, `{"bestand"`)], "regel 3: " + errNoFile.Error()},
		"a piece is gone": {fileMessage, body[strings.Index(body, "\n")+1:], "regel 3: " + errBadFile.Error()},
		"altered": {fileMessage, strings.Replace(body, `{"stuk":"J`, `{"stuk":"K`, 1),
			"regel 3: " + errBadFile.Error()},
		"empty":     {fileMessage, bodyLines(nil, 1), "regel 3: het bestand is leeg"},
		"too large": {fileMessage, bodyLines(someFile(2001, 0), 300), "regel 3: het bestand is te groot"},
		"a program": {fileMessage, bodyLines([]byte("#!/bin/sh\nrm x\n"), 300), "regel 3: Dit soort bestand"},
		"without consent": {photo, bodyLines([]byte("\x89PNG\x0d\x0a\x1a\x0a"+strings.Repeat("x", 99)), 300),
			"regel 3: /inhoud/opname/toestemming"},
		"a length":       {strings.Replace(fileMessage, "{", `{"omvang":1000,`, 1), body, "regel 3: /inhoud/omvang"},
		"more behind it": {fileMessage, body + body, "regel 9: " + errStray.Error()},
		"no base64":      {fileMessage, `{"stuk":"Geheimenis!"}` + "\n", "regel 4: "},
		"a line between it": {fileMessage, strings.Replace(body, "\n",
			"\n"+oldLine("9", "D1", "contact", 3, `{"betrokkene":"p1","soort":"telefoon","telefoon":"06-12345678"}`)+"\n", 1),
			"regel 3: " + errNoFile.Error()},
	} {
		var errs bytes.Buffer
		source := lines(first, oldLine("2", "D1", "bijlage", 2, c.message), strings.TrimSuffix(c.body, "\n"))
		if err := takeFile(t.Context(), p, who, source, io.Discard, &errs); !errors.Is(err, errFaults) ||
			!strings.Contains(errs.String(), c.want) {
			t.Errorf("%s: %v: %s", name, err, errs.String())
		}
		if strings.Contains(errs.String(), "Geheimenis") {
			t.Errorf("%s: it says what stands in the file", name)
		}
	}
	if after, err := os.ReadFile(p.log); err != nil || !bytes.Equal(before, after) || storedFiles(t, p) != 0 {
		t.Errorf("something was taken in (%v)", err)
	}
}

// breaksAt ends a run when so many bytes of a file were read.
type breaksAt struct {
	io.ReadCloser
	left int
	stop func()
}

func (b *breaksAt) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p[:min(len(p), 997)])
	if b.left -= n; b.left <= 0 {
		b.stop()
	}
	return n, err
}

// An import that is broken off while a file comes in goes on where it was: each bijlage stands once, whole, whatever
// came after it too (ZOB-9.1d).
func TestImportFileInterrupted(t *testing.T) {
	p := newImport(t, "afgebroken")
	var b strings.Builder
	for d := range 3 {
		name := fmt.Sprintf("D%d", d)
		b.WriteString(oldLine(name+"-1", name, "dossier", 1,
			`{"grond":"ots","betrokkenen":[{"verwijzing":"p1","identiteit":{"naam":{"onbekend":true},"hoedanigheid":"kind"}}]}`) + "\n")
		for n := range 3 {
			id := fmt.Sprintf("%s-b%d", name, n)
			b.WriteString(oldLine(id, name, "bijlage", 2,
				`{"naam":{"tekst":"Brief"},"soort":"brief","bron":{"soort":"eigen-waarneming"}}`) + "\n")
			b.WriteString(bodyLines(someFile(40_000+n, byte(d)), 9_000))
		}
		b.WriteString(oldLine(name+"-v", name, "verstrekking",
			3,
			fmt.Sprintf(
				`{"onderdelen":["%s-b1"],"ontvanger":"Raad","grond":"wettelijke-taak","toestemming":"niet-gevraagd","doel":{"tekst":"x"}}`, name)) + "\n")
	}
	file := lines(strings.TrimSuffix(b.String(), "\n"))
	for at := range 12 { // in the taking in, which reads the file for the fourth time
		ctx, stop := context.WithCancel(t.Context())
		reads := 0
		source := func() (io.ReadCloser, error) {
			r, err := file()
			if reads++; reads < 4 {
				return r, err
			}
			return &breaksAt{r, (at + 1) * b.Len() / 14, stop}, err
		}
		if err := takeFile(ctx, p, testImporter, source, io.Discard, io.Discard); err == nil {
			t.Errorf("%d: it was not broken off", at)
		}
		stop()
	}
	var out bytes.Buffer
	must(t, takeFile(t.Context(), p, testImporter, file, &out, io.Discard))
	if !strings.Contains(out.String(), "15 regels, 3 dossiers") {
		t.Errorf("it says %s", out.String())
	}
	o := open(t, p)
	dossiers := map[string]id.Dossier{}
	f := &importFile{open: file}
	must(t, f.read(func(l rawLine) error { dossiers[l.Verwijzing] = l.Dossier; return nil }, nil))
	for name, d := range dossiers {
		var got [][]byte
		for _, part := range viewedAs(t, o, d).Onderdelen {
			if part.Onderdeel.Bestand != nil {
				got = append(got, fileAt(t, o, d, part.Onderdeel.ID))
			}
		}
		for n := range 3 {
			if len(got) != 3 || !bytes.Equal(got[n], someFile(40_000+n, name[1]-'0')) {
				t.Errorf("%s has %d files, and %d is not what it was", name, len(got), n)
			}
		}
	}
	must(t, o.Close())
	if v := verified(t, p); v.Dossiers != 3 {
		t.Errorf("%d dossiers", v.Dossiers)
	}
}
