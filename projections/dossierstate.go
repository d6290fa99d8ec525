package projections

import (
	"database/sql/driver"
	"encoding/json"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// dossierState is the fold of one dossier while it is followed. It may lack parts that no event has needed yet, so
// that an event of a dossier that is not in memory costs the few rows it touches and not the whole dossier.
type dossierState struct {
	d      *domain.Dossier
	nr     int64  // of its row; 0 before it has one
	whole  bool   // no part is missing
	counts [3]int // of all its parts, in memory or not: betrokkenen, onderdelen, vernietigingen
	weight int    // as counted in the cache
	dirty  bool
}

func (s *dossierState) next() uint64 {
	if !s.d.Bestaat {
		return 0
	}
	return s.d.Revisie + 1
}

func (s *dossierState) sizes() [3]int {
	return [3]int{len(s.d.Betrokkenen), len(s.d.Onderdelen), len(s.d.Vernietigingen)}
}

// loadState reads a dossier's header. One that has none is new, and whole.
func loadState(w *writer, d id.Dossier) (*dossierState, error) {
	s := &dossierState{d: domain.NieuwDossier(d)}
	row, err := w.row("SELECT nr, kop, betrokkenen, onderdelen, vernietigingen FROM dossier WHERE id = ?", blob(d))
	if err != nil {
		return nil, err
	}
	if row == nil {
		s.whole = true
		return s, nil
	}
	s.nr = row[0].(int64)
	for i := range s.counts {
		s.counts[i] = int(row[2+i].(int64))
	}
	if err := json.Unmarshal([]byte(row[1].(string)), s.d); err != nil {
		return nil, errDecode
	}
	return s, nil
}

// prepare reads the parts that an event's fold may look at or replace. A kind that is not listed gets all of them:
// slower, and right.
func (s *dossierState) prepare(w *writer, f domain.Feit) error {
	if s.whole {
		return nil
	}
	var onderdelen []id.Onderdeel
	switch f := f.(type) {
	case *domain.BetrokkeneToegevoegd:
		if err := s.need(w, partBetrokkene, blob(f.Betrokkene)); err != nil {
			return err
		}
		onderdelen = []id.Onderdeel{domain.IdentiteitVan(f.Betrokkene)}
	case *domain.ContactVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.RelatieVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.MeldingOntvangen:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.GegevenVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.VerslagVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.VerslagAangevuld:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.PassageVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.CorrectieToegepast:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.OnderdeelHersteld:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.VerklaringToegevoegd:
		onderdelen = append([]id.Onderdeel{f.Onderdeel}, f.Betwist...)
	case *domain.VerstrekkingGedaan:
		onderdelen = []id.Onderdeel{f.Onderdeel}
		for _, t := range f.Stukken {
			onderdelen = append(onderdelen, t.Onderdeel)
		}
	case *domain.ToewijzingBegonnen, *domain.ToewijzingBeeindigd: // in the header
	case *domain.ToewijzingOvergedragen:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.InformatieGevraagd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.InformatieBeantwoord:
		onderdelen = []id.Onderdeel{f.Onderdeel, f.Verzoek}
	case *domain.MeldingGekwalificeerd:
		onderdelen = []id.Onderdeel{f.Onderdeel, f.Melding}
	case *domain.FaseGewijzigd:
		onderdelen = append([]id.Onderdeel{f.Onderdeel, f.Melding}, s.d.Lopend...)
	case *domain.DossierGesloten:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.DossierHeropend:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.BeperkingIngesteld:
		onderdelen = append([]id.Onderdeel{f.Onderdeel}, f.Gehouden...)
	case *domain.BeperkingOpgeheven:
		onderdelen = append([]id.Onderdeel{f.Onderdeel}, f.Gehouden...)
	case *domain.BetrokkeneGekoppeld:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.GegevenIngedeeld:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.AccorderingVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel, f.Stuk.Onderdeel}
	case *domain.WederhoorVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.MededelingVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.TellingVastgelegd:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.OnderdeelOvergenomen:
		if err := s.prepare(w, domain.FeitVan(f)); err != nil {
			return err
		}
		onderdelen = append([]id.Onderdeel{f.Onderdeel}, s.d.Lopend...) // which of these came from there shows in each
	case *domain.OverbrengingBesloten:
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.BetrokkenenSamengevoegd:
		if err := s.needBoth(w, f.Blijft, f.Vervalt); err != nil {
			return err
		}
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.BetrokkenenGescheiden:
		if err := s.needBoth(w, f.Blijft, f.Vervallen); err != nil {
			return err
		}
		onderdelen = []id.Onderdeel{f.Onderdeel}
	case *domain.PuntGeopend:
		onderdelen = []id.Onderdeel{f.Bij}
	case *domain.PuntAfgedaan:
		onderdelen = []id.Onderdeel{f.Bij}
	default:
		return s.needAll(w)
	}
	for _, o := range onderdelen {
		if err := s.need(w, partOnderdeel, blob(o)); err != nil {
			return err
		}
	}
	return nil
}

// needBoth reads two persons.
func (s *dossierState) needBoth(w *writer, a, b id.Betrokkene) error {
	if err := s.need(w, partBetrokkene, blob(a)); err != nil {
		return err
	}
	return s.need(w, partBetrokkene, blob(b))
}

// need reads one part, if there is one that is not in memory.
func (s *dossierState) need(w *writer, soort int64, part []byte) error {
	if s.has(soort, part) {
		return nil
	}
	row, err := w.row("SELECT deel FROM dossier_deel WHERE dossier = ? AND soort = ? AND id = ?", s.nr, soort, part)
	if err != nil || row == nil {
		return err
	}
	return addPart(s.d, soort, [16]byte(part), []byte(row[0].(string)))
}

func (s *dossierState) needAll(w *writer) error {
	err := w.query("SELECT soort, id, deel FROM dossier_deel WHERE dossier = ?", func(row []driver.Value) (bool, error) {
		soort, part := row[0].(int64), row[1].([]byte)
		if s.has(soort, part) { // and newer than the row
			return true, nil
		}
		return true, addPart(s.d, soort, [16]byte(part), []byte(row[2].(string)))
	}, s.nr)
	s.whole = err == nil
	return err
}

func (s *dossierState) has(soort int64, part []byte) (ok bool) {
	u := [16]byte(part)
	switch soort {
	case partBetrokkene:
		_, ok = s.d.Betrokkenen[betrokkeneOf(u)]
	case partOnderdeel:
		_, ok = s.d.Onderdelen[onderdeelOf(u)]
	case partVernietiging:
		_, ok = s.d.Vernietigingen[vernietigingOf(u)]
	}
	return ok
}

// addPart decodes a stored part into a fold.
func addPart(d *domain.Dossier, soort int64, u [16]byte, text []byte) error {
	var err error
	switch soort {
	case partBetrokkene:
		b := &domain.Betrokkene{}
		err = json.Unmarshal(text, b)
		d.Betrokkenen[betrokkeneOf(u)] = b
	case partOnderdeel:
		o := &domain.Onderdeel{}
		err = json.Unmarshal(text, o)
		d.Onderdelen[onderdeelOf(u)] = o
	case partVernietiging:
		l := &domain.VernietigingLoop{}
		err = json.Unmarshal(text, l)
		d.Vernietigingen[vernietigingOf(u)] = l
	default:
		return errDecode
	}
	if err != nil {
		return errDecode
	}
	return nil
}
