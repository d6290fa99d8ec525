package ledger

import (
	"fmt"
	"testing"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

// legtVast records a draft.
func (o *opstelling) legtVast(g gezin, c Concept, versie uint64, opdracht domain.LegGegevenVast) (Uitkomst, error) {
	return o.Vernietig(o.t.Context(), Schrijfopdracht{
		Grant: o.Beslis(medewerker, opdracht.Handeling(), g.dossier, "onderzoek"), Dossier: g.dossier, Opdracht: opdracht,
		Verzoek: "v-v", Concept: &ConceptVersie{c.ID, versie},
		Aanvraag: AanvraagVanConcept(c.ID, "POST gegevens", []byte(opdracht.ID.String())),
	})
}

// What was recorded is a draft no more, is never recorded twice, and what was written since by another tab is not lost
// by it.
func TestConceptVastleggen(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	c := o.begintConcept(medewerker, g.dossier, halfAf("x", g.kind))
	_, err := o.bewaart(medewerker, c, 1, halfAf("y", g.kind))
	goed(t, err)
	opdracht := o.legt(g, "Definitief.")
	_, err = o.legtVast(g, c, 1, opdracht)
	heeftCode(t, err, domain.CodeConceptVersie)
	if got := o.ziet(medewerker, g.dossier, Momenten{}).leest(opdracht.ID); got != "<niet in beeld>" {
		t.Fatal("recorded although the draft was written on")
	}
	u, err := o.legtVast(g, c, 2, opdracht)
	goed(t, err)
	if len(o.eigen()) != 0 {
		t.Error("the draft is still there")
	}
	nog, err := o.legtVast(g, c, 2, opdracht)
	if err != nil || !nog.Herhaald || nog.Eerste != u.Eerste {
		t.Errorf("a repeat: %+v, %v", nog, err)
	}
	anders := o.legt(g, "Iets anders.")
	_, err = o.legtVast(g, c, 2, anders)
	heeftCode(t, err, domain.CodeAndereAanvraag)
	_, err = o.bewaart(medewerker, c, 2, "{}")
	heeftCode(t, err, domain.CodeStand)
	_, err = o.bekijktConcept(medewerker, c)
	heeftCode(t, err, domain.CodeOnbekend)
	// A write that is refused leaves its draft.
	c = o.begintConcept(medewerker, g.dossier, halfAf("x"))
	opdracht.ID = u.Feiten[0].Feit.(*domain.GegevenVastgelegd).Onderdeel
	_, err = o.legtVast(g, c, 1, opdracht)
	heeftCode(t, err, domain.CodeBestaatAl)
	if o.eigen()[c.ID].Stand != ConceptLopend {
		t.Error("a refused write took its draft along")
	}
	if _, err := o.Vernietig(t.Context(),
		Schrijfopdracht{Grant: o.Beslis(medewerker, domain.HandelingVastleggen, g.dossier, "onderzoek"), Dossier: g.dossier,
			Opdracht: o.legt(g, "z"), Concept: &ConceptVersie{c.ID, 1}}); err == nil {
		t.Error("recorded by another request than the draft's own")
	}
	o.verifieerSchoon()
}

// Every step of recording a draft fails twice: lost, and done but reported failed. It is recorded once, and the draft
// goes.
func TestElkeStapVanConceptVastleggenMagMislukken(t *testing.T) {
	for _, gedaan := range []bool{false, true} {
		for _, waar := range []string{"concept weghalen", "log"} {
			for _, herstart := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/gedaan=%v/herstart=%v", waar, gedaan, herstart), func(t *testing.T) {
					t.Parallel()
					o, gr := metGrillig(t)
					g := o.opentGezin()
					c := o.begintConcept(medewerker, g.dossier, halfAf(geheim))
					opdracht := o.legt(g, "Definitief.")
					if waar == "log" {
						gr.zet(func(p poging) (eventstore.Appended, error) {
							if !p.is(domain.SoortGegevenVastgelegd) {
								return p.door()
							}
							if gedaan {
								if _, err := p.door(); err != nil {
									return eventstore.Appended{}, err
								}
							}
							return eventstore.Appended{}, eventstore.ErrUnknownOutcome
						})
					} else {
						o.zetStoring(func(s stap, doe func() error) error {
							if s != stapConceptWeg {
								return doe()
							}
							if gedaan {
								goed(t, doe())
							}
							return errStoring
						})
					}
					_, err := o.legtVast(g, c, 1, opdracht)
					if (waar == "log") != (err != nil) {
						t.Fatalf("recording: %v", err)
					}
					gr.zet(nil)
					staat, er := o.eigen()[c.ID]
					switch wil := o.tel(g.dossier, domain.SoortGegevenVastgelegd) == 1; {
					case waar != "log" && gedaan: // it went, though nobody knows
						if er {
							t.Error("the draft is there")
						}
					case !er || (staat.Stand == ConceptVastgelegd) != wil:
						t.Errorf("the list says %q of a draft that was recorded: %v", staat.Stand, wil)
					case wil:
						if _, err := o.bewaart(medewerker, c, 1, "{}"); err == nil {
							t.Error("a recorded draft was saved over")
						}
					}
					o.zetStoring(nil)
					if herstart {
						goed(t, o.herstart())
					} else {
						goed(t, o.RuimConceptenOp(t.Context()))
					}
					_, err = o.legtVast(g, c, 1, opdracht)
					goed(t, err)
					if n := o.tel(g.dossier, domain.SoortGegevenVastgelegd); n != 1 {
						t.Errorf("recorded %d times", n)
					}
					if len(o.eigen()) != 0 {
						t.Error("the draft is still there")
					}
					goed(t, o.herstart())
					o.verifieerSchoon()
				})
			}
		}
	}
}
