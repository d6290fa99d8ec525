// Command dossierctl is for privacy officers, inspectors and operators: it shows a dossier at two times, replays what
// happened, compares two moments, searches and exports. It is a client of the API of dossierd and nothing else; it
// opens no log and no vault, and whatever it shows the server first recorded as an access fact.
//
// What comes from a dossier is written by many hands, so control characters in it never reach the terminal (page.go).
// Personal data never stands in an error text; and what is searched for can stay out of process lists and shell
// history.
//
// Exit codes: 0 done, 1 not done (refused, not reachable), 2 wrong use.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // times are shown as in the Netherlands, also where the machine knows no time zones

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
)

// Exit codes.
const (
	exitDone  = 0
	exitError = 1
	exitUsage = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the program, for main and for tests. It returns the exit code.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cmd := root(newFrame(os.Getenv))
	cmd.SetArgs(args)
	cmd.SetIn(in)
	cmd.SetOut(out)
	cmd.SetErr(errs)
	err := cmd.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	fmt.Fprint(errs, explain(err))
	if dutch.IsUsage(err) {
		return exitUsage
	}
	return exitError
}

// root holds the flags that all commands share.
func root(f *frame) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dossierctl",
		Short: "Dossierboek: dossiers bekijken, naspelen, vergelijken, zoeken en uitvoeren",
		Long: `dossierctl bekijkt dossiers via de server van Dossierboek. Alles wat het toont, legt de server eerst vast als
raadpleging: wie, wanneer, wat en waarvoor.

Tijden zijn Nederlandse tijd: "2026-03-01" (het begin van die dag), "2026-03-01 14:30" of "2026-03-01 14:30:05". Met een
eigen tijdzone kan ook: "2026-03-01T13:30:00Z" (RFC 3339).

Exitcodes: 0 gelukt, 1 niet gelukt, 2 verkeerd gebruik.`,
	}
	flags := cmd.PersistentFlags()
	f.connection.flags(flags)
	f.screen.flags(flags)
	for _, command := range []func(*frame) *cobra.Command{viewCommand, replayCommand, diffCommand, searchCommand,
		exportCommand, fetchCommand, attachCommand, transferCommand, readersCommand, agendaCommand, draftsCommand,
		countsCommand} {
		cmd.AddCommand(command(f))
	}
	dutch.Speak(cmd)
	return cmd
}
