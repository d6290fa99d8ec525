package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/eventstore/esdb/standin"
)

// midway does something in the midst of a file that is read.
type midway struct {
	io.Reader
	left int
	do   func()
}

func (m *midway) Read(b []byte) (int, error) {
	n, err := m.Reader.Read(b)
	if m.left -= n; m.left <= 0 && m.do != nil {
		m.do()
		m.do = nil
	}
	return n, err
}

// TestBijlagenOnCluster: files with the log on a cluster (a stand-in). The cluster goes away while one comes in, and
// so does dossierd: whoever sends it again with the same key has it once, and nothing is left of the other tries.
func TestBijlagenOnCluster(t *testing.T) {
	c := newCluster(t, standin.Options{})
	p := newPaths(t)
	p.store = c.URL()
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	address := freeAddress(t)
	as, err := (&parts{}).clients(p, "http://"+address, &http.Client{Timeout: 60 * time.Second})
	must(t, err)
	run := &course{as: as, now: now}
	server := startServer(t, p, address)
	take(t, run, run.steps()[:1])

	whole := append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("een lange brief "), 200_000)...)
	letter := bericht.NieuweBijlage{Bijlage: bericht.Bijlage{Naam: write("Brief"), Soort: "brief",
		Bron: bericht.Bron{Soort: "eigen-waarneming"}}}
	send := func(key client.Voorwaarde, do func()) (*bericht.Vastgelegd, error) {
		return as(caseworker).VoegBijlageToe(t.Context(), run.dossier, letter,
			&midway{bytes.NewReader(whole), len(whole) / 2, do}, key)
	}
	arrives := func(v *bericht.Vastgelegd) {
		t.Helper()
		b, err := as(caseworker).Bijlage(t.Context(), run.dossier, only(v), nil)
		must(t, err)
		defer b.Close()
		if got, err := io.ReadAll(b); err != nil || !bytes.Equal(got, whole) {
			t.Errorf("%d bytes come back: %v", len(got), err)
		}
	}
	key := client.Voorwaarde{Sleutel: uuid.New()}
	var refused *client.Fout
	if _, err := send(key, func() { c.Node(0).Stop() }); !errors.As(err, &refused) ||
		refused.Probleem.Status != http.StatusServiceUnavailable {
		t.Errorf("without the cluster: %v", err)
	}
	must(t, c.Node(0).Start())
	v, err := send(key, nil)
	for begin := time.Now(); errors.As(err, &refused) && refused.Probleem.Status == http.StatusServiceUnavailable &&
		time.Since(begin) < 20*time.Second; {
		time.Sleep(100 * time.Millisecond) // it is tried again by itself, and not at once
		v, err = send(key, nil)
	}
	must(t, err)
	arrives(v)
	again, err := send(key, nil)
	must(t, err)
	if !again.Herhaald || only(again) != only(v) {
		t.Errorf("again: %+v", again)
	}

	key = client.Voorwaarde{Sleutel: uuid.New()}
	if _, err := send(key, func() { must(t, server.Process.Kill()) }); err == nil {
		t.Error("it was recorded by nobody")
	}
	_ = server.Wait() // it was killed, and says so
	server = startServer(t, p, address)
	v, err = send(key, nil)
	must(t, err)
	arrives(v)
	files := 0
	for _, o := range view(t, t.Context(), run, caseworker, nil).Onderdelen {
		if o.Inhoud != nil && o.Inhoud.Bijlage != nil {
			files++
		}
	}
	if files != 2 {
		t.Errorf("%d bijlagen were recorded", files)
	}
	must(t, server.Process.Kill())
	_ = server.Wait()
	out, err := exec.Command("dossierd", "verify", "--data", p.data, "--store", p.store).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "2 bestanden heel") || !strings.Contains(string(out), "0 fouten") {
		t.Errorf("dossierd verify: %v\n%s", err, out)
	}
}
