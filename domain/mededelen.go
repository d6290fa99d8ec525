package domain

import (
	"fmt"
	"log/slog"
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// regelInformeren is the rule of the term.
const regelInformeren = "Wmo 2015 art. 5.3.1"

// LegMededelingVast records that somebody was told that data about them were recorded, or why not (Wmo 2015 art.
// 5.3.1).
type LegMededelingVast struct {
	ID         id.Onderdeel
	Betrokkene id.Betrokkene
	Mededeling Mededeling
}

func (LegMededelingVast) Handeling() Handeling { return HandelingVastleggen }

func (l LegMededelingVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Mededeling.controleer(&c)
	if l.Mededeling.Vertegenwoordiger == l.Betrokkene && !l.Betrokkene.IsZero() {
		c.fout(codePastNiet, "Iemand vertegenwoordigt zichzelf niet.", "vertegenwoordiger")
	}
	return c.fouten
}

// VraagtLeeftijd reports whether it rests on how old somebody is.
func (l LegMededelingVast) VraagtLeeftijd() bool {
	return l.Mededeling.Uitkomst == MededelingGedaan && l.Mededeling.Vertegenwoordiger.IsZero()
}

// Beslis also serves a closed dossier: the duty does not end with the work. A child below twelve does not exercise its
// rights itself (ZOB-20.1b), so telling the child alone is not enough.
func (l LegMededelingVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	if err := d.opNaam(l.Betrokkene); err != nil {
		return nil, err
	}
	if l.VraagtLeeftijd() && f.Onder12 && f.Herkomst == nil {
		return nil, Weiger(CodeStand,
			"Voor een kind onder de twaalf wordt een wettelijk vertegenwoordiger geïnformeerd. Leg vast wie.",
			"ZOB-20.1b", "Jeugdwet art. 7.3.15")
	}
	over, err := d.over(f, "", []id.Betrokkene{l.Betrokkene}, &l.Mededeling)
	if err != nil {
		return nil, err
	}
	punten, err := d.naMededeling(f, l.Betrokkene, &l.Mededeling)
	if err != nil {
		return nil, err
	}
	feit := &MededelingVastgelegd{Onderdeel: l.ID, Betrokkene: l.Betrokkene, Over: over}
	return append([]Ontwerp{ontwerp(feit, &l.Mededeling, over)}, punten...), nil
}

// naMededeling is what a mededeling does to the punten of whom it is for. One that was first recorded elsewhere
// (ZOB-9.1d) did there what it did: nothing of it is refused here, and a day that was past when it was taken in puts
// nothing on an agenda.
func (d *Dossier) naMededeling(f Feiten, aan id.Betrokkene, m *Mededeling) ([]Ontwerp, error) {
	bij := d.Identiteiten(aan)
	open := slices.DeleteFunc(slices.Clone(bij), func(o *Onderdeel) bool { return !o.heeftOpen(PuntInformeren) })
	var uit []Ontwerp
	elders := f.Herkomst != nil
	if m.Opnieuw.IsZero() || elders && m.Opnieuw.Voor(f.Hier) {
		for _, o := range open {
			uit = append(uit, afgedaan(o.ID, PuntInformeren))
		}
		return uit, nil
	}
	if m.Opnieuw.Voor(f.Vandaag) {
		c := controle{Feiten: f}
		c.fout(codePastNiet, "Deze datum is al voorbij.", "opnieuw")
		return nil, c.weiger()
	}
	if len(open) == 0 {
		if m.Uitkomst == MededelingUitgesteld && !elders {
			return nil, Weiger(CodeStand, "Voor deze betrokkene loopt geen termijn om uit te stellen.", regelInformeren)
		}
		if len(bij) == 0 {
			return nil, nil // no identiteit of whom it is for stands any more
		}
		return puntBij(f, bij[0].ID, PuntInformeren, m.Opnieuw), nil
	}
	for _, o := range open {
		p := *o.punt(PuntInformeren)
		if m.Uitkomst == MededelingUitgesteld && !elders && m.Opnieuw.Na(langst(f, p)) {
			return nil, Weiger(CodeStand,
				"De termijn wordt telkens met ten hoogste twee weken verlengd: hier tot en met "+langst(f, p).String()+".",
				regelInformeren+" lid 2", "DRE-inform-2")
		}
		uit = append(uit, metDatum(o, p, m.Opnieuw))
	}
	return uit, nil
}

// langst is the last day to which a term is extended at once; of one that is past, as if it ended today: that it was
// late shows.
func langst(f Feiten, p Punt) waarde.Datum {
	uiterlijk := p.Uiterlijk
	if uiterlijk.Voor(f.Vandaag) {
		uiterlijk = f.Vandaag
	}
	return termijn.InformerenVerlengd(uiterlijk)
}

// deedAf reports whether a mededeling, in any wording, is what ended a punt.
func (o *Onderdeel) deedAf(p *Punt) bool {
	return p != nil && p.AfgedaanOp != nil && o.geschreven(*p.AfgedaanOp)
}

// geschreven reports whether a wording was recorded at a moment, which one append alone has.
func (o *Onderdeel) geschreven(op time.Time) bool {
	return slices.ContainsFunc(o.Versies, func(v Versie) bool { return v.Op.Equal(op) })
}

// mededelingAnders is what another wording of a mededeling does to the term that ran when it was recorded: it can say
// that somebody was told after all, or was not. A day later than it ends now is an extension, which asks a mededeling
// of its own.
func (d *Dossier) mededelingAnders(f Feiten, m *Onderdeel, nieuw *Mededeling) []Ontwerp {
	var uit []Ontwerp
	for _, o := range d.Identiteiten(m.Aan) {
		p := o.punt(PuntInformeren)
		if p == nil || p.Sinds.After(m.Versies[0].Op) && !m.geschreven(p.Sinds) {
			continue
		}
		gedaan, open := nieuw.Opnieuw.IsZero(), p.AfgedaanOp == nil
		switch {
		case gedaan && open:
			uit = append(uit, afgedaan(o.ID, PuntInformeren))
		case !gedaan && m.deedAf(p):
			uit = append(uit, metDatum(o, *p, eerste(nieuw.Opnieuw, langst(f, *p))))
		case !gedaan && open && nieuw.Opnieuw.Voor(p.Uiterlijk):
			uit = append(uit, metDatum(o, *p, nieuw.Opnieuw))
		}
	}
	return uit
}

func eerste(a, b waarde.Datum) waarde.Datum {
	if b.Voor(a) {
		return b
	}
	return a
}

// mededelingWeg goes on with the term that a mededeling ended which a correctie removes.
func (d *Dossier) mededelingWeg(m *Onderdeel) []Ontwerp {
	var uit []Ontwerp
	for _, o := range d.Identiteiten(m.Aan) {
		if p := o.punt(PuntInformeren); m.deedAf(p) {
			uit = append(uit, metDatum(o, *p, p.Uiterlijk))
		}
	}
	return uit
}

// informerenNaScheiden goes on with the term of who was joined with another, where it was that one who was told.
func (d *Dossier) informerenNaScheiden(blijft, vervallen id.Betrokkene) []Ontwerp {
	o, ok := d.Onderdelen[IdentiteitVan(vervallen)]
	if !ok || o.weg() {
		return nil
	}
	p := o.punt(PuntInformeren)
	for _, m := range d.Onderdelen {
		if m.Aan == blijft && m.deedAf(p) {
			return []Ontwerp{metDatum(o, *p, p.Uiterlijk)}
		}
	}
	return nil
}

func (LegMededelingVast) Format(s fmt.State, _ rune) { zwijg(s) }
func (LegMededelingVast) LogValue() slog.Value       { return verzwegen }
