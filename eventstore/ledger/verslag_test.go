package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
)

// verslag is a talk in a gezin whose mother is the melder.
type verslag struct {
	gezin
	id       id.Onderdeel
	passages []id.Onderdeel
}

const (
	deelVrij    = "Het kind komt vaak laat. "
	deelBetrapt = "Dat zie ik elke ochtend vanuit mijn keuken. "
	deelKind    = "Bram zei dat hij moe is. "
	deelSlot    = "Meer weet zij niet."
)

// legtVerslag has passages: unmarked text, one that betrays the mother, one about the child, and one more that is a
// fact.
func (o *opstelling) legtVerslag() verslag {
	o.t.Helper()
	v := verslag{gezin: o.opentGezin(), id: nieuwO()}
	plat := deelVrij + deelBetrapt + deelKind + deelSlot
	op := func(deel string) (int, int) {
		i := strings.Index(plat, deel)
		return i, i + len(deel)
	}
	ms := make([]domain.PassageMarkering, 3)
	for i, deel := range []string{deelBetrapt, deelKind, deelSlot} {
		ms[i].Begin, ms[i].Einde = op(deel)
		ms[i].Aard = domain.AardFeit
	}
	ms[0].HerleidbaarTot, ms[1].Over = []id.Betrokkene{v.moeder}, []id.Betrokkene{v.kind}
	bram, _ := op("Bram")
	heel, fouten := tekst.Nieuw(plat, []tekst.Markering{{Begin: bram, Einde: bram + 4, Wie: v.kind}})
	goed(o.t, fouten.Err())
	rest := domain.Passage{Aard: domain.AardOnbeoordeeld, Bron: domain.Bron{Soort: "eigen-waarneming"}}
	ps, fouten := domain.KnipVerslag(heel, ms, rest, nieuwO)
	goed(o.t, fouten.Err())
	for _, p := range ps {
		v.passages = append(v.passages, p.ID)
	}
	o.doet(medewerker, v.dossier, domain.LegVerslagVast{ID: v.id, Rubriek: "onderzoek", Passages: ps,
		Verslag: domain.Verslag{Soort: "telefoongesprek", Titel: schrijft(o.t, "Gebeld door ", vermeld{v.moeder, "Sanne"})}})
	return v
}

// leest is the verslag as it reads, in the order that it had.
func (o *opstelling) leest(v verslag, m Momenten) string {
	o.t.Helper()
	b := o.ziet(teamleider, v.dossier, m)
	k := b.van(v.id)
	if k == nil {
		return "<niet in beeld>"
	}
	var s strings.Builder
	for _, p := range k.Onderdeel.Passages {
		s.WriteString(b.leest(p))
	}
	return s.String()
}

func (o *opstelling) corrigeert(d id.Dossier, welk id.Onderdeel, wijze domain.Wijze, nieuw domain.Inhoud) {
	o.t.Helper()
	o.doet(medewerker, d, domain.Corrigeer{Onderdeel: welk, Wijze: wijze,
		Correctie: domain.NieuweCorrectie(domain.GrondSchrijffout, nieuw)})
}

func leestIs(t testing.TB, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("the verslag reads\n%q and must read\n%q", got, want)
	}
}

// ZOB-6.2b, Wmo 2015 art. 5.3.1 lid 4: what betrays the melder does not show while the melder's identity does not: not
// now, not as it was, not on the timeline, not as a difference, not in an export; and the fact of the reading does not
// say that it did.
func TestHerleidbaarIsDicht(t *testing.T) {
	o := stelOp(t)
	v := o.legtVerslag()
	voor := o.nu()
	leestIs(t, o.leest(v, Momenten{}), deelVrij+deelBetrapt+deelKind+deelSlot)
	o.corrigeert(v.dossier, domain.IdentiteitVan(v.moeder), domain.WijzeAfschermen, nil)
	dicht := deelVrij + "<afgeschermd>" + deelKind + deelSlot
	leestIs(t, o.leest(v, Momenten{}), dicht)
	leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &voor}), dicht)

	grant := o.Beslis(teamleider, domain.HandelingRaadplegen, v.dossier, "onderzoek")
	b := o.ziet(teamleider, v.dossier, Momenten{}).van(v.passages[1])
	if len(b.Onderdeel.Over) > 0 || b.Stand != domain.StandAfgeschermd {
		t.Error("a gap that names a person beside it says who")
	}
	for _, lees := range []func() ([]Moment, error){
		func() ([]Moment, error) { return o.Tijdlijn(t.Context(), grant, v.dossier, Momenten{}, "v") },
		func() ([]Moment, error) { return o.Uitvoer(t.Context(), grant, v.dossier, Momenten{}, "v") },
	} {
		ms, err := lees()
		goed(t, err)
		for _, m := range ms {
			_, ziet := m.Inhoud.Value()
			f, ok := m.Feit.(*domain.PassageVastgelegd)
			if ok && f.Onderdeel == v.passages[1] && (ziet || len(f.Over) > 0) {
				t.Error("the timeline shows the passage, or whom it concerns")
			}
			if ok && f.Onderdeel == v.passages[2] && (!ziet || len(f.Over) == 0) {
				t.Error("the timeline closes a passage that betrays nobody")
			}
		}
	}
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	verschil, err := o.Vergelijk(t.Context(), grant, v.dossier, begin, o.nu(), "v")
	goed(t, err)
	for _, x := range verschil.Onderdelen {
		if x.Onderdeel == v.passages[1] && (x.Gat == nil || len(x.Velden) > 0) {
			t.Error("the difference shows the passage")
		}
	}
	feiten, err := o.Raadplegingen(t.Context(), o.Beslis(inspecteur, domain.HandelingToezien, v.dossier, "toezicht"),
		v.dossier, nil, "v")
	goed(t, err)
	i := slices.IndexFunc(feiten, func(f Raadpleging) bool {
		return f.Geraadpleegd != nil && f.Geraadpleegd.Wat == toegang.WatBeeld
	})
	j := slices.IndexFunc(feiten[i+1:], func(f Raadpleging) bool {
		return f.Geraadpleegd != nil && f.Geraadpleegd.Wat == toegang.WatBeeld
	})
	eerst, toe := feiten[i].Geraadpleegd.Aantal, feiten[i+1+j].Geraadpleegd.Aantal
	if toe != eerst-2 { // the identiteit and the passage
		t.Errorf("ZOB-7.5: the facts say that %d and then %d were shown", eerst, toe)
	}

	verstrek := func(welke ...id.Onderdeel) error {
		_, err := o.probeer(medewerker, v.dossier,
			domain.Verstrek{ID: nieuwO(), Onderdelen: welke, Verstrekking: domain.Verstrekking{
				Ontvanger: "Raad", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: schrijft(t, "Onderzoek.")}})
		return err
	}
	wilWeigering(t, verstrek(v.passages[1]), domain.CodeOngeldig)
	goed(t, verstrek(v.id))
	b = o.ziet(teamleider, v.dossier, Momenten{}).van(v.passages[1])
	if len(b.Onderdeel.Verstrekt) > 0 {
		t.Error("ZOB-6.2g: a passage that is closed went along with its verslag")
	}
	if _, _, err := o.Markeer(t.Context(), o.Beslis(medewerker, domain.HandelingVastleggen, v.dossier, "onderzoek"),
		v.dossier, v.passages[1], nil, nieuwO, "v"); err == nil {
		t.Error("a passage that is closed was parted")
	}
	o.corrigeert(v.dossier, domain.IdentiteitVan(v.moeder), domain.WijzeVrijgeven, nil)
	leestIs(t, o.leest(v, Momenten{}), deelVrij+deelBetrapt+deelKind+deelSlot)
}

// Found out later, it holds of the same text before; the other way round, what was written anew shows and the old does
// not.
func TestLaterHerleidbaar(t *testing.T) {
	o := stelOp(t)
	v := o.legtVerslag()
	toen := o.nu()
	o.corrigeert(v.dossier, domain.IdentiteitVan(v.moeder), domain.WijzeAfschermen, nil)
	slot := domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"},
		Tekst: schrijft(t, deelSlot), HerleidbaarTot: []id.Betrokkene{v.moeder}}
	o.corrigeert(v.dossier, v.passages[3], domain.WijzeVerbeteren, &slot)
	leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &toen}), deelVrij+"<afgeschermd>"+deelKind+"<afgeschermd>")
	slot.HerleidbaarTot, slot.Tekst = nil, schrijft(t, "Einde.")
	o.corrigeert(v.dossier, v.passages[3], domain.WijzeVerbeteren, &slot)
	leestIs(t, o.leest(v, Momenten{}), deelVrij+"<afgeschermd>"+deelKind+"Einde.")
	leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &toen}), deelVrij+"<afgeschermd>"+deelKind+"<afgeschermd>")
}

// Text that nobody judged, of somebody whose identity is shielded, is held to give the speaker away.
func TestOnbeoordeeldeTekstVanWieAfgeschermdIs(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	heel, _ := tekst.Nieuw("Ik woon hiernaast.", nil)
	rest := domain.Passage{Aard: domain.AardOnbeoordeeld, Bron: domain.Bron{Soort: "melder", Wie: g.moeder}}
	ps, fouten := domain.KnipVerslag(heel, nil, rest, nieuwO)
	goed(t, fouten.Err())
	v := verslag{gezin: g, id: nieuwO(), passages: []id.Onderdeel{ps[0].ID}}
	o.doet(medewerker, g.dossier, domain.LegVerslagVast{ID: v.id, Rubriek: "onderzoek", Passages: ps,
		Verslag: domain.Verslag{Soort: "telefoongesprek"}})
	leestIs(t, o.leest(v, Momenten{}), "Ik woon hiernaast.")
	o.corrigeert(g.dossier, domain.IdentiteitVan(g.moeder), domain.WijzeAfschermen, nil)
	leestIs(t, o.leest(v, Momenten{}), "<afgeschermd>")
}

// ZOB-17.1, ZOB-17.4b: the erasure of somebody who is in some passages asks an outcome for those alone, and the text
// reads on; what is kept though it betrays who is gone stays closed.
func TestVernietigingInEenVerslag(t *testing.T) {
	o := stelOp(t)
	v := o.legtVerslag()
	voor := o.nu()
	o.doet(medewerker, v.dossier, domain.Koppel{Onderdeel: v.passages[0], Betrokkene: v.moeder})
	vooraf, err := o.Voorvertoon(t.Context(), o.Beslis(officer, domain.HandelingVernietigen, v.dossier, "onderzoek"),
		v.dossier, domain.Omvang{Betrokkene: v.moeder}, "v")
	goed(t, err)
	var van []id.Onderdeel
	for _, x := range vooraf.Onderdelen {
		if x.Onderdeel.Inhoud == domain.InhoudPassage || x.Onderdeel.Inhoud == domain.InhoudVerslag {
			van = append(van, x.Onderdeel.ID)
		}
	}
	if !slices.Equal(van, []id.Onderdeel{v.id, v.passages[0], v.passages[1]}) {
		t.Errorf("the preview has %d of the verslag", len(van))
	}
	nieuw := domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"},
		Tekst: schrijft(t, "Het kind komt laat. ")}
	titel := domain.Verslag{Soort: "telefoongesprek", Titel: schrijft(t, "Telefoongesprek")}
	b := o.wisMoeder(v.gezin, schrijft(t, "Verzoek."),
		domain.Keuze{Onderdeel: v.id, Uitkomst: domain.UitkomstHerschrijven, Nieuw: &titel},
		domain.Keuze{Onderdeel: v.passages[0], Uitkomst: domain.UitkomstHerschrijven, Nieuw: &nieuw},
		domain.Keuze{Onderdeel: v.passages[1], Uitkomst: domain.UitkomstBehouden,
			Behoud: domain.Behoud{Belang: v.kind, Waarom: schrijft(t, "Veiligheid.")}})
	o.doet(officer, v.dossier, b)
	o.doet(teamleider, v.dossier, domain.KeurVernietigingGoed{ID: b.ID})
	leestIs(t, o.leest(v, Momenten{}), "Het kind komt laat. <afgeschermd>"+deelKind+deelSlot)
	leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &voor}), "<vernietigd><afgeschermd>"+deelKind+deelSlot)
	o.verifieerSchoon()
}

// Destroying one passage takes what it was parted from with it, and leaves the rest.
func TestVernietigingVanEenGemarkeerdePassage(t *testing.T) {
	o := stelOp(t)
	v := o.legtVerslag()
	voor := o.nu()
	m := o.markeert(v, v.passages[2], domain.PassageMarkering{Begin: 0, Einde: 4, Aard: domain.AardFeit})
	leestIs(t, o.leest(v, Momenten{}), deelVrij+deelBetrapt+deelKind+deelSlot)
	leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &voor}), deelVrij+deelBetrapt+deelKind+deelSlot)
	o.corrigeert(v.dossier, m.Passages[0].ID, domain.WijzeAfschermen, nil)
	leestIs(t, o.leest(v, Momenten{}), deelVrij+deelBetrapt+"<afgeschermd>"+deelKind[len("Bram"):]+deelSlot)
	leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &voor}), deelVrij+deelBetrapt+"<afgeschermd>"+deelSlot)
	b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: m.Passages[0].ID},
		Grond: "onrechtmatig", Motivering: schrijft(t, "Mocht niet.")}
	_, err := o.probeer(officer, v.dossier, b)
	wilWeigering(t, err, domain.CodeZonderUitkomst)
	for _, welk := range []id.Onderdeel{m.Passages[0].ID, v.passages[2]} {
		b.Keuzes = append(b.Keuzes, domain.Keuze{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen})
	}
	o.doet(officer, v.dossier, b)
	o.doet(teamleider, v.dossier, domain.KeurVernietigingGoed{ID: b.ID})
	leestIs(t, o.leest(v, Momenten{}), deelVrij+deelBetrapt+"<vernietigd>"+deelKind[len("Bram"):]+deelSlot)
	leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &voor}), deelVrij+deelBetrapt+"<vernietigd>"+deelSlot)
	o.verifieerSchoon()
}

// Parting a text in which the writer does not see everything: places are the writer's own, and what was not seen
// stays.
func TestMarkerenMetAfgeschermdeVermelding(t *testing.T) {
	o := stelOp(t)
	v := o.legtVerslag()
	o.corrigeert(v.dossier, domain.IdentiteitVan(v.kind), domain.WijzeAfschermen, nil)
	gezien := "[afgeschermd] zei dat hij moe is. "
	zei := strings.Index(gezien, "dat")
	grant := o.Beslis(medewerker, domain.HandelingVastleggen, v.dossier, "onderzoek")
	_, fouten, err := o.Markeer(t.Context(), grant, v.dossier, v.passages[2],
		[]domain.PassageMarkering{{Begin: 3, Einde: zei, Aard: "mening"}}, nieuwO, "v")
	goed(t, err)
	if len(fouten) == 0 {
		t.Error("a passage begins within a mention")
	}
	o.markeert(v, v.passages[2], domain.PassageMarkering{Begin: zei, Einde: len(gezien) - 1, Aard: "mening"})
	leestIs(t, o.leest(v, Momenten{}), deelVrij+deelBetrapt+gezien+deelSlot)
	o.corrigeert(v.dossier, domain.IdentiteitVan(v.kind), domain.WijzeVrijgeven, nil)
	leestIs(t, o.leest(v, Momenten{}), deelVrij+deelBetrapt+deelKind+deelSlot)
}

func (o *opstelling) markeert(v verslag, welk id.Onderdeel, ms ...domain.PassageMarkering) domain.MarkeerPassage {
	o.t.Helper()
	m, fouten, err := o.Markeer(o.t.Context(), o.Beslis(medewerker, domain.HandelingVastleggen, v.dossier, "onderzoek"),
		v.dossier, welk, ms, nieuwO, "v")
	goed(o.t, err)
	goed(o.t, fouten.Err())
	o.doet(medewerker, v.dossier, m)
	return m
}

// Whatever is corrected, shielded, parted or destroyed of a verslag, in any order: every other passage reads as it
// did, in its place (ZOB-15b, ZOB-17.1).
func TestDeTekstLeestDoor(t *testing.T) {
	weinigLopen(t)
	o := stelOp(t)
	rapid.Check(t, func(r *rapid.T) {
		v := o.legtVerslag()
		b := o.ziet(teamleider, v.dossier, Momenten{})
		leest := map[id.Onderdeel]string{}
		volgorde := slices.Clone(v.passages)
		for _, p := range volgorde {
			leest[p] = b.leest(p)
		}
		for range rapid.IntRange(1, 5).Draw(r, "stappen") {
			welk := rapid.SampledFrom(volgorde).Draw(r, "passage")
			if strings.HasPrefix(leest[welk], "<") {
				continue
			}
			switch rapid.IntRange(0, 3).Draw(r, "wat") {
			case 0:
				nieuw := domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"},
					Tekst: schrijft(t, "Anders. ")}
				o.corrigeert(v.dossier, welk, domain.WijzeVerbeteren, &nieuw)
				leest[welk] = "Anders. "
			case 1:
				o.corrigeert(v.dossier, welk, domain.WijzeAfschermen, nil)
				leest[welk] = "<afgeschermd>"
			case 2:
				n := len(leest[welk])
				if n < 8 {
					continue
				}
				m := o.markeert(v, welk, domain.PassageMarkering{Begin: 4, Einde: 6, Aard: "mening"})
				i := slices.Index(volgorde, welk)
				var delen []id.Onderdeel
				for k := range m.Passages {
					l, err := m.Passages[k].Passage.Tekst.AlsGeschreven()
					goed(t, err)
					delen = append(delen, m.Passages[k].ID)
					leest[m.Passages[k].ID] = l.Plat()
				}
				volgorde = slices.Replace(slices.Clone(volgorde), i, i+1, delen...)
			case 3:
				bv := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: welk}, Grond: "onrechtmatig",
					Motivering: schrijft(t, "x")}
				z, err := o.lees(t.Context(), v.dossier)
				goed(t, err)
				for _, k := range z.nu.Betreft(bv.Omvang) {
					bv.Keuzes = append(bv.Keuzes, domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen})
				}
				o.doet(officer, v.dossier, bv)
				o.doet(teamleider, v.dossier, domain.KeurVernietigingGoed{ID: bv.ID})
				leest[welk] = "<vernietigd>"
			}
			want := ""
			for _, p := range volgorde {
				want += leest[p]
			}
			if got := o.leest(v, Momenten{}); got != want {
				r.Fatalf("reads %q and must read %q", got, want)
			}
		}
	})
}
