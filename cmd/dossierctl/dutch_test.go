package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch/dutchtest"
)

// Help and what is said of wrong use are Dutch, of every command.
func TestHelpIsDutch(t *testing.T) {
	dutchtest.Help(t, func() *cobra.Command {
		return root(newFrame(os.Getenv))
	}, func(args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		code := run(args, nil, &out, &errs)
		return code, out.String(), errs.String()
	})
}
