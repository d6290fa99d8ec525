package concept

import (
	"bytes"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// TestMain keeps the property test short, because each of its steps waits for a disk; -rapid.checks overrules it.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", "15"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// failer is a test, or a step of a property.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func must(t failer, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t failer, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func number(name string, n int) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "%s %d", name, n))
}

func person(n int) id.Betrokkene { return id.Van[id.Betrokkene](number("person", n)) }

// draft is draft n in a version.
func draft(n int, version uint64) Concept {
	return Concept{
		ID: id.Van[id.Concept](number("concept", n)), Dossier: id.Van[id.Dossier](number("dossier", n%2)),
		Eigenaar: fmt.Sprintf("m-%d", n%3), Waarvan: "legGegevenVast",
		Over:     sorted([]id.Betrokkene{person(n), person(int(version) % 4)}),
		Begonnen: begin.Add(time.Duration(n) * time.Second), Bewaard: begin.Add(time.Duration(version) * time.Minute),
		Versie: version,
	}
}

func create(t testing.TB) *File {
	t.Helper()
	f, err := Create(t.Context(), filepath.Join(t.TempDir(), "concepten.db"), ledger)
	must(t, err)
	t.Cleanup(func() { must(t, f.Close()) })
	return f
}

// blob is bytes that stand nowhere else.
func blob(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// found counts the pieces of blobs that stand in any byte of any file of the folder.
func found(t testing.TB, dir string, blobs ...[]byte) (n int) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, b := range blobs {
			for ; len(b) >= 16; b = b[16:] {
				if bytes.Contains(content, b[:16]) {
					n++
				}
			}
		}
		return err
	}))
	return n
}
