package domain

import (
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Identiteit is who someone is (VTF-dossier-1, DRE-bron-2, ZOB-6.2i) and what someone is in this dossier. Everything
// but the name may be unknown, and the name may be NN.
type Identiteit struct {
	Naam          waarde.Naam               `json:"naam"`
	Geboortedatum waarde.GedeeltelijkeDatum `json:"geboortedatum,omitzero"`
	Geslacht      string                    `json:"geslacht,omitempty"`
	BSN           waarde.BSN                `json:"bsn,omitzero"`
	Geboorteland  string                    `json:"geboorteland,omitempty"`
	Nationaliteit string                    `json:"nationaliteit,omitempty"`
	Hoedanigheid  Hoedanigheid              `json:"hoedanigheid"`
}

func (*Identiteit) InhoudSoort() InhoudSoort { return InhoudIdentiteit }
func (*Identiteit) Teksten() []*Tekst        { return nil }
func (*Identiteit) verwijst(*wijzer)         {}

// normaliseer gives the name its one form, as it is to be kept.
func (i *Identiteit) normaliseer() { i.Naam = i.Naam.Genormaliseerd() }

// Contact is where someone can be reached or stays (ZOB-6.2h), true during Geldig.
type Contact struct {
	Soort    ContactSoort    `json:"soort"`
	Adres    *waarde.Adres   `json:"adres,omitempty"`
	Telefoon waarde.Telefoon `json:"telefoon,omitzero"`
	Email    waarde.Email    `json:"email,omitzero"`
	Geldig   waarde.Tijdvak  `json:"geldig,omitzero"`
	Geheim   bool            `json:"geheim,omitempty"` // to be kept from everyone who does not need it (see geheim.go)
	Veilig   *VeiligContact  `json:"veiligContact,omitempty"`
}

func (*Contact) InhoudSoort() InhoudSoort { return InhoudContact }
func (*Contact) Teksten() []*Tekst        { return nil }
func (*Contact) verwijst(*wijzer)         {}

// normaliseer gives the address its one form, as it is to be kept.
func (k *Contact) normaliseer() {
	if k.Adres != nil {
		k.Adres = new(k.Adres.Genormaliseerd())
	}
}

// Relatie says what one betrokkene is of another (JB-dossier-3), true during Geldig.
type Relatie struct {
	Aard   RelatieAard    `json:"aard"`
	Gezag  *bool          `json:"gezag,omitempty"` // has Van gezag over Naar; nil where not known (DRE-inzage-3)
	Geldig waarde.Tijdvak `json:"geldig,omitzero"`
}

func (*Relatie) InhoudSoort() InhoudSoort { return InhoudRelatie }
func (*Relatie) Teksten() []*Tekst        { return nil }
func (*Relatie) verwijst(*wijzer)         {}

// Bron says from whom a statement came (FAQ-bron-1, ZOB-6.5d).
type Bron struct {
	Soort     BronSoort     `json:"soort"`
	Wie       id.Betrokkene `json:"wie,omitzero"`        // the betrokkene, melder or informant, where recorded
	Instantie string        `json:"instantie,omitempty"` // ZOB-6.5h
	Datum     waarde.Datum  `json:"datum,omitzero"`      // of the external report (ZOB-6.5h)
	Beroep    string        `json:"beroep,omitempty"`    // of a professional (ZOB-6.5c)
	// what makes a professional competent for a diagnose (ZOB-6.5c)
	Bevoegdheid string `json:"bevoegdheid,omitempty"`
}

// Gegeven is a recorded statement (ZOB-6.5).
type Gegeven struct {
	Soort     GegevenSoort              `json:"soort"`
	Aard      Aard                      `json:"aard"`
	Bron      Bron                      `json:"bron"`
	Tekst     Tekst                     `json:"tekst"`
	GebeurdOp waarde.GedeeltelijkeDatum `json:"gebeurdOp,omitzero"`

	// NietActueel says that it does not rest on current contact with the client system (ZOB-6.5g).
	NietActueel bool `json:"nietActueel,omitempty"`
}

func (*Gegeven) InhoudSoort() InhoudSoort { return InhoudGegeven }
func (g *Gegeven) Teksten() []*Tekst      { return tekstenVan(g) }
func (g *Gegeven) verwijst(w *wijzer) {
	w.onder("bron", func(w *wijzer) { w.persoon("wie", g.Bron.Wie) })
	w.tekst("tekst", &g.Tekst)
}

// Verklaring is a betrokkene's own statement, in the betrokkene's own words (ZOB-16).
type Verklaring struct {
	Tekst Tekst `json:"tekst"`
}

func (*Verklaring) InhoudSoort() InhoudSoort { return InhoudVerklaring }
func (v *Verklaring) Teksten() []*Tekst      { return tekstenVan(v) }
func (v *Verklaring) verwijst(w *wijzer)     { w.tekst("tekst", &v.Tekst) }

// Verstrekking is what is known of a disclosure besides which onderdelen it held (ZOB-6.2g, VTF-delen-1 to 5).
type Verstrekking struct {
	Ontvanger   string        `json:"ontvanger"`        // name of the organisation, or of the function within it
	Persoon     id.Betrokkene `json:"persoon,omitzero"` // where the recipient is a natural person with a key here
	Grond       VerstrekGrond `json:"grond"`            // ground of this one verstrekking (D7)
	Toestemming Toestemming   `json:"toestemming"`      // VTF-delen-1, FAQ-grond-3
	// why it was necessary (FAQ-noodz-1), who judged it so (VTF-delen-5)
	Doel Tekst     `json:"doel"`
	Op   time.Time `json:"op,omitzero"` // when it was given, where that was before recording
}

func (*Verstrekking) InhoudSoort() InhoudSoort { return InhoudVerstrekking }
func (v *Verstrekking) Teksten() []*Tekst      { return tekstenVan(v) }
func (v *Verstrekking) verwijst(w *wijzer) {
	w.persoon("persoon", v.Persoon)
	w.tekst("doel", &v.Doel)
}
