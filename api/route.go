package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

// route is one operation: what the document says of it, what a caller must be allowed to do, and what it does. The route
// table is the only list of them.
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
	status        int          // of success
	ook           int          // another status of success; 0: none

	// bereid decodes the body and collects faults in v; nil where there is none.
	bereid func(v *vraag)
	doe    func(v *vraag) (*antwoord, error)
}

// antwoord is what is answered.
type antwoord struct {
	status   int // 0: the route's
	lichaam  any
	revisie  *uint64 // ETag
	plaats   string  // Location
	link     string  // Link to the next page
	herhaald bool
	stroom   func(io.Writer) error
}

// Where a fault is.
const (
	waarInhoud = "inhoud"
	waarPad    = "pad"
	waarQuery  = "query"
	waarKop    = "kop"
)

// vraag is one request.
type vraag struct {
	s       *Server
	r       *http.Request
	ctx     context.Context
	route   *route
	verzoek string
	actor   toegang.Actor
	doel    string
	grant   toegang.Grant
	dossier id.Dossier        // zero where the route is about none
	waarden map[string]string // of the parameters that were given and are right
	ruw     []byte            // the body as it came
	inhoud  boom              // decoded
	gekeurd []byte            // without what is wrong with it
	fouten  []bericht.Fout
	// opdracht is what a write comes to; set by bereid, as is fatal where it could not be made.
	opdracht domain.Opdracht
	fatal    error
}

// handel serves one route.
func (s *Server) handel(rt *route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := verloopVan(r.Context()).bewijs
		v := &vraag{s: s, r: r, ctx: r.Context(), route: rt, verzoek: verzoekVan(r.Context()), actor: b.Actor, doel: b.Doel, waarden: map[string]string{}}
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

// leesParameters holds every parameter against its schema.
func (v *vraag) leesParameters() {
	query := v.r.URL.Query()
	for _, p := range v.route.parameters {
		var gegeven []string
		switch p.waar {
		case waarPad:
			gegeven = []string{chi.URLParam(v.r, p.naam)}
		case waarQuery:
			gegeven = query[p.naam]
			delete(query, p.naam)
		case waarKop:
			gegeven = v.r.Header.Values(p.naam)
		}
		v.leesParameter(p, gegeven)
	}
	for _, naam := range gesorteerd(query) {
		v.fout(waarQuery, bekendeNaam(naam), codeVeld, "Deze parameter bestaat hier niet.")
	}
	if d, ok := v.waarden[parDossier.naam]; ok {
		v.dossier = ontleedID[id.Dossier](d)
	}
	if d, ok := v.waarden[parDoel.naam]; ok {
		v.doel = d
	}
}

func (v *vraag) leesParameter(p *parameter, gegeven []string) {
	switch {
	case len(gegeven) == 0 && p.verplicht:
		v.fout(p.waar, p.naam, codeVerplicht, "Deze parameter is verplicht.")
		return
	case len(gegeven) == 0:
		return
	case len(gegeven) > 1:
		v.fout(p.waar, p.naam, codeDubbel, "Deze parameter staat er meer dan eens.")
		return
	}
	k := keurder{schemas: v.s.document.Components.Schemas}
	var w boom = gegeven[0]
	if p.schema.Type == "integer" {
		w = json.Number(gegeven[0])
	}
	k.keur(p.schema, w, nil)
	for _, f := range k.fouten {
		v.fout(p.waar, p.naam, f.Code, f.Tekst)
	}
	if p.vorm != nil && !p.vorm.MatchString(gegeven[0]) {
		v.fout(p.waar, p.naam, codeVorm, p.uitleg)
		return
	}
	if len(k.fouten) == 0 {
		v.waarden[p.naam] = gegeven[0]
	}
}

// leesInhoud reads the body, within the limit.
func (v *vraag) leesInhoud(w http.ResponseWriter) error {
	if v.r.Method == http.MethodGet {
		return nil
	}
	ruw, err := io.ReadAll(http.MaxBytesReader(w, v.r.Body, v.s.Grenzen.MaxInhoud))
	var teGroot *http.MaxBytesError
	switch {
	case errors.As(err, &teGroot):
		return domain.Weiger(domain.CodeTeGroot, "De inhoud is te groot: hoogstens "+strconv.FormatInt(v.s.Grenzen.MaxInhoud, 10)+" bytes.")
	case err != nil:
		return domain.Weiger(codeTeTraag, "De inhoud kwam niet (op tijd) binnen.")
	}
	v.ruw = ruw
	if v.route.lichaam == nil {
		if len(ruw) > 0 {
			v.fout(waarInhoud, "", codeVorm, "Dit verzoek heeft geen inhoud.")
		}
		return nil
	}
	if !isJSON(v.r.Header.Get("Content-Type")) {
		return domain.Weiger(codeMediaType, "Stuur JSON in UTF-8, met Content-Type: application/json.")
	}
	return nil
}

// keurInhoud decodes the body and holds it against its schema. What is right of it is left in gekeurd.
func (v *vraag) keurInhoud() {
	var fouten waarde.Fouten
	v.inhoud, fouten = ontleedJSON(v.ruw)
	v.voegFouten(fouten)
	if v.inhoud == nil {
		if len(fouten) == 0 {
			v.fout(waarInhoud, "", codeVorm, "Hier hoort een object.")
		}
		return
	}
	k := keurder{schemas: v.s.document.Components.Schemas}
	over := k.keur(v.s.schemaVan(v.route.lichaam), v.inhoud, nil)
	v.voegFouten(k.fouten)
	if over == nil {
		v.inhoud = nil // no object: nothing is left to look at
		return
	}
	ruw, err := json.Marshal(over)
	if err != nil {
		v.inhoud = nil
		v.fout(waarInhoud, "", codeJSON, "De inhoud is niet te lezen.")
		return
	}
	v.gekeurd = ruw
}

func (v *vraag) fout(waar, veld string, code waarde.Code, tekst string) {
	v.fouten = append(v.fouten, bericht.Fout{Waar: waar, Veld: veld, Code: string(code), Tekst: tekst})
}

// voegFouten adds faults in the body that a later check found: those of fields that an earlier check found nothing wrong
// with, each once.
func (v *vraag) voegFouten(fouten waarde.Fouten) {
	eerder := slices.Clone(v.fouten)
	for _, f := range fouten {
		nieuw := bericht.Fout{Waar: waarInhoud, Veld: v.veldVan(f.Veld), Code: string(f.Code), Tekst: f.Tekst}
		if slices.Contains(v.fouten, nieuw) || slices.ContainsFunc(eerder, func(e bericht.Fout) bool { return e.Waar == waarInhoud && verwant(e.Veld, nieuw.Veld) }) {
			continue
		}
		v.fouten = append(v.fouten, nieuw)
	}
}

// veldVan names the field of the request that a fault of the domain is about.
func (v *vraag) veldVan(veld string) string {
	if v.waarVan(veld) != waarInhoud {
		_, naam := knip(veld)
		return naam
	}
	return naarInvoer(v.inhoud, veld)
}

// waarVan says where a fault is: a read has only parameters.
func (v *vraag) waarVan(veld string) string {
	if v.route.lichaam == nil && veld != "" {
		return waarQuery
	}
	return waarInhoud
}

// antwoord writes what came of a request.
func (s *Server) antwoord(w http.ResponseWriter, v *vraag, a *antwoord) {
	h := w.Header()
	if a.revisie != nil {
		h.Set("ETag", `"`+strconv.FormatUint(*a.revisie, 10)+`"`)
	}
	if a.plaats != "" {
		h.Set("Location", a.plaats)
	}
	if a.link != "" {
		h.Set("Link", a.link)
	}
	if a.herhaald {
		h.Set("Idempotency-Replayed", "true")
	}
	status := a.status
	if status == 0 {
		status = v.route.status
	}
	if a.stroom != nil {
		h.Set("Content-Type", v.route.stroom)
		w.WriteHeader(status)
		if err := a.stroom(w); err != nil {
			// The status is out, so the connection breaks: a caller must not take a part for the whole.
			s.Logger.WarnContext(v.ctx, "uitvoer afgebroken", "verzoek", v.verzoek, "fout", err)
			panic(http.ErrAbortHandler)
		}
		return
	}
	ruw, err := json.Marshal(a.lichaam)
	if err != nil {
		s.meldFout(w, v, errors.New("api: the answer does not encode"))
		return
	}
	h.Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(ruw, '\n')) // the caller hung up: nothing is left to tell
}

// moment gives a parameter of format date-time.
func (v *vraag) moment(p *parameter) *time.Time {
	s, ok := v.waarden[p.naam]
	if !ok {
		return nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return nil // its schema was held already
	}
	t = t.UTC()
	return &t
}

// datum gives a parameter of format date.
func (v *vraag) datum(p *parameter) *waarde.Datum {
	d, err := waarde.ParseDatum(v.waarden[p.naam])
	if err != nil {
		return nil // not given; its schema was held already
	}
	return &d
}
