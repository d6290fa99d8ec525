package standin

import (
	"context"
	"net"
	"sync"

	"google.golang.org/grpc/peer"
)

// wires is a listener that knows its connections, so that they can be cut.
type wires struct {
	net.Listener
	mu    sync.Mutex
	conns map[string]net.Conn // by the client's address
}

func newWires(l net.Listener) *wires { return &wires{Listener: l, conns: make(map[string]net.Conn)} }

func (w *wires) Accept() (net.Conn, error) {
	conn, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conns[conn.RemoteAddr().String()] = conn
	return &wire{Conn: conn, of: w}, nil
}

type wire struct {
	net.Conn
	of *wires
}

func (c *wire) Close() error {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	delete(c.of.conns, c.RemoteAddr().String())
	return c.Conn.Close()
}

// cut closes the connection of a call. What was given to the kernel before still arrives.
func (w *wires) cut(ctx context.Context) {
	p, ok := peer.FromContext(ctx)
	if !ok {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if conn, ok := w.conns[p.Addr.String()]; ok {
		// Closing fails only where it is closed already.
		_ = conn.Close()
	}
}

func (w *wires) cutAll() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, conn := range w.conns {
		// As above.
		_ = conn.Close()
	}
}
