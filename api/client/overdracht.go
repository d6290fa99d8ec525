package client

import (
	"context"
	"io"
	"net/http"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

// DraagDossierOver asks a dossier as a file sealed to another organisation, which is recorded as a verstrekking. The
// caller closes it. One that breaks off ends in an error, not in io.EOF: the same request with the same key gives it
// again.
func (c *Client) DraagDossierOver(
	ctx context.Context, d id.Dossier, n bericht.NieuweOverdracht, v Voorwaarde,
) (io.ReadCloser, error) {
	koppen := voorwaarden(v)
	koppen["Accept"] = "*/*"
	a, err := c.stuur(ctx, verzoek{methode: http.MethodPost, pad: inDossier(d, "/overdrachten"), inhoud: n,
		koppen: koppen})
	if err != nil {
		return nil, err
	}
	return a.Body, nil
}
