package domain

import (
	"fmt"
)

// What each kind of content must satisfy by itself. Values (a BSN, a postcode, a date) were checked when they were made.

func (o *Opening) controleer(c *controle) { een(c, "grond", o.Grond, Openingsgronden) }

func (i *Identiteit) controleer(c *controle) {
	if i.Naam.IsZero() {
		c.fout("naam", codeVerplicht, "Vul een naam in, of geef aan dat de naam onbekend is (NN).")
	}
	een(c, "hoedanigheid", i.Hoedanigheid, Hoedanigheden)
	if i.Geslacht != "" {
		een(c, "geslacht", i.Geslacht, Geslachten)
	}
	c.gebeurd("geboortedatum", i.Geboortedatum)
	c.naam("geboorteland", i.Geboorteland)
	c.naam("nationaliteit", i.Nationaliteit)
}

func (k *Contact) controleer(c *controle) {
	een(c, "soort", k.Soort, ContactSoorten)
	adres := k.Soort == ContactAdres || k.Soort == ContactVerblijf
	alleen := func(veld string, hoort, ingevuld bool) {
		if hoort && !ingevuld {
			c.verplicht(veld, false)
		}
		if !hoort && ingevuld {
			c.fout(veld, codePastNiet, fmt.Sprintf("Dit veld hoort niet bij een contactgegeven van soort %s.", k.Soort))
		}
	}
	alleen("adres", adres, k.Adres != nil)
	alleen("telefoon", k.Soort == ContactTelefoon, !k.Telefoon.IsZero())
	alleen("email", k.Soort == ContactEmail, !k.Email.IsZero())
	if k.Adres != nil {
		c.fouten.VoegAlle(k.Adres.Controleer(), "adres")
	}
	c.fouten.VoegAlle(k.Geldig.Controleer(), "geldig")
}

func (r *Relatie) controleer(c *controle) {
	een(c, "aard", r.Aard, RelatieAarden)
	c.fouten.VoegAlle(r.Geldig.Controleer(), "geldig")
}

func (m *Melding) controleer(c *controle) {
	c.verplicht("tekst", !m.Tekst.IsZero())
	c.naam("hoedanigheid", m.Hoedanigheid)
	c.gebeurd("gebeurdOp", m.GebeurdOp)
}

func (b *Bron) controleer(c *controle) {
	een(c, "soort", b.Soort, BronSoorten)
	c.naam("instantie", b.Instantie)
	c.naam("bevoegdheid", b.Bevoegdheid)
	if b.Soort == "externe-deskundige" || b.Soort == "instantie" {
		// ZOB-6.5h: conclusions from external reports state at least instantie and date.
		c.verplicht("instantie", b.Instantie != "")
		c.verplicht("datum", !b.Datum.IsZero())
	}
	if b.Datum.Na(c.Vandaag) {
		c.fout("datum", codeToekomst, "Deze datum ligt in de toekomst.")
	}
}

func (g *Gegeven) controleer(c *controle) {
	een(c, "soort", g.Soort, GegevenSoorten)
	een(c, "aard", g.Aard, Aarden)
	c.onder("bron", g.Bron.controleer)
	c.verplicht("tekst", !g.Tekst.IsZero())
	c.gebeurd("gebeurdOp", g.GebeurdOp)
}

// bevoegd refuses a diagnose without a competent professional as its source (ZOB-6.5c); what others say of a diagnose can
// be recorded as a mededeling.
func (g *Gegeven) bevoegd() error {
	if g.Soort == SoortGegevenDiagnose && (g.Bron.Bevoegdheid == "" || g.Bron.Soort != "externe-deskundige" && g.Bron.Soort != "informant") {
		return Weiger(CodeDiagnoseZonder, "Een diagnose kan alleen worden vastgelegd met een daartoe bevoegde deskundige als bron. Leg haar anders vast als mededeling.", "ZOB-6.5c")
	}
	return nil
}

func (v *Verklaring) controleer(c *controle) { c.verplicht("tekst", !v.Tekst.IsZero()) }

func (v *Verstrekking) controleer(c *controle) {
	c.verplicht("ontvanger", v.Ontvanger != "" || !v.Persoon.IsZero())
	c.naam("ontvanger", v.Ontvanger)
	een(c, "grond", v.Grond, VerstrekGronden)
	een(c, "toestemming", v.Toestemming, Toestemmingen)
	if v.Grond == "toestemming" && v.Toestemming != "gegeven" {
		c.fout("toestemming", codePastNiet, "De grond is toestemming, maar die is niet gegeven.")
	}
	c.verplicht("doel", !v.Doel.IsZero())
	c.nietLater("op", v.Op)
}

func (b *Besluit) controleer(c *controle) {
	c.verplicht("motivering", !b.Motivering.IsZero())
	for i, v := range b.Bevindingen {
		c.bij("bevindingen", i, func(c *controle) { een(c, "bevinding", v.Bevinding, Bevindingen) })
	}
}

func (k *Correctie) controleer(c *controle) {
	een(c, "grond", k.Grond, CorrectieGronden)
	if i, ok := k.NieuweInhoud(); ok {
		c.onder("nieuw", i.controleer)
	}
}

func (v *Vernietiging) controleer(c *controle) {
	een(c, "grond", v.Grond, WissingGronden)
	c.verplicht("motivering", !v.Motivering.IsZero())
	for i, b := range v.Behoud {
		c.bij("behoud", i, func(c *controle) {
			c.verplicht("belang", !b.Belang.IsZero())
			c.verplicht("waarom", !b.Waarom.IsZero())
		})
	}
}

func (h *Herschrijving) controleer(c *controle) { c.onder("nieuw", h.Nieuw.controleer) }
