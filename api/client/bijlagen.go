package client

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// VoegBijlageToe adds a file, which is read as it is sent. A repeat with the same key must give the same file.
func (c *Client) VoegBijlageToe(ctx context.Context, d id.Dossier, n bericht.NieuweBijlage, bestand io.Reader,
	v Voorwaarde) (*bericht.Vastgelegd, error) {
	meta, err := json.Marshal(n)
	if err != nil {
		return nil, errors.New("client: the request does not encode")
	}
	van, naar := io.Pipe()
	m := multipart.NewWriter(naar)
	klaar := make(chan error, 1)
	go func() {
		err := schrijfDelen(m, meta, bestand)
		klaar <- err
		_ = naar.CloseWithError(err) // nil is the end; it never fails
	}()
	koppen := voorwaarden(v)
	koppen["Content-Type"] = m.FormDataContentType()
	uit, err := roep[bericht.Vastgelegd](ctx, c,
		verzoek{methode: http.MethodPost, pad: inDossier(d, "/bijlagen"), stroom: van, koppen: koppen})
	_ = van.Close() // what was not sent is not going to be
	if bron := <-klaar; bron != nil && !errors.Is(bron, io.ErrClosedPipe) {
		return nil, bron // the file could not be read: that is what is wrong, whatever the server made of it
	}
	return uit, err
}

func schrijfDelen(m *multipart.Writer, meta []byte, bestand io.Reader) error {
	deel, err := m.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="metadata"`},
		"Content-Type": {"application/json"}})
	if err != nil {
		return err
	}
	if _, err := deel.Write(meta); err != nil {
		return err
	}
	deel, err = m.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="bestand"; filename="bestand"`},
		"Content-Type":        {"application/octet-stream"}})
	if err != nil {
		return err
	}
	if _, err := io.Copy(deel, bestand); err != nil {
		return err
	}
	return m.Close()
}

// Bijlage is a file as the server sends it. The caller closes it. One that breaks off ends in an error, not in io.EOF.
type Bijlage struct {
	io.ReadCloser
	Mediatype domain.Mediatype
	Omvang    int64 // in bytes
}

// Bijlage gets the file of a bijlage, as the dossier had it at a moment (nil: now).
func (c *Client) Bijlage(
	ctx context.Context, d id.Dossier, o id.Onderdeel, beschikbaarOp *time.Time,
) (*Bijlage, error) {
	q := url.Values{}
	zetTijd(q, "beschikbaarOp", beschikbaarOp)
	v := lees(inDossier(d, "/bijlagen/"+o.String()+"/inhoud"), q)
	v.koppen = map[string]string{"Accept": "*/*"}
	a, err := c.stuur(ctx, v)
	if err != nil {
		return nil, err
	}
	return &Bijlage{a.Body, domain.Mediatype(a.Header.Get("Content-Type")), a.ContentLength}, nil
}
