// Package dutch makes a command of cobra speak Dutch: its help, what it says of wrong use, and how long something
// lasts. The commands of Dossierboek are used by people whose work is in Dutch, half an hour before a hearing as well.
//
// Nothing here repeats what was typed: that may be personal data.
package dutch

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// Speak makes a command and all below it speak Dutch. Call it when all are there. Each has to say by its Args what it
// takes: what cobra says of it by itself is English.
func Speak(root *cobra.Command) {
	root.PersistentFlags().BoolP("help", "h", false, "toon deze uitleg")
	root.SilenceUsage, root.SilenceErrors = true, true
	root.Args = noCommand
	root.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { return usage(cmd.OutOrStderr(), cmd) })
	root.SetHelpCommand(helpCommand())
	root.CompletionOptions.DisableDefaultCmd = true // it speaks English
	root.AddCommand(completionCommand())
	bare(root)
}

// bare leaves "[flags]" out of what a command says of its use: that is in Use, in Dutch.
func bare(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	for _, c := range cmd.Commands() {
		bare(c)
	}
}

// usage says how a command is used.
func usage(out io.Writer, cmd *cobra.Command) error {
	var b strings.Builder
	b.WriteString("Gebruik:\n  ")
	if cmd.HasAvailableSubCommands() {
		b.WriteString(cmd.CommandPath() + " OPDRACHT [opties]")
	} else {
		b.WriteString(cmd.UseLine())
	}
	part := func(title, text string) {
		if text = strings.TrimRight(text, "\n"); text != "" {
			b.WriteString("\n\n" + title + ":\n" + text)
		}
	}
	part("Voorbeelden", cmd.Example)
	part("Opdrachten", commands(cmd))
	part("Opties", flags(cmd.LocalFlags()))
	part("Opties van elke opdracht", flags(cmd.InheritedFlags()))
	_, err := io.WriteString(out, b.String()+"\n")
	return err
}

func commands(cmd *cobra.Command) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			fmt.Fprintf(&b, "  %-*s %s\n", c.NamePadding(), c.Name(), c.Short)
		}
	}
	return b.String()
}

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [OPDRACHT]", Short: "Toon de uitleg van een opdracht", Hidden: true, Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noCommand(cmd, args)
			}
			return about.Help()
		},
	}
}

// shells are those for which cobra can write what completes a command.
var shells = map[string]func(*cobra.Command, io.Writer) error{
	"bash":       func(c *cobra.Command, out io.Writer) error { return c.GenBashCompletionV2(out, true) },
	"zsh":        (*cobra.Command).GenZshCompletion,
	"fish":       func(c *cobra.Command, out io.Writer) error { return c.GenFishCompletion(out, true) },
	"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
}

func completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Maak een script waarmee uw shell opdrachten en opties aanvult",
		Long: `Maak een script waarmee uw shell opdrachten en opties aanvult met de Tab-toets. In bash, voor dit venster:

  source <(… completion bash)`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || shells[args[0]] == nil {
				return Usagef("noem een shell: bash, zsh, fish of powershell")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return shells[args[0]](cmd.Root(), cmd.OutOrStdout()) },
	}
}
