package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Asking others for information is recorded (DRE-info-1), and is a verstrekking itself: whoever is asked learns at
// least that somebody is known here. So asking records both, in one append, and what is told by asking follows the
// checks of a verstrekking and stands in the list of them (VTF-delen-3, ZOB-6.2g). To whom it went, on what ground and
// why is the verstrekking's; a verzoek says what was asked.

const (
	SoortInformatieGevraagd   Soort     = "informatieverzoek.gedaan"
	SoortInformatieBeantwoord Soort     = "informatieverzoek.beantwoord"
	InhoudInformatieverzoek             = InhoudSoort("informatieverzoek")
	InhoudInformatieantwoord            = InhoudSoort("informatieantwoord")
	PuntAntwoord              PuntSoort = "antwoord" // DRE-info-1
)

// AntwoordUitkomst is what a request for information came to.
type AntwoordUitkomst string

const (
	AntwoordBeantwoord     AntwoordUitkomst = "beantwoord"
	AntwoordGeweigerd      AntwoordUitkomst = "geweigerd"
	AntwoordVastgelegd     AntwoordUitkomst = "ontvangen-en-vastgelegd"
	AntwoordNietVastgelegd AntwoordUitkomst = "ontvangen-niet-vastgelegd"
)

// AntwoordUitkomsten lists them all. What is received is not all recorded (FAQ-min-2).
var AntwoordUitkomsten = []AntwoordUitkomst{AntwoordBeantwoord, AntwoordGeweigerd, AntwoordVastgelegd,
	AntwoordNietVastgelegd}

// InformatieGevraagd records a request for information, and which verstrekking it is.
type InformatieGevraagd struct {
	Onderdeel    id.Onderdeel    `json:"onderdeel"`
	Verstrekking id.Onderdeel    `json:"verstrekking"`
	Over         []id.Betrokkene `json:"over,omitempty"`
}

// InformatieBeantwoord records what came of a request; Vastgelegd is what was recorded of it.
type InformatieBeantwoord struct {
	Onderdeel  id.Onderdeel    `json:"onderdeel"`
	Verzoek    id.Onderdeel    `json:"informatieverzoek"`
	Vastgelegd []id.Onderdeel  `json:"vastgelegd,omitempty"`
	Over       []id.Betrokkene `json:"over,omitempty"`
}

func (*InformatieGevraagd) Soort() Soort   { return SoortInformatieGevraagd }
func (*InformatieBeantwoord) Soort() Soort { return SoortInformatieBeantwoord }

// Informatie is how a verzoek and its answers hang together.
type Informatie struct {
	Verstrekking id.Onderdeel   `json:"verstrekking,omitzero"` // of a verzoek
	Antwoorden   []id.Onderdeel `json:"antwoorden,omitempty"`  // to a verzoek
	Verzoek      id.Onderdeel   `json:"verzoek,omitzero"`      // of an answer
	Vastgelegd   []id.Onderdeel `json:"vastgelegd,omitempty"`  // of an answer
}

func (f *InformatieGevraagd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Informatie = &Informatie{Verstrekking: f.Verstrekking}
}

func (f *InformatieBeantwoord) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Informatie = &Informatie{Verzoek: f.Verzoek,
		Vastgelegd: slices.Clone(f.Vastgelegd)}
	if o, ok := d.onderdeel(f.Verzoek); ok && o.Informatie != nil {
		o.Informatie.Antwoorden = append(o.Informatie.Antwoorden, f.Onderdeel)
	}
}

// Informatieverzoek is what was asked of whom.
type Informatieverzoek struct {
	Instantie string        `json:"instantie,omitempty"`
	Informant id.Betrokkene `json:"informant,omitzero"` // where a person with a key here is asked
	Gevraagd  Tekst         `json:"gevraagd"`           // what is asked: decided anew for each request (FAQ-min-1)
}

func (*Informatieverzoek) InhoudSoort() InhoudSoort { return InhoudInformatieverzoek }
func (i *Informatieverzoek) Teksten() []*Tekst      { return tekstenVan(i) }
func (i *Informatieverzoek) verwijst(w *wijzer) {
	w.persoon("informant", i.Informant)
	w.tekst("gevraagd", &i.Gevraagd)
}

func (i *Informatieverzoek) controleer(c *controle) {
	c.verplicht("instantie", !leeg(i.Instantie) || !i.Informant.IsZero())
	c.regel("instantie", i.Instantie)
	c.verplicht("gevraagd", !i.Gevraagd.IsZero())
}

// Informatieantwoord is what came of a request: an answer, a refusal, or what was received and was or was not
// recorded.
type Informatieantwoord struct {
	Uitkomst    AntwoordUitkomst `json:"uitkomst"`
	Toelichting Tekst            `json:"toelichting,omitzero"`
	Op          waarde.Datum     `json:"op,omitzero"` // when it came
}

func (*Informatieantwoord) InhoudSoort() InhoudSoort { return InhoudInformatieantwoord }
func (i *Informatieantwoord) Teksten() []*Tekst      { return tekstenVan(i) }
func (i *Informatieantwoord) verwijst(w *wijzer)     { w.tekst("toelichting", &i.Toelichting) }

func (i *Informatieantwoord) controleer(c *controle) {
	een(c, "uitkomst", i.Uitkomst, AntwoordUitkomsten)
	if i.Uitkomst == AntwoordNietVastgelegd && i.Toelichting.IsZero() {
		c.fout(codeVerplicht, "Zeg waarom het ontvangene niet is vastgelegd.", "toelichting")
	}
	if i.Op.Na(c.Vandaag) {
		c.toekomst("op", "Deze dag ligt in de toekomst.")
	}
}

// VraagInformatie asks somebody outside for information.
type VraagInformatie struct {
	ID           id.Onderdeel
	Verzoek      Informatieverzoek
	Verstrekking Verstrek     // what is told by asking; to whom is the verzoek's
	Uiterlijk    waarde.Datum // by when an answer is expected
}

// LegAntwoordVast records what came of a request for information.
type LegAntwoordVast struct {
	ID         id.Onderdeel
	Verzoek    id.Onderdeel
	Vastgelegd []id.Onderdeel
	Antwoord   Informatieantwoord
}

func (VraagInformatie) Handeling() Handeling { return HandelingVerstrekken }
func (LegAntwoordVast) Handeling() Handeling { return HandelingVastleggen }

// verstrekt is the verstrekking that asking is.
func (v VraagInformatie) verstrekt() Verstrek {
	uit := v.Verstrekking
	uit.Verstrekking.Ontvanger, uit.Verstrekking.Persoon = v.Verzoek.Instantie, v.Verzoek.Informant
	return uit
}

func (v VraagInformatie) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Verzoek.controleer(&c)
	// told as instantie
	fouten := slices.DeleteFunc(v.verstrekt().Controleer(f), func(x waarde.Fout) bool { return x.Veld == "/ontvanger" })
	c.fouten.VoegAlle(fouten)
	switch {
	case v.Uiterlijk.IsZero():
		c.verplicht("uiterlijk", false)
	case f.Vandaag.Na(v.Uiterlijk):
		c.fout(codePastNiet, "Deze dag is al voorbij.", "uiterlijk")
	}
	return c.fouten
}

func (v VraagInformatie) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(v.ID, v.Verstrekking.ID); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	c.verwijzingen(d, &v.Verzoek)
	if err := c.weiger(); err != nil {
		return nil, err
	}
	uit, err := v.verstrekt().Beslis(d, f)
	if err != nil {
		return nil, err
	}
	over := uniek(slices.Concat(uit[0].Over, Genoemd(&v.Verzoek)))
	feit := &InformatieGevraagd{Onderdeel: v.ID, Verstrekking: v.Verstrekking.ID, Over: over}
	return append(append(uit, ontwerp(feit, &v.Verzoek, over)), puntBij(f, v.ID, PuntAntwoord, v.Uiterlijk)...), nil
}

func (l LegAntwoordVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Antwoord.controleer(&c)
	if (l.Antwoord.Uitkomst == AntwoordVastgelegd) != (len(l.Vastgelegd) > 0) {
		c.fout(codePastNiet, "Noem de onderdelen die zijn vastgelegd, en alleen als dat de uitkomst is.", "vastgelegd")
	}
	return c.fouten
}

func (l LegAntwoordVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	verzoek, err := d.geldig(l.Verzoek)
	if err != nil {
		return nil, err
	}
	if verzoek.Inhoud != InhoudInformatieverzoek {
		return nil, Weiger(CodeStand, "Dit onderdeel is geen informatieverzoek.", "DRE-info-1")
	}
	c := controle{Feiten: f}
	for i, welk := range l.Vastgelegd {
		c.bij("vastgelegd", i, func(c *controle) {
			o, ok := d.Onderdelen[welk]
			switch {
			case !ok:
				c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Stand == StandVernietigd || o.Stand == StandVerwijderd:
				c.fout(codePastNiet, "Dit onderdeel is verwijderd of vernietigd.")
			case welk == l.Verzoek:
				c.fout(codePastNiet, "Dit is het verzoek zelf.")
			case slices.Contains(l.Vastgelegd[:i], welk):
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	over, err := d.overBij(f, verzoek.Over, "", verzoek.Over, &l.Antwoord)
	if err != nil {
		return nil, err
	}
	feit := &InformatieBeantwoord{Onderdeel: l.ID, Verzoek: l.Verzoek, Vastgelegd: l.Vastgelegd, Over: over}
	uit := []Ontwerp{ontwerp(feit, &l.Antwoord, over)}
	if verzoek.heeftOpen(PuntAntwoord) {
		uit = append(uit, afgedaan(l.Verzoek, PuntAntwoord))
	}
	return uit, nil
}
