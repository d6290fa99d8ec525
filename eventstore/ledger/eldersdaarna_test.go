package ledger

import (
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// Who may read a dossier reads in its past what it then held, and learns nothing of what was recorded since where that
// went: no other wording, no person, no event, nor which dossier it is (ZOB-7.1b, ZOB-6.1).
func TestEerderZegtNietsVanDaarna(t *testing.T) {
	for naam, geheel := range map[string]bool{"samengevoegd": true, "verplaatst": false} {
		t.Run(naam, func(t *testing.T) {
			o := stelOp(t)
			v := o.verhuist(geheel)
			rollen := []toegang.Actor{medewerker, teamleider}
			var voor []gezien
			for _, wie := range rollen {
				voor = append(voor, o.kijkt(t, wie, v.oud.dossier, v.toen))
			}
			n := v.nieuw
			vader := nieuwB()
			o.doet(medewerker, n.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: vader,
				Identiteit: identiteit("Daarna", "Gekomen", "ouder")}})
			later := gegeven(schrijft(t, "Later: ", vermeld{vader, "Daarna"}, " zag het."))
			k := domain.NieuweCorrectie(domain.GrondSchrijffout, &later)
			k.Motivering = schrijft(t, "Later bleek het anders.")
			o.doet(medewerker, n.dossier, domain.Corrigeer{Onderdeel: v.gegeven, Wijze: domain.WijzeVerbeteren, Correctie: k})
			anders := identiteit("Later", "Hernoemd", "ouder")
			o.corrigeert(n.dossier, domain.IdentiteitVan(n.moeder), domain.WijzeVerbeteren, &anders)
			o.doet(medewerker, n.dossier, domain.VoegVerklaringToe{ID: nieuwO(), Betrokkene: n.moeder,
				Betwist: []id.Onderdeel{v.gegeven}, Verklaring: domain.Verklaring{Tekst: schrijft(t, "Later zeg ik iets.")}})
			o.doet(medewerker, n.dossier, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{v.gegeven},
				Verstrekking: domain.Verstrekking{
					Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
					Doel: schrijft(t, "Later gevraagd.")}})
			derde := o.opentGezin()
			paren := append(dezelfden(n, derde), domain.Persoonspaar{Hier: vader, Daar: nieuwB()})
			_, err := o.overbrengt(n.dossier, derde.dossier,
				domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.gegeven}}, Personen: paren})
			goed(t, err)
			for i, wie := range rollen {
				na := o.kijkt(t, wie, v.oud.dossier, v.toen)
				if s := voor[i].anders(na); s != "" {
					t.Errorf("%s: %s", wie.Rol, s)
				}
				for waar, s := range na {
					for _, verboden := range []string{"Later", "Daarna", n.dossier.String(), derde.dossier.String(),
						n.moeder.String(), n.kind.String(), derde.moeder.String(), derde.kind.String(), vader.String()} {
						if strings.Contains(s, verboden) {
							t.Errorf("%s, %s: it says %q", wie.Rol, waar, verboden)
						}
					}
				}
			}
			o.verifieerSchoon()
		})
	}
}
