package domain

import (
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// An overdracht gives a dossier to another organisation, as it stands now. It is a verstrekking like any other
// (ZOB-6.2g): what was given are onderdelen in their newest version, and every rule of a verstrekking holds. Because
// nobody picks them one by one, what asks somebody's judgement stays behind unless it is named.

// DraagDossierOver gives everything in a dossier that may go: what stands, has a line in the file that another
// organisation reads, and is of nobody who is owed silence.
type DraagDossierOver struct {
	ID           id.Onderdeel // of the verstrekking
	Verstrekking Verstrekking

	// Weglaten are onderdelen that could go and do not. A passage goes with its verslag.
	Weglaten []id.Onderdeel
	// Uitdrukkelijk are those that go only because they are named: the identiteit of a melder or informant, a passage
	// that is traceable to one (ZOB-6.2b, Wmo 2015 art. 5.3.1 lid 4), and a bijlage of a dossier in which something is
	// hidden from the recipient: what stands in a file nobody can mask, so somebody has looked.
	Uitdrukkelijk []id.Onderdeel
	// BevestigdGeheim are contact data that are geheim and may go to this recipient (ZOB-8). A text in which such an
	// address stands never goes: nothing in the file would tell who takes it in what to hide in it.
	BevestigdGeheim []id.Onderdeel
}

// OverdrachtFeiten are what an overdracht rests on and the fold does not know.
type OverdrachtFeiten struct {
	Dicht func(id.Onderdeel) bool            // the asker may not see it, or the file cannot say it
	Bron  map[id.Betrokkene]Bronrol          // who reported or informed
	Eigen func(id.Onderdeel) []id.Betrokkene // in whose words it is, or to whom it is traceable

	Geheim bool           // contact data are geheim, of this dossier or of where they went
	Kwijt  []id.Onderdeel // bijlagen whose file is not there
}

// Bronrol is what somebody who reported or informed is besides.
type Bronrol uint8

const (
	GeenBron   Bronrol = iota
	OokBron            // somebody of the gezin, who is not hidden; that they reported is
	AlleenBron         // nobody else in the dossier: hidden altogether
)

// gezinsleden are the hoedanigheden of whom a dossier is about, whoever reported.
var gezinsleden = []Hoedanigheid{"kind", "ouder", "verzorger", "partner", "ex-partner", "grootouder", "pleegouder",
	"broer-of-zus", "huisgenoot", "familielid"}

// BronrolVan is the role of somebody who reported or informed.
func BronrolVan(h Hoedanigheid) Bronrol {
	if slices.Contains(gezinsleden, h) {
		return OokBron
	}
	return AlleenBron
}

func (DraagDossierOver) Handeling() Handeling { return HandelingVerstrekken }

func (v DraagDossierOver) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Verstrekking.controleer(&c)
	return c.fouten
}

// Beslis refuses what Verstrek refuses, and what is named and cannot be.
func (v DraagDossierOver) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := v.genoemd(d, f); err != nil {
		return nil, err
	}
	mee := v.kies(d, f)
	if err := v.heel(mee, f); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(mee, func(o id.Onderdeel) bool { return d.Onderdelen[o].Inhoud == InhoudIdentiteit }) {
		return nil, Weiger(CodeStand, "Van niemand in dit dossier mag de identiteit mee; er is niets om over te dragen.",
			"ZOB-6.2g")
	}
	if err := v.nietBeperkt(d, f, mee); err != nil {
		return nil, err
	}
	return Verstrek{ID: v.ID, Onderdelen: mee, Verstrekking: v.Verstrekking,
		BevestigdGeheim: v.BevestigdGeheim}.Beslis(d, f)
}

// nietBeperkt refuses what is held and may not go on this ground, as Verstrek does, in words that say what to do:
// nobody named it, so that no field of the request is at fault.
func (v DraagDossierOver) nietBeperkt(d *Dossier, f Feiten, mee []id.Onderdeel) error {
	if magOndanksBeperking(v.Verstrekking.Grond) {
		return nil
	}
	if len(d.Beperkt) > 0 {
		return Weiger(CodeBeperkt, "Over het hele dossier geldt een beperking. Op deze grond kan het niet worden "+
			"overgedragen.",
			"VTF-bep-1", "AVG art. 18")
	}
	c := controle{Feiten: f}
	var gehouden []id.Onderdeel
	for _, welk := range mee {
		o := d.Onderdelen[welk]
		if !o.Verslag.IsZero() { // a passage goes with its verslag or not at all
			welk = o.Verslag
		}
		if d.beperkt(o) && !slices.Contains(gehouden, welk) {
			gehouden = append(gehouden, welk)
			c.fout(waarde.Code(CodeBeperkt), "Over (een deel van) onderdeel "+welk.String()+" geldt een beperking. Op deze "+
				"grond kan het niet worden overgedragen: laat het weg.", "weglaten")
		}
	}
	return c.weiger()
}

// heel refuses to say that a bijlage was given whose file is not there.
func (v DraagDossierOver) heel(mee []id.Onderdeel, f Feiten) error {
	c := controle{Feiten: f}
	for _, o := range mee {
		if slices.Contains(f.overdracht().Kwijt, o) {
			c.fout(waarde.Code(CodeBestandStuk),
				"Het bestand van bijlage "+o.String()+" ontbreekt. Zet het terug, of laat haar weg.", "weglaten")
		}
	}
	return c.weiger()
}

// genoemd refuses onderdelen that are named and have no place there.
func (v DraagDossierOver) genoemd(d *Dossier, f Feiten) error {
	c := controle{Feiten: f}
	elk := func(veld string, welke []id.Onderdeel, check func(*controle, *Onderdeel)) {
		for i, welk := range welke {
			c.bij(veld, i, func(c *controle) {
				o, ok := d.Onderdelen[welk]
				switch {
				case !ok:
					c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
				case slices.Contains(welke[:i], welk):
					c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
				default:
					check(c, o)
				}
			})
		}
	}
	elk("weglaten", v.Weglaten, func(c *controle, o *Onderdeel) {
		if o.Inhoud == InhoudPassage {
			c.fout(codePastNiet, "Een passage gaat met haar verslag mee. Laat het verslag weg, of scherm de passage eerst af.")
		}
	})
	elk("uitdrukkelijk", v.Uitdrukkelijk, func(c *controle, o *Onderdeel) {
		dicht := func(b id.Betrokkene) bool { return !v.metName(d, f, b) }
		switch {
		case !v.staat(d, f, o):
			c.fout(codePastNiet, "Dit onderdeel is afgeschermd, geheim, verwijderd, vernietigd of onderweg, of u mag het "+
				"niet zien; het kan niet mee.")
		case slices.Contains(v.Weglaten, o.ID):
			c.fout(codePastNiet, "Dit onderdeel staat ook bij wat niet meegaat.")
		case o.Inhoud == InhoudPassage && slices.ContainsFunc(f.overdracht().Eigen(o.ID), dicht):
			c.fout(codePastNiet, "Deze passage is herleidbaar tot iemand wiens identiteit niet meegaat. Noem ook die, of "+
				"laat de passage weg.")
		case o.Inhoud == InhoudBijlage && slices.ContainsFunc(d.levenden(o.Over), dicht):
			c.fout(codePastNiet, "Deze bijlage gaat over of komt van iemand wiens identiteit niet meegaat. Noem ook die, of "+
				"laat de bijlage weg.")
		case o.Inhoud != InhoudPassage && o.Inhoud != InhoudIdentiteit && o.Inhoud != InhoudBijlage:
			c.fout(codePastNiet, "Noem hier alleen de identiteit van een melder of informant, een passage die daartoe "+
				"herleidbaar is, of een bijlage.")
		}
	})
	elk("bevestigdGeheim", v.BevestigdGeheim, func(c *controle, o *Onderdeel) {
		if o.Inhoud != InhoudContact {
			c.fout(codePastNiet, "Alleen een contactgegeven kan worden bevestigd. Een tekst waarin een geheim adres of "+
				"nummer staat, gaat bij een overdracht niet mee.")
		} else if !v.staat(d, f, o) || !v.kiest(d, f, o, nil) {
			c.fout(codePastNiet, "Dit onderdeel gaat niet mee.")
		}
	})
	return c.weiger()
}

func (f Feiten) overdracht() OverdrachtFeiten {
	o := OverdrachtFeiten{Dicht: func(id.Onderdeel) bool {
		return false
	}, Eigen: func(id.Onderdeel) []id.Betrokkene { return nil }}
	if f.Overdracht == nil {
		return o
	}
	return *f.Overdracht
}

// Voorlopig is what would be given, as far as its own rules let it: what is refused shows when it is decided on.
func (v DraagDossierOver) Voorlopig(d *Dossier, f Feiten) *VerstrekkingGedaan {
	uit := &VerstrekkingGedaan{Onderdeel: v.ID, BevestigdGeheim: v.BevestigdGeheim}
	for _, o := range v.kies(d, f) {
		uit.Stukken = append(uit.Stukken, Stuk{Onderdeel: o, Revisie: d.Onderdelen[o].Laatste().Revisie})
	}
	return uit
}

// kies gives what goes, in the order in which it came.
func (v DraagDossierOver) kies(d *Dossier, f Feiten) []id.Onderdeel {
	var mee []id.Onderdeel
	gaat := map[id.Onderdeel]bool{}
	for _, o := range d.Alle() {
		if v.kiest(d, f, o, gaat) {
			gaat[o.ID], mee = true, append(mee, o.ID)
		}
	}
	return mee
}

// staat reports whether an onderdeel stands as it is, the asker may see it, and it holds nothing that is geheim: of
// what does only contact data can be confirmed.
func (v DraagDossierOver) staat(d *Dossier, f Feiten, o *Onderdeel) bool {
	geheim := o.Inhoud != InhoudContact && f.geheim(o)
	return o.Stand == StandGeldig && !geheim && !d.onderweg(o.ID) && !f.overdracht().Dicht(o.ID)
}

// Noemt reports whether an onderdeel goes because it is named.
func (v DraagDossierOver) Noemt(o id.Onderdeel) bool { return slices.Contains(v.Uitdrukkelijk, o) }

// metName reports whether the recipient may know who somebody is. Of two who were joined it is the one that stays.
func (v DraagDossierOver) metName(d *Dossier, f Feiten, b id.Betrokkene) bool {
	welk := IdentiteitVan(d.Wie(b))
	o, ok := d.Onderdelen[welk]
	if !ok || !v.staat(d, f, o) || slices.Contains(v.Weglaten, welk) {
		return false
	}
	for _, wie := range d.Zelfde(b) {
		if f.overdracht().Bron[wie] == AlleenBron && !v.Noemt(welk) {
			return false
		}
	}
	return true
}

// kiest reports whether an onderdeel goes, given which of those before it go; nil: whether that holds is not asked.
func (v DraagDossierOver) kiest(d *Dossier, f Feiten, o *Onderdeel, gaat map[id.Onderdeel]bool) bool {
	if !v.staat(d, f, o) || slices.Contains(v.Weglaten, o.ID) {
		return false
	}
	metName := func(b id.Betrokkene) bool { return v.metName(d, f, b) }
	// Nobody judged whether somebody's own words give the speaker away. Of who was erased they are kept only where that
	// was.
	if slices.ContainsFunc(f.overdracht().Eigen(o.ID), func(b id.Betrokkene) bool { return d.leeft(b) && !metName(b) }) {
		return false
	}
	switch o.Inhoud {
	case InhoudOpening: // one that was taken over from another dossier opened that
		return o.Versies[0].Soort == SoortDossierGeopend
	case InhoudVerklaring, InhoudWederhoor:
		return true
	case InhoudIdentiteit:
		return d.Wie(o.Over[0]) == o.Over[0] && metName(o.Over[0])
	case InhoudContact:
		return metName(o.Over[0]) && (!f.geheim(o) || gaat == nil || slices.Contains(v.BevestigdGeheim, o.ID))
	case InhoudRelatie:
		return metName(o.Van) && metName(o.Naar)
	case InhoudMelding: // an advies is no melding: who asked it acts (ZOB-1m), and nobody was reported
		return o.Kwalificatie != KwalificatieAdvies && slices.ContainsFunc(o.Over, d.leeft)
	case InhoudGegeven:
		return o.Rubriek != RubriekWerkaantekening
	case InhoudVerslag:
		weg := func(p id.Onderdeel) bool { return d.onderweg(p) }
		return o.Rubriek != RubriekWerkaantekening && !slices.ContainsFunc(o.Passages, weg)
	case InhoudPassage:
		niet := f.herleidbaar(o.ID) == HerleidbaarNiet || f.herleidbaar(o.ID) == HerleidbaarWel && v.Noemt(o.ID)
		return gaat[o.Verslag] && niet && !d.passageDicht(f, o)
	case InhoudBijlage:
		niemand := !slices.ContainsFunc(d.levenden(o.Over), func(b id.Betrokkene) bool { return !metName(b) })
		return niemand && (v.Noemt(o.ID) || !v.verbergt(d, f))
	case InhoudVerstrekking:
		return slices.ContainsFunc(o.Stukken, func(s Stuk) bool { return gaat[s.Onderdeel] })
	case InhoudBesluit:
		return d.faseOfSluiting(o) && (o.Melding.IsZero() || gaat[o.Melding])
	}
	return false
}

// verbergt reports whether anything of the dossier is hidden from the recipient that a file could give away: who
// somebody is, or what is geheim.
func (v DraagDossierOver) verbergt(d *Dossier, f Feiten) bool {
	for b := range d.Betrokkenen {
		if d.leeft(b) && !v.metName(d, f, b) {
			return true
		}
	}
	return f.overdracht().Geheim || slices.ContainsFunc(d.Alle(), func(o *Onderdeel) bool {
		return o.Stand != StandVernietigd && f.geheim(o)
	})
}

// levenden are those of some persons who stand in the dossier and were not erased.
func (d *Dossier) levenden(bs []id.Betrokkene) []id.Betrokkene {
	return slices.DeleteFunc(slices.Clone(bs), func(b id.Betrokkene) bool { return !d.leeft(b) })
}

// leeft reports whether somebody stands in the dossier and was not erased.
func (d *Dossier) leeft(b id.Betrokkene) bool {
	p, ok := d.Betrokkenen[b]
	return ok && p.Vernietigd == nil
}

// faseOfSluiting reports whether a besluit began a phase, or closed the dossier as it is closed now.
func (d *Dossier) faseOfSluiting(o *Onderdeel) bool {
	switch o.Versies[0].Soort {
	case SoortFaseGewijzigd:
		return true
	case SoortDossierGesloten:
		return d.GeslotenOp != nil && o.Versies[0].Op.Equal(*d.GeslotenOp)
	}
	return false
}

// StondToen reports whether content could stand as it does when something was first recorded: nothing in it lies after
// f.
func StondToen(i Inhoud, f Feiten) bool {
	c := controle{Feiten: f}
	Kern(i).controleer(&c)
	return !slices.ContainsFunc(c.fouten, func(g waarde.Fout) bool { return g.Code == codeToekomst })
}

func (DraagDossierOver) Format(s fmt.State, _ rune) { zwijg(s) }
func (DraagDossierOver) LogValue() slog.Value       { return verzwegen }
