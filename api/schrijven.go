package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// The groups of routes in the document.
const (
	groepDossiers    = "dossiers"
	groepVastleggen  = "vastleggen"
	groepCorrigeren  = "corrigeren"
	groepVerstrekken = "verstrekken"
	groepBeslissen   = "beslissen"
	groepVernietigen = "vernietigen"
	groepZoeken      = "zoeken"
	groepToezien     = "toezien"
	groepTellen      = "tellen"
	groepAgenda      = "agenda"
	groepConcepten   = "concepten"
)

// schrijfroute is a route that writes: B is its body, and maak makes of it what is asked of the domain. Everything
// that the domain finds wrong without the dossier is found here too, so that a caller hears of all faults at once.
func schrijfroute[B any](rt route, maak func(v *vraag, l *lezer, b *B) domain.Opdracht) *route {
	rt.lichaam = reflect.TypeFor[B]()
	rt.bereid = func(v *vraag) {
		b, ok := decodeer[B](v)
		if !ok {
			return
		}
		l := &lezer{}
		v.opdracht = maak(v, l, b)
		v.voegFouten(l.fouten)
		f := domain.Feiten{Nu: v.s.Ledger.Nu(), Vandaag: v.s.Ledger.Vandaag(), Wie: v.actor.Wie}
		v.voegFouten(v.opdracht.Controleer(f))
	}
	rt.doe = func(v *vraag) (*antwoord, error) { return v.schrijf(v.opdracht) }
	return schrijvend(rt)
}

// kaleSchrijfroute is a route that writes and has no body.
func kaleSchrijfroute(rt route, maak func(v *vraag) domain.Opdracht) *route {
	rt.doe = func(v *vraag) (*antwoord, error) { return v.schrijf(maak(v)) }
	return schrijvend(rt)
}

// schrijvend fills in what all routes that write have in common.
func schrijvend(rt route) *route {
	if rt.methode == "" {
		rt.methode = http.MethodPost
	}
	if rt.status == 0 {
		rt.status = http.StatusCreated
	}
	rt.antwoord = reflect.TypeFor[bericht.Vastgelegd]()
	rt.parameters = append(rt.parameters, parDoel, parNamens, parAanleiding, parIfMatch)
	if rt.methode == http.MethodPost {
		rt.parameters = append(rt.parameters, parSleutel)
	}
	if rt.uitConcept() {
		rt.parameters = append(rt.parameters, parConceptKop, parConceptVersie)
	}
	return &rt
}

// aanvraag is the request by its Idempotency-Key; nil without one. The same key on another path is another request.
func (v *vraag) aanvraag() *ledger.Aanvraag {
	if c := v.uitConcept(); c != nil {
		return ledger.AanvraagVanConcept(c.ID, v.route.methode+" "+v.route.pad, []byte(v.r.URL.Path), v.ruw)
	}
	s, ok := v.waarden[parSleutel.naam]
	if !ok {
		return nil
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return nil // its schema was held already
	}
	return ledger.NieuweAanvraag(v.actor.Wie, v.route.methode+" "+v.route.pad, u, []byte(v.r.URL.Path), v.ruw)
}

// verwacht is the revision that the asker saw.
func (v *vraag) verwacht() *uint64 {
	s, ok := v.waarden[parIfMatch.naam]
	if !ok {
		return nil
	}
	n, err := strconv.ParseUint(strings.Trim(s, `"`), 10, 64)
	if err != nil {
		return nil // its form was held already
	}
	return &n
}

// schrijf lets the ledger carry out a write. Vernietig is Schrijf for whatever destroys nothing.
func (v *vraag) schrijf(o domain.Opdracht) (*antwoord, error) {
	u, err := v.s.Ledger.Vernietig(v.ctx, v.schrijfopdracht(o))
	return v.uitkomst(u, err)
}

// uitkomst says what a write came to.
func (v *vraag) uitkomst(u ledger.Uitkomst, err error) (*antwoord, error) {
	if err != nil && !errors.Is(err, ledger.ErrNogUitTeVoeren) {
		return nil, err
	}
	return v.vastgelegd(u, err), nil
}

// schrijfopdracht is a write as this request asks it.
func (v *vraag) schrijfopdracht(o domain.Opdracht) ledger.Schrijfopdracht {
	return ledger.Schrijfopdracht{
		Grant: v.grant, Dossier: v.dossier, Opdracht: o, Aanvraag: v.aanvraag(), Verwacht: v.verwacht(), Verzoek: v.verzoek,
		Bekend: v.bekend, Aanleiding: domain.Aanleiding(v.waarden[parAanleiding.naam]), Concept: v.uitConcept(),
	}
}

// vastgelegd answers a write. err is nil, or says that an approved destruction is not finished yet.
func (v *vraag) vastgelegd(u ledger.Uitkomst, err error) *antwoord {
	b, later := vastgelegd(u), err != nil
	if later {
		v.s.Logger.ErrorContext(v.ctx, "een besluit is nog niet uitgevoerd", "verzoek", v.verzoek, "fout", err)
		b.NogUitTeVoeren = true
	}
	b.BeeldLooptNa = !v.wachtOpBeeld(u)
	a := &antwoord{lichaam: b, revisie: &u.Laatste, herhaald: u.Herhaald}
	if later {
		a.status = http.StatusAccepted
	}
	return a
}

// wachtOpBeeld gives the read models a moment to show a write, and reports whether they do.
func (v *vraag) wachtOpBeeld(u ledger.Uitkomst) bool {
	if v.s.Projecties == nil {
		return false
	}
	if u.Positie == "" { // a repeat: recorded long ago, or nothing was recorded
		return true
	}
	ctx, stop := context.WithTimeout(v.ctx, v.s.Grenzen.Wachttijd)
	defer stop()
	return v.s.Projecties.WachtTot(ctx, u.Positie) == nil
}

// vastgelegd says what a write came to, from the events alone, so that a repeat is answered as the first time was.
func vastgelegd(u ledger.Uitkomst) *bericht.Vastgelegd {
	b := &bericht.Vastgelegd{Dossier: u.Dossier, Revisie: u.Laatste, VastgelegdOp: u.Op.UTC(), Herhaald: u.Herhaald,
		Gebeurtenissen: []bericht.Gebeurtenis{}}
	raakt := func(o id.Onderdeel) {
		if !slices.Contains(b.Onderdelen, o) {
			b.Onderdelen = append(b.Onderdelen, o)
		}
	}
	for _, v := range u.Feiten {
		b.Gebeurtenissen = append(b.Gebeurtenissen,
			bericht.Gebeurtenis{Gebeurtenis: v.ID, Revisie: v.Revisie, Soort: v.Feit.Soort()})
		switch f := v.Feit.(type) {
		case *domain.DossierGeopend:
			raakt(f.Onderdeel)
		case *domain.BetrokkeneToegevoegd:
			b.Betrokkenen = append(b.Betrokkenen, bericht.ToegevoegdeID{Betrokkene: f.Betrokkene})
			raakt(domain.IdentiteitVan(f.Betrokkene))
		case *domain.BijlageToegevoegd:
			raakt(f.Onderdeel)
		case *domain.ContactVastgelegd:
			raakt(f.Onderdeel)
		case *domain.RelatieVastgelegd:
			raakt(f.Onderdeel)
		case *domain.MeldingOntvangen:
			raakt(f.Onderdeel)
		case *domain.GegevenVastgelegd:
			raakt(f.Onderdeel)
		case *domain.VerslagVastgelegd:
			raakt(f.Onderdeel)
		case *domain.VerslagAangevuld:
			raakt(f.Onderdeel)
		case *domain.PassageVastgelegd:
			raakt(f.Onderdeel)
		case *domain.PassageGemarkeerd:
			raakt(f.Onderdeel)
		case *domain.CorrectieToegepast:
			raakt(f.Onderdeel)
		case *domain.VerklaringToegevoegd:
			raakt(f.Onderdeel)
		case *domain.VerstrekkingGedaan:
			raakt(f.Onderdeel)
		case *domain.ToewijzingOvergedragen:
			raakt(f.Onderdeel)
		case *domain.InformatieGevraagd:
			raakt(f.Onderdeel)
		case *domain.InformatieBeantwoord:
			raakt(f.Onderdeel)
			raakt(f.Verzoek)
		case *domain.MeldingGekwalificeerd:
			raakt(f.Onderdeel)
			raakt(f.Melding)
		case *domain.FaseGewijzigd:
			raakt(f.Onderdeel)
			if !f.Melding.IsZero() {
				raakt(f.Melding)
			}
		case *domain.DossierGesloten:
			raakt(f.Onderdeel)
		case *domain.DossierHeropend:
			raakt(f.Onderdeel)
		case *domain.BeperkingIngesteld:
			raakt(f.Onderdeel)
		case *domain.BeperkingOpgeheven:
			raakt(f.Onderdeel)
		case *domain.BetrokkeneGekoppeld:
			raakt(f.Onderdeel)
		case *domain.GegevenIngedeeld:
			raakt(f.Onderdeel)
		case *domain.AccorderingVastgelegd:
			raakt(f.Onderdeel)
		case *domain.WederhoorVastgelegd:
			raakt(f.Onderdeel)
		case *domain.OnderdeelHersteld:
			raakt(f.Onderdeel)
		case *domain.MededelingVastgelegd:
			raakt(f.Onderdeel)
		case *domain.TellingVastgelegd:
			raakt(f.Onderdeel)
		case *domain.PuntGeopend:
			raakt(f.Bij)
		case *domain.PuntAfgedaan:
			raakt(f.Bij)
		case *domain.BetrokkeneOntkoppeld:
			b.Vernietiging = &f.Vernietiging
			raakt(f.Onderdeel)
		case *domain.OnderdeelOvergenomen:
			b.Overbrenging = &f.Overbrenging
			raakt(f.Onderdeel)
		case *domain.OverbrengingVoltooid:
			b.Overbrenging = &f.Overbrenging
		case *domain.OverbrengingBesloten:
			b.Overbrenging = &f.Overbrenging
			raakt(f.Onderdeel)
		case *domain.BetrokkenenSamengevoegd:
			raakt(f.Onderdeel)
		case *domain.BetrokkenenGescheiden:
			raakt(f.Onderdeel)
		case *domain.VernietigingBesloten:
			b.Vernietiging = &f.Vernietiging
		case *domain.VernietigingGoedgekeurd:
			b.Vernietiging = &f.Vernietiging
		case *domain.VernietigingIngetrokken:
			b.Vernietiging = &f.Vernietiging
		}
	}
	return b
}

// Fresh ids, by type.

func (v *vraag) nieuweBetrokkene() id.Betrokkene { return id.Van[id.Betrokkene](v.s.Ledger.NieuweID()) }
func (v *vraag) nieuwOnderdeel() id.Onderdeel    { return id.Van[id.Onderdeel](v.s.Ledger.NieuweID()) }
func (v *vraag) nieuweOverbrenging() id.Overbrenging {
	return id.Van[id.Overbrenging](v.s.Ledger.NieuweID())
}
func (v *vraag) nieuweVernietiging() id.Vernietiging {
	return id.Van[id.Vernietiging](v.s.Ledger.NieuweID())
}
