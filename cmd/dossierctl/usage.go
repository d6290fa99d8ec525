package main

import (
	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/domain/id"
)

// oneDossier is for commands on one dossier.
func oneDossier(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return dutch.Usagef("noem één dossier: %s", cmd.UseLine())
	}
	_, err := dossierOf(args)
	return err
}

func dossierOf(args []string) (id.Dossier, error) {
	var d id.Dossier
	if err := d.UnmarshalText([]byte(args[0])); err != nil {
		return d, dutch.Usagef("een dossier wordt genoemd met zijn id, zoals 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060")
	}
	return d, nil
}

// dossierAnd is for commands on one dossier and something else.
func dossierAnd(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 2 {
			return dutch.Usagef("noem een dossier en %s: %s", what, cmd.UseLine())
		}
		_, err := dossierOf(args)
		return err
	}
}

// partOf is the bijlage that was named second.
func partOf(args []string) (o id.Onderdeel, err error) {
	if o.UnmarshalText([]byte(args[1])) != nil {
		return o, dutch.Usagef("een bijlage wordt genoemd met haar id, zoals 'dossierctl view' die toont")
	}
	return o, nil
}
