package ledger

import (
	"slices"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func (s *streek) corrigeert() bool {
	d := s.een(domain.InhoudGegeven, domain.InhoudPassage)
	if d == nil {
		return false
	}
	t, v := s.tekst(d.in)
	nieuw, over := alsInhoud(d.soort, t), s.enkele(d.in)
	var opdracht domain.Opdracht = domain.Corrigeer{Onderdeel: d.id, Wijze: domain.WijzeVerbeteren, Over: over,
		Correctie: domain.NieuweCorrectie("feitelijk-onjuist", nieuw)}
	if rapid.Bool().Draw(s.r, "herstel") {
		opdracht = domain.HerstelOnderdeel{Onderdeel: d.id, Over: over, Herstel: domain.NieuwHerstel(nieuw)}
	}
	u, ok := s.probeert(medewerker, d.in, opdracht)
	if ok {
		v.sinds = u.Eerste
		d.versies = append(d.versies, v)
		d.over = uniekB(slices.Concat(d.over, over, []id.Betrokkene{v.noemt})...)
	}
	return ok
}

func (s *streek) wijzigtStand() bool {
	d := s.een(domain.InhoudGegeven, domain.InhoudMelding, domain.InhoudPassage)
	if d == nil {
		return false
	}
	wijze, stand := domain.WijzeAfschermen, domain.StandAfgeschermd
	if d.stand == domain.StandAfgeschermd {
		wijze, stand = domain.WijzeVrijgeven, domain.StandGeldig
	}
	_, ok := s.probeert(medewerker, d.in,
		domain.Corrigeer{Onderdeel: d.id, Wijze: wijze, Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)})
	if ok {
		d.stand = stand
	}
	return ok
}

func (s *streek) koppelt() bool {
	d := s.een(domain.InhoudGegeven, domain.InhoudPassage, domain.InhoudVerslag, domain.InhoudBijlage,
		domain.InhoudMelding, domain.InhoudVerstrekking)
	if d == nil || len(d.in.levend(d.over...)) == 0 {
		return false
	}
	wie := een(s.r, d.in.levend(d.over...), "wie erbij")
	_, ok := s.probeert(medewerker, d.in, domain.Koppel{Onderdeel: d.id, Betrokkene: wie})
	if ok {
		d.over = uniekB(append(d.over, wie)...)
	}
	return ok
}

func (s *streek) ontkoppelt() bool {
	d := s.een(domain.InhoudGegeven, domain.InhoudPassage, domain.InhoudVerslag, domain.InhoudBijlage)
	if d == nil || len(d.over) == 0 {
		return false
	}
	b := een(s.r, d.over, "wie eraf")
	_, ok := s.probeert(medewerker, d.in, domain.Ontkoppel{Vernietiging: nieuwV(), Onderdeel: d.id, Betrokkene: b})
	if ok {
		d.laatLos(d.in.zelfde(b))
	}
	return ok
}

func (s *streek) voegtPersonenSamen() bool {
	h := s.kiest()
	if h == nil || len(h.levend()) < 3 {
		return false
	}
	wie := h.levend()
	i := rapid.IntRange(0, len(wie)-1).Draw(s.r, "blijft")
	wie = append(wie[i:], wie[:i]...)
	_, ok := s.probeert(medewerker, h, domain.VoegSamen{ID: nieuwO(), Blijft: wie[0], Vervalt: wie[1],
		Besluit: domain.Besluit{Motivering: schrijft(s.o.t, "Het bleek dezelfde.")}})
	if ok {
		h.mens(wie[1]).is = wie[0]
	}
	return ok
}

func (s *streek) scheidt() bool {
	for _, h := range s.huizen {
		for _, m := range h.mensen {
			if m.is.IsZero() || m.gewist || h.weg {
				continue
			}
			_, ok := s.probeert(medewerker, h, domain.Scheid{ID: nieuwO(), Vervallen: m.id,
				Besluit: domain.Besluit{Motivering: schrijft(s.o.t, "Toch niet.")}})
			if ok {
				m.is = id.Betrokkene{}
			}
			return ok
		}
	}
	return false
}
