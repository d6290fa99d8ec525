package domain

import (
	"fmt"
	"log/slog"
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// LeesLater takes in how something reads by now in another organisation, that was taken in from there before. What
// reads otherwise there is a correctie here; what came to it is added; what cannot be read there any more stays as it
// was given. What was changed here since, or is closed or removed here, is this organisation's: then it is refused.
type LeesLater struct {
	Was Opdracht // with which it would be recorded the first time
}

// Wording is how an onderdeel reads: now, and as it last came from elsewhere. They are the same where nobody changed
// it here.
type Wording struct {
	Nu     Inhoud    // nil where it does not open
	Elders Inhoud    // nil where it does not open, or never came from there
	Op     time.Time // when Elders was given
	Hier   bool      // Nu was written here
}

func (LeesLater) Handeling() Handeling { return HandelingCorrigeren }

func (l LeesLater) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	if c.verplicht("was", l.Was != nil); l.Was == nil {
		return c.fouten
	}
	return l.Was.Controleer(f)
}

// Staat reports whether what is taken in stands in a dossier already, by its id.
func (l LeesLater) Staat(d *Dossier) bool {
	if _, ok := l.Was.(OpenDossier); ok {
		return d.Bestaat
	}
	w, ok := laterVan(l.Was)
	if !ok {
		return false
	}
	_, staat := d.Onderdelen[w.welk]
	return staat
}

// Welke are the onderdelen whose newest wording it is held against.
func (l LeesLater) Welke() []id.Onderdeel {
	var uit []id.Onderdeel
	switch o := l.Was.(type) {
	case OpenDossier:
		for _, b := range o.Betrokkenen {
			uit = append(uit, IdentiteitVan(b.ID))
		}
		return uit
	case LegVerslagVast:
		for _, p := range o.Passages {
			uit = append(uit, p.ID)
		}
	}
	if w, ok := laterVan(l.Was); ok {
		uit = append(uit, w.welk)
	}
	return uit
}

// laterwoord is an onderdeel with its wording and whom it concerns, as it reads there.
type laterwoord struct {
	welk   id.Onderdeel
	inhoud Inhoud
	over   []id.Betrokkene
}

// laterVan is what an opdracht that records one onderdeel says of it; of a verslag without its passages.
func laterVan(o Opdracht) (laterwoord, bool) {
	switch o := o.(type) {
	case VoegBetrokkeneToe:
		return vanIdentiteit(&o.NieuweBetrokkene), true
	case LegContactVast:
		return laterwoord{o.ID, &o.Contact, nil}, true
	case LegRelatieVast:
		return laterwoord{o.ID, &o.Relatie, nil}, true
	case OntvangMelding:
		return laterwoord{o.ID, &o.Melding, o.Over}, true
	case LegGegevenVast:
		return laterwoord{o.ID, &o.Gegeven, o.Over}, true
	case LegVerslagVast:
		return laterwoord{o.ID, &o.Verslag, o.Over}, true
	case VoegBijlageToe:
		return laterwoord{o.ID, &o.Bijlage, o.Over}, true
	case VoegVerklaringToe:
		return laterwoord{o.ID, &o.Verklaring, nil}, true
	case LegWederhoorVast:
		return laterwoord{o.ID, &o.Wederhoor, o.Over}, true
	case Verstrek:
		return laterwoord{o.ID, &o.Verstrekking, nil}, true
	case WijzigFase:
		return laterwoord{o.ID, &o.Besluit, nil}, true
	case Sluit:
		return laterwoord{o.ID, &o.Besluit, nil}, true
	}
	return laterwoord{}, false
}

func vanIdentiteit(b *NieuweBetrokkene) laterwoord {
	return laterwoord{IdentiteitVan(b.ID), &b.Identiteit, nil}
}

func (l LeesLater) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if f.Herkomst == nil || f.Stond == nil {
		return nil, Weiger(CodeOngeldig,
			"Alleen wat een andere organisatie overdraagt, kan later opnieuw worden ingelezen.")
	}
	switch o := l.Was.(type) {
	case OpenDossier:
		return latere(d, f, o.Betrokkenen)
	case LegVerslagVast:
		return laterVerslag(d, f, o)
	}
	w, ok := laterVan(l.Was)
	if !ok {
		return nil, Weiger(CodeOngeldig, "Dit kan niet opnieuw worden ingelezen.")
	}
	return w.beslis(d, f)
}

// latere are the persons with whom the dossier is said to have begun.
func latere(d *Dossier, f Feiten, bs []NieuweBetrokkene) ([]Ontwerp, error) {
	var uit []Ontwerp
	for i := range bs {
		var erbij []Ontwerp
		var err error
		if _, er := d.Betrokkenen[bs[i].ID]; er {
			erbij, err = vanIdentiteit(&bs[i]).beslis(d, f)
		} else {
			erbij, err = VoegBetrokkeneToe{bs[i]}.Beslis(d, f)
		}
		if err != nil {
			return nil, err
		}
		uit = append(uit, erbij...)
	}
	return uit, nil
}

// laterVerslag is a verslag with its passages, by their ids, so by their places: more of them are an addition at its
// end. Where they are parted otherwise by now it cannot be told which is which.
func laterVerslag(d *Dossier, f Feiten, o LegVerslagVast) ([]Ontwerp, error) {
	w, _ := laterVan(o)
	uit, err := w.beslis(d, f)
	if err != nil {
		return nil, err
	}
	stond, verdeeld := 0, false // how many of its passages came from there; it has others
	for _, p := range d.Alle() {
		if p.Verslag != o.ID {
			continue
		}
		i := slices.IndexFunc(o.Passages, func(n NieuwePassage) bool { return n.ID == p.ID })
		stond, verdeeld = max(stond, i+1), verdeeld || i < 0 && p.Stand == StandGeldig
	}
	for i := range o.Passages[:stond] {
		n := &o.Passages[i]
		meer, err := laterwoord{n.ID, &n.Passage, n.Over}.beslis(d, f)
		if err != nil {
			return nil, err
		}
		verdeeld = verdeeld || len(meer) > 0 && verschoven(f, o.Passages, i)
		uit = append(uit, meer...)
	}
	if rest := o.Passages[stond:]; len(rest) > 0 {
		erbij, err := VulVerslagAan{Verslag: o.ID, Passages: rest}.Beslis(d, f)
		if err != nil {
			return nil, err
		}
		uit = append(uit, erbij...)
	}
	if verdeeld && len(uit) > 0 {
		return nil, anders("De passages van dit verslag zijn daar of hier anders ingedeeld sinds het is ingelezen.")
	}
	return uit, nil
}

// verschoven reports whether the text that a passage had stands in another by now.
func verschoven(f Feiten, ps []NieuwePassage, welk int) bool {
	was, ok := f.Stond(ps[welk].ID).Elders.(*Passage)
	return ok && slices.ContainsFunc(ps, func(n NieuwePassage) bool {
		return n.ID != ps[welk].ID && n.Passage.Tekst.heel() == was.Tekst.heel()
	})
}

// beslis corrects an onderdeel that reads otherwise by now.
func (w laterwoord) beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	o, ok := d.Onderdelen[w.welk]
	if !ok {
		return nil, Weiger(CodeStand, "Dit is eerder ingelezen en staat niet in het dossier.")
	}
	if o.Stand == StandVernietigd {
		return nil, nil
	}
	stond := f.Stond(w.welk)
	w.inhoud = genormaliseerd(w.inhoud)
	erbij := func(b id.Betrokkene) bool { return !slices.Contains(o.Over, b) }
	over := slices.ContainsFunc(w.over, erbij)
	switch {
	case stond.Op.After(f.Herkomst.Op): // a later one was taken in already
		return nil, nil
	case !over && leestNogZo(w.inhoud, stond.Elders),
		leestNogZo(w.inhoud, stond.Nu) && (!over || stond.Hier):
		return nil, nil
	case stond.Nu == nil:
		return nil, anders("Wat hier staat is niet te lezen.")
	case o.Stand != StandGeldig:
		return nil, anders("Dit is hier afgeschermd, verwijderd of anders gemarkeerd sinds het is ingelezen.")
	case stond.Hier:
		return nil, anders("Dit is hier gecorrigeerd sinds het is ingelezen.")
	}
	if b, ok := stond.Nu.(*Bijlage); ok {
		f.Bijlage = b
	}
	return Corrigeer{
		Onderdeel: w.welk, Wijze: WijzeVerbeteren, Correctie: NieuweCorrectie(GrondElders, w.inhoud),
		Over: w.alleen(o), elders: true,
	}.Beslis(d, f)
}

// alleen is whom the new wording concerns besides those it names: whoever it concerned stays, since taking somebody
// off asks more.
func (w laterwoord) alleen(o *Onderdeel) []id.Betrokkene {
	if len(w.over) == 0 {
		return nil
	}
	return uniek(slices.Concat(o.Over, w.over))
}

func anders(waarom string) error {
	return Weiger(CodeStand, waarom+" Bij de afzender leest het nu anders. Verbeter het hier, en laat deze regel weg.", "ZOB-15a")
}

func (LeesLater) Format(s fmt.State, _ rune) { zwijg(s) }
func (LeesLater) LogValue() slog.Value       { return verzwegen }
