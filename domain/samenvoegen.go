package domain

import (
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// VoegSamen says that two betrokkenen of a dossier are one human (AVG art. 5 lid 1 onder d): Vervalt is Blijft from
// then on.
type VoegSamen struct {
	ID      id.Onderdeel // of the besluit
	Blijft  id.Betrokkene
	Vervalt id.Betrokkene
	Besluit Besluit
}

// Scheid says that Vervallen, who was joined, is somebody else after all. What was recorded meanwhile stays with the
// one that stayed: no program can tell from it whom it was about, so that a human is asked to go through it
// ([PuntTussentijds]). Until then an inzage or an erasure of the other misses what was about that one.
type Scheid struct {
	ID        id.Onderdeel // of the besluit
	Vervallen id.Betrokkene
	Besluit   Besluit
}

// PuntTussentijds is that what was recorded while two betrokkenen were joined, who are two after all, was not gone
// through (AVG art. 5 lid 1 onder d).
const PuntTussentijds PuntSoort = "tussentijds"

// tussentijdsWerkdagen is how long that may take. No rule sets a term: it is as long as deciding on a melding may.
const tussentijdsWerkdagen = 5

func (VoegSamen) Handeling() Handeling { return HandelingCorrigeren }
func (Scheid) Handeling() Handeling    { return HandelingCorrigeren }

func (v VoegSamen) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	controleerZonderBevindingen(&c, &v.Besluit)
	c.verplicht("blijft", !v.Blijft.IsZero())
	c.verplicht("vervalt", !v.Vervalt.IsZero())
	if !v.Blijft.IsZero() && v.Blijft == v.Vervalt {
		c.fout(codePastNiet, "Iemand is al dezelfde als zichzelf. Kies twee betrokkenen.", "vervalt")
	}
	return c.fouten
}

func (s Scheid) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	controleerZonderBevindingen(&c, &s.Besluit)
	c.verplicht("vervallen", !s.Vervallen.IsZero())
	return c.fouten
}

func controleerZonderBevindingen(c *controle, b *Besluit) {
	b.controleer(c)
	if len(b.Bevindingen) > 0 {
		c.fout(codePastNiet, "Hierbij horen geen bevindingen.", "bevindingen")
	}
}

// Beslis asks no open dossier: the right to have what is recorded put right does not end with the work.
func (v VoegSamen) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(v.ID); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	v.apart(&c, d, v.Blijft, "blijft")
	v.apart(&c, d, v.Vervalt, "vervalt")
	if err := c.weiger(); err != nil {
		return nil, err
	}
	paar := uniek([]id.Betrokkene{v.Blijft, v.Vervalt})
	if err := v.verschillen(d); err != nil {
		return nil, err
	}
	if err := d.nietsGaande(paar); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", paar, &v.Besluit)
	if err != nil {
		return nil, err
	}
	feit := &BetrokkenenSamengevoegd{Onderdeel: v.ID, Blijft: v.Blijft, Vervalt: v.Vervalt, Over: over}
	return []Ontwerp{ontwerp(feit, &v.Besluit, over)}, nil
}

// apart refuses who is joined already: no chains, and who is who stays plain.
func (v VoegSamen) apart(c *controle, d *Dossier, wie id.Betrokkene, pad string) {
	c.bekend(d, wie, pad)
	if p, ok := d.Betrokkenen[wie]; ok && p.Vernietigd == nil && p.Samen() {
		c.fout(codePastNiet, "Deze betrokkene is al samengevoegd. Scheid hen eerst.", pad)
	}
}

// verschillen refuses where what is recorded of both does not fit one human: a relatie between them; or would show
// of one whom the other is while that is shielded.
func (v VoegSamen) verschillen(d *Dossier) error {
	for _, o := range d.Onderdelen {
		tussen := o.Van == v.Blijft && o.Naar == v.Vervalt || o.Van == v.Vervalt && o.Naar == v.Blijft
		if tussen && (o.Stand == StandGeldig || o.Stand == StandAfgeschermd) {
			return Weiger(CodeStand, "Tussen deze betrokkenen is een relatie vastgelegd. "+
				"Zijn zij toch dezelfde, verwijder die dan eerst.", "ZOB-15b")
		}
	}
	dicht := func(b id.Betrokkene) bool {
		o, ok := d.Onderdelen[IdentiteitVan(b)]
		return ok && o.Stand == StandAfgeschermd
	}
	if dicht(v.Blijft) != dicht(v.Vervalt) {
		return Weiger(CodeAfgeschermd, "Van een van beiden is de identiteit afgeschermd; samengevoegd bleek uit de ander "+
			"wie dat is. Scherm beide af, of geef beide vrij.", "ZOB-6.2b", "ZOB-15b")
	}
	return nil
}

// nietsGaande refuses while a besluit to destroy anything of some persons waits for its approval, or anything of
// them is on its way to another dossier: what is carried out must be what was decided on.
func (d *Dossier) nietsGaande(wie []id.Betrokkene) error {
	for _, l := range d.Vernietigingen {
		geeftUitkomst := slices.ContainsFunc(l.Uitkomsten, func(u UitkomstPer) bool {
			o, ok := d.Onderdelen[u.Onderdeel]
			return slices.Contains(wie, u.Belang) || ok && raakt(wie, o.Over)
		})
		if l.Stand == VernietigingStandBesloten && (l.Omvang.Dossier || geeftUitkomst || raakt(wie, l.personen())) {
			return Weiger(CodeStand, "Over gegevens van deze betrokkenen ligt een besluit tot vernietiging ter goedkeuring. "+
				"Laat dat eerst goedkeuren of trek het in.", "ZOB-17.1")
		}
	}
	for _, l := range d.Overbrengingen {
		gaat := slices.ContainsFunc(l.Personen, func(p Persoonspaar) bool { return slices.Contains(wie, p.Hier) })
		if !l.Klaar && gaat {
			return Weiger(CodeStand, "Gegevens van deze betrokkenen worden nu overgebracht naar een ander dossier. "+
				"Wacht tot dat klaar is.", "ZOB-6.1")
		}
	}
	return nil
}

// Beslis refuses to part who was erased: they went together, and nothing is left that was of one of them.
func (s Scheid) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(s.ID); err != nil {
		return nil, err
	}
	if err := d.betrokkene(s.Vervallen); err != nil {
		return nil, err
	}
	blijft := d.Wie(s.Vervallen)
	if blijft == s.Vervallen {
		return nil, Weiger(CodeStand, "Deze betrokkene is niet in een ander opgegaan.")
	}
	paar := d.Zelfde(blijft)
	if err := d.nietsGaande(paar); err != nil {
		return nil, err
	}
	over, err := d.overBij(f, paar, "", paar, &s.Besluit)
	if err != nil {
		return nil, err
	}
	feit := &BetrokkenenGescheiden{Onderdeel: s.ID, Blijft: blijft, Vervallen: s.Vervallen, Over: over}
	uit := append([]Ontwerp{ontwerp(feit, &s.Besluit, over)}, d.informerenNaScheiden(blijft, s.Vervallen)...)
	if d.tussentijds(paar, blijft) {
		uit = append(uit, puntBij(f, s.ID, PuntTussentijds, termijn.NaWerkdagen(f.Vandaag, tussentijdsWerkdagen))...)
	}
	return uit, nil
}

// tussentijds reports whether anything was recorded about who stayed since two betrokkenen were joined.
func (d *Dossier) tussentijds(paar []id.Betrokkene, blijft id.Betrokkene) bool {
	var sinds uint64
	for _, o := range d.Onderdelen {
		v := o.Versies[0]
		if v.Soort == SoortBetrokkenenSamengevoegd && alleen(v.Over, paar) {
			sinds = max(sinds, v.Revisie)
		}
	}
	for _, o := range d.Onderdelen {
		for v := range o.inhouden() {
			if v.Revisie > sinds && slices.Contains(v.Over, blijft) {
				return true
			}
		}
	}
	return false
}

// noembaar refuses to record anything more about somebody who is recorded under another id: it belongs there. Who is
// in c.al may be named still, as what is put right already does.
func (c *controle) noembaar(d *Dossier, wie id.Betrokkene, pad ...string) {
	c.bekend(d, wie, pad...)
	if is := d.Wie(wie); is != wie && !slices.Contains(c.al, wie) && d.Betrokkenen[wie].Vernietigd == nil {
		c.fout(codePastNiet, "Deze betrokkene is samengevoegd met "+is.String()+". Noem die.", pad...)
	}
}

// opNaam is betrokkene for what is recorded anew.
func (d *Dossier) opNaam(wie id.Betrokkene) error {
	if err := d.betrokkene(wie); err != nil {
		return err
	}
	if is := d.Wie(wie); is != wie {
		return Weiger(CodeStand, "Deze betrokkene is samengevoegd met "+is.String()+". Leg het daar vast.", "ZOB-13a")
	}
	return nil
}

func (VoegSamen) Format(s fmt.State, _ rune) { zwijg(s) }
func (VoegSamen) LogValue() slog.Value       { return verzwegen }
func (Scheid) Format(s fmt.State, _ rune)    { zwijg(s) }
func (Scheid) LogValue() slog.Value          { return verzwegen }
