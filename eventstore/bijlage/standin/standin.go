// Package standin is an S3 server in the test's own process, which the bucket of bijlagen is tried over as an operator
// would: by a URL and credentials in the environment. It is gofakes3 with a door in front that loses, delays and
// breaks off what a test says. It does not look at credentials.
package standin

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// Server is an S3 server with one bucket. Safe for concurrent use.
type Server struct {
	server *httptest.Server
	inner  http.Handler
	bucket string
	meddle atomic.Pointer[Meddle]
}

// Meddle stands before the server: it does what a test wants, and asks next where the request is to be carried out.
type Meddle func(w http.ResponseWriter, r *http.Request, next http.Handler)

// Env is what an operator puts in the environment, as name=value: credentials, and that they are not asked for
// elsewhere.
var Env = []string{"AWS_ACCESS_KEY_ID=bijlagen", "AWS_SECRET_ACCESS_KEY=verzonnen", "AWS_EC2_METADATA_DISABLED=true"}

// Start starts a server for the length of a test, and puts credentials in its environment.
func Start(t testing.TB) *Server {
	t.Helper()
	for _, e := range Env {
		name, value, _ := strings.Cut(e, "=")
		t.Setenv(name, value)
	}
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// New starts a server; close it. Whoever uses it needs Env.
func New() (*Server, error) {
	backend := s3mem.New()
	s := &Server{bucket: "bijlagen", inner: gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server()}
	if err := backend.CreateBucket(s.bucket); err != nil {
		return nil, err
	}
	s.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if m := s.meddle.Load(); m != nil && *m != nil {
			(*m)(w, r, s.inner)
			return
		}
		s.inner.ServeHTTP(w, r)
	}))
	return s, nil
}

// Close ends a server with all requests under way.
func (s *Server) Close() {
	s.server.CloseClientConnections()
	s.server.Close()
}

// URL is what an operator gives for the bucket.
func (s *Server) URL() string { return s.URLOf(s.bucket) }

// URLOf is the same for a bucket of another name, which is not there.
func (s *Server) URLOf(bucket string) string {
	return "s3://" + bucket + "?region=eu-central-1&use_path_style=true&endpoint=" + s.server.URL
}

// Meddle has a door stand before the server from now on; nil takes it away.
func (s *Server) Meddle(m Meddle) { s.meddle.Store(&m) }

// Object is what the bucket has under a key, nil where it has nothing.
func (s *Server) Object(key string) []byte {
	w := s.ask(http.MethodGet, "/"+key, nil)
	if w.Code != http.StatusOK {
		return nil
	}
	return w.Body.Bytes()
}

// Put changes an object behind everybody's back.
func (s *Server) Put(key string, b []byte) { s.ask(http.MethodPut, "/"+key, b) }

// Delete deletes an object behind everybody's back.
func (s *Server) Delete(key string) { s.ask(http.MethodDelete, "/"+key, nil) }

// Begin begins an upload that nobody goes on with.
func (s *Server) Begin(key string) { s.ask(http.MethodPost, "/"+key+"?uploads", nil) }

// Keys are the objects of the bucket.
func (s *Server) Keys() []string {
	return between(s.ask(http.MethodGet, "?list-type=2", nil).Body.String(), "Key")
}

// Uploads are the uploads that were begun and neither ended nor given up.
func (s *Server) Uploads() []string {
	return between(s.ask(http.MethodGet, "?uploads", nil).Body.String(), "UploadId")
}

func (s *Server) ask(method, path string, body []byte) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), method, "http://s3/"+s.bucket+path,
		strings.NewReader(string(body)))
	r.Header.Set("Content-Length", fmt.Sprint(len(body)))
	w := httptest.NewRecorder()
	s.inner.ServeHTTP(w, r)
	return w
}

// between gives the text of every element of a name.
func between(xml, name string) (found []string) {
	for {
		_, after, ok := strings.Cut(xml, "<"+name+">")
		if !ok {
			return found
		}
		var text string
		text, xml, _ = strings.Cut(after, "</"+name+">")
		if text != "" {
			found = append(found, text)
		}
	}
}

// Fault answers as S3 does when it refuses: AccessDenied with 403, InternalError with 500, and the like.
func Fault(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "<Error><Code>"+code+"</Code><Message>verzonnen</Message></Error>")
}

// Silent takes a request and never answers.
func Silent(_ http.ResponseWriter, r *http.Request, _ http.Handler) {
	_, _ = io.Copy(io.Discard, r.Body) // else it is not seen that whoever asked went away
	<-r.Context().Done()
}

// Cut carries a request out and breaks the connection off in the middle of the answer.
func Cut(w http.ResponseWriter, r *http.Request, next http.Handler) {
	got := httptest.NewRecorder()
	next.ServeHTTP(got, r)
	for name, v := range got.Header() {
		w.Header()[name] = v
	}
	w.Header().Set("Content-Length", fmt.Sprint(got.Body.Len()))
	w.WriteHeader(got.Code)
	_, _ = w.Write(got.Body.Bytes()[:got.Body.Len()/2])
	panic(http.ErrAbortHandler)
}
