package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Two who are written in one text may be one person in the dossier that it goes to: joined where it was, or known to
// be the same there. The text reads as it did, with the words of each in the place where they stood, there and at the
// moments before it left.
func TestTweeInEenTekstWordenEen(t *testing.T) {
	o := stelOp(t)
	fout, goedD := o.opentGezin(), o.opentGezin()
	g := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{fout.kind},
		Gegeven: gegeven(schrijft(t, vermeld{fout.moeder, "Sanne"}, " en ", vermeld{fout.kind, "mw. De Wit"}, "; ",
			vermeld{fout.moeder, "zij"}, " zei niets."))}
	o.doet(medewerker, fout.dossier, g)
	daarvoor := o.nu()
	_, err := o.overbrengt(fout.dossier, goedD.dossier, domain.BrengOver{
		Onderdelen: []domain.Overgang{{Onderdeel: g.ID}},
		Personen:   []domain.Persoonspaar{{Hier: fout.moeder, Daar: goedD.moeder}, {Hier: fout.kind, Daar: goedD.moeder}},
	})
	goed(t, err)
	const heel = "Sanne en mw. De Wit; zij zei niets."
	var daar id.Onderdeel
	for _, n := range o.ziet(teamleider, goedD.dossier, Momenten{}).Onderdelen {
		if n.Onderdeel.Inhoud == domain.InhoudGegeven {
			daar = n.Onderdeel.ID
		}
	}
	beeld := o.ziet(teamleider, goedD.dossier, Momenten{})
	beeld.wil(t, daar, heel)
	for _, n := range beeld.Onderdelen {
		if i, ok := n.Inhoud.Value(); ok && n.Onderdeel.ID == daar {
			for _, m := range i.Teksten()[0].Lezing().Markeringen() {
				if m.Wie != goedD.moeder {
					t.Errorf("a mention is of somebody of the other dossier: %+v", m)
				}
			}
		}
	}
	o.ziet(teamleider, fout.dossier, Momenten{BeschikbaarOp: &daarvoor}).wil(t, g.ID, heel)

	// it can be corrected there, and goes with whom it is about
	nieuw := gegeven(schrijft(t, vermeld{goedD.moeder, "Sanne"}, " zei niets."))
	o.doet(medewerker, goedD.dossier, domain.Corrigeer{Onderdeel: daar, Wijze: domain.WijzeVerbeteren,
		Correctie: domain.NieuweCorrectie("schrijffout", &nieuw)})
	o.wist(goedD.dossier, goedD.moeder, goedD.kind)
	o.ziet(teamleider, goedD.dossier, Momenten{}).wil(t, daar, "<vernietigd>")
	o.verifieerSchoon()
}
