package ledger

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
)

// draagtOver asks an overdracht under a key.
func (o *opstelling) draagtOver(wie toegang.Actor, d id.Dossier, a *Aanvraag,
	v domain.DraagDossierOver) (*Overdracht, error) {
	v.ID = nieuwO()
	v.Verstrekking = domain.Verstrekking{Ontvanger: "Veilig Thuis Elders", Grond: "wettelijke-taak",
		Toestemming: "niet-gevraagd", Doel: schrijft(o.t, "Verhuisd.")}
	g := o.Beslis(wie, domain.HandelingVerstrekken, d, "onderzoek")
	return o.DraagDossierOver(o.t.Context(),
		Schrijfopdracht{Grant: g, Dossier: d, Opdracht: v, Aanvraag: a, Verzoek: "v-1"})
}

// stuk is what goes of an onderdeel; nil where it does not.
func (v *Overdracht) stuk(o id.Onderdeel) *OverdrachtStuk {
	i := slices.IndexFunc(v.Stukken, func(s OverdrachtStuk) bool { return s.Onderdeel.ID == o })
	if i < 0 {
		return nil
	}
	return &v.Stukken[i]
}

// The verstrekking and the access fact are durable before anything is given, whichever of them fails and however: and
// asked again under the same key it was given once (ZOB-6.2g, ZOB-7.5).
func TestOverdrachtOnderStoring(t *testing.T) {
	for _, soort := range []domain.Soort{domain.SoortVerstrekkingGedaan, toegang.SoortGeraadpleegd} {
		for _, gedaan := range []bool{false, true} {
			for _, herstart := range []bool{false, true} {
				o, gr := metGrillig(t)
				g := o.opentGezin()
				a := NieuweAanvraag("t-1", "/overdrachten", uuid.New(), []byte("a"))
				gr.zet(func(p poging) (eventstore.Appended, error) {
					if !p.is(soort) {
						return p.door()
					}
					if gedaan {
						if _, err := p.door(); err != nil {
							return eventstore.Appended{}, err
						}
					}
					return eventstore.Appended{}, eventstore.ErrUnavailable
				})
				if v, err := o.draagtOver(teamleider, g.dossier, a, domain.DraagDossierOver{}); err == nil || v != nil {
					t.Fatalf("%s lost (%v happened): something was given", soort, !gedaan)
				}
				gr.zet(nil)
				if herstart {
					goed(t, o.herstart())
				}
				v, err := o.draagtOver(teamleider, g.dossier, a, domain.DraagDossierOver{})
				goed(t, err)
				if v.stuk(g.melding) == nil || v.Herhaald != (gedaan || soort == toegang.SoortGeraadpleegd) {
					t.Errorf("%s, happened %v: given %v, a repeat: %v", soort, gedaan, v.stuk(g.melding) != nil, v.Herhaald)
				}
				z, err := o.lees(t.Context(), g.dossier)
				goed(t, err)
				n := 0
				for _, e := range z.events {
					if e.Feit.Soort() == domain.SoortVerstrekkingGedaan {
						n++
					}
				}
				if n != 1 {
					t.Errorf("%s, happened %v: %d verstrekkingen", soort, gedaan, n)
				}
				o.verifieerSchoon()
			}
		}
	}
}

// A second download under the same key is the same verstrekking and another reading, of the versions that were given:
// what was shielded or destroyed since is not in it, what came since neither (ZOB-17.1).
func TestOverdrachtNogEens(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	l := o.legt(g, "blijft")
	weg := o.legt(g, "gaat weg")
	o.doet(medewerker, g.dossier, l)
	o.doet(medewerker, g.dossier, weg)
	a := NieuweAanvraag("t-1", "/overdrachten", uuid.New(), []byte("a"))
	v, err := o.draagtOver(teamleider, g.dossier, a, domain.DraagDossierOver{})
	goed(t, err)
	if v.stuk(l.ID) == nil || v.stuk(weg.ID) == nil || v.Herhaald {
		t.Fatal("not everything went")
	}
	later := o.legt(g, "later")
	o.doet(medewerker, g.dossier, later)
	nieuw := gegeven(schrijft(t, "anders"))
	o.doet(teamleider, g.dossier, domain.Corrigeer{Onderdeel: l.ID, Wijze: domain.WijzeVerbeteren,
		Correctie: domain.NieuweCorrectie("feitelijk-onjuist", &nieuw)})
	o.doet(teamleider, g.dossier, domain.Corrigeer{Onderdeel: weg.ID, Wijze: domain.WijzeAfschermen,
		Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)})
	v, err = o.draagtOver(teamleider, g.dossier, a, domain.DraagDossierOver{})
	goed(t, err)
	if v.stuk(weg.ID) != nil || v.stuk(later.ID) != nil || !v.Herhaald {
		t.Error("the second file is not of what was given")
	}
	if got := v.stuk(l.ID).Inhoud.Teksten()[0].Lezing().Plat(); got != "blijft" {
		t.Errorf("the second file reads %q", got)
	}
	if v.Achtergebleven[domain.InhoudGegeven] != 1 {
		t.Errorf("what stayed behind: %v", v.Achtergebleven)
	}
	rs, err := o.Raadplegingen(t.Context(), o.Beslis(officer, domain.HandelingToezien, g.dossier, "onderzoek"), g.dossier,
		nil, "")
	goed(t, err)
	n := 0
	for _, r := range rs {
		if f := r.Geraadpleegd; f != nil && f.Wat == toegang.WatOverdracht && f.Onderdeel == v.Verstrekking &&
			len(f.Digest) > 0 {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d readings", n)
	}
	var w *domain.Weigering
	if _, err := o.draagtOver(teamleider, g.dossier, a2(a), domain.DraagDossierOver{}); !errors.As(err, &w) ||
		w.Code != domain.CodeAndereAanvraag {
		t.Errorf("another request under the same key: %v", err)
	}
}

// a2 is another request under the same key.
func a2(a *Aanvraag) *Aanvraag {
	b := *a
	b.digest[0]++
	return &b
}

// Who reported does not go, nor does anything by which to know them, unless that is named: of somebody of the gezin
// only that they reported (ZOB-6.2b, Wmo 2015 art. 5.3.1 lid 4).
func TestOverdrachtZonderMelder(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	buur := domain.NieuweBetrokkene{ID: id.Van[id.Betrokkene](uuid.New()),
		Identiteit: identiteit("Neeltje", "Overkant", domain.HoedanigheidMelder)}
	o.doet(medewerker, g.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: buur})
	m := domain.NieuweMelding{ID: nieuwO(), OntvangenOp: o.nu(), Over: []id.Betrokkene{g.kind}, Melding: domain.Melding{
		Melder: buur.ID, Hoedanigheid: "buurvrouw", Informanten: []domain.Informant{{Wie: g.moeder, Hoedanigheid: "moeder"}},
		Tekst: schrijft(t, vermeld{buur.ID, "Neeltje"}, " en ", vermeld{g.moeder, "Mama"},
			" horen Neeltje Overkant niet meer.")}}
	o.doet(medewerker, g.dossier, domain.OntvangMelding{NieuweMelding: m})
	o.doet(medewerker, g.dossier, domain.LegRelatieVast{ID: nieuwO(), Van: buur.ID, Naar: g.kind,
		Relatie: domain.Relatie{Aard: "anders"}})

	v, err := o.draagtOver(teamleider, g.dossier, nil, domain.DraagDossierOver{})
	goed(t, err)
	got := v.stuk(m.ID).Inhoud.Teksten()[0].Lezing().Plat()
	if got != "[afgeschermd] en [afgeschermd] horen [afgeschermd] niet meer." {
		t.Errorf("the recipient reads %q", got)
	}
	if s := v.stuk(domain.IdentiteitVan(buur.ID)); s == nil || !s.NN || v.Genoemd[buur.ID] || v.Genoemd[g.moeder] {
		t.Error("the melder is known, or does not stand there as unknown")
	}
	if s := v.stuk(domain.IdentiteitVan(g.moeder)); s == nil || s.NN {
		t.Error("somebody of the gezin is hidden altogether")
	}
	if v.Achtergebleven[domain.InhoudRelatie] != 1 || v.Achtergebleven[domain.InhoudIdentiteit] != 1 {
		t.Errorf("what stayed behind: %v", v.Achtergebleven)
	}

	genoemd := []id.Onderdeel{domain.IdentiteitVan(buur.ID), domain.IdentiteitVan(g.moeder)}
	v, err = o.draagtOver(teamleider, g.dossier, nil, domain.DraagDossierOver{Uitdrukkelijk: genoemd})
	goed(t, err)
	if got := v.stuk(m.ID).Inhoud.Teksten()[0].Lezing().Plat(); !strings.HasPrefix(got, "Neeltje en Mama") ||
		!v.Genoemd[buur.ID] || v.stuk(genoemd[0]).NN {
		t.Errorf("who is named is not: %q", got)
	}
}

// What rests on a passage stands behind the line in which that goes, also where its verslag goes later because it was
// supplemented since: else what a betrokkene disputes, and what was given before, stay behind (ZOB-16, ZOB-6.2g).
func TestOverdrachtAangevuldVerslag(t *testing.T) {
	o := stelOp(t)
	v := o.legtVerslag()
	p := v.passages[2]
	verklaring := domain.VoegVerklaringToe{
		ID: nieuwO(), Betrokkene: v.kind, Betwist: []id.Onderdeel{p},
		Verklaring: domain.Verklaring{Tekst: schrijft(t, "Niet waar.")},
	}
	o.doet(medewerker, v.dossier, verklaring)
	gegeven := domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{p}, Verstrekking: domain.Verstrekking{
		Ontvanger: "Raad", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: schrijft(t, "Veiligheid.")}}
	o.doet(medewerker, v.dossier, gegeven)
	o.klok.verder(time.Hour)
	aanvulling := domain.NieuwePassage{ID: nieuwO(), Markering: -1, Passage: domain.Passage{
		Aard: domain.AardOnbeoordeeld, Bron: domain.Bron{Soort: "eigen-waarneming"},
		Tekst: schrijft(t, "Zij belde nog eens.")}}
	o.doet(medewerker, v.dossier, domain.VulVerslagAan{Verslag: v.id, Passages: []domain.NieuwePassage{aanvulling}})
	u, err := o.draagtOver(teamleider, v.dossier, nil, domain.DraagDossierOver{})
	goed(t, err)
	plaats := func(welk id.Onderdeel) int {
		return slices.IndexFunc(u.Stukken, func(s OverdrachtStuk) bool { return s.Onderdeel.ID == welk })
	}
	if verslag := plaats(v.id); verslag < 0 || plaats(verklaring.ID) < verslag || plaats(gegeven.ID) < verslag {
		t.Errorf("the verslag is at %d, the verklaring at %d, the verstrekking at %d", verslag, plaats(verklaring.ID),
			plaats(gegeven.ID))
	}
}

// A bijlage goes with its file, unless it is of or about somebody who is not told of; where anything is hidden in the
// dossier only if it is named. Asked again it is without what was made geheim or destroyed since, also where that
// comes while it is read, and a file that is not there is no part of what is given (ZOB-6.2b, ZOB-6.2g, ZOB-8,
// ZOB-17.1).
func TestOverdrachtBijlagen(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	brief, foto := o.heeftToegevoegd(g.dossier, pdf(4000), g.kind), o.heeftToegevoegd(g.dossier, pdf(5000))
	geeft := func(a *Aanvraag, u ...id.Onderdeel) *Overdracht {
		t.Helper()
		v, err := o.draagtOver(teamleider, g.dossier, a, domain.DraagDossierOver{Uitdrukkelijk: u})
		goed(t, err)
		t.Cleanup(v.Close)
		return v
	}
	leest := func(v *Overdracht, welk id.Onderdeel) (string, error) {
		if v.stuk(welk) == nil {
			return "", nil
		}
		var b bytes.Buffer
		err := v.stuk(welk).Bestand.Schrijf(t.Context(), &b)
		return b.String(), err
	}
	heel := func(wanneer string, v *Overdracht, welk id.Onderdeel, want []byte) {
		t.Helper()
		if got, err := leest(v, welk); err != nil || got != string(want) {
			t.Errorf("%s: %d bytes, want %d: %v", wanneer, len(got), len(want), err)
		}
	}
	a := NieuweAanvraag("t-1", "/overdrachten", uuid.New(), []byte("a"))
	v := geeft(a)
	heel("nothing is hidden", v, brief, pdf(4000))
	heel("nothing is hidden", v, foto, pdf(5000))

	// Somebody reports: her letter stays, and of what else there is nobody knows whether it gives her away.
	buur := domain.NieuweBetrokkene{ID: id.Van[id.Betrokkene](uuid.New()),
		Identiteit: identiteit("Neeltje", "Overkant", domain.HoedanigheidMelder)}
	o.doet(medewerker, g.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: buur})
	haar := o.heeftToegevoegd(g.dossier, pdf(6000), buur.ID)
	v = geeft(nil)
	if v.stuk(brief) != nil || v.stuk(haar) != nil || v.Achtergebleven[domain.InhoudBijlage] != 3 {
		t.Errorf("a file went beside somebody who is hidden: %v", v.Achtergebleven)
	}
	heel("it is named", geeft(nil, brief), brief, pdf(4000))
	if _, err := o.draagtOver(teamleider, g.dossier, nil,
		domain.DraagDossierOver{Uitdrukkelijk: []id.Onderdeel{haar}}); err == nil {
		t.Error("a letter of who is hidden went")
	}
	v = geeft(nil, haar, domain.IdentiteitVan(buur.ID))
	heel("she is named", v, haar, pdf(6000))
	heel("nobody is hidden any more", v, brief, pdf(4000))

	// Asked again.
	v = geeft(a)
	heel("again", v, foto, pdf(5000))
	o.doet(teamleider, g.dossier, domain.Corrigeer{Onderdeel: brief, Wijze: domain.WijzeGeheimMaken,
		Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)})
	vernietig := domain.BesluitVernietiging{ID: id.Van[id.Vernietiging](uuid.New()),
		Omvang: domain.Omvang{Onderdeel: foto}, Grond: "bezwaar", Motivering: schrijft(t, "Bezwaar."),
		Keuzes: []domain.Keuze{{Onderdeel: foto, Uitkomst: domain.UitkomstVernietigen}}}
	o.doet(officer, g.dossier, vernietig)
	_, err := o.Vernietig(t.Context(), Schrijfopdracht{Grant: o.Beslis(teamleider, domain.HandelingGoedkeuren, g.dossier,
		"onderzoek"),
		Dossier: g.dossier, Opdracht: domain.KeurVernietigingGoed{ID: vernietig.ID}})
	goed(t, err)
	var w *domain.Weigering
	if got, err := leest(v, foto); !errors.As(err, &w) || w.Code != domain.CodeVernietigd || got != "" {
		t.Errorf("destroyed while it was read: %d bytes, %v", len(got), err)
	}
	if v = geeft(a); v.stuk(brief) != nil || v.stuk(foto) != nil || !v.Herhaald {
		t.Error("what is geheim or destroyed by now went")
	}

	// A file that is not there.
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	goed(t, o.Bijlagen.Delete(t.Context(), bijlage.Name{Dossier: g.dossier, Bestand: z.nu.Onderdelen[haar].Bestand.ID}))
	_, err = o.draagtOver(teamleider, g.dossier, nil,
		domain.DraagDossierOver{Uitdrukkelijk: []id.Onderdeel{haar, domain.IdentiteitVan(buur.ID)}})
	if !errors.As(err, &w) || len(w.Fouten) != 1 || w.Fouten[0].Veld != "/weglaten" ||
		!strings.Contains(w.Fouten[0].Tekst, haar.String()) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// What may not go is refused where it is named, with all faults at once; a role that may not see what is geheim may
// not confirm it; and a text in which it stands never goes (ZOB-7.4, ZOB-8).
func TestOverdrachtGeweigerd(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	schuil, quote := nieuwO(), o.legt(g, "Zij zit op Kerkweg 99.")
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
		NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	o.doet(medewerker, g.dossier, quote)
	code := func(err error) domain.Code {
		var w *domain.Weigering
		if !errors.As(err, &w) {
			return ""
		}
		return w.Code
	}
	v, err := o.draagtOver(teamleider, g.dossier, nil, domain.DraagDossierOver{})
	goed(t, err)
	if v.stuk(schuil) != nil || v.stuk(quote.ID) != nil {
		t.Error("a secret address went without a word")
	}
	v, err = o.draagtOver(teamleider, g.dossier, nil, domain.DraagDossierOver{BevestigdGeheim: []id.Onderdeel{schuil}})
	goed(t, err)
	if s := v.stuk(schuil); s == nil || !s.Geheim || v.stuk(quote.ID) != nil {
		t.Error("what was confirmed did not go, or more did")
	}
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	if f := z.events[v.Revisie].Feit.(*domain.VerstrekkingGedaan); !slices.Equal(f.BevestigdGeheim,
		[]id.Onderdeel{schuil}) || f.Onderdeel != v.Verstrekking {
		t.Error("the verstrekking does not say what was confirmed")
	}
	if _, err := o.draagtOver(medewerker, g.dossier, nil,
		domain.DraagDossierOver{BevestigdGeheim: []id.Onderdeel{schuil}}); code(err) != domain.CodeGeenToegang {
		t.Errorf("who may not see it confirmed it: %v", err)
	}
	_, err = o.draagtOver(teamleider, g.dossier, nil,
		domain.DraagDossierOver{Weglaten: []id.Onderdeel{nieuwO()}, Uitdrukkelijk: []id.Onderdeel{quote.ID, schuil},
			BevestigdGeheim: []id.Onderdeel{quote.ID, schuil, schuil}})
	var w *domain.Weigering
	if !errors.As(err, &w) || len(w.Fouten) != 5 {
		t.Errorf("five faults: %v", err)
	}
	if _, err := o.draagtOver(inspecteur, g.dossier, nil,
		domain.DraagDossierOver{}); code(err) != domain.CodeGeenToegang {
		t.Errorf("an inspector gives a dossier away: %v", err)
	}
	zonder := medewerker
	zonder.GeheimhoudingOp = waarde.Datum{}
	if _, err := o.draagtOver(zonder, g.dossier, nil, domain.DraagDossierOver{}); code(err) != domain.CodeGeheimhouding {
		t.Errorf("without geheimhouding: %v", err)
	}
	alle := []id.Onderdeel{domain.IdentiteitVan(g.moeder), domain.IdentiteitVan(g.kind)}
	for b := range z.nu.Betrokkenen {
		if welk := domain.IdentiteitVan(b); !slices.Contains(alle, welk) {
			alle = append(alle, welk)
		}
	}
	if _, err := o.draagtOver(teamleider, g.dossier, nil,
		domain.DraagDossierOver{Weglaten: alle}); code(err) != domain.CodeStand {
		t.Errorf("a dossier of nobody went: %v", err)
	}
}
