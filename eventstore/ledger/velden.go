package ledger

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"dossierboek/domain"
)

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

// standVerschil says who shielded, removed, released or destroyed an onderdeel, or took it to another dossier.
func (r *raadpleging) standVerschil(oud, nieuw *domain.Onderdeel) VeldVerschil {
	v := VeldVerschil{Veld: "stand", Oud: woord(oud.Getoond()), Nieuw: woord(nieuw.Getoond())}
	for _, e := range r.z.events {
		switch f := e.Feit.(type) {
		case *domain.CorrectieToegepast:
			if f.Onderdeel == nieuw.ID && e.Meta.VastgelegdOp.Equal(nieuw.StandSinds) {
				v.Door = e.Vastlegging
			}
		case *domain.PassageGemarkeerd:
			if f.Onderdeel == nieuw.ID && e.Meta.VastgelegdOp.Equal(nieuw.StandSinds) {
				v.Door = e.Vastlegging
			}
		case *domain.VernietigingGoedgekeurd:
			if nieuw.Vernietigd != nil && f.Vernietiging == nieuw.Vernietigd.Vernietiging {
				v.Door = e.Vastlegging
			}
		case *domain.OverbrengingVoltooid:
			if nieuw.Vernietigd != nil && f.Vernietiging == nieuw.Vernietigd.Vernietiging {
				v.Door = e.Vastlegging
			}
		}
	}
	return v
}

// rubriekVerschil says who put a gegeven in another rubriek.
func (r *raadpleging) rubriekVerschil(oud, nieuw *domain.Onderdeel) VeldVerschil {
	v := VeldVerschil{Veld: "rubriek", Oud: woord(oud.Rubriek), Nieuw: woord(nieuw.Rubriek)}
	for _, e := range r.z.events {
		if f, ok := e.Feit.(*domain.GegevenIngedeeld); ok && f.Onderdeel == nieuw.ID && f.Rubriek == nieuw.Rubriek {
			v.Door = e.Vastlegging
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
	voeg("toewijzingen", toewijzingen(oud), toewijzingen(nieuw), domain.SoortToewijzingBegonnen,
		domain.SoortToewijzingOvergedragen, domain.SoortToewijzingBeeindigd)
	voeg("samenvoegingen", samenvoegingen(oud), samenvoegingen(nieuw), domain.SoortBetrokkenenSamengevoegd,
		domain.SoortBetrokkenenGescheiden)
	voeg("status", status(oud), status(nieuw), domain.SoortDossierGesloten, domain.SoortDossierHeropend,
		domain.SoortDossierGeopend)
	return uit
}

// toewijzingen says who has a dossier, on one line.
func toewijzingen(d *domain.Dossier) string {
	var uit []string
	for _, t := range d.Toewijzingen {
		uit = append(uit, string(t.Rol)+" "+string(t.Medewerker)+string(t.Team))
	}
	return strings.Join(uit, ", ")
}

// samenvoegingen says which betrokkenen are which, on one line.
func samenvoegingen(d *domain.Dossier) string {
	var uit []string
	for _, p := range d.Betrokkenen {
		if !p.Is.IsZero() {
			uit = append(uit, p.ID.String()+" is "+p.Is.String())
		}
	}
	slices.Sort(uit)
	return strings.Join(uit, ", ")
}

func woord[S ~string](s S) domain.Private[json.RawMessage] {
	if s == "" {
		return misschien(nil, false)
	}
	return domain.Besloten(json.RawMessage(strconv.Quote(string(s))))
}
