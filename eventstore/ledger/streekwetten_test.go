package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/seal"
)

// klopt holds what the ledger shows now against the model.
func (s *streek) klopt() {
	for _, h := range s.huizen {
		if nu := s.gevouwen(h); nu != nil {
			s.toont(h, nu, Momenten{}, ^uint64(0))
		}
	}
	if h := s.kiest(); h != nil && s.kans(5) {
		s.verbergt(h)
	}
}

// alleVouwen is a dossier as folded, all of it.
func alleVouwen(d *domain.Dossier) string {
	ruw, err := json.Marshal([]any{d, d.Betrokkenen, d.Onderdelen, d.Vernietigingen})
	if err != nil {
		panic(err)
	}
	return string(ruw)
}

// gevouwen remembers the fold that the ledger carries forward, at each revision that it came to, and holds it against
// a fresh one. It gives the dossier, or nil where it did not change since.
func (s *streek) gevouwen(h *huis) *domain.Dossier {
	st := s.o.staat(h.d)
	if !st.dossier.Bestaat || len(h.vouwen) > int(st.dossier.Revisie) && h.vouwen[st.dossier.Revisie] != "" {
		return nil
	}
	z := s.leest(h)
	for len(h.vouwen) < len(z.events) {
		h.vouwen = append(h.vouwen, "")
	}
	heeft := alleVouwen(st.dossier)
	if st.dossier.Revisie == z.nu.Revisie && heeft != alleVouwen(z.nu) {
		s.r.Fatal("the fold that is carried forward is not a fresh one")
	}
	h.vouwen[st.dossier.Revisie] = heeft
	return z.nu
}

// toont holds a view of who may see everything against the model.
func (s *streek) toont(h *huis, nu *domain.Dossier, m Momenten, revisie uint64) {
	beeld := s.o.ziet(teamleider, h.d, m)
	var got, want []string
	for _, o := range beeld.Onderdelen {
		if i, ok := o.Inhoud.Value(); ok {
			got = append(got, in(i)...)
		}
	}
	for _, d := range s.delen {
		if d.in != h {
			continue
		}
		n := -1
		for i, v := range d.versies {
			if v.sinds <= revisie {
				n = i
			}
		}
		o := nu.Onderdelen[d.id]
		switch {
		case n < 0:
		case m.BeschikbaarOp != nil && o.Overgebracht != nil && o.Overgebracht.Op.After(*m.BeschikbaarOp):
			las := d.las(d.versies[n], o.Versies[n])
			want = append(want, las...)
			if len(las) > 0 {
				s.gelukt[geval.lasElders]++
			}
		default:
			want = append(want, d.leest(d.versies[n])...)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		for _, o := range beeld.Onderdelen {
			s.r.Logf("%s: %s", o.Onderdeel.Inhoud, beeld.leest(o.Onderdeel.ID))
		}
		s.r.Fatalf("at revision %d there can be read\n%v, and must be\n%v, of which addresses %q",
			revisie, got, want, s.metAdressen(want))
	}
	for _, d := range s.delen {
		if d.in != h || d.bestand == nil || revisie != ^uint64(0) {
			continue
		}
		ruw, err := s.o.haalt(teamleider, h.d, d.id)
		if ziet := len(d.leest(d.laatste())) > 0; ziet != (err == nil) || ziet && !bytes.Equal(ruw, d.bestand) {
			s.r.Fatalf("a file that can be read (%v) gives %v", ziet, err)
		}
	}
}

// in are the words of a streek in content.
func in(i domain.Inhoud) []string {
	ruw, err := json.Marshal(i)
	if err != nil {
		panic(err)
	}
	var alles strings.Builder
	switch k := domain.Kern(i).(type) {
	case *domain.Identiteit:
		alles.WriteString(k.Naam.Achternaam)
	case *domain.Contact:
		if a := k.Adres; a != nil {
			alles.WriteString(a.Straat)
		}
	default:
		for _, t := range i.Teksten() {
			alles.WriteString(t.Lezing().Plat() + " ")
		}
	}
	uit := merken.FindAllString(alles.String(), -1)
	for _, m := range merken.FindAllString(string(ruw), -1) { // also what stands in no text that is shown
		if !slices.Contains(uit, m) {
			uit = append(uit, m)
		}
	}
	return uit
}

// aanHetEind holds everything against the laws: views at any revision, every key, every byte. Of the revisions it
// takes one in five, another one in each course: a view costs a reading of the dossier, and of those to which
// something of it went.
func (s *streek) aanHetEind() {
	beurt := rapid.IntRange(0, 4).Draw(s.r, "revisies")
	for _, h := range s.huizen {
		s.gevouwen(h)
		z := s.leest(h)
		s.verbergt(h)
		vers := domain.NieuwDossier(h.d)
		for i, e := range z.events {
			vers.PasToe(e.Vastlegging)
			if i < len(h.vouwen) && h.vouwen[i] != "" && h.vouwen[i] != alleVouwen(vers) {
				s.r.Fatalf("the fold at revision %d was another then", i)
			}
			einde := i+1 == len(z.events) || z.events[i+1].Meta.VastgelegdOp.After(e.Meta.VastgelegdOp)
			if einde && i%5 == beurt {
				s.toont(h, z.nu, Momenten{BeschikbaarOp: &e.Meta.VastgelegdOp}, uint64(i))
			}
		}
		s.sleutelsKloppen(h, z)
	}
	s.zoekt()
	s.conceptenKloppen()
	s.o.verifieerSchoon()
	goed(s.o.t, s.o.herstart())
	goed(s.o.t, s.o.RondAf(context.Background()))
	for _, h := range s.huizen {
		s.toont(h, s.leest(h).nu, Momenten{}, ^uint64(0))
	}
	s.o.verifieerSchoon()
	s.bestandenKloppen()
}

// sleutelsKloppen opens every event with every key there is, whoever looks.
func (s *streek) sleutelsKloppen(h *huis, z *lezing) {
	sleutels := s.o.sleutels(context.Background())
	allen := func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar }
	for _, d := range s.delen {
		if d.in != h {
			continue
		}
		for _, v := range d.versies {
			i, err := z.inhoud(sleutels, z.events[v.sindsInhoud(z, d)], allen)
			weg := d.weg() || v.weg
			if weg != errors.Is(err, seal.ErrDestroyed) || !weg && err != nil {
				s.r.Fatalf("%s %s, destroyed %v, opens with: %v", d.soort, merk(v.merk), weg, err)
			}
			if err != nil {
				continue
			}
			mag := !v.noemt.IsZero() && !v.los && h.leeft(v.noemt)
			if ziet := slices.Contains(in(i), naam(v.merk)); ziet != mag {
				s.r.Fatalf("how somebody is written in %s %s opens: %v", d.soort, merk(v.merk), ziet)
			}
		}
	}
}

// sindsInhoud is the revision of the event that holds the wording: of a rewriting it is before the approval.
func (v *versie) sindsInhoud(z *lezing, d *deel) uint64 {
	o := z.nu.Onderdelen[d.id]
	for _, w := range o.Versies {
		f, ok := w, w.Soort == domain.SoortOnderdeelHerschreven
		if ok && f.Revisie < v.sinds && z.events[v.sinds].Feit.Soort() == domain.SoortVernietigingGoedgekeurd {
			l := z.nu.Vernietigingen[z.events[v.sinds].Feit.(*domain.VernietigingGoedgekeurd).Vernietiging]
			if l.Herschreven[d.id] == w.Revisie {
				return w.Revisie
			}
		}
	}
	return v.sinds
}

// bestandenKloppen searches every byte on disk for what was erased, and counts the files of bijlagen. A file that came
// for an overbrenging that was broken off goes with the sweep.
func (s *streek) bestandenKloppen() {
	s.o.klok.verder(time.Since(s.o.nu()) + 2*wezentijd) // a file has the world's time
	_, err := s.o.VeegBijlagen(context.Background())
	goed(s.o.t, err)
	if n := gevonden(s.o.t, s.o.map_, s.naalden); len(n) > 0 {
		s.r.Fatalf("remnants: %v", n)
	}
	want := map[string]bool{} // what came to a dossier twice has one file there
	for _, d := range s.delen {
		if d.bestand != nil && !d.weg() {
			want[d.in.d.String()+string(d.bestand)] = true
		}
	}
	if er := s.o.opSchijf(); len(er) != len(want) {
		s.r.Fatalf("%d files of bijlagen are left, of %d that stand", len(er), len(want))
	}
	goed(s.o.t, os.Remove(s.o.pad("index")))
}
