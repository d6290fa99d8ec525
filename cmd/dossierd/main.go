// Command dossierd is the server of Dossierboek and what its operator needs: init, serve, verify, rebuild, backup, restore,
// token, demo, import, bench. It only wires: rules stand in package domain, the door in eventstore/ledger.
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
)

func main() {
	// Little stays in memory and much passes through it: with twice the room for garbage, collecting it takes half the time,
	// a tenth of what an append costs. Whoever has less memory sets GOGC.
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
	if err := cmd.ExecuteContext(ctx); err != nil {
		fmt.Fprintf(errs, "dossierd: %s\n", explain(err))
		return 1
	}
	return 0
}

// root holds the flags that say where everything lies; each command works on that.
func root() *cobra.Command {
	p := &paths{}
	cmd := &cobra.Command{
		Use:           "dossierd",
		Short:         "Dossierboek: het dossierlogboek van een Veilig Thuis-organisatie",
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			p.fromEnvironment()
			return p.complete()
		},
	}
	f := cmd.PersistentFlags()
	f.StringVar(&p.data, "data", "data", "map met alle bestanden")
	f.StringVar(&p.log, "logboek", "", "logboek (standaard: logboek.db in de datamap)")
	f.StringVar(&p.store, "store", "", "EventStoreDB-cluster dat het logboek bewaart: esdb://host1:2113,host2:2113,host3:2113?… (standaard: DOSSIERBOEK_STORE, anders het bestand van --logboek)")
	f.StringVar(&p.storeLogin, "store-login", "", "bestand met gebruiker:wachtwoord voor het cluster, zodat het wachtwoord niet in een opdracht staat (standaard: DOSSIERBOEK_STORE_LOGIN)")
	f.StringVar(&p.vault, "kluis", "", "kluis met de sleutels (standaard: kluis.db in de datamap)")
	f.StringVar(&p.ring, "sleutelring", "", "sleutelring met de tijdvakken van de meestersleutel (standaard: sleutelring.json in de datamap)")
	f.StringVar(&p.keeper, "meestersleutel", "", "URL van de meestersleutel: file:///pad, hashivault://, awskms://, azurekeyvault://, gcpkms:// (standaard: DOSSIERBOEK_MEESTERSLEUTEL, anders meester.sleutel in de datamap)")
	f.StringVar(&p.register, "register", "", "vernietigingsregister (standaard: vernietigingsregister.jsonl in de datamap; bewaar het elders)")
	f.StringVar(&p.projections, "projecties", "", "map met afgeleide gegevens (standaard: projecties in de datamap)")
	f.StringVar(&p.drafts, "concepten", "", "concepten: wat medewerkers aan het schrijven zijn (standaard: concepten.db in de datamap)")
	f.StringVar(&p.tokenKey, "tokensleutel", "", "sleutel waarmee tokens worden ondertekend (standaard: token.pem in de datamap)")
	f.StringVar(&p.files, "bijlagen", "", "map of URL van de bestanden van bijlagen: file:///pad, s3://bucket?region=… (standaard: DOSSIERBOEK_BIJLAGEN, anders bijlagen in de datamap)")
	f.StringVar(&p.contact.url, "contact-url", "https://voorbeeld.invalid/dossierboek", "waar gebruikers van de API terechtkunnen (in de OpenAPI-beschrijving)")
	f.StringVar(&p.contact.email, "contact-email", "beheer@voorbeeld.invalid", "e-mailadres voor gebruikers van de API")
	cmd.AddCommand(initCommand(p), serveCommand(p), verifyCommand(p), rebuildCommand(p), backupCommand(p), restoreCommand(p), tokenCommand(p), countCommand(p), demoCommand(p), importCommand(p), benchCommand())
	return cmd
}

// now is the clock of the whole program.
func now() time.Time { return time.Now() }
