package ledger

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// wissing is a dossier of which the moeder is to be erased: one text that is kept, one rewritten, one destroyed.
type wissing struct {
	gezin
	samen, weg   id.Onderdeel
	vernietiging id.Vernietiging
	sleutel      uuid.UUID // Idempotency-Key of the approval
}

// besluitTotWissing records the texts and decides; only the approval is left.
func (o *opstelling) besluitTotWissing() wissing {
	o.t.Helper()
	w := wissing{gezin: o.opentGezin(), samen: nieuwO(), weg: nieuwO(), vernietiging: nieuwV(), sleutel: uuid.New()}
	o.doet(medewerker, w.dossier, domain.LegGegevenVast{ID: w.samen, Rubriek: "onderzoek",
		Over:    []id.Betrokkene{w.moeder, w.kind},
		Gegeven: gegeven(schrijft(o.t, vermeld{w.moeder, "Sanne"}, " en ", vermeld{w.kind, "Bram"}, " wonen bij oma."))})
	o.doet(medewerker, w.dossier, domain.LegGegevenVast{ID: w.weg, Rubriek: "onderzoek",
		Over: []id.Betrokkene{w.moeder, w.kind}, Gegeven: gegeven(schrijft(o.t, "Er is geslagen."))})
	o.doet(officer, w.dossier, domain.BesluitVernietiging{
		ID: w.vernietiging, Omvang: domain.Omvang{Betrokkene: w.moeder}, Grond: "verzoek-wmo-5.3.5",
		Motivering: schrijft(o.t, "Op verzoek."), Keuzes: []domain.Keuze{
			{Onderdeel: domain.IdentiteitVan(w.moeder), Uitkomst: domain.UitkomstVernietigen},
			{Onderdeel: w.melding, Uitkomst: domain.UitkomstHerschrijven, Over: []id.Betrokkene{w.kind},
				Nieuw: &domain.Melding{Hoedanigheid: "school", Tekst: schrijft(o.t, vermeld{w.kind, "Bram"}, " heeft plekken.")}},
			{Onderdeel: w.samen, Uitkomst: domain.UitkomstBehouden,
				Behoud: domain.Behoud{Belang: w.kind, Waarom: schrijft(o.t, "Veiligheid.")}},
			{Onderdeel: w.weg, Uitkomst: domain.UitkomstVernietigen},
		},
	})
	return w
}

// keurt approves with the key, at first or again.
func (o *opstelling) keurt(w wissing) (Uitkomst, error) {
	opdracht := domain.KeurVernietigingGoed{ID: w.vernietiging}
	return o.Vernietig(context.Background(), Schrijfopdracht{
		Grant: o.Beslis(teamleider, opdracht.Handeling(), w.dossier, "onderzoek"), Dossier: w.dossier, Opdracht: opdracht,
		Verzoek: "v-2", Aanvraag: NieuweAanvraag(teamleider.Wie, "POST goedkeuringen", w.sleutel,
			[]byte(w.vernietiging.String())),
	})
}

// gewist proves that the erasure stands everywhere, and once: in the vault, the register and the log, and that nothing
// of it shows at any moment.
func (o *opstelling) gewist(w wissing) {
	o.t.Helper()
	ctx := context.Background()
	s, err := o.Kluis.State(ctx, id.HouderVan(w.moeder))
	goed(o.t, err)
	if s.Condition != vault.Destroyed {
		o.t.Errorf("the key of the erased person is %v", s.Condition)
	}
	if _, err := o.Kluis.Leaf(ctx, id.HouderVan(w.moeder), seal.Leaf{Revision: 1}); !errors.Is(err, seal.ErrDestroyed) {
		o.t.Errorf("a leaf of the erased person: %v", err)
	}
	regels := 0
	for _, g := range o.Register.Regels() {
		if g.Vernietiging == w.vernietiging {
			regels++
		}
	}
	if regels != 1 {
		o.t.Errorf("the vernietiging stands in the register %d times", regels)
	}
	grafstenen := 0
	for g, err := range o.Kluis.Tombstones(ctx) {
		goed(o.t, err)
		if g.Vernietiging == w.vernietiging {
			grafstenen++
		}
	}
	if grafstenen == 0 {
		o.t.Error("there is no tombstone")
	}
	for _, soort := range []domain.Soort{domain.SoortVernietigingGoedgekeurd, domain.SoortVernietigingUitgevoerd} {
		if n := o.tel(w.dossier, soort); n != 1 {
			o.t.Errorf("%s stands in the log %d times", soort, n)
		}
	}
	z, err := o.lees(ctx, w.dossier)
	goed(o.t, err)
	for _, e := range z.events {
		b, err := o.Bekijk(ctx, o.Beslis(teamleider, domain.HandelingRaadplegen, w.dossier, "onderzoek"), w.dossier,
			Momenten{BeschikbaarOp: &e.Meta.VastgelegdOp}, "v-3")
		goed(o.t, err)
		wil := map[id.Onderdeel]string{
			w.weg: "<vernietigd>", domain.IdentiteitVan(w.moeder): "<vernietigd>",
			w.samen: "[vernietigd] en Bram wonen bij oma.",
		}
		for welk, tekst := range wil {
			if got := b.leest(welk); got != tekst && got != "<niet in beeld>" {
				o.t.Errorf("onderdeel %s at revision %d does not read as it must", welk, e.Revisie)
			}
		}
	}
	if got := o.ziet(teamleider, w.dossier, Momenten{}).leest(w.melding); got != "Bram heeft plekken." {
		o.t.Error("the rewritten text does not read as it was rewritten")
	}
	o.verifieerSchoon()
}
