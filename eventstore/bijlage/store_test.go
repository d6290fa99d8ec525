package bijlage

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	_ "gocloud.dev/blob/memblob"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func newName() Name {
	return Name{id.Van[id.Dossier](uuid.New()), id.Van[id.Bestand](uuid.New())}
}

func put(t *testing.T, s *Store, n Name, text string) {
	t.Helper()
	if err := s.Put(t.Context(), n, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s *Store, n Name) string {
	t.Helper()
	r, err := s.Get(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func count(t *testing.T, s *Store) (n int) {
	t.Helper()
	for _, err := range s.List(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// A folder and a bucket keep files alike: whole or not at all, once, until they are deleted.
func TestStore(t *testing.T) {
	for name, where := range map[string]string{"folder": "file://" + filepath.Join(t.TempDir(), "bijlagen"),
		"bucket": "mem://"} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.Context(), where, true)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			n, fault := newName(), errors.New("broken off")
			if err := s.Put(t.Context(), n, func(w io.Writer) error {
				_, _ = io.WriteString(w, "half")
				return fault
			}); !errors.Is(err, fault) || errors.Is(err, ErrUnavailable) {
				t.Errorf("broken off: %v", err)
			}
			if _, err := s.Get(t.Context(), n); !errors.Is(err, ErrNotFound) || count(t, s) != 0 {
				t.Errorf("something of it was kept: %v", err)
			}
			put(t, s, n, "whole")
			if err := s.Put(t.Context(), n, func(w io.Writer) error {
				_, err := io.WriteString(w, "other")
				return err
			}); !errors.Is(err, ErrExists) {
				t.Errorf("again: %v", err)
			}
			if get(t, s, n) != "whole" || count(t, s) != 1 {
				t.Error("it was changed")
			}
			to, err := Open(t.Context(), "file://"+t.TempDir(), false)
			if err != nil {
				t.Fatal(err)
			}
			defer to.Close()
			for _, want := range []int{1, 0} {
				if copied, err := Copy(t.Context(), s, to, nil); err != nil || copied != want {
					t.Errorf("copied %d: %v", copied, err)
				}
			}
			for range 2 {
				if err := s.Delete(t.Context(), n); err != nil {
					t.Fatal(err)
				}
			}
			if count(t, s) != 0 || get(t, to, n) != "whole" {
				t.Error("deleted in the wrong place")
			}
			if x := s.Stats(); x.Written != 1 || x.Deleted != 1 || x.BytesIn != 5 {
				t.Errorf("%+v", x)
			}
		})
	}
}

// A folder that must be there is not made; what others put in one is shown as no file of a ledger.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(t.Context(), "file://"+filepath.Join(dir, "weg"), false); err == nil {
		t.Error("a missing folder opens")
	}
	if _, err := Open(t.Context(), "ftp://user:geheim@host", false); err == nil ||
		strings.Contains(err.Error(), "geheim") {
		t.Errorf("%v", err)
	}
	s, err := Open(t.Context(), "file://"+dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := os.WriteFile(filepath.Join(dir, "iets"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for e, err := range s.List(t.Context()) {
		if err != nil || e.Known || e.Key() != "iets" {
			t.Errorf("%+v, %v", e, err)
		}
	}
}

// The type is that of the bytes.
func TestDetect(t *testing.T) {
	box := func(brand string) string { return "\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x00\x00" + brand + "mp41" }
	for text, want := range map[string]domain.Mediatype{
		"%PDF-1.4\n": "application/pdf", "Een brief.": "text/plain", "a,b\n1,2\n3,4\n": "text/plain",
		"\xff\xd8\xff\xe0": "image/jpeg", "\x89PNG\r\n\x1a\n": "image/png", box("heic"): "image/heic",
		box("M4A "): "audio/mp4", box("isom"): "video/mp4", box("qt  "): "video/quicktime",
		"ID3\x03": "audio/mpeg", "RIFF\x00\x00\x00\x00WAVEfmt ": "audio/wav",
		"MZ\x90\x00": "", "\x7fELF\x02": "", "<html>": "", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>": "",
		"#!/bin/sh\nrm": "", "PK\x05\x06" + strings.Repeat("\x00", 18): "", "\x1f\x8b\x08": "",
	} {
		if got := Detect([]byte(text)); got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
}
