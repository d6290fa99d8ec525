package projections

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Afwijking is a place where the read models are not what the log comes to. It holds ids and names of fields, no
// content.
type Afwijking struct {
	Dossier   id.Dossier
	Projectie string
	Plaats    string // such as "onderdeel <id>: stand"
}

func (a *Afwijking) String() string {
	return fmt.Sprintf("dossier %s, %s: %s", a.Dossier, a.Projectie, a.Plaats)
}

// Vergelijk compares the read models of a dossier with a fresh fold of its stream, and gives the first difference, or
// nil. It looks at what is there now: call it when WachtTot has passed the last event of the fold. Errors: those of
// Dossier except ErrUnknown, which is a difference.
func (p *Projections) Vergelijk(ctx context.Context, want *domain.Dossier) (*Afwijking, error) {
	have, err := p.Dossier(ctx, want.ID)
	if errors.Is(err, ErrUnknown) {
		return &Afwijking{want.ID, "dossiers", "ontbreekt"}, nil
	}
	if err != nil {
		return nil, err
	}
	if place := differenceOfFolds(have, want); place != "" {
		return &Afwijking{want.ID, "dossiers", place}, nil
	}
	if place, err := p.differenceOfList(ctx, want); err != nil || place != "" {
		return &Afwijking{want.ID, "dossiers", place}, err
	}
	if place, err := p.differenceOfVernietigingen(ctx, want); err != nil || place != "" {
		return &Afwijking{want.ID, "vernietigingen", place}, err
	}
	if place, err := p.differenceOfVerstrekkingen(ctx, want); err != nil || place != "" {
		return &Afwijking{want.ID, "verstrekkingen", place}, err
	}
	return nil, nil
}

func differenceOfFolds(have, want *domain.Dossier) string {
	if f := differenceOf(have, want); f != "" {
		return f
	}
	return cmp.Or(
		differenceOfParts("betrokkene", have.Betrokkenen, want.Betrokkenen),
		differenceOfParts("onderdeel", have.Onderdelen, want.Onderdelen),
		differenceOfParts("vernietiging", have.Vernietigingen, want.Vernietigingen),
	)
}

func differenceOfParts[T, P any](what string, have, want map[id.ID[T]]P) string {
	for _, k := range slices.SortedFunc(maps.Keys(want), id.ID[T].Vergelijk) {
		h, ok := have[k]
		if !ok {
			return fmt.Sprintf("%s %s: ontbreekt", what, k)
		}
		if f := differenceOf(h, want[k]); f != "" {
			return fmt.Sprintf("%s %s: %s", what, k, f)
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(have), id.ID[T].Vergelijk) {
		if _, ok := want[k]; !ok {
			return fmt.Sprintf("%s %s: hoort er niet", what, k)
		}
	}
	return ""
}

// differenceOf names the first field in which two things differ as JSON, which is how they are stored.
func differenceOf(have, want any) string {
	h, w := fields(have), fields(want)
	names := slices.Sorted(maps.Keys(w))
	for _, n := range slices.Sorted(maps.Keys(h)) {
		if _, ok := w[n]; !ok {
			names = append(names, n)
		}
	}
	for _, n := range names {
		if !bytes.Equal(h[n], w[n]) {
			return n
		}
	}
	return ""
}

func fields(v any) map[string]json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	var f map[string]json.RawMessage
	if err := json.Unmarshal(text, &f); err != nil {
		return nil
	}
	return f
}

// differenceOfList compares what lists show.
func (p *Projections) differenceOfList(ctx context.Context, want *domain.Dossier) (string, error) {
	have, err := p.dossierRegel(ctx, want.ID)
	if err != nil {
		return "", err
	}
	return differenceOf(have, DossierRegel{
		ID: want.ID, Revisie: want.Revisie, Status: Status(statusOf(want)), Fase: want.Fase, GeopendOp: want.GeopendOp,
		GewijzigdOp: want.GewijzigdOp, Betrokkenen: len(want.Betrokkenen), Onderdelen: len(want.Onderdelen),
		Vernietigingen: len(want.Vernietigingen),
	}), nil
}

func (p *Projections) differenceOfVernietigingen(ctx context.Context, want *domain.Dossier) (string, error) {
	have, err := all(func(c Cursor) (Page[Vernietiging], error) {
		return p.Vernietigingen(ctx, VernietigingFilter{Dossier: want.ID}, c, MaxPage)
	})
	if err != nil {
		return "", err
	}
	// What both know of; by whom it was approved the fold does not say.
	type course struct {
		Stand         domain.VernietigingStand
		Omvang        domain.Omvang
		BeslotenOp    int64
		BeslotenDoor  string
		GoedgekeurdOp int64
		UitgevoerdOp  int64
	}
	h, w := map[id.Vernietiging]course{}, map[id.Vernietiging]course{}
	for _, v := range have {
		h[v.ID] = course{v.Stand, v.Omvang, micro(v.BeslotenOp), v.BeslotenDoor, microOf(v.GoedgekeurdOp),
			microOf(v.UitgevoerdOp)}
	}
	for k, l := range want.Vernietigingen {
		w[k] = course{l.Stand, l.Omvang, micro(l.BeslotenOp), l.BeslotenDoor, microOf(l.GoedgekeurdOp),
			microOf(l.UitgevoerdOp)}
	}
	return differenceOfParts("vernietiging", h, w), nil
}

func (p *Projections) differenceOfVerstrekkingen(ctx context.Context, want *domain.Dossier) (string, error) {
	have, err := all(func(c Cursor) (Page[Verstrekking], error) {
		return p.Verstrekkingen(ctx, VerstrekkingFilter{Dossier: want.ID}, c, MaxPage)
	})
	if err != nil {
		return "", err
	}
	type given struct {
		Revisie uint64
		Op      int64
		Stand   domain.Stand
		Stukken map[id.Onderdeel]VerstrektStuk
	}
	h, w := map[id.Onderdeel]given{}, map[id.Onderdeel]given{}
	for _, v := range have {
		g := given{v.Revisie, micro(v.Op), v.Stand, map[id.Onderdeel]VerstrektStuk{}}
		for _, s := range v.Stukken {
			g.Stukken[s.Onderdeel] = s
		}
		h[v.Onderdeel] = g
	}
	for k, o := range want.Onderdelen {
		if o.Inhoud != domain.InhoudVerstrekking {
			continue
		}
		g := given{o.Versies[0].Revisie, micro(o.Versies[0].Op), o.Stand, map[id.Onderdeel]VerstrektStuk{}}
		for _, s := range o.Stukken {
			if n, ok := want.Onderdelen[s.Onderdeel]; ok {
				g.Stukken[s.Onderdeel] = VerstrektStuk{s.Onderdeel, s.Revisie, n.Laatste().Revisie, n.Stand}
			}
		}
		w[k] = g
	}
	return differenceOfParts("verstrekking", h, w), nil
}

// all reads a list to its end.
func all[T any](page func(Cursor) (Page[T], error)) (list []T, err error) {
	for c := Cursor(""); ; {
		got, err := page(c)
		if err != nil {
			return nil, err
		}
		list = append(list, got.Items...)
		if c = got.Next; c == "" {
			return list, nil
		}
	}
}
