package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"

	"dossierboek/api/identiteit"
	"dossierboek/domain"
)

// verloop is what is noted of a request while it is handled, for log and metrics.
type verloop struct {
	verzoek string
	bewijs  identiteit.Bewijs
	code    domain.Code // of the problem that was answered; "" where none was
}

type verloopSleutel struct{}

func verloopVan(ctx context.Context) *verloop {
	v, ok := ctx.Value(verloopSleutel{}).(*verloop)
	if !ok {
		return &verloop{}
	}
	return v
}

// verzoekVan is the id of the request.
func verzoekVan(ctx context.Context) string { return verloopVan(ctx).verzoek }

func noteer(ctx context.Context, c domain.Code) { verloopVan(ctx).code = c }

// traceparent is a W3C Trace Context header, of version 00 or later.
var traceparent = regexp.MustCompile(`^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$`)

// verzoekID takes the trace id that came with a request, so that a chain of systems can be followed, or makes one.
func verzoekID(r *http.Request) string {
	h := r.Header.Get("Traceparent")
	if m := traceparent.FindStringSubmatch(h); m != nil && m[1] != strings.Repeat("0", 32) &&
		!strings.HasPrefix(h, "ff") {
		return m[1]
	}
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
