package main

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// The household of the rendered examples. Everything in it is made up; the BSN was never issued.
var (
	sanne      = person(1)
	bram       = person(2)
	vera       = person(3) // erased
	sannetje   = person(4) // the same as sanne
	opening    = part(10)
	contact1   = part(11)
	relation   = part(12)
	melding    = part(13)
	gegeven1   = part(14)
	gegeven2   = part(15)
	statement  = part(16)
	disclosure = part(17)
	decision   = part(18)
	verslag    = part(40)
	passages   = []id.Onderdeel{part(41), part(42), part(43)}
	erasure    = erasureID(30)
)

func number(n int) uuid.UUID {
	return uuid.MustParse(fmt.Sprintf("01900000-0000-7000-8000-%012d", n))
}

func parse[T interface{ UnmarshalText([]byte) error }](into T, n int) {
	if err := into.UnmarshalText([]byte(number(n).String())); err != nil {
		panic(err)
	}
}

func person(n int) (b id.Betrokkene)      { parse(&b, n); return b }
func part(n int) (o id.Onderdeel)         { parse(&o, n); return o }
func erasureID(n int) (v id.Vernietiging) { parse(&v, n); return v }
func event(n uint64) id.Gebeurtenis       { return id.Van[id.Gebeurtenis](number(100 + int(n))) }
func to[T any](v T) *T                    { return &v }

// at is a moment of the story, by hours since it began.
func at(hours int) time.Time {
	return time.Date(2026, 3, 1, 19, 20, 3, 0, time.UTC).Add(time.Duration(hours) * time.Hour)
}

func worker(hours int) bericht.Wie {
	return bericht.Wie{Wie: "m-1024", Rol: "medewerker", Doel: "onderzoek", VastgelegdOp: at(hours)}
}

func officer(hours int) bericht.Wie {
	return bericht.Wie{Wie: "po-7", Namens: "m-1001", Rol: "privacy-officer", Doel: "rechten-van-betrokkene",
		VastgelegdOp: at(hours)}
}

func says(s string, mentions ...bericht.Vermelding) bericht.Tekst {
	return bericht.Tekst{Tekst: s, Vermeldingen: mentions}
}

func gone() *bericht.Gat {
	return &bericht.Gat{Reden: domain.GatVernietigd, Vernietiging: &erasure, Op: to(at(500))}
}

func identity(first, last string, h domain.Hoedanigheid) *bericht.Inhoud {
	return &bericht.Inhoud{NieuweInhoud: bericht.NieuweInhoud{Identiteit: &bericht.Identiteit{
		Naam: bericht.Naam{Roepnaam: first, Achternaam: last}, Hoedanigheid: h, Geboortedatum: "1990-04", BSN: "999990019",
	}}}
}

func content(n bericht.NieuweInhoud) *bericht.Inhoud { return &bericht.Inhoud{NieuweInhoud: n} }

func addressOf(street string) bericht.NieuweInhoud {
	return bericht.NieuweInhoud{Contact: &bericht.Contact{
		Soort: domain.ContactAdres, Geldig: &bericht.Tijdvak{Van: "2024-09-01"},
		Adres: &bericht.Adres{Straat: street, Huisnummer: "12", Toevoeging: "a", Postcode: "1234 AB", Plaats: "Ons Dorp"},
	}}
}

// report is the melding; what follows the escape must not reach a terminal as it is.
func report() bericht.NieuweInhoud {
	return bericht.NieuweInhoud{Melding: &bericht.Melding{
		Melder: vera.String(), Hoedanigheid: "leerkracht", GebeurdOp: "2026-02",
		Tekst: new(says("Bram heeft blauwe plekken.\n[vernietigd] zag het op school. \x1b[2Jweg",
			bericht.Vermelding{Begin: 0, Einde: 4, Wie: bram.String(), Toestand: "zichtbaar"},
			bericht.Vermelding{Begin: 27, Einde: 39, Wie: vera.String(), Toestand: "vernietigd"})),
	}}
}

func opinion(text string) bericht.NieuweInhoud {
	return bericht.NieuweInhoud{Gegeven: &bericht.Gegeven{
		Soort: "mededeling", Aard: "mening", GebeurdOp: "2026-03-02", Tekst: says(text),
		Bron: bericht.Bron{Soort: "instantie", Instantie: "Basisschool De Verzinsels", Datum: "2026-02-12"},
	}}
}

func visit() bericht.NieuweInhoud {
	return bericht.NieuweInhoud{Verslag: &bericht.Verslag{Soort: "huisbezoek", Titel: to(says("Huisbezoek")),
		GebeurdOp: "2026-03-09", Aanwezigen: []bericht.Aanwezige{{Wie: sanne.String()}, {Functie: "wijkagent"}}}}
}

func said(aard bericht.PassageAard, words string) bericht.NieuweInhoud {
	return bericht.NieuweInhoud{Passage: &bericht.Passage{Aard: aard, Bron: bericht.Bron{Soort: "eigen-waarneming"},
		Tekst: says(words)}}
}

// dossier is a view with every kind of onderdeel and of gap.
func dossier() *bericht.Dossier {
	over := []id.Betrokkene{sanne, bram}
	return &bericht.Dossier{
		Dossier: id.Van[id.Dossier](number(999)), Revisie: 40, BekendeRevisie: 39, BeschikbaarOp: at(600),
		GeldigOp: "2026-03-26", GeopendOp: at(0), GewijzigdOp: at(590), BewaarVanaf: at(580), Fase: "voorwaarden-en-vervolg",
		Betrokkenen: []bericht.Betrokkene{
			{ID: sanne, Sinds: at(0), Ook: to(sannetje)}, {ID: bram, Sinds: at(0)},
			{ID: vera, Sinds: at(0), Vernietigd: gone()}, {ID: sannetje, Sinds: at(1), Is: to(sanne)},
		},
		Onderdelen: []bericht.Onderdeel{
			{ID: opening, Soort: domain.InhoudOpening, Stand: "geldig",
				Inhoud: content(bericht.NieuweInhoud{Opening: &bericht.Opening{Grond: "melding"}}), Revisie: 0, Door: worker(0)},
			{ID: id.OnderdeelVan(sanne), Soort: domain.InhoudIdentiteit, Over: []id.Betrokkene{sanne},
				Inhoud: identity("Sanne", "Verzonnen", "ouder"), Revisie: 1, Door: worker(0)},
			{ID: id.OnderdeelVan(bram), Soort: domain.InhoudIdentiteit, Over: []id.Betrokkene{bram},
				Inhoud: identity("Bram", "Verzonnen", "kind"), Revisie: 2, Door: worker(0)},
			{ID: id.OnderdeelVan(vera), Soort: domain.InhoudIdentiteit, Over: []id.Betrokkene{vera}, Gat: gone(), Revisie: 3,
				Door: worker(0)},
			{ID: contact1, Soort: domain.InhoudContact, Over: []id.Betrokkene{sanne}, Inhoud: content(addressOf("Kerkstraat")),
				Revisie: 8, EerdereVersies: []uint64{4}, Door: worker(20)},
			{ID: relation, Soort: domain.InhoudRelatie, Over: over, Van: &sanne, Naar: &bram,
				Inhoud: content(bericht.NieuweInhoud{Relatie: &bericht.Relatie{Aard: "ouder-van", Gezag: to(true)}}), Revisie: 5,
				Door: worker(1)},
			{ID: melding, Soort: domain.InhoudMelding, Over: over, OntvangenOp: to(at(-1)), Inhoud: content(report()),
				Revisie: 6, Door: worker(1)},
			{ID: gegeven1, Soort: domain.InhoudGegeven, Rubriek: "onderzoek", Over: over,
				Inhoud: content(opinion("Volgens de juf is het thuis vaak onrustig; zij noemt dat al sinds het begin van het " +
					"schooljaar en denkt dat er meer speelt.")), Revisie: 9, Door: worker(30),
				Verklaringen: []id.Onderdeel{statement}, Verstrekt: []id.Onderdeel{disclosure}},
			{ID: gegeven2, Soort: domain.InhoudGegeven, Rubriek: "zorgen", Over: []id.Betrokkene{bram}, Stand: "afgeschermd",
				Gat: &bericht.Gat{Reden: domain.GatAfgeschermd}, Revisie: 10, Door: worker(31),
				Verklaringen: []id.Onderdeel{statement}},
			{ID: statement, Soort: domain.InhoudVerklaring, Over: []id.Betrokkene{sanne},
				Betwist: []id.Onderdeel{gegeven1, gegeven2},
				Inhoud: content(
					bericht.NieuweInhoud{Verklaring: &bericht.Verklaring{Tekst: says("Dit is niet wat ik heb gezegd.")}}),
				Revisie: 12, Door: officer(50)},
			{ID: disclosure, Soort: domain.InhoudVerstrekking, Over: over,
				Stukken: []bericht.Stuk{{Onderdeel: gegeven1, Revisie: 9}},
				Inhoud: content(
					bericht.NieuweInhoud{Verstrekking: &bericht.Verstrekking{Ontvanger: "Raad voor de Kinderbescherming",
						Grond: "wettelijke-taak", Toestemming: "niet-gevraagd", Doel: says("Verzoek tot onderzoek."), Op: to(at(60))}}),
				Revisie: 13, Door: worker(61)},
			{ID: decision, Soort: domain.InhoudBesluit, Over: []id.Betrokkene{bram},
				Inhoud: content(bericht.NieuweInhoud{Besluit: &bericht.Besluit{Motivering: says("Geen acuut gevaar."),
					Bevindingen: []bericht.Bevinding{{Betrokkene: bram, Bevinding: "niet-bevestigd"}}}}), Revisie: 14,
				Door: worker(70)},
			{ID: verslag, Soort: domain.InhoudVerslag, Rubriek: "onderzoek", Over: over, Passages: passages,
				Inhoud: content(visit()), Revisie: 41, Door: worker(590)},
			{ID: passages[0], Soort: domain.InhoudPassage, Verslag: &verslag, Over: over,
				Inhoud: content(said("onbeoordeeld", "Wij gingen op bezoek.\n")), Revisie: 42, Door: worker(590),
				Punten: []bericht.Punt{{Soort: domain.PuntMarkeren, Titel: domain.PuntMarkeren.Titel(), Eigenaar: "m-1024",
					Uiterlijk: "2026-03-16"}}},
			{ID: passages[1], Soort: domain.InhoudPassage, Verslag: &verslag, Stand: "afgeschermd",
				Gat: &bericht.Gat{Reden: domain.GatAfgeschermd}, Revisie: 43, Door: worker(590)},
			{ID: passages[2], Soort: domain.InhoudPassage, Verslag: &verslag, Over: over,
				Inhoud: content(said("mening", "Bram lijkt moe. ")), Revisie: 44, Door: worker(590),
				Verklaringen: []id.Onderdeel{statement}},
			{ID: part(51), Soort: domain.InhoudMededeling, Over: over, Aan: &bram,
				Inhoud: content(bericht.NieuweInhoud{Mededeling: told()}), Revisie: 62, Door: worker(855)},
			{ID: part(52), Soort: domain.InhoudMededeling, Over: []id.Betrokkene{sanne}, Aan: &sanne,
				Inhoud: content(bericht.NieuweInhoud{Mededeling: &bericht.Mededeling{
					Uitkomst: domain.MededelingUitgesteld, Grond: domain.GrondVeiligBetrokkenen, Opnieuw: "2026-04-13",
					Toelichting: to(says("Eerst moet Bram veilig zijn."))}}), Revisie: 63, Door: worker(856)},
			{ID: part(40), Soort: domain.InhoudBijlage, Over: []id.Betrokkene{bram}, Inhoud: film(), Revisie: 30,
				Door: worker(830)},
		},
		Vernietigingen: []bericht.LoopVernietigen{{
			Vernietiging: erasure, Omvang: bericht.Omvang{Betrokkene: &vera}, Stand: "uitgevoerd", BeslotenDoor: "po-7",
			BeslotenOp: at(480), GoedgekeurdOp: to(at(500)), UitgevoerdOp: to(at(500)),
		}},
	}
}

// timeline is the same story as it happened: every kind of event once, with a verbetering that still shows what it
// changed and one of which the earlier wording is gone.
func timeline() *bericht.Tijdlijn {
	t := &bericht.Tijdlijn{Dossier: id.Van[id.Dossier](number(999))}
	add := func(who bericht.Wie, kind domain.Soort, o *id.Onderdeel, f bericht.Feit, in *bericht.Inhoud, g *bericht.Gat) {
		n := uint64(len(t.Momenten))
		t.Momenten = append(t.Momenten, bericht.Moment{Revisie: n, Gebeurtenis: event(n), Soort: kind, Door: who,
			Onderdeel: o, Feit: f, Inhoud: in, Gat: g})
	}
	over := []id.Betrokkene{sanne, bram}
	why := &bericht.Correctie{Grond: "feitelijk-onjuist", Motivering: to(says("Het adres was van de buren.")),
		Nieuw: to(addressOf("Kerkstraat"))}
	rewritten := opinion("Volgens de juf is het thuis vaak onrustig.")
	besluit := content(bericht.NieuweInhoud{Besluit: &bericht.Besluit{Motivering: says("Geen acuut gevaar.")}})

	add(worker(0), domain.SoortDossierGeopend, &opening, bericht.Feit{},
		content(bericht.NieuweInhoud{Opening: &bericht.Opening{Grond: "melding"}}), nil)
	add(worker(0), domain.SoortBetrokkeneToegevoegd, to(id.OnderdeelVan(sanne)), bericht.Feit{Betrokkene: &sanne},
		identity("Sanne", "Verzonnen", "ouder"), nil)
	add(worker(0), domain.SoortBetrokkeneToegevoegd, to(id.OnderdeelVan(bram)), bericht.Feit{Betrokkene: &bram},
		identity("Bram", "Verzonnen", "kind"), nil)
	add(worker(0), domain.SoortBetrokkeneToegevoegd, to(id.OnderdeelVan(vera)), bericht.Feit{Betrokkene: &vera}, nil,
		gone())
	add(worker(0), domain.SoortContactVastgelegd, &contact1, bericht.Feit{Betrokkene: &sanne},
		content(addressOf("Dorpsstraat")), nil)
	add(worker(1), domain.SoortRelatieVastgelegd, &relation, bericht.Feit{Van: &sanne, Naar: &bram},
		content(bericht.NieuweInhoud{Relatie: &bericht.Relatie{Aard: "ouder-van"}}), nil)
	add(worker(1), domain.SoortMeldingOntvangen, &melding, bericht.Feit{Over: over, OntvangenOp: to(at(-1))},
		content(report()), nil)
	add(worker(20), domain.SoortCorrectieToegepast, &contact1, bericht.Feit{Wijze: domain.WijzeVerbeteren},
		&bericht.Inhoud{Correctie: why}, nil)
	add(worker(30), domain.SoortGegevenVastgelegd, &gegeven1, bericht.Feit{Rubriek: "onderzoek", Over: over}, nil, gone())
	add(worker(31), domain.SoortGegevenVastgelegd, &gegeven2,
		bericht.Feit{Rubriek: "zorgen", Over: []id.Betrokkene{bram}}, nil, &bericht.Gat{Reden: domain.GatAfgeschermd})
	add(worker(32), domain.SoortCorrectieToegepast, &gegeven2, bericht.Feit{Wijze: domain.WijzeAfschermen},
		&bericht.Inhoud{Correctie: &bericht.Correctie{Grond: "niet-ter-zake"}}, nil)
	add(worker(33), domain.SoortBetrokkeneGekoppeld, &gegeven1, bericht.Feit{Betrokkene: &sanne}, nil, nil)
	add(worker(34), domain.SoortBetrokkeneOntkoppeld, &gegeven1, bericht.Feit{Betrokkene: &sanne, Vernietiging: &erasure},
		nil, nil)
	add(officer(50), domain.SoortVerklaringToegevoegd, &statement,
		bericht.Feit{Betrokkene: &sanne, Betwist: []id.Onderdeel{gegeven1}},
		content(bericht.NieuweInhoud{Verklaring: &bericht.Verklaring{Tekst: says("Dit is niet wat ik heb gezegd.")}}), nil)
	add(worker(61), domain.SoortVerstrekkingGedaan, &disclosure,
		bericht.Feit{Over: over, Stukken: []bericht.Stuk{{Onderdeel: contact1, Revisie: 7},
			{Onderdeel: melding, Revisie: 6}}}, content(dossier().Onderdelen[10].Inhoud.NieuweInhoud), nil)
	add(worker(70), domain.SoortFaseGewijzigd, &decision, bericht.Feit{Fase: "voorwaarden-en-vervolg"}, besluit, nil)
	add(officer(480), domain.SoortVernietigingBesloten, nil,
		bericht.Feit{Vernietiging: &erasure, Omvang: &bericht.Omvang{Betrokkene: &vera}, Uitkomsten: []bericht.UitkomstPer{
			{Onderdeel: melding, Uitkomst: domain.UitkomstBehouden, Belang: &bram},
			{Onderdeel: gegeven1, Uitkomst: domain.UitkomstHerschrijven},
			{Onderdeel: id.OnderdeelVan(vera), Uitkomst: domain.UitkomstVernietigen},
		}}, &bericht.Inhoud{Vernietiging: &bericht.Vernietiging{Grond: "verzoek-wmo-5.3.5",
			Motivering: says("Op schriftelijk verzoek."),
			Behoud: []bericht.Behoud{{Onderdeel: melding, Belang: bram,
				Waarom: says("Nodig voor de veiligheid van het kind.")}}}}, nil)
	add(officer(480), domain.SoortOnderdeelHerschreven, &gegeven1, bericht.Feit{Vernietiging: &erasure},
		&bericht.Inhoud{Herschrijving: &bericht.Herschrijving{Nieuw: rewritten}}, nil)
	add(worker(490), domain.SoortVernietigingIngetrokken, nil, bericht.Feit{Vernietiging: to(erasureID(31))}, nil,
		&bericht.Gat{Reden: domain.GatGeenToegang})
	add(bericht.Wie{Wie: "t-3", Rol: "teamleider", Doel: "rechten-van-betrokkene", VastgelegdOp: at(500)},
		domain.SoortVernietigingGoedgekeurd, nil, bericht.Feit{Vernietiging: &erasure}, nil, nil)
	add(bericht.Wie{Wie: "t-3", Rol: "teamleider", Doel: "rechten-van-betrokkene", VastgelegdOp: at(500)},
		domain.SoortVernietigingUitgevoerd, nil, bericht.Feit{Vernietiging: &erasure}, nil, nil)
	add(worker(590), domain.SoortVerslagVastgelegd, &verslag,
		bericht.Feit{Onderdeel: &verslag, Rubriek: "onderzoek", Over: over, Passages: passages}, content(visit()), nil)
	add(worker(590), domain.SoortPassageVastgelegd, &passages[0],
		bericht.Feit{Onderdeel: &passages[0], Verslag: &verslag, Over: over},
		content(said("onbeoordeeld", "Wij gingen op bezoek.\n")), nil)
	add(worker(590), domain.SoortPuntGeopend, nil,
		bericht.Feit{Bij: &passages[0], Punt: domain.PuntMarkeren, Eigenaar: "m-1024", Uiterlijk: "2026-03-16"}, nil, nil)
	add(worker(590), domain.SoortPassageVastgelegd, &passages[1],
		bericht.Feit{Onderdeel: &passages[1], Verslag: &verslag}, nil, &bericht.Gat{Reden: domain.GatAfgeschermd})
	add(worker(590), domain.SoortPassageVastgelegd, &passages[2],
		bericht.Feit{Onderdeel: &passages[2], Verslag: &verslag, Over: over}, content(said("mening", "Bram lijkt moe. ")),
		nil)
	add(worker(591), domain.SoortVerslagAangevuld, &verslag,
		bericht.Feit{Onderdeel: &verslag, Passages: append(passages[:3:3], part(44))}, nil, nil)
	add(worker(591), domain.SoortPassageVastgelegd, to(part(44)),
		bericht.Feit{Onderdeel: to(part(44)), Verslag: &verslag, Over: over},
		content(said("feit", "Nagekomen: hij slaapt weinig.")), nil)
	add(worker(592), domain.SoortPassageGemarkeerd, &passages[0],
		bericht.Feit{Onderdeel: &passages[0], Passages: []id.Onderdeel{part(45), part(46)}}, nil, nil)
	add(worker(592), domain.SoortPassageVastgelegd, to(part(45)),
		bericht.Feit{Onderdeel: to(part(45)), Verslag: &verslag, Over: over}, content(said("feit", "Wij gingen ")), nil)
	add(worker(592), domain.SoortPassageVastgelegd, to(part(46)),
		bericht.Feit{Onderdeel: to(part(46)), Verslag: &verslag, Over: over}, content(said("mening", "op bezoek.\n")), nil)
	add(worker(592), domain.SoortPuntAfgedaan, nil, bericht.Feit{Bij: &passages[0], Punt: domain.PuntMarkeren}, nil, nil)
	add(worker(593), domain.SoortCorrectieToegepast, &passages[2], bericht.Feit{Wijze: domain.WijzeVerbeteren},
		&bericht.Inhoud{Correctie: &bericht.Correctie{Grond: "schrijffout",
			Nieuw: to(said("mening", "Bram lijkt erg moe. "))}}, nil)
	add(worker(700), domain.SoortDossierGesloten, to(part(19)), bericht.Feit{}, besluit, nil)
	elsewhere := id.Van[id.Dossier](number(998))
	add(worker(810), domain.SoortOnderdeelOvergenomen, to(part(24)),
		bericht.Feit{Rubriek: "zorgen", Overgenomen: &bericht.Overgenomen{
			Dossier: elsewhere, Revisie: 6, Soort: domain.SoortGegevenVastgelegd, Door: "m-7", VastgelegdOp: at(700)}}, nil,
		&bericht.Gat{Reden: domain.GatAfgeschermd})
	add(worker(811), domain.SoortOverbrengingBesloten, to(part(25)), bericht.Feit{NaarDossier: &elsewhere,
		Onderdelen: []bericht.Overgang{{Onderdeel: gegeven2}, {Onderdeel: melding, Blijft: true},
			{Onderdeel: part(25), Blijft: true}}},
		nil, &bericht.Gat{Reden: domain.GatGeenToegang})
	add(worker(812), domain.SoortOverbrengingVoltooid, nil, bericht.Feit{Vernietiging: to(erasureID(32))}, nil, nil)
	add(worker(812), domain.SoortVernietigingUitgevoerd, nil, bericht.Feit{Vernietiging: to(erasureID(32))}, nil, nil)
	add(worker(813), domain.SoortGegevenVastgelegd, to(part(51)), bericht.Feit{Rubriek: domain.RubriekWerkaantekening},
		nil, &bericht.Gat{Reden: domain.GatVerwijderd})
	add(worker(813), domain.SoortCorrectieToegepast, to(part(51)), bericht.Feit{Wijze: domain.WijzeVerwijderen}, nil, nil)
	add(worker(814), domain.SoortVerstrekkingGedaan, to(part(52)),
		bericht.Feit{Stukken: []bericht.Stuk{{Onderdeel: contact1, Revisie: 4},
			{Onderdeel: melding, Revisie: 6}, {Onderdeel: contact1, Revisie: 7}, {Onderdeel: gegeven2, Revisie: 9}}}, nil, nil)
	add(worker(815), domain.SoortCorrectieToegepast, &contact1, bericht.Feit{Wijze: domain.WijzeVerwijderen}, nil, nil)
	add(worker(815), domain.SoortContactVastgelegd, to(part(54)), bericht.Feit{Betrokkene: &bram},
		content(addressOf("Kerkstraat")), nil)
	add(worker(815), domain.SoortContactVastgelegd, to(part(55)), bericht.Feit{Betrokkene: &bram},
		content(addressOf("Kerkweg")), nil)
	add(worker(814), domain.SoortBijlageToegevoegd, to(part(53)), bericht.Feit{Geheim: true}, nil,
		&bericht.Gat{Reden: domain.GatGeheim})
	add(worker(813), domain.SoortBetrokkenenSamengevoegd, to(part(47)),
		bericht.Feit{Blijft: to(sanne), Vervalt: to(sannetje)}, besluit, nil)
	add(worker(814), domain.SoortBetrokkenenGescheiden, to(part(48)),
		bericht.Feit{Blijft: to(sanne), Vervallen: to(sannetje)}, nil, &bericht.Gat{Reden: domain.GatGeenToegang})
	add(worker(800), domain.SoortDossierHeropend, to(part(20)), bericht.Feit{}, nil,
		&bericht.Gat{Reden: domain.GatBeschadigd})
	add(worker(810), domain.SoortPuntGeopend, nil,
		bericht.Feit{Bij: &gegeven2, Punt: domain.PuntNakijken, Eigenaar: "m-1024", Uiterlijk: "2026-03-16"}, nil, nil)
	add(worker(815), domain.SoortMeldingGekwalificeerd, to(part(21)),
		bericht.Feit{Melding: &melding, Kwalificatie: "vervolgmelding"}, besluit, nil)
	first, second := &bericht.Toegewezene{Medewerker: "m-1024", Rol: "behandelaar"},
		&bericht.Toegewezene{Team: "zuid", Rol: "dienst"}
	add(worker(816), domain.SoortToewijzingBegonnen, nil, bericht.Feit{Wie: first}, nil, nil)
	add(worker(817), domain.SoortToewijzingOvergedragen, to(part(22)), bericht.Feit{VanWie: first, Wie: second}, besluit,
		nil)
	add(worker(818), domain.SoortToewijzingBeeindigd, nil, bericht.Feit{VanWie: second}, nil, nil)
	add(worker(818), domain.SoortBeperkingIngesteld, to(part(49)), bericht.Feit{Gehouden: []id.Onderdeel{gegeven2}},
		content(bericht.NieuweInhoud{Besluit: &bericht.Besluit{Motivering: says("De moeder betwist dit."),
			Beperking: "juistheid-betwist"}}), nil)
	add(worker(819), domain.SoortBeperkingOpgeheven, to(part(50)),
		bericht.Feit{Beperking: to(part(49)), Gehouden: []id.Onderdeel{gegeven2}}, besluit, nil)
	add(worker(820), domain.SoortPuntAfgedaan, nil, bericht.Feit{Bij: &gegeven2, Punt: domain.PuntNakijken}, nil, nil)
	add(worker(825), domain.SoortGegevenIngedeeld, &gegeven2, bericht.Feit{Rubriek: "onderzoek"}, nil, nil)
	accorded := content(bericht.NieuweInhoud{Accordering: &bericht.Accordering{Stand: "gegeven",
		Naam: "intern begeleider", Op: "2026-03-16", Correcties: to(says("Het was op dinsdag."))}})
	add(worker(830), domain.SoortAccorderingVastgelegd, to(part(21)),
		bericht.Feit{Stuk: &bericht.Stuk{Onderdeel: gegeven2, Revisie: 10}, Over: over}, accorded, nil)
	heard := content(bericht.NieuweInhoud{Wederhoor: &bericht.Wederhoor{Gehoord: []id.Betrokkene{sanne},
		Gezegd: to(says("Ik herken de zorgen niet.")), NietGehoord: to(says("Bram is vier."))}})
	add(worker(840), domain.SoortWederhoorVastgelegd, to(part(22)), bericht.Feit{Over: over}, heard, nil)
	add(worker(845), domain.SoortTellingVastgelegd, to(part(45)), bericht.Feit{Melding: &melding, Over: over},
		content(bericht.NieuweInhoud{Telling: &bericht.Telling{
			MelderHoedanigheid: "onderwijs", Aanleiding: "signalen",
			Aard: []domain.Geweldsaard{"psychisch-geweld", "getuige-van-geweld"}, Duur: "onbekend",
			Overdracht: "wijkteam", Uitkomst: "overdracht", VervolgmeldingFase: "onderzoek"}}), nil)
	add(worker(830), domain.SoortContactVastgelegd, to(part(41)), bericht.Feit{Betrokkene: &sanne, Geheim: true}, nil,
		&bericht.Gat{Reden: domain.GatGeheim})
	add(worker(835), domain.SoortInformatieGevraagd, to(part(42)),
		bericht.Feit{Over: []id.Betrokkene{bram}, Verstrekking: &disclosure}, content(bericht.NieuweInhoud{
			Informatieverzoek: &bericht.Informatieverzoek{Instantie: "Huisartsenpraktijk De Verzinsels",
				Gevraagd: says("Is Bram gezien?")}}), nil)
	add(worker(840), domain.SoortInformatieBeantwoord, to(part(43)),
		bericht.Feit{Over: []id.Betrokkene{bram}, Informatieverzoek: to(part(42)), Vastgelegd: []id.Onderdeel{gegeven1}},
		content(bericht.NieuweInhoud{
			Informatieantwoord: &bericht.Informatieantwoord{Uitkomst: domain.AntwoordVastgelegd, Op: "2026-03-20"}}), nil)
	add(worker(830), domain.SoortBijlageToegevoegd, to(part(40)), bericht.Feit{Over: []id.Betrokkene{bram}}, film(), nil)
	add(worker(850), domain.SoortOnderdeelHersteld, &contact1, bericht.Feit{Over: []id.Betrokkene{sanne}},
		&bericht.Inhoud{Herstel: &bericht.Herstel{Nieuw: addressOf("Kerkweg")}}, nil)
	add(worker(855), domain.SoortMededelingVastgelegd, to(part(51)), bericht.Feit{Betrokkene: &bram, Over: over},
		content(bericht.NieuweInhoud{Mededeling: told()}), nil)
	return t
}

// told is that a child was told, with its mother.
func told() *bericht.Mededeling {
	return &bericht.Mededeling{Uitkomst: domain.MededelingGedaan, Wijze: "gesprek", Op: "2026-03-12",
		Door: "Lokaal team De Verzinsels", Vertegenwoordiger: sanne.String(),
		Toelichting: to(says("Zij schrok, en wil meewerken."))}
}

// film is a bijlage with all there can be to it.
func film() *bericht.Inhoud {
	return content(bericht.NieuweInhoud{Bijlage: &bericht.Bijlage{
		Naam: says("Gesprek met Bram"), Soort: domain.BijlageVideo, Bron: bericht.Bron{Soort: "eigen-waarneming"},
		Datum: "2026-02", Opname: &bericht.Opname{Wijze: domain.OpnameOpenlijk,
			Toestemming: []bericht.ToestemmingVoor{{Voor: bram, Door: &sanne, Op: "2026-02-01"}}},
		Bestand: &bericht.Bestand{Mediatype: "video/mp4", Omvang: 52_428_800},
	}})
}

func differences() *bericht.Verschillen {
	field := func(path string, was, is string, n uint64, kind domain.Soort, ground string) bericht.VeldVerschil {
		v := bericht.VeldVerschil{Veld: path, Gebeurtenis: event(n), Revisie: n, Soort: kind, Door: worker(int(n)),
			Grond: ground}
		if was != "" {
			v.Oud = json.RawMessage(was)
		}
		if is != "" {
			v.Nieuw = json.RawMessage(is)
		}
		return v
	}
	return &bericht.Verschillen{
		Dossier: id.Van[id.Dossier](number(999)), Sinds: at(0), Tot: at(600),
		Velden: []bericht.VeldVerschil{field("fase", `"veiligheidsbeoordeling"`, `"onderzoek"`, 15,
			domain.SoortFaseGewijzigd, "")},
		Onderdelen: []bericht.OnderdeelVerschil{
			{Onderdeel: contact1, Soort: domain.InhoudContact, Velden: []bericht.VeldVerschil{
				field("adres/straat", `"Dorpsstraat"`, `"Kerkstraat"`, 7, domain.SoortCorrectieToegepast, "feitelijk-onjuist"),
				field("adres/toevoeging", `"a"`, "", 7, domain.SoortCorrectieToegepast, "feitelijk-onjuist"),
				field("geldig/tot", "", `"2026-03-01"`, 9, domain.SoortCorrectieToegepast, "gewijzigde-omstandigheid"),
			}},
			{Onderdeel: gegeven1, Soort: domain.InhoudGegeven, Nieuw: true, Velden: []bericht.VeldVerschil{
				field("aard", "", `"mening"`, 8, domain.SoortGegevenVastgelegd, ""),
				field("tekst/tekst", "", `"Volgens de juf is het thuis vaak onrustig.\nZij noemt dat al sinds het begin."`, 8,
					domain.SoortGegevenVastgelegd, ""),
			}},
			{Onderdeel: gegeven2, Soort: domain.InhoudGegeven, Gat: &bericht.Gat{Reden: domain.GatAfgeschermd}},
			{Onderdeel: passages[2], Soort: domain.InhoudPassage, Verslag: &verslag, Plaats: 3, Velden: []bericht.VeldVerschil{
				field("tekst/tekst", `"Bram lijkt moe. "`, `"Bram lijkt erg moe. "`, 45, domain.SoortCorrectieToegepast,
					"schrijffout"),
			}},
			{Onderdeel: passages[0], Soort: domain.InhoudPassage, Verslag: &verslag, Velden: []bericht.VeldVerschil{
				field("stand", `"geldig"`, `"vervangen"`, 46, domain.SoortPassageGemarkeerd, ""),
			}},
			{Onderdeel: relation, Soort: domain.InhoudRelatie,
				Velden: []bericht.VeldVerschil{field("gezag", "true", "false", 11, domain.SoortCorrectieToegepast, "onvolledig")}},
		},
	}
}

// pageFor is a page of a fixed width.
func pageFor(t *testing.T, out interface{ Write([]byte) (int, error) }, colour bool) *page {
	t.Helper()
	return &page{out: out, width: 100, colour: colour}
}

func readers() *bericht.Raadplegingen {
	return &bericht.Raadplegingen{Dossier: id.Van[id.Dossier](number(999)), Raadplegingen: []bericht.Raadpleging{
		{Gebeurtenis: event(1), Soort: toegang.SoortGeraadpleegd, Door: worker(1), Wat: "beeld", Revisie: to(uint64(6)),
			BeschikbaarOp: to(at(0)), GeldigOp: "2026-03-01", Categorieen: []domain.Categorie{"identiteit", "gegeven"},
			Aantal: to(14), Digest: []byte{0xab, 0xcd}},
		{Gebeurtenis: event(2), Soort: toegang.SoortGeraadpleegd, Door: officer(2), Wat: "verschil", Revisie: to(uint64(6)),
			Sinds: to(at(0)), BeschikbaarOp: to(at(1)), Aantal: to(0)},
		{Gebeurtenis: event(3), Soort: toegang.SoortGeweigerd, Door: worker(3), Handeling: "vernietigen",
			Code: "geen-toegang"},
		{Gebeurtenis: event(4), Soort: toegang.SoortGeraadpleegd, Door: worker(4), Wat: "iets-nieuws"},
		{Gebeurtenis: event(5), Soort: toegang.SoortGeraadpleegd, Door: worker(5), Wat: "beeld",
			Via: to(id.Van[id.Dossier](number(998))), Revisie: to(uint64(6)), BeschikbaarOp: to(at(0)), Aantal: to(2)},
	}}
}
