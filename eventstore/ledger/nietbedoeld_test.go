package ledger

import (
	"errors"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/seal"
)

// That somebody is not meant in a text is sealed to that person, whom the text does not concern. It goes with the
// text.
func TestNietBedoeldGaatMeeMetDeTekst(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	x, fouten := tekst.Nieuw("Sanne van de buren was er.", nil, tekst.Markering{Begin: 0, Einde: 5, Wie: g.moeder})
	goed(t, fouten.Err())
	welk := nieuwO()
	u := o.doet(medewerker, g.dossier, domain.LegGegevenVast{ID: welk, Rubriek: "onderzoek",
		Over: []id.Betrokkene{g.kind}, Gegeven: gegeven(domain.NieuweTekst(x))})

	weg := nieuwV()
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: weg, Omvang: domain.Omvang{Onderdeel: welk},
		Grond: "onrechtmatig", Motivering: schrijft(t, "Had niet vastgelegd mogen worden."),
		Keuzes: []domain.Keuze{{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen}}})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: weg})

	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	e := z.events[u.Eerste]
	if len(e.delen) != 2 {
		t.Fatalf("%d delen, waar inhoud en vermelding horen", len(e.delen))
	}
	for n := range e.delen {
		if _, _, err := z.deel(o.Kluis.Keys(t.Context()), e, n); !errors.Is(err, seal.ErrDestroyed) {
			t.Errorf("deel %d gaat nog open: %v", n, err)
		}
	}
}
