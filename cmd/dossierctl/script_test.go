package main

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"dossierboek/domain/toegang"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dossierctl": main})
}

// The command as it is used, against a real server.
func TestScripts(t *testing.T) {
	s := startServer(t)
	st := tell(t, s)
	env := map[string]string{
		envServer: s.url,
		envToken:  s.token("po-1", toegang.PrivacyOfficer, "rechten-van-betrokkene"),
		"WORKER":  s.token("m-1", toegang.Medewerker, "onderzoek"),
		"DOSSIER": st.dossier.String(), "DRAFT": st.draft.String(), "NEIGHBOUR": tail(st.neighbour.String()),
		"NO_DOSSIER": "00000000-0000-4000-8000-000000000000",
		"BEFORE":     st.beforeCorrection.Format(time.RFC3339Nano), "BEGAN": st.began.Format(time.RFC3339Nano),
		"ENDED": st.ended.Format(time.RFC3339Nano), "FUTURE": time.Now().Add(24 * time.Hour).Format(time.RFC3339),
		"WRONG": wrongStreet, "RIGHT": rightStreet,
		"GORACE": "atexit_sleep_ms=0", // the race detector has each command wait a second before it ends
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			for name, value := range env {
				e.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": exitCode, "private": onlyForOwner},
	})
}

// exitCode runs a command and holds its exit code: code 2 dossierctl view.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = fmt.Sprint(codeOf(err))
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

func codeOf(err error) int {
	if e, ok := err.(interface{ ExitCode() int }); ok {
		return e.ExitCode()
	}
	return -1
}

// onlyForOwner holds that others cannot read a file.
func onlyForOwner(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if info.Mode().Perm() != 0o600 {
		ts.Fatalf("mode %v", info.Mode())
	}
}
