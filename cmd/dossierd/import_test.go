package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/ledger"
)

// importDossiers is how many dossiers TestImportInterrupted takes in; DOSSIERBOEK_IMPORT asks for more.
func importDossiers(t *testing.T) int {
	t.Helper()
	n := 60
	if s := os.Getenv("DOSSIERBOEK_IMPORT"); s != "" {
		var err error
		n, err = strconv.Atoi(s)
		must(t, err)
	}
	return n
}

func newImport(t *testing.T, name string) *paths {
	t.Helper()
	p := &paths{data: filepath.Join(t.TempDir(), name)}
	must(t, p.complete())
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	return p
}

var testImporter = func() importer {
	who, err := newImporter("im-1", string(toegang.Teamleider), "2024-01-08", "onderzoek")
	if err != nil {
		panic(err)
	}
	return who
}()

// whoSaw is testImporter, who saw what stands in lists.
func whoSaw(t *testing.T, lists ...string) importer {
	t.Helper()
	who := testImporter
	var err error
	who.seen, err = readSeen(lists)
	must(t, err)
	return who
}

func opener(path string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

// An import that is broken off at random moments, by its context and by killing the process, ends as one that was not
// (ZOB-9.1d).
func TestImportInterrupted(t *testing.T) {
	n := importDossiers(t)
	file := filepath.Join(t.TempDir(), "oud.jsonl")
	must(t, writeFictional(t.Context(), file, n, 7))
	whole := newImport(t, "heel")
	var list bytes.Buffer
	if err := takeFile(t.Context(), whole, testImporter, opener(file), &list, io.Discard); !errors.Is(err, errUnseen) {
		t.Fatalf("nobody may be known: %v", err)
	}
	seen := filepath.Join(t.TempDir(), "lijst.jsonl")
	must(t, os.WriteFile(seen, list.Bytes(), 0o600))
	who := whoSaw(t, seen)
	begin := time.Now()
	must(t, takeFile(t.Context(), whole, who, opener(file), io.Discard, io.Discard))
	took := time.Since(begin)
	want := readable(t, whole, file)
	t.Logf("%d dossiers in %v, %.0f per second", n, took, float64(n)/took.Seconds())

	broken := newImport(t, "gebroken")
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	interrupted := 0
	for i := range 6 {
		moment := time.Duration(random.Int64N(int64(took / 8)))
		if i%2 == 0 {
			kill(t, broken, moment, file, seen)
			continue
		}
		ctx, stop := context.WithCancel(t.Context())
		go func(taking func() bool) {
			for !taking() && ctx.Err() == nil {
				time.Sleep(2 * time.Millisecond)
			}
			time.Sleep(moment)
			stop()
		}(takingIn(broken))
		err := takeFile(ctx, broken, who, opener(file), io.Discard, io.Discard)
		stop()
		if err != nil {
			interrupted++
		}
		t.Logf("%d: %v", i, err)
	}
	t.Logf("%d times interrupted", interrupted)
	var out bytes.Buffer
	must(t, takeFile(t.Context(), broken, who, opener(file), &out, io.Discard))
	t.Log(strings.TrimSpace(out.String()))
	out.Reset()
	begin = time.Now()
	must(t, takeFile(t.Context(), broken, who, opener(file), &out, io.Discard))
	t.Logf("a second run took %v", time.Since(begin))
	if !strings.Contains(out.String(), ": 0 vastgelegd") {
		t.Errorf("a second run recorded something: %s", out.String())
	}
	compareDossiers(t, want, readable(t, broken, file))
	for _, p := range []*paths{whole, broken} {
		out.Reset()
		if code := run([]string{"verify", "--data", p.data}, &out, io.Discard); code != 0 || !strings.Contains(out.String(), " 0 fouten") {
			t.Errorf("verify: %d: %s", code, out.String())
		}
	}
}

// takingIn tells when an import is past looking its file through: the vault grows, by the keys of dossiers.
func takingIn(p *paths) func() bool {
	before := size(p.vault)
	return func() bool { return size(p.vault) > before+60_000 }
}

// kill lets an import run in a process of its own, and kills that a while after it has begun to take in.
func kill(t *testing.T, p *paths, after time.Duration, file, seen string) {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), exe, "-test.run=^TestImportChild$")
	cmd.Env = append(os.Environ(), "DOSSIERBOEK_IMPORT_CHILD="+p.data, "DOSSIERBOEK_IMPORT_FILE="+file, "DOSSIERBOEK_IMPORT_SEEN="+seen)
	taking := takingIn(p)
	must(t, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !taking() {
		select {
		case <-tick.C:
		case err := <-ended:
			t.Logf("the child was done before it could be killed: %v", err)
			return
		}
	}
	select {
	case <-time.After(after):
	case err := <-ended:
		t.Logf("the child was done before it was killed: %v", err)
		return
	}
	_ = cmd.Process.Kill()
	if err := <-ended; err == nil {
		t.Log("the child was done before it could be killed")
	}
}

// size is of a database with what is not moved into it yet.
func size(path string) (n int64) {
	for _, p := range []string{path, path + "-wal"} {
		if i, err := os.Stat(p); err == nil {
			n += i.Size()
		}
	}
	return n
}

// TestImportChild is the process that kill kills.
func TestImportChild(t *testing.T) {
	data := os.Getenv("DOSSIERBOEK_IMPORT_CHILD")
	if data == "" {
		t.Skip("for TestImportInterrupted")
	}
	p := &paths{data: data}
	must(t, p.complete())
	who := whoSaw(t, os.Getenv("DOSSIERBOEK_IMPORT_SEEN"))
	must(t, takeFile(t.Context(), p, who, opener(os.Getenv("DOSSIERBOEK_IMPORT_FILE")), io.Discard, io.Discard))
}

// here are the moments of this run of the tests, and of ids that were made in it: what differs between two imports.
var here = regexp.MustCompile(`20[2-9][0-9]-[0-9]{2}-[0-9]{2}T[0-9:.]+Z|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// readable gives of each dossier of a file its fold, everything that can be read in it and how many events it has, but for when
// it was taken in.
func readable(t *testing.T, p *paths, file string) map[id.Dossier]string {
	t.Helper()
	o, err := openParts(t.Context(), p, slog.New(slog.DiscardHandler), io.Discard)
	must(t, err)
	defer func() { must(t, o.Close()) }()
	all := map[id.Dossier]string{}
	var mu sync.Mutex
	f := &importFile{open: opener(file)}
	must(t, f.eachLine(t.Context(), 64, func(int) bool { return true }, func(_ context.Context, l rawLine) error { // each reading is recorded: together
		mu.Lock()
		_, known := all[l.Dossier]
		mu.Unlock()
		if known {
			return nil
		}
		s, err := readDossier(t.Context(), o, l.Dossier)
		mu.Lock()
		defer mu.Unlock()
		all[l.Dossier] = s
		return err
	}))
	return all
}

func readDossier(ctx context.Context, o *parts, d id.Dossier) (string, error) {
	grant := o.ledger.Beslis(testImporter.actor, domain.HandelingRaadplegen, d, "onderzoek")
	view, err := o.ledger.Bekijk(ctx, grant, d, ledger.Momenten{}, "")
	if err != nil {
		return "", err
	}
	what := []any{view.Dossier}
	for _, part := range view.Onderdelen {
		content, _ := part.Inhoud.Value()
		what = append(what, part.Meta.Herkomst, content)
	}
	raw, err := json.Marshal(what)
	return here.ReplaceAllString(fmt.Sprintf("%d events\n%s", view.Revisie+1, raw), "X"), err
}

func compareDossiers(t *testing.T, want, got map[id.Dossier]string) {
	t.Helper()
	if len(want) == 0 || len(want) != len(got) {
		t.Fatalf("%d dossiers, %d", len(want), len(got))
	}
	for d, w := range want {
		if got[d] != w {
			t.Fatalf("dossier %s ended otherwise:\n%s\n%s", d, w, got[d])
		}
	}
}

// What stands where is told by line, all of it, and never what stands there; nothing is taken in.
func TestImportFaults(t *testing.T) {
	p := newImport(t, "fout")
	line := func(id, dossier, kind, at, content string) string {
		return fmt.Sprintf(`{"id":%q,"dossier":%q,"soort":%q,"vastgelegdOp":%q,"medewerker":"m-1","inhoud":%s}`, id, dossier, kind, at, content)
	}
	open := `{"grond":"vrijwillig-kader","betrokkenen":[{"verwijzing":"p1","identiteit":{"naam":{"achternaam":"Geheimenis"},"hoedanigheid":"kind"%s}}]}`
	text := `"tekst":{"tekst":"Geheimenis zegt niets."}`
	lines := []struct{ line, fault string }{
		{`{"formaat":1,"bron":"oud"}`, ""},
		{line("1", "D1", "dossier", "2010-01-02T10:00:00Z", fmt.Sprintf(open, "")), ""},
		{`{"Geheimenis`, "geen geldige JSON"},
		{line("2", "D1", "gegeven", "2010-01-03T10:00:00Z", `{"rubriek":"zorgen","soort":"mededeling","aard":"mening","bron":{"soort":"eigen-waarneming"},"kleur":"Geheimenis",`+text+`}`),
			"/inhoud/kleur: Dit veld bestaat hier niet"},
		{line("3", "D1", "kronkel", "2010-01-03T10:00:00Z", `{}`), "/soort: Kies een van"},
		{line("1", "D1", "relatie", "2010-01-03T10:00:00Z", `{"van":"p1","naar":"p2","aard":"ouder-van"}`), "/id: Deze id staat ook op regel 2"},
		{line("4", "D1", "gegeven", "2010-01-03T10:00:00Z", `{"rubriek":"zorgen","soort":"mededeling","aard":"mening","over":["Geheimenis"],"bron":{"soort":"eigen-waarneming"},`+text+`}`),
			"/inhoud/over/0: Deze betrokkene staat niet in het dossier"},
		{line("5", "D9", "relatie", "2010-01-03T10:00:00Z", `{"van":"p1","naar":"p2","aard":"ouder-van"}`), "/dossier: Dit dossier is eerder in dit bestand niet geopend"},
		{line("6", "D1", "contact", "2999-01-03T10:00:00Z", `{"betrokkene":"p1","soort":"telefoon","telefoon":"06-12345678"}`), "/vastgelegdOp: Dit moment ligt in de toekomst"},
		{line("7", "D2", "dossier", "2010-01-03T10:00:00Z", fmt.Sprintf(open, `,"bsn":"123456789"`)), "/inhoud/betrokkenen/0/identiteit/bsn"},
		{line("8", "D3", "dossier", "2012-01-03T10:00:00Z", fmt.Sprintf(open, "")), ""},
		{line("9", "D3", "contact", "2011-01-03T10:00:00Z", `{"betrokkene":"p1","soort":"telefoon","telefoon":"06-12345678"}`), "/vastgelegdOp: Dit is eerder vastgelegd"},
		{line("10", "D3", "gegeven", "2012-01-04T10:00:00Z", `{"rubriek":"zorgen","soort":"diagnose","aard":"feit","bron":{"soort":"eigen-waarneming"},`+text+`}`), "ZOB-6.5c"},
		{line("11", "D3", "melding", "2012-01-04T10:00:00Z", `{"ontvangenOp":"2012-02-04T10:00:00Z","over":["p1"]}`), "/inhoud/ontvangenOp"},
		{line("12", "D3", "verstrekking", "2012-01-05T10:00:00Z", `{"onderdelen":["77"],"ontvanger":"Raad","grond":"wettelijke-taak","toestemming":"niet-gevraagd","doel":{"tekst":"x"}}`),
			"/inhoud/onderdelen/0: Dit onderdeel staat niet in het dossier"},
		{line("13", "D3", "sluiting", "2012-01-06T10:00:00Z", `{"motivering":{"tekst":"klaar"}}`), ""},
		{line("14", "D3", "contact", "2012-01-07T10:00:00Z", `{"betrokkene":"p1","soort":"telefoon","telefoon":"06-12345678"}`), "gesloten"},
		{line("15", "D3", "contact", "2012-01-07T10:00:00Z", `{"betrokkene":"p1","Jan Geheimenis":1,"Jan Geheimenis":2}`), "/inhoud/…: Dit veld staat er twee keer."},
	}
	var file strings.Builder
	for _, l := range lines {
		file.WriteString(l.line + "\n")
	}
	before, err := os.ReadFile(p.log)
	must(t, err)
	var errs bytes.Buffer
	source := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(file.String())), nil }
	if err := takeFile(t.Context(), p, testImporter, source, io.Discard, &errs); !errors.Is(err, errFaults) {
		t.Errorf("a file with faults: %v", err)
	}
	told := map[string]string{}
	for l := range strings.Lines(errs.String()) {
		n, fault, _ := strings.Cut(strings.TrimPrefix(l, "regel "), ": ")
		told[n] += fault
	}
	for i, l := range lines {
		got := told[strconv.Itoa(i+1)]
		if (l.fault == "") != (got == "") || !strings.Contains(got, l.fault) {
			t.Errorf("line %d: %q, want %q", i+1, got, l.fault)
		}
	}
	if strings.Contains(errs.String(), "Geheimenis") || strings.Contains(errs.String(), "123456789") {
		t.Error("the faults say what stands in the file")
	}
	if after, err := os.ReadFile(p.log); err != nil || !bytes.Equal(before, after) {
		t.Errorf("something was recorded (%v)", err)
	}
}

// A line that says something else under the id of one that was taken in is refused, with its number.
func TestImportOtherLine(t *testing.T) {
	p := newImport(t, "anders")
	file := func(name string) func() (io.ReadCloser, error) {
		return func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(`{"formaat":1,"bron":"oud"}
{"id":"1","dossier":"D1","soort":"dossier","vastgelegdOp":"2010-01-02T10:00:00Z","medewerker":"m-1","inhoud":{"grond":"ots","betrokkenen":[` +
				`{"verwijzing":"p1","identiteit":{"naam":{"achternaam":"` + name + `"},"hoedanigheid":"kind"}}]}}` + "\n")), nil
		}
	}
	must(t, takeFile(t.Context(), p, testImporter, file("Een"), io.Discard, io.Discard))
	var errs bytes.Buffer
	err := takeFile(t.Context(), p, testImporter, file("Ander"), io.Discard, &errs)
	if told := "regel 2: " + errOtherLine.Error() + "\n"; !errors.Is(err, errFaults) || errs.String() != told {
		t.Errorf("another line under the same id: %v: %s", err, errs.String())
	}
}

// The same seed makes the same file.
func TestFictionalIsDeterministic(t *testing.T) {
	var files [3]bytes.Buffer
	for i, seed := range []uint64{3, 3, 4} {
		must(t, fictionalDossiers(t.Context(), &files[i], 20, seed))
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) || bytes.Equal(files[0].Bytes(), files[2].Bytes()) {
		t.Error("the file does not follow from its seed")
	}
}

// lines makes a file of a source named oud out of lines.
func lines(s ...string) func() (io.ReadCloser, error) {
	all := `{"formaat":1,"bron":"oud"}` + "\n" + strings.Join(s, "\n") + "\n"
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(all)), nil }
}

// oldLine is a line of a dossier, recorded on a day of January 2010.
func oldLine(id, dossier, kind string, day int, content string) string {
	return fmt.Sprintf(`{"id":%q,"dossier":%q,"soort":%q,"vastgelegdOp":"2010-01-%02dT10:00:00Z","medewerker":"m-1","inhoud":%s}`, id, dossier, kind, day, content)
}

const (
	oldOpening = `{"grond":"ots","betrokkenen":[{"verwijzing":"p1","identiteit":{"naam":{"achternaam":"Bedacht"},"hoedanigheid":"kind"}}]}`
	oldGegeven = `{"rubriek":"zorgen","soort":"mededeling","aard":"mening","over":["p1"],"bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Het slaapt slecht."}}`
	oldDispute = `{"betrokkene":"p1","betwist":["2"],"tekst":{"tekst":"Zo is het niet."}}`
)

// A later file goes on with a dossier that was taken in: it names what stands there, and is held against it (ZOB-9.1d).
func TestImportLaterFile(t *testing.T) {
	p := newImport(t, "later")
	first := lines(oldLine("1", "D1", "dossier", 2, oldOpening), oldLine("2", "D1", "gegeven", 9, oldGegeven))
	must(t, takeFile(t.Context(), p, testImporter, first, io.Discard, io.Discard))
	for _, x := range []struct{ name, line, fault string }{
		{"before what stands", oldLine("3", "D1", "verklaring", 8, oldDispute), "regel 2: /vastgelegdOp: Dit is eerder vastgelegd"},
		{"of somebody who is not there", oldLine("3", "D1", "contact", 10, `{"betrokkene":"p2","soort":"telefoon","telefoon":"06-12345678"}`), "Deze betrokkene staat niet in het dossier"},
		{"opened again", oldLine("3", "D1", "dossier", 10, oldOpening), "Dit dossier bestaat al"},
		{"of a dossier that is nowhere", oldLine("3", "D2", "verklaring", 10, oldDispute), "/dossier: Dit dossier is eerder in dit bestand niet geopend, en nog niet ingelezen"},
	} {
		var errs bytes.Buffer
		if err := takeFile(t.Context(), p, testImporter, lines(x.line), io.Discard, &errs); !errors.Is(err, errFaults) || !strings.Contains(errs.String(), x.fault) {
			t.Errorf("%s: %v: %s", x.name, err, errs.String())
		}
	}
	var out bytes.Buffer
	later := lines(oldLine("2", "D1", "gegeven", 9, oldGegeven), oldLine("3", "D1", "verklaring", 9, oldDispute), oldLine("4", "D1", "sluiting", 11, `{"motivering":{"tekst":"klaar"}}`))
	must(t, takeFile(t.Context(), p, testImporter, later, &out, io.Discard))
	if want := "3 regels, 0 dossiers: 2 vastgelegd, 1 waren al ingelezen, 0 sindsdien vernietigd of overgebracht\n"; out.String() != want {
		t.Errorf("%s", out.String())
	}
	out.Reset()
	closed := lines(oldLine("5", "D1", "contact", 12, `{"betrokkene":"p1","soort":"telefoon","telefoon":"06-12345678"}`))
	if err := takeFile(t.Context(), p, testImporter, closed, io.Discard, &out); !errors.Is(err, errFaults) || !strings.Contains(out.String(), "gesloten") {
		t.Errorf("in a closed dossier: %v: %s", err, out.String())
	}
}

// The lines of one dossier go in their order, those of others meanwhile; after what fails no line is begun, and every one that
// failed is told.
func TestEachLine(t *testing.T) {
	var all []string
	for i := range 300 {
		all = append(all, oldLine(fmt.Sprint(i), fmt.Sprintf("D%d", i%7), "gegeven", 2, oldGegeven))
	}
	f := &importFile{open: lines(all...)}
	var mu sync.Mutex
	last, together, most := map[id.Dossier]int{}, 0, 0
	err := f.eachLine(t.Context(), 4, func(n int) bool { return n != 100 }, func(_ context.Context, l rawLine) error {
		mu.Lock()
		if l.n <= last[l.Dossier] || l.n == 100 {
			t.Errorf("line %d after %d", l.n, last[l.Dossier])
		}
		last[l.Dossier] = l.n
		together++
		most = max(most, together)
		mu.Unlock()
		time.Sleep(100 * time.Microsecond)
		mu.Lock()
		together--
		mu.Unlock()
		return nil
	})
	must(t, err)
	if len(last) != 7 || most < 2 || most > 4 {
		t.Errorf("%d dossiers, %d at a time", len(last), most)
	}
	// Two fail at once, of two dossiers: both are told, and neither goes on.
	both, gone := make(chan struct{}), map[id.Dossier]bool{}
	err = f.eachLine(t.Context(), 4, func(int) bool { return true }, func(_ context.Context, l rawLine) error {
		mu.Lock()
		if gone[l.Dossier] {
			t.Errorf("line %d was begun after an earlier one of its dossier failed", l.n)
		}
		if l.n == 9 || l.n == 10 {
			gone[l.Dossier] = true
			if len(gone) == 2 {
				close(both)
			}
		}
		mu.Unlock()
		if l.n == 9 || l.n == 10 {
			<-both
			return errChanged
		}
		return nil
	})
	if want := fmt.Sprintf("regel 9: %v\nregel 10: %v", errChanged, errChanged); err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := f.eachLine(ctx, 4, func(int) bool { return true }, func(context.Context, rawLine) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped before it began: %v", err)
	}
}
