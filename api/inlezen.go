package api

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Inlezer reads files of dossiers that were first recorded elsewhere (ZOB-9.1d): with the messages of the API, held
// against the same schemas, into the same opdrachten. Safe for concurrent use.
type Inlezer struct {
	schemas huma.Registry
	kop     *huma.Schema
	regel   *huma.Schema
	soorten map[string]inleessoort
}

// inleessoort is a kind of line: its message, and how that is read.
type inleessoort struct {
	schema *huma.Schema
	lees   func(r *regelIDs, l *lezer, ruw []byte) (domain.Opdracht, error)
}

// inleesmaak makes an opdracht of a message of type B.
type inleesmaak[B any] func(r *regelIDs, l *lezer, b *B) domain.Opdracht

func soortVan[B any](i *Inlezer, naam string, maak inleesmaak[B]) {
	t := reflect.TypeFor[B]()
	i.soorten[naam] = inleessoort{
		schema: i.schemas.Schema(t, true, t.Name()),
		lees: func(r *regelIDs, l *lezer, ruw []byte) (domain.Opdracht, error) {
			b := new(B)
			if err := json.Unmarshal(ruw, b); err != nil {
				return nil, err
			}
			return maak(r, l, b), nil
		},
	}
}

// soortMetOnderdeel is a kind of line that records one onderdeel, by the line's own id.
func soortMetOnderdeel[B any, O domain.Opdracht](i *Inlezer, naam string, maak func(*lezer, *B, id.Onderdeel) O) {
	soortVan(i, naam, func(r *regelIDs, l *lezer, b *B) domain.Opdracht { return maak(l, b, r.welk("")) })
}

// NieuweInlezer makes an Inlezer.
func NieuweInlezer() *Inlezer {
	i := &Inlezer{
		schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
		soorten: map[string]inleessoort{},
	}
	soortVan(i, "dossier", func(r *regelIDs, l *lezer, b *bericht.NieuwDossier) domain.Opdracht {
		return l.openDossier(b, r.persoon, r.onderdeel(":contact"), func() id.Onderdeel { return r.welk(":melding") })
	})
	soortVan(i, "betrokkene", func(r *regelIDs, l *lezer, b *bericht.NieuweBetrokkene) domain.Opdracht {
		return l.voegBetrokkeneToe(b, r.persoon(r.id), func() id.Onderdeel { return r.volgende(":contact") })
	})
	soortVan(i, "contact", func(r *regelIDs, l *lezer, b *bericht.ContactVan) domain.Opdracht {
		return l.legContactVast(b.Contact, b.Betrokkene, r.welk(""))
	})
	soortMetOnderdeel(i, "relatie", (*lezer).legRelatieVast)
	soortVan(i, "melding", func(r *regelIDs, l *lezer, b *bericht.NieuweMelding) domain.Opdracht {
		return domain.OntvangMelding{NieuweMelding: l.meldingErbij(nil, *b, r.welk(""))}
	})
	soortMetOnderdeel(i, "gegeven", (*lezer).legGegevenVast)
	soortVan(i, "verslag", func(r *regelIDs, l *lezer, b *bericht.NieuwVerslag) domain.Opdracht {
		return l.legVerslagVast(b, r.onderdeel(":passage"))
	})
	soortVan(i, SoortBijlage, (*regelIDs).bijlageVan)
	soortMetOnderdeel(i, "verklaring", (*lezer).voegVerklaringToe)
	soortMetOnderdeel(i, "wederhoor", (*lezer).legWederhoorVast)
	soortVan(i, "mededeling", func(r *regelIDs, l *lezer, b *bericht.MededelingAan) domain.Opdracht {
		return l.legMededelingVast(b.Mededeling, b.Betrokkene, r.welk(""))
	})
	soortMetOnderdeel(i, "verstrekking", (*lezer).verstrek)
	soortMetOnderdeel(i, "fase", (*lezer).wijzigFase)
	soortMetOnderdeel(i, "sluiting", (*lezer).sluit)
	i.kop = i.schemas.Schema(reflect.TypeFor[bericht.Bestandskop](), true, "Bestandskop")
	i.regel = i.schemas.Schema(reflect.TypeFor[bericht.Bestandsregel](), true, "Bestandsregel")
	zetKeuzes(i.schemas)
	schemas := i.schemas.Map()
	schemas["Bestandskop"].Properties["herkomst"].Enum = keuze([]domain.HerkomstSoort{
		domain.HerkomstOuderDossier, domain.HerkomstOverdracht,
	})
	schemas["Bestandsregel"].Properties["soort"].Enum = keuze(i.Soorten())
	return i
}

// Soorten lists the kinds of lines.
func (i *Inlezer) Soorten() []string {
	uit := make([]string, 0, len(i.soorten))
	for s := range i.soorten {
		uit = append(uit, s)
	}
	slices.Sort(uit)
	return uit
}
