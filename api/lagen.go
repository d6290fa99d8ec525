package api

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"golang.org/x/time/rate"
)

// The layers around every request, from the outside in.

// begeleid gives a request its id, logs and counts it, and turns a panic into an answer. The log has the pattern of
// the route: a path may hold what a caller should not have put there.
func (s *Server) begeleid(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		v := &verloop{verzoek: verzoekID(r)}
		r = r.WithContext(context.WithValue(r.Context(), verloopSleutel{}, v))
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		ww.Header().Set("Verzoek-Id", v.verzoek)
		s.meters.onderweg.Inc()
		defer s.meters.onderweg.Dec()
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				// The value of a panic may quote content; its type and the stack's functions do not.
				s.Logger.ErrorContext(r.Context(), "onverwachte fout", "verzoek", v.verzoek, "soort", fmt.Sprintf("%T", p),
					"stapel", string(debug.Stack()))
				if ww.Status() == 0 {
					weiger(ww, r, codeIntern, "Er ging iets mis. Het is gemeld; noem bij vragen de id van dit verzoek.")
				}
			}
			s.sluitAf(r, v, ww.Status(), time.Since(begin))
		}()
		next.ServeHTTP(ww, r)
	})
}

func (s *Server) sluitAf(r *http.Request, v *verloop, status int, duur time.Duration) {
	if status == 0 {
		status = http.StatusOK
	}
	route := "onbekend"
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" && c.RoutePattern() != "/*" {
		route = c.RoutePattern()
	}
	methode := r.Method
	if !slices.Contains(methoden, methode) {
		methode = "anders"
	}
	s.meters.gedaan(route, methode, status, v.code, duur)
	s.Logger.InfoContext(r.Context(), "verzoek", "verzoek", v.verzoek, "methode", methode, "route", route, "status",
		status, "ms", duur.Milliseconds(), "wie", v.bewijs.Wie, "code", string(v.code))
}

var methoden = []string{http.MethodGet, http.MethodPost, http.MethodDelete, http.MethodHead, http.MethodOptions,
	http.MethodPut, http.MethodPatch}

// koppen sets what every answer has (ADR /core/version-header, /core/transport/security-headers).
func koppen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("API-Version", Versie)
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		next.ServeHTTP(w, r)
	})
}

// begrens lets only so many requests in at once. Health is always answered, or a busy server would look dead.
func (s *Server) begrens(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if open[r.URL.Path] {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case s.gang <- struct{}{}:
			defer func() { <-s.gang }()
			next.ServeHTTP(w, r)
		default:
			weiger(w, r, codeDruk, "Er zijn nu te veel verzoeken tegelijk. Probeer het zo opnieuw.")
		}
	})
}

// tempoer bounds the rate of one employee.
func (s *Server) tempoer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wie := verloopVan(r.Context()).bewijs.Wie
		if wie == "" || open[r.URL.Path] {
			next.ServeHTTP(w, r)
			return
		}
		l := rate.NewLimiter(s.Grenzen.PerSeconde, s.Grenzen.Stoot)
		if al, ok, _ := s.tempo.PeekOrAdd(wie, l); ok {
			s.tempo.Get(wie) // used now
			l = al
		}
		if !l.Allow() {
			weiger(w, r, codeTeVaak, "Dit zijn te veel verzoeken achter elkaar. Wacht even.")
			return
		}
		next.ServeHTTP(w, r)
	})
}
