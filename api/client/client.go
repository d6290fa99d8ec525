// Package client is the Go client of the API, for dossierctl. Its messages are those of package bericht. It knows
// nothing of stores and keys.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"dossierboek/api/bericht"
)

// MaxAntwoord bounds an answer in bytes; an export has no bound.
const MaxAntwoord = 256 << 20

// koptijd is how long a server may take to begin its answer.
const koptijd = 2 * time.Minute

// ErrAntwoord: what came is no answer of this API, or not all of one.
var ErrAntwoord = errors.New("client: the answer does not decode, is too large, or broke off")

// ErrServer: the address of the server is not one.
var ErrServer = errors.New("client: the server must be an http or https URL without path, query or user")

// Options say which server, as whom, and for which task.
type Options struct {
	Server string       // "https://dossierboek.example"
	Token  string       // bearer token
	Doel   string       // the task; "": the token's own
	HTTP   *http.Client // nil: one of its own
}

// Client calls one server as one employee. Safe for concurrent use.
type Client struct {
	basis *url.URL
	token string
	doel  string
	http  *http.Client
}

// New makes a client. Redirects are not followed: a token must not travel to where it was not meant for. Error:
// ErrServer.
func New(o Options) (*Client, error) {
	u, err := url.Parse(o.Server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" ||
		u.Fragment != "" || u.Path != "" && u.Path != "/" {
		return nil, ErrServer
	}
	u.Path = ""
	h := &http.Client{}
	if o.HTTP != nil {
		kopie := *o.HTTP
		h = &kopie
	} else {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.ResponseHeaderTimeout = koptijd
		h.Transport = t
	}
	h.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{basis: u, token: o.Token, doel: o.Doel, http: h}, nil
}

// Fout is a refusal of the server. Its text holds the problem's own words, which hold nothing of what was asked.
type Fout struct{ Probleem bericht.Probleem }

func (f *Fout) Error() string {
	s := fmt.Sprintf("%s (%d, %s)", f.Probleem.Detail, f.Probleem.Status, f.Probleem.Code)
	for _, e := range f.Probleem.Fouten {
		s += fmt.Sprintf("\n  %s %s: %s", e.Waar, e.Veld, e.Tekst)
	}
	return s
}

// verzoek is one call.
type verzoek struct {
	methode string
	pad     string // within /v1
	query   url.Values
	inhoud  any       // nil: none
	stroom  io.Reader // instead of inhoud; its Content-Type is among the headers
	koppen  map[string]string
}

// stuur sends a request and gives an answer of success; its body is the caller's to close.
func (c *Client) stuur(ctx context.Context, v verzoek) (*http.Response, error) {
	lichaam := v.stroom
	if v.inhoud != nil {
		ruw, err := json.Marshal(v.inhoud)
		if err != nil {
			return nil, errors.New("client: the request does not encode")
		}
		lichaam = bytes.NewReader(ruw)
	}
	u := *c.basis
	u.Path, u.RawQuery = "/v1"+v.pad, v.query.Encode()
	r, err := http.NewRequestWithContext(ctx, v.methode, u.String(), lichaam)
	if err != nil {
		return nil, errors.New("client: the request cannot be made")
	}
	r.Header.Set("Accept", "application/json, application/jsonl, application/problem+json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	if c.doel != "" {
		r.Header.Set("Doel", c.doel)
	}
	if v.inhoud != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for naam, w := range v.koppen {
		r.Header.Set(naam, w)
	}
	a, err := c.http.Do(r)
	if err != nil {
		var ue *url.Error
		if errors.As(err, &ue) { // its text has the whole URL
			err = ue.Err
		}
		return nil, fmt.Errorf("client: %s: %w", c.basis.Host, err)
	}
	if a.StatusCode >= 200 && a.StatusCode < 300 {
		return a, nil
	}
	defer a.Body.Close()
	return nil, fout(a)
}

// fout reads a problem document. What answered without one is no server of this API.
func fout(a *http.Response) error {
	f := &Fout{}
	err := json.NewDecoder(io.LimitReader(a.Body, 1<<20)).Decode(&f.Probleem)
	if err != nil || f.Probleem.Code == "" {
		f.Probleem = bericht.Probleem{Status: a.StatusCode, Title: "Onverwacht antwoord", Code: "onverwacht-antwoord",
			Detail: "De server antwoordde niet zoals een Dossierboek."}
	}
	return f
}

// roep sends a request and decodes its answer.
func roep[T any](ctx context.Context, c *Client, v verzoek) (*T, error) {
	a, err := c.stuur(ctx, v)
	if err != nil {
		return nil, err
	}
	defer a.Body.Close()
	uit := new(T)
	if err := json.NewDecoder(io.LimitReader(a.Body, MaxAntwoord)).Decode(uit); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("client: %s: %w", c.basis.Host, ctx.Err())
		}
		return nil, ErrAntwoord
	}
	return uit, nil
}
