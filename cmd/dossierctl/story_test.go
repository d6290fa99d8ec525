package main

import (
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// story is a made-up case on the server: a melding, an address corrected, an eigen verklaring, a verstrekking, and a
// person erased.
type story struct {
	dossier                        id.Dossier
	mother, child, neighbour       id.Betrokkene
	began, beforeCorrection, ended time.Time
	draft                          id.Concept
}

// The addresses of the mother, before and after the correction.
const wrongStreet, rightStreet = "Dwaalweg", "Dorpsstraat"

func tell(t *testing.T, s *testServer) (st story) {
	t.Helper()
	ctx := t.Context()
	as := func(who string, role toegang.Rol) *client.Client {
		return made(client.New(client.Options{Server: s.url, Token: s.token(who, role, "onderzoek")}))(t)
	}
	worker, lead, officer := as("m-1", toegang.Medewerker), as("t-1", toegang.Teamleider),
		as("po-1", toegang.PrivacyOfficer)
	st.began = time.Now()
	opened := made(worker.Open(ctx, bericht.NieuwDossier{Grond: "melding",
		Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{
			newcomer("moeder", "Sanne", "Verzonnen", "ouder", "999990019", bericht.Contact{Soort: domain.ContactAdres,
				Adres: &bericht.Adres{Straat: wrongStreet, Huisnummer: "12", Postcode: "1234 AB", Plaats: "Ons Dorp"}}),
			newcomer("kind", "Bram", "Verzonnen", "kind", ""),
			newcomer("buur", "Quirijn", "Buurmans", "informant", ""),
		},
		Melding: &bericht.NieuweMelding{OntvangenOp: time.Now().Add(-time.Hour), Over: []string{"moeder", "kind"},
			Melding: bericht.Melding{Hoedanigheid: "buren",
				Tekst: new(says("Quirijn hoort vaak ruzie.", bericht.Vermelding{Begin: 0, Einde: 7, Wie: "buur"}))}},
	}, client.Voorwaarde{}))(t)
	st.dossier = opened.Dossier
	for _, b := range opened.Betrokkenen {
		*map[string]*id.Betrokkene{"moeder": &st.mother, "kind": &st.child,
			"buur": &st.neighbour}[b.Verwijzing] = b.Betrokkene
	}
	report, home := st.partsOf(t, worker)
	st.beforeCorrection = time.Now()
	right := bericht.Contact{Soort: domain.ContactAdres,
		Adres: &bericht.Adres{Straat: rightStreet, Huisnummer: "12", Postcode: "1234 AB", Plaats: "Ons Dorp"}}
	made(worker.Corrigeer(ctx, st.dossier, home,
		bericht.NieuweCorrectie{Wijze: domain.WijzeVerbeteren, Correctie: bericht.Correctie{
			Grond: "feitelijk-onjuist", Motivering: to(says("Verkeerd verstaan.")),
			Nieuw: &bericht.NieuweInhoud{Contact: &right}}}, client.Voorwaarde{}))(t)
	made(officer.VoegVerklaringToe(ctx, st.dossier,
		bericht.NieuweVerklaring{Betrokkene: st.mother, Betwist: []id.Onderdeel{report},
			Verklaring: bericht.Verklaring{Tekst: says("Zo was het niet.")}}, client.Voorwaarde{}))(t)
	made(worker.Verstrek(ctx, st.dossier,
		bericht.NieuweVerstrekking{Onderdelen: []id.Onderdeel{report}, Verstrekking: bericht.Verstrekking{
			Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
			Doel: says("Verzoek tot onderzoek.")}}, client.Voorwaarde{}))(t)
	half := []byte(`{"rubriek":"onderzoek","tekst":{"tekst":"Op huisbezoek zag ik \u001b[2J"}}`)
	st.draft = made(worker.BeginConcept(ctx, st.dossier, bericht.NieuwConcept{Waarvan: "legGegevenVast", Inhoud: half}))(
		t).Concept
	st.erase(t, officer, lead)
	st.ended = time.Now()
	return st
}

// partsOf finds the melding and the mother's address.
func (st *story) partsOf(t *testing.T, worker *client.Client) (report, home id.Onderdeel) {
	t.Helper()
	for _, o := range made(worker.Dossier(t.Context(), st.dossier, nil, ""))(t).Onderdelen {
		switch o.Soort {
		case domain.InhoudMelding:
			report = o.ID
		case domain.InhoudContact:
			home = o.ID
		}
	}
	return report, home
}

// erase destroys the neighbour: what is of the neighbour alone goes, what is of others too is kept for the child.
func (st *story) erase(t *testing.T, officer, lead *client.Client) {
	t.Helper()
	ctx, all := t.Context(), bericht.Omvang{Betrokkene: &st.neighbour}
	besluit := bericht.NieuweVernietiging{Omvang: all, Grond: "verzoek-wmo-5.3.5",
		Motivering: says("Op schriftelijk verzoek.")}
	for _, o := range made(officer.Voorvertoon(ctx, st.dossier, all))(t).Onderdelen {
		u := bericht.NieuweUitkomst{Onderdeel: o.ID, Uitkomst: domain.UitkomstVernietigen}
		if !o.AlleenVan {
			u.Uitkomst, u.Belang, u.Waarom = domain.UitkomstBehouden, &st.child, to(says("Nodig voor het kind."))
		}
		besluit.Uitkomsten = append(besluit.Uitkomsten, u)
	}
	v := made(officer.BesluitVernietiging(ctx, st.dossier, besluit, client.Voorwaarde{}))(t)
	made(lead.KeurVernietigingGoed(ctx, st.dossier, *v.Vernietiging, client.Voorwaarde{}))(t)
}

func newcomer(ref, first, last string, what domain.Hoedanigheid, bsn string,
	contacts ...bericht.Contact) bericht.NieuweBetrokkeneVerwijzing {
	return bericht.NieuweBetrokkeneVerwijzing{Verwijzing: ref, NieuweBetrokkene: bericht.NieuweBetrokkene{
		Identiteit: bericht.Identiteit{Naam: bericht.Naam{Roepnaam: first, Achternaam: last}, Hoedanigheid: what, BSN: bsn},
		Contacten:  contacts,
	}}
}
