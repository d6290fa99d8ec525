package ledger

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
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
	Nieuw     bool         // it did not exist at the earlier moment
	Verslag   id.Onderdeel // of a passage
	Plaats    int          // which passage of its verslag it is, counted from 1; 0 where others took its place
	Gat       *domain.Gat  // why its fields are not shown
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
func (l *Ledger) Vergelijk(ctx context.Context, g toegang.Grant, d id.Dossier, sinds, tot time.Time,
	verzoek string) (*Verschil, error) {
	if err := (Momenten{BeschikbaarOp: &tot}).controleer(l.Nu()); err != nil {
		return nil, err
	}
	if sinds.After(tot) {
		return nil,
			domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("past-niet",
				"Het eerste moment ligt na het tweede.").Onder("sinds")})
	}
	var toen, straks *domain.Dossier
	feit := toegang.Geraadpleegd{Wat: toegang.WatVerschil, Sinds: &sinds, BeschikbaarOp: &tot}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingRaadplegen, d, verzoek, feit},
		func(r *raadpleging) []uint64 {
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
		ov, err := r.onderdeelVerschil(straks, toen.Onderdelen[o.ID], o)
		if err != nil {
			return nil, err
		}
		if ov != nil {
			v.Onderdelen = append(v.Onderdelen, *ov)
		}
	}
	return v, nil
}

// nodig are the versions to open to tell what changed in an onderdeel: the last that was known and all since. None,
// where nothing was recorded in between.
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

func (r *raadpleging) onderdeelVerschil(straks *domain.Dossier, oud,
	nieuw *domain.Onderdeel) (*OnderdeelVerschil, error) {
	uit := &OnderdeelVerschil{Onderdeel: nieuw.ID, Inhoud: nieuw.Inhoud, Nieuw: oud == nil}
	if w, ok := straks.Onderdelen[nieuw.Verslag]; ok {
		uit.Verslag, uit.Plaats = w.ID, slices.Index(w.Passages, nieuw.ID)+1
	}
	if oud != nil && oud.Stand != nieuw.Stand {
		uit.Velden = append(uit.Velden, r.standVerschil(oud, nieuw))
	}
	if oud != nil && nieuw.Inhoud == domain.InhoudMelding {
		uit.Velden = append(uit.Velden, r.meldingVerschillen(oud, nieuw, straks.Revisie)...)
	}
	if oud != nil && oud.Rubriek != nieuw.Rubriek {
		uit.Velden = append(uit.Velden, r.rubriekVerschil(oud, nieuw))
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
func (r *raadpleging) verschillen(door map[string]VeldVerschil, oud, nieuw map[string]json.RawMessage,
	inhoud domain.Inhoud, revisie uint64) {
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
