package main

import (
	"context"
	"encoding/json"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dossierboek/api/client"
	"dossierboek/domain/id"
)

// frame is what all commands share: how the server is reached, and what pages look like. A command says what is its
// own: its words, its flags, what it asks and how that is shown.
type frame struct {
	connection
	screen
}

func newFrame(getenv func(string) string) *frame {
	return &frame{connection{getenv: getenv}, screen{getenv: getenv}}
}

// call is one use of a command, when its arguments and flags are known to be right.
type call struct {
	ctx       context.Context
	api       *client.Client
	args      []string
	in        io.Reader
	out, errs io.Writer
}

// dossier is the one that was named first: the command's Args saw that it is one. Without any it is nobody's.
func (c *call) dossier() (d id.Dossier) {
	if len(c.args) > 0 {
		d, _ = dossierOf(c.args)
	}
	return d
}

// answer is what a command got: for people a page, for programs JSON.
type answer struct {
	show  func(*page) error
	write func(io.Writer) error
}

// shown is an answer that is one message.
func shown[T any](message T, show func(*page, T) error) answer {
	return answer{
		show:  func(p *page) error { return show(p, message) },
		write: func(out io.Writer) error { return writeJSON(out, message) },
	}
}

// asks completes a command that asks the server something and shows the answer, or writes it with --json. Nothing is
// asked before it is known that the answer can be shown.
func (f *frame) asks(cmd *cobra.Command, ask func(*call) (answer, error)) *cobra.Command {
	var asJSON bool
	jsonFlag(cmd.Flags(), &asJSON)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		page, err := f.page(cmd.OutOrStdout())
		if err != nil {
			return err
		}
		c, err := f.call(cmd, args)
		if err != nil {
			return err
		}
		a, err := ask(c)
		switch {
		case err != nil:
			return err
		case asJSON:
			return a.write(c.out)
		}
		return a.show(page)
	}
	return cmd
}

// does completes a command that does something with the server and shows no page.
func (f *frame) does(cmd *cobra.Command, do func(*call) error) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := f.call(cmd, args)
		if err != nil {
			return err
		}
		return do(c)
	}
	return cmd
}

func (f *frame) call(cmd *cobra.Command, args []string) (*call, error) {
	api, err := f.open()
	if err != nil {
		return nil, err
	}
	return &call{cmd.Context(), api, args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()}, nil
}

func jsonFlag(f *pflag.FlagSet, as *bool) {
	f.BoolVar(as, "json", false, "uitvoer voor programma's, in JSON")
}

// writeJSON writes a value as one line, for machines.
func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
