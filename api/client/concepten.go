package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

// Concepten lists one's own drafts in all dossiers.
func (c *Client) Concepten(ctx context.Context) (*bericht.Concepten, error) {
	return roep[bericht.Concepten](ctx, c, lees("/concepten", nil))
}

// AlleConcepten lists the drafts of all employees in all dossiers, for a teamleider and the privacy officer.
func (c *Client) AlleConcepten(ctx context.Context) (*bericht.Concepten, error) {
	return roep[bericht.Concepten](ctx, c, lees("/alle-concepten", nil))
}

// ConceptenIn lists the drafts in a dossier, only those about a betrokkene where that is not zero.
func (c *Client) ConceptenIn(ctx context.Context, d id.Dossier, over id.Betrokkene) (*bericht.Concepten, error) {
	q := url.Values{}
	if !over.IsZero() {
		q.Set("betrokkene", over.String())
	}
	return roep[bericht.Concepten](ctx, c, lees(inDossier(d, "/concepten"), q))
}

// Concept shows a draft with its text.
func (c *Client) Concept(ctx context.Context, d id.Dossier, welk id.Concept) (*bericht.Concept, error) {
	return roep[bericht.Concept](ctx, c, lees(inDossier(d, "/concepten/"+welk.String()), nil))
}

// BeginConcept begins a draft.
func (c *Client) BeginConcept(ctx context.Context, d id.Dossier,
	n bericht.NieuwConcept) (*bericht.ConceptRegel, error) {
	return roep[bericht.ConceptRegel](ctx, c,
		verzoek{methode: http.MethodPost, pad: inDossier(d, "/concepten"), inhoud: n})
}

// BewaarConcept saves a draft over the version that was seen.
func (c *Client) BewaarConcept(ctx context.Context, was bericht.ConceptRegel,
	inhoud bericht.ConceptInhoud) (*bericht.ConceptRegel, error) {
	return roep[bericht.ConceptRegel](ctx, c, opConcept(http.MethodPut, was, inhoud))
}

// GooiConceptWeg throws a draft away in the version that was seen; another's for a reason, "" of one's own.
func (c *Client) GooiConceptWeg(ctx context.Context, was bericht.ConceptRegel,
	reden string) (*bericht.ConceptRegel, error) {
	v := opConcept(http.MethodDelete, was, nil)
	if reden != "" {
		v.pad += "?" + url.Values{"reden": {reden}}.Encode()
	}
	return roep[bericht.ConceptRegel](ctx, c, v)
}

func opConcept(methode string, was bericht.ConceptRegel, inhoud any) verzoek {
	return verzoek{methode: methode, pad: inDossier(was.Dossier, "/concepten/"+was.Concept.String()), inhoud: inhoud,
		koppen: map[string]string{"If-Match": `"` + strconv.FormatUint(was.Versie, 10) + `"`}}
}
