package domain

import "slices"

// What each kind of content must satisfy by itself. Values (a BSN, a postcode, a date) were checked when they were
// made.

func (i *Identiteit) controleer(c *controle) {
	c.fouten.VoegAlle(i.Naam.Controleer(), "naam")
	een(c, "hoedanigheid", i.Hoedanigheid, Hoedanigheden)
	if i.Geslacht != "" {
		een(c, "geslacht", i.Geslacht, Geslachten)
	}
	c.gebeurd("geboortedatum", i.Geboortedatum)
	c.regel("geboorteland", i.Geboorteland)
	c.regel("nationaliteit", i.Nationaliteit)
}

func (k *Contact) controleer(c *controle) {
	een(c, "soort", k.Soort, ContactSoorten)
	adres := k.Soort == ContactAdres || k.Soort == ContactVerblijf
	alleen := func(veld string, hoort, ingevuld bool) {
		if hoort && !ingevuld {
			c.verplicht(veld, false)
		}
		if !hoort && ingevuld {
			c.fout(codePastNiet, "Dit veld hoort niet bij dit soort contactgegeven.", veld)
		}
	}
	alleen("adres", adres, k.Adres != nil)
	alleen("telefoon", k.Soort == ContactTelefoon, !k.Telefoon.IsZero())
	alleen("email", k.Soort == ContactEmail, !k.Email.IsZero())
	if k.Adres != nil {
		c.fouten.VoegAlle(k.Adres.Controleer(), "adres")
	}
	c.fouten.VoegAlle(k.Geldig.Controleer(), "geldig")
	if k.Veilig != nil {
		c.onder("veiligContact", k.Veilig.controleer)
	}
}

func (r *Relatie) controleer(c *controle) {
	een(c, "aard", r.Aard, RelatieAarden)
	c.fouten.VoegAlle(r.Geldig.Controleer(), "geldig")
}

func (b *Bron) controleer(c *controle) {
	een(c, "soort", b.Soort, BronSoorten)
	c.regel("instantie", b.Instantie)
	c.regel("beroep", b.Beroep)
	c.regel("bevoegdheid", b.Bevoegdheid)
	switch b.Soort {
	case BronBetrokkene: // FAQ-bron-1: the dossier states from whom each piece of information came.
		c.verplicht("wie", !b.Wie.IsZero())
	case BronInformant: // ZOB-6.5d; an informant without a key here is named by the instantie.
		if b.Wie.IsZero() && leeg(b.Instantie) {
			c.fout(codeVerplicht, "Geef aan wie de informant is, of van welke instantie.", "wie")
		}
	case BronDeskundige, BronInstantie: // ZOB-6.5h: conclusions from external reports state at least instantie and date.
		c.verplicht("instantie", !leeg(b.Instantie))
		c.verplicht("datum", !b.Datum.IsZero())
	}
	if b.Datum.Na(c.Vandaag) {
		c.toekomst("datum", "Deze datum ligt in de toekomst.")
	}
}

func (g *Gegeven) controleer(c *controle) {
	een(c, "soort", g.Soort, GegevenSoorten)
	een(c, "aard", g.Aard, Aarden)
	c.onder("bron", g.Bron.controleer)
	c.visieVan(g.Soort, g.Bron)
	c.verplicht("tekst", !g.Tekst.IsZero())
	c.gebeurd("gebeurdOp", g.GebeurdOp)
}

// visieVan refuses a view of a directbetrokkene that is somebody else's (ZOB-6.5i).
func (c *controle) visieVan(s GegevenSoort, b Bron) {
	if s == SoortGegevenVisie && b.Soort != BronBetrokkene {
		c.fout(codePastNiet, "Een visie is die van een betrokkene zelf.", "bron", "soort")
	}
}

// bevoegd refuses a diagnose without a competent professional as its source: one whose beroep is recorded, and the
// register that makes him competent (ZOB-6.5c). What others say of a diagnose can be recorded as a mededeling of who
// said it.
func (g *Gegeven) bevoegd() error {
	deskundig := g.Bron.Soort == BronDeskundige || g.Bron.Soort == BronInformant
	if g.Soort != SoortGegevenDiagnose || deskundig && !leeg(g.Bron.Beroep) &&
		slices.Contains(Bevoegdheden, g.Bron.Bevoegdheid) {
		return nil
	}
	return Weiger(CodeDiagnoseZonder, "Een diagnose kan alleen worden vastgelegd met als bron een externe deskundige "+
		"of informant van wie het beroep vaststaat en de bevoegdheid een van deze is: "+opsomming(Bevoegdheden)+
		". Leg haar anders vast als mededeling van een derde.", "ZOB-6.5c")
}

// onbevoegd refuses a wording that is a diagnose without a competent source, in whatever it stands (ZOB-6.5c).
func onbevoegd(i Inhoud) error {
	switch i := i.(type) {
	case *Gegeven:
		return i.bevoegd()
	case *Passage:
		return i.bevoegd()
	}
	return nil
}

func (v *Verklaring) controleer(c *controle) { c.verplicht("tekst", !v.Tekst.IsZero()) }

func (v *Verstrekking) controleer(c *controle) {
	c.verplicht("ontvanger", !leeg(v.Ontvanger) || !v.Persoon.IsZero())
	c.regel("ontvanger", v.Ontvanger)
	een(c, "grond", v.Grond, VerstrekGronden)
	een(c, "toestemming", v.Toestemming, Toestemmingen)
	if v.Grond == GrondToestemming && v.Toestemming != ToestemmingGegeven {
		c.fout(codePastNiet, "De grond is toestemming, maar die is niet gegeven.", "toestemming")
	}
	c.waarom("doel", &v.Doel)
	c.nietLater("op", v.Op)
}

func (k *Correctie) controleer(c *controle) {
	een(c, "grond", k.Grond, CorrectieGronden)
	if k.Grond == GrondElders && c.Herkomst == nil {
		c.fout(codePastNiet, "Deze grond is van wat een andere organisatie opnieuw overdroeg; kies een andere.", "grond")
	}
	if i, ok := k.NieuweInhoud(); ok {
		c.onder("nieuw", i.controleer)
	}
}

func (v *Vernietiging) controleer(c *controle) {
	een(c, "grond", v.Grond, WissingGronden)
	c.waarom("motivering", &v.Motivering)
	for i := range v.Behoud {
		c.bij("behoud", i, v.Behoud[i].controleer)
	}
}

func (b *Behoud) controleer(c *controle) {
	c.verplicht("belang", !b.Belang.IsZero())
	c.waarom("waarom", &b.Waarom)
}

func (h *Herschrijving) controleer(c *controle) {
	if h.Nieuw.Inhoud == nil {
		c.verplicht("nieuw", false)
		return
	}
	c.onder("nieuw", h.Nieuw.controleer)
}
