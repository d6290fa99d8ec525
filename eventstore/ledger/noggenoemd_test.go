package ledger

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func (o *opstelling) voorvertoont(g gezin) *Voorvertoning {
	o.t.Helper()
	p, err := o.Voorvertoon(o.t.Context(), o.Beslis(officer, domain.HandelingVernietigen, g.dossier, "onderzoek"),
		g.dossier, domain.Omvang{Betrokkene: g.moeder}, "v")
	goed(o.t, err)
	return p
}

// overKind records a text about the child alone.
func (o *opstelling) overKind(g gezin, t domain.Tekst) (id.Onderdeel, Uitkomst) {
	o.t.Helper()
	welk := nieuwO()
	return welk, o.doet(medewerker, g.dossier,
		domain.LegGegevenVast{ID: welk, Rubriek: "onderzoek", Over: []id.Betrokkene{g.kind}, Gegeven: gegeven(t)})
}

func schermAf(o id.Onderdeel) domain.Corrigeer {
	return domain.Corrigeer{Onderdeel: o, Wijze: domain.WijzeAfschermen,
		Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)}
}

// ZOB-17.1: whose identiteit is shielded or removed is looked for all the same, in the preview and in a new wording.
// Where the name stands is not told: it is hidden in what is open, too.
func TestAfgeschermdeNaamWordtGezocht(t *testing.T) {
	for _, wijze := range []domain.Wijze{domain.WijzeAfschermen, domain.WijzeVerwijderen} {
		o := stelOp(t)
		g := o.opentGezin()
		open, _ := o.overKind(g, schrijft(t, "Sanne Verzonnen is boos."))
		dicht, _ := o.overKind(g, schrijft(t, "Sanne Verzonnen is weg."))
		in := schermAf(domain.IdentiteitVan(g.moeder))
		in.Wijze = wijze
		o.doet(medewerker, g.dossier, in)
		o.doet(medewerker, g.dossier, schermAf(dicht))
		p := o.voorvertoont(g)
		if len(p.NogGenoemd) != 2 || p.NogGenoemd[0].Onderdeel != open || p.NogGenoemd[1].Onderdeel != dicht {
			t.Fatalf("%s: %d texts found, want the open and the shielded one", wijze, len(p.NogGenoemd))
		}
		if p.NogGenoemd[0].Plaatsen != nil || p.NogGenoemd[1].Plaatsen != nil {
			t.Errorf("%s: places are told of a name that is not shown", wijze)
		}
		_, err := o.probeer(officer, g.dossier, o.wisMoeder(g, schrijft(t, "Op verzoek."), domain.Keuze{
			Onderdeel: g.melding, Uitkomst: domain.UitkomstHerschrijven, Over: []id.Betrokkene{g.kind},
			Nieuw: &domain.Melding{Hoedanigheid: "school", Tekst: schrijft(t, "Sanne Verzonnen sloeg.")}}))
		wilWeigering(t, err, domain.CodeNogGenoemd)
	}
}

// ZOB-17.1: what was said before, and why it was corrected, is looked through too. Each is told with its revision, the
// fact names all that was opened.
func TestEerdereWoordenWordenDoorzocht(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	welk, toen := o.overKind(g, schrijft(t, "Sanne Verzonnen is boos."))
	nieuw := gegeven(schrijft(t, "Iemand is boos."))
	c := domain.NieuweCorrectie("schrijffout", &nieuw)
	c.Motivering = schrijft(t, "Het was Sanne Verzonnen niet.")
	verbeterd := o.doet(medewerker, g.dossier,
		domain.Corrigeer{Onderdeel: welk, Wijze: domain.WijzeVerbeteren, Correctie: c})
	in := schermAf(welk)
	in.Correctie.Motivering = schrijft(t, "Op verzoek van Sanne Verzonnen.")
	dicht := o.doet(medewerker, g.dossier, in)
	in.Wijze, in.Correctie.Motivering = domain.WijzeVrijgeven, schrijft(t, "Het kan weer.")
	vrij := o.doet(medewerker, g.dossier, in)

	var got []uint64
	for _, n := range o.voorvertoont(g).NogGenoemd {
		if n.Onderdeel != welk || len(n.Plaatsen) == 0 {
			t.Error("another onderdeel, or no place")
		}
		got = append(got, n.Revisie)
	}
	if want := []uint64{toen.Eerste, verbeterd.Eerste, dicht.Eerste}; !slices.Equal(got, want) {
		t.Errorf("the person is named at %v, want %v", got, want)
	}

	feiten, err := o.Raadplegingen(t.Context(), o.Beslis(inspecteur, domain.HandelingToezien, g.dossier, "toezicht"),
		g.dossier, nil, "v")
	goed(t, err)
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	f := feiten[0].Geraadpleegd
	var ids [][]byte
	// Opening and identiteit of the child have no texts but are of the dossier that was looked through.
	for _, e := range z.events[:vrij.Eerste+1] {
		if u := e.ID.UUID(); domain.HeeftInhoud(e.Feit) {
			ids = append(ids, u[:])
		}
	}
	slices.SortFunc(ids, bytes.Compare)
	som := sha256.Sum256(bytes.Join(ids, nil))
	if f.Aantal != len(ids) || !bytes.Equal(f.Digest, som[:]) {
		t.Errorf("the fact tells of %d events, %d were looked through", f.Aantal, len(ids))
	}
}

// ZOB-17.1: a text that names the person and is about somebody else can be given an outcome in the same besluit. After
// it neither a view of now nor one of then holds the name.
func TestGenoemdeTekstKrijgtEenUitkomst(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	herschreven, toen := o.overKind(g, schrijft(t, "Sanne Verzonnen is boos."))
	weg, _ := o.overKind(g, schrijft(t, "Sanne Verzonnen is weg."))
	nieuw := gegeven(schrijft(t, "Een ouder is boos."))
	b := o.wisMoeder(g, schrijft(t, "Op verzoek."),
		domain.Keuze{Onderdeel: herschreven, Uitkomst: domain.UitkomstHerschrijven, Over: []id.Betrokkene{g.kind},
			Nieuw: &nieuw},
		domain.Keuze{Onderdeel: weg, Uitkomst: domain.UitkomstVernietigen})
	o.doet(officer, g.dossier, b)
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: b.ID})
	beeld := o.ziet(medewerker, g.dossier, Momenten{})
	if beeld.leest(herschreven) != "Een ouder is boos." || beeld.leest(weg) != "<vernietigd>" {
		t.Error("the outcome of a text that named the person was not carried out")
	}
	if got := o.ziet(medewerker, g.dossier, Momenten{BeschikbaarOp: &toen.Op}).leest(herschreven); got != "<vernietigd>" {
		t.Error("a view of then still opens the wording that named the person")
	}
	o.verifieerSchoon()
}

// ZOB-17.1: a name in a bron, a hoedanigheid or an ontvanger is found as well, and refused in a new wording.
func TestVrijeRegelsWordenDoorzocht(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	x := gegeven(schrijft(t, "Het gaat goed."))
	x.Bron = domain.Bron{Soort: domain.BronInformant, Instantie: "praktijk van Sanne Verzonnen"}
	gezegd := nieuwO()
	o.doet(medewerker, g.dossier, domain.LegGegevenVast{ID: gezegd, Rubriek: "onderzoek", Over: []id.Betrokkene{g.kind},
		Gegeven: x})
	y := gegeven(schrijft(t, "Het gaat goed."))
	verbeterd := o.doet(medewerker, g.dossier, domain.Corrigeer{Onderdeel: gezegd, Wijze: domain.WijzeVerbeteren,
		Correctie: domain.NieuweCorrectie("schrijffout", &y)})
	verstrekt := nieuwO()
	o.doet(medewerker, g.dossier, domain.Verstrek{ID: verstrekt, Onderdelen: []id.Onderdeel{gezegd},
		Verstrekking: domain.Verstrekking{
			Ontvanger: "Sanne Verzonnen", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: schrijft(t, "Nodig.")}})
	got := o.voorvertoont(g).NogGenoemd
	eerder := verbeterd.Eerste - 2 // behind it stands its openstaand punt
	if len(got) != 2 || got[0].Onderdeel != gezegd || got[0].Revisie != eerder || got[1].Onderdeel != verstrekt ||
		got[1].Revisie != 0 {
		t.Errorf("%d free lines found, want the earlier bron and the ontvanger", len(got))
	}
	_, err := o.probeer(officer, g.dossier, o.wisMoeder(g, schrijft(t, "Op verzoek."), domain.Keuze{
		Onderdeel: g.melding, Uitkomst: domain.UitkomstHerschrijven, Over: []id.Betrokkene{g.kind},
		Nieuw: &domain.Melding{Hoedanigheid: "moeder Sanne Verzonnen", Tekst: schrijft(t, "Er is gebeld.")}}))
	wilWeigering(t, err, domain.CodeNogGenoemd)
}
