package main

import (
	"context"
	"errors"
	"fmt"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// What is done more than once in the week.

// because is once, for what was not the daily work.
func because(why domain.Aanleiding) client.Voorwaarde {
	return client.Voorwaarde{Sleutel: newID(), Aanleiding: why}
}

func reason(why string) bericht.Besluit {
	return bericht.Besluit{Motivering: bericht.Tekst{Tekst: why}}
}

// refusal is how something was refused; that it was not is an error.
func refusal(what string, err error) (bericht.Probleem, error) {
	var refused *client.Fout
	if !errors.As(err, &refused) {
		return bericht.Probleem{}, fmt.Errorf("%s werd niet geweigerd: %w", what, err)
	}
	return refused.Probleem, nil
}

// openKnowing opens a dossier of which somebody may be known already: whoever opens it looks at the dossiers that are
// named, sees that they are of others, and goes on.
func (w *week) openKnowing(ctx context.Context, by role, n bericht.NieuwDossier, why domain.Aanleiding,
	who map[string]*id.Betrokkene) (*bericht.Dossier, []bericht.MogelijkBekend, error) {
	_, err := w.as(by).Open(ctx, n, because(why))
	refused, err := refusal("wie al bekend kan zijn", err)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range refused.MogelijkBekend {
		if _, err := w.as(by).Dossier(ctx, m.Dossier, nil, ""); err != nil {
			return nil, nil, err
		}
		n.MogelijkBekendGezien = append(n.MogelijkBekendGezien, m.Dossier)
	}
	view, err := opened(ctx, w.as(by), n, because(why), who)
	return view, refused.MogelijkBekend, err
}

// firstOf is the first onderdeel of a kind in a view.
func firstOf(v *bericht.Dossier, kind domain.InhoudSoort) id.Onderdeel {
	for _, o := range v.Onderdelen {
		if o.Soort == kind {
			return o.ID
		}
	}
	return id.Onderdeel{}
}

func onDuty(who domain.Medewerker) bericht.Toegewezene {
	return bericht.Toegewezene{Medewerker: who, Rol: "dienst"}
}

func treating(who domain.Medewerker) bericht.Toegewezene {
	return bericht.Toegewezene{Medewerker: who, Rol: "behandelaar"}
}

func (w *week) handOver(ctx context.Context, from, to bericht.Toegewezene, by role, why string) error {
	_, err := w.as(by).DraagOver(ctx, w.dossier, bericht.OvergedragenToewijzing{VanWie: from, Wie: to,
		Besluit: reason(why)}, once())
	return err
}

func (w *week) record(ctx context.Context, by role, rubriek domain.Rubriek, g bericht.Gegeven,
	about ...id.Betrokkene) (id.Onderdeel, error) {
	v, err := w.as(by).LegGegevenVast(ctx, w.dossier, bericht.NieuwGegeven{Rubriek: rubriek, Over: about, Gegeven: g},
		once())
	return only(v), err
}

func (w *week) correct(ctx context.Context, what id.Onderdeel, how domain.Wijze, ground domain.CorrectieGrond,
	why string, new *bericht.NieuweInhoud, cause client.Voorwaarde) error {
	_, err := w.as(caseworker).Corrigeer(ctx, w.dossier, what, bericht.NieuweCorrectie{Wijze: how,
		Correctie: bericht.Correctie{Grond: ground, Motivering: &bericht.Tekst{Tekst: why}, Nieuw: new}}, cause)
	return err
}

func (w *week) qualify(ctx context.Context, in id.Dossier, report id.Onderdeel, as domain.Kwalificatie,
	why string) error {
	_, err := w.as(caseworker).KwalificeerMelding(ctx, in, report,
		bericht.NieuweKwalificatie{Kwalificatie: as, Besluit: reason(why)}, once())
	return err
}

// count records what the statistics ask of a melding.
func (w *week) count(ctx context.Context, in id.Dossier, report id.Onderdeel, t bericht.Telling) error {
	_, err := w.as(caseworker).LegTellingVast(ctx, in, report, bericht.NieuweTelling{Telling: t}, once())
	return err
}

// ask asks somebody outside what they know of somebody: whom it is about is told by asking.
func (w *week) ask(ctx context.Context, whom string, about id.Betrokkene, what bericht.Tekst, why string,
	untilDay int) (id.Onderdeel, error) {
	v, err := w.as(caseworker).VraagInformatie(ctx, w.dossier, bericht.NieuwInformatieverzoek{
		Informatieverzoek: bericht.Informatieverzoek{Instantie: whom, Gevraagd: what},
		Onderdelen:        []id.Onderdeel{domain.IdentiteitVan(about)}, Grond: "veiligheid", Toestemming: "niet-gevraagd",
		Doel: bericht.Tekst{Tekst: why}, Uiterlijk: w.day(untilDay)}, once())
	if err != nil {
		return id.Onderdeel{}, err
	}
	return v.Onderdelen[1], nil // the first is the verstrekking
}

// answer records what came of asking, on the day itself; why is "" where the outcome says it all.
func (w *week) answer(ctx context.Context, to id.Onderdeel, day int, what domain.AntwoordUitkomst, why string,
	cause client.Voorwaarde, recorded ...id.Onderdeel) (id.Onderdeel, error) {
	a := bericht.Informatieantwoord{Uitkomst: what, Op: w.day(day)}
	if why != "" {
		a.Toelichting = &bericht.Tekst{Tekst: why}
	}
	v, err := w.as(caseworker).LegAntwoordVast(ctx, w.dossier, to,
		bericht.NieuwInformatieantwoord{Vastgelegd: recorded, Informatieantwoord: a}, cause)
	return only(v), err
}

// approval records a step in the approval of what an informant said, of who is "naam" unless it is somebody of the
// dossier.
func (w *week) approval(ctx context.Context, of id.Onderdeel, a bericht.Accordering) (id.Onderdeel, error) {
	v, err := w.as(caseworker).LegAccorderingVast(ctx, w.dossier, of, bericht.NieuweAccordering{Accordering: a}, once())
	return only(v), err
}

func (w *week) phase(ctx context.Context, in id.Dossier, of *id.Onderdeel, to domain.Fase, b bericht.Besluit) error {
	_, err := w.as(caseworker).WijzigFase(ctx, in, bericht.NieuweFase{Fase: to, Melding: of, Besluit: b}, once())
	return err
}
