package domain

import (
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
	SoortDossierGeopend:       {schema: 1, leeg: nieuw[DossierGeopend], inhoud: InhoudOpening},
	SoortBetrokkeneToegevoegd: {schema: 1, leeg: nieuw[BetrokkeneToegevoegd], inhoud: InhoudIdentiteit},
	SoortContactVastgelegd: {schema: 2, leeg: nieuw[ContactVastgelegd], inhoud: InhoudContact,
		open: []stap{ongewijzigd}},
	SoortRelatieVastgelegd: {schema: 1, leeg: nieuw[RelatieVastgelegd], inhoud: InhoudRelatie},
	SoortMeldingOntvangen:  {schema: 1, leeg: nieuw[MeldingOntvangen], inhoud: InhoudMelding},
	SoortGegevenVastgelegd: {schema: 1, leeg: nieuw[GegevenVastgelegd], inhoud: InhoudGegeven},
	SoortCorrectieToegepast: {schema: 2, leeg: nieuw[CorrectieToegepast], inhoud: InhoudCorrectie,
		open: []stap{ongewijzigd}},
	SoortBijlageToegevoegd: {schema: 2, leeg: nieuw[BijlageToegevoegd], inhoud: InhoudBijlage,
		open: []stap{ongewijzigd}},
	SoortVerklaringToegevoegd: {schema: 1, leeg: nieuw[VerklaringToegevoegd], inhoud: InhoudVerklaring},
	SoortVerstrekkingGedaan: {schema: 2, leeg: nieuw[VerstrekkingGedaan], inhoud: InhoudVerstrekking,
		open: []stap{ongewijzigd}},
	SoortMeldingGekwalificeerd: {schema: 1, leeg: nieuw[MeldingGekwalificeerd], inhoud: InhoudBesluit},
	SoortFaseGewijzigd: {schema: 2, leeg: nieuw[FaseGewijzigd], inhoud: InhoudBesluit,
		open: []stap{ongewijzigd}},
	SoortDossierGesloten:         {schema: 1, leeg: nieuw[DossierGesloten], inhoud: InhoudBesluit},
	SoortDossierHeropend:         {schema: 1, leeg: nieuw[DossierHeropend], inhoud: InhoudBesluit},
	SoortBeperkingIngesteld:      {schema: 1, leeg: nieuw[BeperkingIngesteld], inhoud: InhoudBesluit},
	SoortBeperkingOpgeheven:      {schema: 1, leeg: nieuw[BeperkingOpgeheven], inhoud: InhoudBesluit},
	SoortToewijzingBegonnen:      {schema: 1, leeg: nieuw[ToewijzingBegonnen]},
	SoortToewijzingOvergedragen:  {schema: 1, leeg: nieuw[ToewijzingOvergedragen], inhoud: InhoudBesluit},
	SoortToewijzingBeeindigd:     {schema: 1, leeg: nieuw[ToewijzingBeeindigd]},
	SoortBetrokkeneGekoppeld:     {schema: 1, leeg: nieuw[BetrokkeneGekoppeld]},
	SoortBetrokkeneOntkoppeld:    {schema: 1, leeg: nieuw[BetrokkeneOntkoppeld]},
	SoortVernietigingBesloten:    {schema: 1, leeg: nieuw[VernietigingBesloten], inhoud: InhoudVernietiging},
	SoortOnderdeelHerschreven:    {schema: 1, leeg: nieuw[OnderdeelHerschreven], inhoud: InhoudHerschrijving},
	SoortVernietigingGoedgekeurd: {schema: 1, leeg: nieuw[VernietigingGoedgekeurd]},
	SoortVernietigingIngetrokken: {schema: 1, leeg: nieuw[VernietigingIngetrokken], inhoud: InhoudBesluit},
	SoortVerslagVastgelegd:       {schema: 1, leeg: nieuw[VerslagVastgelegd], inhoud: InhoudVerslag},
	SoortVerslagAangevuld:        {schema: 1, leeg: nieuw[VerslagAangevuld]},
	SoortPassageVastgelegd:       {schema: 1, leeg: nieuw[PassageVastgelegd], inhoud: InhoudPassage},
	SoortPassageGemarkeerd:       {schema: 1, leeg: nieuw[PassageGemarkeerd]},
	SoortVernietigingUitgevoerd:  {schema: 1, leeg: nieuw[VernietigingUitgevoerd]},
	SoortAccorderingVastgelegd:   {schema: 1, leeg: nieuw[AccorderingVastgelegd], inhoud: InhoudAccordering},
	SoortWederhoorVastgelegd:     {schema: 1, leeg: nieuw[WederhoorVastgelegd], inhoud: InhoudWederhoor},
	SoortGegevenIngedeeld:        {schema: 1, leeg: nieuw[GegevenIngedeeld]},
	SoortPuntGeopend:             {schema: 1, leeg: nieuw[PuntGeopend]},
	SoortPuntAfgedaan:            {schema: 1, leeg: nieuw[PuntAfgedaan]},

	SoortInformatieGevraagd:   {schema: 1, leeg: nieuw[InformatieGevraagd], inhoud: InhoudInformatieverzoek},
	SoortInformatieBeantwoord: {schema: 1, leeg: nieuw[InformatieBeantwoord], inhoud: InhoudInformatieantwoord},
	SoortOverbrengingBesloten: {schema: 1, leeg: nieuw[OverbrengingBesloten], inhoud: InhoudBesluit},
	SoortOnderdeelOvergenomen: {schema: 2, leeg: nieuw[OnderdeelOvergenomen], open: []stap{ongewijzigd}},
	SoortOverbrengingVoltooid: {schema: 1, leeg: nieuw[OverbrengingVoltooid]},

	SoortOnderdeelHersteld:       {schema: 1, leeg: nieuw[OnderdeelHersteld], inhoud: InhoudHerstel},
	SoortMededelingVastgelegd:    {schema: 1, leeg: nieuw[MededelingVastgelegd], inhoud: InhoudMededeling},
	SoortTellingVastgelegd:       {schema: 1, leeg: nieuw[TellingVastgelegd], inhoud: InhoudTelling},
	SoortBetrokkenenSamengevoegd: {schema: 1, leeg: nieuw[BetrokkenenSamengevoegd], inhoud: InhoudBesluit},
	SoortBetrokkenenGescheiden:   {schema: 1, leeg: nieuw[BetrokkenenGescheiden], inhoud: InhoudBesluit},
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

// HeeftInhoud reports whether events of this kind have sealed content.
// What was taken over has the content that it had.
func HeeftInhoud(f Feit) bool { return soorten[FeitVan(f).Soort()].inhoud != "" }
