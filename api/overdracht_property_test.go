package api

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

// reis is a dossier that grows at random and then goes to another organisation. Whatever is written in it has a word
// of its own, so that it can be told what stands in a file.
type reis struct {
	r      *rapid.T
	o      *opstelling
	d      id.Dossier
	wat    map[string]int          // steps that were done
	n      int                     // words
	woord  map[id.Onderdeel]string // of the newest wording
	bron   map[id.Betrokkene]bool  // melders and informanten, of no gezin
	mensen []id.Betrokkene
	weg    map[id.Betrokkene]bool
	straat map[id.Onderdeel]string        // of contact data that are geheim
	geheim map[id.Onderdeel]bool          // texts that quote one of those
	dicht  map[id.Onderdeel]bool          // passages that betray a source
	stem   map[id.Onderdeel]id.Betrokkene // whose eigen verklaring
	namen  map[id.Betrokkene]string
	zegt   map[id.Onderdeel]id.Betrokkene // who said it
	fase   map[id.Onderdeel]domain.Fase   // that a besluit began
}

var woorden = regexp.MustCompile(`[Zz]q[a-w]{10}x`)

// nieuw is a word that stands nowhere else, and resembles no other: what looks like a geheim street is hidden too.
func (m *reis) nieuw() string {
	m.n++
	som := sha256.Sum256([]byte{byte(m.n), byte(m.n >> 8)})
	letters := make([]byte, 10)
	for i := range letters {
		letters[i] = 'a' + som[i]%23 // not x, which ends it
	}
	return "zq" + string(letters) + "x"
}

func (m *reis) kies(wat string, lijst ...id.Betrokkene) id.Betrokkene {
	return rapid.SampledFrom(lijst).Draw(m.r, wat)
}

func (m *reis) levend() []id.Betrokkene {
	return slices.DeleteFunc(slices.Clone(m.mensen), func(b id.Betrokkene) bool { return m.weg[b] })
}

func (m *reis) iemand() id.Betrokkene { return m.kies("wie", m.levend()...) }

// doe carries out a step; it may be refused.
func (m *reis) doe(wie toegang.Actor, naam string, o domain.Opdracht) bool {
	m.r.Helper()
	l := m.o.Ledger
	_, err := l.Vernietig(m.r.Context(),
		ledger.Schrijfopdracht{Grant: l.Beslis(wie, o.Handeling(), m.d, "onderzoek"), Dossier: m.d, Opdracht: o})
	var w *domain.Weigering
	if err != nil && !errors.As(err, &w) {
		m.r.Fatalf("%s: %v", naam, err)
	}
	if err == nil {
		m.wat[naam]++
	}
	return err == nil
}

func onderdeelID() id.Onderdeel { return id.Van[id.Onderdeel](uuid.New()) }

// tekst draws a text with a word of its own and some mentions, and says whether it quotes what is geheim. Who reported
// may stand in it unmarked too.
func (m *reis) tekst(woord string, zonder ...id.Betrokkene) (domain.Tekst, bool) {
	plat, geheim := woord+" 1 ", false
	var ms []tekst.Markering
	for _, b := range m.levend() {
		if slices.Contains(zonder, b) || rapid.IntRange(0, 3).Draw(m.r, "noemt") > 0 {
			continue
		}
		begin := len(plat)
		plat += m.namen[b]
		if !m.bron[b] || rapid.Bool().Draw(m.r, "gemarkeerd") {
			ms = append(ms, tekst.Markering{Begin: begin, Einde: len(plat), Wie: b})
		}
		plat += " zegt iets. "
	}
	if straten := slices.Sorted(maps.Values(m.straat)); len(straten) > 0 &&
		rapid.IntRange(0, 4).Draw(m.r, "noemt adres") == 0 {
		plat, geheim = plat+"Zij zit op "+rapid.SampledFrom(straten).Draw(m.r, "straat")+" 99. ", true
	}
	t, fouten := tekst.Nieuw(plat, ms)
	if len(fouten) > 0 {
		m.r.Fatal(fouten.Err())
	}
	return domain.NieuweTekst(t), geheim
}

func (m *reis) los(s string) domain.Tekst {
	t, _ := tekst.Nieuw(s, nil)
	return domain.NieuweTekst(t)
}

func (m *reis) persoon(h domain.Hoedanigheid) domain.NieuweBetrokkene {
	b := domain.NieuweBetrokkene{ID: id.Van[id.Betrokkene](uuid.New())}
	woord := m.nieuw()
	m.namen[b.ID] = "Zq" + woord[2:]
	m.bron[b.ID] = h == domain.HoedanigheidMelder || h == domain.HoedanigheidInformant
	m.woord[domain.IdentiteitVan(b.ID)] = woord
	b.Identiteit = domain.Identiteit{Naam: waarde.Naam{Roepnaam: m.namen[b.ID]}, Hoedanigheid: h}
	return b
}

func (m *reis) vanBron() domain.Bron {
	soort := rapid.SampledFrom([]domain.BronSoort{"eigen-waarneming", domain.BronBetrokkene, domain.BronMelder,
		domain.BronInformant}).Draw(m.r, "bron")
	switch soort {
	case domain.BronBetrokkene:
		return domain.Bron{Soort: soort, Wie: m.iemand()}
	case domain.BronMelder, domain.BronInformant:
		if b, ok := m.eenBron(); ok {
			return domain.Bron{Soort: soort, Wie: b}
		}
	}
	return domain.Bron{Soort: "eigen-waarneming"}
}

func (m *reis) eenBron() (id.Betrokkene, bool) {
	bs := slices.DeleteFunc(m.levend(), func(b id.Betrokkene) bool { return !m.bron[b] })
	if len(bs) == 0 {
		return id.Betrokkene{}, false
	}
	return m.kies("bron", bs...), true
}

func (m *reis) melding() domain.NieuweMelding {
	n := domain.NieuweMelding{ID: onderdeelID(), OntvangenOp: m.o.klok.nu().Add(-time.Hour)}
	woord := m.nieuw()
	n.Melding.Tekst, m.geheim[n.ID] = m.tekst(woord)
	if b, ok := m.eenBron(); ok {
		n.Melding.Melder, n.Melding.Hoedanigheid = b, "buurvrouw"
		if !m.bron[n.Melding.Melder] {
			m.r.Fatal("no source")
		}
	}
	for _, b := range m.levend() {
		if !m.bron[b] {
			n.Over = append(n.Over, b)
		}
	}
	m.woord[n.ID] = woord
	return n
}

func (m *reis) verslag() domain.LegVerslagVast {
	l := domain.LegVerslagVast{ID: onderdeelID(), Rubriek: "onderzoek", Verslag: domain.Verslag{Soort: "gesprek"},
		Over: []id.Betrokkene{m.iemand()}}
	woord := m.nieuw()
	l.Verslag.Titel, m.geheim[l.ID] = m.tekst(woord)
	m.woord[l.ID] = woord
	l.Passages = m.passages()
	return l
}

func (m *reis) passages() []domain.NieuwePassage {
	var uit []domain.NieuwePassage
	for range rapid.IntRange(1, 3).Draw(m.r, "passages") {
		p := domain.NieuwePassage{ID: onderdeelID(), Passage: domain.Passage{Aard: domain.AardFeit, Bron: m.vanBron()}}
		woord := m.nieuw()
		p.Passage.Tekst, m.geheim[p.ID] = m.tekst(woord)
		m.woord[p.ID] = woord
		if b, ok := m.eenBron(); ok && rapid.IntRange(0, 2).Draw(m.r, "herleidbaar") == 0 {
			p.Passage.HerleidbaarTot, m.dicht[p.ID] = []id.Betrokkene{b}, true
		}
		if rapid.IntRange(0, 3).Draw(m.r, "ongemarkeerd") == 0 {
			p.Passage.Aard, p.Passage.Bron = domain.AardOnbeoordeeld, domain.Bron{Soort: "eigen-waarneming"}
		}
		m.zegt[p.ID] = p.Passage.Bron.Wie
		uit = append(uit, p)
	}
	return uit
}

// stappen are what may be done, each once.
func (m *reis) stappen() map[string]func() {
	nu := func() *domain.Dossier { return m.ziet(m.o, m.d).Dossier }
	een := func(soort domain.InhoudSoort) (id.Onderdeel, bool) {
		var uit []id.Onderdeel
		for _, o := range nu().Alle() {
			if (soort == "" && o.Inhoud != domain.InhoudOpening) || o.Inhoud == soort {
				uit = append(uit, o.ID)
			}
		}
		if len(uit) == 0 {
			return id.Onderdeel{}, false
		}
		return rapid.SampledFrom(uit).Draw(m.r, "onderdeel"), true
	}
	tl, mw, po := teamleider.Actor, medewerker.Actor, officer.Actor
	return map[string]func(){
		"persoon": func() {
			b := m.persoon(rapid.SampledFrom([]domain.Hoedanigheid{"familielid", "ouder", domain.HoedanigheidMelder,
				domain.HoedanigheidInformant}).Draw(m.r, "hoedanigheid"))
			if m.doe(mw, "persoon", domain.VoegBetrokkeneToe{NieuweBetrokkene: b}) {
				m.mensen = append(m.mensen, b.ID)
			}
		},
		"contact": func() {
			k := domain.NieuwContact{ID: onderdeelID()}
			straat := m.nieuw()
			m.woord[k.ID] = straat
			k.Contact = domain.Contact{Soort: domain.ContactAdres,
				Adres: &waarde.Adres{Straat: straat, Huisnummer: "99", Plaats: "Elders"}, Geheim: rapid.Bool().Draw(m.r, "geheim")}
			wie := m.iemand()
			if m.doe(mw, "contact", domain.LegContactVast{NieuwContact: k, Betrokkene: wie}) && k.Contact.Geheim {
				m.straat[k.ID] = straat
			}
		},
		"relatie": func() {
			m.doe(mw, "relatie", domain.LegRelatieVast{ID: onderdeelID(), Van: m.iemand(), Naar: m.iemand(),
				Relatie: domain.Relatie{Aard: "ouder-van"}})
		},
		"melding": func() { m.doe(mw, "melding", domain.OntvangMelding{NieuweMelding: m.melding()}) },
		"gegeven": func() {
			l := domain.LegGegevenVast{ID: onderdeelID(), Rubriek: rapid.SampledFrom(domain.Rubrieken).Draw(m.r, "rubriek"),
				Over: []id.Betrokkene{m.iemand()}}
			woord := m.nieuw()
			m.woord[l.ID] = woord
			t, geheim := m.tekst(woord)
			m.geheim[l.ID] = geheim
			l.Gegeven = domain.Gegeven{Soort: "bevinding", Aard: domain.AardFeit, Bron: m.vanBron(), Tekst: t}
			m.zegt[l.ID] = l.Gegeven.Bron.Wie
			m.doe(mw, "gegeven", l)
		},
		"verslag": func() { m.doe(mw, "verslag", m.verslag()) },
		"vul aan": func() {
			if o, ok := een(domain.InhoudVerslag); ok {
				m.doe(mw, "vul aan", domain.VulVerslagAan{Verslag: o, Passages: m.passages()})
			}
		},
		"verklaring": func() {
			o, _ := een("")
			v := domain.VoegVerklaringToe{ID: onderdeelID(), Betrokkene: m.iemand(), Betwist: []id.Onderdeel{o}}
			woord := m.nieuw()
			m.woord[v.ID] = woord
			v.Verklaring.Tekst, m.geheim[v.ID] = m.tekst(woord)
			if m.doe(mw, "verklaring", v) {
				m.stem[v.ID] = v.Betrokkene
			}
		},
		"wederhoor": func() {
			l := domain.LegWederhoorVast{ID: onderdeelID()}
			woord := m.nieuw()
			m.woord[l.ID] = woord
			l.Wederhoor.NietGehoord, m.geheim[l.ID] = m.tekst(woord)
			m.doe(mw, "wederhoor", l)
		},
		"fase": func() {
			l := domain.WijzigFase{ID: onderdeelID(),
				Fase: rapid.SampledFrom([]domain.Fase{domain.FaseOnderzoek, "monitoring", domain.FaseEerste}).Draw(m.r, "fase")}
			woord := m.nieuw()
			m.woord[l.ID] = woord
			l.Besluit.Motivering, m.geheim[l.ID] = m.tekst(woord)
			m.fase[l.ID] = l.Fase
			m.doe(mw, "fase", l)
		},
		"verstrek": func() {
			o, _ := een("")
			v := domain.Verstrek{ID: onderdeelID(), Onderdelen: []id.Onderdeel{o}}
			woord := m.nieuw()
			m.woord[v.ID] = woord
			v.Verstrekking = domain.Verstrekking{Ontvanger: "Raad", Grond: "veiligheid", Toestemming: "niet-gevraagd"}
			v.Verstrekking.Doel, m.geheim[v.ID] = m.tekst(woord)
			m.doe(tl, "verstrek", v)
		},
		"verbeter": func() {
			o, ok := een(domain.InhoudGegeven)
			if !ok {
				return
			}
			woord := m.nieuw()
			t, geheim := m.tekst(woord)
			g := domain.Gegeven{Soort: "bevinding", Aard: domain.AardFeit, Bron: m.vanBron(), Tekst: t}
			if rapid.Bool().Draw(m.r, "later gebeurd") {
				m.o.klok.verder(72 * time.Hour)
				g.GebeurdOp, _ = waarde.ParseGedeeltelijkeDatum(m.o.klok.nu().Add(-time.Hour).Format("2006-01-02"))
			}
			if m.doe(tl, "verbeter", domain.Corrigeer{Onderdeel: o, Wijze: domain.WijzeVerbeteren,
				Correctie: domain.NieuweCorrectie("feitelijk-onjuist", &g)}) {
				m.zegt[o] = g.Bron.Wie
				m.woord[o], m.geheim[o] = woord, m.geheim[o] || geheim
				if !geheim {
					delete(m.geheim, o)
				}
			}
		},
		"stand": func() {
			o, _ := een("")
			w := rapid.SampledFrom([]domain.Wijze{domain.WijzeAfschermen, domain.WijzeVrijgeven,
				domain.WijzeVerwijderen}).Draw(m.r, "wijze")
			m.doe(tl, "stand "+string(w), domain.Corrigeer{Onderdeel: o, Wijze: w,
				Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)})
		},
		"wis": func() {
			b := domain.BesluitVernietiging{ID: id.Van[id.Vernietiging](uuid.New()), Grond: "bezwaar",
				Motivering: m.los("Bezwaar.")}
			// whose names stand nowhere unmarked
			gezin := slices.DeleteFunc(m.levend(), func(b id.Betrokkene) bool { return m.bron[b] })
			var anderen []id.Betrokkene
			if len(gezin) > 1 && rapid.Bool().Draw(m.r, "persoon") {
				b.Omvang.Betrokkene = gezin[len(gezin)-1]
				anderen = gezin[:1]
			} else {
				b.Omvang.Onderdeel, _ = een("")
				if n := nu().Onderdelen[b.Omvang.Onderdeel]; n == nil || n.Inhoud == domain.InhoudIdentiteit && m.bron[n.Over[0]] {
					return // as above
				}
			}
			for _, o := range nu().Betreft(b.Omvang) {
				k := domain.Keuze{Onderdeel: o.ID, Uitkomst: domain.UitkomstVernietigen}
				if len(anderen) > 0 && len(o.Over) > 1 && o.Inhoud != domain.InhoudIdentiteit {
					k.Uitkomst, k.Behoud = domain.UitkomstBehouden, domain.Behoud{Belang: anderen[0], Waarom: m.los("Veiligheid.")}
				}
				b.Keuzes = append(b.Keuzes, k)
			}
			if m.doe(po, "besluit", b) && m.doe(tl, "wis", domain.KeurVernietigingGoed{ID: b.ID}) &&
				!b.Omvang.Betrokkene.IsZero() {
				m.weg[b.Omvang.Betrokkene] = true
			}
			for _, o := range nu().Alle() { // what was destroyed hides nothing that is written later
				if o.Stand == domain.StandVernietigd {
					delete(m.straat, o.ID)
				}
			}
		},
		"voeg samen": func() {
			// else erasing one erases a name that stands unmarked
			gezin := slices.DeleteFunc(m.levend(), func(b id.Betrokkene) bool { return m.bron[b] })
			if len(gezin) == 0 {
				return
			}
			m.doe(tl, "voeg samen", domain.VoegSamen{ID: onderdeelID(), Blijft: m.kies("blijft", gezin...),
				Vervalt: m.kies("vervalt", gezin...), Besluit: domain.Besluit{Motivering: m.los("Dezelfde.")}})
		},
		"kwalificeer": func() {
			if o, ok := een(domain.InhoudMelding); ok {
				k := rapid.SampledFrom(domain.Kwalificaties).Draw(m.r, "kwalificatie")
				m.doe(mw, "kwalificeer", domain.KwalificeerMelding{ID: onderdeelID(), Melding: o, Kwalificatie: k,
					Besluit: domain.Besluit{Motivering: m.los("Zo is het.")}})
			}
		},
		"sluit": func() {
			l := domain.Sluit{ID: onderdeelID()}
			woord := m.nieuw()
			m.woord[l.ID] = woord
			l.Besluit.Motivering, m.geheim[l.ID] = m.tekst(woord)
			m.doe(mw, "sluit", l)
		},
		"heropen": func() {
			m.doe(mw, "heropen", domain.Heropen{ID: onderdeelID(), Besluit: domain.Besluit{Motivering: m.los("Toch.")}})
		},
	}
}

func (m *reis) ziet(o *opstelling, d id.Dossier) *ledger.Beeld {
	m.r.Helper()
	b, err := o.Ledger.Bekijk(m.r.Context(),
		o.Ledger.Beslis(teamleider.Actor, domain.HandelingRaadplegen, d, "onderzoek"), d, ledger.Momenten{}, "")
	if err != nil {
		m.r.Fatal(err)
	}
	return b
}

// leesbaar gives all that a view shows, by onderdeel.
func leesbaar(r *rapid.T, b *ledger.Beeld) map[id.Onderdeel]string {
	uit := map[id.Onderdeel]string{}
	for _, k := range b.Onderdelen {
		i, ok := k.Inhoud.Value()
		if !ok {
			continue
		}
		ruw, err := json.Marshal(kernUit(i))
		if err != nil {
			r.Fatal(err)
		}
		uit[k.Onderdeel.ID] = string(ruw)
	}
	return uit
}

func woordenIn(s string) map[string]bool {
	uit := map[string]bool{}
	for _, w := range woorden.FindAllString(s, -1) {
		uit[strings.ToLower(w)] = true
	}
	return uit
}

// What another organisation takes in is what the verstrekking says was given, to the word; and nothing that is
// shielded, geheim, destroyed, of who reported, or traceable to them ever stands in the file (ZOB-6.2b, ZOB-6.2g,
// ZOB-8, ZOB-17.1).
func TestOverdrachtRondreis(t *testing.T) {
	hier, daar := stelOp(t), stelOp(t)
	n := nieuweOntvanger(t)
	wat := map[string]int{}
	course := func(r *rapid.T) {
		m := &reis{r: r, o: hier, d: id.Van[id.Dossier](uuid.New()), wat: wat, woord: map[id.Onderdeel]string{},
			bron: map[id.Betrokkene]bool{}, weg: map[id.Betrokkene]bool{}, straat: map[id.Onderdeel]string{},
			geheim: map[id.Onderdeel]bool{}, dicht: map[id.Onderdeel]bool{}, stem: map[id.Onderdeel]id.Betrokkene{},
			namen: map[id.Betrokkene]string{}, zegt: map[id.Onderdeel]id.Betrokkene{},
			fase: map[id.Onderdeel]domain.Fase{}}
		open := domain.OpenDossier{Onderdeel: onderdeelID(), Opening: domain.Opening{Grond: "ots"}}
		for _, h := range []domain.Hoedanigheid{"ouder", "kind", "grootouder"} {
			b := m.persoon(h)
			m.mensen = append(m.mensen, b.ID)
			open.Betrokkenen = append(open.Betrokkenen, b)
		}
		if !m.doe(medewerker.Actor, "open", open) {
			r.Fatal("a dossier does not open")
		}
		stappen := m.stappen()
		namen := slices.Sorted(maps.Keys(stappen))
		for range rapid.IntRange(5, 30).Draw(r, "stappen") {
			stappen[rapid.SampledFrom(namen).Draw(r, "stap")]()
		}
		m.reist(n, daar)
	}
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue { // each course is some dozens of requests
		goed(t, f.Value.Set("30"))
	}
	ontbreekt := func() (uit []string) {
		for _, s := range []string{"verslag", "vul aan", "verbeter", "wis", "voeg samen", "sluit", "stand afschermen",
			"overdracht"} {
			if wat[s] == 0 {
				uit = append(uit, s)
			}
		}
		return uit
	}
	for n := 0; n == 0 || n < 5 && len(ontbreekt()) > 0; n++ {
		rapid.Check(t, course)
	}
	if s := ontbreekt(); len(s) > 0 {
		t.Errorf("no course had: %v", s)
	}
}

// reist transfers the dossier and takes it in elsewhere.
func (m *reis) reist(n ontvanger, daar *opstelling) {
	r := m.r
	bevestigd := []id.Onderdeel{}
	beeld := m.ziet(m.o, m.d)
	mag := m.mag(beeld)
	for o := range m.straat {
		if mag[o] && rapid.Bool().Draw(r, "bevestigd") {
			bevestigd = append(bevestigd, o)
		} else {
			mag[o] = false
		}
	}
	lijst, _ := json.Marshal(bevestigd)
	a := m.o.vraagt(teamleider, "POST", "/v1/dossiers/"+m.d.String()+"/overdrachten",
		n.vraag(fmt.Sprintf(`,"bevestigdGeheim":%s`, lijst)))
	if a.status != 201 {
		for o := range mag {
			if mag[o] && beeld.Dossier.Onderdelen[o].Inhoud == domain.InhoudIdentiteit {
				r.Fatalf("refused: %s", a.ruw)
			}
		}
		return // nobody's identity may go
	}
	m.wat["overdracht"]++
	b := n.opent(a.ruw)
	want := map[string]bool{}
	for o, ja := range mag {
		if ja && m.woord[o] != "" {
			want[m.woord[o]] = true
		}
	}
	got := woordenIn(b.ruw)
	for o := range mag {
		if w := m.woord[o]; !got[w] && m.blijft(beeld.Dossier, o, got) {
			delete(want, w)
		}
	}
	for _, p := range m.mensen { // somebody who was recorded twice has two names, of which one is the identiteit
		if w := m.woord[domain.IdentiteitVan(p)]; beeld.Dossier.Wie(p) != p &&
			want[m.woord[domain.IdentiteitVan(beeld.Dossier.Wie(p))]] {
			delete(got, w)
		}
	}
	if !maps.Equal(got, want) {
		for w := range got {
			if !want[w] {
				r.Errorf("%s stands in the file and may not: %s", w, m.van(w, beeld))
			}
		}
		for w := range want {
			if !got[w] {
				r.Errorf("%s does not stand in the file: %s", w, m.van(w, beeld))
			}
		}
		r.Logf("%s", b.ruw)
	}
	// What the verstrekking says.
	na := m.ziet(m.o, m.d)
	alle := na.Dossier.Alle()
	gezegd := map[string]bool{}
	for _, s := range alle[len(alle)-1].Stukken {
		if w := m.woord[s.Onderdeel]; w != "" {
			gezegd[w] = true
		}
	}
	if !maps.Equal(gezegd, want) {
		r.Errorf("the verstrekking says %v, what may go is %v", slices.Sorted(maps.Keys(gezegd)),
			slices.Sorted(maps.Keys(want)))
	}
	// What comes of it there, also the second time.
	d := m.neemt(daar, b, false)
	var leest strings.Builder
	for _, s := range leesbaar(r, m.ziet(daar, d)) {
		leest.WriteString(s)
	}
	if daarLeest, heel := woordenIn(leest.String()), woordenIn(b.ruw); !maps.Equal(daarLeest, heel) {
		r.Errorf("there it reads %v, the file has %v", slices.Sorted(maps.Keys(daarLeest)), slices.Sorted(maps.Keys(heel)))
	}
	m.neemt(daar, b, true)
}

// blijft reports whether what may go stays behind all the same, since whoever takes the file in would refuse its line
// there: given the words that stand in the file.
func (m *reis) blijft(d *domain.Dossier, o id.Onderdeel, got map[string]bool) bool {
	n := d.Onderdelen[o]
	switch n.Inhoud {
	// somebody said it who was erased: of who was recorded twice both are
	case domain.InhoudGegeven, domain.InhoudPassage:
		return slices.ContainsFunc(d.Zelfde(m.zegt[o]), func(b id.Betrokkene) bool { return m.weg[b] })
	case domain.InhoudVerstrekking: // of what stays: of nothing that anybody there knows
		return !slices.ContainsFunc(n.Stukken, func(s domain.Stuk) bool {
			relatie := d.Onderdelen[s.Onderdeel].Inhoud == domain.InhoudRelatie
			return got[m.woord[s.Onderdeel]] || relatie && m.relatieMag(d, s.Onderdeel, m.bekend(d))
		})
	// a phase that does not follow on the one before, or an onderzoek that ends without its wederhoor
	case domain.InhoudBesluit:
		was, gehoord := domain.FaseEerste, false
		for _, e := range d.Alle() {
			if e.ID == o {
				break
			}
			if f, ok := m.fase[e.ID]; ok && got[m.woord[e.ID]] {
				was, gehoord = f, gehoord && f != domain.FaseOnderzoek
			}
			gehoord = gehoord || e.Inhoud == domain.InhoudWederhoor && got[m.woord[e.ID]]
		}
		return was == m.fase[o] || was == domain.FaseOnderzoek && !gehoord
	}
	return false
}

func (m *reis) van(w string, b *ledger.Beeld) string {
	for o, v := range m.woord {
		if v == w {
			if n := b.Dossier.Onderdelen[o]; n != nil {
				return fmt.Sprintf("%s %s %v geheim %v dicht %v", n.Inhoud, n.Stand, n.Rubriek, m.geheim[o], m.dicht[o])
			}
		}
	}
	return "an older wording"
}

// mag says of each onderdeel whether it may go, by what the test knows.
func (m *reis) mag(b *ledger.Beeld) map[id.Onderdeel]bool {
	d := b.Dossier
	uit := map[id.Onderdeel]bool{}
	bekend := m.bekend(d)
	for _, o := range d.Alle() {
		switch ja := staat(d, o.ID) && !m.geheim[o.ID]; o.Inhoud {
		case domain.InhoudIdentiteit:
			uit[o.ID] = ja && bekend(o.Over[0]) && d.Wie(o.Over[0]) == o.Over[0]
		case domain.InhoudContact:
			uit[o.ID] = ja && bekend(o.Over[0])
		case domain.InhoudMelding:
			levend := slices.ContainsFunc(o.Over, func(p id.Betrokkene) bool { return d.Betrokkenen[p].Vernietigd == nil })
			uit[o.ID] = ja && o.Kwalificatie != domain.KwalificatieAdvies && levend
		case domain.InhoudGegeven:
			uit[o.ID] = ja && o.Rubriek != domain.RubriekWerkaantekening
		case domain.InhoudVerslag, domain.InhoudWederhoor:
			uit[o.ID] = ja
		case domain.InhoudPassage:
			uit[o.ID] = ja && uit[o.Verslag] && !m.dicht[o.ID]
		case domain.InhoudVerklaring:
			uit[o.ID] = ja && bekend(m.stem[o.ID]) && !m.weg[m.stem[o.ID]]
		case domain.InhoudVerstrekking:
			uit[o.ID] = ja && slices.ContainsFunc(o.Stukken, func(s domain.Stuk) bool {
				return uit[s.Onderdeel] || d.Onderdelen[s.Onderdeel].Inhoud == domain.InhoudRelatie &&
					m.relatieMag(d, s.Onderdeel, bekend)
			})
		case domain.InhoudBesluit:
			soort := o.Versies[0].Soort
			uit[o.ID] = ja && (soort == domain.SoortFaseGewijzigd || soort == domain.SoortDossierGesloten &&
				d.GeslotenOp != nil && o.Versies[0].Op.Equal(*d.GeslotenOp))
		}
	}
	return uit
}

func staat(d *domain.Dossier, o id.Onderdeel) bool {
	n := d.Onderdelen[o]
	return n != nil && n.Stand == domain.StandGeldig
}

// bekend reports whether it may be told who somebody is.
func (m *reis) bekend(d *domain.Dossier) func(id.Betrokkene) bool {
	return func(p id.Betrokkene) bool {
		for _, z := range d.Zelfde(p) { // a shield of one who was joined is a shield of both
			if n := d.Onderdelen[domain.IdentiteitVan(z)]; m.bron[z] || n != nil && n.Stand == domain.StandAfgeschermd {
				return false
			}
		}
		return staat(d, domain.IdentiteitVan(d.Wie(p)))
	}
}

func (m *reis) relatieMag(d *domain.Dossier, o id.Onderdeel, bekend func(id.Betrokkene) bool) bool {
	n := d.Onderdelen[o]
	return n.Stand == domain.StandGeldig && bekend(n.Van) && bekend(n.Naar)
}

// neemt takes a file in, line by line, as an import does.
func (m *reis) neemt(daar *opstelling, b bestand, weer bool) id.Dossier {
	r := m.r
	kop, _, _ := strings.Cut(b.ruw, "\n")
	f, fouten := overdrachtlezer().LeesKop([]byte(kop))
	if len(fouten) > 0 {
		r.Fatal(fouten.Err())
	}
	if achter := m.o.klok.nu().Sub(daar.klok.nu()); achter > 0 {
		daar.klok.verder(achter)
	}
	l := daar.Ledger
	var d id.Dossier
	for i, s := range strings.Split(strings.TrimSuffix(b.ruw, "\n"), "\n")[1:] {
		if _, slot := LeesSlot([]byte(s)); slot {
			break
		}
		g, fouten := f.Regel([]byte(s), domain.Feiten{Nu: l.Nu(), Vandaag: l.Vandaag(), Wie: "im-1"})
		if len(fouten) > 0 {
			r.Fatalf("line %d: %v", i+2, fouten.Err())
		}
		d = g.Dossier
		u, err := l.Schrijf(r.Context(), ledger.Schrijfopdracht{
			Grant: l.Beslis(teamleider.Actor, g.Opdracht.Handeling(), d, "onderzoek"), Dossier: d, Opdracht: g.Opdracht,
			Herkomst: &g.Herkomst, Aanvraag: ledger.NieuweAanvraag("", "dossierd import", g.Sleutel, g.Wezen()),
		})
		if err != nil || u.Herhaald != weer {
			r.Fatalf("line %d (%s): taken in again: %v: %v\n%s", i+2, g.Soort, u.Herhaald, err, s)
		}
	}
	return d
}
