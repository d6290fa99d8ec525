// Command dossierd is the server of Dossierboek and what its operator needs: init, serve, verify, rebuild, backup,
// restore, token, demo, import, bench. It only wires: rules stand in package domain, the door in eventstore/ledger.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // the days of the law are Dutch ones, also where the machine knows no time zones

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
)

// Exit codes.
const (
	exitDone  = 0
	exitError = 1
	exitUsage = 2
)

func main() {
	// Little stays in memory and much passes through it: with twice the room for garbage, collecting it takes half the
	// time, a tenth of what an append costs. Whoever has less memory sets GOGC.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program, for main and for tests. It returns the exit code.
func run(args []string, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cmd := root()
	cmd.SetArgs(args)
	cmd.SetOut(out)
	cmd.SetErr(errs)
	err := cmd.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	fmt.Fprintf(errs, "dossierd: %s\n", explain(err))
	if dutch.IsUsage(err) {
		return exitUsage
	}
	return exitError
}

// root holds the flags that say where everything lies; each command works on that.
func root() *cobra.Command {
	p := &paths{}
	cmd := &cobra.Command{
		Use:   "dossierd",
		Short: "Dossierboek: het dossierlogboek van een Veilig Thuis-organisatie",
		Long: `dossierd is de server van Dossierboek, en wat de beheerder ervan nodig heeft.

Exitcodes: 0 gelukt, 1 niet gelukt, 2 verkeerd gebruik.`,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			p.fromEnvironment()
			return p.complete()
		},
	}
	p.flags(cmd.PersistentFlags())
	for _, command := range []func(*paths) *cobra.Command{initCommand, serveCommand, verifyCommand, rebuildCommand,
		backupCommand, restoreCommand, tokenCommand, countCommand, demoCommand, importCommand, transferKeyCommand,
		benchCommand} {
		cmd.AddCommand(command(p))
	}
	dutch.Speak(cmd)
	return cmd
}

// now is the clock of the whole program.
func now() time.Time { return time.Now() }
