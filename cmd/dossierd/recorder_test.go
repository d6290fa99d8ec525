package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// recorder keeps all that a server answered, by who asked.
type recorder struct {
	next   http.Handler
	mu     sync.Mutex
	bodies map[string]*bytes.Buffer
}

func (a *recorder) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	copied := &copyWriter{ResponseWriter: rw}
	a.next.ServeHTTP(copied, r)
	var who struct{ Sub string }
	if parts := strings.Split(r.Header.Get("Authorization"), "."); len(parts) == 3 {
		if claims, err := base64.RawURLEncoding.DecodeString(parts[1]); err == nil {
			_ = json.Unmarshal(claims, &who) // who stays empty, and heard misses it
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.bodies[who.Sub] == nil {
		a.bodies[who.Sub] = &bytes.Buffer{}
	}
	a.bodies[who.Sub].Write(copied.body.Bytes())
}

// heard: no medewerker was told any of these words, and the teamleider and the inspection were.
func (a *recorder) heard(t *testing.T, words ...string) {
	t.Helper()
	for who, want := range map[string]bool{caseworker.id: false, nightWorker.id: false, teamLeader.id: true,
		inspector.id: true} {
		body := a.bodies[who]
		if body == nil || body.Len() == 0 {
			t.Fatalf("er is niets bewaard van wat %s hoorde", who)
		}
		for _, word := range words {
			if bytes.Contains(body.Bytes(), []byte(word)) != want {
				t.Errorf("dat %s %q hoorde, is niet %t", who, word, want)
			}
		}
	}
}

// copyWriter copies what is written.
type copyWriter struct {
	http.ResponseWriter
	body bytes.Buffer
}

func (c *copyWriter) Write(b []byte) (int, error) {
	c.body.Write(b)
	return c.ResponseWriter.Write(b)
}

func (c *copyWriter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
