package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// openAtNight opens a dossier at the address that was heard over a bad line. Somebody at that address is known: the
// employee looks, sees another household, and goes on knowingly.
func (w *week) openAtNight(ctx context.Context) error {
	n := bericht.NieuwDossier{
		Grond: "melding",
		Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{
			person("moeder", "", "Lotte", "Fictief", "1992-09", "v", "", "ouder",
				contactAddress("Dorpsstraat", "12", "1234 AB")),
			person("vader", "", "Wouter", "Fantasia", "", "m", "", "partner"),
			person("kind", "", "Noor", "Fictief", "2019", "v", "", "kind"),
		},
		Melding: &bericht.NieuweMelding{
			OntvangenOp: w.clock.now().Add(-10 * time.Minute), Over: []string{"moeder", "vader", "kind"},
			Melding: bericht.Melding{Kanaal: "telefoon",
				Tekst: new(write("Er wordt geschreeuwd en ", mention("kind", "een kind"), " huilt. De lijn viel weg."))},
		},
	}
	_, err := w.as(nightWorker).Open(ctx, n, once())
	var refusal *client.Fout
	if !errors.As(err, &refusal) || refusal.Probleem.Code != domain.CodeMogelijkBekend {
		return fmt.Errorf("het dossier dat er al is, werd niet genoemd: %w", err)
	}
	w.mayBeKnown = refusal.Probleem.MogelijkBekend
	for _, m := range w.mayBeKnown {
		if _, err := w.as(nightWorker).Dossier(ctx, m.Dossier, nil, ""); err != nil {
			return err
		}
		n.MogelijkBekendGezien = append(n.MogelijkBekendGezien, m.Dossier)
	}
	view, err := opened(ctx, w.as(nightWorker), n,
		map[string]*id.Betrokkene{"moeder": &w.mother, "vader": &w.father, "kind": &w.child})
	if err != nil {
		return err
	}
	w.dossier = view.Dossier
	for _, o := range view.Onderdelen {
		switch o.Soort {
		case domain.InhoudMelding:
			w.report = o.ID
		case domain.InhoudContact:
			w.address = o.ID
		}
	}
	_, err = w.as(nightWorker).WijsToe(ctx, w.dossier, bericht.NieuweToewijzing{Toegewezene: onDuty("m-devries")}, once())
	return err
}

func onDuty(who domain.Medewerker) bericht.Toegewezene {
	return bericht.Toegewezene{Medewerker: who, Rol: "dienst"}
}

func treating(who domain.Medewerker) bericht.Toegewezene {
	return bericht.Toegewezene{Medewerker: who, Rol: "behandelaar"}
}

func (w *week) handOver(from, to bericht.Toegewezene, by role, why string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := w.as(by).DraagOver(ctx, w.dossier,
			bericht.OvergedragenToewijzing{VanWie: from, Wie: to, Besluit: reason(why)}, once())
		return err
	}
}

func reason(why string) bericht.Besluit {
	return bericht.Besluit{Motivering: bericht.Tekst{Tekst: why}}
}

// hide: the mother calls at night from where she fled to. Whoever answers records it, and sees it no more.
func (w *week) hide(ctx context.Context) error {
	v, err := w.as(nightWorker).LegContactVast(ctx, w.dossier, w.mother, bericht.NieuwContact{Contact: bericht.Contact{
		Soort: domain.ContactVerblijf, Geheim: true,
		Adres:  &bericht.Adres{Straat: "Schuilhof", Huisnummer: "7", Postcode: "9876 ZX", Plaats: "Elders"},
		Veilig: &bericht.VeiligContact{Bellen: "alleen zijzelf", Wanneer: "overdag", GeenPost: true, GeenVoicemail: true},
	}}, once())
	if err != nil {
		return err
	}
	w.shelter = only(v)
	_, err = w.record(ctx, nightWorker, "stappen", bericht.Gegeven{Soort: "contactmoment", Aard: "feit", Bron: ownFinding,
		Tekst: write(mention(w.mother.String(), "Lotte"), " belde: zij is vannacht met ", mention(w.child.String(), "Noor"),
			" vertrokken en veilig.")}, w.mother, w.child)
	return err
}
