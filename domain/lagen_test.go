package domain_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pakketten is the house: each package, what of ours it may import, and what it never may of others'. A name that ends
// in /... stands for the packages below it too. A package that is not here fails the test: say first what it may know.
var pakketten = map[string]struct{ mag, nooit []string }{
	"cmd/dossierd": {mag: []string{"..."}},
	"cmd/dossierctl": {mag: []string{"domain/...", "eventstore/seal", "eventstore/notary", "eventstore/bundel",
		"api/client", "api/bericht", "cmd/dutch"}, nooit: []string{"database/sql"}},
	"cmd/dutch": {nooit: slices.Concat(sql, invoer)},

	"cmd/dutch/dutchtest": {}, // for tests

	"api": {mag: []string{"eventstore/ledger", "projections", "domain/...", "api/..."},
		nooit: slices.Concat(sql, cryptografie)},
	"api/bericht":    {mag: []string{"domain/..."}, nooit: slices.Concat(sql, cryptografie)},
	"api/identiteit": {mag: []string{"domain/..."}, nooit: sql},
	"api/client":     {mag: []string{"domain/...", "api/bericht"}, nooit: slices.Concat(sql, cryptografie)},

	"projections": {mag: []string{"eventstore", "eventstore/disk", "domain/..."}},

	"eventstore":              {nooit: sql},
	"eventstore/disk":         {nooit: sql},
	"eventstore/ledgerfile":   {mag: []string{"eventstore", "eventstore/disk"}},
	"eventstore/sqlite":       {mag: []string{"eventstore", "eventstore/disk"}},
	"eventstore/sqlite/bare":  {mag: []string{"eventstore"}},
	"eventstore/esdb":         {mag: []string{"eventstore"}, nooit: sql},
	"eventstore/esdb/standin": {nooit: sql}, // for tests
	"eventstore/storetest":    {mag: []string{"eventstore"}, nooit: sql},
	"eventstore/seal":         {mag: []string{"domain/..."}, nooit: slices.Concat(sql, invoer)},
	"eventstore/vault": {mag: []string{"eventstore/seal", "eventstore/disk", "eventstore/ledgerfile",
		"domain/..."}},
	"eventstore/concept": {mag: []string{"eventstore/disk", "eventstore/ledgerfile", "domain/id"}, nooit: cryptografie},
	"eventstore/bijlage": {mag: []string{"domain/..."}, nooit: slices.Concat(sql, cryptografie)},
	"eventstore/notary":  {mag: []string{"eventstore"}},
	"eventstore/bundel":  {mag: []string{"eventstore/seal", "eventstore/notary", "domain/..."}},
	"eventstore/ledger": {mag: []string{"domain/...", "eventstore", "eventstore/seal", "eventstore/vault",
		"eventstore/concept", "eventstore/bijlage", "eventstore/disk"}, nooit: slices.Concat(sql, []string{"net/http"})},

	"eventstore/bijlage/standin": {nooit: sql}, // for tests

	"domain":         {mag: []string{"domain/id", "domain/waarde", "domain/tekst", "domain/termijn"}, nooit: zuiver},
	"domain/id":      {nooit: zuiver},
	"domain/waarde":  {nooit: zuiver},
	"domain/tekst":   {mag: []string{"domain/id", "domain/waarde"}, nooit: zuiver},
	"domain/termijn": {mag: []string{"domain/waarde"}, nooit: zuiver},
	"domain/toegang": {mag: []string{"domain", "domain/id", "domain/waarde"}, nooit: zuiver},
}

var (
	sql          = []string{"database/sql", "github.com/mattn/go-sqlite3"}
	cryptografie = []string{"crypto/aes", "crypto/cipher", "crypto/hmac", "crypto/hkdf"}
	invoer       = []string{"os", "net", "net/http", "syscall"}
	willekeur    = []string{"crypto/rand", "math/rand", "math/rand/v2"}
	zuiver       = slices.Concat(sql, invoer, willekeur, cryptografie)
)

// bovenaan is all that stands at the top of the repository.
var bovenaan = []string{"go.mod", "go.sum", "cmd", "domain", "eventstore", "projections", "api", "README.md",
	"Makefile"}

const eigen = "dossierboek/"

func magImporteren(mag []string, pakket string) bool {
	return slices.ContainsFunc(mag, func(m string) bool {
		boven, open := strings.CutSuffix(m, "...")
		boven = strings.TrimSuffix(boven, "/")
		return m == pakket || open && (boven == "" || pakket == boven || strings.HasPrefix(pakket, boven+"/"))
	})
}

// bronnen calls f for every Go file that is no test, with the package's path below the module.
func bronnen(t *testing.T, f func(pakket string, bestand string, boom *ast.File)) {
	t.Helper()
	gezien := 0
	err := filepath.WalkDir("..", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		boom, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Errorf("%s does not parse", p)
			return nil
		}
		gezien++
		p = strings.TrimPrefix(filepath.ToSlash(p), "../")
		f(path.Dir(p), p, boom)
		return nil
	})
	if err != nil || gezien < 50 {
		t.Fatalf("read %d files: %v", gezien, err)
	}
}

func TestLagen(t *testing.T) {
	bronnen(t, func(pakket, bestand string, boom *ast.File) {
		regels, ok := pakketten[pakket]
		if !ok {
			t.Errorf("%s: package %s is not in the table of packages", bestand, pakket)
			return
		}
		for _, i := range boom.Imports {
			naam, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			ons, isOns := strings.CutPrefix(naam, eigen)
			if isOns && !magImporteren(regels.mag, ons) {
				t.Errorf("%s: %s may not import %s", bestand, pakket, ons)
			}
			if slices.Contains(regels.nooit, naam) {
				t.Errorf("%s: %s may not import %s", bestand, pakket, naam)
			}
		}
	})
}

// A decision is given its time and its ids: domain never asks for them (nor does it parse by panicking).
func TestDomeinVraagtGeenKlokOfToeval(t *testing.T) {
	verboden := map[string][]string{
		"time": {"Now", "Since", "Until", "After", "Tick", "Sleep", "NewTimer", "NewTicker", "AfterFunc"},
		"uuid": {"New", "NewString", "NewRandom", "NewV7", "NewUUID", "Must", "MustParse"},
	}
	bronnen(t, func(pakket, bestand string, boom *ast.File) {
		if pakket != "domain" && !strings.HasPrefix(pakket, "domain/") {
			return
		}
		ast.Inspect(boom, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && slices.Contains(verboden[x.Name], s.Sel.Name) {
					t.Errorf("%s uses %s.%s", bestand, x.Name, s.Sel.Name)
				}
			}
			return true
		})
	})
}

// Only the ledger may ask for the grant that carries out what was approved (package toegang).
func TestUitvoeringIsVanDeLedger(t *testing.T) {
	bronnen(t, func(pakket, bestand string, boom *ast.File) {
		ast.Inspect(boom, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Uitvoering" && pakket != "eventstore/ledger" {
				t.Errorf("%s asks for a grant to carry out a vernietiging", bestand)
			}
			return true
		})
	})
}

func TestBovenaanStaatNietsAnders(t *testing.T) {
	er, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range er {
		n := e.Name()
		// by make and go test, not in the repository
		gemaakt := n == "bin" || n == "data" || strings.HasSuffix(n, ".test") || strings.HasSuffix(n, ".out")
		if !slices.Contains(bovenaan, n) && !strings.HasPrefix(n, ".") && !gemaakt {
			t.Errorf("%s stands at the top of the repository", n)
		}
	}
}
