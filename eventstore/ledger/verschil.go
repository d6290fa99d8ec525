package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// Verschil is what changed in a dossier between two moments.
type Verschil struct {
	Dossier    id.Dossier
	Sinds, Tot time.Time
	Velden     []VeldVerschil // of the dossier itself: fase, gesloten
	Onderdelen []OnderdeelVerschil
}

// OnderdeelVerschil is what changed in one onderdeel.
type OnderdeelVerschil struct {
	Onderdeel id.Onderdeel
	Inhoud    domain.InhoudSoort
	Nieuw     bool        // it did not exist at the earlier moment
	Gat       *domain.Gat // why its fields are not shown
	Velden    []VeldVerschil
}

// VeldVerschil is one changed field: from what to what, by which event, by whom and on what ground.
type VeldVerschil struct {
	Veld       string                          // path within the content: "adres/straat"
	Oud, Nieuw domain.Private[json.RawMessage] // unknown: there was none
	Door       domain.Vastlegging
	Grond      domain.CorrectieGrond // of the correctie; "" where it was first recorded or rewritten
}

// Vergelijk shows what changed between two moments, as may be shown now.
func (l *Ledger) Vergelijk(ctx context.Context, g toegang.Grant, d id.Dossier, sinds, tot time.Time, verzoek string) (*Verschil, error) {
	if err := (Momenten{BeschikbaarOp: &tot}).controleer(l.Nu()); err != nil {
		return nil, err
	}
	if sinds.After(tot) {
		return nil, domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("past-niet", "Het eerste moment ligt na het tweede.").Onder("sinds")})
	}
	var toen, straks *domain.Dossier
	feit := toegang.Geraadpleegd{Wat: toegang.WatVerschil, Sinds: &sinds, BeschikbaarOp: &tot}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingRaadplegen, d, verzoek, feit}, func(r *raadpleging) []uint64 {
		toen, straks = r.z.toen(sinds), r.z.toen(tot)
		var uit []uint64
		for _, o := range straks.Alle() {
			for _, revisie := range nodig(toen.Onderdelen[o.ID], o) {
				uit = append(uit, r.zichtbaar(o.ID, revisie)...)
			}
		}
		return uit
	})
	if err != nil {
		return nil, err
	}
	v := &Verschil{Dossier: d, Sinds: sinds, Tot: tot, Velden: r.dossierVelden(toen, straks)}
	for _, o := range straks.Alle() {
		ov, err := r.onderdeelVerschil(toen.Onderdelen[o.ID], o)
		if err != nil {
			return nil, err
		}
		if ov != nil {
			v.Onderdelen = append(v.Onderdelen, *ov)
		}
	}
	return v, nil
}

// nodig are the versions to open to tell what changed in an onderdeel: the last that was known and all since. None, where
// nothing was recorded in between.
func nodig(oud, nieuw *domain.Onderdeel) []uint64 {
	var uit []uint64
	n := 0
	if oud != nil {
		n = len(oud.Versies)
		if n == len(nieuw.Versies) {
			return nil
		}
		uit = append(uit, oud.Laatste().Revisie)
	}
	for _, v := range nieuw.Versies[n:] {
		uit = append(uit, v.Revisie)
	}
	return uit
}

func (r *raadpleging) onderdeelVerschil(oud, nieuw *domain.Onderdeel) (*OnderdeelVerschil, error) {
	uit := &OnderdeelVerschil{Onderdeel: nieuw.ID, Inhoud: nieuw.Inhoud, Nieuw: oud == nil}
	if oud != nil && oud.Stand != nieuw.Stand {
		uit.Velden = append(uit.Velden, r.standVerschil(oud, nieuw))
	}
	revisies := nodig(oud, nieuw)
	var velden map[string]json.RawMessage
	door := map[string]VeldVerschil{}
	for i, revisie := range revisies {
		p, err := r.open(nieuw.ID, revisie)
		if err != nil {
			return nil, err
		}
		inhoud, ok := p.Value()
		if !ok {
			uit.Gat = p.Gat()
			continue
		}
		volgende, err := inhoudVelden(inhoud)
		if err != nil {
			return nil, err
		}
		if i > 0 || oud == nil {
			r.verschillen(door, velden, volgende, inhoud, revisie)
		}
		velden = volgende
	}
	for _, veld := range slices.Sorted(maps.Keys(door)) {
		d := door[veld]
		o, oudOK := d.Oud.Value()
		n, nieuwOK := d.Nieuw.Value()
		if oudOK == nieuwOK && string(o) == string(n) {
			continue // changed and changed back
		}
		uit.Velden = append(uit.Velden, d)
	}
	if len(uit.Velden) == 0 && uit.Gat == nil {
		return nil, nil
	}
	return uit, nil
}

// verschillen notes which fields a version changed. The first old value and the last event of each field stand.
func (r *raadpleging) verschillen(door map[string]VeldVerschil, oud, nieuw map[string]json.RawMessage, inhoud domain.Inhoud, revisie uint64) {
	var grond domain.CorrectieGrond
	if c, ok := inhoud.(*domain.Correctie); ok {
		grond = c.Grond
	}
	namen := slices.Concat(slices.Collect(maps.Keys(oud)), slices.Collect(maps.Keys(nieuw)))
	slices.Sort(namen)
	for _, naam := range slices.Compact(namen) {
		o, oudOK := oud[naam]
		n, nieuwOK := nieuw[naam]
		if oudOK == nieuwOK && string(o) == string(n) {
			continue
		}
		v, ok := door[naam]
		if !ok {
			v = VeldVerschil{Veld: naam, Oud: misschien(o, oudOK)}
		}
		v.Nieuw, v.Door, v.Grond = misschien(n, nieuwOK), r.z.events[revisie].Vastlegging, grond
		door[naam] = v
	}
}

func misschien(v json.RawMessage, ok bool) domain.Private[json.RawMessage] {
	if !ok {
		return domain.Ontbreekt[json.RawMessage](domain.Gat{Reden: domain.GatNogNietBekend})
	}
	return domain.Besloten(v)
}

// inhoudVelden are the fields of a wording by path. Where in a text someone is mentioned is no field: the text is.
func inhoudVelden(i domain.Inhoud) (map[string]json.RawMessage, error) {
	ruw, err := json.Marshal(domain.Kern(i))
	if err != nil {
		return nil, errors.New("ledger: content does not encode")
	}
	uit := map[string]json.RawMessage{}
	return uit, plat(uit, "", ruw)
}

func plat(uit map[string]json.RawMessage, pad string, ruw json.RawMessage) error {
	var object map[string]json.RawMessage
	var lijst []json.RawMessage
	switch {
	case ruw[0] == '{' && json.Unmarshal(ruw, &object) == nil:
		for naam, w := range object {
			if naam == "vermeldingen" {
				continue
			}
			if err := plat(uit, pad+"/"+naam, w); err != nil {
				return err
			}
		}
	case ruw[0] == '[' && json.Unmarshal(ruw, &lijst) == nil:
		for i, w := range lijst {
			if err := plat(uit, pad+"/"+strconv.Itoa(i), w); err != nil {
				return err
			}
		}
	default:
		uit[strings.TrimPrefix(pad, "/")] = ruw
	}
	return nil
}

// standVerschil says who shielded, removed, released or destroyed an onderdeel.
func (r *raadpleging) standVerschil(oud, nieuw *domain.Onderdeel) VeldVerschil {
	v := VeldVerschil{Veld: "stand", Oud: woord(oud.Stand), Nieuw: woord(nieuw.Stand)}
	for _, e := range r.z.events {
		switch f := e.Feit.(type) {
		case *domain.CorrectieToegepast:
			if f.Onderdeel == nieuw.ID && e.Meta.VastgelegdOp.Equal(nieuw.StandSinds) {
				v.Door = e.Vastlegging
			}
		case *domain.VernietigingGoedgekeurd:
			if nieuw.Vernietigd != nil && f.Vernietiging == nieuw.Vernietigd.Vernietiging {
				v.Door = e.Vastlegging
			}
		}
	}
	return v
}

// dossierVelden are the changes of the dossier as a whole.
func (r *raadpleging) dossierVelden(oud, nieuw *domain.Dossier) []VeldVerschil {
	var uit []VeldVerschil
	voeg := func(veld string, was, is string, soorten ...domain.Soort) {
		if was == is {
			return
		}
		v := VeldVerschil{Veld: veld, Oud: woord(was), Nieuw: woord(is)}
		for _, e := range r.z.events {
			if e.Revisie <= nieuw.Revisie && slices.Contains(soorten, e.Feit.Soort()) {
				v.Door = e.Vastlegging
			}
		}
		uit = append(uit, v)
	}
	status := func(d *domain.Dossier) string {
		switch {
		case !d.Bestaat:
			return ""
		case d.GeslotenOp != nil:
			return "gesloten"
		}
		return "open"
	}
	voeg("fase", string(oud.Fase), string(nieuw.Fase), domain.SoortFaseGewijzigd, domain.SoortDossierGeopend)
	voeg("status", status(oud), status(nieuw), domain.SoortDossierGesloten, domain.SoortDossierHeropend, domain.SoortDossierGeopend)
	return uit
}

func woord[S ~string](s S) domain.Private[json.RawMessage] {
	if s == "" {
		return misschien(nil, false)
	}
	return domain.Besloten(json.RawMessage(strconv.Quote(string(s))))
}
