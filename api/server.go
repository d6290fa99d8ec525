package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/time/rate"

	"dossierboek/api/identiteit"
	"dossierboek/eventstore/ledger"
	"dossierboek/projections"
)

// Versie is the version of the API, in the API-Version header of every answer. Its first number stands in the paths.
const Versie = "1.0.0"

// The limits of the HTTP server that carries this API. The write limit bounds an export too.
const (
	ReadHeaderTimeout = 5 * time.Second
	ReadTimeout       = 30 * time.Second
	WriteTimeout      = 5 * time.Minute
	IdleTimeout       = 2 * time.Minute
	MaxHeaderBytes    = 16 << 10
)

// Grenzen bound what callers can ask; a zero field takes the default.
type Grenzen struct {
	MaxInhoud   int64         // bytes of a request's body: 1 MiB
	MaxBijlage  int64         // bytes of a file that is added: 1 GiB
	MaxTegelijk int           // requests under way at once: 256
	PerSeconde  rate.Limit    // sustained rate per employee: 50
	Stoot       int           // requests an employee may make at once: 100
	Wachttijd   time.Duration // for the read models after a write: 2 s
	Stiltetijd  time.Duration // in which nothing of a file moves before its connection is given up: 30 s
}

// Contact is whom users of the API turn to.
type Contact struct{ Naam, URL, Email string }

// Config is what a server works with. Ledger, Controleur, Logger, Contact and Nu are required.
type Config struct {
	Ledger     *ledger.Ledger
	Projecties *projections.Projections // nil: no lists and no search
	Controleur *identiteit.Controleur
	Logger     *slog.Logger
	Contact    Contact
	Bouw       string // which build this is, for metrics and health
	Nu         func() time.Time
	Opslag     func(context.Context) error // whether the store answers; nil: not looked at
	Verbinding func() Verbinding           // with a store on other machines; nil: it is on this one
	Meters     []prometheus.Collector      // further metrics
	Grenzen    Grenzen
	// MetersElders: the metrics are not among the paths of this server. They hold nothing of persons, but how busy an
	// organisation is, and when, is not for whoever reaches its API. [Server.Meters] serves them.
	MetersElders bool
}

// Server is the API. Safe for concurrent use.
type Server struct {
	Config
	router   chi.Router
	document *huma.OpenAPI
	openapi  []byte // document, as served
	meters   *meters
	tempo    *lru.Cache[string, *rate.Limiter] // per employee
	gang     chan struct{}                     // one place per request under way
	gereed   atomic.Bool
}

// maxTempo is of how many employees the rate is remembered.
const maxTempo = 10_000

// Nieuw makes a server. It is ready at once; see Gereed.
func Nieuw(c Config) (*Server, error) {
	if c.Ledger == nil || c.Controleur == nil || c.Logger == nil || c.Nu == nil || c.Contact == (Contact{}) {
		return nil, errors.New("api: the configuration is not complete")
	}
	c.Grenzen = c.Grenzen.volledig()
	tempo, err := lru.New[string, *rate.Limiter](maxTempo)
	if err != nil {
		return nil, err
	}
	s := &Server{Config: c, tempo: tempo, gang: make(chan struct{}, c.Grenzen.MaxTegelijk)}
	s.meters = nieuweMeters(c)
	s.document = nieuwDocument(c.Contact)
	s.router = s.routeer()
	if s.openapi, err = s.document.MarshalJSON(); err != nil {
		return nil, err
	}
	s.gereed.Store(true)
	return s, nil
}

func (g Grenzen) volledig() Grenzen {
	if g.MaxInhoud == 0 {
		g.MaxInhoud = 1 << 20
	}
	if g.MaxBijlage == 0 {
		g.MaxBijlage = 1 << 30
	}
	if g.MaxTegelijk == 0 {
		g.MaxTegelijk = 256
	}
	if g.PerSeconde == 0 {
		g.PerSeconde = 50
	}
	if g.Stoot == 0 {
		g.Stoot = 100
	}
	if g.Wachttijd == 0 {
		g.Wachttijd = 2 * time.Second
	}
	if g.Stiltetijd == 0 {
		g.Stiltetijd = stiltetijd
	}
	return g
}

// Gereed says whether /gereed answers yes: a server that is stopping says no first.
func (s *Server) Gereed(ja bool) { s.gereed.Store(ja) }

// Meters serves the metrics, for Prometheus.
func (s *Server) Meters() http.Handler { return s.meters.handler() }

// OpenAPI is the document as it is served.
func (s *Server) OpenAPI() []byte { return s.openapi }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.router.ServeHTTP(w, r) }

// routeer puts the layers and the routes together. Whoever asks for anything but the open paths shows a token first,
// also for what does not exist.
func (s *Server) routeer() chi.Router {
	r := chi.NewRouter()
	r.Use(s.begeleid, koppen, s.begrens, s.meldAan, s.tempoer, leverbaar)
	r.NotFound(func(w http.ResponseWriter, r *http.Request) {
		weiger(w, r, "niet-gevonden", "Dit adres bestaat niet.")
	})
	r.MethodNotAllowed(func(w http.ResponseWriter, v *http.Request) {
		for _, m := range methoden {
			if r.Match(chi.NewRouteContext(), m, v.URL.Path) {
				w.Header().Add("Allow", m)
			}
		}
		weiger(w, v, codeMethode, "Deze methode kan op dit adres niet.")
	})
	r.Get(padOpenAPI, s.geefOpenAPI)
	r.Get(padGezondheid, s.gezondheid)
	r.Get(padGereed, s.isGereed)
	if !s.MetersElders {
		r.Handle(padMetrics, s.Meters())
	}
	for _, rt := range s.routes() {
		s.documenteer(rt)
		r.Method(rt.methode, voorvoegsel+rt.pad, s.handel(rt))
	}
	zetKeuzes(s.document.Components.Schemas)
	s.zetConceptroutes()
	return r
}

// voorvoegsel stands before the path of every route of the document.
const voorvoegsel = "/v1"

const (
	padOpenAPI    = voorvoegsel + "/openapi.json"
	padGezondheid = "/gezondheid"
	padGereed     = "/gereed"
	padMetrics    = "/metrics"
)

// open are the paths that ask no token.
var open = map[string]bool{padOpenAPI: true, padGezondheid: true, padGereed: true, padMetrics: true}
