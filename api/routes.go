package api

import (
	"maps"
	"net/http"
	"slices"

	"dossierboek/domain"
)

// routes is the one list of operations.
func (s *Server) routes() []*route {
	uit := []*route{openen()}
	uit = append(uit, bijlagen()...)
	uit = append(uit, raadplegen()...)
	uit = append(uit, vastleggen()...)
	uit = append(uit, verslagen()...)
	uit = append(uit, informatie()...)
	uit = append(uit, corrigeren()...)
	uit = append(uit, overbrengen())
	uit = append(uit, overdragen())
	uit = append(uit, samenvoegen()...)
	uit = append(uit, beslissen()...)
	uit = append(uit, toewijzen()...)
	uit = append(uit, vernietigen()...)
	uit = append(uit, zorgvuldig()...)
	uit = append(uit, mededelingen()...)
	uit = append(uit, concepten()...)
	uit = append(uit, punten()...)
	uit = append(uit, tellingen()...)
	if s.Projecties != nil {
		uit = append(uit, lijsten()...)
		uit = append(uit, zoeken()...)
		uit = append(uit, agenda())
	}
	return uit
}

// geefOpenAPI serves the document to anyone, from anywhere (ADR /core/publish-openapi).
func (s *Server) geefOpenAPI(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(s.openapi) // the caller hung up: nothing is left to tell
}

func gesorteerdeCodes() []domain.Code { return slices.Sorted(maps.Keys(problemen)) }
