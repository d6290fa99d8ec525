package main

import (
	"database/sql"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"dossierboek/eventstore/bijlage/standin"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dossierd": main})
}

// TestScripts runs the commands as an operator would; $S3 is a bucket with nothing in it, on a server in this process.
// The scripts have one command of their own: tamper FILE SQL…, which alters a database the way somebody with access to
// the disk could.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			s3, err := standin.New()
			if err != nil {
				return err
			}
			e.Defer(s3.Close)
			e.Vars = append(append(e.Vars, standin.Env...), "S3="+s3.URL(), "S3_ANDERS="+s3.URLOf("anders"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"tamper": tamper},
	})
}

func tamper(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: tamper FILE SQL")
	}
	path := ts.MkAbs(args[0])
	if _, err := os.Stat(path); err != nil {
		ts.Fatalf("%v", err)
	}
	db, err := sql.Open("sqlite3", "file:"+path)
	ts.Check(err)
	defer db.Close()
	for _, statement := range dropTriggers(ts, db) {
		_, err := db.Exec(statement)
		ts.Check(err)
	}
	_, err = db.Exec(strings.Join(args[1:], " "))
	ts.Check(err)
}

// dropTriggers gives the statements that take away what keeps records from being changed.
func dropTriggers(ts *testscript.TestScript, db *sql.DB) (statements []string) {
	rows, err := db.Query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
	ts.Check(err)
	defer rows.Close()
	for rows.Next() {
		var name string
		ts.Check(rows.Scan(&name))
		statements = append(statements, "DROP TRIGGER "+name)
	}
	ts.Check(rows.Err())
	return statements
}
