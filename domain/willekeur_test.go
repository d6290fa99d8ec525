package domain

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
)

// Random sequences of commands against a ledger in miniature. This is the test of what an erasure destroys: nothing
// that was destroyed may open to anyone, everything that was kept must open to exactly those whom the fold says it
// concerns.
func TestVernietigenIsVolledigEnNietMeer(t *testing.T) {
	gelukt := map[string]int{}
	nooit := func() (namen []string) {
		for naam := range (&willekeur{}).opdrachten() {
			if gelukt[naam] == 0 {
				namen = append(namen, naam)
			}
		}
		return namen
	}
	for ronde := 0; ronde == 0 || ronde < 10 && len(nooit()) > 0; ronde++ { // some courses are rare
		rapid.Check(t, func(t *rapid.T) {
			w := &willekeur{t: t, proef: nieuweProef(), gelukt: gelukt}
			w.moet(w.opening())
			w.moet(w.verslag())                // else hardly any course would mark a passage
			if rapid.Bool().Draw(t, "samen") { // or part persons
				w.moet(voegSamen(w.volgend(), 1, 3))
			}
			acties := map[string]func(*rapid.T){"": func(*rapid.T) { w.controleer() }}
			for naam, maak := range w.opdrachten() {
				acties[naam] = func(*rapid.T) { w.probeer(naam, maak) }
			}
			t.Repeat(acties)
		})
	}
	if namen := nooit(); len(namen) > 0 {
		t.Errorf("%v never succeeded: the test no longer tests them", namen)
	}
	if testing.Verbose() {
		t.Log(gelukt)
	}
}

type willekeur struct {
	t *rapid.T
	*proef
	teller int
	gelukt map[string]int
}

func (w *willekeur) moet(o Opdracht) {
	if err := w.doet(o); err != nil {
		w.t.Fatal(err)
	}
}

func (w *willekeur) volgend() int { w.teller++; return w.teller }

func (w *willekeur) opening() Opdracht {
	o := OpenDossier{Onderdeel: stuk(w.volgend()), Opening: Opening{Grond: "melding"},
		Melding: &NieuweMelding{ID: stuk(w.volgend()), OntvangenOp: w.nu, Over: []id.Betrokkene{persoon(1)},
			Melding: Melding{Tekst: schrijf("x")}}}
	for i := range 3 {
		o.Betrokkenen = append(o.Betrokkenen, nieuwePersoon(i+1))
	}
	return o
}

func (w *willekeur) wie() id.Betrokkene { return persoon(rapid.IntRange(1, 5).Draw(w.t, "wie")) }

func (w *willekeur) wieAllemaal() []id.Betrokkene {
	return rapid.Map(rapid.SliceOfN(rapid.IntRange(1, 5), 0, 3), func(ns []int) (uit []id.Betrokkene) {
		for _, n := range ns {
			uit = append(uit, persoon(n))
		}
		return uit
	}).Draw(w.t, "over")
}

// tekst mentions nobody, one, or one who is not meant.
func (w *willekeur) tekst() Tekst {
	delen := []any{"Iemand zei iets. "}
	for range rapid.IntRange(0, 2).Draw(w.t, "vermeldingen") {
		delen = append(delen, vermeld{w.wie(), "Roos", rapid.Bool().Draw(w.t, "niet")}, " ")
	}
	return schrijf(delen...)
}

func (w *willekeur) onderdeel() *Onderdeel {
	return rapid.SampledFrom(w.d.Alle()).Draw(w.t, "onderdeel")
}

func (w *willekeur) inhoud(s InhoudSoort) Inhoud {
	switch s {
	case InhoudOpening:
		return &Opening{Grond: "melding"}
	case InhoudIdentiteit:
		return new(nieuwePersoon(1).Identiteit)
	case InhoudMelding:
		m := &Melding{Tekst: w.tekst()}
		if rapid.Bool().Draw(w.t, "melder") {
			m.Melder = w.wie()
			m.Informanten = []Informant{{Wie: w.wie()}}
		}
		return m
	case InhoudVerklaring:
		return &Verklaring{Tekst: w.tekst()}
	case InhoudRelatie:
		return &Relatie{Aard: "partner-van"}
	case InhoudContact:
		return &belNummer(0, 0, rapid.Bool().Draw(w.t, "geheim")).Contact
	case InhoudInformatieverzoek:
		return &Informatieverzoek{Instantie: "De huisarts", Gevraagd: w.tekst()}
	case InhoudInformatieantwoord:
		return &Informatieantwoord{Uitkomst: AntwoordBeantwoord, Toelichting: w.tekst()}
	case InhoudVerstrekking:
		return &Verstrekking{Ontvanger: "RvdK", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: w.tekst()}
	case InhoudBijlage:
		return w.bijlage("brief")
	case InhoudBesluit:
		return &Besluit{Motivering: w.tekst(), Keuze: w.tekst(), Alternatieven: []Tekst{w.tekst()}}
	case InhoudAccordering:
		return &Accordering{Stand: AccorderingGegeven, Naam: "leerkracht", Op: datum("2026-03-02"), Correcties: w.tekst()}
	case InhoudWederhoor:
		return &Wederhoor{Gehoord: []id.Betrokkene{w.wie()}, Gezegd: w.tekst(), NietGehoord: w.tekst()}
	}
	switch s {
	case InhoudMededeling:
		return w.mededeling()
	case InhoudTelling:
		return &Telling{Aard: []Geweldsaard{rapid.SampledFrom(Geweldsaarden).Draw(w.t, "aard")}}
	case InhoudVerslag:
		return &Verslag{Soort: "gesprek", Titel: w.tekst(), Aanwezigen: []Aanwezige{{Wie: w.wie()}}}
	case InhoudPassage:
		p := passage(w.tekst())
		if rapid.Bool().Draw(w.t, "herleidbaar") {
			p.HerleidbaarTot = []id.Betrokkene{w.wie()}
		}
		return &p
	}
	g := gegeven(w.tekst())
	return &g
}

func (w *willekeur) mededeling() *Mededeling {
	m := &Mededeling{Uitkomst: rapid.SampledFrom(MededelingUitkomsten).Draw(w.t, "mededeling"), Toelichting: w.tekst()}
	switch {
	case m.Uitkomst == MededelingGedaan:
		m.Wijze, m.Op, m.Vertegenwoordiger = "brief", datum("2026-03-02"), w.wie()
	case m.Uitkomst.niet():
		m.Grond, m.Opnieuw = GrondTaak, datum("2026-04-01")
	}
	return m
}

// melding is some melding, or the opening where there is none left.
func (w *willekeur) melding() id.Onderdeel {
	ms := w.d.kies(func(o *Onderdeel) bool { return o.Inhoud == InhoudMelding })
	return rapid.SampledFrom(append(ms, w.d.Alle()[0])).Draw(w.t, "melding").ID
}

func (w *willekeur) toegewezene() Toegewezene {
	return rapid.SampledFrom([]Toegewezene{behandelaar("m-1"), behandelaar("m-2"),
		{Team: "zuid", Rol: "dienst"}}).Draw(w.t, "wie")
}

func (w *willekeur) fase(melding id.Onderdeel) Opdracht {
	f := WijzigFase{ID: stuk(w.volgend()), Melding: melding, Fase: rapid.SampledFrom(Fasen).Draw(w.t, "fase"),
		Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
	if f.Fase == FaseOverdracht {
		f.Besluit.Aan = "Wijkteam"
	}
	return f
}

func (w *willekeur) verslag() Opdracht {
	p := NieuwePassage{ID: stuk(w.volgend()), Passage: passage(schrijf("Zij zei iets. "))}
	return LegVerslagVast{ID: stuk(w.volgend()), Rubriek: "onderzoek", Over: []id.Betrokkene{persoon(1), persoon(2)},
		Verslag: gesprek, Passages: []NieuwePassage{p}}
}

// passages are some with texts of their own; what they were parted from is the ledger's to see to.
func (w *willekeur) passages() []NieuwePassage {
	ps := make([]NieuwePassage, rapid.IntRange(1, 3).Draw(w.t, "passages"))
	for i := range ps {
		ps[i] = NieuwePassage{ID: stuk(w.volgend()), Over: w.wieAllemaal(), Passage: *w.inhoud(InhoudPassage).(*Passage)}
	}
	return ps
}

// eenVan is an onderdeel with content of a kind, or any where there is none.
func (w *willekeur) eenVan(s InhoudSoort) *Onderdeel {
	if os := w.d.kies(func(o *Onderdeel) bool { return o.Inhoud == s }); len(os) > 0 {
		return rapid.SampledFrom(os).Draw(w.t, "onderdeel")
	}
	return w.onderdeel()
}

func (w *willekeur) opdrachten() map[string]func() (Opdracht, string) {
	m := map[string]func() Opdracht{
		"persoon": func() Opdracht { return VoegBetrokkeneToe{nieuwePersoon(rapid.IntRange(4, 5).Draw(w.t, "n"))} },
		"contact": func() Opdracht {
			l := belNummer(w.volgend(), 1, rapid.Bool().Draw(w.t, "geheim"))
			l.Betrokkene = w.wie()
			return l
		},
		"bijlage": func() Opdracht {
			return VoegBijlageToe{ID: stuk(w.volgend()), Over: w.wieAllemaal(),
				Bijlage: *w.bijlage("brief")}.Met(bestand(w.teller), bestandsinhoud("application/pdf"))
		},
		"opname": func() Opdracht {
			v := VoegBijlageToe{ID: stuk(w.volgend()), Bijlage: *w.bijlage(BijlageVideo)}
			v.Over = v.Bijlage.teZien(w.wieAllemaal())
			return v.Met(bestand(w.teller), bestandsinhoud("video/mp4"))
		},
		"relatie": func() Opdracht {
			return LegRelatieVast{ID: stuk(w.volgend()), Van: w.wie(), Naar: w.wie(), Relatie: Relatie{Aard: "partner-van"}}
		},
		"melding": func() Opdracht {
			return OntvangMelding{NieuweMelding{ID: stuk(w.volgend()), OntvangenOp: w.nu, Over: w.wieAllemaal(),
				Melding: *w.inhoud(InhoudMelding).(*Melding)}}
		},
		"gegeven": func() Opdracht {
			return LegGegevenVast{ID: stuk(w.volgend()), Rubriek: "zorgen", Over: w.wieAllemaal(), Gegeven: gegeven(w.tekst())}
		},
		"verslag": func() Opdracht {
			return LegVerslagVast{ID: stuk(w.volgend()), Rubriek: "onderzoek", Over: w.wieAllemaal(),
				Verslag: *w.inhoud(InhoudVerslag).(*Verslag), Passages: w.passages()}
		},
		"vul verslag aan": func() Opdracht {
			return VulVerslagAan{Verslag: w.eenVan(InhoudVerslag).ID, Passages: w.passages()}
		},
		"markeer passage": func() Opdracht {
			o := w.eenVan(InhoudPassage)
			return MarkeerPassage{Passage: o.ID, Revisie: o.Laatste().Revisie, Passages: w.passages()}
		},
		"verklaring": func() Opdracht {
			return VoegVerklaringToe{ID: stuk(w.volgend()), Betrokkene: w.wie(), Betwist: []id.Onderdeel{w.onderdeel().ID},
				Verklaring: Verklaring{Tekst: w.tekst()}}
		},
		"vraag informatie": func() Opdracht {
			v := VraagInformatie{ID: stuk(w.volgend()), Verzoek: *w.inhoud(InhoudInformatieverzoek).(*Informatieverzoek),
				Uiterlijk: datum("2026-04-01")}
			v.Verstrekking = Verstrek{ID: stuk(w.volgend()), Onderdelen: []id.Onderdeel{w.onderdeel().ID},
				Verstrekking: *w.inhoud(InhoudVerstrekking).(*Verstrekking)}
			return v
		},
		"antwoord": func() Opdracht {
			l := LegAntwoordVast{ID: stuk(w.volgend()), Verzoek: w.onderdeel().ID,
				Antwoord: *w.inhoud(InhoudInformatieantwoord).(*Informatieantwoord)}
			if vs := w.d.kies(func(o *Onderdeel) bool { return o.Inhoud == InhoudInformatieverzoek }); len(vs) > 0 {
				l.Verzoek = rapid.SampledFrom(vs).Draw(w.t, "verzoek").ID
			}
			if rapid.Bool().Draw(w.t, "vastgelegd") {
				l.Antwoord.Uitkomst, l.Vastgelegd = AntwoordVastgelegd, []id.Onderdeel{w.onderdeel().ID}
			}
			return l
		},
		"verstrek": func() Opdracht {
			return Verstrek{ID: stuk(w.volgend()), Onderdelen: []id.Onderdeel{w.onderdeel().ID},
				Verstrekking: *w.inhoud(InhoudVerstrekking).(*Verstrekking)}
		},
		"draag dossier over": func() Opdracht {
			v := DraagDossierOver{ID: stuk(w.volgend()), Verstrekking: *w.inhoud(InhoudVerstrekking).(*Verstrekking)}
			if rapid.Bool().Draw(w.t, "weglaten") {
				v.Weglaten = []id.Onderdeel{w.onderdeel().ID}
			}
			return v
		},
		"corrigeer": func() Opdracht {
			o := w.onderdeel()
			k := Corrigeer{Onderdeel: o.ID, Wijze: rapid.SampledFrom(Wijzen).Draw(w.t, "wijze"), Over: w.wieAllemaal()}
			var nieuw Inhoud
			if k.Wijze == WijzeVerbeteren || k.Wijze == WijzeAanvullen {
				nieuw = w.inhoud(o.Inhoud)
			}
			k.Correctie = NieuweCorrectie("schrijffout", nieuw)
			k.Correctie.Motivering = w.tekst()
			return k
		},
		"herstel": func() Opdracht {
			o := w.onderdeel()
			return HerstelOnderdeel{Onderdeel: o.ID, Herstel: NieuwHerstel(w.inhoud(o.Inhoud)), Over: w.wieAllemaal()}
		},
		"herkoppel": func() Opdracht {
			h := Herkoppel{Onderdeel: w.onderdeel().ID, ID: stuk(w.volgend()),
				Correctie: NieuweCorrectie("feitelijk-onjuist", nil)}
			for _, o := range w.d.Alle() { // most onderdelen are neither
				if Herkoppelbaar(o.Inhoud) && rapid.Bool().Draw(w.t, "deze") {
					h.Onderdeel = o.ID
				}
			}
			if rapid.Bool().Draw(w.t, "contact") {
				h.Betrokkene = w.wie()
			} else {
				h.Van, h.Naar = w.wie(), w.wie()
			}
			return h
		},
		"koppel": func() Opdracht { return Koppel{Onderdeel: w.onderdeel().ID, Betrokkene: w.wie()} },
		"voeg samen": func() Opdracht {
			return VoegSamen{ID: stuk(w.volgend()), Blijft: persoon(rapid.IntRange(1, 3).Draw(w.t, "blijft")), Vervalt: w.wie(),
				Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
		},
		"scheid": func() Opdracht {
			s := Scheid{ID: stuk(w.volgend()), Vervallen: w.wie(), Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
			for n := range 5 { // of most persons nobody is joined
				if w.d.Wie(persoon(n+1)) != persoon(n+1) {
					s.Vervallen = persoon(n + 1)
				}
			}
			return s
		},
		"ontkoppel": func() Opdracht {
			o := w.onderdeel()
			for _, a := range w.d.Alle() { // of most onderdelen nobody can be taken off
				if len(a.Over) > 1 && koppelbaar(a.Inhoud) && rapid.Bool().Draw(w.t, "deze") {
					o = a
				}
			}
			k := Ontkoppel{Vernietiging: verniet(w.volgend()), Onderdeel: o.ID, Betrokkene: w.wie()}
			if len(o.Over) > 0 {
				k.Betrokkene = rapid.SampledFrom(o.Over).Draw(w.t, "van wie")
			}
			return k
		},
		"fase": func() Opdracht {
			return w.fase(id.Onderdeel{})
		},
		"fase van een melding": func() Opdracht { return w.fase(w.melding()) },
		"wijs toe":             func() Opdracht { return WijsToe{w.toegewezene()} },
		"draag over": func() Opdracht {
			return DraagOver{ID: stuk(w.volgend()), VanWie: w.toegewezene(), Wie: w.toegewezene(),
				Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
		},
		"eindig toewijzing": func() Opdracht { return EindigToewijzing{w.toegewezene()} },
		"kwalificeer": func() Opdracht {
			k := rapid.SampledFrom(Kwalificaties).Draw(w.t, "kwalificatie")
			return KwalificeerMelding{ID: stuk(w.volgend()), Melding: w.melding(), Kwalificatie: k,
				Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
		},
		"sluit": func() Opdracht {
			s := Sluit{ID: stuk(w.volgend()), Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
			for _, o := range w.d.werkaantekeningen() {
				k := Werkaantekening{Onderdeel: o.ID, Uitkomst: WerkaantekeningVerwijderen}
				if rapid.Bool().Draw(w.t, "opnemen") {
					k.Uitkomst, k.Rubriek = WerkaantekeningOpnemen, "zorgen"
				}
				s.Werkaantekeningen = append(s.Werkaantekeningen, k)
			}
			return s
		},
		"werkaantekening": func() Opdracht {
			return LegGegevenVast{ID: stuk(w.volgend()), Rubriek: RubriekWerkaantekening, Over: w.wieAllemaal(),
				Gegeven: gegeven(w.tekst())}
		},
		"heropen": func() Opdracht { return Heropen{ID: stuk(w.volgend()), Besluit: *w.inhoud(InhoudBesluit).(*Besluit)} },
		"beperk": func() Opdracht {
			s := StelBeperkingIn{ID: stuk(w.volgend()), Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
			s.Besluit.Beperking = rapid.SampledFrom(BeperkingGronden).Draw(w.t, "grond")
			if s.Geheel = rapid.IntRange(0, 4).Draw(w.t, "geheel") == 0; !s.Geheel {
				s.Onderdelen = []id.Onderdeel{w.onderdeel().ID}
			}
			return s
		},
		"hef op": w.hefOp, "hef nog eens op": w.hefOp,
		"besluit": w.besluit, "besluit nog eens": w.besluit,
		"trek in": func() Opdracht {
			return TrekVernietigingIn{ID: w.vernietiging(), Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
		},
		"uitvoeren": func() Opdracht { return MeldUitgevoerd{ID: w.vernietiging()} },
		"accordering": func() Opdracht {
			a := *w.inhoud(InhoudAccordering).(*Accordering)
			if rapid.Bool().Draw(w.t, "gevraagd") {
				a = Accordering{Stand: AccorderingGevraagd, Naam: "leerkracht", Op: datum("2026-03-02")}
			}
			return LegAccorderingVast{ID: stuk(w.volgend()), Onderdeel: w.onderdeel().ID, Accordering: a}
		},
		"wederhoor": func() Opdracht {
			return LegWederhoorVast{ID: stuk(w.volgend()), Over: w.wieAllemaal(),
				Wederhoor: *w.inhoud(InhoudWederhoor).(*Wederhoor)}
		},
		"mededeling": func() Opdracht {
			return LegMededelingVast{ID: stuk(w.volgend()), Betrokkene: w.wie(), Mededeling: *w.mededeling()}
		},
		"telling": func() Opdracht {
			return LegTellingVast{ID: stuk(w.volgend()), Melding: w.melding(), Telling: *w.inhoud(InhoudTelling).(*Telling)}
		},
		"van informant": func() Opdracht {
			l := LegGegevenVast{ID: stuk(w.volgend()), Rubriek: "onderzoek", Over: w.wieAllemaal(), Gegeven: gegeven(w.tekst())}
			l.Gegeven.Bron = Bron{Soort: BronInformant, Instantie: "School"}
			return l
		},
		"open punt": func() Opdracht {
			return OpenPunt{Onderdeel: w.onderdeel().ID, Soort: rapid.SampledFrom(PuntSoorten).Draw(w.t, "punt"),
				Eigenaar: "m-1", Uiterlijk: datum("2026-03-09")}
		},
		"doe punt af": func() Opdracht {
			a := DoePuntAf{Onderdeel: w.onderdeel().ID, Soort: PuntNakijken}
			for _, o := range w.d.Alle() {
				if open := o.OpenPunten(); len(open) > 0 {
					a = DoePuntAf{Onderdeel: o.ID, Soort: open[0].Soort}
				}
			}
			return a
		},
	}
	uit := map[string]func() (Opdracht, string){}
	for naam, maak := range m {
		uit[naam] = func() (Opdracht, string) { return maak(), "m-1" }
	}
	keur := func() (Opdracht, string) { return KeurVernietigingGoed{ID: w.vernietiging()}, "po-2" }
	uit["keur goed"], uit["keur goed, nog eens"] = keur, keur
	return uit
}

func (w *willekeur) vernietiging() id.Vernietiging {
	var ids []id.Vernietiging
	for v := range w.d.Vernietigingen {
		ids = append(ids, v)
	}
	if len(ids) == 0 {
		return verniet(0)
	}
	slices.SortFunc(ids, id.Vernietiging.Vergelijk)
	return rapid.SampledFrom(ids).Draw(w.t, "vernietiging")
}

// besluit gives every onderdeel concerned some outcome.
func (w *willekeur) besluit() Opdracht {
	b := BesluitVernietiging{ID: verniet(w.volgend()), Grond: "bezwaar", Motivering: w.tekst()}
	switch n := rapid.IntRange(0, 12).Draw(w.t, "omvang"); {
	case n == 0:
		b.Omvang.Dossier = true
	case n < 5:
		b.Omvang.Onderdeel = w.onderdeel().ID
	default:
		b.Omvang.Betrokkene = w.wie()
	}
	gekozen := w.d.Betreft(b.Omvang)
	if erbij := w.onderdeel(); rapid.Bool().Draw(w.t, "nog een") && !slices.Contains(gekozen, erbij) {
		gekozen = append(gekozen, erbij)
	}
	for _, o := range gekozen {
		k := Keuze{Onderdeel: o.ID, Uitkomst: UitkomstVernietigen}
		eigen := o.Inhoud == InhoudIdentiteit || o.Inhoud == InhoudContact
		switch n := rapid.IntRange(0, 2).Draw(w.t, "uitkomst"); {
		case n == 1 && herschrijfbaar(o.Inhoud):
			k.Uitkomst, k.Nieuw, k.Over = UitkomstHerschrijven, w.inhoud(o.Inhoud), w.wieAllemaal()
		case n == 2 && !eigen && !b.Omvang.Betrokkene.IsZero():
			k.Uitkomst, k.Behoud = UitkomstBehouden, Behoud{Belang: w.wie(), Waarom: w.tekst()}
		}
		b.Keuzes = append(b.Keuzes, k)
	}
	return b
}

// hefOp ends a beperking that holds something, mostly: what is held stops most else.
func (w *willekeur) hefOp() Opdracht {
	h := HefBeperkingOp{ID: stuk(w.volgend()), Beperking: w.onderdeel().ID, Besluit: *w.inhoud(InhoudBesluit).(*Besluit)}
	welke := slices.Clone(w.d.Beperkt)
	for _, o := range w.d.Alle() {
		welke = append(welke, o.Beperkt...)
	}
	if len(welke) > 0 {
		h.Beperking = rapid.SampledFrom(welke).Draw(w.t, "beperking")
	}
	return h
}
