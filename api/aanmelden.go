package api

import (
	"errors"
	"net/http"
	"strings"

	"dossierboek/api/identiteit"
)

// meldAan checks the token.
func (s *Server) meldAan(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, tekst := s.bewijs(r)
		if tekst == "" {
			verloopVan(r.Context()).bewijs = b
			next.ServeHTTP(w, r)
			return
		}
		if open[r.URL.Path] {
			next.ServeHTTP(w, r)
			return
		}
		uitdaging := `Bearer realm="dossierboek"`
		if r.Header.Get("Authorization") != "" {
			uitdaging += `, error="invalid_token"`
		}
		w.Header().Set("WWW-Authenticate", uitdaging)
		weiger(w, r, codeNietAangemeld, tekst)
	})
}

// bewijs says who asks, or in words why that is not known.
func (s *Server) bewijs(r *http.Request) (identiteit.Bewijs, string) {
	kop := r.Header.Values("Authorization")
	if len(kop) == 0 {
		return identiteit.Bewijs{}, "Stuur een token mee: Authorization: Bearer <token>."
	}
	schema, token, _ := strings.Cut(kop[0], " ")
	if len(kop) > 1 || !strings.EqualFold(schema, "Bearer") {
		return identiteit.Bewijs{}, "Stuur één token mee: Authorization: Bearer <token>."
	}
	b, err := s.Controleur.Controleer(strings.TrimSpace(token))
	switch {
	case err == nil:
		return b, ""
	case errors.Is(err, identiteit.ErrVerlopen):
		return b, "Het token is verlopen. Vraag een nieuw token."
	case errors.Is(err, identiteit.ErrNogNiet):
		return b, "Het token is nog niet geldig. Loopt de klok gelijk?"
	}
	return b, "Het token is niet geldig."
}
