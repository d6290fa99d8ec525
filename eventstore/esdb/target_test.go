package esdb

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestConnectionString: what the client would take in silence and do something else with is refused. Traps:
// defaultDeadline becomes 0; credentials without TLS, or without a password, are left out; unknown settings are only
// logged.
func TestConnectionString(t *testing.T) {
	for url, seeds := range map[string][]string{
		"esdb://localhost":                                       {"localhost:2113"},
		"esdb://localhost:1/?tls=false":                          {"localhost:1"},
		"esdb://u:p@h1:1,h2,h3:3?gossipTimeout=2":                {"h1:1", "h2:2113", "h3:3"},
		"esdb+discover://cluster.example:2113":                   {"cluster.example:2113"},
		"esdb://h?keepAliveInterval=10000&nodePreference=leader": {"h:2113"},
		"esdb://h?maxDiscoverAttempts=3&discoveryInterval=5":     {"h:2113"},
	} {
		target, err := parse(url, "")
		if err != nil || !slices.Equal(target.seeds, seeds) {
			t.Errorf("%s: %v, %v", url, target.seeds, err)
		}
		if single := strings.HasPrefix(url, "esdb://") && len(seeds) == 1; target.single != single {
			t.Errorf("%s: single %v", url, target.single)
		}
	}
	const secret = "geheim"
	for what, url := range map[string]string{
		"nothing":                    "",
		"another scheme":             "http://u:geheim@h",
		"no host":                    "esdb://u:geheim@",
		"a path":                     "esdb://u:geheim@h/pad",
		"a port that is none":        "esdb://u:geheim@h:poort",
		"a password not escaped":     "esdb://u:geheim/@h:1",
		"a control character":        "esdb://u:geheim\x01@h:1",
		"a percent sign":             "esdb://u:geheim%zz@h:1",
		"a login without a name":     "esdb://:geheim@h",
		"a login without password":   "esdb://u@h",
		"a login without TLS":        "esdb://u:geheim@h?tls=false",
		"a default deadline":         "esdb://u:geheim@h?defaultDeadline=5000",
		"a setting not known":        "esdb://u:geheim@h?geheim=1",
		"a setting twice":            "esdb://u:geheim@h?tls=true&TLS=true",
		"a setting twice, same":      "esdb://u:geheim@h?tls=true&tls=true",
		"settings that do not parse": "esdb://u:geheim@h?tls=%zz",
		"TLS neither on nor off":     "esdb://u:geheim@h?tls=geheim",
		"a follower":                 "esdb://u:geheim@h?nodePreference=follower",
		"a gossip timeout of 0":      "esdb://u:geheim@h?gossipTimeout=0",
		"a certificate, no key":      "esdb://u:geheim@h?userCertFile=/a",
		"a certificate not there":    "esdb://u:geheim@h?userCertFile=/not/there&userKeyFile=/not/there",
		"a CA that is not there":     "esdb://u:geheim@h?tlsCAFile=/not/there",
		"an IPv6 address":            "esdb://u:geheim@[::1]:2113",
	} {
		_, err := parse(url, "")
		if !errors.Is(err, ErrURL) {
			t.Errorf("%s: %v", what, err)
		} else if strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestLoginFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "login")
	write := func(content string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("user:pass:word\r\nanything\n")
	target, err := parse("esdb://h", file)
	if err != nil || target.config.Username != "user" || target.config.Password != "pass:word" {
		t.Fatalf("%s, %v", target.config.Username, err)
	}
	for what, url := range map[string]string{"two logins": "esdb://u:p@h", "no TLS": "esdb://h?tls=false"} {
		if _, err := parse(url, file); !errors.Is(err, ErrURL) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, content := range []string{"", "geheim", "geheim:", ":geheim", "\ngeheim:geheim"} {
		write(content)
		if _, err := parse("esdb://h", file); !errors.Is(err, ErrURL) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%q: %v", content, err)
		}
	}
	if _, err := parse("esdb://h", file+"x"); !errors.Is(err, ErrURL) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// FuzzConnectionString: no string makes parse panic, and none that it refuses shows in the error.
func FuzzConnectionString(f *testing.F) {
	f.Add("esdb://u:p@h1:1,h2,h3:3?gossipTimeout=2")
	f.Add("esdb+discover://h?tls=false")
	f.Add("esdb://u:geheim@h:x?a=b&c")
	f.Fuzz(func(t *testing.T, url string) {
		const secret = "zeergeheim"
		target, err := parse(strings.Replace(url, "@", ":"+secret+"@", 1), "")
		switch {
		case err == nil && len(target.seeds) == 0:
			t.Fatal("no seeds")
		case err != nil && !errors.Is(err, ErrURL):
			t.Fatalf("error %v", err)
		case err != nil && strings.Contains(err.Error(), secret):
			t.Fatalf("the error has the password: %v", err)
		}
	})
}
