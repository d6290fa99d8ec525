package dutch_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/cmd/dutch/dutchtest"
)

func TestDuration(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"12 uur": 12 * time.Hour, "1 uur": time.Hour, "1 uur en 30 minuten": 90 * time.Minute, "1 minuut": time.Minute,
		"1 uur en 1 seconde": time.Hour + time.Second, "0 seconden": 0,
	} {
		if got := dutch.Duration(d); got != want {
			t.Errorf("%v: %q, niet %q", d, got, want)
		}
	}
}

// What cobra says by itself is found to be English: else the test of the commands would prove nothing.
func TestEnglishIsSeen(t *testing.T) {
	plain := &cobra.Command{Use: "x", Short: "Doe iets", Run: func(*cobra.Command, []string) {}}
	plain.Flags().String("naam", "Jan", "naam")
	if dutchtest.English(plain.UsageString()) == "" {
		t.Error("cobra's eigen uitleg heet Nederlands")
	}
	if dutchtest.English("unknown flag: --x") == "" || dutchtest.English("accepts 1 arg(s), received 0") == "" {
		t.Error("cobra's eigen fouten heten Nederlands")
	}
	root := &cobra.Command{Use: "wortel", Short: "Doe alles"}
	plain.Args = dutch.NoArgs
	root.AddCommand(plain)
	dutch.Speak(root)
	if w := dutchtest.English(plain.UsageString()); w != "" || !strings.Contains(plain.UsageString(), "(standaard Jan)") {
		t.Errorf("%q in:\n%s", w, plain.UsageString())
	}
}

// Each shell gets its script, and help finds a command.
func TestCompletionAndHelp(t *testing.T) {
	for args, want := range map[string]string{
		"completion bash": "__start_wortel", "completion zsh": "#compdef wortel", "completion fish": "wortel",
		"completion powershell": "wortel", "help x": "Gebruik:\n  wortel x", "help": "Gebruik:\n  wortel OPDRACHT",
		"": "Gebruik:\n  wortel OPDRACHT",
	} {
		root := &cobra.Command{Use: "wortel", Short: "Doe alles"}
		root.AddCommand(&cobra.Command{Use: "x", Short: "Doe iets", Args: dutch.NoArgs,
			Run: func(*cobra.Command, []string) {}})
		dutch.Speak(root)
		var out bytes.Buffer
		root.SetOut(&out)
		root.SetArgs(strings.Fields(args))
		if err := root.Execute(); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%q: %v:\n%s", args, err, out.String())
		}
	}
}
