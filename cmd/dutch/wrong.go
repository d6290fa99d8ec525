package dutch

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// UsageError is wrong use of a command. Its text is Dutch and never repeats a value that was given.
type UsageError struct{ text string }

func (e *UsageError) Error() string { return e.text }

// Usagef makes a UsageError.
func Usagef(format string, args ...any) error { return &UsageError{fmt.Sprintf(format, args...)} }

// IsUsage reports whether an error is wrong use.
func IsUsage(err error) bool {
	var u *UsageError
	return errors.As(err, &u)
}

// flagError says what is wrong with a flag, without the value.
func flagError(err error) error {
	var (
		unknown *pflag.NotExistError
		needs   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		return Usagef("deze opdracht kent een van de opgegeven opties niet; zie --help")
	case errors.As(err, &needs):
		return Usagef("optie --%s heeft een waarde nodig", needs.GetFlag().Name)
	case errors.As(err, &invalid):
		if u := (*UsageError)(nil); errors.As(err, &u) {
			return Usagef("--%s: %s", invalid.GetFlag().Name, u.text)
		}
		return Usagef("de waarde van optie --%s klopt niet; zie --help", invalid.GetFlag().Name)
	}
	return Usagef("de opties kloppen niet; zie --help")
}

// noCommand is for the root: what is left there is no command that exists.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Usagef("deze opdracht bestaat niet; zie %s --help", cmd.Root().Name())
	}
	return nil
}

// NoArgs is for commands that take flags only, so that a name typed as an argument is not silently left out.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Usagef("%s neemt alleen opties; zie --help", cmd.Name())
	}
	return nil
}

// OneArg is for commands on one thing, such as "een bestand".
func OneArg(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return Usagef("noem %s: %s", what, cmd.UseLine())
		}
		return nil
	}
}
