package main

import (
	"bytes"
	"testing"

	"dossierboek/cmd/dutch/dutchtest"
)

// Help and what is said of wrong use are Dutch, of every command.
func TestHelpIsDutch(t *testing.T) {
	dutchtest.Help(t, root, func(args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		code := run(args, &out, &errs)
		return code, out.String(), errs.String()
	})
}
