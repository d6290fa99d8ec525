package domain

import (
	"errors"
	"slices"
	"testing"
	"time"

	"dossierboek/domain/id"
)

// sleutel is a leaf of somebody's key: what dies by itself.
type sleutel struct {
	houder  id.Houder
	revisie uint64
}

// deel is a sealed part and the ways into it.
type deel struct {
	onderdeel id.Onderdeel // zero where it is of none
	revisie   uint64
	inhoud    bool // else a mention
	wegen     map[sleutel]bool
}

// proef is a dossier with a ledger in miniature: it decides, "seals" as the ledger does, folds, and destroys at once.
type proef struct {
	d      *Dossier
	events []Vastlegging
	delen  []*deel
	dood   map[sleutel]bool
	geheel map[id.Houder]bool
	nu     time.Time
	namens string // for whom the asker works
	// bijlagen are the newest wordings of bijlagen, which a ledger would open.
	bijlagen map[id.Onderdeel]*Bijlage
}

func nieuweProef() *proef {
	return &proef{d: NieuwDossier(dossier), dood: map[sleutel]bool{}, geheel: map[id.Houder]bool{}, nu: begin,
		bijlagen: map[id.Onderdeel]*Bijlage{}}
}

// openProef has the persons 1 to n and a melding about all of them (onderdeel 1; the opening is 0).
func openProef(t testing.TB, n int) *proef {
	t.Helper()
	p := nieuweProef()
	o := OpenDossier{Onderdeel: stuk(0), Opening: Opening{Grond: "melding"}, Melding: &NieuweMelding{
		ID: stuk(1), OntvangenOp: begin.Add(-time.Hour), Melding: Melding{Tekst: schrijf("Er is gebeld.")}}}
	for i := range n {
		o.Betrokkenen = append(o.Betrokkenen, nieuwePersoon(i+1))
		o.Melding.Over = append(o.Melding.Over, persoon(i+1))
	}
	p.moet(t, o)
	return p
}

func (p *proef) moet(t testing.TB, o Opdracht) {
	t.Helper()
	if err := p.doet(o); err != nil {
		t.Fatal(err)
	}
}

func (p *proef) keurGoed(v id.Vernietiging) error { return p.doe(KeurVernietigingGoed{ID: v}, "po-2") }

func (p *proef) doet(o Opdracht) error { return p.doe(o, "m-1") }

func (p *proef) doe(o Opdracht, wie string) error {
	f := feitenOp(p.nu, wie)
	f.Sleutels, f.Namens = p.houdersVan, p.namens
	f.Bijlage, f.Wording = p.bijlage(o), p.wording(o)
	if fouten := o.Controleer(f); len(fouten) > 0 {
		return OngeldigeInvoer(fouten)
	}
	ontwerpen, err := o.Beslis(p.d, f)
	if err != nil {
		return err
	}
	op, err := Tijdstip(p.nu, p.d.GewijzigdOp)
	if err != nil {
		return err
	}
	p.nu = p.nu.Add(time.Second)
	voor := p.d
	var nieuw []Vastlegging
	for i, w := range ontwerpen {
		v := Vastlegging{ID: id.Van[id.Gebeurtenis](nummer("event", len(p.events)+i)), Revisie: uint64(len(p.events) + i),
			Schema: SchemaVan(w.Feit.Soort()), Meta: Meta{Wie: wie, Namens: p.namens, Rol: "medewerker", Doel: "onderzoek",
				Matrix: "m", VastgelegdOp: op}, Feit: w.Feit}
		if err := p.verzegel(voor, v, w); err != nil {
			return err
		}
		nieuw = append(nieuw, v)
	}
	for _, v := range nieuw {
		p.d.PasToe(v)
		p.events = append(p.events, v)
	}
	for _, v := range nieuw {
		switch f := v.Feit.(type) {
		case *VernietigingGoedgekeurd:
			p.vernietig(f.Doelen)
		case *BetrokkeneOntkoppeld:
			p.vernietig(f.Doelen)
		}
	}
	return nil
}

// errDood: sealing to somebody whose key is gone, which the ledger cannot.
var errDood = errors.New("sealed to a holder that is destroyed")

// wording is what a contactgegeven or relatie that goes to another says, of which here nothing depends on what it is.
func (p *proef) wording(o Opdracht) Inhoud {
	h, ok := o.(Herkoppel)
	if !ok || p.d.Onderdelen[h.Onderdeel] == nil {
		return nil
	}
	switch p.d.Onderdelen[h.Onderdeel].Inhoud {
	case InhoudContact:
		return &belNummer(0, 0, false).Contact
	case InhoudRelatie:
		return &Relatie{Aard: "ouder-van"}
	}
	return nil
}

func (p *proef) verzegel(d *Dossier, v Vastlegging, w Ontwerp) error {
	if i, ok := w.Inhoud.Value(); ok {
		if _, err := Codeer(nil, i); err != nil {
			return err
		}
		welk := onderdeelVan(v.Feit)
		if b, ok := Kern(i).(*Bijlage); ok {
			p.bijlagen[welk] = b
		}
		inhoud := &deel{onderdeel: welk, revisie: v.Revisie, inhoud: true, wegen: map[sleutel]bool{}}
		for _, h := range d.Houders(w) {
			inhoud.wegen[sleutel{h, v.Revisie}] = true
		}
		p.delen = append(p.delen, inhoud)
		for _, t := range i.Teksten() {
			for wie := range t.Vermeldingen() {
				s := sleutel{id.HouderVan(wie), v.Revisie}
				p.delen = append(p.delen, &deel{onderdeel: welk, revisie: v.Revisie, wegen: map[sleutel]bool{s: true}})
			}
		}
		for _, x := range p.delen {
			for s := range x.wegen {
				if x.revisie == v.Revisie && p.geheel[s.houder] {
					return errDood
				}
			}
		}
	}
	if k, ok := v.Feit.(*BetrokkeneGekoppeld); ok {
		h := id.HouderVan(k.Betrokkene)
		for _, x := range p.delen {
			if x.onderdeel == k.Onderdeel && x.inhoud && p.opent(x) && !slices.Contains(p.lezers(x), h) {
				x.wegen[sleutel{h, v.Revisie}] = true
			}
		}
	}
	return nil
}

// onderdeelVan is the onderdeel whose content an event holds; zero for the content of a besluit to destroy.
func onderdeelVan(f Feit) id.Onderdeel {
	switch f := f.(type) {
	case *DossierGeopend:
		return f.Onderdeel
	case *BetrokkeneToegevoegd:
		return IdentiteitVan(f.Betrokkene)
	case *BijlageToegevoegd:
		return f.Onderdeel
	case *ContactVastgelegd:
		return f.Onderdeel
	case *RelatieVastgelegd:
		return f.Onderdeel
	case *MeldingOntvangen:
		return f.Onderdeel
	case *GegevenVastgelegd:
		return f.Onderdeel
	case *VerslagVastgelegd:
		return f.Onderdeel
	case *PassageVastgelegd:
		return f.Onderdeel
	case *CorrectieToegepast:
		return f.Onderdeel
	case *VerklaringToegevoegd:
		return f.Onderdeel
	case *VerstrekkingGedaan:
		return f.Onderdeel
	case *InformatieGevraagd:
		return f.Onderdeel
	case *InformatieBeantwoord:
		return f.Onderdeel
	case *FaseGewijzigd:
		return f.Onderdeel
	case *MeldingGekwalificeerd:
		return f.Onderdeel
	case *ToewijzingOvergedragen:
		return f.Onderdeel
	case *DossierGesloten:
		return f.Onderdeel
	case *DossierHeropend:
		return f.Onderdeel
	case *BeperkingIngesteld:
		return f.Onderdeel
	case *BeperkingOpgeheven:
		return f.Onderdeel
	case *OnderdeelHerschreven:
		return f.Onderdeel
	case *AccorderingVastgelegd:
		return f.Onderdeel
	case *WederhoorVastgelegd:
		return f.Onderdeel
	case *OnderdeelHersteld:
		return f.Onderdeel
	case *MededelingVastgelegd:
		return f.Onderdeel
	case *TellingVastgelegd:
		return f.Onderdeel
	case *BetrokkenenSamengevoegd:
		return f.Onderdeel
	case *BetrokkenenGescheiden:
		return f.Onderdeel
	}
	return id.Onderdeel{}
}

func (p *proef) vernietig(doelen []Doel) {
	for _, d := range doelen {
		if d.Geheel {
			p.geheel[d.Houder] = true
			continue
		}
		for r := d.Van; r <= d.Tot; r++ {
			p.dood[sleutel{d.Houder, r}] = true
		}
	}
}

func (p *proef) leeft(s sleutel) bool { return !p.dood[s] && !p.geheel[s.houder] }

// lezers are the holders who have a living way into a part, sorted.
func (p *proef) lezers(x *deel) []id.Houder {
	var hs []id.Houder
	for s := range x.wegen {
		if p.leeft(s) {
			hs = append(hs, s.houder)
		}
	}
	slices.SortFunc(hs, id.Houder.Vergelijk)
	return slices.Compact(hs)
}

func (p *proef) opent(x *deel) bool { return len(p.lezers(x)) > 0 }

// houdersVan is what the wraps of an event in the log say.
func (p *proef) houdersVan(revisie uint64) []id.Houder {
	var hs []id.Houder
	for _, x := range p.delen {
		if x.revisie != revisie {
			continue
		}
		for s := range x.wegen {
			if s.revisie == revisie {
				hs = append(hs, s.houder)
			}
		}
	}
	return hs
}
