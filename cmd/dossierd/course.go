package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// course is the demo: one fictional household with the course that a real case takes. The end-to-end test runs the
// same. Everybody in it is made up; the BSNs are test numbers that were never issued.
type course struct {
	as  func(role) *client.Client
	now func() time.Time
	// seen are dossiers that the same persons are in already: a test has the course more than once.
	seen []id.Dossier

	dossier                            id.Dossier
	mother, father, child, teacher     id.Betrokkene
	report, secondReport               id.Onderdeel
	address                            id.Onderdeel
	opinion, statement                 id.Onderdeel
	kept, rewritten, destroyed, hisOwn id.Onderdeel
	disclosure                         id.Onderdeel
	erasure                            id.Vernietiging
	beforeCorrection, beforeErasure    time.Time
}

// step is one thing that happens in the case.
type step struct {
	what string
	do   func(context.Context) error
}

// steps are all of them, in order.
func (c *course) steps() []step {
	return []step{
		{"openen op een melding", c.open},
		{"relaties vastleggen", c.relate},
		{"een tweede melding", c.reportAgain},
		{"een verkeerd adres verbeteren", c.correctAddress},
		{"de mening van een informant", c.recordOpinion},
		{"een eigen verklaring", c.state},
		{"teksten over twee personen", c.recordJoint},
		{"naar het onderzoek", c.investigate},
		{"verstrekken aan de Raad voor de Kinderbescherming", c.disclose},
		{"concepten die nog niet af zijn", c.draft},
		{"besluiten over vernietiging", c.decideErasure},
		{"de vernietiging goedkeuren en uitvoeren", c.approveErasure},
	}
}

// follow takes steps in order.
func follow(ctx context.Context, steps []step) error {
	for _, s := range steps {
		if err := s.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", s.what, err)
		}
	}
	return nil
}

func (c *course) open(ctx context.Context) error {
	view, err := opened(ctx, c.as(caseworker), bericht.NieuwDossier{
		Grond: "melding", MogelijkBekendGezien: c.seen,
		Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{
			person("moeder", "Susanna Maria", "Sanne", "Verzonnen", "1988-03-14", "v", "999990019", "ouder",
				contactAddress("Dorpsstraat", "21", "1234 AB"), bericht.Contact{Soort: "telefoon", Telefoon: "06-12345678"}),
			person("vader", "Rudolf", "Ruud", "Bedacht", "1985", "m", "", "ex-partner",
				contactAddress("Kerkweg", "4", "1234 CD")),
			person("kind", "Abraham", "Bram", "Verzonnen", "2016-05-17", "m", "999990020", "kind"),
			person("leerkracht", "", "Mieke", "Voorbeeld", "", "", "", "informant"),
		},
		Melding: &bericht.NieuweMelding{
			OntvangenOp: c.now().Add(-2 * time.Hour), Over: []string{"moeder", "vader", "kind"},
			Melding: bericht.Melding{Melder: "leerkracht", Hoedanigheid: "leerkracht", GebeurdOp: c.now().Format("2006-01"),
				Tekst: new(write(mention("kind", "Bram"), " vertelt op school dat ", mention("vader", "Ruud"),
					" thuis met spullen gooit. ", mention("moeder", "Sanne"), " sust."))},
		},
	}, once(), map[string]*id.Betrokkene{"moeder": &c.mother, "vader": &c.father, "kind": &c.child,
		"leerkracht": &c.teacher})
	if err != nil {
		return err
	}
	c.dossier = view.Dossier
	for _, o := range view.Onderdelen {
		switch {
		case o.Soort == domain.InhoudMelding:
			c.report = o.ID
		case o.Soort == domain.InhoudContact && o.Over[0] == c.mother && o.Inhoud.Contact.Adres != nil:
			c.address = o.ID
		}
	}
	return nil
}

// opened opens a dossier, keeps the ids of its persons where they are wanted, and gives it as whoever opened it sees
// it.
func opened(ctx context.Context, by *client.Client, n bericht.NieuwDossier, how client.Voorwaarde,
	who map[string]*id.Betrokkene) (*bericht.Dossier, error) {
	v, err := by.Open(ctx, n, how)
	if err != nil {
		return nil, err
	}
	for _, b := range v.Betrokkenen {
		*who[b.Verwijzing] = b.Betrokkene
	}
	return by.Dossier(ctx, v.Dossier, nil, "")
}

func (c *course) relate(ctx context.Context) error {
	gezag := true
	for _, parent := range []id.Betrokkene{c.mother, c.father} {
		_, err := c.as(caseworker).LegRelatieVast(ctx, c.dossier, bericht.NieuweRelatie{Van: parent, Naar: c.child,
			Relatie: bericht.Relatie{Aard: "ouder-van", Gezag: &gezag, Geldig: &bericht.Tijdvak{Van: "2016-05-17"}}}, once())
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *course) reportAgain(ctx context.Context) error {
	v, err := c.as(caseworker).OntvangMelding(ctx, c.dossier, bericht.NieuweMelding{
		OntvangenOp: c.now().Add(-time.Hour), Over: []string{c.mother.String(), c.father.String()},
		Melding: bericht.Melding{Hoedanigheid: "politie",
			Tekst: new(write("Buren belden over lawaai bij ", mention(c.mother.String(), "mevrouw Verzonnen"), ". ",
				mention(c.father.String(), "De heer Bedacht"), " was aanwezig en rustig."))},
	}, once())
	c.secondReport = only(v)
	return err
}

func (c *course) correctAddress(ctx context.Context) error {
	c.beforeCorrection = c.now()
	right := contactAddress("Dorpsstraat", "12", "1234 AB")
	_, err := c.as(caseworker).Corrigeer(ctx, c.dossier, c.address, bericht.NieuweCorrectie{Wijze: domain.WijzeVerbeteren,
		Correctie: bericht.Correctie{Grond: "feitelijk-onjuist",
			Motivering: &bericht.Tekst{Tekst: "De cijfers van het huisnummer stonden omgekeerd."},
			Nieuw:      &bericht.NieuweInhoud{Contact: &right}}}, once())
	return err
}

func (c *course) recordOpinion(ctx context.Context) (err error) {
	c.opinion, err = c.record(ctx, "zorgen", bericht.Gegeven{Soort: "mededeling", Aard: "mening",
		Bron: bericht.Bron{Soort: "informant", Wie: c.teacher.String()},
		Tekst: write("Volgens ", mention(c.teacher.String(), "juf Mieke"), " is ", mention(c.child.String(), "Bram"),
			" schrikachtig sinds de zomer.")}, c.child, c.teacher)
	return err
}

func (c *course) state(ctx context.Context) error {
	v, err := c.as(caseworker).VoegVerklaringToe(ctx, c.dossier,
		bericht.NieuweVerklaring{Betrokkene: c.mother, Betwist: []id.Onderdeel{c.opinion},
			Verklaring: bericht.Verklaring{Tekst: write("Ik herken dit niet. ", mention(c.child.String(), "Bram"),
				" slaapt goed en speelt buiten.")}}, once())
	c.statement = only(v)
	return err
}

// recordJoint records what the erasure will later keep, rewrite and destroy.
func (c *course) recordJoint(ctx context.Context) (err error) {
	observed := bericht.Bron{Soort: "eigen-waarneming"}
	if c.kept, err = c.record(ctx, "veiligheidsbeoordeling",
		bericht.Gegeven{Soort: "bevinding", Aard: "feit", Bron: observed,
			Tekst: write(mention(c.child.String(), "Bram"), " logeert om de week bij ", mention(c.father.String(), "Ruud"),
				" en belt dan elke avond naar huis.")}, c.child, c.father); err != nil {
		return err
	}
	if c.rewritten, err = c.record(ctx, "onderzoek", bericht.Gegeven{Soort: "contactmoment", Aard: "feit", Bron: observed,
		Tekst: write("Gesprek met ", mention(c.mother.String(), "Sanne"), ". Ook ",
			mention(c.father.String(), "Ruud Bedacht"), " schoof aan; zij wil hulp bij de opvoeding.")}, c.mother,
		c.father); err != nil {
		return err
	}
	if c.destroyed, err = c.record(ctx, "zorgen",
		bericht.Gegeven{Soort: "mededeling", Aard: "hypothese",
			Bron:  bericht.Bron{Soort: "informant", Wie: c.teacher.String()},
			Tekst: write("Mogelijk drinkt ", mention(c.father.String(), "Ruud"), " te veel.")}, c.father, c.child); err != nil {
		return err
	}
	c.hisOwn, err = c.record(ctx, "hulp", bericht.Gegeven{Soort: "verslag", Aard: "feit", Bron: observed,
		Tekst: write(mention(c.father.String(), "Ruud"), " volgde een training omgaan met boosheid.")}, c.father)
	if err != nil {
		return err
	}
	letter := bericht.NieuweBijlage{Over: []id.Betrokkene{c.child}, Bijlage: bericht.Bijlage{
		Naam: write("Brief van school over ", mention(c.child.String(), "Bram")), Soort: "brief", Datum: "2026-01",
		Bron: bericht.Bron{Soort: "informant", Instantie: school}}}
	_, err = c.as(caseworker).VoegBijlageToe(ctx, c.dossier, letter, strings.NewReader(letterText), once())
	return err
}

func (c *course) investigate(ctx context.Context) error {
	_, err := c.as(caseworker).WijzigFase(ctx, c.dossier, bericht.NieuweFase{Fase: "onderzoek",
		Besluit: bericht.Besluit{
			Motivering: bericht.Tekst{Tekst: "Er is geen acuut gevaar; de zorgen vragen om onderzoek."}}}, once())
	return err
}

func (c *course) disclose(ctx context.Context) error {
	v, err := c.as(caseworker).Verstrek(ctx, c.dossier,
		bericht.NieuweVerstrekking{Onderdelen: []id.Onderdeel{c.opinion, c.kept},
			Verstrekking: bericht.Verstrekking{Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak",
				Toestemming: "niet-gevraagd", Doel: bericht.Tekst{Tekst: "Nodig voor het onderzoek van de Raad naar de omgang."}}},
		once())
	c.disclosure = only(v)
	return err
}

// decideErasure: the onderzoek refuted the melding about the father, who asks for destruction (ZOB-17.3a). Every
// onderdeel gets an outcome.
func (c *course) decideErasure(ctx context.Context) error {
	c.beforeErasure = c.now()
	extent := bericht.Omvang{Betrokkene: &c.father}
	preview, err := c.as(privacyOfficer).Voorvertoon(ctx, c.dossier, extent)
	if err != nil {
		return err
	}
	besluit := bericht.NieuweVernietiging{Omvang: extent, Grond: "melding-weerlegd",
		Motivering: bericht.Tekst{Tekst: "Het onderzoek weerlegt de melding waar het deze betrokkene betreft; hij vroeg " +
			"om vernietiging."}}
	for _, o := range preview.Onderdelen {
		besluit.Uitkomsten = append(besluit.Uitkomsten, c.outcome(o))
	}
	v, err := c.as(privacyOfficer).BesluitVernietiging(ctx, c.dossier, besluit, once())
	if err != nil {
		return err
	}
	c.erasure = *v.Vernietiging
	return nil
}

// outcome decides on one onderdeel of the father's.
func (c *course) outcome(o bericht.OnderdeelVoorvertoning) bericht.NieuweUitkomst {
	u := bericht.NieuweUitkomst{Onderdeel: o.ID, Uitkomst: domain.UitkomstVernietigen}
	keep := func(whose id.Betrokkene, why string) {
		u.Uitkomst, u.Belang, u.Waarom = domain.UitkomstBehouden, &whose, &bericht.Tekst{Tekst: why}
	}
	switch o.ID {
	case c.report, c.secondReport:
		keep(c.child, "De melding zelf is nodig om later te begrijpen wat is onderzocht, in het belang van het kind.")
	case c.kept:
		keep(c.child, "Het kind moet later kunnen nalezen hoe het contact verliep.")
	case c.disclosure:
		keep(c.child, "Aan de Raad moet verantwoord kunnen worden wat is verstrekt.")
	case c.rewritten:
		t := write("Gesprek met ", mention(c.mother.String(), "Sanne"), "; zij wil hulp bij de opvoeding.")
		u.Uitkomst, u.Over = domain.UitkomstHerschrijven, []id.Betrokkene{c.mother}
		u.Nieuw = &bericht.NieuweInhoud{Gegeven: &bericht.Gegeven{Soort: "contactmoment", Aard: "feit",
			Bron: bericht.Bron{Soort: "eigen-waarneming"}, Tekst: t}}
	}
	return u
}

func (c *course) approveErasure(ctx context.Context) error {
	_, err := c.as(teamLeader).KeurVernietigingGoed(ctx, c.dossier, c.erasure, once())
	return err
}

// draft begins what the caseworker does not come to finish. The first goes along with the erasure.
func (c *course) draft(ctx context.Context) error {
	for _, half := range []string{
		fmt.Sprintf(`{"rubriek":"onderzoek","over":["%s"],"tekst":{"tekst":"De heer Bedacht (Kerkweg 4) belde: "}}`,
			c.father),
		fmt.Sprintf(`{"rubriek":"onderzoek","over":["%s","%s"],"tekst":{"tekst":"Huisbezoek. Het is opgeruimd; "}}`,
			c.mother, c.child),
	} {
		_, err := c.as(caseworker).BeginConcept(ctx, c.dossier,
			bericht.NieuwConcept{Waarvan: "legGegevenVast", Inhoud: []byte(half)})
		if err != nil {
			return err
		}
	}
	return nil
}

// record records a gegeven as one does: begun as a draft, saved, recorded. It gives its id.
func (c *course) record(ctx context.Context, rubriek domain.Rubriek, g bericht.Gegeven,
	about ...id.Betrokkene) (id.Onderdeel, error) {
	n := bericht.NieuwGegeven{Rubriek: rubriek, Over: about, Gegeven: g}
	whole, err := json.Marshal(n)
	if err != nil {
		return id.Onderdeel{}, err
	}
	draft, err := c.as(caseworker).BeginConcept(ctx, c.dossier,
		bericht.NieuwConcept{Waarvan: "legGegevenVast", Inhoud: []byte("{}")})
	if err == nil {
		draft, err = c.as(caseworker).BewaarConcept(ctx, *draft, bericht.ConceptInhoud{Inhoud: whole})
	}
	if err != nil {
		return id.Onderdeel{}, err
	}
	v, err := c.as(caseworker).LegGegevenVast(ctx, c.dossier, n, client.Voorwaarde{Concept: draft})
	return only(v), err
}

// only is the one onderdeel that a write began.
func only(v *bericht.Vastgelegd) id.Onderdeel {
	if v == nil || len(v.Onderdelen) == 0 {
		return id.Onderdeel{}
	}
	return v.Onderdelen[0]
}

// once gives a write an Idempotency-Key of its own, as any client should.
func once() client.Voorwaarde { return client.Voorwaarde{Sleutel: newID()} }
