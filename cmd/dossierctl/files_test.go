package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"dossierboek/domain/toegang"
)

// Files go in and out of a dossier of their own, since the other scripts share one that they do not change.
func TestFileScripts(t *testing.T) {
	s := startServer(t)
	st := tell(t, s)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/bijlagen", RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv(envServer, s.url)
			e.Setenv(envToken, s.token("m-1", toegang.Medewerker, "onderzoek"))
			e.Setenv("DOSSIER", st.dossier.String())
			e.Setenv("CHILD", st.child.String())
			e.Setenv("KEY", "age1yhvmurj4huvd5s3mmzyzlsjzlda5593u3e43hgynjau2mujp6fuqp6pxwp")
			e.Setenv("NO_DOSSIER", "00000000-0000-4000-8000-000000000000")
			e.Setenv("GORACE", "atexit_sleep_ms=0")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": exitCode, "private": onlyForOwner},
	})
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 1023: "1023 bytes", 1536: "1,5 KiB", 50 << 20: "50,0 MiB",
		3 << 30: "3,0 GiB"} {
		if got := size(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}
