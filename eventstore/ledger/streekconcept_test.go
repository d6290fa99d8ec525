package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
)

func (s *streek) begint() bool {
	d := s.een(domain.InhoudGegeven)
	if d == nil {
		return false
	}
	c := &ontwerp{in: d.in, over: s.enkele(d.in)}
	inhoud := halfAf(merk(s.volgend()), c.over...)
	if len(c.over) == 0 {
		c.onderdeel, c.over = d.id, slices.Clone(d.over) // about whom the part is at this moment
		inhoud = `{"wijze":"verbeteren","nieuw":{"gegeven":{"tekst":{"tekst":"` + merk(s.teller) + `"}}}}`
		c.concept = s.o.begintConcept(medewerker, d.in.d, inhoud, d.id)
	} else {
		c.concept = s.o.begintConcept(medewerker, d.in.d, inhoud)
	}
	_, zegel, err := s.o.Concepten.Read(context.Background(), c.concept.ID)
	goed(s.o.t, err)
	c.zegel = zegel[70+76*int(zegel[1]):]
	s.concepten = append(s.concepten, c)
	return true
}

func (s *streek) gooitWeg() bool {
	for _, c := range s.concepten {
		if !c.weg && !c.in.weg {
			grant := s.o.Beslis(medewerker, domain.HandelingVastleggen, c.in.d, "onderzoek")
			_, err := s.o.GooiConceptWeg(context.Background(), grant, c.in.d, c.concept.ID, 1, "", "v-c")
			goed(s.o.t, err)
			s.vergeetConcept(c)
			return true
		}
	}
	return false
}

func (s *streek) vergeetConcept(c *ontwerp) {
	c.weg = true
	s.naalden = append(s.naalden, spelden("draft", c.zegel)...)
}

func (s *streek) conceptenKloppen() {
	eigen := s.o.eigen()
	for _, c := range s.concepten {
		if staat := eigen[c.concept.ID].Stand == ConceptLopend; staat == c.weg {
			s.r.Fatalf("a draft that goes on (%v) does not", !c.weg)
		}
	}
}

// conceptenVan go with the wording that they are of.
func (s *streek) conceptenVan(d *deel) {
	for _, c := range s.concepten {
		if !c.weg && c.in == d.in && c.onderdeel == d.id {
			s.vergeetConcept(c)
		}
	}
}
