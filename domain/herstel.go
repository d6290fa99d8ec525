package domain

import (
	"fmt"
	"log/slog"
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Herstel puts right one's own typing error, while it is still nobody else's business: by who recorded it or for whom
// that was done, within a day, before anyone outside has seen it. It asks no ground, no approval and no notice. Both
// wordings stay in the history. All else is a correctie (ZOB-15). Who marked a passage recorded its wording, but not
// its text: that was whoever wrote what it was parted from.

// SoortOnderdeelHersteld is stored.
const SoortOnderdeelHersteld Soort = "onderdeel.hersteld"

// InhoudHerstel is stored.
const InhoudHerstel InhoudSoort = "herstel"

// HerstelTijd is how long one's own typing error can be put right.
const HerstelTijd = 24 * time.Hour

// Herstel is the whole wording without the typing error.
type Herstel struct {
	Nieuw wikkel `json:"nieuw"`
}

func (*Herstel) InhoudSoort() InhoudSoort { return InhoudHerstel }
func (h *Herstel) Teksten() []*Tekst      { return tekstenVan(h) }
func (h *Herstel) verwijst(w *wijzer) {
	if h.Nieuw.Inhoud != nil {
		w.onder("nieuw", h.Nieuw.verwijst)
	}
}

func (h *Herstel) controleer(c *controle) {
	if h.Nieuw.Inhoud == nil {
		c.verplicht("nieuw", false)
		return
	}
	c.onder("nieuw", h.Nieuw.controleer)
}

// OnderdeelHersteld gives an onderdeel its wording without a typing error.
type OnderdeelHersteld struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

func (*OnderdeelHersteld) Soort() Soort { return SoortOnderdeelHersteld }

func (f *OnderdeelHersteld) pasToe(d *Dossier, v Vastlegging) {
	o, ok := d.onderdeel(f.Onderdeel)
	if !ok {
		return
	}
	o.Versies = append(o.Versies, versieVan(v, o.Inhoud, f.Over))
	o.Door, o.Namens = doorWie(v)
	o.Gewijzigd = v.Revisie
	o.hertel()
}

// doorWie is who wrote a wording here, and for whom; "" where it was first recorded elsewhere.
func doorWie(v Vastlegging) (wie, namens Medewerker) {
	if v.Meta.Herkomst != nil {
		return "", ""
	}
	return Medewerker(v.Meta.Wie), Medewerker(v.Meta.Namens)
}

// eigenWoorden reports whether the newest wording is an employee's own: who recorded it, or for whom it was recorded
// (VTF-toegang-2). To say to work for somebody opens nothing: the asker is who asks.
func (o *Onderdeel) eigenWoorden(wie string) bool {
	return wie != "" && (string(o.Door) == wie || string(o.Namens) == wie)
}

// HerstelOnderdeel puts right one's own typing error.
type HerstelOnderdeel struct {
	Onderdeel id.Onderdeel
	Herstel   Herstel
	Over      []id.Betrokkene // whom the wording concerns besides those it names; nobody: whom it concerned
}

// NieuwHerstel makes the content of a herstel; nieuw may be nil, which is a fault.
func NieuwHerstel(nieuw Inhoud) Herstel {
	if nieuw == nil {
		return Herstel{}
	}
	return Herstel{Nieuw: wikkel{genormaliseerd(nieuw)}}
}

func (HerstelOnderdeel) Handeling() Handeling { return HandelingVastleggen }

func (h HerstelOnderdeel) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	h.Herstel.controleer(&c)
	return c.fouten
}

// Beslis also serves a closed dossier, as a correctie does: the day may end after the work.
func (h HerstelOnderdeel) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	o, err := d.geldig(h.Onderdeel)
	if err != nil {
		return nil, err
	}
	if err := d.nietBeperkt(o); err != nil {
		return nil, err
	}
	if err := d.herstelbaar(o, f); err != nil {
		return nil, err
	}
	nieuw := h.Herstel.Nieuw.Inhoud
	if GeheimInhoud(nieuw) {
		return nil, geheimNietTeHerstellen()
	}
	heel, wie, err := h.Herstel.Nieuw.voor(d, o, h.Over, f)
	if err != nil {
		return nil, err
	}
	h.Herstel.Nieuw = heel
	over, err := d.over(f, "", wie, &h.Herstel)
	if err != nil {
		return nil, err
	}
	uit := []Ontwerp{ontwerp(&OnderdeelHersteld{Onderdeel: o.ID, Over: over}, &h.Herstel, over)}
	return append(uit, d.naWording(f, o, nieuw)...), nil
}

// herstelbaar refuses what is no longer one's own typing error, and says that a correctie is what it takes. A passage
// that was parted out of another has that one's text, so what holds of the one holds of the other.
func (d *Dossier) herstelbaar(o *Onderdeel, f Feiten) error {
	if o.Inhoud == InhoudVerklaring {
		return Weiger(CodeStand, "Een eigen verklaring is in de woorden van de betrokkene. Leg een nieuwe verklaring vast.",
			"ZOB-16", "DRE-verkl-1")
	}
	if w, ok := d.verslagVan(o); o.Stand == StandAfgeschermd || ok && w.Stand != StandGeldig {
		return Weiger(CodeAfgeschermd, "Dit onderdeel is afgeschermd. Geef het eerst vrij, en gebruik een correctie.",
			"ZOB-15b")
	}
	if err := d.dicht(o); err != nil {
		return err
	}
	if o.OoitGeheim() {
		return geheimNietTeHerstellen()
	}
	for _, n := range append(d.voorgangers(o.ID), o) {
		switch {
		case n.Overgenomen != nil:
			return nietTeHerstellen("Dit onderdeel is overgenomen uit een ander dossier.", "ZOB-6.1")
		case !n.eigenWoorden(f.Wie):
			return nietTeHerstellen("Alleen wie deze versie vastlegde, of namens wie dat gebeurde, kan er een schrijffout in " +
				"herstellen.")
		case f.Nu.Sub(n.geschrevenOp()) > HerstelTijd:
			return nietTeHerstellen("Een schrijffout is te herstellen tot 24 uur na het vastleggen.")
		case d.buitenGezien(n):
			return nietTeHerstellen("Iemand buiten de organisatie kent deze versie al.", "ZOB-6.2g")
		case d.elders(n):
			return nietTeHerstellen("Deze versie staat ook in een ander dossier.", "ZOB-6.1")
		case f.BuitenGelezen != nil && f.BuitenGelezen(n.ID, n.Laatste()):
			return nietTeHerstellen("De inspectie heeft deze versie al gezien.", "VTF-toegang-9")
		}
	}
	return nil
}

func nietTeHerstellen(waarom string, regels ...string) *Weigering {
	return Weiger(CodeNietTeHerstellen, waarom+" Gebruik een correctie.", append(regels, "ZOB-15a")...)
}

func geheimNietTeHerstellen() *Weigering {
	return nietTeHerstellen("Wat geheim is, was of wordt, is niet zonder grond te wijzigen.", "ZOB-8")
}

// geschrevenOp is when the newest wording was written, but for typing errors put right since: those do not begin the
// day anew.
func (o *Onderdeel) geschrevenOp() time.Time {
	i := len(o.Versies) - 1
	for i > 0 && o.Versies[i].Soort == SoortOnderdeelHersteld {
		i--
	}
	return o.Versies[i].Op
}

// buitenGezien reports whether the fold says that anyone outside has seen the newest version: a verstrekking held it
// (an inzage or afschrift is recorded as one, and so is a transfer to another organisation), it is itself what
// somebody was asked, an informant was asked to approve it, or a betrokkene disputed it, or its verslag, since.
// Whatever else comes to show versions to people outside is to be asked here too.
func (d *Dossier) buitenGezien(o *Onderdeel) bool {
	if o.Inhoud == InhoudInformatieverzoek {
		return true
	}
	stuk := Stuk{Onderdeel: o.ID, Revisie: o.Laatste().Revisie}
	betwist := func(n *Onderdeel) bool {
		return n.Versies[0].Revisie > stuk.Revisie && slices.ContainsFunc(n.Betwist, func(b id.Onderdeel) bool {
			return b == o.ID || b == o.Verslag
		})
	}
	for _, n := range d.Onderdelen {
		if slices.Contains(n.Stukken, stuk) || n.Bij == stuk || betwist(n) {
			return true
		}
	}
	return false
}

// elders reports whether the newest version went to another dossier as well. One that was broken off may have come
// there in part.
func (d *Dossier) elders(o *Onderdeel) bool {
	return slices.ContainsFunc(d.Overbrengingen, func(l OverbrengingLoop) bool {
		return l.Neemt(o.ID) && slices.ContainsFunc(d.kies(func(n *Onderdeel) bool {
			return n.Versies[0].Gebeurtenis == l.Besluit
		}), func(n *Onderdeel) bool {
			return n.Versies[0].Revisie > o.Laatste().Revisie
		})
	})
}

func (Herstel) Format(s fmt.State, _ rune)          { zwijg(s) }
func (HerstelOnderdeel) Format(s fmt.State, _ rune) { zwijg(s) }
func (Herstel) LogValue() slog.Value                { return verzwegen }
func (HerstelOnderdeel) LogValue() slog.Value       { return verzwegen }
