package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"dossierboek/api/identiteit"
	"dossierboek/cmd/dutch"
)

// issuer is who issues the tokens that this server accepts: the operator of this very server.
const issuer = "dossierd"

func tokenCommand(p *paths) *cobra.Command {
	var who employee
	var onBehalf string
	var life time.Duration
	cmd := &cobra.Command{
		Use:   "token --medewerker ID --rol ROL --geheimhouding-op DATUM",
		Short: "Geef een token uit waarmee een medewerker de API gebruikt",
		Args:  dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			actor, err := who.actor()
			if err != nil {
				return err
			}
			if actor.Namens = onBehalf; onBehalf != "" && !employeeForm.MatchString(onBehalf) {
				return dutch.Usagef("--namens is het kenmerk van een medewerker, zoals m-1024")
			}
			if life <= 0 {
				return dutch.Usagef("--geldig is langer dan nul, zoals 8h of 90m")
			}
			key, err := identiteit.LeesSleutel(p.tokenKey)
			if err != nil {
				return err
			}
			t, err := identiteit.Uitgever{Sleutel: key, Issuer: issuer,
				Nu: now}.Geef(identiteit.Bewijs{Actor: actor, Doel: who.purpose}, life)
			if err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), t)
			return nil
		},
	}
	f := cmd.Flags()
	who.flags(f, "`id` van de medewerker", "`datum` waarop de geheimhoudingsverklaring is getekend (jjjj-mm-dd)")
	who.roleFlags(f, "", "`doel` waarvoor de medewerker de gegevens nodig heeft, als een aanvraag het niet zelf noemt")
	f.StringVar(&onBehalf, "namens", "", "`id` van de medewerker voor wie deze werkt")
	f.DurationVar(&life, "geldig", 12*time.Hour, "hoe lang het token geldt, zoals 8h of 90m")
	return cmd
}
