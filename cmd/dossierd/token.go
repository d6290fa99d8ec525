package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"dossierboek/api/identiteit"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// issuer is who issues the tokens that this server accepts: the operator of this very server.
const issuer = "dossierd"

func tokenCommand(p *paths) *cobra.Command {
	var who, onBehalf, role, signed, purpose string
	var life time.Duration
	cmd := &cobra.Command{
		Use:   "token --medewerker ID --rol ROL --geheimhouding-op DATUM",
		Short: "Geef een token uit waarmee een medewerker de API gebruikt",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if who == "" {
				return errors.New("noem de medewerker met --medewerker")
			}
			if !slices.Contains(toegang.Rollen, toegang.Rol(role)) {
				return fmt.Errorf("onbekende rol; kies een van %v", toegang.Rollen)
			}
			if !slices.Contains(domain.Doelen, purpose) {
				return fmt.Errorf("onbekend doel; kies een van %v", domain.Doelen)
			}
			day, err := waarde.ParseDatum(signed)
			if err != nil {
				return fmt.Errorf("--geheimhouding-op: %w", err)
			}
			key, err := identiteit.LeesSleutel(p.tokenKey)
			if err != nil {
				return err
			}
			actor := toegang.Actor{Wie: who, Namens: onBehalf, Rol: toegang.Rol(role), GeheimhoudingOp: day}
			t, err := identiteit.Uitgever{Sleutel: key, Issuer: issuer, Nu: now}.Geef(identiteit.Bewijs{Actor: actor, Doel: purpose}, life)
			if err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), t)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&who, "medewerker", "", "id van de medewerker")
	f.StringVar(&onBehalf, "namens", "", "id van de medewerker voor wie deze werkt")
	f.StringVar(&role, "rol", "", fmt.Sprintf("rol: een van %v", toegang.Rollen))
	f.StringVar(&signed, "geheimhouding-op", "", "datum waarop de geheimhoudingsverklaring is getekend (jjjj-mm-dd)")
	f.StringVar(&purpose, "doel", "onderzoek", "waarvoor de medewerker de gegevens nodig heeft, als een aanvraag het niet zelf noemt")
	f.DurationVar(&life, "geldig", 12*time.Hour, "hoe lang het token geldt")
	return cmd
}
