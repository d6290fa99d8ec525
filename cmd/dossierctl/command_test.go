package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// secret stands for personal data that must never come back in an error.
const secret = "Sanne-Verzonnen-999990019"

// Wrong use: exit code 2, Dutch, and nothing repeated of what was typed.
func TestWrongUse(t *testing.T) {
	const dossier = "2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"
	t.Setenv(envToken, "t")
	t.Setenv(envServer, "")
	open := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(open, []byte("t"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{secret},
		{"view"},
		{"view", secret},
		{"view", dossier, secret},
		{"view", dossier, "--geldig-op", secret},
		{"view", dossier, "--beschikbaar-op", secret},
		{"view", dossier, "--beschikbaar-op", "2026-03-29 02:30"},
		{"view", dossier, "--" + secret},
		{"view", dossier, "--json=" + secret},
		{"view", dossier, "--doel", secret},
		{"view", dossier, "--kleur", secret},
		{"view", dossier, "--server", "http://" + secret + ".example"},
		{"view", dossier, "--server", "ftp://127.0.0.1"},
		{"view", dossier, "--server", "https://user:" + secret + "@127.0.0.1"},
		{"view", dossier, "--token", "a", "--token-bestand", "b"},
		{"view", dossier, "--token-bestand", filepath.Join(t.TempDir(), secret)},
		{"view", dossier, "--token-bestand", open},
		{"replay"},
		{"replay", dossier, "--tot"},
		{"diff", dossier},
		{"diff", dossier, "--sinds", "2026-03-02", "--tot", "2026-03-01"},
		{"search"},
		{"search", secret},
		{"search", "--bsn", secret},
		{"search", "--naam", "-"},
		{"search", "--vraag", filepath.Join(t.TempDir(), secret)},
		{"search", "--vraag", "-", "--naam", secret},
		{"search", "--ontvanger", "x", "--naam", secret},
		{"export", dossier, "-o", open},
		{"raadplegingen", dossier, "--na", secret},
		{"concepten", secret},
		{"concepten", dossier, secret},
		{"concepten", dossier, dossier, secret},
		{"concepten", dossier, "--betrokkene", secret},
		{"concepten", "--betrokkene", dossier},
	} {
		var out, errs bytes.Buffer
		code := run(args, strings.NewReader(""), &out, &errs)
		if code != exitUsage {
			t.Errorf("%v: exit code %d, want %d: %s", args, code, exitUsage, errs.String())
		}
		if strings.Contains(errs.String(), secret) || strings.Contains(errs.String(), "Sanne") {
			t.Errorf("%v: what was typed came back in the error", args)
		}
		if !strings.HasPrefix(errs.String(), "dossierctl: ") || out.Len() > 0 {
			t.Errorf("%v: %q on stderr, %d bytes on stdout", args, errs.String(), out.Len())
		}
	}
}

func TestNoToken(t *testing.T) {
	t.Setenv(envToken, "")
	var out, errs bytes.Buffer
	if code := run([]string{"view", "2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"}, nil, &out, &errs); code != exitUsage ||
		!strings.Contains(errs.String(), envToken) {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
}

// Help shows no token, and exits with 0.
func TestHelp(t *testing.T) {
	t.Setenv(envToken, secret)
	for _, args := range [][]string{{}, {"--help"}, {"help"}, {"view", "--help"}, {"search", "-h"}} {
		var out, errs bytes.Buffer
		if code := run(args, nil, &out, &errs); code != exitDone || errs.Len() > 0 {
			t.Errorf("%v: exit code %d: %s", args, code, errs.String())
		}
		if strings.Contains(out.String(), secret) {
			t.Errorf("%v: help shows the token", args)
		}
		if !strings.Contains(out.String(), "Gebruik:\n  dossierctl") {
			t.Errorf("%v: no help", args)
		}
	}
}

func TestQuestion(t *testing.T) {
	q := question{name: fromInput, bsn: fromInput, postcode: "1234 AB", houseNumber: fromInput}
	got, err := q.persons(t.Context(), strings.NewReader("Sanne\n 999990019\r\n12"), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	want := &bericht.Zoekvraag{Naam: "Sanne", BSN: "999990019",
		Adres: &bericht.Adres{Postcode: "1234 AB", Huisnummer: "12"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func FuzzQuestion(f *testing.F) {
	for _, s := range []string{`{"naam":"Sanne"}`, `{"naam":"Sanne"} {}`, `{"naam":1}`, `{"wie":"Sanne"}`, `[]`, ``,
		`{"adres":{"postcode":"1234 AB"}}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := question{file: fromInput}
		z, err := q.read(strings.NewReader(s))
		if (z == nil) == (err == nil) || err != nil && !dutch.IsUsage(err) {
			t.Errorf("%v with a question: %t", err, z != nil)
		}
	})
}

func TestExportIsWholeOrNotThere(t *testing.T) {
	lines := func(revisions ...int) string {
		s := ""
		for _, r := range revisions {
			s += fmt.Sprintf("{\"revisie\":%d,\"soort\":\"x\"}\n", r)
		}
		return s
	}
	broken := io.MultiReader(strings.NewReader(lines(0, 1)), errReader{io.ErrUnexpectedEOF})
	cancelled := io.MultiReader(strings.NewReader(lines(0)), errReader{context.Canceled})
	for name, tc := range map[string]struct {
		in   io.Reader
		want int // events; -1: nothing is kept
	}{
		"whole":         {strings.NewReader(lines(0, 1, 2)), 3},
		"empty":         {strings.NewReader(""), -1},
		"an event gone": {strings.NewReader(lines(0, 2)), -1},
		"begins late":   {strings.NewReader(lines(1)), -1},
		"no JSON":       {strings.NewReader(lines(0) + "<html>\n"), -1},
		"no revision":   {strings.NewReader("{}\n"), -1},
		"half a line":   {strings.NewReader(lines(0) + `{"revisie":1,"so`), -1},
		"broken off":    {broken, -1},
		"cancelled":     {cancelled, -1},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "uit.jsonl")
			n, err := target{path: path}.write(func(w io.Writer) (int, error) { return copyLines(w, tc.in) })
			left, errDir := os.ReadDir(filepath.Dir(path))
			if errDir != nil {
				t.Fatal(errDir)
			}
			if tc.want < 0 {
				if !errors.Is(err, errIncomplete) || len(left) > 0 {
					t.Errorf("%v, %d files left", err, len(left))
				}
				return
			}
			if err != nil || n != tc.want || len(left) != 1 {
				t.Fatalf("%d events, %d files, %v", n, len(left), err)
			}
			info, err := os.Stat(path)
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
			if _, err := (target{path: path}).write(func(io.Writer) (int, error) { return 0, nil }); !dutch.IsUsage(err) {
				t.Errorf("a file was overwritten: %v", err)
			}
			if _, err := (target{path: path, overwrite: true}).write(func(io.Writer) (int, error) {
				return 0, nil
			}); err != nil {
				t.Errorf("--overschrijf: %v", err)
			}
		})
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

func TestExplainProblem(t *testing.T) {
	got := explainProblem(&bericht.Probleem{
		Title: "De invoer klopt niet", Status: 400, Detail: "De invoer klopt niet. Zie de fouten per veld.",
		Code: "ongeldige-invoer", Regels: []string{"ZOB-17.4b"}, Verzoek: "4bf92f3577b34da6a3ce929d0e0e4736",
		Fouten: []bericht.Fout{
			{Waar: "inhoud", Veld: "/bsn", Code: "bsn-elfproef", Tekst: "Dit burgerservicenummer klopt niet.\x1b[2J"},
			{Waar: "query", Veld: "beschikbaarOp", Code: "toekomst", Tekst: "Dit moment ligt in de toekomst."},
		},
	})
	want := `dossierctl: De invoer klopt niet (400, ongeldige-invoer)
  De invoer klopt niet. Zie de fouten per veld.
  - BSN: Dit burgerservicenummer klopt niet.�[2J
  - beschikbaar op: Dit moment ligt in de toekomst.
  regels: ZOB-17.4b
  verzoek: 4bf92f3577b34da6a3ce929d0e0e4736
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Every error is said in Dutch and in full, without what the network or the file system put in its text.
func TestExplainOther(t *testing.T) {
	for _, err := range []error{
		context.Canceled, context.DeadlineExceeded, syscall.ECONNREFUSED, syscall.EPIPE, syscall.ENOSPC, fs.ErrPermission,
		fs.ErrNotExist, fs.ErrExist, syscall.ENOTDIR, syscall.EISDIR, syscall.EROFS, syscall.ECONNRESET, io.EOF,
		io.ErrUnexpectedEOF, client.ErrAntwoord, http.ErrSchemeMismatch, &net.DNSError{Name: secret},
		&tls.CertificateVerificationError{Err: errors.New(secret)}, os.ErrDeadlineExceeded, errIncomplete,
	} {
		got := explain(fmt.Errorf("%s: %w", secret, err))
		if strings.Contains(got, secret) || strings.Contains(got, "dat ging niet") ||
			!strings.HasPrefix(got, "dossierctl: ") || !strings.HasSuffix(got, "\n") {
			t.Errorf("%T: %q", err, got)
		}
	}
}

func TestFoundPage(t *testing.T) {
	var out bytes.Buffer
	d := dossier()
	found := &bericht.Gevonden{Meer: true, Treffers: []bericht.Treffer{
		{Dossier: d.Dossier, Betrokkene: &sanne, Inhoud: d.Onderdelen[1].Inhoud},
		{Dossier: d.Dossier, Betrokkene: &vera, Gat: gone()},
		{Dossier: d.Dossier, Onderdeel: &disclosure, Inhoud: d.Onderdelen[10].Inhoud},
	}}
	if err := showFound(pageFor(t, &out, false), found); err != nil {
		t.Fatal(err)
	}
	golden(t, "search.txt", out.Bytes())
}

func TestAgendaPage(t *testing.T) {
	k := func(o id.Onderdeel, day string) bericht.OpenstaandPunt {
		return bericht.OpenstaandPunt{Dossier: dossier().Dossier, Onderdeel: o,
			Punt: bericht.Punt{Soort: domain.PuntNakijken, Titel: domain.PuntNakijken.Titel(), Eigenaar: "m-1024",
				Uiterlijk: day, Sinds: at(0)}}
	}
	a := &bericht.OpenstaandePunten{Punten: []bericht.OpenstaandPunt{k(gegeven1, "2026-03-16"), k(gegeven2, "2026-03-16"),
		k(melding, "2026-03-20")}}
	var out bytes.Buffer
	if err := showAgenda(pageFor(t, &out, false), a); err != nil {
		t.Fatal(err)
	}
	golden(t, "agenda.txt", out.Bytes())
}

func TestReadersPage(t *testing.T) {
	var out bytes.Buffer
	if err := showReaders(pageFor(t, &out, false), readers()); err != nil {
		t.Fatal(err)
	}
	golden(t, "raadplegingen.txt", out.Bytes())
	for _, w := range []toegang.Wat{toegang.WatBeeld, toegang.WatTijdlijn, toegang.WatVerschil, toegang.WatVoorvertoning,
		toegang.WatUitvoer, toegang.WatToegang, toegang.WatVoorstellen, toegang.WatControle, toegang.WatBijlage,
		toegang.WatOverdracht} {
		if readWords[w] == "" {
			t.Errorf("no words for %s", w)
		}
	}
}
