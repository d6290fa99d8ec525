package domain

import (
	"slices"
	"testing"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// elders are the codes that no decision of this package gives.
var elders = map[Code]string{
	CodeGeheimhouding: "toegang", CodeNogGenoemd: "ledger", CodeOvergebracht: "ledger", CodeRevisie: "ledger",
	CodeConceptVersie: "ledger", CodeConflict: "ledger", CodeAndereAanvraag: "ledger", CodeAanvraagVergaan: "ledger",
	CodeTeGroot: "ledger", CodeNietBereikbaar: "ledger", CodeVol: "ledger",
	CodeKlok: "TestTijdstip", CodeMogelijkBekend: "TestMogelijkBekend",

	CodeBestandStuk: "ledger", CodeBestandstype: "TestOpnameVraagtToestemming",
	CodeHeimelijk: "TestOpnameVraagtToestemming", CodeToestemming: "TestOpnameVraagtToestemming",

	CodeNietTeHerstellen: "TestHerstelAlleenEigenSchrijffout",
}

// besluitGeval is one command on a dossier and what must come of it.
type besluitGeval struct {
	regel   string // the row of the requirements, or the law
	naam    string
	vooraf  []Opdracht // by m-1, except the approval of a vernietiging, which po-2 gives
	wat     Opdracht
	als     string // who asks; m-1 where empty
	code    Code
	veld    string // one of the faults' paths
	foutBij waarde.Code
}

// basis: persons 1 to 3; onderdeel 0 the opening, 1 the melding about all; 2 a gegeven about 1 and 2; 3 one about 1
// alone.
func basis(t testing.TB) *proef {
	p := openProef(t, 3)
	p.moet(t, leg(2, 1, 2))
	p.moet(t, leg(3, 1))
	return p
}

func leg(n int, wie ...int) LegGegevenVast {
	l := LegGegevenVast{ID: stuk(n), Rubriek: "zorgen", Gegeven: gegeven(schrijf("x"))}
	for _, w := range wie {
		l.Over = append(l.Over, persoon(w))
	}
	return l
}

func metBron(soort GegevenSoort, b Bron) LegGegevenVast {
	l := leg(9, 1)
	l.Gegeven.Soort, l.Gegeven.Bron = soort, b
	return l
}

func corrigeer(n int, w Wijze, nieuw Inhoud) Corrigeer {
	return Corrigeer{Onderdeel: stuk(n), Wijze: w, Correctie: NieuweCorrectie("feitelijk-onjuist", nieuw)}
}

// weg decides on the destruction of person n, with everything destroyed but what the choices say.
func weg(p *proef, v, n int, keuzes ...Keuze) BesluitVernietiging {
	b := BesluitVernietiging{ID: verniet(v), Omvang: Omvang{Betrokkene: persoon(n)}, Grond: "verzoek-wmo-5.3.5",
		Motivering: schrijf("Op verzoek."), Keuzes: keuzes}
	for _, o := range p.d.Betreft(b.Omvang) {
		if !slices.ContainsFunc(keuzes, func(k Keuze) bool { return k.Onderdeel == o.ID }) {
			b.Keuzes = append(b.Keuzes, Keuze{Onderdeel: o.ID, Uitkomst: UitkomstVernietigen})
		}
	}
	return b
}

func behoud(n, belang int) Keuze {
	return Keuze{Onderdeel: stuk(n), Uitkomst: UitkomstBehouden,
		Behoud: Behoud{Belang: persoon(belang), Waarom: schrijf("Veiligheid.")}}
}

func herschrijf(n int, nieuw Inhoud, over ...int) Keuze {
	k := Keuze{Onderdeel: stuk(n), Uitkomst: UitkomstHerschrijven, Nieuw: nieuw}
	for _, w := range over {
		k.Over = append(k.Over, persoon(w))
	}
	return k
}

func ietsNieuws(delen ...any) *Gegeven { return new(gegeven(schrijf(delen...))) }

func verstrek(n int, wat ...int) Verstrek {
	v := Verstrek{ID: stuk(n), Verstrekking: Verstrekking{Ontvanger: "RvdK", Grond: "wettelijke-taak",
		Toestemming: "niet-gevraagd", Doel: schrijf("Nodig.")}}
	for _, w := range wat {
		v.Onderdelen = append(v.Onderdelen, stuk(w))
	}
	return v
}

func verklaar(n, wie int, betwist ...int) VoegVerklaringToe {
	v := VoegVerklaringToe{ID: stuk(n), Betrokkene: persoon(wie), Verklaring: Verklaring{Tekst: schrijf("Niet waar.")}}
	for _, b := range betwist {
		v.Betwist = append(v.Betwist, stuk(b))
	}
	return v
}

var keur = KeurVernietigingGoed{ID: verniet(1)}

func TestBesluiten(t *testing.T) {
	p := basis(t)
	sluit := Sluit{ID: stuk(8), Besluit: besluit()}
	zonderBron := NieuweMelding{ID: stuk(9), OntvangenOp: begin,
		Melding: Melding{Tekst: schrijf("x"), Melder: persoon(1)}}
	weg1, weg2 := weg(p, 1, 1), weg(p, 1, 2)
	stuk3weg := BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Onderdeel: stuk(3)}, Grond: "onrechtmatig",
		Motivering: schrijf("x"), Keuzes: []Keuze{{Onderdeel: stuk(3), Uitkomst: UitkomstVernietigen}}}
	allesWeg := BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Dossier: true}, Grond: "melding-weerlegd",
		Motivering: schrijf("x")}
	toestemming := verstrek(9, 2)
	toestemming.Verstrekking.Grond = GrondToestemming
	genoemd := leg(9)
	genoemd.Gegeven = gegeven(schrijf(vermeld{persoon(1), "Sanne", false}))
	zonderUitkomst := weg1
	zonderUitkomst.Keuzes = weg1.Keuzes[1:]
	diagnose := Bron{Soort: BronDeskundige, Instantie: "GGZ", Datum: datum("2026-01-01"), Beroep: "psychiater",
		Bevoegdheid: "BIG-register"}

	geproduceerd := map[Code]bool{}
	for _, g := range []besluitGeval{
		{regel: "ZOB-6.1", naam: "a second opening",
			wat: OpenDossier{Melding: &NieuweMelding{Over: []id.Betrokkene{persoon(1)}, OntvangenOp: begin,
				Melding: Melding{Tekst: schrijf("x")}}, Opening: Opening{Grond: "melding"}}, code: CodeBestaatAl},
		{regel: "ZOB-1l", naam: "a melding about nobody", wat: OntvangMelding{zonderBron}, code: CodeMeldingZonder},
		{regel: "ZOB-1l", naam: "a melding about no id", wat: func() Opdracht {
			m := zonderBron
			m.Over = []id.Betrokkene{{}}
			return OntvangMelding{m}
		}(), code: CodeMeldingZonder},
		{regel: "ZOB-1l", naam: "a melding about a stranger", wat: func() Opdracht {
			m := zonderBron
			m.Over = []id.Betrokkene{persoon(1), persoon(7)}
			return OntvangMelding{m}
		}(), code: CodeOngeldig, veld: "/over/1", foutBij: codeOnbekend},
		{regel: "DRE-bron-3", naam: "an unknown melder", wat: func() Opdracht {
			m := zonderBron
			m.Over, m.Melding.Melder = []id.Betrokkene{persoon(1)}, persoon(7)
			return OntvangMelding{m}
		}(), code: CodeOngeldig, veld: "/melder", foutBij: codeOnbekend},
		{regel: "ZOB-4b", naam: "received tomorrow", wat: func() Opdracht {
			m := zonderBron
			m.OntvangenOp = begin.Add(24 * time.Hour)
			return OntvangMelding{m}
		}(), code: CodeOngeldig, veld: "/ontvangenOp", foutBij: codeToekomst},
		{regel: "ZOB-6.5c", naam: "a diagnose of one's own",
			wat:  metBron(SoortGegevenDiagnose, Bron{Soort: "eigen-waarneming", Bevoegdheid: "psychiater"}),
			code: CodeDiagnoseZonder},
		{regel: "ZOB-6.5c", naam: "a diagnose by nobody competent",
			wat: metBron(SoortGegevenDiagnose, Bron{Soort: BronDeskundige, Instantie: "GGZ", Datum: datum("2026-01-01"),
				Bevoegdheid: " "}), code: CodeDiagnoseZonder},
		{regel: "ZOB-6.5c", naam: "a diagnose without a beroep",
			wat: metBron(SoortGegevenDiagnose, Bron{Soort: BronDeskundige, Instantie: "GGZ", Datum: datum("2026-01-01"),
				Bevoegdheid: "BIG-register"}), code: CodeDiagnoseZonder},
		{regel: "ZOB-6.5c", naam: "what a third party says of a diagnose",
			wat: metBron("mededeling", Bron{Soort: "melder"})},
		{regel: "ZOB-6.5i", naam: "a visie of a betrokkene",
			wat: metBron(SoortGegevenVisie, Bron{Soort: BronBetrokkene, Wie: persoon(1)})},
		{regel: "ZOB-6.5i", naam: "a visie of an instantie",
			wat:  metBron(SoortGegevenVisie, Bron{Soort: BronInstantie, Instantie: "GGZ", Datum: datum("2026-01-01")}),
			code: CodeOngeldig, veld: "/bron/soort", foutBij: codePastNiet},
		{regel: "ZOB-6.5a", naam: "closing without an outcome for a werkaantekening", vooraf: []Opdracht{aantekening(40, 1)},
			wat: sluit, code: CodeWerkaantekening},
		{regel: "ZOB-6.5e", naam: "ending an onderzoek without wederhoor",
			vooraf: []Opdracht{WijzigFase{ID: stuk(40), Fase: FaseOnderzoek, Besluit: besluit()}},
			wat:    WijzigFase{ID: stuk(41), Fase: "monitoring", Besluit: besluit()}, code: CodeWederhoor},
		{regel: "ZOB-6.5c", naam: "a diagnose by a competent professional", wat: metBron(SoortGegevenDiagnose, diagnose)},
		{regel: "ZOB-6.5c", naam: "a correctie that makes it a diagnose",
			wat: corrigeer(2, WijzeVerbeteren, &Gegeven{Soort: SoortGegevenDiagnose, Aard: "feit",
				Bron: Bron{Soort: "eigen-waarneming"}, Tekst: schrijf("x")}), code: CodeDiagnoseZonder},
		{regel: "ZOB-6.5d", naam: "an informant without a name", wat: metBron("mededeling", Bron{Soort: BronInformant}),
			code: CodeOngeldig, veld: "/bron/wie", foutBij: codeVerplicht},
		{regel: "ZOB-6.5d", naam: "an informant of an instantie",
			wat: metBron("mededeling", Bron{Soort: BronInformant, Instantie: "School"})},
		{regel: "FAQ-bron-1", naam: "a betrokkene as bron, without whom",
			wat: metBron("mededeling", Bron{Soort: BronBetrokkene}), code: CodeOngeldig, veld: "/bron/wie",
			foutBij: codeVerplicht},
		{regel: "FAQ-bron-1", naam: "an unknown betrokkene as bron",
			wat: metBron("mededeling", Bron{Soort: BronBetrokkene, Wie: persoon(7)}), code: CodeOngeldig, veld: "/bron/wie",
			foutBij: codeOnbekend},
		{regel: "FAQ-bron-1", naam: "without bron", wat: metBron("mededeling", Bron{}), code: CodeOngeldig,
			veld: "/bron/soort", foutBij: codeCode},
		{regel: "ZOB-6.5h", naam: "an external report without instantie",
			wat: metBron("verslag", Bron{Soort: BronDeskundige, Datum: datum("2026-01-01")}), code: CodeOngeldig,
			veld: "/bron/instantie", foutBij: codeVerplicht},
		{regel: "ZOB-6.5h", naam: "an external report without date",
			wat: metBron("verslag", Bron{Soort: BronInstantie, Instantie: "GGZ"}), code: CodeOngeldig, veld: "/bron/datum",
			foutBij: codeVerplicht},
		{regel: "ZOB-6.5b2", naam: "without aard", wat: func() Opdracht { l := leg(9, 1); l.Gegeven.Aard = ""; return l }(),
			code: CodeOngeldig, veld: "/aard", foutBij: codeCode},
		{regel: "ZOB-6.5a", naam: "without text", wat: func() Opdracht {
			l := leg(9, 1)
			l.Gegeven.Tekst = Tekst{}
			return l
		}(), code: CodeOngeldig, veld: "/tekst", foutBij: codeVerplicht},
		{regel: "ZOB-6.2", naam: "an id that is used", wat: leg(2, 1), code: CodeBestaatAl},
		{regel: "ZOB-6.2", naam: "a mention of a stranger", wat: func() Opdracht {
			l := leg(9, 1)
			l.Gegeven.Tekst = schrijf(vermeld{persoon(7), "Jan", false})
			return l
		}(), code: CodeOngeldig, veld: "/tekst/vermeldingen", foutBij: codeOnbekend},
		{regel: "ZOB-6.2", naam: "a stranger who is not meant", wat: func() Opdracht {
			l := leg(9, 1)
			l.Gegeven.Tekst = schrijf(vermeld{persoon(7), "Jan", true})
			return l
		}(), code: CodeOngeldig, veld: "/tekst/nietBedoeld", foutBij: codeOnbekend},
		{regel: "DRE-betr-1", naam: "a person who is there", wat: VoegBetrokkeneToe{nieuwePersoon(1)}, code: CodeBestaatAl},
		{regel: "DRE-betr-1", naam: "a person with the dossier's id",
			wat: VoegBetrokkeneToe{NieuweBetrokkene{ID: id.BetrokkeneVan(id.HouderVan(dossier)),
				Identiteit: nieuwePersoon(4).Identiteit}}, code: CodeBestaatAl},
		{regel: "DRE-betr-1", naam: "a person without a name",
			wat:  VoegBetrokkeneToe{NieuweBetrokkene{ID: persoon(4), Identiteit: Identiteit{Hoedanigheid: "kind"}}},
			code: CodeOngeldig, veld: "/identiteit/naam", foutBij: waarde.CodeNaamLeeg},
		{regel: "ZOB-6.2h", naam: "contact data of another kind",
			wat: LegContactVast{NieuwContact{stuk(9), Contact{Soort: ContactEmail, Adres: &waarde.Adres{Plaats: "Verzonnen"}}},
				persoon(1)}, code: CodeOngeldig, veld: "/adres", foutBij: codePastNiet},
		{regel: "ZOB-6.2h", naam: "contact data of a stranger",
			wat: LegContactVast{NieuwContact{stuk(9), Contact{Soort: ContactAdres, Adres: &waarde.Adres{Plaats: "Verzonnen"}}},
				persoon(7)}, code: CodeOnbekend},
		{regel: "JB-dossier-3", naam: "a relatie with oneself",
			wat:  LegRelatieVast{ID: stuk(9), Van: persoon(1), Naar: persoon(1), Relatie: Relatie{Aard: "partner-van"}},
			code: CodeOngeldig, veld: "/naar", foutBij: codePastNiet},
		{regel: "JB-dossier-3", naam: "a relatie of nobody",
			wat: LegRelatieVast{ID: stuk(9), Relatie: Relatie{Aard: "partner-van"}}, code: CodeOngeldig, veld: "/van",
			foutBij: codeVerplicht},
		{regel: "ZOB-9.1b", naam: "recording in a closed dossier", vooraf: []Opdracht{sluit}, wat: leg(9, 1),
			code: CodeGesloten},
		{regel: "ZOB-15b", naam: "correcting in a closed dossier", vooraf: []Opdracht{sluit},
			wat: corrigeer(2, WijzeAfschermen, nil)},
		{regel: "ZOB-16", naam: "an eigen verklaring in a closed dossier", vooraf: []Opdracht{sluit},
			wat: verklaar(9, 1, 2)},
		{regel: "ZOB-17.1", naam: "deciding to destroy in a closed dossier", vooraf: []Opdracht{sluit}, wat: stuk3weg},
		{regel: "ZOB-6.2f", naam: "closing what is closed", vooraf: []Opdracht{sluit},
			wat: Sluit{ID: stuk(9), Besluit: besluit()}, code: CodeGesloten},
		{regel: "ZOB-6.2f", naam: "reopening what is open", wat: Heropen{ID: stuk(9), Besluit: besluit()}, code: CodeStand},
		{regel: "ZOB-6.2f", naam: "the phase that it is", wat: WijzigFase{ID: stuk(9), Fase: FaseEerste, Besluit: besluit()},
			code: CodeStand},
		{regel: "ZOB-17.3a", naam: "a bevinding about nobody",
			wat: WijzigFase{ID: stuk(9), Fase: "onderzoek",
				Besluit: Besluit{Motivering: schrijf("x"), Bevindingen: []BevindingOver{{Bevinding: "weerlegd"}}}},
			code: CodeOngeldig, veld: "/bevindingen/0/betrokkene", foutBij: codeVerplicht},
		{regel: "ZOB-17.3a", naam: "two bevindingen about one",
			wat: WijzigFase{ID: stuk(9), Fase: "onderzoek",
				Besluit: Besluit{Motivering: schrijf("x"),
					Bevindingen: []BevindingOver{{persoon(1), "weerlegd"}, {persoon(1), "bevestigd"}}}}, code: CodeOngeldig,
			veld: "/bevindingen/1/betrokkene", foutBij: codeDubbel},
		{regel: "ZOB-15b", naam: "releasing what is not shielded", wat: corrigeer(2, WijzeVrijgeven, nil), code: CodeStand},
		{regel: "ZOB-15b", naam: "improving what is shielded", vooraf: []Opdracht{corrigeer(2, WijzeAfschermen, nil)},
			wat: corrigeer(2, WijzeVerbeteren, ietsNieuws("y")), code: CodeAfgeschermd},
		{regel: "ZOB-15b", naam: "removing what is shielded", vooraf: []Opdracht{corrigeer(2, WijzeAfschermen, nil)},
			wat: corrigeer(2, WijzeVerwijderen, nil)},
		{regel: "ZOB-15b", naam: "correcting what is removed", vooraf: []Opdracht{corrigeer(2, WijzeVerwijderen, nil)},
			wat: corrigeer(2, WijzeVerbeteren, ietsNieuws("y")), code: CodeStand},
		{regel: "ZOB-15b", naam: "improving without a new wording", wat: corrigeer(2, WijzeVerbeteren, nil),
			code: CodeOngeldig, veld: "/nieuw", foutBij: codePastNiet},
		{regel: "ZOB-15b", naam: "a wording of another kind",
			wat: corrigeer(2, WijzeVerbeteren, &Melding{Tekst: schrijf("x")}), code: CodeOngeldig, veld: "/nieuw",
			foutBij: codePastNiet},
		{regel: "ZOB-15a", naam: "a fault in the new wording",
			wat: corrigeer(2, WijzeVerbeteren, &Gegeven{Soort: "visie", Aard: "feit", Bron: Bron{Soort: BronBetrokkene},
				Tekst: schrijf("x")}), code: CodeOngeldig, veld: "/nieuw/bron/wie", foutBij: codeVerplicht},
		{regel: "ZOB-15a", naam: "a reason that makes an identiteit another's",
			wat: Corrigeer{Onderdeel: IdentiteitVan(persoon(1)), Wijze: WijzeAfschermen,
				Correctie: Correctie{Grond: "schrijffout", Motivering: schrijf(vermeld{persoon(2), "Bram", false})}},
			code: CodeOngeldig, veld: "/motivering/vermeldingen", foutBij: codePastNiet},
		{regel: "ZOB-16", naam: "improving a verklaring", vooraf: []Opdracht{verklaar(9, 1, 2)},
			wat: corrigeer(9, WijzeVerbeteren, &Verklaring{Tekst: schrijf("Wel waar.")}), code: CodeStand},
		{regel: "ZOB-16", naam: "adding to a verklaring", vooraf: []Opdracht{verklaar(9, 1, 2)},
			wat: corrigeer(9, WijzeAanvullen, &Verklaring{Tekst: schrijf("Wel waar.")}), code: CodeStand},
		{regel: "DRE-verkl-1", naam: "removing a verklaring", vooraf: []Opdracht{verklaar(9, 1, 2)},
			wat: corrigeer(9, WijzeVerwijderen, nil), code: CodeStand},
		{regel: "DRE-verkl-1", naam: "removing a shielded verklaring",
			vooraf: []Opdracht{verklaar(9, 1, 2), corrigeer(9, WijzeAfschermen, nil)}, wat: corrigeer(9, WijzeVerwijderen, nil),
			code: CodeStand},
		{regel: "ZOB-16", naam: "shielding and releasing a verklaring",
			vooraf: []Opdracht{verklaar(9, 1, 2), corrigeer(9, WijzeAfschermen, nil)}, wat: corrigeer(9, WijzeVrijgeven, nil)},
		{regel: "ZOB-16", naam: "a new verklaring beside the first", vooraf: []Opdracht{verklaar(9, 1, 2)},
			wat: verklaar(10, 1, 2)},
		{regel: "ZOB-16", naam: "disputing a verklaring", vooraf: []Opdracht{verklaar(9, 1, 2)}, wat: verklaar(10, 2, 2, 9),
			code: CodeOngeldig, veld: "/betwist/1", foutBij: codePastNiet},
		{regel: "ZOB-16", naam: "disputing what is destroyed", vooraf: []Opdracht{stuk3weg, keur}, wat: verklaar(9, 1, 3),
			code: CodeOngeldig, veld: "/betwist/0", foutBij: codeVernietigd},
		{regel: "ZOB-16", naam: "disputing what is removed", vooraf: []Opdracht{corrigeer(3, WijzeVerwijderen, nil)},
			wat: verklaar(9, 1, 3), code: CodeOngeldig, veld: "/betwist/0", foutBij: codePastNiet},
		{regel: "DRE-verkl-1", naam: "a verklaring of somebody destroyed", vooraf: []Opdracht{weg1, keur},
			wat: verklaar(9, 1, 0), code: CodeVernietigd},
		{regel: "DRE-verkl-1", naam: "a verklaring without text",
			wat: VoegVerklaringToe{ID: stuk(9), Betrokkene: persoon(1)}, code: CodeOngeldig, veld: "/tekst",
			foutBij: codeVerplicht},
		{regel: "D7", naam: "consent as ground, not given", wat: toestemming, code: CodeOngeldig, veld: "/toestemming",
			foutBij: codePastNiet},
		{regel: "ZOB-6.2g", naam: "disclosing nothing", wat: verstrek(9), code: CodeOngeldig, veld: "/onderdelen",
			foutBij: codeVerplicht},
		{regel: "ZOB-6.2g", naam: "disclosing twice the same", wat: verstrek(9, 2, 2), code: CodeOngeldig,
			veld: "/onderdelen/1", foutBij: codeDubbel},
		{regel: "ZOB-15b", naam: "disclosing what is removed", vooraf: []Opdracht{corrigeer(2, WijzeVerwijderen, nil)},
			wat: verstrek(9, 3, 2), code: CodeOngeldig, veld: "/onderdelen/1", foutBij: codePastNiet},
		{regel: "ZOB-15b", naam: "disclosing what is shielded", vooraf: []Opdracht{corrigeer(2, WijzeAfschermen, nil)},
			wat: verstrek(9, 2), code: CodeOngeldig, veld: "/onderdelen/0", foutBij: codePastNiet},
		{regel: "ZOB-17.1", naam: "disclosing what is destroyed", vooraf: []Opdracht{stuk3weg, keur}, wat: verstrek(9, 3),
			code: CodeOngeldig, veld: "/onderdelen/0", foutBij: codePastNiet},
		{regel: "ZOB-17.1", naam: "naming somebody destroyed", vooraf: []Opdracht{weg1, keur}, wat: leg(9, 1),
			code: CodeOngeldig, veld: "/over/0", foutBij: codeVernietigd},
		{regel: "ZOB-17.1", naam: "mentioning somebody destroyed", vooraf: []Opdracht{weg1, keur}, wat: genoemd,
			code: CodeOngeldig, veld: "/tekst/vermeldingen", foutBij: codeVernietigd},
		{regel: "ZOB-17.1", naam: "correcting what is destroyed", vooraf: []Opdracht{stuk3weg, keur},
			wat: corrigeer(3, WijzeAfschermen, nil), code: CodeVernietigd},
		{regel: "ZOB-17.1", naam: "destroying what is destroyed", vooraf: []Opdracht{stuk3weg, keur}, wat: func() Opdracht {
			b := stuk3weg
			b.ID = verniet(2)
			return b
		}(), code: CodeVernietigd},
		{regel: "ZOB-17.1", naam: "anything in a destroyed dossier", vooraf: []Opdracht{allesWeg, keur}, wat: leg(9, 1),
			code: CodeVernietigd},
		{regel: "ZOB-17.1", naam: "two things at once",
			wat: BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Betrokkene: persoon(1), Dossier: true}, Grond: "bezwaar",
				Motivering: schrijf("x")}, code: CodeOngeldig, veld: "/omvang", foutBij: codePastNiet},
		{regel: "ZOB-17.4b", naam: "an onderdeel without outcome", wat: zonderUitkomst, code: CodeZonderUitkomst,
			veld: "/uitkomsten/" + weg1.Keuzes[0].Onderdeel.String(), foutBij: codeVerplicht},
		{regel: "ZOB-17.4b", naam: "an outcome twice", wat: func() Opdracht {
			b := weg1
			b.Keuzes = append(slices.Clone(b.Keuzes), b.Keuzes[0])
			return b
		}(), code: CodeOngeldig, veld: "/uitkomsten/4/onderdeel", foutBij: codeDubbel},
		{regel: "ZOB-17.4b", naam: "an outcome for something else", wat: func() Opdracht {
			b := stuk3weg
			b.Keuzes = append(slices.Clone(b.Keuzes), Keuze{Onderdeel: stuk(2), Uitkomst: UitkomstVernietigen})
			return b
		}(), code: CodeOngeldig, veld: "/uitkomsten/1/onderdeel", foutBij: codeOnbekend},
		{regel: "ZOB-17.1", naam: "rewriting what names the person and is about another", vooraf: []Opdracht{leg(4, 2)},
			wat: weg(p, 1, 1, herschrijf(4, ietsNieuws("y"), 2))},
		{regel: "ZOB-17.1", naam: "destroying what names the person and is about another", vooraf: []Opdracht{leg(4, 2)},
			wat: weg(p, 1, 1, Keuze{Onderdeel: stuk(4), Uitkomst: UitkomstVernietigen})},
		{regel: "ZOB-17.1", naam: "keeping what is about another", vooraf: []Opdracht{leg(4, 2)},
			wat: weg(p, 1, 1, behoud(4, 2)), code: CodeOngeldig, veld: "/uitkomsten/0/uitkomst", foutBij: codePastNiet},
		{regel: "ZOB-17.1", naam: "destroying another's identiteit beside",
			wat: weg(p, 1, 1, Keuze{Onderdeel: IdentiteitVan(persoon(2)), Uitkomst: UitkomstVernietigen}), code: CodeOngeldig,
			veld: "/uitkomsten/0/onderdeel", foutBij: codeOnbekend},
		{regel: "ZOB-17.4b", naam: "approving after what names the person was corrected",
			vooraf: []Opdracht{leg(4, 2), weg(p, 1, 1, herschrijf(4, ietsNieuws("y"), 2)),
				corrigeer(4, WijzeVerbeteren, ietsNieuws("z"))}, wat: keur, als: "po-2", code: CodeNietTerUitvoer,
			veld: "/uitkomsten/" + stuk(4).String(), foutBij: codePastNiet},
		{regel: "ZOB-17.1", naam: "another besluit on what names the person",
			vooraf: []Opdracht{leg(4, 2), weg(p, 2, 1, herschrijf(4, ietsNieuws("y"), 2))},
			wat: BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Onderdeel: stuk(4)}, Grond: "onrechtmatig",
				Motivering: schrijf("x"), Keuzes: []Keuze{{Onderdeel: stuk(4), Uitkomst: UitkomstVernietigen}}}, code: CodeStand},
		{regel: "ZOB-17.4b", naam: "keeping in one's own interest", wat: weg(p, 1, 1, behoud(2, 1)), code: CodeOngeldig,
			veld: "/uitkomsten/0/belang", foutBij: codePastNiet},
		{regel: "ZOB-17.4b", naam: "keeping in nobody's interest",
			wat: weg(p, 1, 1, Keuze{Onderdeel: stuk(2), Uitkomst: UitkomstBehouden}), code: CodeOngeldig,
			veld: "/uitkomsten/0/belang", foutBij: codeVerplicht},
		{regel: "ZOB-17.4b", naam: "keeping in a stranger's interest", wat: weg(p, 1, 1, behoud(2, 7)), code: CodeOngeldig,
			veld: "/uitkomsten/0/belang", foutBij: codeOnbekend},
		{regel: "ZOB-17.4b", naam: "keeping the identiteit",
			wat: weg(p, 1, 1, Keuze{Onderdeel: IdentiteitVan(persoon(1)), Uitkomst: UitkomstBehouden,
				Behoud: Behoud{Belang: persoon(2), Waarom: schrijf("x")}}), code: CodeOngeldig, veld: "/uitkomsten/0/uitkomst",
			foutBij: codePastNiet},
		{regel: "ZOB-17.1", naam: "rewriting about the same person", wat: weg(p, 1, 1, herschrijf(2, ietsNieuws("y"), 1, 2)),
			code: CodeOngeldig, veld: "/uitkomsten/0/nieuw", foutBij: codePastNiet},
		{regel: "ZOB-17.1", naam: "rewriting with the same mention",
			wat: weg(p, 1, 1, herschrijf(2, ietsNieuws(vermeld{persoon(1), "Sanne", false}), 2)), code: CodeOngeldig,
			veld: "/uitkomsten/0/nieuw", foutBij: codePastNiet},
		{regel: "ZOB-17.1", naam: "rewriting about a stranger", wat: weg(p, 1, 1, herschrijf(2, ietsNieuws("y"), 2, 7)),
			code: CodeOngeldig, veld: "/uitkomsten/0/over/1", foutBij: codeOnbekend},
		{regel: "ZOB-17.1", naam: "rewriting to another kind",
			wat: weg(p, 1, 1, herschrijf(2, &Verklaring{schrijf("y")}, 2)), code: CodeOngeldig, veld: "/uitkomsten/0/nieuw",
			foutBij: codePastNiet},
		{regel: "ZOB-6.5c", naam: "rewriting to a diagnose",
			wat: weg(p, 1, 1, herschrijf(2, &Gegeven{Soort: SoortGegevenDiagnose, Aard: "feit",
				Bron: Bron{Soort: "eigen-waarneming"}, Tekst: schrijf("y")}, 2)), code: CodeOngeldig,
			veld: "/uitkomsten/0/nieuw/bron", foutBij: waarde.Code(CodeDiagnoseZonder)},
		{regel: "ZOB-17.2", naam: "a reason that mentions a stranger", wat: func() Opdracht {
			b := stuk3weg
			b.Motivering = schrijf(vermeld{persoon(7), "Jan", false})
			return b
		}(), code: CodeOngeldig, veld: "/motivering/vermeldingen", foutBij: codeOnbekend},
		{regel: "ZOB-17.4b", naam: "approving what one decided", vooraf: []Opdracht{weg1}, wat: keur, als: "m-1",
			code: CodeZelfdePersoon},
		{regel: "ZOB-17.4b", naam: "approving by another", vooraf: []Opdracht{weg1}, wat: keur, als: "po-2"},
		{regel: "ZOB-17.1", naam: "approving what is not there", wat: keur, als: "po-2", code: CodeOnbekend},
		{regel: "ZOB-17.1", naam: "approving twice", vooraf: []Opdracht{weg1, keur}, wat: keur, als: "po-2",
			code: CodeStand},
		{regel: "ZOB-17.1", naam: "withdrawing what was approved", vooraf: []Opdracht{weg1, keur},
			wat: TrekVernietigingIn{ID: verniet(1), Besluit: besluit()}, code: CodeStand},
		{regel: "ZOB-17.1", naam: "approving what was withdrawn",
			vooraf: []Opdracht{weg1, TrekVernietigingIn{ID: verniet(1), Besluit: besluit()}}, wat: keur, als: "po-2",
			code: CodeStand},
		{regel: "ZOB-17.1", naam: "a besluit again, after withdrawing",
			vooraf: []Opdracht{weg1, TrekVernietigingIn{ID: verniet(1), Besluit: besluit()}}, wat: weg(p, 2, 1)},
		{regel: "ZOB-17.1", naam: "carried out without approval", vooraf: []Opdracht{weg1},
			wat: MeldUitgevoerd{ID: verniet(1)}, code: CodeNietTerUitvoer},
		{regel: "ZOB-17.4b", naam: "approving after something was recorded", vooraf: []Opdracht{weg1, leg(9, 1)}, wat: keur,
			als: "po-2", code: CodeZonderUitkomst, veld: "/uitkomsten/" + stuk(9).String(), foutBij: codeVerplicht},
		{regel: "ZOB-17.4b", naam: "approving after a correctie",
			vooraf: []Opdracht{weg1, corrigeer(2, WijzeVerbeteren, ietsNieuws("y"))}, wat: keur, als: "po-2",
			code: CodeNietTerUitvoer, veld: "/uitkomsten/" + stuk(2).String(), foutBij: codePastNiet},
		{regel: "ZOB-17.4b", naam: "approving after an ontkoppeling",
			vooraf: []Opdracht{weg1, Ontkoppel{verniet(2), stuk(2), persoon(1)}}, wat: keur, als: "po-2",
			code: CodeNietTerUitvoer},
		{regel: "ZOB-17.4b", naam: "approving after a koppeling", vooraf: []Opdracht{weg1, Koppel{stuk(2), persoon(3)}},
			wat: keur, als: "po-2", code: CodeNietTerUitvoer},
		{regel: "ZOB-17.4b", naam: "approving a whole dossier that grew", vooraf: []Opdracht{allesWeg, leg(9, 3)}, wat: keur,
			als: "po-2", code: CodeNietTerUitvoer},
		{regel: "ZOB-17.1", naam: "two besluiten that overlap", vooraf: []Opdracht{weg1}, wat: func() Opdracht {
			b := weg2
			b.ID = verniet(2)
			return b
		}(), code: CodeStand},
		{regel: "ZOB-17.1", naam: "the whole dossier beside an open besluit", vooraf: []Opdracht{weg1},
			wat: func() Opdracht { b := allesWeg; b.ID = verniet(2); return b }(), code: CodeStand},
		{regel: "ZOB-17.1", naam: "an onderdeel beside an open besluit on it", vooraf: []Opdracht{weg1},
			wat: func() Opdracht { b := stuk3weg; b.ID = verniet(2); return b }(), code: CodeStand},
		{regel: "AVG 5(1)(d)", naam: "coupling who is coupled", wat: Koppel{stuk(2), persoon(1)}, code: CodeStand},
		{regel: "AVG 5(1)(d)", naam: "coupling an identiteit", wat: Koppel{IdentiteitVan(persoon(1)), persoon(2)},
			code: CodeStand},
		{regel: "AVG 5(1)(d)", naam: "uncoupling the last", wat: Ontkoppel{verniet(2), stuk(3), persoon(1)},
			code: CodeStand},
		{regel: "AVG 5(1)(d)", naam: "uncoupling the last reader of a wording",
			vooraf: []Opdracht{Corrigeer{Onderdeel: stuk(2), Wijze: WijzeVerbeteren, Over: []id.Betrokkene{persoon(3)},
				Correctie: NieuweCorrectie("schrijffout", ietsNieuws("y"))}}, wat: Ontkoppel{verniet(2), stuk(2), persoon(3)},
			code: CodeStand},
		{regel: "AVG 5(1)(d)", naam: "uncoupling under a used id", vooraf: []Opdracht{weg1},
			wat: Ontkoppel{verniet(1), stuk(2), persoon(2)}, code: CodeBestaatAl},
		{regel: "ZOB-8", naam: "a new wording that lifts what is geheim", vooraf: []Opdracht{belNummer(9, 1, true)},
			wat: corrigeer(9, WijzeVerbeteren, &belNummer(9, 1, false).Contact), code: CodeGeheim},
		{regel: "ZOB-8", naam: "a new wording that makes it geheim", vooraf: []Opdracht{belNummer(9, 1, false)},
			wat: corrigeer(9, WijzeVerbeteren, &belNummer(9, 1, true).Contact)},
		{regel: "ZOB-8", naam: "making geheim", vooraf: []Opdracht{belNummer(9, 1, false)},
			wat: corrigeer(9, WijzeGeheimMaken, nil)},
		{regel: "ZOB-8", naam: "making geheim what is shielded",
			vooraf: []Opdracht{belNummer(9, 1, false), corrigeer(9, WijzeAfschermen, nil)},
			wat:    corrigeer(9, WijzeGeheimMaken, nil)},
		{regel: "ZOB-8", naam: "making geheim twice", vooraf: []Opdracht{belNummer(9, 1, true)},
			wat: corrigeer(9, WijzeGeheimMaken, nil), code: CodeStand},
		{regel: "ZOB-8", naam: "making a gegeven geheim", wat: corrigeer(2, WijzeGeheimMaken, nil)},
		{regel: "ZOB-8", naam: "making an identiteit geheim",
			wat: Corrigeer{Onderdeel: IdentiteitVan(persoon(1)), Wijze: WijzeGeheimMaken,
				Correctie: NieuweCorrectie("niet-ter-zake", nil)}, code: CodeStand},
		{regel: "ZOB-8", naam: "lifting without a reason", vooraf: []Opdracht{belNummer(9, 1, true)},
			wat: corrigeer(9, WijzeGeheimOpheffen, nil), code: CodeOngeldig, veld: "/motivering", foutBij: codeVerplicht},
		{regel: "ZOB-8", naam: "lifting", vooraf: []Opdracht{belNummer(9, 1, true)}, wat: hefOp(9)},
		{regel: "ZOB-8", naam: "lifting what is not geheim", vooraf: []Opdracht{belNummer(9, 1, false)}, wat: hefOp(9),
			code: CodeStand},
		{regel: "ZOB-8", naam: "disclosing what is geheim without the right to it",
			vooraf: []Opdracht{belNummer(9, 1, true)}, wat: verstrek(10, 9), code: CodeGeenToegang},
		{regel: "ZOB-8", naam: "lifting what was lifted", vooraf: []Opdracht{belNummer(9, 1, true), hefOp(9)}, wat: hefOp(9),
			code: CodeStand},
	} {
		t.Run(g.regel+"/"+g.naam, func(t *testing.T) { g.speel(t) })
		geproduceerd[g.code] = true
	}
	t.Run("ZOB-17.4b/a belang that is destroyed in between", func(t *testing.T) {
		err := belangIntussenVernietigd(t)
		if code(err) != CodeBehoudZonderBelang {
			t.Error(err)
		}
		geproduceerd[code(err)] = true
	})
	geproduceerd[CodeGeheimOnbevestigd] = true // TestVerstrekGeheim
	geproduceerd[CodeBeperkt] = true           // TestBeperking
	for _, c := range Codes {
		if geproduceerd[c] == (elders[c] != "") {
			t.Errorf("%s: produced here %v, listed as of %q", c, geproduceerd[c], elders[c])
		}
	}
}

func (g besluitGeval) speel(t *testing.T) {
	p := basis(t)
	for _, o := range g.vooraf {
		err := error(nil)
		if k, ok := o.(KeurVernietigingGoed); ok {
			err = p.keurGoed(k.ID)
		} else {
			err = p.doet(o)
		}
		if err != nil {
			t.Fatalf("vooraf %T: %v", o, err)
		}
	}
	als := g.als
	if als == "" {
		als = "m-1"
	}
	err := p.doe(g.wat, als)
	if code(err) != g.code {
		t.Fatalf("code %q, want %q (%v)", code(err), g.code, err)
	}
	if g.veld == "" {
		return
	}
	w := err.(*Weigering)
	if !slices.ContainsFunc(w.Fouten, func(f waarde.Fout) bool { return f.Veld == g.veld && f.Code == g.foutBij }) {
		t.Errorf("faults %v, want %s at %s", w.Fouten, g.foutBij, g.veld)
	}
}

// belangIntussenVernietigd carries out a second vernietiging, of whom a first one keeps something for.
func belangIntussenVernietigd(t *testing.T) error {
	p := basis(t)
	p.moet(t, leg(4, 1))
	// The besluit about 1 keeps 4 for 3. What it has in common with 3, the melding, is unlinked first.
	p.moet(t, Ontkoppel{verniet(9), stuk(1), persoon(3)})
	p.moet(t, weg(p, 1, 1, behoud(4, 3)))
	p.moet(t, weg(p, 2, 3))
	if err := p.keurGoed(verniet(2)); err != nil {
		t.Fatal(err)
	}
	return p.keurGoed(verniet(1))
}

// Somebody for whom a besluit was taken does not approve it either (VTF-toegang-2, ZOB-17.4b).
func TestGoedkeurenNamens(t *testing.T) {
	d := basis(t).d
	d.Vernietigingen[verniet(1)] = &VernietigingLoop{ID: verniet(1), Stand: VernietigingStandBesloten,
		BeslotenDoor: "s-1", BeslotenNamens: "po-1", Omvang: Omvang{Dossier: true}, Besluit: Versie{Revisie: 99}}
	for _, g := range []struct {
		wie, namens string
		code        Code
	}{{"s-1", "", CodeZelfdePersoon}, {"po-1", "", CodeZelfdePersoon}, {"s-2", "po-1", CodeZelfdePersoon},
		{"s-1", "po-2", CodeZelfdePersoon}, {"po-2", "", ""}, {"s-2", "po-2", ""}} {
		f := feitenOp(begin, g.wie)
		f.Namens = g.namens
		if _, err := (KeurVernietigingGoed{ID: verniet(1)}).Beslis(d, f); code(err) != g.code {
			t.Errorf("%s namens %q: %v", g.wie, g.namens, err)
		}
	}
}

// All faults come at once, each at its place.
func TestAlleFoutenTegelijk(t *testing.T) {
	f := feitenOp(begin, "m-1")
	o := OpenDossier{
		Betrokkenen: []NieuweBetrokkene{nieuwePersoon(1),
			{ID: persoon(1), Contacten: []NieuwContact{{Contact: Contact{Soort: ContactAdres}}}}},
		Melding: &NieuweMelding{OntvangenOp: begin.Add(time.Hour)},
	}
	var got []string
	for _, x := range o.Controleer(f) {
		got = append(got, x.Veld+" "+string(x.Code))
	}
	want := []string{"/opening/grond onbekende-code", "/betrokkenen/1/identiteit/naam naam-leeg",
		"/betrokkenen/1/identiteit/hoedanigheid onbekende-code", "/betrokkenen/1/contacten/0/adres verplicht",
		"/betrokkenen/1/id dubbel", "/melding/ontvangenOp in-de-toekomst"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
