package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// An address that an (ex-)partner must not learn is a life. So what is geheim is decided on the fold, before anything
// opens, and the rules only ever err to one side:
//
//   - a contactgegeven is geheim by the writer's word, when it is recorded or by a correctie later, and so is whatever
//     else gives the address away as a whole: a letter, a text. When it becomes geheim, so does every wording that it
//     had until then: the fold cannot tell which of them say the same address;
//   - what is recorded of it then (a new wording, the reasons of a correctie, a rewriting) is geheim too. A new
//     wording never lifts anything, nor does the destruction of another that says the same;
//   - only a correctie of its own (WijzeGeheimOpheffen), with a ground and a motivering, by a role that may see what
//     is geheim, lifts it, and for the newest wording alone. Earlier wordings stay as they are, and so does the
//     motivering;
//   - what was lifted is masked again as soon as the contactgegeven is geheim again.
//
// What this hides, it hides at every moment that is looked at: as with an afscherming, the state now decides.

// Geheim reports whether an onderdeel is geheim now: in its newest wording.
func (o *Onderdeel) Geheim() bool { return o.Laatste().Geheim }

// HeeftGeheim reports whether any wording is geheim.
func (o *Onderdeel) HeeftGeheim() bool {
	for _, v := range o.Versies {
		if v.Geheim {
			return true
		}
	}
	return false
}

// OoitGeheim reports whether any wording was geheim at any time: what was written meanwhile may hold it.
func (o *Onderdeel) OoitGeheim() bool {
	return o.HeeftGeheim() || slices.ContainsFunc(o.Versies, func(v Versie) bool { return v.Ontheven })
}

// merkGeheim remembers contact data that are geheim in any wording, so that nobody need go through a whole dossier to
// know.
func (d *Dossier) merkGeheim(o *Onderdeel) {
	if o.Inhoud == InhoudContact && o.OoitGeheim() && !slices.Contains(d.Geheimen, o.ID) {
		d.Geheimen = append(slices.Clone(d.Geheimen), o.ID)
	}
}

// HeeftGeheim reports whether any contact data that stand are geheim.
func (d *Dossier) HeeftGeheim() bool {
	return slices.ContainsFunc(d.Geheimen, func(o id.Onderdeel) bool {
		n, ok := d.Onderdelen[o]
		return ok && n.HeeftGeheim()
	})
}

// GeheimIn reports whether the content at a revision is masked for whoever may not see what is geheim: while the
// onderdeel is geheim all of it, else each wording until it is lifted.
func (o *Onderdeel) GeheimIn(revisie uint64) bool {
	if o.Geheim() {
		return true
	}
	for _, vs := range [][]Versie{o.Versies, o.Overig} {
		for _, v := range vs {
			if v.Revisie == revisie {
				return v.Geheim
			}
		}
	}
	return o.HeeftGeheim()
}

// Ontheven reports whether the wording at a revision was geheim once and was lifted: what it says may be seen, why it
// was recorded (which may tell of earlier wordings) may not.
func (o *Onderdeel) Ontheven(revisie uint64) bool {
	for _, v := range o.Versies {
		if v.Revisie == revisie {
			return v.Ontheven
		}
	}
	return false
}

// maakGeheim makes all content geheim that there is.
func (o *Onderdeel) maakGeheim() {
	for _, vs := range [][]Versie{o.Versies, o.Overig} {
		for i := range vs {
			vs[i].Geheim = true
		}
	}
}

// GeheimInhoud reports whether content says of itself that it is geheim. The open flag says so first; this is for
// whoever has opened content whose open part somebody may have altered.
func GeheimInhoud(i Inhoud) bool {
	k, ok := Kern(i).(*Contact)
	return ok && k.Geheim
}

// GeheimFeit reports whether the open part of an event says that its onderdeel is geheim.
func GeheimFeit(f Feit) bool {
	switch f := f.(type) {
	case *ContactVastgelegd:
		return f.Geheim
	case *BijlageToegevoegd:
		return f.Geheim
	case *CorrectieToegepast:
		return f.Geheim
	}
	return false
}

// pasToeGeheim folds what a correctie does to whether an onderdeel is geheim, and says so of its own content.
func (f *CorrectieToegepast) pasToeGeheim(o *Onderdeel, inhoud *Versie) {
	switch {
	case f.Wijze == WijzeGeheimOpheffen:
		inhoud.Geheim = true
		n := &o.Versies[len(o.Versies)-1]
		n.Geheim, n.Ontheven = false, true
	case f.Geheim && !o.Geheim():
		o.maakGeheim()
		inhoud.Geheim = true
	default:
		inhoud.Geheim = o.Geheim()
	}
}

// geheimbaar refuses to make geheim as a whole what has another way to be closed.
func geheimbaar(s InhoudSoort) error {
	switch s {
	case InhoudIdentiteit:
		return Weiger(CodeStand, "Wie iemand is, wordt afgeschermd en niet geheim gemaakt.", "ZOB-8", "ZOB-15b")
	case InhoudVerslag:
		return Weiger(CodeStand, "De tekst van een verslag staat in zijn passages. Maak de passage geheim waarin het staat.",
			"ZOB-8")
	}
	return nil
}

// geheimhouding decides whether a correctie makes its onderdeel geheim, or refuses.
func (k Corrigeer) geheimhouding(o *Onderdeel) (bool, error) {
	switch k.Wijze {
	case WijzeGeheimMaken:
		if o.Geheim() {
			return false, Weiger(CodeStand, "Dit is al geheim.", "ZOB-8")
		}
		return true, geheimbaar(o.Inhoud)
	case WijzeGeheimOpheffen:
		if !o.Geheim() {
			return false, Weiger(CodeStand, "Dit is niet geheim.", "ZOB-8")
		}
		return false, nil
	}
	nieuw, _ := k.Correctie.NieuweInhoud()
	n, ok := nieuw.(*Contact)
	if ok && o.Geheim() && !n.Geheim {
		return false, Weiger(CodeGeheim, "Dit contactgegeven is geheim, en blijft dat in een nieuwe bewoording. Hef de "+
			"geheimhouding daarna apart op, met een grond.", "ZOB-8")
	}
	return ok && n.Geheim, nil
}

// VeiligContact says how someone can be reached without danger: who may be called and when, and what must not be left
// behind for another to find.
type VeiligContact struct {
	Bellen        string `json:"bellen,omitempty"`  // who may be called, and asked for
	Wanneer       string `json:"wanneer,omitempty"` // at which hours or days
	GeenPost      bool   `json:"geenPost,omitempty"`
	GeenVoicemail bool   `json:"geenVoicemail,omitempty"`
	Toelichting   string `json:"toelichting,omitempty"`
}

func (v *VeiligContact) regels() []string { return []string{v.Bellen, v.Wanneer, v.Toelichting} }

func (v *VeiligContact) controleer(c *controle) {
	c.regel("bellen", v.Bellen)
	c.regel("wanneer", v.Wanneer)
	c.regel("toelichting", v.Toelichting)
	if !v.GeenPost && !v.GeenVoicemail && leeg(v.Bellen+v.Wanneer+v.Toelichting) {
		c.fout(codeVerplicht, "Zeg wat veilig is, of laat dit weg.")
	}
}

// contactOntwerp is the recording of contact data. The open part says that it is geheim, so that it is masked
// unopened.
func contactOntwerp(n NieuwContact, wie id.Betrokkene) Ontwerp {
	n.Contact.normaliseer()
	return ontwerp(&ContactVastgelegd{Onderdeel: n.ID, Betrokkene: wie, Geheim: n.Contact.Geheim}, &n.Contact,
		[]id.Betrokkene{wie})
}
