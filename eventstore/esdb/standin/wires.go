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
	gate  gate
	mu    sync.Mutex
	conns map[string]*wire // by the client's address
}

func newWires(l net.Listener) *wires { return &wires{Listener: l, conns: make(map[string]*wire)} }

func (w *wires) Accept() (net.Conn, error) {
	conn, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	c := &wire{Conn: conn, of: w, closed: make(chan struct{})}
	w.conns[conn.RemoteAddr().String()] = c
	return c, nil
}

// wire is one connection.
type wire struct {
	net.Conn
	of     *wires
	once   sync.Once
	closed chan struct{}
}

func (c *wire) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.of.gate.pass(c.closed)
	return n, err
}

func (c *wire) Write(b []byte) (int, error) {
	c.of.gate.pass(c.closed)
	return c.Conn.Write(b)
}

func (c *wire) Close() error {
	c.of.mu.Lock()
	delete(c.of.conns, c.RemoteAddr().String())
	c.of.mu.Unlock()
	return c.sever()
}

// sever closes the connection and lets go who waits at the gate.
func (c *wire) sever() error {
	c.once.Do(func() { close(c.closed) })
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
		_ = conn.sever()
	}
}

func (w *wires) cutAll() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, conn := range w.conns {
		// As above.
		_ = conn.sever()
	}
}
