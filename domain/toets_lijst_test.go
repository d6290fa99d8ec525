package domain

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Every type with a Beslis is in the list of commands that other tests range over.
func TestOpdrachtenZijnGenoemd(t *testing.T) {
	genoemd := map[string]bool{}
	for _, o := range opdrachten {
		genoemd[reflect.TypeOf(o).Name()] = true
	}
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
			if !ok || f.Name.Name != "Beslis" || f.Recv == nil {
				continue
			}
			gevonden++
			if naam := f.Recv.List[0].Type.(*ast.Ident).Name; !genoemd[naam] {
				t.Errorf("%s is a command and not in the list", naam)
			}
		}
	}
	if gevonden != len(opdrachten) {
		t.Errorf("found %d commands, the list has %d", gevonden, len(opdrachten))
	}
}
