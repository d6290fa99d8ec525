package client

import (
	"context"
	"net/http"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// StelTellingVast counts a half-year that is over; reden says why again ("": for the first time).
func (c *Client) StelTellingVast(ctx context.Context, n bericht.NieuweTelstaat) (*bericht.Telstaat, error) {
	return roep[bericht.Telstaat](ctx, c, verzoek{methode: http.MethodPost, pad: "/tellingen", inhoud: n})
}

// Tellingen shows the counts of a half-year.
func (c *Client) Tellingen(ctx context.Context, h domain.HalfJaar) (*bericht.Telstaten, error) {
	return roep[bericht.Telstaten](ctx, c, lees("/tellingen/"+string(h), nil))
}
