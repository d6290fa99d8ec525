package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/prometheus/client_golang/prometheus"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/ledger"
)

var (
	parConcept = nieuwID("concept", "Het concept.", voorbeeldConcept)
	// A draft has no newer version to lose by accident: who saves or throws away says which one was seen.
	parConceptGezien = verplicht(&parameter{waar: waarKop, naam: "If-Match",
		doc: "De versie van het concept die u zag, tussen aanhalingstekens zoals ETag die gaf. Is het intussen elders " +
			"bewaard, dan volgt 412 en verandert er niets.",
		schema: &huma.Schema{Type: "string", Pattern: vormIfMatch.String(), Examples: []any{`"12"`}}, vorm: vormIfMatch,
		uitleg: `Hier hoort een versie tussen aanhalingstekens, zoals "12".`})
	parOverBetrokkene = &parameter{waar: waarQuery, naam: "betrokkene",
		doc:    "Alleen concepten die over deze betrokkene gaan.",
		schema: &huma.Schema{Type: "string", Format: "uuid", Examples: []any{"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"}}}
	parConceptReden = &parameter{waar: waarQuery, naam: "reden",
		doc: "Waarom u een concept van een ander weggooit; verplicht daarbij. Wie het schreef krijgt het te zien.",
		schema: &huma.Schema{Type: "string", Enum: keuze(toegang.ConceptRedenen),
			Examples: []any{string(toegang.RedenAlVastgelegd)}}}

	parConceptKop = &parameter{waar: waarKop, naam: "Concept",
		doc: "Het concept dat hiermee wordt vastgelegd. Het verdwijnt als de vastlegging vaststaat, en wordt nooit " +
			"twee keer vastgelegd: het is zelf de Idempotency-Key, die dan niet wordt meegestuurd.",
		schema: &huma.Schema{Type: "string", Format: "uuid", Examples: []any{voorbeeldConcept}}}
	parConceptVersie = &parameter{waar: waarKop, naam: "Concept-Versie",
		doc: "De versie van het concept die wordt vastgelegd; verplicht bij Concept. Is er intussen verder geschreven, " +
			"dan volgt 412.",
		schema: &huma.Schema{Type: "integer", Minimum: geheel(1), Examples: []any{12}}}
)

const voorbeeldConcept = "6e2b8d1f-3a4c-4f7e-9b0d-8c7a6f5e4d07"

func concepten() []*route {
	const hier, een = "/dossiers/{dossier}/concepten", "/dossiers/{dossier}/concepten/{concept}"
	schrijf, lees := domain.HandelingVastleggen, domain.HandelingRaadplegen
	opConcept := []*parameter{parDossier, parConcept}
	lijst := reflect.TypeFor[bericht.Concepten]()
	regel := reflect.TypeFor[bericht.ConceptRegel]()
	return []*route{
		leesroute(route{
			methode: http.MethodPost, pad: hier, id: "beginConcept", groep: groepConcepten, handeling: schrijf,
			status: http.StatusCreated, parameters: []*parameter{parDossier, parSleutel}, antwoord: regel,
			titel: "Begin een concept", uitleg: "Bewaart wat iemand aan het schrijven is, verzegeld en buiten het logboek. " +
				"Er wordt niets vastgelegd.",
		}, beginConcept),
		leesroute(route{
			methode: http.MethodPut, pad: een, id: "bewaarConcept", groep: groepConcepten, handeling: schrijf,
			parameters: append(opConcept[:2:2], parConceptGezien), antwoord: regel,
			titel: "Bewaar een concept", uitleg: "Bewaart een nieuwe versie in de plaats van de vorige. Alleen wie het " +
				"concept schrijft kan dat.",
		}, bewaarConcept),
		{
			methode: http.MethodGet, pad: hier, id: "lijstConceptenInDossier", groep: groepConcepten, handeling: lees,
			status: http.StatusOK, parameters: []*parameter{parDossier, parOverBetrokkene, parDoel}, antwoord: lijst,
			doe: conceptenIn, titel: "Toon de concepten in een dossier",
			uitleg: "Toont de eigen concepten, en hoeveel er van anderen zijn; aan een teamleider en de privacy officer die " +
				"van anderen ook, met die waarvan alleen de tekst de betrokkene noemt. Dat wordt vastgelegd.",
		},
		{
			methode: http.MethodGet, pad: een, id: "bekijkConcept", groep: groepConcepten, handeling: lees,
			status: http.StatusOK, parameters: append(opConcept[:2:2], parDoel), antwoord: reflect.TypeFor[bericht.Concept](),
			doe: bekijkConcept, titel: "Bekijk een concept",
			uitleg: "Toont een concept aan wie het schrijft. Een teamleider of de privacy officer die het bekijkt, wordt " +
				"vastgelegd.",
		},
		{
			methode: http.MethodDelete, pad: een, id: "gooiConceptWeg", groep: groepConcepten, handeling: schrijf,
			status: http.StatusOK, parameters: append(opConcept[:2:2], parDoel, parConceptReden, parConceptGezien),
			antwoord: regel, doe: gooiConceptWeg, titel: "Gooi een concept weg",
			uitleg: "Gooit een concept weg zonder het vast te leggen, of doet weg wat van een vernietigd concept overbleef. " +
				"Dat van een ander kan een teamleider of de privacy officer weggooien, met een reden; dat wordt vastgelegd, en " +
				"wie het schreef ziet in de lijst wie dat deed, wanneer en waarom.",
		},
		{
			methode: http.MethodGet, pad: "/alle-concepten", id: "lijstAlleConcepten", groep: groepConcepten,
			handeling: domain.HandelingZoeken, status: http.StatusOK, parameters: []*parameter{parDoel}, antwoord: lijst,
			doe: alleConcepten, titel: "Toon de concepten van alle medewerkers",
			uitleg: "Toont een teamleider of de privacy officer wie in welk dossier aan het schrijven is, met een " +
				"herinnering bij wat een week niet is bewaard. Dat wordt vastgelegd.",
		},
		{
			methode: http.MethodGet, pad: "/concepten", id: "lijstConcepten", groep: groepConcepten, handeling: lees,
			status: http.StatusOK, parameters: []*parameter{parDoel}, antwoord: lijst, doe: eigenConcepten,
			titel: "Toon de eigen concepten", uitleg: "Toont wat u in alle dossiers aan het schrijven bent, met een " +
				"herinnering bij wat een week niet is bewaard.",
		},
	}
}

// uitConcept reports whether what a route writes may have been a draft: it has a body, in a dossier that is there.
func (rt *route) uitConcept() bool {
	return rt.methode == http.MethodPost && rt.lichaam != nil && slices.Contains(rt.parameters, parDossier)
}

// zetConceptroutes puts into the document what a draft can become: the routes that take one.
func (s *Server) zetConceptroutes() {
	var namen []string
	for _, rt := range s.routes() {
		if slices.Contains(rt.parameters, parConceptKop) {
			namen = append(namen, rt.id)
		}
	}
	slices.Sort(namen)
	s.document.Components.Schemas.Map()["NieuwConcept"].Properties["waarvan"].Enum = keuze(namen)
}

// leesConcept holds the parameters of a draft that is recorded against each other.
func (v *vraag) leesConcept() {
	_, concept := v.waarden[parConceptKop.naam]
	_, versie := v.waarden[parConceptVersie.naam]
	_, sleutel := v.waarden[parSleutel.naam]
	switch {
	case concept && !versie:
		v.fout(waarKop, parConceptVersie.naam, codeVerplicht, "Noem bij een concept de versie die wordt vastgelegd.")
	case versie && !concept:
		v.fout(waarKop, parConceptKop.naam, codeVerplicht, "Noem bij een versie het concept.")
	case concept && sleutel:
		v.fout(waarKop, parSleutel.naam, codePastNiet,
			"Een concept is zelf de sleutel van de aanvraag. Laat Idempotency-Key weg.")
	}
}

// uitConcept is the draft that a write records; nil where it records none.
func (v *vraag) uitConcept() *ledger.ConceptVersie {
	c := ontleedID[id.Concept](v.waarden[parConceptKop.naam])
	n, err := strconv.ParseUint(v.waarden[parConceptVersie.naam], 10, 64)
	if c.IsZero() || err != nil {
		return nil // none was given; their schemas were held already
	}
	return &ledger.ConceptVersie{ID: c, Versie: n}
}

func (v *vraag) concept() id.Concept { return ontleedID[id.Concept](v.waarden[parConcept.naam]) }

func beginConcept(v *vraag, b *bericht.NieuwConcept) (*antwoord, error) {
	o := ledger.Conceptopdracht{Grant: v.grant, Dossier: v.dossier, Inhoud: b.Inhoud, Verzoek: v.verzoek,
		Waarvan: b.Waarvan, Aanvraag: v.aanvraag()}
	if b.Onderdeel != nil {
		o.Onderdeel = *b.Onderdeel
	}
	c, err := v.s.Ledger.BewaarConcept(v.ctx, o)
	if err != nil {
		return nil, err
	}
	a := conceptAntwoord(c)
	a.plaats = voorvoegsel + strings.NewReplacer("{dossier}", v.dossier.String(), "{concept}",
		c.ID.String()).Replace("/dossiers/{dossier}/concepten/{concept}")
	return a, nil
}

func bewaarConcept(v *vraag, b *bericht.ConceptInhoud) (*antwoord, error) {
	c, err := v.s.Ledger.BewaarConcept(v.ctx, ledger.Conceptopdracht{
		Grant: v.grant, Dossier: v.dossier, Inhoud: b.Inhoud, Verzoek: v.verzoek, Concept: v.concept(),
		Verwacht: *v.verwacht(),
	})
	if err != nil {
		return nil, err
	}
	return conceptAntwoord(c), nil
}

func gooiConceptWeg(v *vraag) (*antwoord, error) {
	c, err := v.s.Ledger.GooiConceptWeg(v.ctx, v.grant, v.dossier, v.concept(), *v.verwacht(),
		toegang.ConceptReden(v.waarden[parConceptReden.naam]), v.verzoek)
	if err != nil {
		return nil, err
	}
	return &antwoord{lichaam: conceptUit(c)}, nil
}

func bekijkConcept(v *vraag) (*antwoord, error) {
	b, err := v.s.Ledger.BekijkConcept(v.ctx, v.grant, v.dossier, v.concept(), v.verzoek)
	if err != nil {
		return nil, err
	}
	uit := &bericht.Concept{ConceptRegel: conceptUit(b.Concept), Gat: gatUit(b.Inhoud.Gat()), Geheim: b.Geheim}
	uit.Inhoud, _ = b.Inhoud.Value()
	return &antwoord{lichaam: uit, revisie: &uit.Versie}, nil
}

func conceptenIn(v *vraag) (*antwoord, error) {
	over := ontleedID[id.Betrokkene](v.waarden[parOverBetrokkene.naam])
	cs, nietGetoond, err := v.s.Ledger.ConceptenIn(v.ctx, v.grant, v.dossier, over, v.verzoek)
	uit := conceptenUit(cs)
	uit.NietGetoond = nietGetoond
	return &antwoord{lichaam: uit}, err
}

func alleConcepten(v *vraag) (*antwoord, error) {
	cs, err := v.s.Ledger.AlleConcepten(v.ctx, v.grant, v.verzoek)
	return &antwoord{lichaam: conceptenUit(cs)}, err
}

// opAgenda are the drafts of an employee that ask for attention; nil where they are not the asker's to see.
func (v *vraag) opAgenda(eigenaar domain.Medewerker) (uit []bericht.ConceptRegel, err error) {
	var cs []ledger.Concept
	switch {
	case v.s.Ledger.Concepten == nil:
		return nil, nil
	case string(eigenaar) == v.actor.Wie:
		cs, err = v.s.Ledger.EigenConcepten(v.ctx, v.grant, v.verzoek)
	case v.grant.AndermansConcepten():
		cs, err = v.s.Ledger.ConceptenVan(v.ctx, v.grant, eigenaar, v.verzoek)
	}
	for _, c := range cs {
		if c.Aandacht() {
			uit = append(uit, conceptUit(c))
		}
	}
	return uit, err
}

func eigenConcepten(v *vraag) (*antwoord, error) {
	cs, err := v.s.Ledger.EigenConcepten(v.ctx, v.grant, v.verzoek)
	return &antwoord{lichaam: conceptenUit(cs)}, err
}

func conceptAntwoord(c ledger.Concept) *antwoord {
	uit := conceptUit(c)
	return &antwoord{lichaam: uit, revisie: &uit.Versie}
}

func conceptenUit(cs []ledger.Concept) *bericht.Concepten {
	uit := &bericht.Concepten{Concepten: []bericht.ConceptRegel{}}
	for _, c := range cs {
		uit.Concepten = append(uit.Concepten, conceptUit(c))
	}
	return uit
}

func conceptUit(c ledger.Concept) bericht.ConceptRegel {
	uit := bericht.ConceptRegel{
		Concept: c.ID, Dossier: c.Dossier, Waarvan: c.Waarvan, Onderdeel: nietNul(c.Onderdeel), Eigenaar: c.Eigenaar,
		Over: c.Over, BegonnenOp: c.Begonnen.UTC(), BewaardOp: c.Bewaard.UTC(), Versie: c.Versie, Stand: string(c.Stand),
		Herinnering: c.Herinnering, Noemt: c.Noemt,
	}
	if w := c.Weggegooid; w != nil {
		uit.WeggegooidOp, uit.WeggegooidDoor, uit.Reden = naarUTC(&w.Op), w.Door, w.Reden
	}
	if g := c.Vernietigd; g != nil {
		uit.Vernietiging, uit.VernietigdOp = &g.Vernietiging, naarUTC(&g.Op)
	}
	return uit
}

// conceptenMeters counts drafts, when it is asked.
type conceptenMeters struct{ l *ledger.Ledger }

var (
	meterConcepten = prometheus.NewDesc("dossierboek_drafts", "Drafts that are neither recorded nor thrown away.", nil,
		nil)
	meterConceptenOud = prometheus.NewDesc("dossierboek_drafts_stale", "Of these, drafts not saved for a week.", nil, nil)
)

func (conceptenMeters) Describe(c chan<- *prometheus.Desc) {
	c <- meterConcepten
	c <- meterConceptenOud
}

func (m conceptenMeters) Collect(c chan<- prometheus.Metric) {
	ctx, stop := context.WithTimeout(context.Background(), maxGezond)
	defer stop()
	alle, oud, err := m.l.ConceptenTelling(ctx)
	if err != nil {
		return // health says so
	}
	c <- prometheus.MustNewConstMetric(meterConcepten, prometheus.GaugeValue, float64(alle))
	c <- prometheus.MustNewConstMetric(meterConceptenOud, prometheus.GaugeValue, float64(oud))
}
