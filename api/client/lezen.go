package client

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

func lees(pad string, query url.Values) verzoek {
	return verzoek{methode: http.MethodGet, pad: pad, query: query}
}

func inDossier(d id.Dossier, rest string) string { return "/dossiers/" + d.String() + rest }

func zetTijd(q url.Values, naam string, t *time.Time) {
	if t != nil {
		q.Set(naam, t.Format(time.RFC3339Nano))
	}
}

func zet(q url.Values, naam, waarde string) {
	if waarde != "" {
		q.Set(naam, waarde)
	}
}

// Dossier shows a dossier at two times: what was known (nil: now) of what was true on a day ("": today).
func (c *Client) Dossier(ctx context.Context, d id.Dossier, beschikbaarOp *time.Time,
	geldigOp string) (*bericht.Dossier, error) {
	q := url.Values{}
	zetTijd(q, "beschikbaarOp", beschikbaarOp)
	zet(q, "geldigOp", geldigOp)
	return roep[bericht.Dossier](ctx, c, lees(inDossier(d, ""), q))
}

// Tijdlijn shows what was recorded, up to a moment (nil: now).
func (c *Client) Tijdlijn(ctx context.Context, d id.Dossier, beschikbaarOp *time.Time) (*bericht.Tijdlijn, error) {
	q := url.Values{}
	zetTijd(q, "beschikbaarOp", beschikbaarOp)
	return roep[bericht.Tijdlijn](ctx, c, lees(inDossier(d, "/tijdlijn"), q))
}

// Verschillen shows what changed between two moments (tot nil: now).
func (c *Client) Verschillen(ctx context.Context, d id.Dossier, sinds time.Time,
	tot *time.Time) (*bericht.Verschillen, error) {
	q := url.Values{}
	zetTijd(q, "sinds", &sinds)
	zetTijd(q, "tot", tot)
	return roep[bericht.Verschillen](ctx, c, lees(inDossier(d, "/verschillen"), q))
}

// Uitvoer gives the export of a dossier up to a moment (nil: now) as the server sends it, one JSON value a line. The
// caller closes it. An export that breaks off ends in an error, not in io.EOF.
func (c *Client) Uitvoer(ctx context.Context, d id.Dossier, beschikbaarOp *time.Time) (io.ReadCloser, error) {
	q := url.Values{}
	zetTijd(q, "beschikbaarOp", beschikbaarOp)
	a, err := c.stuur(ctx, lees(inDossier(d, "/uitvoer"), q))
	if err != nil {
		return nil, err
	}
	return a.Body, nil
}

// Raadplegingen shows who read a dossier, after a moment (nil: from the beginning).
func (c *Client) Raadplegingen(ctx context.Context, d id.Dossier, na *time.Time) (*bericht.Raadplegingen, error) {
	q := url.Values{}
	zetTijd(q, "na", na)
	return roep[bericht.Raadplegingen](ctx, c, lees(inDossier(d, "/raadplegingen"), q))
}

// Dossiers lists dossiers, of one employee too; "" chooses all, and begins at the beginning.
func (c *Client) Dossiers(ctx context.Context, status, fase, toegewezenAan, cursor string,
	limit int) (*bericht.Dossiers, error) {
	q := url.Values{}
	zet(q, "status", status)
	zet(q, "fase", fase)
	zet(q, "toegewezenAan", toegewezenAan)
	return roep[bericht.Dossiers](ctx, c, lees("/dossiers", blad(q, cursor, limit)))
}

// Verstrekkingen lists what was disclosed out of a dossier.
func (c *Client) Verstrekkingen(ctx context.Context, d id.Dossier, verouderd bool, cursor string,
	limit int) (*bericht.Verstrekkingen, error) {
	q := url.Values{}
	if verouderd {
		q.Set("verouderd", "true")
	}
	return roep[bericht.Verstrekkingen](ctx, c, lees(inDossier(d, "/verstrekkingen"), blad(q, cursor, limit)))
}

// Vernietigingen lists vernietigingen of all dossiers.
func (c *Client) Vernietigingen(ctx context.Context, stand, cursor string,
	limit int) (*bericht.Vernietigingen, error) {
	q := url.Values{}
	zet(q, "stand", stand)
	return roep[bericht.Vernietigingen](ctx, c, lees("/vernietigingen", blad(q, cursor, limit)))
}

// OpenstaandePunten lists what an employee ("": oneself) still has to do, up to and including a day ("": all).
func (c *Client) OpenstaandePunten(ctx context.Context, eigenaar, tot, cursor string,
	limit int) (*bericht.OpenstaandePunten, error) {
	q := url.Values{}
	zet(q, "eigenaar", eigenaar)
	zet(q, "tot", tot)
	return roep[bericht.OpenstaandePunten](ctx, c, lees("/openstaande-punten", blad(q, cursor, limit)))
}

func blad(q url.Values, cursor string, limit int) url.Values {
	zet(q, "cursor", cursor)
	if limit > 0 {
		q.Set("limit", strconv.Itoa(limit))
	}
	return q
}

// Zoek finds persons.
func (c *Client) Zoek(ctx context.Context, z bericht.Zoekvraag) (*bericht.Gevonden, error) {
	return roep[bericht.Gevonden](ctx, c, verzoek{methode: http.MethodPost, pad: "/betrokkenen/_zoek", inhoud: z})
}

// ZoekVerstrekkingen finds what was disclosed to a recipient.
func (c *Client) ZoekVerstrekkingen(ctx context.Context, z bericht.ZoekvraagVerstrekking) (*bericht.Gevonden, error) {
	return roep[bericht.Gevonden](ctx, c, verzoek{methode: http.MethodPost, pad: "/verstrekkingen/_zoek", inhoud: z})
}

// StelVermeldingenVoor finds the persons of a dossier in a text.
func (c *Client) StelVermeldingenVoor(ctx context.Context, d id.Dossier,
	t bericht.Tekst) (*bericht.Voorstellen, error) {
	return roep[bericht.Voorstellen](ctx, c,
		verzoek{methode: http.MethodPost, pad: inDossier(d, "/_vermeldingen"), inhoud: t})
}

// Voorvertoon previews a vernietiging.
func (c *Client) Voorvertoon(ctx context.Context, d id.Dossier, o bericht.Omvang) (*bericht.Voorvertoning, error) {
	return roep[bericht.Voorvertoning](ctx, c,
		verzoek{methode: http.MethodPost, pad: inDossier(d, "/vernietigingen/_voorvertoning"), inhoud: o})
}
