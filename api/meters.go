package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"dossierboek/domain"
	"dossierboek/eventstore/ledger"
)

// meters are the metrics, in a registry of their own. Labels are route patterns, methods, statuses, codes and names of
// projections: never an id or anything of a person.
type meters struct {
	register *prometheus.Registry
	verzoek  *prometheus.CounterVec
	duur     *prometheus.HistogramVec
	weigert  *prometheus.CounterVec
	onderweg prometheus.Gauge
}

func nieuweMeters(c Config) *meters {
	m := &meters{
		register: prometheus.NewRegistry(),
		verzoek: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dossierboek_http_requests_total", Help: "Answered requests.",
		}, []string{"route", "method", "status"}),
		duur: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dossierboek_http_request_duration_seconds", Help: "How long requests took.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route", "method"}),
		weigert: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dossierboek_refusals_total", Help: "Refusals by code of the problem.",
		}, []string{"code"}),
		onderweg: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "dossierboek_http_requests_in_flight", Help: "Requests under way.",
		}),
	}
	bouw := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "dossierboek_build_info", Help: "Which build this is; always 1.",
		ConstLabels: prometheus.Labels{"build": c.Bouw, "api": Versie},
	})
	bouw.Set(1)
	onaf := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "dossierboek_unfinished_erasures", Help: "Dossiers with an approved destruction of which a step failed.",
	}, func() float64 { return float64(c.Ledger.Onaf()) })
	m.register.MustRegister(onaf, m.verzoek, m.duur, m.weigert, m.onderweg, bouw,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.register.MustRegister(c.Meters...)
	m.register.MustRegister(conceptenMeters{c.Ledger})
	if c.Ledger.Bijlagen != nil {
		m.register.MustRegister(bijlageMeters(c.Ledger)...)
	}
	if c.Projecties != nil {
		m.register.MustRegister(projectieMeters{c.Projecties})
	}
	return m
}

// bijlageMeters count what is done with files. They say nothing of which.
func bijlageMeters(l *ledger.Ledger) []prometheus.Collector {
	stats := l.Bijlagen.Stats
	teller := func(naam, help string, n func() int64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "dossierboek_files_" + naam + "_total", Help: help},
			func() float64 { return float64(n()) })
	}
	return []prometheus.Collector{
		teller("written", "Files of bijlagen stored.", func() int64 { return stats().Written }),
		teller("read", "Files of bijlagen opened to read.", func() int64 { return stats().Read }),
		teller("deleted", "Files of bijlagen deleted.", func() int64 { return stats().Deleted }),
		teller("written_bytes", "Bytes stored of files, sealed.", func() int64 { return stats().BytesIn }),
		teller("read_bytes", "Bytes read of files, sealed.", func() int64 { return stats().BytesOut }),
		teller("failures", "What the bucket of files did not do.", func() int64 { return stats().Failed }),
	}
}

func (m *meters) gedaan(route, methode string, status int, code domain.Code, duur time.Duration) {
	m.verzoek.WithLabelValues(route, methode, strconv.Itoa(status)).Inc()
	m.duur.WithLabelValues(route, methode).Observe(duur.Seconds())
	if code != "" {
		m.weigert.WithLabelValues(string(code)).Inc()
	}
}

func (m *meters) handler() http.Handler {
	return promhttp.HandlerFor(m.register, promhttp.HandlerOpts{ErrorHandling: promhttp.HTTPErrorOnError})
}
