package main

import (
	"crypto/ed25519"
	"log/slog"
	"runtime/debug"

	"dossierboek/api"
	"dossierboek/api/identiteit"
)

// contact is whom users of the API turn to, for the OpenAPI document.
type contact struct{ url, email string }

// handler puts the API on the parts. Tokens are those of this operator.
func (o *parts) handler(p *paths, log *slog.Logger, metersElsewhere bool) (*api.Server, error) {
	key, err := identiteit.LeesSleutel(p.tokenKey)
	if err != nil {
		return nil, err
	}
	public, ok := key.Public().(ed25519.PublicKey)
	if !ok {
		return nil, identiteit.ErrSleutelVorm
	}
	return api.Nieuw(api.Config{
		Ledger: o.ledger, Projecties: o.projections, Logger: log, Nu: p.now, Bouw: build(),
		Controleur:   identiteit.NieuweControleur(issuer, p.now, public),
		Contact:      api.Contact{Naam: o.inrichting.Naam, URL: p.contact.url, Email: p.contact.email},
		Grenzen:      p.limits,
		MetersElders: metersElsewhere, Opslag: o.storeAnswers, Verbinding: o.connection(), Meters: o.storeMeters(),
	})
}

// build is which build of the program this is.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "onbekend"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return info.Main.Version
}
