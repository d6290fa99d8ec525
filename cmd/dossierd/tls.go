package main

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"

	"dossierboek/cmd/dutch"
)

// tls gives the server's TLS configuration; nil where it serves plain HTTP, which it does on loopback or behind a
// proxy only.
func (so serveOptions) tls() (*tls.Config, error) {
	if so.cert == "" && so.key == "" {
		if !loopback(so.listen) && !so.proxied {
			return nil, errPlainHTTP
		}
		return nil, nil
	}
	if so.cert == "" || so.key == "" {
		return nil, dutch.Usagef("geef --tls-certificaat en --tls-sleutel samen")
	}
	c := &certificate{cert: so.cert, key: so.key}
	if _, err := c.get(nil); err != nil {
		return nil, fmt.Errorf("het certificaat van --tls-certificaat en de sleutel van --tls-sleutel zijn niet te "+
			"gebruiken: %w", err)
	}
	return &tls.Config{MinVersion: tls.VersionTLS13, GetCertificate: c.get}, nil
}

// certificate is a key pair in files, read again when either changes, so that renewing needs no restart. While the
// files cannot be read as a pair, the last good pair serves on.
type certificate struct {
	cert, key string

	mu    sync.Mutex
	pair  *tls.Certificate
	times [2]time.Time
}

func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var times [2]time.Time
	for i, path := range []string{c.cert, c.key} {
		s, err := os.Stat(path)
		if err != nil {
			return c.last(err)
		}
		times[i] = s.ModTime()
	}
	if c.pair != nil && times == c.times {
		return c.pair, nil
	}
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		return c.last(err)
	}
	c.pair, c.times = &pair, times
	return c.pair, nil
}

// last gives the pair that was good, or the error where there never was one.
func (c *certificate) last(err error) (*tls.Certificate, error) {
	if c.pair != nil {
		return c.pair, nil
	}
	return nil, err
}
