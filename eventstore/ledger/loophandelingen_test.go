package ledger

import (
	"slices"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func (m *model) legVast() {
	t, stukken := m.tekst()
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "onderzoek", Over: m.enkele(), Gegeven: gegeven(t)}
	if u, ok := m.doe(medewerker, l); ok {
		m.begin(l.ID, domain.InhoudGegeven, u.Eerste, stukken)
	}
}

func (m *model) legVerslagVast() {
	titel, stukken := m.tekst()
	l := domain.LegVerslagVast{ID: nieuwO(), Rubriek: "onderzoek", Over: m.enkele(),
		Verslag: domain.Verslag{Soort: "gesprek", Titel: titel}}
	van := [][]any{stukken}
	for range 2 {
		t, stukken := m.tekst()
		van = append(van, stukken)
		l.Passages = append(l.Passages, domain.NieuwePassage{ID: nieuwO(), Over: m.enkele(),
			Passage: domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"}, Tekst: t}})
	}
	if u, ok := m.doe(medewerker, l); ok {
		m.begin(l.ID, domain.InhoudVerslag, u.Eerste, van[0])
		for i, p := range l.Passages {
			m.begin(p.ID, domain.InhoudPassage, u.Eerste+1+uint64(i), van[i+1])
		}
	}
}

func (m *model) corrigeer() {
	o := m.een("corrected")
	if o.soort != domain.InhoudGegeven {
		return
	}
	t, stukken := m.tekst()
	g := gegeven(t)
	var c domain.Opdracht = domain.Corrigeer{Onderdeel: o.id, Wijze: domain.WijzeVerbeteren, Over: m.enkele(),
		Correctie: domain.NieuweCorrectie("feitelijk-onjuist", &g)}
	if rapid.Bool().Draw(m.r, "of one's own typing error") {
		c = domain.HerstelOnderdeel{Onderdeel: o.id, Over: m.enkele(), Herstel: domain.NieuwHerstel(&g)}
	}
	if u, ok := m.doe(medewerker, c); ok {
		o.versies = append(o.versies, &modelVersie{inhoud: u.Eerste, sinds: u.Eerste, stukken: stukken})
	}
}

func (m *model) wijzigStand() {
	o := m.een("whose state changes")
	if o.soort != domain.InhoudGegeven && o.soort != domain.InhoudMelding && o.soort != domain.InhoudPassage {
		return
	}
	wijze := rapid.SampledFrom([]domain.Wijze{domain.WijzeAfschermen, domain.WijzeVrijgeven,
		domain.WijzeVerwijderen}).Draw(m.r, "wijze")
	if _, ok := m.doe(medewerker, domain.Corrigeer{Onderdeel: o.id, Wijze: wijze,
		Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)}); ok {
		o.stand = map[domain.Wijze]domain.Stand{domain.WijzeAfschermen: domain.StandAfgeschermd,
			domain.WijzeVrijgeven: domain.StandGeldig, domain.WijzeVerwijderen: domain.StandVerwijderd}[wijze]
	}
}

func (m *model) koppel() {
	m.doe(medewerker, domain.Koppel{Onderdeel: m.een("linked").id,
		Betrokkene: rapid.SampledFrom(m.personen).Draw(m.r, "to")})
}

func (m *model) ontkoppel() {
	o, b := m.een("unlinked"), rapid.SampledFrom(m.personen).Draw(m.r, "from")
	if u, ok := m.doe(medewerker, domain.Ontkoppel{Vernietiging: nieuwV(), Onderdeel: o.id, Betrokkene: b}); ok {
		o.los[b] = u.Eerste
	}
}

func (m *model) verklaar() {
	t, stukken := m.tekst()
	v := domain.VoegVerklaringToe{ID: nieuwO(), Betrokkene: rapid.SampledFrom(m.personen).Draw(m.r, "declarer"),
		Verklaring: domain.Verklaring{Tekst: t}}
	if u, ok := m.doe(medewerker, v); ok {
		m.begin(v.ID, domain.InhoudVerklaring, u.Eerste, stukken)
	}
}

func (m *model) verstrek() {
	t, stukken := m.tekst()
	v := domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{m.een("disclosed").id},
		Verstrekking: domain.Verstrekking{Ontvanger: "Raad", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: t}}
	if u, ok := m.doe(medewerker, v); ok {
		m.begin(v.ID, domain.InhoudVerstrekking, u.Eerste, stukken)
	}
}

// besluit decides on a person, an onderdeel or, seldom, the whole dossier.
func (m *model) besluit() {
	b := domain.BesluitVernietiging{ID: nieuwV(), Grond: "bezwaar", Motivering: schrijft(m.o.t, "Bezwaar.")}
	switch rapid.IntRange(0, 7).Draw(m.r, "extent") {
	case 0:
		b.Omvang.Dossier = true
	case 1, 2, 3:
		b.Omvang.Onderdeel = m.een("destroyed").id
	default:
		b.Omvang.Betrokkene = rapid.SampledFrom(m.personen).Draw(m.r, "erased")
	}
	ligt := &modelBesluit{id: b.ID, omvang: b.Omvang, uitkomsten: map[id.Onderdeel]domain.Uitkomst{},
		herschreven: map[id.Onderdeel]*modelVersie{}}
	z, err := m.o.lees(m.r.Context(), m.d)
	if err != nil {
		m.r.Fatal(err)
	}
	for _, o := range z.nu.Betreft(b.Omvang) {
		k := m.keuze(o, b.Omvang.Betrokkene, ligt)
		ligt.uitkomsten[o.ID] = k.Uitkomst
		b.Keuzes = append(b.Keuzes, k)
	}
	u, ok := m.doe(officer, b)
	if !ok {
		return
	}
	m.liggen = append(m.liggen, ligt)
	for _, v := range u.Feiten {
		if h, ok := v.Feit.(*domain.OnderdeelHerschreven); ok {
			ligt.herschreven[h.Onderdeel].inhoud = v.Revisie
		}
	}
}

// keuze draws an outcome that fits.
func (m *model) keuze(o *domain.Onderdeel, wie id.Betrokkene, ligt *modelBesluit) domain.Keuze {
	k := domain.Keuze{Onderdeel: o.ID, Uitkomst: domain.UitkomstVernietigen}
	anderen := m.levend(wie)
	switch rapid.IntRange(0, 2).Draw(m.r, "outcome") {
	case 1:
		if wie.IsZero() || o.Inhoud == domain.InhoudIdentiteit || len(anderen) == 0 {
			break
		}
		k.Uitkomst = domain.UitkomstBehouden
		k.Behoud = domain.Behoud{Belang: rapid.SampledFrom(anderen).Draw(m.r, "interest"),
			Waarom: schrijft(m.o.t, "Veiligheid.")}
	case 2:
		if o.Inhoud != domain.InhoudGegeven {
			break
		}
		t, stukken := m.tekst(wie)
		nieuw := gegeven(t)
		k.Uitkomst, k.Nieuw, k.Over = domain.UitkomstHerschrijven, &nieuw, m.enkele(wie)
		ligt.herschreven[o.ID] = &modelVersie{stukken: stukken}
	}
	return k
}

func (m *model) keurGoed() {
	if len(m.liggen) == 0 {
		return
	}
	i := rapid.IntRange(0, len(m.liggen)-1).Draw(m.r, "besluit")
	l := m.liggen[i]
	u, ok := m.doe(teamleider, domain.KeurVernietigingGoed{ID: l.id})
	if !ok {
		return
	}
	m.liggen = slices.Delete(m.liggen, i, i+1)
	m.heel = m.heel || l.omvang.Dossier
	if !l.omvang.Betrokkene.IsZero() {
		m.gewist[l.omvang.Betrokkene] = true
	}
	for welk, uitkomst := range l.uitkomsten {
		i := slices.IndexFunc(m.onderdelen, func(o *modelOnderdeel) bool { return o.id == welk })
		o := m.onderdelen[i]
		switch uitkomst {
		case domain.UitkomstVernietigen:
			o.stand = domain.StandVernietigd
		case domain.UitkomstHerschrijven:
			for _, v := range o.versies {
				v.vernietigd = true
			}
			nieuw := l.herschreven[welk]
			nieuw.sinds = u.Eerste
			o.versies = append(o.versies, nieuw)
		}
	}
}

func (m *model) trekIn() {
	if len(m.liggen) == 0 {
		return
	}
	i := rapid.IntRange(0, len(m.liggen)-1).Draw(m.r, "besluit")
	if _, ok := m.doe(officer, domain.TrekVernietigingIn{ID: m.liggen[i].id,
		Besluit: domain.Besluit{Motivering: schrijft(m.o.t, "Toch niet.")}}); ok {
		m.liggen = slices.Delete(m.liggen, i, i+1)
	}
}
