package ledger

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

// model is what a dossier must show, worked out without the ledger.
type model struct {
	r *rapid.T
	o *opstelling
	d id.Dossier

	personen   []id.Betrokkene
	gewist     map[id.Betrokkene]bool
	onderdelen []*modelOnderdeel
	momenten   []moment        // after each append
	liggen     []*modelBesluit // waiting for approval
	heel       bool            // the whole dossier was destroyed
	teller     int
}

type moment struct {
	revisie uint64
	op      time.Time
}

type modelOnderdeel struct {
	id      id.Onderdeel
	soort   domain.InhoudSoort
	van     id.Betrokkene // whose identiteit
	versies []*modelVersie
	los     map[id.Betrokkene]uint64 // taken off, at that revision
	stand   domain.Stand
}

// modelVersie is a wording: pieces of text and mentions of persons.
type modelVersie struct {
	inhoud, sinds uint64 // revision of its content, and from which it counts
	stukken       []any  // string, or the person who is mentioned
	vernietigd    bool
}

type modelBesluit struct {
	id          id.Vernietiging
	omvang      domain.Omvang
	uitkomsten  map[id.Onderdeel]domain.Uitkomst
	herschreven map[id.Onderdeel]*modelVersie
}

// leest is what an onderdeel must read as, at a revision.
func (m *model) leest(o *modelOnderdeel, revisie uint64) string {
	var v *modelVersie
	for _, w := range o.versies {
		if w.sinds <= revisie {
			v = w
		}
	}
	switch {
	case v == nil:
		return "<niet in beeld>"
	case m.heel, o.stand == domain.StandVernietigd, v.vernietigd:
		return "<vernietigd>"
	case o.stand != domain.StandGeldig:
		return "<" + string(o.stand) + ">"
	}
	s := ""
	for _, stuk := range v.stukken {
		switch stuk := stuk.(type) {
		case string:
			s += stuk
		case id.Betrokkene:
			if los, ok := o.los[stuk]; m.gewist[stuk] || m.zonderIdentiteit(stuk) || ok && los > v.inhoud {
				s += tekst.TekstVernietigd
			} else {
				s += m.naam(stuk)
			}
		}
	}
	return s
}

// zonderIdentiteit reports whether only who someone is was destroyed.
func (m *model) zonderIdentiteit(b id.Betrokkene) bool {
	return slices.ContainsFunc(m.onderdelen, func(o *modelOnderdeel) bool {
		return o.van == b && o.stand == domain.StandVernietigd
	})
}

func (m *model) naam(b id.Betrokkene) string { return fmt.Sprint("Naam", slices.Index(m.personen, b)) }

// tekst draws a text that mentions some living persons, and whom else it concerns.
func (m *model) tekst(zonder ...id.Betrokkene) (domain.Tekst, []any) {
	m.teller++
	stukken := []any{fmt.Sprintf("tekst%d. ", m.teller)}
	for _, b := range m.levend(zonder...) {
		if rapid.Bool().Draw(m.r, "mention") {
			stukken = append(stukken, b, " doet iets. ")
		}
	}
	var delen []any
	for _, s := range stukken {
		if b, ok := s.(id.Betrokkene); ok {
			delen = append(delen, vermeld{b, m.naam(b)})
		} else {
			delen = append(delen, s)
		}
	}
	return schrijft(m.o.t, delen...), stukken
}

func (m *model) levend(zonder ...id.Betrokkene) (uit []id.Betrokkene) {
	for _, b := range m.personen {
		if !m.gewist[b] && !slices.Contains(zonder, b) {
			uit = append(uit, b)
		}
	}
	return uit
}

// enkele draws some of the living.
func (m *model) enkele(zonder ...id.Betrokkene) (uit []id.Betrokkene) {
	for _, b := range m.levend(zonder...) {
		if rapid.Bool().Draw(m.r, "who") {
			uit = append(uit, b)
		}
	}
	return uit
}

func (m *model) een(wat string) *modelOnderdeel {
	return rapid.SampledFrom(m.onderdelen).Draw(m.r, wat)
}
