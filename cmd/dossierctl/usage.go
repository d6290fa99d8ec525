package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dossierboek/domain/id"
)

// usageError is wrong use of the command. Its text is Dutch and never repeats a value that was given: that may be personal
// data.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

func isUsage(err error) bool {
	var u *usageError
	return errors.As(err, &u)
}

// flagError says in Dutch what is wrong with a flag, without the value.
func flagError(err error) error {
	var (
		unknown *pflag.NotExistError
		needs   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		return usagef("deze opdracht kent een van de opgegeven opties niet; zie --help")
	case errors.As(err, &needs):
		return usagef("optie --%s heeft een waarde nodig", needs.GetFlag().Name)
	case errors.As(err, &invalid):
		if u := (*usageError)(nil); errors.As(err, &u) {
			return usagef("--%s: %s", invalid.GetFlag().Name, u.text)
		}
		return usagef("de waarde van optie --%s klopt niet; zie --help", invalid.GetFlag().Name)
	}
	return usagef("de opties kloppen niet; zie --help")
}

// noCommand is for the root: what is left there is no command that exists.
func noCommand(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("deze opdracht bestaat niet; zie dossierctl --help")
	}
	return nil
}

// noArgs is for commands that take flags only, so that a name typed as an argument is not silently left out.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s neemt alleen opties; zie --help", cmd.Name())
	}
	return nil
}

// oneDossier is for commands on one dossier.
func oneDossier(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usagef("noem één dossier: %s", cmd.UseLine())
	}
	_, err := dossierOf(args)
	return err
}

func dossierOf(args []string) (id.Dossier, error) {
	var d id.Dossier
	if err := d.UnmarshalText([]byte(args[0])); err != nil {
		return d, usagef("een dossier wordt genoemd met zijn id, zoals 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060")
	}
	return d, nil
}

// dossierAnd is for commands on one dossier and something else.
func dossierAnd(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 2 {
			return usagef("noem een dossier en %s: %s", what, cmd.UseLine())
		}
		_, err := dossierOf(args)
		return err
	}
}

// partOf is the bijlage that was named second.
func partOf(args []string) (o id.Onderdeel, err error) {
	if o.UnmarshalText([]byte(args[1])) != nil {
		return o, usagef("een bijlage wordt genoemd met haar id, zoals 'dossierctl view' die toont")
	}
	return o, nil
}
