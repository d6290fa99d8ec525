package esdb

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// diagnoseTimeout is how long one step may take, for a node that has failed already.
const diagnoseTimeout = 2 * time.Second

// diagnose finds out why a node does not answer. gRPC says Unavailable to all of it. The error never matches what it
// met: a deadline of its own would pass for the caller's.
func (t target) diagnose(address string) error {
	ctx, cancel := context.WithTimeout(context.Background(), diagnoseTimeout)
	defer cancel()
	conn, err := dial(ctx, address)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrUnreachable, err)
	}
	defer conn.Close()
	if t.tls != nil {
		return t.diagnoseTLS(ctx, conn, address)
	}
	if speaksTLS(ctx, address) {
		return fmt.Errorf("%w: %s speaks TLS and the connection string says tls=false", ErrTLS, address)
	}
	switch speaks, err := speaksHTTP2(conn); {
	case err != nil:
		return fmt.Errorf("%w: %s takes connections and says nothing", ErrUnreachable, address)
	case !speaks:
		return fmt.Errorf("%w: %s does not speak HTTP/2", ErrForeign, address)
	}
	return fmt.Errorf("%w: %s does not answer", ErrUnreachable, address)
}

func dial(ctx context.Context, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	return conn, conn.SetDeadline(deadline)
}

// diagnoseTLS shakes hands twice: first for the certificates alone, then for HTTP/2, whose refusal has no type of its
// own.
func (t target) diagnoseTLS(ctx context.Context, conn net.Conn, address string) error {
	c := t.tls.Clone()
	c.ServerName, _, _ = net.SplitHostPort(address) // dialled before, so it is one
	var late net.Error
	switch err := tls.Client(conn, c).HandshakeContext(ctx); {
	case errors.As(err, &late) && late.Timeout():
		return fmt.Errorf("%w: %s takes connections and says nothing", ErrUnreachable, address)
	case err != nil:
		return fmt.Errorf("%w: %s: %v", ErrTLS, address, err)
	}
	again, err := dial(ctx, address)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrUnreachable, err)
	}
	defer again.Close()
	c.NextProtos = []string{"h2"}
	secured := tls.Client(again, c)
	if err := secured.HandshakeContext(ctx); err != nil || secured.ConnectionState().NegotiatedProtocol != "h2" {
		return fmt.Errorf("%w: %s does not speak HTTP/2", ErrForeign, address)
	}
	return fmt.Errorf("%w: %s does not answer", ErrUnreachable, address)
}

// speaksTLS only asks; nothing is sent over the connection, so it does not matter whose certificate it is.
func speaksTLS(ctx context.Context, address string) bool {
	conn, err := dial(ctx, address)
	if err != nil {
		return false
	}
	defer conn.Close()
	return tls.Client(conn, &tls.Config{InsecureSkipVerify: true}).HandshakeContext(ctx) == nil
}

// speaksHTTP2 sends what a client begins with (RFC 9113, 3.4: the preface and an empty SETTINGS frame) and looks
// whether a SETTINGS frame comes back, type 4.
func speaksHTTP2(conn net.Conn) (bool, error) {
	if _, err := io.WriteString(conn, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"+
		"\x00\x00\x00\x04\x00\x00\x00\x00\x00"); err != nil {
		return false, err
	}
	var head [9]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return false, err
	}
	return head[3] == 4, nil
}
