package ledger

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// volgt is a read model that followed the log for so many records.
func (o *opstelling) volgt(records int) func(context.Context,
	domain.HalfJaar) ([]id.Dossier, eventstore.Position, error) {
	return func(ctx context.Context, h domain.HalfJaar) (uit []id.Dossier, tot eventstore.Position, err error) {
		t := telronde{Telopdracht: Telopdracht{HalfJaar: h}}
		for r, err := range o.store.ReadAll(ctx, "") {
			if err != nil || records == 0 {
				return uit, tot, err
			}
			records, tot = records-1, r.Position
			if d, ok := DossierVan(r.Stream); ok {
				v, _, err := ontleed(r)
				if err != nil {
					return nil, "", err
				}
				if m, ok := domain.FeitVan(v.Feit).(*domain.MeldingOntvangen); ok && t.binnen(m.OntvangenOp) {
					uit = append(uit, d)
				}
			}
		}
		return uit, tot, nil
	}
}

// law.md §4: however far a read model lags, what is counted with it is what the whole log gives: also what went to
// another dossier, what was destroyed, and a melding of another half-year. It reads the dossiers that have one in the
// half-year, and no other.
func TestTellingUitHetLeesmodel(t *testing.T) {
	o := stelOp(t)
	gezinnen, _ := o.twaalf()
	van, naar := gezinnen[3], gezinnen[4]
	_, err := o.overbrengt(van.dossier, naar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: van.melding, Blijft: true}},
			Personen: []domain.Persoonspaar{{Hier: van.moeder, Daar: naar.moeder}, {Hier: van.kind, Daar: naar.kind}}})
	goed(t, err)
	weg := nieuwV()
	o.doet(officer, gezinnen[5].dossier, domain.BesluitVernietiging{ID: weg, Omvang: domain.Omvang{Dossier: true},
		Grond: "melding-weerlegd", Motivering: schrijft(t, "Weerlegd.")})
	o.doet(teamleider, gezinnen[5].dossier, domain.KeurVernietigingGoed{ID: weg})
	o.klok.verder(halfJaarSindsMaart)
	later := o.opentGezin() // of the next half-year
	records := 0
	for _, err := range o.store.ReadAll(t.Context(), "") {
		goed(t, err)
		records++
	}
	tel := func(w Telopdracht) (VastgesteldeTelling, error) {
		w.HalfJaar, w.Verzoek = "2026-1", "v-1"
		return o.StelTellingVast(t.Context(), o.Beslis(teamleider, domain.HandelingTellen, id.Dossier{}, "kwaliteit"), w)
	}
	heel, err := tel(Telopdracht{})
	goed(t, err)
	if *heel.Totaal != 12 {
		t.Fatalf("%d meldingen", *heel.Totaal)
	}
	zelfde := cmpopts.IgnoreFields(VastgesteldeTelling{}, "Op", "Telstaat.Reden")
	for gevolgd := 0; gevolgd <= records; gevolgd += 1 + records/7 {
		bekeken, totaal := 0, 0
		nu, err := tel(Telopdracht{Reden: "nagekomen-tellingen", Waar: o.volgt(gevolgd), Voortgang: func(n, van int) {
			bekeken, totaal = n, van
		}})
		goed(t, err)
		if d := cmp.Diff(heel, nu, zelfde); d != "" {
			t.Errorf("with %d of %d records followed:\n%s", gevolgd, records, d)
		}
		if bekeken != 12 || totaal != 12 {
			t.Errorf("it says that it looked at %d of %d dossiers", bekeken, totaal)
		}
	}
	kwijt, err := tel(Telopdracht{Reden: "nagekomen-tellingen",
		Waar: func(ctx context.Context, h domain.HalfJaar) ([]id.Dossier, eventstore.Position, error) {
			_, tot, err := o.volgt(1<<30)(ctx, h)
			return []id.Dossier{gezinnen[0].dossier, later.dossier}, tot, err
		}})
	goed(t, err)
	if kwijt.Totaal != nil { // of one it is left out
		t.Error("the whole log was read all the same")
	}
	o.verifieerSchoon()
}

// Broken off at any dossier nothing is fixed, and counting anew gives what it would have.
func TestTellingAfgebroken(t *testing.T) {
	o := stelOp(t)
	o.twaalf()
	o.klok.verder(halfJaarSindsMaart)
	for bij := 1; bij <= 12; bij += 5 {
		ctx, stop := context.WithCancel(t.Context())
		_, err := o.StelTellingVast(ctx, o.Beslis(teamleider, domain.HandelingTellen, id.Dossier{}, "kwaliteit"),
			Telopdracht{
				HalfJaar: "2026-1", Verzoek: "v-1", Waar: o.volgt(20), Voortgang: func(n, _ int) {
					if n == bij {
						stop()
					}
				}})
		stop()
		if !errors.Is(err, context.Canceled) && geweigerd(err) == "" {
			t.Fatalf("broken off at %d: %v", bij, err)
		}
		_, err = o.Tellingen(t.Context(), o.Beslis(teamleider, domain.HandelingTellen, id.Dossier{}, "kwaliteit"), "2026-1",
			"v-1")
		if geweigerd(err) != domain.CodeOnbekend {
			t.Fatalf("broken off at %d a count was fixed: %v", bij, err)
		}
	}
	nu, err := o.telt(teamleider, "2026-1", "")
	goed(t, err)
	if *nu.Totaal != 12 || nu.Op.Before(o.nu().Add(-time.Hour)) {
		t.Errorf("%+v", nu)
	}
	o.verifieerSchoon()
}
