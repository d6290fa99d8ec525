package api

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Where a fault is.
const (
	waarInhoud = "inhoud"
	waarPad    = "pad"
	waarQuery  = "query"
	waarKop    = "kop"
)

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
	v.leesNamens()
	v.leesConcept()
}

// leesNamens takes for whom the asker works from the request where the token does not say it (VTF-toegang-2). Who asks
// stays who answers for what is recorded.
func (v *vraag) leesNamens() {
	namens, ok := v.waarden[parNamens.naam]
	switch {
	case !ok:
	case namens == v.actor.Wie:
		v.fout(waarKop, parNamens.naam, codePastNiet, "Hier staat uzelf. Laat dit weg, of noem voor wie u werkt.")
	case v.actor.Namens != "" && namens != v.actor.Namens:
		v.fout(waarKop, parNamens.naam, codePastNiet, "Uw token noemt een ander voor wie u werkt.")
	default:
		v.actor.Namens = namens
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
	if v.route.stroom != "" || v.r.Method == http.MethodGet {
		v.regelaar = http.NewResponseController(w)
	}
	if v.r.Method == http.MethodGet {
		return nil
	}
	if v.route.metBestand {
		return v.leesDelen(w)
	}
	ruw, err := io.ReadAll(http.MaxBytesReader(w, v.r.Body, v.s.Grenzen.MaxInhoud))
	var teGroot *http.MaxBytesError
	switch {
	case errors.As(err, &teGroot):
		return domain.Weiger(domain.CodeTeGroot,
			"De inhoud is te groot: hoogstens "+strconv.FormatInt(v.s.Grenzen.MaxInhoud, 10)+" bytes.")
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

// voegFouten adds faults in the body that a later check found: those of fields that an earlier check found nothing
// wrong with, each once.
func (v *vraag) voegFouten(fouten waarde.Fouten) {
	eerder := slices.Clone(v.fouten)
	for _, f := range fouten {
		nieuw := bericht.Fout{Waar: waarInhoud, Veld: v.veldVan(f.Veld), Code: string(f.Code), Tekst: f.Tekst}
		if slices.Contains(v.fouten, nieuw) || slices.ContainsFunc(eerder, func(e bericht.Fout) bool {
			return e.Waar == waarInhoud && verwant(e.Veld, nieuw.Veld)
		}) {
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
