package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dossierboek/api"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/esdb/standin"
)

// newCluster starts a stand-in of an EventStoreDB cluster.
func newCluster(t *testing.T, o standin.Options) *standin.Cluster {
	t.Helper()
	c, err := standin.Start(t.TempDir(), o)
	must(t, err)
	t.Cleanup(func() { must(t, c.Stop()) })
	return c
}

// TestCourseOnCluster is the course of TestCourse with the log on a cluster (a stand-in), in a dossierd of its own
// that is killed half-way.
func TestCourseOnCluster(t *testing.T) {
	dir := t.TempDir()
	c, err := standin.Start(dir, standin.Options{Nodes: 3})
	must(t, err)
	t.Cleanup(func() { must(t, c.Stop()) })
	p := newPaths(t)
	p.store = c.URL()
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	address := freeAddress(t)
	as, err := (&parts{}).clients(p, "http://"+address, &http.Client{Timeout: 30 * time.Second})
	must(t, err)
	run := &course{as: as, now: now}
	steps := run.steps()
	half := len(steps) / 2

	first := startServer(t, p, address)
	take(t, run, steps[:half])
	must(t, first.Process.Kill())
	_ = first.Wait() // it was killed, and says so

	second := startServer(t, p, address)
	take(t, run, steps[half:len(steps)-1])
	beforeTheErasure(t, t.Context(), run)
	take(t, run, steps[len(steps)-1:])
	afterTheErasure(t, t.Context(), run)
	must(t, second.Process.Signal(syscall.SIGTERM))
	must(t, second.Wait())

	nowhere(t, p.data, plaintexts)
	nowhere(t, dir, plaintexts)
	verifyClean(t, p)
	out, err := exec.Command("dossierd", "verify", "--data", p.data, "--store", p.store).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "0 fouten") {
		t.Fatalf("dossierd verify: %v\n%s", err, out)
	}
}

func take(t *testing.T, c *course, steps []step) {
	t.Helper()
	for _, s := range steps {
		if err := s.do(t.Context()); err != nil {
			t.Fatalf("%s: %v", s.what, err)
		}
	}
}

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

// startServer starts a dossierd of its own (testscript puts this program in the path by that name) and waits until it
// is ready.
func startServer(t *testing.T, p *paths, address string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("dossierd", "serve", "--data", p.data, "--listen", address)
	cmd.Env = append(os.Environ(), "DOSSIERBOEK_STORE="+p.store)
	cmd.Stderr = t.Output()
	must(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // it has mostly ended by then
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	for ctx.Err() == nil {
		if status("http://"+address+"/gereed") == http.StatusOK {
			return cmd
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("dossierd is niet gereed")
	return nil
}

// status is that of an answer, 0 where there is none.
func status(url string) int {
	r, err := http.Get(url)
	if err != nil {
		return 0
	}
	r.Body.Close()
	return r.StatusCode
}

// TestClusterOutage: while the cluster is gone everything is answered, with 503 and when to come back; when it is
// there again all goes on without a restart, and nothing is lost or doubled.
func TestClusterOutage(t *testing.T) {
	c := newCluster(t, standin.Options{})
	p, o, s := newSoak(t, c)
	var d id.Dossier
	for d = range s.acknowledged {
		break
	}
	s.connected(o, p, c, true)
	c.Node(0).Stop()
	token, err := o.token(p, caseworker, demoTokenLife)
	must(t, err)
	for _, request := range []*http.Request{
		httptest.NewRequest(http.MethodGet, s.url+"/v1/dossiers/"+d.String(), nil),
		httptest.NewRequest(http.MethodPost, s.url+"/v1/dossiers/"+d.String()+"/gegevens", strings.NewReader(
			`{"rubriek":"onderzoek","soort":"mededeling","aard":"feit","bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Er is gebeld."}}`)),
	} {
		request.RequestURI = ""
		request.Header.Set("Authorization", "Bearer "+token)
		request.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(request)
		must(t, err)
		answer.Body.Close()
		if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %d, Retry-After %q", request.Method, answer.StatusCode, answer.Header.Get("Retry-After"))
		}
	}
	for path, want := range map[string]int{"/v1/openapi.json": 200, "/gezondheid": 503, "/gereed": 503, "/metrics": 200} {
		begin := time.Now()
		if got := status(s.url + path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
		if took := time.Since(begin); took > 3*time.Second {
			t.Errorf("%s antwoordt pas na %v", path, took)
		}
	}
	s.connected(o, p, c, false)
	must(t, c.Node(0).Start())
	must(t, s.record(1, d, "Er is gebeld."))
	must(t, s.view(2, d))
	s.holds(o)
	s.end()
	must(t, o.Close())
}

// connected looks at what health and metrics tell beheer of the connection.
func (s *soak) connected(o *parts, p *paths, c *standin.Cluster, want bool) {
	s.t.Helper()
	token, err := o.token(p, role{id: "b-mulder", rol: toegang.Beheer, why: "beheer"}, demoTokenLife)
	must(s.t, err)
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+"/gezondheid", nil)
	must(s.t, err)
	request.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(request)
	must(s.t, err)
	defer answer.Body.Close()
	var health struct{ Verbinding api.Verbinding }
	must(s.t, json.NewDecoder(answer.Body).Decode(&health))
	if v := health.Verbinding; v.Verbonden != want || v.Leider != c.Node(0).Address() || v.Sinds.IsZero() {
		s.t.Errorf("verbonden %v met %s sinds %v", v.Verbonden, v.Leider, v.Sinds)
	}
	metrics, err := http.Get(s.url + "/metrics")
	must(s.t, err)
	defer metrics.Body.Close()
	text, err := io.ReadAll(metrics.Body)
	must(s.t, err)
	gauge := map[bool]string{true: "dossierboek_store_connected 1", false: "dossierboek_store_connected 0"}[want]
	for _, name := range []string{gauge, "dossierboek_store_appends_total", "dossierboek_store_reconnects_total"} {
		if !strings.Contains(string(text), name) {
			s.t.Errorf("/metrics heeft geen %s", name)
		}
	}
}

// TestClusterAtStart: what is wrong with a cluster is one clear line, without what the connection string holds.
func TestClusterAtStart(t *testing.T) {
	nothing := "esdb://" + freeAddress(t) + "?tls=false"
	web := "esdb://" + webServer(t) + "?tls=false"
	plain, secure := newCluster(t, standin.Options{}),
		newCluster(t, standin.Options{TLS: true, User: "ledger", Password: "geheim-wachtwoord"})
	old := newCluster(t, standin.Options{Version: "5.0.11"})
	headless := newCluster(t, standin.Options{Nodes: 3})
	headless.Node(1).Stop()
	headless.Node(2).Stop()
	for name, test := range map[string]struct{ url, says string }{
		"no URL":            {"logboek.db", "De verbindingstekst van --store"},
		"other scheme":      {"https://localhost:2113", "De verbindingstekst van --store"},
		"login without TLS": {"esdb://ledger:geheim-wachtwoord@localhost:2113?tls=false", "De verbindingstekst van --store"},
		"nothing there":     {nothing, "Geen knooppunt van het cluster is te bereiken"},
		"something else":    {web, "antwoordt iets anders dan EventStoreDB"},
		"TLS asked": {strings.Replace(plain.URL(), "tls=false", "tls=true", 1),
			"De TLS-verbinding met het cluster lukt niet"},
		"TLS not asked": {"esdb://" + secure.Node(0).Address() + "?tls=false",
			"De TLS-verbinding met het cluster lukt niet"},
		"wrong password": {strings.Replace(secure.URL(), "geheim-wachtwoord", "ander-wachtwoord", 1),
			"kent deze gebruiker of dit wachtwoord niet"},
		"too old":       {old.URL(), "te oud voor Dossierboek"},
		"no quorum":     {headless.URL(), "Het cluster heeft geen leider"},
		"no ledger yet": {plain.URL(), "Er is nog geen logboek op deze plaats"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, errs strings.Builder
			if code := run([]string{"serve", "--data", t.TempDir(), "--store", test.url, "--listen", "127.0.0.1:0"}, &out,
				&errs); code == 0 {
				t.Fatal("dossierd began")
			}
			lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
			if last := lines[len(lines)-1]; !strings.HasPrefix(last, "dossierd: ") || !strings.Contains(last, test.says) {
				t.Errorf("zegt niet in één regel %q:\n%s", test.says, errs.String())
			}
			if strings.Contains(errs.String(), "wachtwoord@") || strings.Contains(errs.String(), "geheim-wachtwoord") {
				t.Error("het wachtwoord staat in de melding")
			}
		})
	}
}

// webServer is something that is no EventStoreDB.
func webServer(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	s := &http.Server{Handler: http.NotFoundHandler(), ReadHeaderTimeout: time.Second}
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { must(t, s.Close()) })
	return l.Addr().String()
}

// TestClusterTampered: verify says so where somebody deleted, tombstoned, cut off or limited a stream of the ledger on
// the cluster, whether or not the server has cleaned up since, or an event of it is gone.
func TestClusterTampered(t *testing.T) {
	const dossier, access = "dossier-", "toegang-"
	scavenged := func(c *standin.Cluster, err error) error { return errors.Join(err, c.Scavenge()) }
	for name, test := range map[string]struct {
		of   string
		harm func(c *standin.Cluster, stream string) error
	}{
		"deleted": {dossier, func(c *standin.Cluster, s string) error { return c.Delete(s) }},
		"deleted and scavenged": {dossier, func(c *standin.Cluster, s string) error {
			return scavenged(c, c.Delete(s))
		}},
		"tombstoned": {dossier, func(c *standin.Cluster, s string) error { return c.Tombstone(s) }},
		"truncated":  {dossier, func(c *standin.Cluster, s string) error { return c.Truncate(s, 3) }},
		"truncated and scavenged": {dossier, func(c *standin.Cluster, s string) error {
			return scavenged(c, c.Truncate(s, 3))
		}},
		"removed":          {dossier, func(c *standin.Cluster, s string) error { return c.Remove(s, 4) }},
		"lets expire":      {dossier, func(c *standin.Cluster, s string) error { return c.LimitAge(s, 1e9) }},
		"keeps the newest": {dossier, func(c *standin.Cluster, s string) error { return c.LimitCount(s, 1e6) }},
		"access deleted":   {access, func(c *standin.Cluster, s string) error { return c.Delete(s) }},
		"access deleted and scavenged": {access, func(c *standin.Cluster, s string) error {
			return scavenged(c, c.Delete(s))
		}},
		"access tombstoned": {access, func(c *standin.Cluster, s string) error { return scavenged(c, c.Tombstone(s)) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCluster(t, standin.Options{})
			p := newPaths(t)
			p.store = c.URL()
			must(t, makeDemo(t.Context(), p, t.Output()))
			stream := test.of + onlyDossier(t, p)
			must(t, test.harm(c, stream))
			var out, errs strings.Builder
			if code := run([]string{"verify", "--data", p.data, "--store", p.store}, &out, &errs); code == 0 {
				t.Fatal("verify vindt alles in orde")
			}
			if !strings.Contains(out.String()+errs.String(), stream) {
				t.Errorf("de plaats staat er niet bij:\n%s%s", out.String(), errs.String())
			}
		})
	}
}

// onlyDossier is the id of the one dossier of a demo, from the read models.
func onlyDossier(t *testing.T, p *paths) string {
	t.Helper()
	o := open(t, p)
	defer func() { must(t, o.Close()) }()
	for r, err := range o.store.ReadAll(t.Context(), "") {
		must(t, err)
		if id, ok := strings.CutPrefix(r.Stream, "dossier-"); ok {
			return id
		}
	}
	t.Fatal("geen dossier")
	return ""
}

// TestClusterSecret: the password of a connection string in the environment is in no help and no error.
func TestClusterSecret(t *testing.T) {
	t.Setenv("DOSSIERBOEK_STORE", "esdb://ledger:geheim-wachtwoord@"+freeAddress(t)+"?tls=true")
	for _, args := range [][]string{{"serve", "--help"}, {"init"}, {"serve"}, {"verify"},
		{"backup", "--kluis-naar", "x"}} {
		var out, errs strings.Builder
		run(append(args, "--data", t.TempDir()), &out, &errs)
		if strings.Contains(out.String()+errs.String(), "geheim-wachtwoord") {
			t.Errorf("%v zegt het wachtwoord", args)
		}
		if strings.Contains(errs.String(), "heeft al een logboek") || strings.Count(errs.String(), "dossierd: ") > 1 {
			t.Errorf("%v:\n%s", args, errs.String())
		}
	}
}

// TestClusterFrozen: a leader that takes connections and says nothing holds up nobody for long who looks at health,
// and when it speaks again all goes on.
func TestClusterFrozen(t *testing.T) {
	c := newCluster(t, standin.Options{TLS: true, User: "ledger", Password: "geheim-wachtwoord"})
	_, o, s := newSoak(t, c)
	c.Node(0).Pause()
	for range 3 {
		for path, want := range map[string]int{"/v1/openapi.json": 200, "/gezondheid": 503, "/gereed": 503,
			"/metrics": 200} {
			begin := time.Now()
			if got := status(s.url + path); got != want {
				t.Errorf("%s: %d, want %d", path, got, want)
			}
			if took := time.Since(begin); took > 4*time.Second {
				t.Errorf("%s antwoordt pas na %v", path, took)
			}
		}
	}
	c.Node(0).Resume()
	for d := range s.acknowledged {
		must(t, s.record(1, d, "Er is gebeld."))
		must(t, s.view(2, d))
	}
	s.holds(o)
	s.end()
	must(t, o.Close())
}

// TestClusterCommands: what is made with files is refused with the reason, and the vault's copy still is made.
func TestClusterCommands(t *testing.T) {
	c := newCluster(t, standin.Options{})
	p := newPaths(t)
	p.store = c.URL()
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	for _, test := range []struct {
		says string
		args []string
	}{
		{"op een cluster", []string{"backup", "--logboek-naar", filepath.Join(t.TempDir(), "kopie.db")}},
		{"op een cluster", []string{"restore", "--logboek-uit", filepath.Join(t.TempDir(), "kopie.db")}},
		{"er staat hier al iets", []string{"init"}},
		{"", []string{"backup", "--kluis-naar", filepath.Join(t.TempDir(), "kluis.db")}},
		{"", []string{"rebuild"}},
	} {
		var out, errs strings.Builder
		code := run(append(test.args, "--data", p.data, "--store", p.store), &out, &errs)
		if (code != 0) != (test.says != "") || !strings.Contains(errs.String(), test.says) {
			t.Errorf("%s: %d\n%s", fmt.Sprint(test.args[0]), code, errs.String())
		}
	}
}
