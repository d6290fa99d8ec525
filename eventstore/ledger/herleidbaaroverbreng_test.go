package ledger

import (
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// ZOB-6.2b: a passage that betrays a melder is closed in the dossier that it went to as well, to whoever does not see
// there who that is: because it is shielded there, or was erased there or here.
func TestHerleidbaarBlijftDichtInEenAnderDossier(t *testing.T) {
	for naam, g := range map[string]struct{ wisDaar, wisHier bool }{"afgeschermd": {}, "daar vernietigd": {wisDaar: true},
		"hier vernietigd": {wisHier: true}} {
		t.Run(naam, func(t *testing.T) {
			o := stelOp(t)
			v, daar := o.legtVerslag(), o.opentGezin()
			paren := []domain.Persoonspaar{{Hier: v.moeder, Daar: daar.moeder}, {Hier: v.kind, Daar: daar.kind}}
			// wist erases the mother, and keeps the verslag for the child.
			wist := func(d id.Dossier, moeder, kind id.Betrokkene) {
				z, err := o.lees(t.Context(), d)
				goed(t, err)
				b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Betrokkene: moeder}, Grond: "bezwaar",
					Motivering: schrijft(t, "Bezwaar.")}
				for _, k := range z.nu.Betreft(b.Omvang) {
					keuze := domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen}
					if k.Inhoud == domain.InhoudPassage || k.Inhoud == domain.InhoudVerslag {
						keuze.Uitkomst, keuze.Behoud = domain.UitkomstBehouden,
							domain.Behoud{Belang: kind, Waarom: schrijft(t, "Het kind.")}
					}
					b.Keuzes = append(b.Keuzes, keuze)
				}
				o.doet(officer, d, b)
				o.doet(teamleider, d, domain.KeurVernietigingGoed{ID: b.ID})
			}
			if g.wisHier {
				wist(v.dossier, v.moeder, v.kind)
				paren = paren[1:]
			}
			_, err := o.overbrengt(v.dossier, daar.dossier,
				domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.id, Blijft: true}}, Personen: paren})
			goed(t, err)
			if g.wisDaar {
				wist(daar.dossier, daar.moeder, daar.kind)
			} else if !g.wisHier {
				o.corrigeert(daar.dossier, domain.IdentiteitVan(daar.moeder), domain.WijzeAfschermen, nil)
			}
			grant := o.Beslis(teamleider, domain.HandelingRaadplegen, daar.dossier, "onderzoek")
			for _, k := range o.ziet(teamleider, daar.dossier, Momenten{}).Onderdelen {
				i, ok := k.Inhoud.Value()
				if p, is := i.(*domain.Passage); ok && is &&
					strings.Contains(p.Tekst.Lezing().Plat(), strings.TrimSpace(deelBetrapt)) {
					t.Error("the view shows the passage")
				}
			}
			ms, err := o.Tijdlijn(t.Context(), grant, daar.dossier, Momenten{}, "v")
			goed(t, err)
			for _, m := range ms {
				f, ok := m.Feit.(*domain.OnderdeelOvergenomen)
				if !ok || f.Was != v.passages[1] {
					continue
				}
				if _, ziet := m.Inhoud.Value(); ziet || len(f.Over) > 0 ||
					strings.Contains(string(f.Feit.Open), daar.moeder.String()) {
					t.Error("the timeline shows the passage, or whom it concerns")
				}
			}
		})
	}
}
