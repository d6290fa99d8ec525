package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// beginVerslag: a verslag of a home visit is begun at the end of a day, and saved as it grows. Another draft is never
// finished.
func (w *week) beginVerslag(ctx context.Context) error {
	draft, err := w.as(caseworker).BeginConcept(ctx, w.dossier,
		bericht.NieuwConcept{Waarvan: "legVerslagVast", Inhoud: []byte(`{"soort":"huisbezoek"}`)})
	if err != nil {
		return err
	}
	n := w.visit()
	whole := n.Tekst.Tekst
	for _, end := range []string{"wij binnenkwamen. ", "een blauw oog. "} {
		n.Tekst.Tekst, n.Passages = whole[:strings.Index(whole, end)+len(end)], nil
		n.Tekst.Vermeldingen = n.Tekst.Vermeldingen[:1]
		half, err := json.Marshal(n)
		if err != nil {
			return err
		}
		if draft, err = w.as(caseworker).BewaarConcept(ctx, *draft, bericht.ConceptInhoud{Inhoud: half}); err != nil {
			return err
		}
	}
	w.draft = *draft
	left := fmt.Sprintf(`{"rubriek":"afspraken","over":[%q],"tekst":{"tekst":%q}}`, w.mother, unfinishedText)
	draft, err = w.as(caseworker).BeginConcept(ctx, w.dossier,
		bericht.NieuwConcept{Waarvan: "legGegevenVast", Inhoud: []byte(left)})
	if err == nil {
		w.unfinished = *draft
	}
	return err
}

// visit is the verslag of the home visit, with its passages marked.
func (w *week) visit() bericht.NieuwVerslag {
	mother, father, child := w.mother.String(), w.father.String(), w.child.String()
	pieces := []bericht.Tekst{
		write(mention(child, "Noor"), " zat onder de tafel toen wij binnenkwamen. "),
		write(mention(mother, "Lotte"), " heeft een blauw oog. "),
		write("Zij zegt dat ", mention(father, "Wouter"), " haar sloeg. "),
		write("Op dinsdag hoorde iemand door de muur hoe ", mention(father, "hij"), " riep dat niemand haar zou geloven. "),
		write("Het lijkt niet veilig om te wachten."),
	}
	n := bericht.NieuwVerslag{Rubriek: "veiligheidsbeoordeling", Over: []id.Betrokkene{w.mother, w.child},
		Verslag: bericht.Verslag{Soort: "huisbezoek", GebeurdOp: w.day(2), Titel: new(write("Huisbezoek met de wijkagent")),
			Aanwezigen: []bericht.Aanwezige{{Wie: mother}, {Wie: child}, {Functie: "wijkagent"}}},
		Verslagtekst: bericht.Verslagtekst{Spreker: ownFinding}}
	begin := 0
	for i, piece := range pieces {
		end := begin + len([]rune(piece.Tekst))
		for _, m := range piece.Vermeldingen {
			m.Begin, m.Einde = m.Begin+begin, m.Einde+begin
			n.Tekst.Vermeldingen = append(n.Tekst.Vermeldingen, m)
		}
		n.Tekst.Tekst += piece.Tekst
		mark := bericht.PassageMarkering{Begin: begin, Einde: end}
		switch i {
		case 0, 1:
			mark.Soort, mark.Aard = "bevinding", "feit"
		case 2:
			mark.Soort, mark.Aard, mark.Bron = "mededeling", "mening", &bericht.Bron{Soort: "betrokkene", Wie: mother}
		case 3:
			mark.Soort, mark.Aard = "mededeling", "mening"
			mark.Bron, mark.HerleidbaarTot = &bericht.Bron{Soort: "melder", Wie: w.neighbour.String()},
				[]id.Betrokkene{w.neighbour}
		}
		if mark.Aard != "" { // the last is left to be judged later
			n.Passages = append(n.Passages, mark)
		}
		begin = end
	}
	return n
}

// recordVerslag reads the draft again on another day, finishes it and records it: then the draft is done.
func (w *week) recordVerslag(ctx context.Context) error {
	if _, err := w.as(caseworker).Concept(ctx, w.dossier, w.draft.Concept); err != nil {
		return err
	}
	v, err := w.as(caseworker).LegVerslagVast(ctx, w.dossier, w.visit(), client.Voorwaarde{Concept: &w.draft})
	if err == nil {
		w.verslag, w.seen = v.Onderdelen[0], v.Onderdelen[4]
	}
	return err
}

// extendVerslag: what she says on her way out is added behind it.
func (w *week) extendVerslag(ctx context.Context) error {
	whole := write("Bij het weggaan zegt ", mention(w.mother.String(), "Lotte"), " dat zij niet meer terug wil.")
	v, err := w.as(caseworker).VulVerslagAan(ctx, w.dossier, w.verslag, bericht.NieuwePassages{
		Verslagtekst: bericht.Verslagtekst{Spreker: ownFinding, Tekst: whole, Passages: []bericht.PassageMarkering{{
			Einde: len([]rune(whole.Tekst)), Soort: "mededeling", Aard: "mening",
			Bron: &bericht.Bron{Soort: domain.BronBetrokkene, Wie: w.mother.String()}}}}}, once())
	if err == nil {
		w.added = v.Onderdelen[len(v.Onderdelen)-1]
	}
	return err
}

// judge says of the last passage what it is, and keeps from everyone who reported: the neighbour is afraid.
func (w *week) judge(ctx context.Context) error {
	view, err := w.as(caseworker).Dossier(ctx, w.dossier, nil, "")
	if err != nil {
		return err
	}
	for _, o := range view.Onderdelen {
		if o.Verslag == nil || o.Inhoud == nil || o.Inhoud.Passage == nil ||
			o.Inhoud.Passage.Aard != bericht.PassageAard(domain.AardOnbeoordeeld) {
			continue
		}
		whole := bericht.PassageMarkering{Einde: len([]rune(o.Inhoud.Passage.Tekst.Tekst)), Aard: "oordeel"}
		if _, err := w.as(caseworker).MarkeerPassage(ctx, w.dossier, o.ID,
			bericht.NieuweMarkeringen{Passages: []bericht.PassageMarkering{whole}}, once()); err != nil {
			return err
		}
	}
	who := domain.IdentiteitVan(w.neighbour) // her number closes with it
	if err := w.correct(ctx, who, domain.WijzeAfschermen, domain.GrondNietTerZake,
		"Zij is bang voor wat er gebeurt als bekend wordt dat zij meldde.", nil, once()); err != nil {
		return err
	}
	// He went through what else was recorded of her.
	_, err = w.as(caseworker).DoePuntAf(ctx, w.dossier, bericht.AfgedaanPunt{Onderdeel: who,
		Soort: domain.PuntHerleidbaar}, once())
	return err
}

// addPhoto: the mother agreed to it at the visit.
func (w *week) addPhoto(ctx context.Context) error {
	v, err := w.as(caseworker).VoegBijlageToe(ctx, w.dossier, bericht.NieuweBijlage{Over: []id.Betrokkene{w.mother},
		Bijlage: bericht.Bijlage{Naam: write("Foto van het oog van ", mention(w.mother.String(), "Lotte")),
			Soort: domain.BijlageFoto,
			Datum: w.day(2), Bron: ownFinding, Opname: &bericht.Opname{Wijze: domain.OpnameOpenlijk,
				Toestemming: []bericht.ToestemmingVoor{{Voor: w.mother, Op: w.day(2)}}}}}, strings.NewReader(photoPNG), once())
	w.photo = only(v)
	return err
}
