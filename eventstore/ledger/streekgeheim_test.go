package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// verstrekt lets no address go that is geheim unless somebody who may see it says so.
func (s *streek) verstrekt() bool {
	d := s.een()
	if d == nil {
		return false
	}
	t, v := s.tekst(d.in)
	opdracht := domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{d.id}, Verstrekking: domain.Verstrekking{
		Ontvanger: "Raad voor de Kinderbescherming", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: t}}
	heeft := d.heeftGeheim(s)
	u, ok := s.probeert(medewerker, d.in, opdracht)
	if ok && heeft {
		s.r.Fatalf("a %s with an address that is geheim is disclosed unasked", d.soort)
	}
	if !ok && heeft {
		if _, ok := s.probeert(teamleider, d.in, opdracht); ok {
			s.r.Fatalf("a %s with an address that is geheim is disclosed unconfirmed", d.soort)
		}
		opdracht.BevestigdGeheim = opdracht.Onderdelen
		u, ok = s.probeert(teamleider, d.in, opdracht)
	}
	if ok {
		v.sinds = u.Eerste
		over := slices.Clone(d.over)
		z := s.leest(d.in)
		for _, st := range z.nu.Onderdelen[opdracht.ID].Stukken[1:] { // passages that went along
			over = append(over, z.nu.Onderdelen[st.Onderdeel].Over...)
		}
		s.begintDeel(d.in, domain.InhoudVerstrekking, opdracht.ID, v, over...)
	}
	return ok
}

func (d *deel) heeftGeheim(s *streek) bool {
	v := d.laatste()
	return v.adres > 0 && s.geheim[v.adres] && len(d.leest(v)) > 0 && slices.Contains(d.leest(v), adres(v.adres))
}

// verbergt holds every output of a role that may not see what is geheim against law 3.
func (s *streek) verbergt(h *huis) {
	ctx := context.Background()
	grant := s.o.Beslis(medewerker, domain.HandelingRaadplegen, h.d, "onderzoek")
	z := s.leest(h)
	var inhouden []domain.Private[domain.Inhoud]
	toen := z.events[len(z.events)/2].Meta.VastgelegdOp
	for _, m := range []Momenten{{}, {BeschikbaarOp: &toen}} {
		for _, o := range s.o.ziet(medewerker, h.d, m).Onderdelen {
			inhouden = append(inhouden, o.Inhoud)
		}
		for _, lees := range []func(context.Context, toegang.Grant, id.Dossier, Momenten, string) ([]Moment, error){
			s.o.Tijdlijn, s.o.Uitvoer,
		} {
			ms, err := lees(ctx, grant, h.d, m, "v")
			goed(s.o.t, err)
			for _, m := range ms {
				inhouden = append(inhouden, m.Inhoud)
			}
		}
	}
	for _, p := range inhouden {
		if i, ok := p.Value(); ok {
			s.zonderGeheim(h, "content", in(i)...)
		}
	}
	for _, tot := range []time.Time{toen, s.o.nu()} {
		verschil, err := s.o.Vergelijk(ctx, grant, h.d, time.Time{}.Add(1), tot, "v")
		goed(s.o.t, err)
		for _, o := range verschil.Onderdelen {
			for _, v := range o.Velden {
				for _, p := range []domain.Private[json.RawMessage]{v.Oud, v.Nieuw} {
					if ruw, ok := p.Value(); ok {
						s.zonderGeheim(h, "a difference", merken.FindAllString(string(ruw), -1)...)
					}
				}
			}
		}
	}
	var alle strings.Builder
	for n := range s.geheim {
		fmt.Fprintf(&alle, "Zij woont op %s 7. ", adres(n))
	}
	v, err := s.o.StelVermeldingenVoor(ctx, grant, h.d, alle.String(), nil, nil, "v")
	goed(s.o.t, err)
	if len(v) > 0 {
		s.r.Fatal("a proposal to a medewerker says that an address is somebody's")
	}
}

func (s *streek) zonderGeheim(h *huis, waar string, woorden ...string) {
	for _, w := range woorden {
		var n int
		if _, err := fmt.Sscanf(w, "geheimweg%dx", &n); err == nil && s.geheim[n] {
			s.r.Fatalf("%s of dossier %d shows a medewerker %s, which stands in %q",
				waar, slices.Index(s.huizen, h), w, s.metAdres(n))
		}
	}
}

// metAdressen says of each address among some words where it stands.
func (s *streek) metAdressen(woorden []string) (uit []string) {
	for _, w := range woorden {
		var n int
		if _, err := fmt.Sscanf(w, "geheimweg%dx", &n); err == nil {
			uit = append(uit, s.metAdres(n)...)
		}
	}
	return uit
}

// metAdres says where an address stands.
func (s *streek) metAdres(n int) (uit []string) {
	for _, d := range s.delen {
		for i, v := range d.versies {
			if v.adres == n {
				uit = append(uit, fmt.Sprintf("%s of dossier %d (wording %d of %d, marked %v, %s)",
					d.soort, slices.Index(s.huizen, d.in), i+1, len(d.versies), !v.van.IsZero(), d.stand))
			}
		}
	}
	return uit
}

// zoekt searches by every address that is geheim, and every name.
func (s *streek) zoekt() {
	x := &index{pad: s.o.pad("index")}
	x.vul(s.o.t, s.o)
	for _, d := range s.delen {
		if d.soort != domain.InhoudContact {
			continue
		}
		n := d.laatste().adres
		vraag := Zoekvraag{Adres: contactAdres(n)}
		for _, actor := range []toegang.Actor{medewerker, teamleider} {
			grant := s.o.Beslis(actor, domain.HandelingZoeken, id.Dossier{}, "onderzoek")
			gevonden, _, err := s.o.Zoek(context.Background(), grant, vraag, x.vinder(), "v")
			goed(s.o.t, err)
			if actor.Wie == medewerker.Wie && len(gevonden) > 0 {
				s.r.Fatal("a medewerker finds somebody by an address that is geheim")
			}
			er := slices.ContainsFunc(gevonden, func(g Gevonden) bool { return g.Dossier == d.in.d })
			if actor.Wie == teamleider.Wie && er != slices.ContainsFunc(s.delen, func(a *deel) bool {
				return a.in == d.in && a.soort == d.soort && a.laatste().adres == n && !a.weg()
			}) {
				s.r.Fatalf("a teamleider finds somebody by an address: %v", er)
			}
		}
	}
}
