package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/projections"
)

// gezondheid is what /gezondheid tells. Without a token of somebody who may manage it is only whether all is well.
type gezondheid struct {
	Gezond     bool        `json:"gezond"`
	Bouw       string      `json:"bouw,omitempty"`
	Opslag     string      `json:"opslag,omitempty"`
	Verbinding *Verbinding `json:"verbinding,omitempty"`
	// dossiers of which a step of an approved destruction failed
	Onaf       int                   `json:"vernietigingenOnaf,omitempty"`
	Projecties []projectieGezondheid `json:"projecties,omitempty"`
	Opbouw     bool                  `json:"opbouw,omitempty"` // a rebuild is under way

	Concepten *conceptenGezondheid `json:"concepten,omitempty"`
}

// Verbinding is how the connection is with a store on other machines.
type Verbinding struct {
	Verbonden      bool       `json:"verbonden"` // with the leader
	Sinds          time.Time  `json:"sinds"`     // when Verbonden became what it is
	Leider         string     `json:"leider,omitempty"`
	LaatsteStoring string     `json:"laatsteStoring,omitempty"`
	StoringOp      *time.Time `json:"storingOp,omitempty"`
}

// conceptenGezondheid counts drafts: of nobody in particular.
type conceptenGezondheid struct {
	Aantal int `json:"aantal"`
	Oud    int `json:"oud"` // not saved for ledger.HerinnerNa
}

type projectieGezondheid struct {
	Naam       string   `json:"naam"`
	Bij        bool     `json:"bij"`
	Achterloop float64  `json:"achterloop,omitempty"` // seconds
	Achter     int      `json:"achter,omitempty"`     // events, counted up to projections.MaxBehind
	Gestopt    *gestopt `json:"gestopt,omitempty"`
}

// gestopt says at which event a projection stopped.
type gestopt struct {
	Soort   string    `json:"soort"`
	Stroom  string    `json:"stroom"`
	Revisie uint64    `json:"revisie"`
	Reden   string    `json:"reden"`
	Sinds   time.Time `json:"sinds"`
}

// maxGezond is how long looking at one's health may take: who looks gives up soon, and a store that answers later is
// not healthy.
const maxGezond = 2 * time.Second

func (s *Server) gezondheid(w http.ResponseWriter, r *http.Request) {
	ctx, stop := context.WithTimeout(r.Context(), maxGezond)
	defer stop()
	v := verloopVan(r.Context())
	beheer := s.Ledger.Beslis(v.bewijs.Actor, domain.HandelingBeheren, id.Dossier{},
		"beheer").Voor(domain.HandelingBeheren, id.Dossier{})
	g := s.onderzoek(ctx, beheer)
	if !beheer {
		g = gezondheid{Gezond: g.Gezond}
	}
	schrijfGezondheid(w, g.Gezond, g)
}

// isGereed says whether requests are welcome. Read models that lag or stopped do not make the server useless: dossiers
// are read from the log.
func (s *Server) isGereed(w http.ResponseWriter, r *http.Request) {
	ctx, stop := context.WithTimeout(r.Context(), maxGezond)
	defer stop()
	ja := s.gereed.Load() && s.opslag(ctx) == nil
	schrijfGezondheid(w, ja, map[string]bool{"gereed": ja})
}

func (s *Server) opslag(ctx context.Context) error {
	if s.Opslag == nil {
		return nil
	}
	return s.Opslag(ctx)
}

// onderzoek looks at everything; precies counts too, which costs reading.
func (s *Server) onderzoek(ctx context.Context, precies bool) gezondheid {
	g := gezondheid{Gezond: true, Bouw: s.Bouw, Opslag: "bereikbaar"}
	if err := s.opslag(ctx); err != nil {
		s.Logger.ErrorContext(ctx, "opslag niet bereikbaar", "fout", err)
		g.Gezond, g.Opslag = false, "niet bereikbaar"
	}
	if s.Verbinding != nil {
		v := s.Verbinding()
		g.Verbinding = &v
	}
	if g.Onaf = s.Ledger.Onaf(); g.Onaf > 0 {
		g.Gezond = false
	}
	if alle, oud, err := s.Ledger.ConceptenTelling(ctx); err != nil {
		s.Logger.ErrorContext(ctx, "concepten niet te lezen", "fout", err)
		g.Gezond = false
	} else {
		g.Concepten = &conceptenGezondheid{alle, oud}
	}
	if s.Projecties == nil {
		return g
	}
	h, err := s.Projecties.Health(ctx)
	if precies && err == nil {
		err = s.Projecties.CountBehind(ctx, &h)
	}
	if err != nil || h.File == "" {
		g.Gezond = false
	}
	g.Opbouw = h.Rebuilding
	for _, p := range h.Projections {
		pg := projectieGezondheid{Naam: p.Name, Bij: p.AtTail, Achterloop: p.Lag.Seconds(), Achter: p.Behind}
		if p.Stopped != nil {
			g.Gezond = false
			pg.Gestopt = &gestopt{p.Stopped.Kind, p.Stopped.Stream, p.Stopped.Revision, p.Stopped.Reason, p.Stopped.Since.UTC()}
		}
		g.Projecties = append(g.Projecties, pg)
	}
	return g
}

func schrijfGezondheid(w http.ResponseWriter, goed bool, v any) {
	w.Header().Set("Content-Type", "application/json")
	if !goed {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(v) // the caller hung up: nothing is left to tell
}

// projectieMeters tells how far each projection lags, when it is asked.
type projectieMeters struct{ p *projections.Projections }

var (
	meterAchterloop = prometheus.NewDesc("dossierboek_projection_lag_seconds",
		"Between the last event a projection passed and now, where it is not at the tail.", []string{"projection"}, nil)
	meterAchter = prometheus.NewDesc("dossierboek_projection_lag_events",
		"Events that a projection has not passed, counted up to 10,000.", []string{"projection"}, nil)
	meterLoopt = prometheus.NewDesc("dossierboek_projection_running",
		"Whether a projection runs (1) or has stopped at an event (0).", []string{"projection"}, nil)
)

func (projectieMeters) Describe(c chan<- *prometheus.Desc) {
	c <- meterAchterloop
	c <- meterAchter
	c <- meterLoopt
}

func (m projectieMeters) Collect(c chan<- prometheus.Metric) {
	ctx, stop := context.WithTimeout(context.Background(), maxGezond)
	defer stop()
	h, err := m.p.Health(ctx) // the error is the store's: then nobody knows how far behind
	if err == nil {
		err = m.p.CountBehind(ctx, &h)
	}
	for _, p := range h.Projections {
		loopt := 1.0
		if p.Stopped != nil {
			loopt = 0
		}
		c <- prometheus.MustNewConstMetric(meterLoopt, prometheus.GaugeValue, loopt, p.Name)
		if err == nil {
			c <- prometheus.MustNewConstMetric(meterAchterloop, prometheus.GaugeValue, p.Lag.Seconds(), p.Name)
			c <- prometheus.MustNewConstMetric(meterAchter, prometheus.GaugeValue, float64(p.Behind), p.Name)
		}
	}
}
