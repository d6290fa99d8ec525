package main

import (
	"context"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// The nights: half a melding on Monday, and the mother who flees on Wednesday.

// openAtNight opens a dossier at the address that was heard over a bad line. Somebody at that address is known: the
// employee looks, sees another household, and goes on knowingly.
func (w *week) openAtNight(ctx context.Context) (err error) {
	var v *bericht.Dossier
	v, w.mayBeKnown, err = w.openKnowing(ctx, nightWorker, bericht.NieuwDossier{
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
	}, "", map[string]*id.Betrokkene{"moeder": &w.mother, "vader": &w.father, "kind": &w.child})
	if err != nil {
		return err
	}
	w.dossier, w.report, w.address = v.Dossier, firstOf(v, domain.InhoudMelding), firstOf(v, domain.InhoudContact)
	_, err = w.as(nightWorker).WijsToe(ctx, w.dossier, bericht.NieuweToewijzing{Toegewezene: onDuty("m-devries")}, once())
	return err
}

func (w *week) endMonday(ctx context.Context) error {
	return w.handOver(ctx, onDuty("m-devries"), treating("m-jansen"), nightWorker, "De dienst zit erop.")
}

func (w *week) beginNight(ctx context.Context) error {
	return w.handOver(ctx, treating("m-jansen"), onDuty("m-devries"), caseworker, "De moeder kan vannacht bellen.")
}

func (w *week) endNight(ctx context.Context) error {
	return w.handOver(ctx, onDuty("m-devries"), treating("m-jansen"), nightWorker,
		"De nacht is voorbij; de moeder is in veiligheid.")
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

// motherReports: whom the first melding was about is who makes this one.
func (w *week) motherReports(ctx context.Context) error {
	mother, father, child := w.mother.String(), w.father.String(), w.child.String()
	v, err := w.as(nightWorker).OntvangMelding(ctx, w.dossier, bericht.NieuweMelding{
		OntvangenOp: w.clock.now().Add(-15 * time.Minute), Over: []string{mother, father, child},
		Melding: bericht.Melding{Melder: mother, Hoedanigheid: "moeder", Kanaal: "telefoon", GebeurdOp: w.day(2),
			Tekst: new(write(mention(father, "Wouter"), " sloeg haar gisteravond waar ", mention(child, "Noor"), " bij was."))},
	}, once())
	w.motherReport = only(v)
	return err
}
