package api

import (
	"context"
	"io"
	"net/http"
	"reflect"
	"slices"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/ledger"
)

// route is one operation: what the document says of it, what a caller must be allowed to do, and what it does. The
// route table is the only list of them.
type route struct {
	methode, pad  string
	id            string // operationId
	groep         string // tag
	titel, uitleg string
	handeling     domain.Handeling
	overAlle      bool // the grant is for no one dossier, also where the path names one
	parameters    []*parameter
	lichaam       reflect.Type // nil: the request has no body
	bijvoorbeeld  []string     // fields that the example of the body has besides those required
	antwoord      reflect.Type // nil: a stream
	stroom        string       // media type of a stream
	stroomUitleg  string       // what is in it
	inDelen       bool         // a part of the stream can be asked for with Range
	metBestand    bool         // the body brings a file besides: multipart/form-data
	status        int          // of success
	ook           int          // another status of success; 0: none

	// bereid decodes the body and collects faults in v; nil where there is none.
	bereid func(v *vraag)
	doe    func(v *vraag) (*antwoord, error)
}

// vraag is one request.
type vraag struct {
	s        *Server
	r        *http.Request
	ctx      context.Context
	route    *route
	verzoek  string
	actor    toegang.Actor
	doel     string
	grant    toegang.Grant
	dossier  id.Dossier        // zero where the route is about none
	waarden  map[string]string // of the parameters that were given and are right
	ruw      []byte            // the body as it came; of one with a file what is said of that
	bestand  io.Reader         // the file in the body, to be read once
	omvang   *int64            // how long the file is, where the sender said so
	inhoud   boom              // decoded
	gekeurd  []byte            // without what is wrong with it
	fouten   []bericht.Fout
	regelaar *http.ResponseController // of the connection's deadlines; nil where nothing moves them
	// opdracht is what a write comes to; set by bereid, as is fatal where it could not be made.
	opdracht domain.Opdracht
	fatal    error
	bekend   func(context.Context) ([]domain.MogelijkBekend, error) // searches before a dossier is opened
}

// handel serves one route.
func (s *Server) handel(rt *route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := verloopVan(r.Context()).bewijs
		v := &vraag{s: s, r: r, ctx: r.Context(), route: rt, verzoek: verzoekVan(r.Context()), actor: b.Actor, doel: b.Doel,
			waarden: map[string]string{}}
		a, err := v.behandel(w)
		if err != nil {
			s.meldFout(w, v, err)
			return
		}
		if a != nil {
			s.antwoord(w, v, a)
		}
	})
}

// behandel takes the steps of every request. Who may not do this is told so, and recorded, whatever else is wrong.
func (v *vraag) behandel(w http.ResponseWriter) (*antwoord, error) {
	v.leesParameters()
	if err := v.leesInhoud(w); err != nil {
		return nil, err
	}
	if _, ok := v.waarden[parDossier.naam]; ok || !slices.Contains(v.route.parameters, parDossier) {
		waar := v.dossier
		if v.route.overAlle {
			waar = id.Dossier{}
		}
		v.grant = v.s.Ledger.Beslis(v.actor, v.route.handeling, waar, v.doel)
		if v.grant.Weigering() != nil {
			return nil, v.legWeigeringVast()
		}
	}
	if v.route.lichaam != nil {
		v.keurInhoud()
	}
	if v.route.bereid != nil && v.inhoud != nil {
		v.route.bereid(v)
	}
	if v.fatal != nil {
		return nil, v.fatal
	}
	if len(v.fouten) > 0 {
		p := probleemVan(domain.OngeldigeInvoer(nil))
		p.Fouten = v.fouten
		meldProbleem(w, v.r, p)
		return nil, nil
	}
	return v.route.doe(v)
}

// legWeigeringVast lets the ledger record a refusal of access, and gives it.
func (v *vraag) legWeigeringVast() error {
	if v.dossier.IsZero() || v.route.overAlle {
		return v.s.Ledger.Toon(v.ctx, v.grant, nil, v.verzoek)
	}
	_, err := v.s.Ledger.Bekijk(v.ctx, v.grant, v.dossier, ledger.Momenten{}, v.verzoek)
	return err
}
