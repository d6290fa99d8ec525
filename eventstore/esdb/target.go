package esdb

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

// target is what a connection string says: where the cluster is and how to speak with it.
type target struct {
	config client.Configuration
	seeds  []string    // host:port of each node that may be asked for the leader
	single bool        // one host was named: where it knows of no others, it is the address
	tls    *tls.Config // nil: none
}

// settings are those that a connection string may have, in lower case. The last three change nothing here: this
// package finds the leader its own way, and paces itself.
var settings = []string{
	"tls", "tlscafile", "tlsverifycert", "usercertfile", "userkeyfile", "keepaliveinterval", "keepalivetimeout",
	"gossiptimeout", "maxdiscoverattempts", "discoveryinterval", "nodepreference",
}

// parse reads a connection string and, where there is one, the file with the login. Its errors match ErrURL and never
// repeat the string, nor what the client says of it: there may be a password in any part of a misspelt one.
func parse(connection, loginFile string) (target, error) {
	if err := checkSettings(connection); err != nil {
		return target{}, err
	}
	config, err := client.ParseConnectionString(connection)
	var file *fs.PathError
	switch {
	case errors.As(err, &file):
		return target{}, fmt.Errorf("%w: tlsCAFile: %w", ErrURL, file)
	case err != nil:
		return target{}, fmt.Errorf("%w: it does not read as esdb://[user:password@]host[:port][,host…][?setting=value&…]",
			ErrURL)
	case config.GossipTimeout < 1 || config.GossipTimeout > 60:
		return target{}, fmt.Errorf("%w: gossipTimeout is not from 1 to 60 seconds", ErrURL)
	case config.NodePreference != client.NodePreferenceLeader:
		return target{}, fmt.Errorf("%w: nodePreference: a ledger reads from the leader", ErrURL)
	}
	if loginFile != "" {
		if config.Username != "" {
			return target{}, fmt.Errorf("%w: there is a login in it and in a file", ErrURL)
		}
		if config.Username, config.Password, err = login(loginFile); err != nil {
			return target{}, err
		}
	}
	if (config.Username == "") != (config.Password == "") {
		return target{}, fmt.Errorf("%w: the client leaves out a login without a password", ErrURL)
	}
	if config.DisableTLS && config.Username != "" {
		return target{}, fmt.Errorf("%w: with tls=false the client leaves out the login, and so the password would not be "+
			"asked", ErrURL)
	}
	t := target{config: *config, single: len(config.GossipSeeds) == 0 && !config.DnsDiscover}
	for _, seed := range config.GossipSeeds {
		t.seeds = append(t.seeds, seed.String())
	}
	if len(t.seeds) == 0 {
		t.seeds = []string{config.Address}
	}
	t.tls, err = security(config)
	return t, err
}

// checkSettings looks at the names of the settings: the client takes an unknown one in silence, and of one that is
// given twice it takes any.
func checkSettings(connection string) error {
	_, query, _ := strings.Cut(connection, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return fmt.Errorf("%w: its settings do not read as name=value&…", ErrURL)
	}
	seen := map[string]bool{}
	for name, given := range values {
		name = strings.ToLower(name)
		switch {
		case name == "defaultdeadline":
			return fmt.Errorf("%w: defaultDeadline: the client makes it 0, and then each append fails", ErrURL)
		case !slices.Contains(settings, name):
			return fmt.Errorf("%w: it has a setting that is not known here", ErrURL)
		case seen[name] || len(given) > 1:
			return fmt.Errorf("%w: %s is given twice", ErrURL, name)
		}
		seen[name] = true
	}
	return nil
}

// security is the TLS of the client, for the calls that this package makes itself.
func security(config *client.Configuration) (*tls.Config, error) {
	if config.DisableTLS {
		return nil, nil
	}
	c := &tls.Config{
		RootCAs:            config.RootCAs,
		InsecureSkipVerify: config.SkipCertificateVerification, // the operator's own choice: tlsVerifyCert=false
		MinVersion:         tls.VersionTLS12,
	}
	switch {
	case config.UserCertFile == "" && config.UserKeyFile == "":
	case config.UserCertFile == "" || config.UserKeyFile == "":
		return nil, fmt.Errorf("%w: userCertFile and userKeyFile go together", ErrURL)
	default:
		certificate, err := tls.LoadX509KeyPair(config.UserCertFile, config.UserKeyFile)
		if err != nil {
			return nil, fmt.Errorf("%w: userCertFile and userKeyFile: %w", ErrURL, err)
		}
		c.Certificates = []tls.Certificate{certificate}
	}
	return c, nil
}

func (t target) transport() credentials.TransportCredentials {
	if t.tls == nil {
		return insecure.NewCredentials()
	}
	return credentials.NewTLS(t.tls.Clone())
}

// gossipTimeout is how long a node may take to say who leads.
func (t target) gossipTimeout() time.Duration {
	return time.Duration(t.config.GossipTimeout) * time.Second
}

// shuffled gives the seeds in a random order, so that not all servers ask the same node.
func (t target) shuffled() []string {
	seeds := append([]string(nil), t.seeds...)
	rand.Shuffle(len(seeds), func(i, j int) { seeds[i], seeds[j] = seeds[j], seeds[i] })
	return seeds
}
