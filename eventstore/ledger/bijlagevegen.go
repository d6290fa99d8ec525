package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/bijlage"
)

// wezentijd is how old a file must be before one that no event names is taken for the remnant of an upload that broke
// off.
const wezentijd = 24 * time.Hour

// wisBestanden deletes the files of the bijlagen that a vernietiging destroyed. Their keys are gone already; it may be
// repeated. One that came back from another dossier stands in this one beside what went, and keeps the file.
func (l *Ledger) wisBestanden(ctx context.Context, d *domain.Dossier, v id.Vernietiging) error {
	for _, o := range vernietigdeBijlagen(d, v) {
		if err := l.geenBijlagen(); err != nil {
			return err
		}
		naam := bijlage.Name{Dossier: d.ID, Bestand: o.Bestand.ID}
		if _, err := l.verwijderBestand(ctx, naam, false); err != nil {
			return fmt.Errorf("bijlage %s: %w", naam, err)
		}
	}
	return nil
}

// stopLezers ends the readings under way of what a vernietiging destroyed.
func (l *Ledger) stopLezers(d *domain.Dossier, v id.Vernietiging) {
	for _, o := range vernietigdeBijlagen(d, v) {
		l.bestandsslot.stop(o.ID)
	}
}

// vernietigdeBijlagen are the bijlagen that a vernietiging destroyed.
func vernietigdeBijlagen(d *domain.Dossier, v id.Vernietiging) (uit []*domain.Onderdeel) {
	for _, o := range d.Alle() {
		if o.Bestand != nil && o.Vernietigd != nil && o.Vernietigd.Vernietiging == v {
			uit = append(uit, o)
		}
	}
	return uit
}

// VeegBijlagen deletes files that no event names and that are older than a day, and files of destroyed bijlagen that
// somebody put back. A file that an event names, or is about to name, is never deleted while its bijlage stands. What
// a bucket keeps of uploads that broke off goes too. It returns how many were deleted.
func (l *Ledger) VeegBijlagen(ctx context.Context) (geveegd int, err error) {
	if l.Bijlagen == nil {
		return 0, nil
	}
	if !l.hersteld.Load() {
		return 0, ErrPoortDicht
	}
	var bestanden map[id.Bestand]bool // of the dossier looked at
	var van id.Dossier
	for e, err := range l.Bijlagen.List(ctx) {
		if err != nil {
			return geveegd, err
		}
		oud := l.Nu().Sub(e.At) > wezentijd
		if !e.Known {
			if oud && strings.HasSuffix(e.Key(), ".tmp") {
				geveegd++
				err = l.Bijlagen.Remove(ctx, e)
			}
			if err != nil {
				return geveegd, err
			}
			continue
		}
		if e.Dossier != van {
			if bestanden, err = l.bestanden(ctx, e.Dossier); err != nil {
				return geveegd, err
			}
			van = e.Dossier
		}
		if vernietigd, genoemd := bestanden[e.Bestand]; genoemd && !vernietigd || !genoemd && !oud {
			continue
		}
		ja, err := l.verwijderBestand(ctx, e.Name, oud)
		if err != nil {
			return geveegd, err
		}
		if ja {
			geveegd++
		}
	}
	halve, err := l.Bijlagen.ClearBroken(ctx, l.Nu().Add(-wezentijd))
	return geveegd + halve, err
}

// bestanden are the files that a dossier's events name, and whether their bijlage is destroyed.
func (l *Ledger) bestanden(ctx context.Context, d id.Dossier) (map[id.Bestand]bool, error) {
	s := l.staat(d)
	if err := s.beurt.neem(ctx); err != nil {
		return nil, err
	}
	defer s.beurt.geef()
	if err := l.bijwerken(ctx, s); err != nil {
		return nil, err
	}
	return bestandenVan(s.dossier), nil
}

// bestandenVan are the files that the events of a dossier name, and whether every bijlage with that file is destroyed:
// what goes to another dossier and comes back is another onderdeel, with the same file.
func bestandenVan(d *domain.Dossier) map[id.Bestand]bool {
	uit := map[id.Bestand]bool{}
	for _, o := range d.Onderdelen {
		if o.Bestand != nil {
			weg, al := uit[o.Bestand.ID]
			uit[o.Bestand.ID] = o.Stand == domain.StandVernietigd && (weg || !al)
		}
	}
	return uit
}

// verifieerBestanden reads the file of every bijlage of a dossier: it is there, is what was stored, and opens where
// its key does.
func (l *Ledger) verifieerBestanden(ctx context.Context, v *Verificatie, z *lezing) error {
	if l.Bijlagen == nil {
		return nil
	}
	er := map[id.Bestand]bool{}
	genoemd := bestandenVan(z.nu)
	for e, err := range l.Bijlagen.Of(ctx, z.dossier) {
		if err != nil {
			return err
		}
		er[e.Bestand] = true
		if _, ok := genoemd[e.Bestand]; !ok && e.Known && l.Nu().Sub(e.At) > wezentijd {
			v.vind("bijlage "+e.Key(), "er verwijst geen gebeurtenis naar dit bestand")
		}
	}
	for _, o := range z.nu.Alle() {
		if o.Bestand == nil {
			continue
		}
		naam := bijlage.Name{Dossier: z.dossier, Bestand: o.Bestand.ID}
		waar := fmt.Sprintf("bijlage %s (%s@%d)", naam, DossierStroom(z.dossier), o.Versies[0].Revisie)
		switch {
		case o.Stand == domain.StandVernietigd && (!er[o.Bestand.ID] || !genoemd[o.Bestand.ID]):
		case o.Stand == domain.StandVernietigd:
			if loop := z.nu.Vernietigingen[o.Vernietigd.Vernietiging]; loop != nil &&
				loop.Stand == domain.VernietigingStandUitgevoerd {
				v.vind(waar, "deze bijlage is vernietigd en haar bestand is er (weer); het opent met geen sleutel")
			}
		default:
			if err := l.verifieerBestand(ctx, v, z, o, naam, waar); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Ledger) verifieerBestand(ctx context.Context, v *Verificatie, z *lezing, o *domain.Onderdeel,
	naam bijlage.Name, waar string) error {
	b, err := z.bijlage(l.Kluis.Keys(ctx), o.ID)
	if err != nil {
		return err
	}
	r, err := l.Bijlagen.Get(ctx, naam)
	if errors.Is(err, bijlage.ErrNotFound) {
		v.vind(waar, "het bestand ontbreekt")
		return nil
	}
	if err != nil {
		return err
	}
	err = controleerBestand(r, b, o.Bestand)
	switch sluit := r.Close(); {
	case errors.Is(err, errAnderBestand):
		v.vind(waar, "het bestand is gewijzigd, afgekapt of verlengd")
	case errors.Is(err, errAndereSleutel):
		v.vind(waar, "het bestand is wat het was, en opent niet met de sleutel van deze bijlage")
	case err != nil || sluit != nil:
		return errors.Join(err, sluit)
	default:
		v.Bestanden++
	}
	return nil
}
