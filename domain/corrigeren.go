package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Corrigeer changes an onderdeel (ZOB-15, AVG art. 16). Verbeteren and aanvullen give the whole new wording, of the
// same kind as the old.
type Corrigeer struct {
	Onderdeel id.Onderdeel
	Wijze     Wijze
	Correctie Correctie
	Over      []id.Betrokkene // whom the new wording concerns besides those it names
	elders    bool            // the new wording is another organisation's, as what stands was: nobody changes it here
}

// NieuweCorrectie makes the content of a correctie; nieuw may be nil.
func NieuweCorrectie(grond CorrectieGrond, nieuw Inhoud) Correctie {
	c := Correctie{Grond: grond}
	if nieuw != nil {
		c.Nieuw = &wikkel{genormaliseerd(nieuw)}
	}
	return c
}

// genormaliseerd is content as it is to be kept.
func genormaliseerd(i Inhoud) Inhoud {
	switch i := i.(type) {
	case *Identiteit:
		n := *i
		n.normaliseer()
		return &n
	case *Contact:
		n := *i
		n.normaliseer()
		return &n
	}
	return i
}

func (Corrigeer) Handeling() Handeling { return HandelingCorrigeren }

func (k Corrigeer) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "wijze", k.Wijze, Wijzen)
	k.Correctie.controleer(&c)
	_, nieuw := k.Correctie.NieuweInhoud()
	if herziet := k.Wijze == WijzeVerbeteren || k.Wijze == WijzeAanvullen; herziet != nieuw {
		c.fout(codePastNiet, "Alleen verbeteren en aanvullen vragen de nieuwe inhoud; een andere wijze heeft die niet.",
			"nieuw")
	}
	if k.Wijze == WijzeGeheimOpheffen { // nobody lifts this by the way
		c.waarom("motivering", &k.Correctie.Motivering)
	}
	return c.fouten
}

func (k Corrigeer) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil { // a closed dossier can be corrected: the right does not end with the work
		return nil, err
	}
	o, err := d.geldig(k.Onderdeel)
	if err != nil {
		return nil, err
	}
	if k.Wijze != WijzeAfschermen && k.Wijze != WijzeGeheimMaken { // to show it to fewer changes nothing of it
		if err := d.nietBeperkt(o); err != nil {
			return nil, err
		}
	}
	if err := k.raaktVerklaring(o.Inhoud); err != nil {
		return nil, err
	}
	if err := k.past(o.Stand); err != nil {
		return nil, err
	}
	if k.Wijze != WijzeVerwijderen && k.Wijze != WijzeAfschermen && k.Wijze != WijzeGeheimMaken {
		if err := d.dicht(o); err != nil {
			return nil, err
		}
	}
	if err := k.alleenFeiten(o.Inhoud, f.Aard); err != nil {
		return nil, err
	}
	geheim, err := k.geheimhouding(o)
	if err != nil {
		return nil, err
	}
	nieuw, ok := k.Correctie.NieuweInhoud()
	wie := o.Over
	if ok {
		heel, over, err := k.Correctie.Nieuw.voor(d, o, k.Over, f)
		if err != nil {
			return nil, err
		}
		k.Correctie.Nieuw, wie = &heel, over
	}
	over, err := d.overBij(f, o.Over, "", wie, &k.Correctie)
	if err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	if !koppelbaar(o.Inhoud) && o.Inhoud != InhoudVerklaring {
		k.blijftVan(&c, o)
	}
	feit := &CorrectieToegepast{Onderdeel: k.Onderdeel, Wijze: k.Wijze, Over: over, Geheim: geheim}
	uit := []Ontwerp{ontwerp(feit, &k.Correctie, over)}
	uit = append(uit, d.naAfscherming(f, o, k.Wijze)...)
	if k.Wijze == WijzeVerwijderen {
		uit = append(uit, d.naVerwijderen(o)...)
	}
	return append(uit, d.naWording(f, o, nieuw)...), c.weiger()
}

// voor makes a new wording whole for the onderdeel that it is of, and says whom it is to concern besides those it
// names: who are given, or whom it concerned. It refuses what cannot be the wording of that onderdeel, whatever the
// reason to change it.
func (w wikkel) voor(d *Dossier, o *Onderdeel, gegeven []id.Betrokkene,
	f Feiten) (heel wikkel, over []id.Betrokkene, err error) {
	if w.Inhoud.InhoudSoort() != o.Inhoud {
		c := controle{Feiten: f}
		c.fout(codePastNiet, "De nieuwe inhoud is van een andere soort dan het onderdeel.", "nieuw")
		return w, nil, c.weiger()
	}
	if err := onbevoegd(w.Inhoud); err != nil {
		return w, nil, err
	}
	if p, ok := w.Inhoud.(*Opening); ok {
		if err := p.metMelding(d); err != nil {
			return w, nil, err
		}
	}
	over = o.Over
	if len(gegeven) > 0 && koppelbaar(o.Inhoud) {
		over = gegeven
	}
	heel, err = w.metBestand(o, gegeven, f.Bijlage)
	return heel, over, err
}

// naWording is what a new wording of an onderdeel does to what is still to be done: it can be what was waited for, and
// can have to be waited for itself. nil does nothing.
func (d *Dossier) naWording(f Feiten, o *Onderdeel, nieuw Inhoud) []Ontwerp {
	uit := accorderingNodig(f, o.ID, o, nieuw)
	switch i := nieuw.(type) {
	case *Melding:
		if i.volledig() {
			uit = append(uit, d.afTeDoen(o, PuntMeldingOnvolledig)...)
		}
	case *Passage:
		if i.Aard != AardOnbeoordeeld {
			uit = append(uit, d.afTeDoen(o, PuntMarkeren)...)
		}
		uit = append(uit, d.visieGegeven(i)...)
	case *Gegeven:
		uit = append(uit, d.visieGegeven(i)...)
	case *Accordering:
		uit = append(uit, d.accorderingAnders(f, o, i)...)
	case *Besluit:
		uit = append(uit, d.bevindingenAlsnog(f, o, i)...)
	case *Mededeling:
		uit = append(uit, d.mededelingAnders(f, o, i)...)
	}
	return uit
}

// naVerwijderen ends what was still to be done about the passages of a verslag that is removed: they are no longer
// shown; and goes on with the term that a removed mededeling ended. What was to be done about an onderdeel itself
// lapses with it.
func (d *Dossier) naVerwijderen(o *Onderdeel) []Ontwerp {
	uit := d.mededelingWeg(o)
	for _, welk := range o.Passages {
		p, ok := d.Onderdelen[welk]
		if !ok {
			continue
		}
		for _, punt := range p.OpenPunten() {
			uit = append(uit, afgedaan(welk, punt.Soort))
		}
	}
	return uit
}

// raaktVerklaring refuses to change or take away what a betrokkene stated: it is in the betrokkene's own words and
// stays beside what it disputes. It can be shielded and released, the betrokkene can add a new verklaring, and the
// betrokkene's data can be destroyed (ZOB-17.1).
func (k Corrigeer) raaktVerklaring(s InhoudSoort) error {
	if s != InhoudVerklaring || k.verhult() || k.elders {
		return nil
	}
	return Weiger(CodeStand, "Een eigen verklaring is van de betrokkene en wordt niet door een ander gewijzigd of "+
		"verwijderd. Leg een nieuwe verklaring van de betrokkene vast, of scherm deze af.", "ZOB-16", "DRE-verkl-1")
}

// verhult reports whether a correctie changes no more than who may see what stands there.
func (k Corrigeer) verhult() bool {
	switch k.Wijze {
	case WijzeAfschermen, WijzeVrijgeven, WijzeGeheimMaken, WijzeGeheimOpheffen:
		return true
	}
	return false
}

// past refuses a correctie that the stand does not allow: what is shielded must first be released, or can be removed.
func (k Corrigeer) past(s Stand) error {
	switch {
	case s != StandAfgeschermd && k.Wijze == WijzeVrijgeven:
		return Weiger(CodeStand, "Alleen een afgeschermd onderdeel kan worden vrijgegeven.", "ZOB-15b")
	case s == StandAfgeschermd && k.Wijze != WijzeVrijgeven && k.Wijze != WijzeVerwijderen && k.Wijze != WijzeGeheimMaken:
		return Weiger(CodeAfgeschermd, "Dit onderdeel is afgeschermd. Geef het eerst vrij om het anders te corrigeren.",
			"ZOB-15b")
	}
	return nil
}

// alleenFeiten refuses to change the wording of an oordeel, mening or hypothese because somebody disagrees with it:
// only facts are put right (DRE-corr-1, VTF-corr-1), and disagreement is an eigen verklaring beside it (ZOB-16). A
// slip of the pen and what may not stand there by law are put right whatever it is (ZOB-15c), and what is incomplete
// for its purpose is completed (ZOB-15a). Afschermen, vrijgeven and verwijderen leave the wording alone: they stay
// possible for any gegeven, since an oordeel too can be not relevant or unlawful (ZOB-15a to c).
func (k Corrigeer) alleenFeiten(s InhoudSoort, a Aard) error {
	grond := k.Correctie.Grond
	_, nieuw := k.Correctie.NieuweInhoud()
	switch {
	case s != InhoudGegeven && s != InhoudPassage || a == "" || a == AardFeit || !nieuw || k.elders:
		return nil
	case grond == GrondSchrijffout || grond == GrondInStrijd || k.Wijze == WijzeAanvullen && grond == GrondOnvolledig:
		return nil
	case a == AardOnbeoordeeld:
		return Weiger(CodeStand, "Deze passage is nog niet beoordeeld. Markeer eerst wat feit, oordeel, mening of "+
			"hypothese is; alleen feiten worden verbeterd.", "DRE-corr-1", "ZOB-6.5b3")
	}
	return Weiger(CodeStand, "Alleen feiten worden verbeterd. Wie het met een oordeel, mening of hypothese niet eens "+
		"is, kan een eigen verklaring laten toevoegen.", "DRE-corr-1", "VTF-corr-1", "ZOB-16")
}

// blijftVan refuses to name others in the correctie of what belongs to certain persons by its nature: it would concern
// them from then on, and someone's identiteit cannot be kept in another's interest.
func (k Corrigeer) blijftVan(c *controle, o *Onderdeel) {
	for _, b := range uniek(k.Correctie.Motivering.Betrokkenen()) {
		if !slices.Contains(o.Over, b) {
			c.fout(codePastNiet, "De motivering kan hier alleen noemen over wie dit onderdeel gaat.", "motivering",
				"vermeldingen")
		}
	}
}
