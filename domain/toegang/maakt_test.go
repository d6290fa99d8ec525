package toegang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// No function of this package hands out a Grant: only methods of Matrix do, which the other test names.
func TestGeenFunctieGeeftEenGrant(t *testing.T) {
	namen, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	gevonden := 0
	for _, naam := range namen {
		if strings.HasSuffix(naam, "_test.go") {
			continue
		}
		bestand, err := parser.ParseFile(token.NewFileSet(), naam, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range bestand.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Type.Results == nil {
				continue
			}
			for _, r := range f.Type.Results.List {
				typ := r.Type
				if p, ok := typ.(*ast.StarExpr); ok {
					typ = p.X
				}
				if i, ok := typ.(*ast.Ident); !ok || i.Name != "Grant" {
					continue
				}
				gevonden++
				if f.Recv == nil || f.Name.Name != "Decide" && f.Name.Name != "Uitvoering" {
					t.Errorf("%s: %s gives a Grant", naam, f.Name.Name)
				}
			}
		}
	}
	if gevonden != 2 {
		t.Errorf("found %d ways to a Grant", gevonden)
	}
}
