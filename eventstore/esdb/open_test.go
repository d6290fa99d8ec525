package esdb

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// listening gives the address of a listener that the test closes.
func listening(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // some tests close it themselves
	return l
}

// refused opens and wants one error, in one line, soon.
func refused(t *testing.T, url string, want error) {
	t.Helper()
	begun := time.Now()
	s, err := Open(t.Context(), url, impatient)
	if err == nil {
		t.Fatalf("it opened: %v", s.Close())
	}
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("more than a line: %q", err)
	}
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Run("nothing there", func(t *testing.T) {
		l := listening(t)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		refused(t, "esdb://"+l.Addr().String()+"?tls=false", ErrUnreachable)
		refused(t, "esdb://"+l.Addr().String(), ErrUnreachable)
	})
	t.Run("says nothing", func(t *testing.T) {
		refused(t, "esdb://"+listening(t).Addr().String()+"?tls=false&gossipTimeout=1", ErrUnreachable)
	})
	t.Run("a web server", func(t *testing.T) {
		web := httptest.NewServer(http.NotFoundHandler())
		defer web.Close()
		refused(t, "esdb://"+web.Listener.Addr().String()+"?tls=false", ErrForeign)
	})
	t.Run("a web server with TLS", func(t *testing.T) {
		web := httptest.NewUnstartedServer(http.NotFoundHandler())
		web.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains of each handshake
		web.StartTLS()
		defer web.Close()
		refused(t, "esdb://"+web.Listener.Addr().String()+"?tlsVerifyCert=false", ErrForeign)
		refused(t, "esdb://"+web.Listener.Addr().String(), ErrTLS)              // a certificate that is not trusted
		refused(t, "esdb://"+web.Listener.Addr().String()+"?tls=false", ErrTLS) // it has TLS
	})
	t.Run("another gRPC server", func(t *testing.T) {
		l, server := listening(t), grpc.NewServer()
		go func() { _ = server.Serve(l) }() // ends with Stop
		defer server.Stop()
		refused(t, "esdb://"+l.Addr().String()+"?tls=false", ErrForeign)
	})
	t.Run("TLS where there is none", func(t *testing.T) {
		c := cluster(t, standin.Options{})
		refused(t, "esdb://"+c.Node(0).Address(), ErrTLS)
	})
	t.Run("too old", func(t *testing.T) {
		for _, version := range []string{"21.10.9", "22.6.0", "5.0.11"} {
			refused(t, cluster(t, standin.Options{Version: version}).URL(), ErrTooOld)
		}
		open(t, cluster(t, standin.Options{Version: "22.10.0"}).URL(), impatient)
	})
	t.Run("no version", func(t *testing.T) {
		c := cluster(t, standin.Options{})
		c.Fail(standin.Fault{Kind: standin.Unimplemented, On: standin.Features, Node: standin.AnyNode, Times: -1})
		refused(t, c.URL(), ErrTooOld)
	})
	t.Run("no leader", func(t *testing.T) {
		c := cluster(t, standin.Options{Nodes: 3})
		c.Depose()
		refused(t, c.URL(), ErrNoLeader)
	})
	t.Run("a minority", func(t *testing.T) {
		c := cluster(t, standin.Options{Nodes: 3})
		c.Node(0).Stop()
		c.Node(2).Stop()
		refused(t, c.URL(), ErrNoLeader)
	})
	t.Run("may not read", func(t *testing.T) {
		c := cluster(t, standin.Options{})
		c.Fail(standin.Fault{Kind: standin.Denied, On: standin.Read, Node: standin.AnyNode, Times: -1})
		refused(t, c.URL(), ErrRights)
	})
	t.Run("may not append", func(t *testing.T) {
		c := cluster(t, standin.Options{})
		c.Fail(standin.Fault{Kind: standin.Denied, On: standin.Append, Node: standin.AnyNode, Times: -1})
		refused(t, c.URL(), ErrRights)
		refused(t, c.URL(), eventstore.ErrReadOnly)
	})
	t.Run("a context that ended", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Open(ctx, cluster(t, standin.Options{}).URL(), impatient); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("a context that ends", func(t *testing.T) {
		// Trap: the client asks for the features of the server without a look at any context.
		for _, on := range []standin.Operation{standin.Gossip, standin.Features, standin.Read, standin.Append} {
			c := cluster(t, standin.Options{})
			c.Fail(standin.Fault{Kind: standin.Freeze, On: on, Node: standin.AnyNode, Times: -1})
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			begun := time.Now()
			if _, err := Open(ctx, c.URL(), Options{}); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%v: error %v", on, err)
			}
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("%v: it took %v", on, took)
			}
		}
	})
}

// TestOpenWritesNothing: what the login may do is asked without writing.
func TestOpenWritesNothing(t *testing.T) {
	c := cluster(t, standin.Options{})
	for range 3 {
		s := open(t, c.URL(), Options{})
		if at, err := s.Tail(t.Context()); at != "" || err != nil {
			t.Fatalf("tail %s, %v", at, err)
		}
		wantIDs(t, s, probe)
	}
}

// TestLogin: over TLS, with the login in the URL or in a file; a wrong one is told, and none of it shows anywhere.
func TestLogin(t *testing.T) {
	const password = "zeer-geheim"
	c := cluster(t, standin.Options{TLS: true, User: "grootboek", Password: password})
	var logged bytes.Buffer
	var mu sync.Mutex
	o := Options{Patience: time.Second,
		Logger: slog.New(slog.NewTextHandler(locked{&mu, &logged}, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	s := open(t, c.URL(), o)
	mustAppend(t, s, stream(), eventstore.NoStream(), events(1)...)

	u, err := url.Parse(c.URL())
	if err != nil {
		t.Fatal(err)
	}
	u.User = nil
	_, err = Open(t.Context(), u.String(), o)
	if !errors.Is(err, ErrRights) { // the server gives strangers the rights of nobody
		t.Errorf("without a login: %v", err)
	}
	file := filepath.Join(t.TempDir(), "login")
	write := func(content string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.LoginFile = file
	write("grootboek:" + password + "x")
	if _, err = Open(t.Context(), u.String(), o); !errors.Is(err, ErrLogin) {
		t.Errorf("with a wrong password: %v", err)
	}
	mu.Lock()
	if err != nil && strings.Contains(err.Error(), password) || strings.Contains(logged.String(), password) {
		t.Errorf("the password shows in %v or in the log:\n%s", err, logged.String())
	}
	mu.Unlock()
	write("grootboek:" + password)
	s = open(t, u.String(), o)
	mustAppend(t, s, stream(), eventstore.NoStream(), events(1)...)

	// The file is read anew: with a wrong password in it the next connection fails, and by the right one it heals.
	write("grootboek:" + password + "x")
	c.Node(0).Stop()
	eventually(t, "the outage is noticed", func() bool {
		_, err := s.Tail(t.Context())
		return err != nil
	})
	if err := c.Node(0).Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the login is refused", func() bool {
		_, err := s.Tail(t.Context())
		return errors.Is(err, ErrLogin)
	})
	write("grootboek:" + password)
	eventually(t, "the login works again", func() bool {
		_, err := s.Tail(t.Context())
		return err == nil
	})
}

// locked is a writer that a test reads while others write.
type locked struct {
	mu *sync.Mutex
	to *bytes.Buffer
}

func (l locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.to.Write(b)
}
