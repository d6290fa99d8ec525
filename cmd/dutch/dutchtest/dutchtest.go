// Package dutchtest holds that a command speaks Dutch.
package dutchtest

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// english are words that no Dutch help has, and that cobra, pflag and the library of Go use.
var english = regexp.MustCompile(
	`(?i)\b(usage|flags?|available|commands?|help for|default|strings?|ints?|uint64|duration|the|` +
		`with|from|and|this|that|not|no|to|a|an|use|more|information|about|generate|unknown|invalid|required?s?|arguments?|arg|accepts|` +
		`received|shorthand|needs|failed|cannot|such|permission|denied|error|unexpected|missing|must|be)\b`)

// names is what is no prose: flags, URLs, addresses, what stands in an example.
var names = regexp.MustCompile(`--?[a-z][a-z-]*|[a-z]+://\S*|\S+@\S+|(?m)^  +dossier.*$|(?m)^  source .*$|RFC 3339`)

// English gives the first English word in what a command says; "" for none.
func English(said string) string { return english.FindString(names.ReplaceAllString(said, "")) }

// Help walks all commands, also those that do not show, and holds that their help is Dutch; and what they say when
// they are used wrong in every way that cobra and pflag know. root makes the command anew for each use; run gives what
// it said.
func Help(t *testing.T, root func() *cobra.Command, run func(args ...string) (code int, out, errs string)) {
	t.Helper()
	seen := 0
	var walk func(c *cobra.Command, path []string)
	walk = func(c *cobra.Command, path []string) {
		seen++
		var out bytes.Buffer
		c.SetOut(&out)
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "Gebruik:\n  ") {
			t.Errorf("%v: geen uitleg: %s", path, out.String())
		}
		if w := English(out.String()); w != "" {
			t.Errorf("%v: in de uitleg staat %q:\n%s", path, w, out.String())
		}
		for _, wrong := range [][]string{{"--bestaat-niet"}, {"-Q"}, {"een", "twee", "drie", "vier"}, {"--help=misschien"}} {
			code, said, errs := run(append(path[:len(path):len(path)], wrong...)...)
			if code != 2 || said != "" || errs == "" {
				t.Errorf("%v %v: exitcode %d, %q, %q", path, wrong, code, said, errs)
			}
			if w := English(errs); w != "" || strings.Contains(errs, "twee") || strings.Contains(errs, "misschien") {
				t.Errorf("%v %v: %q (%s)", path, wrong, errs, w)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub, append(path[:len(path):len(path)], sub.Name()))
		}
	}
	walk(root(), nil)
	if seen < 5 {
		t.Errorf("%d opdrachten gezien", seen)
	}
}
