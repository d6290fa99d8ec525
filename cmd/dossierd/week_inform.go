package main

import (
	"context"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Telling those of whom data were recorded: within four weeks, unless somebody's safety asks for later.

func (w *week) tell(ctx context.Context, who id.Betrokkene, m bericht.Mededeling) (id.Onderdeel, error) {
	v, err := w.as(caseworker).LegMededelingVast(ctx, w.dossier, who, bericht.NieuweMededeling{Mededeling: m}, once())
	return only(v), err
}

// reporterKnows: who reported has a punt like everybody, so that nobody knows by that who did.
func (w *week) reporterKnows(ctx context.Context) error {
	_, err := w.tell(ctx, w.neighbour, bericht.Mededeling{Uitkomst: domain.MededelingBekend,
		Toelichting: &bericht.Tekst{Tekst: "Zij gaf haar gegevens zelf, en hoorde waarvoor."}})
	return err
}

// postpone: while she flees, he must not learn what was said.
func (w *week) postpone(ctx context.Context) (err error) {
	w.postponed, err = w.tell(ctx, w.father, bericht.Mededeling{Uitkomst: domain.MededelingUitgesteld,
		Grond: domain.GrondVeiligBetrokkenen, Opnieuw: w.day(35),
		Toelichting: new(write("Zolang ", mention(w.mother.String(), "Lotte"), " niet veilig woont, hoort hij niets."))})
	return err
}

// inform: the child is too young to be told alone.
func (w *week) inform(ctx context.Context) (err error) {
	told := bericht.Mededeling{Uitkomst: domain.MededelingGedaan, Wijze: "gesprek", Op: w.day(7)}
	for _, who := range []id.Betrokkene{w.father, w.mother} {
		if _, err := w.tell(ctx, who, told); err != nil {
			return err
		}
	}
	_, err = w.tell(ctx, w.child, told)
	if w.tooYoung, err = refusal("een kind van zeven alleen", err); err != nil {
		return err
	}
	told.Vertegenwoordiger = w.mother.String()
	if w.told, err = w.tell(ctx, w.child, told); err != nil {
		return err
	}
	_, err = w.tell(ctx, w.aunt, bericht.Mededeling{Uitkomst: domain.MededelingBekend,
		Toelichting: &bericht.Tekst{Tekst: "Zij sprak met ons, en weet wat daarvan is vastgelegd."}})
	return err
}
