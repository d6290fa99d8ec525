package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// wisMoeder decides on the destruction of the mother's data: everything goes, but for the choices given.
func (o *opstelling) wisMoeder(g gezin, motivering domain.Tekst, keuzes ...domain.Keuze) domain.BesluitVernietiging {
	o.t.Helper()
	b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Betrokkene: g.moeder}, Grond: "verzoek-wmo-5.3.5",
		Motivering: motivering, Keuzes: keuzes}
	gekozen := map[id.Onderdeel]bool{}
	for _, k := range keuzes {
		gekozen[k.Onderdeel] = true
	}
	z, err := o.lees(o.t.Context(), g.dossier)
	goed(o.t, err)
	for _, k := range z.nu.Betreft(b.Omvang) {
		if !gekozen[k.ID] {
			b.Keuzes = append(b.Keuzes, domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen})
		}
	}
	return b
}

// besluitteksten are what besluiten to destroy and their withdrawals read on the timeline, or the gap.
func (o *opstelling) besluitteksten(g gezin) (uit []string) {
	o.t.Helper()
	ms, err := o.Tijdlijn(o.t.Context(), o.Beslis(officer, domain.HandelingRaadplegen, g.dossier, "onderzoek"), g.dossier,
		Momenten{}, "v")
	goed(o.t, err)
	for _, m := range ms {
		switch m.Feit.(type) {
		case *domain.VernietigingBesloten, *domain.VernietigingIngetrokken:
			i, ok := m.Inhoud.Value()
			if !ok {
				gat := m.Inhoud.Gat()
				s := "<" + string(gat.Reden) + ">"
				if gat.Vernietiging == nil {
					s = "<" + string(gat.Reden) + " door onbekend>"
				}
				uit = append(uit, s)
				continue
			}
			uit = append(uit, i.Teksten()[0].Lezing().Plat())
		}
	}
	return uit
}

// ZOB-17.1: what a besluit to destroy, or its withdrawal, says in its own words outlives the person, so it may not
// name the person outside a mention.
func TestBesluitNoemtDePersoonNiet(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	naam := schrijft(t, "Sanne Verzonnen vroeg erom.")
	_, err := o.probeer(officer, g.dossier, o.wisMoeder(g, naam))
	wilWeigering(t, err, domain.CodeNogGenoemd)
	behoud := domain.Keuze{Onderdeel: g.melding, Uitkomst: domain.UitkomstBehouden,
		Behoud: domain.Behoud{Belang: g.kind, Waarom: naam}}
	_, err = o.probeer(officer, g.dossier, o.wisMoeder(g, schrijft(t, "Op verzoek."), behoud))
	wilWeigering(t, err, domain.CodeNogGenoemd)

	b := o.wisMoeder(g, schrijft(t, vermeld{g.moeder, "Sanne Verzonnen"}, " vroeg erom."))
	o.doet(officer, g.dossier, b)
	_, err = o.probeer(officer, g.dossier,
		domain.TrekVernietigingIn{ID: b.ID,
			Besluit: domain.Besluit{Motivering: schrijft(t, "Sanne Verzonnen ziet ervan af.")}})
	wilWeigering(t, err, domain.CodeNogGenoemd)
	_, err = o.probeer(officer, g.dossier, domain.TrekVernietigingIn{ID: b.ID, Besluit: domain.Besluit{
		Motivering:  schrijft(t, "Toch niet."),
		Bevindingen: []domain.BevindingOver{{Betrokkene: g.moeder, Bevinding: "bevestigd"}}}})
	wilWeigering(t, err, domain.CodeOngeldig)
}

// ZOB-17.1: what withdrawn besluiten say of a person goes with the person. The timeline shows that it went, and by
// which vernietiging; the besluit that was carried out still reads, without the mention.
func TestIngetrokkenBesluitGaatMee(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	eerst := o.wisMoeder(g, schrijft(t, vermeld{g.moeder, "Sanne"}, " is verslaafd."))
	b := o.doet(officer, g.dossier, eerst)
	i := o.doet(officer, g.dossier, domain.TrekVernietigingIn{ID: eerst.ID,
		Besluit: domain.Besluit{Motivering: schrijft(t, vermeld{g.moeder, "Sanne"}, " is nog verslaafd, zegt ",
			vermeld{g.kind, "Bram"}, ".")}})
	nogEens := o.wisMoeder(g, schrijft(t, vermeld{g.moeder, "Sanne"}, " vroeg erom."))
	o.doet(officer, g.dossier, nogEens)
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: nogEens.ID})

	got, want := o.besluitteksten(g), []string{"<vernietigd>", "<vernietigd>", "[vernietigd] vroeg erom."}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("the timeline reads %q, want %q", got, want)
	}
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	for _, revisie := range []uint64{b.Eerste, i.Eerste} {
		for n := range z.events[revisie].delen {
			if _, _, err := z.deel(o.sleutels(t.Context()), z.events[revisie], n); err == nil {
				t.Errorf("part %d of revision %d still opens", n, revisie)
			}
		}
	}
	o.verifieerSchoon()
	goed(t, o.herstart())
	o.verifieerSchoon()
}
