package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// A text that was written before its address was geheim has no mark at the place: the contactgegeven that says so
// hides it there, for as long as that opens. So its keys do not die while such a text stays, here or in a dossier that
// it went to: an address that an (ex-)partner must not learn would be read by whoever may not see it, of all people of
// somebody who is gone.

// Onthulling is an onderdeel in which an address or number that is geheim could be read once what hides it is
// destroyed.
type Onthulling struct {
	Dossier   id.Dossier
	Onderdeel id.Onderdeel
}

// verhult refuses a vernietiging that would let what is geheim be read where it stays.
func (f Feiten) verhult(d *Dossier) error {
	if len(f.Onthult) == 0 {
		return nil
	}
	c := controle{Feiten: f}
	for _, o := range f.Onthult {
		if o.Dossier == d.ID {
			c.fout(codePastNiet, "Hierin staat het ook. Maak dit onderdeel geheim, geef het als uitkomst vernietigen of "+
				"herschrijven, of laat het eerst vernietigen.", "uitkomsten", o.Onderdeel.String())
		} else {
			c.fout(codePastNiet, "Hierin staat het ook, in dossier "+o.Dossier.String()+
				". Maak dit onderdeel daar geheim, of laat het daar eerst vernietigen of herschrijven.", "uitkomsten",
				o.Onderdeel.String())
		}
	}
	return &Weigering{Code: CodeGeheim, Tekst: "Een adres of nummer dat geheim is staat ook in teksten van voor het " +
		"geheim was. Daar houdt alleen het contactgegeven het verborgen dat met deze vernietiging weggaat.",
		Regels: []string{"ZOB-8", "ZOB-17.1"}, Fouten: c.fouten}
}

// GeheimMetDelen reports whether any of the passages that took the place of one is geheim: it closes with them.
func (d *Dossier) GeheimMetDelen(o *Onderdeel) bool {
	return o.Stand == StandVervangen && slices.ContainsFunc(o.VervangenDoor, func(deel id.Onderdeel) bool {
		n, ok := d.Onderdelen[deel]
		return ok && (n.Geheim() || d.GeheimMetDelen(n))
	})
}

// Vergaan are the contactgegevens that are geheim, or once were, and go with a vernietiging; blijft reports whether an
// onderdeel of the dossier stays as it is.
func (b BesluitVernietiging) Vergaan(d *Dossier) (contacten []id.Onderdeel, blijft func(id.Onderdeel) bool) {
	uitkomsten := make([]UitkomstPer, len(b.Keuzes))
	for i, k := range b.Keuzes {
		uitkomsten[i] = UitkomstPer{Onderdeel: k.Onderdeel, Uitkomst: k.Uitkomst}
	}
	return d.vergaan(b.Omvang, uitkomsten)
}

// Vergaan is that of the besluit that is approved.
func (k KeurVernietigingGoed) Vergaan(d *Dossier) (contacten []id.Onderdeel, blijft func(id.Onderdeel) bool) {
	l, ok := d.Vernietigingen[k.ID]
	if !ok {
		return nil, nil
	}
	return d.vergaan(l.Omvang, l.Uitkomsten)
}

func (d *Dossier) vergaan(o Omvang,
	uitkomsten []UitkomstPer) (contacten []id.Onderdeel, blijft func(id.Onderdeel) bool) {
	blijft = func(welk id.Onderdeel) bool {
		return !o.Dossier && !slices.ContainsFunc(uitkomsten, func(u UitkomstPer) bool {
			return u.Onderdeel == welk && u.Uitkomst != UitkomstBehouden
		})
	}
	contacten = slices.DeleteFunc(slices.Clone(d.Geheimen), func(welk id.Onderdeel) bool {
		n, ok := d.Onderdelen[welk]
		return !ok || n.Stand == StandVernietigd || blijft(welk)
	})
	return contacten, blijft
}
