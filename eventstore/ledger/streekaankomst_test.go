package ledger

import (
	"slices"

	"dossierboek/domain"
)

// gegaan puts what went in the model of the other dossier, under the ids that it got there.
func (s *streek) gegaan(r *reis) {
	if s.afgebroken(r) {
		return
	}
	z := s.leest(r.naar)
	for _, p := range r.b.Personen {
		if r.naar.mens(p.Daar) == nil {
			r.naar.mensen = append(r.naar.mensen, &mens{id: p.Daar})
		}
	}
	for _, d := range slices.Clone(s.delen) {
		if !r.neemt(d) && !r.metPersoon(d) {
			continue
		}
		n := s.komtAan(r, z, d)
		if d.soort == domain.InhoudIdentiteit {
			if wie, _ := r.hier(d.over[0]); r.naar.mens(wie).identiteit == nil {
				r.naar.mens(wie).identiteit = n
			}
		}
		if r.neemt(d) && !r.blijft(d) {
			d.stand = domain.StandOvergebracht
		}
	}
	r.van.weg = r.van.weg || r.b.Geheel
}

// afgebroken reports that the other dossier could not take it over: everything stays.
func (s *streek) afgebroken(r *reis) bool {
	for _, e := range s.leest(r.van).events {
		if f, ok := e.Feit.(*domain.OverbrengingVoltooid); ok && f.Overbrenging == r.b.Overbrenging {
			return f.Afgebroken
		}
	}
	return false
}

func (s *streek) komtAan(r *reis, z *lezing, d *deel) *deel {
	n := &deel{in: r.naar, soort: d.soort, stand: d.stand, bestand: d.bestand, verslag: d.verslag, kwam: true}
	for _, b := range d.over {
		if daar, ok := r.hier(b); ok && r.naar.leeft(daar) {
			n.over = uniekB(append(n.over, daar)...)
		}
	}
	var hier *domain.Onderdeel
	for _, o := range z.nu.Onderdelen {
		if u := o.Overgenomen; u != nil && u.Overbrenging == r.b.Overbrenging && u.Onderdeel == d.id {
			hier = o
		}
	}
	if hier == nil {
		s.r.Fatalf("%s %s did not arrive: named %v", d.soort, merk(d.laatste().merk), r.neemt(d))
	}
	n.id = hier.ID
	for _, v := range d.versies {
		v.daar = nil // it may have been shared before
		if v.weg {
			continue
		}
		w := *v
		if len(n.versies) >= len(hier.Versies) {
			s.r.Fatalf("a %s arrived in %d wordings", d.soort, len(hier.Versies))
		}
		w.sinds = hier.Versies[len(n.versies)].Revisie
		if daar, ok := r.hier(v.noemt); ok {
			w.noemt = daar
		} else {
			w.los = true
		}
		if !v.van.IsZero() {
			daar, ok := r.hier(v.van)
			if w.van = daar; !ok {
				w.adres = 0 // sealed to somebody who is nobody there
			} else {
				s.gelukt[geval.adresMee]++
			}
		}
		if w.bron == nil {
			w.bron, w.toen = r.van, v.herleidbaar
		}
		w.herleidbaar, w.dicht = nil, false
		for i, b := range v.herleidbaar {
			daar, ok := r.hier(b)
			if !ok && r.naar == w.bron { // it came back to where it was recorded, and says there who it was
				daar, ok = w.toen[i], true
			}
			w.herleidbaar, w.dicht = append(w.herleidbaar, daar), w.dicht || !ok
		}
		v.daar = &w
		n.versies = append(n.versies, &w)
	}
	d.naar = n
	s.delen = append(s.delen, n)
	return n
}
