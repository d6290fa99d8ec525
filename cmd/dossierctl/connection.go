package main

import (
	"errors"
	"io/fs"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"dossierboek/api/client"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
)

// The environment that dossierctl reads.
const (
	envServer = "DOSSIERBOEK_SERVER"
	envToken  = "DOSSIERBOEK_TOKEN"
)

const defaultServer = "http://127.0.0.1:8080"

// connection is where the server is and who asks, from flags and environment.
type connection struct {
	getenv    func(string) string
	server    string
	token     string
	tokenFile string
	purpose   string
}

// flags never has a token as a default: help would print it.
func (c *connection) flags(f *pflag.FlagSet) {
	f.StringVar(&c.server, "server", "", "`adres` van de server (anders "+envServer+", anders "+defaultServer+")")
	f.StringVar(&c.token, "token", "", "`token`; zichtbaar voor anderen op deze machine, dus liever "+envToken+
		" of --token-bestand")
	f.StringVar(&c.tokenFile, "token-bestand", "", "`bestand` met het token, alleen leesbaar voor uzelf (chmod 600)")
	f.StringVar(&c.purpose, "doel", "", "`doel` waarvoor de gegevens nodig zijn; anders dat in het token. Een van: "+
		strings.Join(domain.Doelen, ", "))
}

// open makes a client. It does not connect yet.
func (c *connection) open() (*client.Client, error) {
	if c.purpose != "" && !slices.Contains(domain.Doelen, c.purpose) {
		return nil, dutch.Usagef("--doel is een van: %s", strings.Join(domain.Doelen, ", "))
	}
	server, err := c.address()
	if err != nil {
		return nil, err
	}
	token, err := c.readToken()
	if err != nil {
		return nil, err
	}
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, dutch.Usagef("in het token staat iets dat er niet in hoort, zoals een spatie of een regeleinde")
	}
	return client.New(client.Options{Server: server, Token: token, Doel: c.purpose})
}

// address is the server's. Dossiers and tokens do not cross a network in the clear (DRE-sec-2): without TLS only this
// machine itself will do.
func (c *connection) address() (string, error) {
	server := c.server
	if server == "" {
		server = c.getenv(envServer)
	}
	if server == "" {
		server = defaultServer
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "https" && u.Scheme != "http") {
		return "", dutch.Usagef("het adres van de server klopt niet; schrijf bijvoorbeeld https://dossierboek.voorbeeld.nl")
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		return "", dutch.Usagef("zonder TLS (https://) praat dossierctl alleen met een server op deze machine zelf")
	}
	return strings.TrimSuffix(server, "/"), nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// readToken finds the token: a flag, a file, or the environment.
func (c *connection) readToken() (string, error) {
	switch {
	case c.token != "" && c.tokenFile != "":
		return "", dutch.Usagef("kies --token of --token-bestand")
	case c.token != "":
		return c.token, nil
	case c.tokenFile != "":
		return tokenFrom(c.tokenFile)
	}
	if t := c.getenv(envToken); t != "" {
		return t, nil
	}
	return "", dutch.Usagef("er is geen token: zet %s of geef --token-bestand. Een token maakt u met 'dossierd token'",
		envToken)
}

// maxToken is far more than any token holds.
const maxToken = 64 << 10

// tokenFrom reads a token that others on the machine cannot.
func tokenFrom(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", dutch.Usagef("het tokenbestand bestaat niet")
	case err != nil:
		return "", dutch.Usagef("het tokenbestand is niet te lezen")
	case !info.Mode().IsRegular() || info.Size() > maxToken:
		return "", dutch.Usagef("het tokenbestand is geen gewoon, klein bestand")
	case info.Mode().Perm()&0o077 != 0:
		return "", dutch.Usagef("het tokenbestand is leesbaar voor anderen: chmod 600")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", dutch.Usagef("het tokenbestand is niet te lezen")
	}
	token := strings.TrimSpace(string(raw))
	if token == "" {
		return "", dutch.Usagef("het tokenbestand is leeg")
	}
	return token, nil
}
