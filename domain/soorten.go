package domain

import (
	"encoding/json"
	"fmt"
	"slices"
)

// soortInfo says how one kind is stored.
type soortInfo struct {
	schema int         // the schema of the open part that is written today
	leeg   func() Feit // a pointer to its zero open part, to decode into
	inhoud InhoudSoort // what its sealed content is; "" where it has none
	open   []stap      // brings an open part of schema i+1 to schema i+2
}

// soorten is the one list of kinds. Decoding, sealing and the tests range over it.
var soorten = map[Soort]soortInfo{
	SoortDossierGeopend:          {schema: 1, leeg: nieuw[DossierGeopend], inhoud: InhoudOpening},
	SoortBetrokkeneToegevoegd:    {schema: 1, leeg: nieuw[BetrokkeneToegevoegd], inhoud: InhoudIdentiteit},
	SoortContactVastgelegd:       {schema: 1, leeg: nieuw[ContactVastgelegd], inhoud: InhoudContact},
	SoortRelatieVastgelegd:       {schema: 1, leeg: nieuw[RelatieVastgelegd], inhoud: InhoudRelatie},
	SoortMeldingOntvangen:        {schema: 1, leeg: nieuw[MeldingOntvangen], inhoud: InhoudMelding},
	SoortGegevenVastgelegd:       {schema: 1, leeg: nieuw[GegevenVastgelegd], inhoud: InhoudGegeven},
	SoortCorrectieToegepast:      {schema: 1, leeg: nieuw[CorrectieToegepast], inhoud: InhoudCorrectie},
	SoortVerklaringToegevoegd:    {schema: 1, leeg: nieuw[VerklaringToegevoegd], inhoud: InhoudVerklaring},
	SoortVerstrekkingGedaan:      {schema: 1, leeg: nieuw[VerstrekkingGedaan], inhoud: InhoudVerstrekking},
	SoortFaseGewijzigd:           {schema: 1, leeg: nieuw[FaseGewijzigd], inhoud: InhoudBesluit},
	SoortDossierGesloten:         {schema: 1, leeg: nieuw[DossierGesloten], inhoud: InhoudBesluit},
	SoortDossierHeropend:         {schema: 1, leeg: nieuw[DossierHeropend], inhoud: InhoudBesluit},
	SoortBetrokkeneGekoppeld:     {schema: 1, leeg: nieuw[BetrokkeneGekoppeld]},
	SoortBetrokkeneOntkoppeld:    {schema: 1, leeg: nieuw[BetrokkeneOntkoppeld]},
	SoortVernietigingBesloten:    {schema: 1, leeg: nieuw[VernietigingBesloten], inhoud: InhoudVernietiging},
	SoortOnderdeelHerschreven:    {schema: 1, leeg: nieuw[OnderdeelHerschreven], inhoud: InhoudHerschrijving},
	SoortVernietigingGoedgekeurd: {schema: 1, leeg: nieuw[VernietigingGoedgekeurd]},
	SoortVernietigingIngetrokken: {schema: 1, leeg: nieuw[VernietigingIngetrokken], inhoud: InhoudBesluit},
	SoortVernietigingUitgevoerd:  {schema: 1, leeg: nieuw[VernietigingUitgevoerd]},
}

func nieuw[F any, P interface {
	*F
	Feit
}]() Feit {
	return P(new(F))
}

// Soorten lists every kind in order of name.
func Soorten() []Soort {
	ss := make([]Soort, 0, len(soorten))
	for s := range soorten {
		ss = append(ss, s)
	}
	slices.Sort(ss)
	return ss
}

// SchemaVan is the schema in which events of a kind are written today.
func SchemaVan(s Soort) int { return soorten[s].schema }

// ontleedFeit decodes an open part, brought up to today's schema.
func ontleedFeit(s Soort, schema int, open json.RawMessage) (Feit, error) {
	info, ok := soorten[s]
	if !ok {
		return nil, fmt.Errorf("domain: %q is not a kind of event of a dossier", s)
	}
	if schema < 1 || schema > info.schema {
		return nil, fmt.Errorf("domain: %s: schema %d is unknown (this program knows 1 to %d)", s, schema, info.schema)
	}
	open, err := opwaarderen(info.open, schema, open)
	if err != nil {
		return nil, fmt.Errorf("domain: %s: schema %d: open part does not upcast", s, schema)
	}
	f := info.leeg()
	if err := strikt(open, f); err != nil {
		return nil, fmt.Errorf("domain: %s: schema %d: open part does not parse", s, schema)
	}
	return f, nil
}

// HeeftInhoud reports whether events of this kind have sealed content.
func HeeftInhoud(f Feit) bool { return soorten[f.Soort()].inhoud != "" }
