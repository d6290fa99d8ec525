package domain

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
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
	geen := func(i fs.FileInfo) bool { return !strings.HasSuffix(i.Name(), "_test.go") }
	pakketten, err := parser.ParseDir(token.NewFileSet(), ".", geen, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	gevonden := 0
	for _, bestand := range pakketten["domain"].Files {
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
