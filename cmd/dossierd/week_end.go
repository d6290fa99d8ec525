package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

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
		"Zij is bang voor wat er gebeurt als bekend wordt dat zij meldde.", nil); err != nil {
		return err
	}
	// He went through what else was recorded of her.
	_, err = w.as(caseworker).DoePuntAf(ctx, w.dossier, bericht.AfgedaanPunt{Onderdeel: who, Soort: domain.PuntHerleidbaar}, once())
	return err
}

func (w *week) askApproval(ctx context.Context) (err error) {
	w.school, err = w.record(ctx, caseworker, "zorgen", bericht.Gegeven{Soort: "mededeling", Aard: "mening",
		Bron:  bericht.Bron{Soort: domain.BronInformant, Instantie: "Basisschool De Verzinsels"},
		Tekst: write(mention(w.child.String(), "Noor"), " is sinds de herfst stil en vaak te laat.")}, w.child)
	if err != nil {
		return err
	}
	_, err = w.as(caseworker).LegAccorderingVast(ctx, w.dossier, w.school,
		bericht.NieuweAccordering{Accordering: bericht.Accordering{
			Stand: domain.AccorderingGevraagd, Naam: "intern begeleider", Op: w.day(3)}}, once())
	return err
}

// passOn: the police must know where the mother is. The caseworker may not pass on what is geheim; the teamleider
// confirms it.
func (w *week) passOn(ctx context.Context) error {
	n := bericht.NieuweVerstrekking{Onderdelen: []id.Onderdeel{domain.IdentiteitVan(w.mother), w.shelter},
		Verstrekking: bericht.Verstrekking{Ontvanger: "Politie, eenheid Elders", Grond: "veiligheid", Toestemming: "gegeven",
			Doel: bericht.Tekst{Tekst: "De politie houdt de verblijfplaats in het oog."}}}
	_, err := w.as(caseworker).Verstrek(ctx, w.dossier, n, once())
	var refusal *client.Fout
	if !errors.As(err, &refusal) {
		return fmt.Errorf("wat geheim is, werd niet tegengehouden: %w", err)
	}
	w.refused = refusal.Probleem
	n.BevestigdGeheim = []id.Onderdeel{w.shelter}
	v, err := w.as(teamLeader).Verstrek(ctx, w.dossier, n, once())
	w.passedOn = only(v)
	return err
}

// answer: the practice sends a letter. What it says of the child is recorded; what it says of somebody else is not,
// and why.
func (w *week) answer(ctx context.Context) error {
	v, err := w.as(caseworker).VoegBijlageToe(ctx, w.dossier,
		bericht.NieuweBijlage{Over: []id.Betrokkene{w.mother, w.child}, Bijlage: bericht.Bijlage{
			Naam: write("Brief van de huisarts over ", mention(w.child.String(), "Noor")), Soort: "brief", Datum: w.day(3),
			Bron: bericht.Bron{Soort: domain.BronInstantie, Instantie: practice, Datum: w.day(3)}}},
		strings.NewReader(letterPDF()), once())
	if err != nil {
		return err
	}
	w.letter = only(v)
	w.fromLetter, err = w.record(ctx, caseworker, "veiligheidsbeoordeling",
		bericht.Gegeven{Soort: "mededeling", Aard: "feit",
			Bron: bericht.Bron{Soort: domain.BronInstantie, Instantie: practice, Datum: w.day(3)},
			Tekst: write(mention(w.child.String(), "Noor"),
				" was in het voorjaar twee keer op het spreekuur, met buikpijn zonder oorzaak.")}, w.child)
	if err != nil {
		return err
	}
	if _, err = w.as(caseworker).LegAntwoordVast(ctx, w.dossier, w.request,
		bericht.NieuwInformatieantwoord{Vastgelegd: []id.Onderdeel{w.letter, w.fromLetter},
			Informatieantwoord: bericht.Informatieantwoord{Uitkomst: domain.AntwoordVastgelegd, Op: w.day(4)}},
		once()); err != nil {
		return err
	}
	v, err = w.as(caseworker).LegAntwoordVast(ctx, w.dossier, w.request,
		bericht.NieuwInformatieantwoord{Informatieantwoord: bericht.Informatieantwoord{
			Uitkomst: domain.AntwoordNietVastgelegd, Op: w.day(4),
			Toelichting: &bericht.Tekst{Tekst: "Een uitslag van een familielid doet voor de vraag niet ter zake."}}}, once())
	w.refusedAnswer = only(v)
	return err
}

// misplace: with two dossiers open, what the school says of this child goes into the other one.
func (w *week) misplace(ctx context.Context) error {
	v, err := w.as(caseworker).LegGegevenVast(ctx, w.known.dossier,
		bericht.NieuwGegeven{Rubriek: "zorgen", Over: []id.Betrokkene{w.known.child},
			Gegeven: bericht.Gegeven{Soort: "contactmoment", Aard: "feit", Bron: ownFinding,
				Tekst: write("De leerkracht belde: ", mention(w.known.child.String(), "het kind"), " is er vandaag niet.")}},
		once())
	w.misplaced = only(v)
	return err
}

func (w *week) putRight(ctx context.Context) error {
	_, err := w.as(caseworker).BrengOver(ctx, w.known.dossier, bericht.NieuweOverbrenging{NaarDossier: w.dossier,
		Onderdelen: []bericht.Overgang{{Onderdeel: w.misplaced}},
		Personen:   []bericht.Persoonspaar{{Hier: w.known.child, Daar: &w.child}},
		Motivering: bericht.Tekst{Tekst: "Dit ging over een kind uit een ander gezin; beide dossiers stonden open."}},
		once())
	return err
}

func (w *week) approve(ctx context.Context) error {
	_, err := w.as(caseworker).LegAccorderingVast(ctx, w.dossier, w.school,
		bericht.NieuweAccordering{Accordering: bericht.Accordering{
			Stand: domain.AccorderingGegeven, Naam: "intern begeleider", Op: w.day(7),
			Correcties: &bericht.Tekst{Tekst: "Het te laat komen begon na de zomer."}}}, once())
	return err
}

func (w *week) hear(ctx context.Context) error {
	v, err := w.as(caseworker).LegWederhoorVast(ctx, w.dossier,
		bericht.NieuwWederhoor{Wederhoor: bericht.Wederhoor{Gehoord: []id.Betrokkene{w.father},
			Gezegd: new(write(mention(w.father.String(), "Wouter"),
				" ontkent dat hij sloeg en wil praten over wat er misgaat."))}}, once())
	w.heard = only(v)
	return err
}

func (w *week) decide(ctx context.Context) error {
	b := reason("Moeder en kind zijn veilig. Wat nu nodig is, is hulp voor alle drie, en die is dichtbij te krijgen.")
	b.Aan, b.Beslisser = "Wijkteam Ons Dorp", domain.Medewerker(teamLeader.id)
	b.Alternatieven = []bericht.Tekst{{Tekst: "Zelf onderzoeken: er is al genoeg bekend om hulp te beginnen."},
		{Tekst: "De Raad om onderzoek vragen: de moeder werkt mee."}}
	_, err := w.as(caseworker).WijzigFase(ctx, w.dossier, bericht.NieuweFase{Fase: domain.FaseOverdracht, Besluit: b},
		once())
	return err
}

// close ends the dossier. The working note was answered by the wederhoor, and goes; so does the draft that nobody
// finishes, for with a draft in it a dossier does not close.
func (w *week) close(ctx context.Context) error {
	if _, err := w.as(caseworker).GooiConceptWeg(ctx, w.unfinished); err != nil {
		return err
	}
	_, err := w.as(caseworker).Sluit(ctx, w.dossier,
		bericht.NieuweSluiting{Besluit: reason("Het wijkteam heeft de hulp overgenomen."),
			Werkaantekeningen: []bericht.Werkaantekening{{Onderdeel: w.workingNote,
				Uitkomst: domain.WerkaantekeningVerwijderen}}}, once())
	return err
}
