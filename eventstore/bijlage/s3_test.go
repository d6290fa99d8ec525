package bijlage

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"dossierboek/eventstore/bijlage/standin"
)

func open(t *testing.T, where string) *Store {
	t.Helper()
	s, err := Open(t.Context(), where, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// long is text of n bytes that differs from place to place.
func long(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString("bladzijde ")
		b.WriteByte(byte('a' + i%26))
		b.WriteByte(byte('a' + i/26%26))
	}
	return b.String()[:n]
}

// Short files go to S3 in one request and long ones in parts; both come back, whole and in pieces.
func TestS3Lengths(t *testing.T) {
	server := standin.Start(t)
	for i, n := range []int{1, 4096, partLen - 1, partLen, partLen + 1, 3*partLen + 7} {
		s := open(t, server.URL()+[]string{"", "&request_checksum_calculation=when_required"}[i%2])
		name, text := newName(), long(n)
		put(t, s, name, text)
		if got := get(t, s, name); got != text {
			t.Errorf("%d bytes do not come back", n)
		}
		r, err := s.GetRange(t.Context(), name, int64(n/2), 10)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(r); err != nil || string(b) != text[n/2:min(n, n/2+10)] {
			t.Errorf("of %d bytes comes %q: %v", n, b, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if len(server.Uploads()) > 0 {
		t.Error("uploads were left open")
	}
}

// An upload that its sender breaks off, by an error or by going away, leaves nothing in the bucket, also no parts.
func TestS3BrokenOff(t *testing.T) {
	server := standin.Start(t)
	s := open(t, server.URL())
	fault := errors.New("broken off")
	for _, n := range []int{10, partLen + 1, 4 * partLen} {
		err := s.Put(t.Context(), newName(), func(w io.Writer) error {
			if _, err := io.WriteString(w, long(n)); err != nil {
				return err
			}
			return fault
		})
		if !errors.Is(err, fault) || errors.Is(err, ErrUnavailable) {
			t.Errorf("%d: %v", n, err)
		}
		ctx, gone := context.WithCancel(t.Context())
		err = s.Put(ctx, newName(), func(w io.Writer) error {
			_, err := io.WriteString(w, long(n))
			gone()
			return err
		})
		if !errors.Is(err, context.Canceled) || errors.Is(err, ErrUnavailable) {
			t.Errorf("%d, gone: %v", n, err)
		}
	}
	if k, u := server.Keys(), server.Uploads(); len(k)+len(u) > 0 {
		t.Errorf("%d files and %d uploads were left", len(k), len(u))
	}
}

// What a broken server, or one that went away, left of an upload is cleared; what is under way or not ours stays.
func TestS3ClearBroken(t *testing.T) {
	server := standin.Start(t)
	for _, key := range []string{newName().key(), newName().key(), "iets/anders", "gezin/" + newName().key()} {
		server.Begin(key)
	}
	s := open(t, server.URL())
	if n, err := s.ClearBroken(t.Context(), time.Now().Add(-time.Hour)); err != nil || n != 0 {
		t.Errorf("%d were cleared that are under way: %v", n, err)
	}
	if n, err := s.ClearBroken(t.Context(), time.Now().Add(time.Hour)); err != nil || n != 2 {
		t.Errorf("%d were cleared: %v", n, err)
	}
	if n, err := open(t, server.URL()+"&prefix=gezin/").ClearBroken(t.Context(), time.Now().Add(time.Hour)); err != nil ||
		n != 1 {
		t.Errorf("%d were cleared under a prefix: %v", n, err)
	}
	if n := len(server.Uploads()); n != 1 {
		t.Errorf("%d are left", n)
	}
}

// Every step that fails is told as what the bucket did not do, once the SDK stopped trying; what could not be put is
// not half there.
func TestS3Faults(t *testing.T) {
	server := standin.Start(t)
	s := open(t, server.URL())
	s.patience = 200 * time.Millisecond
	there := newName()
	put(t, s, there, "een bestand dat er al was")
	answers := func(status int, code string) standin.Meddle {
		return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { standin.Fault(w, status, code) }
	}
	for name, m := range map[string]standin.Meddle{
		"denied":   answers(403, "AccessDenied"),
		"broken":   answers(500, "InternalError"),
		"busy":     answers(503, "SlowDown"),
		"gone":     answers(404, "NoSuchBucket"),
		"rubbish":  func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(418) },
		"hangs up": func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) },
		"silent":   standin.Silent,
	} {
		t.Run(name, func(t *testing.T) {
			server.Meddle(m)
			defer server.Meddle(nil)
			failed := s.Stats().Failed
			for _, n := range []int{10, 2*partLen + 1} {
				err := s.Put(t.Context(), newName(), func(w io.Writer) error { _, err := io.WriteString(w, long(n)); return err })
				if !errors.Is(err, ErrUnavailable) {
					t.Errorf("put %d: %v", n, err)
				}
			}
			if _, err := s.Get(t.Context(), there); !errors.Is(err, ErrUnavailable) {
				t.Errorf("get: %v", err)
			}
			for _, err := range s.List(t.Context()) {
				if !errors.Is(err, ErrUnavailable) {
					t.Errorf("list: %v", err)
				}
			}
			// Of what is not there a HEAD says no more than 404: deleting that is done, whatever else is not there.
			if err := s.Delete(t.Context(), there); !errors.Is(err, ErrUnavailable) && name != "gone" {
				t.Errorf("delete: %v", err)
			}
			if s.Stats().Failed == failed {
				t.Error("no fault was counted")
			}
		})
	}
	if k, u := server.Keys(), server.Uploads(); len(k) != 1 || len(u) > 0 {
		t.Errorf("%d files and %d uploads", len(k), len(u))
	}
}

// Faults in the midst of a long file: one part is refused once and sent again; one is refused for good, and nothing
// stays; an answer is lost, and nothing stands half.
func TestS3FaultsMidway(t *testing.T) {
	server := standin.Start(t)
	s := open(t, server.URL())
	text := long(3*partLen + 1)
	isPart := func(r *http.Request, n string) bool {
		return r.Method == http.MethodPut && r.URL.Query().Get("partNumber") == n
	}
	isEnd := func(r *http.Request) bool { return r.Method == http.MethodPost && r.URL.Query().Has("uploadId") }
	long := func() (Name, error) {
		n := newName()
		return n, s.Put(t.Context(), n, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
	}
	once := true
	server.Meddle(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if isPart(r, "2") && once {
			once = false
			standin.Fault(w, 500, "InternalError")
			return
		}
		next.ServeHTTP(w, r)
	})
	if n, err := long(); err != nil || get(t, s, n) != text {
		t.Errorf("refused once: %v", err)
	}
	for name, m := range map[string]standin.Meddle{
		"a part": func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if isPart(r, "3") {
				standin.Fault(w, 403, "AccessDenied")
				return
			}
			next.ServeHTTP(w, r)
		},
		"the end": func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if isEnd(r) {
				standin.Fault(w, 500, "InternalError")
				return
			}
			next.ServeHTTP(w, r)
		},
	} {
		server.Meddle(m)
		if n, err := long(); !errors.Is(err, ErrUnavailable) || server.Object(n.key()) != nil || len(server.Uploads()) > 0 {
			t.Errorf("%s is refused: %v, %d uploads", name, err, len(server.Uploads()))
		}
	}
	server.Meddle(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if isEnd(r) {
			next.ServeHTTP(httptest.NewRecorder(), r) // it happened
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, r)
	})
	n, err := long()
	if b := server.Object(n.key()); err == nil || string(b) != text || len(server.Uploads()) > 0 {
		t.Errorf("the end happened and nobody heard: %v, %d bytes", err, len(b))
	}
	server.Meddle(nil)
	if _, err := s.Has(t.Context(), n); err != nil {
		t.Error(err)
	}
}

// A connection that breaks in the midst of a file, or falls silent there, is a fault and no end.
func TestS3ReadBreaksOff(t *testing.T) {
	server := standin.Start(t)
	s := open(t, server.URL())
	s.patience = 200 * time.Millisecond
	n, text := newName(), long(1<<20)
	put(t, s, n, text)
	for name, m := range map[string]standin.Meddle{
		"cut": standin.Cut,
		"silent": func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if r.Method == http.MethodGet {
				w.Header().Set("Content-Length", "1048576")
				_, _ = io.WriteString(w, text[:1<<19])
				_ = http.NewResponseController(w).Flush()
				<-r.Context().Done()
			}
		},
	} {
		server.Meddle(m)
		r, err := s.Get(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if !errors.Is(err, ErrUnavailable) || len(b) > 1<<19 || r.Close() != nil {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
}

// The name of a bucket and its rights are looked at when it is opened; that it is away now keeps nobody from starting.
func TestS3Open(t *testing.T) {
	server := standin.Start(t)
	if _, err := Open(t.Context(), server.URLOf("iets-anders"), true); err == nil {
		t.Error("a bucket that is not there opens")
	}
	server.Meddle(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { standin.Fault(w, 403, "AccessDenied") })
	if _, err := Open(t.Context(), server.URL(), true); err == nil {
		t.Error("a bucket that may not be used opens")
	}
	server.Meddle(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { standin.Fault(w, 500, "InternalError") })
	s := open(t, server.URL())
	server.Meddle(nil)
	put(t, s, newName(), "later")
	if count(t, s) != 1 {
		t.Error("it does not work once the bucket is back")
	}
}

// Copies go from a folder to S3 and back; what was cut off in the copying is not there, and comes the next time.
func TestS3Copy(t *testing.T) {
	server := standin.Start(t)
	s, folder := open(t, server.URL()), open(t, "file://"+t.TempDir())
	names := []Name{newName(), newName(), newName()}
	slices.SortFunc(names, func(a, b Name) int { return strings.Compare(a.key(), b.key()) })
	for i, n := range names {
		put(t, folder, n, long(1000+i*2*partLen))
	}
	server.Meddle(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if r.URL.Query().Get("partNumber") == "2" {
			standin.Fault(w, 403, "AccessDenied")
			return
		}
		next.ServeHTTP(w, r)
	})
	if n, err := Copy(t.Context(), folder, s, nil); !errors.Is(err, ErrUnavailable) || n != 1 ||
		len(server.Uploads()) > 0 {
		t.Errorf("%d, %v", n, err)
	}
	server.Meddle(nil)
	if n, err := Copy(t.Context(), folder, s, nil); err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
	back := open(t, "file://"+t.TempDir())
	server.Meddle(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, names[1].key()) {
			standin.Cut(w, r, next)
		}
		next.ServeHTTP(w, r)
	})
	if _, err := Copy(t.Context(), s, back, nil); !errors.Is(err, ErrUnavailable) || count(t, back) != 1 {
		t.Errorf("%v, %d files", err, count(t, back))
	}
	server.Meddle(nil)
	if n, err := Copy(t.Context(), s, back, nil); err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
	for _, n := range names {
		if b := server.Object(n.key()); !bytes.Equal(b, []byte(get(t, back, n))) {
			t.Error("a file came back as another")
		}
	}
}
