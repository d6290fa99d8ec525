package domain

import (
	"errors"
	"slices"
	"testing"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func mededeling(n, aan int, m Mededeling) LegMededelingVast {
	return LegMededelingVast{ID: stuk(n), Betrokkene: persoon(aan), Mededeling: m}
}

func gedaan() Mededeling {
	return Mededeling{Uitkomst: MededelingGedaan, Wijze: "gesprek", Op: datum("2026-03-02")}
}

func nietGedaan(u MededelingUitkomst, opnieuw string) Mededeling {
	return Mededeling{Uitkomst: u, Grond: GrondVeiligBetrokkenen, Opnieuw: datum(opnieuw),
		Toelichting: schrijf("Eerst moet zij veilig zijn.")}
}

// wanneer is the last day to tell a person; "" where nothing is to be told.
func (p *proef) wanneer(n int) string {
	for _, k := range p.d.Onderdelen[IdentiteitVan(persoon(n))].OpenPunten() {
		if k.Soort == PuntInformeren {
			return k.Uiterlijk.String()
		}
	}
	return ""
}

func (p *proef) houdt(t *testing.T, wat string, want ...string) {
	t.Helper()
	var got []string
	for i := range want {
		got = append(got, p.wanneer(i+1))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: to be told by %q, want %q", wat, got, want)
	}
}

// geweigerdOp is on what rules something is refused.
func geweigerdOp(err error) []string {
	var w *Weigering
	if errors.As(err, &w) {
		return w.Regels
	}
	return nil
}

// Wmo 2015 art. 5.3.1, DRE-inform-1: everybody of whom data are recorded on a melding is to be told within four weeks
// after that. Who reported is no exception, so that nobody reads from the agenda who did. A later melding brings new
// data of whom it is about.
func TestInformerenStaatOpDeAgenda(t *testing.T) {
	p := openProef(t, 2)
	o := p.d.Onderdelen[IdentiteitVan(persoon(1))].OpenPunten()
	if len(o) != 1 || o[0].Eigenaar != "m-1" {
		t.Fatalf("%+v", o)
	}
	p.moet(t, VoegBetrokkeneToe{nieuwePersoon(3)})
	p.houdt(t, "recorded", "2026-03-30", "2026-03-30", "2026-03-30")
	p.moet(t, mededeling(10, 1, gedaan()))
	p.moet(t, mededeling(11, 3, gedaan()))
	p.houdt(t, "told", "", "2026-03-30", "")
	m := nieuweMelding(12, begin)
	m.Over, m.Melding.Melder = []id.Betrokkene{persoon(1)}, persoon(3)
	p.moet(t, m)
	p.houdt(t, "reported again, by the third", "2026-03-30", "2026-03-30", "2026-03-30")

	p.moet(t, mededeling(13, 1, nietGedaan(MededelingAchterwege, "2026-09-01")))
	p.moet(t, mededeling(14, 2, nietGedaan(MededelingAchterwege, "2026-03-09")))
	m = nieuweMelding(15, begin)
	m.Over = []id.Betrokkene{persoon(1), persoon(2)}
	p.moet(t, m)
	p.houdt(t, "no later than the term of what came since", "2026-03-30", "2026-03-09", "2026-03-30")
}

// Wmo 2015 art. 5.3.1 binds a Veilig Thuis: without a melding it is none.
func TestInformerenAlleenOpEenMelding(t *testing.T) {
	p := nieuweProef()
	p.moet(t, OpenDossier{Onderdeel: stuk(0), Opening: Opening{Grond: "ots"},
		Betrokkenen: []NieuweBetrokkene{nieuwePersoon(1), nieuwePersoon(2)}})
	p.moet(t, VoegBetrokkeneToe{nieuwePersoon(3)})
	p.houdt(t, "on a maatregel", "", "", "")
	m := nieuweMelding(12, begin)
	m.Over = []id.Betrokkene{persoon(2)}
	p.moet(t, m)
	p.houdt(t, "reported after all", "", "2026-03-30", "")
}

// DRE-inform-4: an advies starts no duty. What turns out to be none goes on with it, from when everybody was recorded.
func TestInformerenNietNaEenAdvies(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, mededeling(10, 1, gedaan()))
	p.moet(t, kwalificeer(11, 1, KwalificatieAdvies))
	p.moet(t, VoegBetrokkeneToe{nieuwePersoon(3)})
	p.houdt(t, "an advies", "", "", "")
	p.moet(t, kwalificeer(12, 1, KwalificatieMelding))
	p.houdt(t, "a melding after all", "", "2026-03-30", "2026-03-30")
	p.moet(t, nieuweMelding(13, begin))
	p.moet(t, kwalificeer(14, 13, KwalificatieAdvies))
	p.houdt(t, "an advies beside a melding", "2026-03-30", "2026-03-30", "2026-03-30")
}

// Wmo 2015 art. 5.3.1: telling ends it, and so does that somebody knew. In the open these look the same.
func TestMededelingDoetAf(t *testing.T) {
	p := openProef(t, 3)
	voor := len(p.events)
	p.moet(t, mededeling(10, 1, gedaan()))
	p.moet(t, mededeling(11, 2, Mededeling{Uitkomst: MededelingBekend, Toelichting: schrijf("Zij meldde zelf.")}))
	p.houdt(t, "told", "", "", "2026-03-30")
	var soorten []Soort
	for _, v := range p.events[voor:] {
		soorten = append(soorten, v.Feit.Soort())
	}
	if !slices.Equal(soorten, []Soort{SoortMededelingVastgelegd, SoortPuntAfgedaan, SoortMededelingVastgelegd,
		SoortPuntAfgedaan}) {
		t.Errorf("recorded as %v", soorten)
	}
	m := p.d.Onderdelen[stuk(10)]
	if m.Aan != persoon(1) || m.Inhoud != InhoudMededeling || !slices.Equal(m.Over, []id.Betrokkene{persoon(1)}) {
		t.Errorf("%+v", m)
	}
	p.moet(t, Sluit{ID: stuk(50), Besluit: besluit()})
	p.moet(t, mededeling(12, 3, gedaan()))
	p.houdt(t, "told after the work had ended", "", "", "")
}

// Wmo 2015 art. 5.3.1 lid 2, DRE-inform-2, ZOB-12.2a: it is extended with a reason, each time by two weeks at most.
func TestInformerenUitstellen(t *testing.T) {
	p := openProef(t, 2)
	te := mededeling(10, 1, nietGedaan(MededelingUitgesteld, "2026-04-14"))
	if regels := geweigerdOp(p.doet(te)); !slices.Contains(regels, "DRE-inform-2") || !slices.Contains(regels,
		"Wmo 2015 art. 5.3.1 lid 2") {
		t.Errorf("more than two weeks is refused by %v", regels)
	}
	p.moet(t, OpenPunt{Onderdeel: IdentiteitVan(persoon(1)), Soort: PuntInformeren, Eigenaar: "m-7",
		Uiterlijk: datum("2026-03-30")})
	p.moet(t, mededeling(10, 1, nietGedaan(MededelingUitgesteld, "2026-04-13")))
	p.houdt(t, "extended", "2026-04-13", "2026-03-30")
	p.moet(t, mededeling(11, 1, nietGedaan(MededelingUitgesteld, "2026-04-28"))) // two weeks end on Koningsdag
	p.houdt(t, "extended again", "2026-04-28", "2026-03-30")
	if k := p.d.Onderdelen[IdentiteitVan(persoon(1))].OpenPunten()[0]; k.Eigenaar != "m-7" || !k.Sinds.Equal(begin) {
		t.Errorf("extended it is another's: %+v", k)
	}
	p.moet(t, mededeling(12, 1, gedaan()))
	if regels := geweigerdOp(p.doet(mededeling(13, 1, nietGedaan(MededelingUitgesteld,
		"2026-03-16")))); !slices.Contains(regels, "Wmo 2015 art. 5.3.1") {
		t.Errorf("where no term runs it is refused by %v", regels)
	}
	laat := Feiten{Vandaag: datum("2026-05-04")}
	if d := langst(laat, Punt{Uiterlijk: datum("2026-03-30")}); d != datum("2026-05-18") {
		t.Errorf("of a term that is past it is until %s", d)
	}
}

// DRE-inform-3: it is left out with a reason, and looked at again where what opposes it can pass.
func TestInformerenAchterwege(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, mededeling(10, 1, nietGedaan(MededelingAchterwege, "2026-09-01")))
	overleden := Mededeling{Uitkomst: MededelingAchterwege, Grond: GrondOnmogelijk,
		Toelichting: schrijf("Hij is overleden.")}
	p.moet(t, mededeling(11, 2, overleden))
	p.houdt(t, "left out", "2026-09-01", "")
	p.moet(t, mededeling(12, 2, nietGedaan(MededelingAchterwege, "2026-09-01")))
	p.houdt(t, "to be looked at again", "2026-09-01", "2026-09-01")
	if fouten := veldenVan(p.doet(mededeling(13, 1, nietGedaan(MededelingAchterwege,
		"2026-03-01")))); !slices.Equal(fouten, []string{"/opnieuw"}) {
		t.Errorf("a day that is past: %v", fouten)
	}
}

func veldenVan(err error) []string {
	var w *Weigering
	if !errors.As(err, &w) {
		return nil
	}
	return foutenBij(w.Fouten)
}

func foutenBij(fouten waarde.Fouten) []string {
	var uit []string
	for _, f := range fouten {
		uit = append(uit, f.Veld)
	}
	slices.Sort(uit)
	return uit
}

// ZOB-20.1b: who represents a child below twelve is told, whether or not the child is.
func TestKindOnderDeTwaalf(t *testing.T) {
	p := openProef(t, 2)
	f := feitenOp(begin, "m-1")
	f.Onder12 = true
	_, err := mededeling(10, 1, gedaan()).Beslis(p.d, f)
	if regels := geweigerdOp(err); !slices.Contains(regels, "ZOB-20.1b") {
		t.Errorf("a child alone: refused by %v", regels)
	}
	met := gedaan()
	met.Vertegenwoordiger = persoon(2)
	uit, err := mededeling(10, 1, met).Beslis(p.d, f)
	if err != nil || !slices.Equal(uit[0].Over, uniek([]id.Betrokkene{persoon(1), persoon(2)})) {
		t.Errorf("its mother: %v", err)
	}
	if _, err := mededeling(10, 1, nietGedaan(MededelingUitgesteld, "2026-04-01")).Beslis(p.d, f); err != nil {
		t.Errorf("later: %v", err)
	}
	zelf := gedaan()
	zelf.Vertegenwoordiger = persoon(1)
	if fouten := foutenBij(mededeling(10, 1, zelf).Controleer(f)); !slices.Equal(fouten, []string{"/vertegenwoordiger"}) {
		t.Errorf("in its own place: %v", fouten)
	}
}

// ZOB-9.1d: what came of telling people elsewhere is taken in as it was, and puts nobody late here.
func TestMededelingVanElders(t *testing.T) {
	for naam, g := range map[string]struct {
		daar time.Time
		m    Mededeling
		want string
	}{
		"told":                      {begin.Add(-time.Hour), gedaan(), ""},
		"further off than may be":   {begin.Add(-time.Hour), nietGedaan(MededelingUitgesteld, "2026-09-01"), "2026-09-01"},
		"of long ago":               {begin.AddDate(-8, 0, 0), nietGedaan(MededelingUitgesteld, "2018-04-01"), ""},
		"of long ago, until later":  {begin.AddDate(-8, 0, 0), nietGedaan(MededelingUitgesteld, "2026-04-01"), "2026-04-01"},
		"until yesterday, recently": {begin.AddDate(0, 0, -7), nietGedaan(MededelingUitgesteld, "2026-03-01"), ""},
	} {
		p := openProef(t, 1)
		if g.daar.Before(begin.AddDate(-1, 0, 0)) {
			p.moet(t, mededeling(9, 1, gedaan())) // as if it had been past when it was taken in
		}
		f := feitenOp(begin, "im-1").Toen(Herkomst{Soort: HerkomstOuderDossier, Op: g.daar, Wie: "m-oud"})
		f.Onder12 = true
		uit, err := mededeling(10, 1, g.m).Beslis(p.d, f)
		if err != nil {
			t.Fatalf("%s: %v", naam, err)
		}
		for i, w := range uit {
			v := Vastlegging{Revisie: uint64(len(p.events) + i), Schema: 1, Feit: w.Feit, Meta: Meta{VastgelegdOp: p.nu}}
			p.d.PasToe(v)
		}
		p.houdt(t, naam, g.want)
	}
}

// A mededeling says how and when, or on what ground not and until when, and tells all at once what it lacks.
func TestMededelingControleert(t *testing.T) {
	reden := schrijf("Eerst moet zij veilig zijn.")
	for naam, g := range map[string]struct {
		m    Mededeling
		fout []string
	}{
		"niets":  {Mededeling{}, []string{"/toelichting", "/uitkomst"}},
		"gedaan": {Mededeling{Uitkomst: MededelingGedaan}, []string{"/op", "/wijze"}},
		"morgen": {Mededeling{Uitkomst: MededelingGedaan, Wijze: "brief", Op: datum("2026-03-03")},
			[]string{"/op"}},
		"gedaan met een grond": {Mededeling{Uitkomst: MededelingGedaan, Wijze: "brief", Op: datum("2026-03-02"),
			Grond: GrondTaak}, []string{"/uitkomst"}},
		"bekend zonder waarom": {Mededeling{Uitkomst: MededelingBekend, Toelichting: schrijf("-")},
			[]string{"/toelichting"}},
		"bekend met hoe": {Mededeling{Uitkomst: MededelingBekend, Toelichting: reden, Wijze: "brief"},
			[]string{"/uitkomst"}},
		"uitgesteld": {Mededeling{Uitkomst: MededelingUitgesteld}, []string{"/grond", "/opnieuw",
			"/toelichting"}},
		"uitgesteld, onmogelijk": {Mededeling{Uitkomst: MededelingUitgesteld, Grond: GrondOnmogelijk, Toelichting: reden},
			[]string{"/grond"}},
		"achterwege": {Mededeling{Uitkomst: MededelingAchterwege, Grond: GrondTaak, Toelichting: reden},
			[]string{"/opnieuw"}},
		"door met een regeleinde": {Mededeling{Uitkomst: MededelingGedaan, Wijze: "brief", Op: datum("2026-03-02"),
			Door: "a\nb"},
			[]string{"/door"}},
	} {
		l := mededeling(10, 1, g.m)
		if fouten := foutenBij(l.Controleer(feitenOp(begin, "m-1"))); !slices.Equal(fouten, g.fout) {
			t.Errorf("%s: %v, want %v", naam, fouten, g.fout)
		}
	}
}

// Wmo 2015 art. 5.3.1: by hand the punt changes owner and nothing else, and stands at an identiteit alone.
func TestInformerenMetDeHand(t *testing.T) {
	p := openProef(t, 1)
	bij := IdentiteitVan(persoon(1))
	open := func(bij id.Onderdeel, dag string) OpenPunt {
		return OpenPunt{Onderdeel: bij, Soort: PuntInformeren, Eigenaar: "m-7", Uiterlijk: datum(dag)}
	}
	for naam, o := range map[string]Opdracht{
		"done off": DoePuntAf{Onderdeel: bij, Soort: PuntInformeren}, "later": open(bij, "2026-03-31"),
		"at a melding": open(stuk(1), "2026-03-30"),
	} {
		if err := p.doet(o); code(err) != CodeStand || len(geweigerdOp(err)) == 0 {
			t.Errorf("%s: %v", naam, err)
		}
	}
	p.moet(t, open(bij, "2026-03-09"))
	p.houdt(t, "sooner", "2026-03-09")
	if err := open(bij, "2026-05-04").informeren(p.d.Onderdelen[bij], Feiten{Vandaag: datum("2026-05-04")}); err != nil {
		t.Errorf("handed over when it was past: %v", err)
	}
}

// ZOB-13a/b: of two who turn out to be one human, one is told; parted, the other was not.
func TestInformerenVanSamengevoegd(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, voegSamen(10, 1, 2))
	if got := code(p.doet(mededeling(11, 2, gedaan()))); got != CodeStand {
		t.Errorf("told by the id that went: %s", got)
	}
	p.moet(t, mededeling(11, 1, gedaan()))
	p.houdt(t, "told", "", "")
	p.moet(t, scheid(12, 2))
	p.houdt(t, "parted", "", "2026-03-30")

	p = openProef(t, 2)
	p.moet(t, mededeling(11, 2, gedaan()))
	p.moet(t, voegSamen(10, 1, 2))
	p.moet(t, mededeling(13, 1, gedaan()))
	p.moet(t, scheid(12, 2))
	p.houdt(t, "told before they were joined", "", "")
}

// ZOB-15b: what a mededeling ended goes on when it turns out wrong; another wording ends or begins it as the first
// would have.
func TestMededelingVerbeterd(t *testing.T) {
	later := nietGedaan(MededelingUitgesteld, "2026-04-10")
	for naam, g := range map[string]struct {
		eerst, nieuw Mededeling
		want         string
	}{
		"not told after all": {gedaan(), later, "2026-04-10"},
		"told after all":     {later, gedaan(), ""},
		"an earlier day":     {later, nietGedaan(MededelingUitgesteld, "2026-04-03"), "2026-04-03"},
		"a later day":        {later, nietGedaan(MededelingUitgesteld, "2026-04-20"), "2026-04-10"},
		"far after all":      {gedaan(), nietGedaan(MededelingUitgesteld, "2026-09-01"), "2026-04-13"},
		"told in another way": {gedaan(), Mededeling{Uitkomst: MededelingGedaan, Wijze: "brief", Op: datum("2026-03-01")},
			""},
	} {
		p := openProef(t, 1)
		p.moet(t, mededeling(10, 1, g.eerst))
		p.moet(t, corrigeer(10, WijzeVerbeteren, &g.nieuw))
		p.houdt(t, naam, g.want)
	}
	p := openProef(t, 1)
	p.moet(t, mededeling(10, 1, gedaan()))
	p.moet(t, corrigeer(10, WijzeVerbeteren, &later))
	p.moet(t, corrigeer(10, WijzeVerbeteren, new(gedaan())))
	p.houdt(t, "told, not told, told", "")
	p.moet(t, corrigeer(10, WijzeVerwijderen, nil))
	p.houdt(t, "removed", "2026-04-10")
	p.moet(t, mededeling(11, 1, gedaan()))
	p.moet(t, nieuweMelding(12, begin))
	p.moet(t, corrigeer(11, WijzeVerbeteren, new(gedaan())))
	p.houdt(t, "an old one, put right when a new term runs", "2026-03-30")
}

// ZOB-17.1: it lapses when who was to be told is erased; the mededeling of another stays as it is.
func TestInformerenVervaltMetDePersoon(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, mededeling(10, 2, gedaan()))
	p.moet(t, weg(p, 60, 1))
	if err := p.keurGoed(verniet(60)); err != nil {
		t.Fatal(err)
	}
	p.houdt(t, "erased", "", "")
	if p.d.Onderdelen[stuk(10)].Stand != StandGeldig {
		t.Error("it took what was for somebody else along")
	}
	m := nieuweMelding(12, begin)
	m.Over = []id.Betrokkene{persoon(2)}
	p.moet(t, m)
	p.houdt(t, "reported again", "", "2026-03-30")
}
