package api

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// overdrachtschrijver writes a dossier as the lines of an import. It reads each line back as whoever receives it will, and
// holds it against the rules in a fold of what came before: what has no line that would be taken in stays behind and is counted,
// since one such line would keep the whole file out.
type overdrachtschrijver struct {
	o          *ledger.Overdracht
	bestand    *Bestand        // as the recipient reads it
	daar       *domain.Dossier // what the lines come to
	nu         domain.Feiten
	uit        *bufio.Writer
	verwijzing map[id.Onderdeel]string // how a line names an onderdeel of an earlier one
	er         map[id.Betrokkene]bool  // who stands in an earlier line
	nn         map[id.Betrokkene]bool  // of whom the recipient is not told who they are
	passages   map[id.Onderdeel]*ledger.OverdrachtStuk
	geheim     map[id.Onderdeel]bool // contact data that are geheim and go
	slot       bericht.Slot
	onzegbaar  []id.Onderdeel // what has no line that would be taken in
}

var overdrachtlezer = sync.OnceValue(NieuweInlezer)

var errOverdracht = errors.New("api: an overdracht does not begin")

func nieuweOverdrachtschrijver(o *ledger.Overdracht, nu domain.Feiten) (*overdrachtschrijver, error) {
	kop, err := overdrachtkop(o)
	if err != nil {
		return nil, err
	}
	b, fouten := overdrachtlezer().LeesKop(kop)
	if len(fouten) > 0 {
		return nil, errOverdracht
	}
	s := &overdrachtschrijver{
		o: o, bestand: b, daar: domain.NieuwDossier(b.dossier(o.Dossier.ID.String())), nu: nu,
		verwijzing: map[id.Onderdeel]string{}, er: map[id.Betrokkene]bool{}, nn: map[id.Betrokkene]bool{},
		passages: map[id.Onderdeel]*ledger.OverdrachtStuk{}, geheim: map[id.Onderdeel]bool{},
	}
	s.slot.Achtergebleven = map[domain.InhoudSoort]int{}
	for k, n := range o.Achtergebleven {
		s.slot.Achtergebleven[k] = n
	}
	for i := range o.Stukken {
		stuk := &o.Stukken[i]
		s.geheim[stuk.Onderdeel.ID] = stuk.Geheim
		switch stuk.Onderdeel.Inhoud {
		case domain.InhoudIdentiteit:
			s.nn[stuk.Onderdeel.Over[0]] = stuk.NN
		case domain.InhoudPassage:
			s.passages[stuk.Onderdeel.ID] = stuk
		case domain.InhoudOpening:
			s.slot.Grond = stuk.Inhoud.(*domain.Opening).Grond
		}
	}
	return s, nil
}

// overdrachtkop is the first line. The source is the ledger, so that its ids stay what they are in every file that it makes.
func overdrachtkop(o *ledger.Overdracht) ([]byte, error) {
	bron := "dossierboek-" + o.Ledger.Ledger.String()
	return json.Marshal(bericht.Bestandskop{Formaat: 1, Bron: bron, Herkomst: domain.HerkomstOverdracht, VerstrektOp: &o.Op})
}

// schrijf writes the file: its head, the dossier with whom it began with, the rest, and what closes it.
func (s *overdrachtschrijver) schrijf(ctx context.Context, w io.Writer) error {
	s.uit = bufio.NewWriter(w)
	kop, err := overdrachtkop(s.o)
	if err != nil {
		return err
	}
	if err := s.zet(kop); err != nil {
		return err
	}
	eersten, rest := s.opening()
	if len(eersten.Betrokkenen) == 0 {
		return nil // which the decision refuses
	}
	if ok, err := s.regel(s.o.Dossier.ID.String(), "dossier", s.o.GeopendOp, s.o.GeopendDoor, eersten, nil); err != nil || !ok {
		return errors.Join(errOverdracht, err)
	}
	for i := range rest {
		if err := s.stuk(ctx, &rest[i]); err != nil {
			return err
		}
	}
	ruw, err := json.Marshal(bericht.Bestandsslot{Slot: s.slot})
	if err == nil {
		err = s.zet(ruw)
	}
	return errors.Join(err, s.uit.Flush())
}

func (s *overdrachtschrijver) zet(regel []byte) error {
	if _, err := s.uit.Write(regel); err != nil {
		return err
	}
	return s.uit.WriteByte('\n')
}

// opening is the line that opens the dossier, and what is left for the others. Whoever came with the opening stands in it; a
// dossier has at least one person. Its ground is the recipient's own: it works in it because it took it over, whatever was the
// ground before.
func (s *overdrachtschrijver) opening() (*bericht.NieuwDossier, []ledger.OverdrachtStuk) {
	b := &bericht.NieuwDossier{Grond: domain.GrondOvername, Organisatie: s.o.Ledger.Naam}
	var rest []ledger.OverdrachtStuk
	for i := range s.o.Stukken {
		stuk := &s.o.Stukken[i]
		switch n, wie := stuk.Inhoud.(*domain.Identiteit); {
		case stuk.Onderdeel.Inhoud == domain.InhoudOpening:
			s.verwijzing[stuk.Onderdeel.ID] = s.o.Dossier.ID.String()
		case wie && (stuk.Op.Equal(s.o.GeopendOp) || len(b.Betrokkenen) == 0):
			p := stuk.Onderdeel.Over[0]
			s.erbij(stuk)
			b.Betrokkenen = append(b.Betrokkenen, bericht.NieuweBetrokkeneVerwijzing{
				Verwijzing: p.String(), NieuweBetrokkene: bericht.NieuweBetrokkene{Identiteit: *kernUit(n).Identiteit}})
		default:
			rest = append(rest, *stuk)
		}
	}
	return b, rest
}

// erbij lets later lines name a person.
func (s *overdrachtschrijver) erbij(stuk *ledger.OverdrachtStuk) {
	p := stuk.Onderdeel.Over[0]
	s.er[p] = true
	s.verwijzing[stuk.Onderdeel.ID] = "persoon:" + p.String()
}

// stuk writes the line of one onderdeel, or counts it among what stayed behind.
func (s *overdrachtschrijver) stuk(ctx context.Context, stuk *ledger.OverdrachtStuk) error {
	if stuk.Onderdeel.Inhoud == domain.InhoudPassage {
		return nil // in the line of its verslag
	}
	welk := stuk.Onderdeel.ID.String()
	voor := s.slot.Gemaskeerd
	soort, inhoud, na := s.bericht(stuk)
	ok := false
	if inhoud != nil {
		var err error
		if ok, err = s.regel(welk, soort, stuk.Op, stuk.Wie, inhoud, bestandVan(stuk)); err != nil {
			return err
		}
	}
	if !ok {
		s.slot.Gemaskeerd = voor
		s.slot.Achtergebleven[stuk.Onderdeel.Inhoud]++
		s.onzegbaar = append(s.onzegbaar, stuk.Onderdeel.ID)
		for _, p := range stuk.Onderdeel.Passages {
			if s.passages[p] != nil {
				s.slot.Achtergebleven[domain.InhoudPassage]++
			}
		}
		return nil
	}
	s.verwijzing[stuk.Onderdeel.ID] = welk
	if na != nil {
		na()
	}
	if stuk.Bestand != nil {
		return s.bestandErachter(ctx, stuk.Bestand)
	}
	return nil
}

// regel writes a line; ok is false where whoever receives it would refuse it. Behind that of a bijlage comes bestand.
func (s *overdrachtschrijver) regel(welk, soort string, op time.Time, wie string, inhoud any, bestand *domain.Bestandsinhoud) (ok bool, err error) {
	ruw, err := json.Marshal(inhoud)
	if err != nil {
		return false, errors.New("api: a line does not encode")
	}
	if !bronID.MatchString(wie) {
		wie = "onbekend"
	}
	ruw, err = json.Marshal(bericht.Bestandsregel{
		ID: welk, Dossier: s.o.Dossier.ID.String(), Soort: soort, VastgelegdOp: op.UTC(), Medewerker: wie, Inhoud: ruw,
	})
	if err != nil {
		return false, errors.New("api: a line does not encode")
	}
	r, fouten := s.bestand.Regel(ruw, s.nu)
	if len(fouten) > 0 || r.Opdracht == nil {
		return false, nil
	}
	if bestand != nil {
		r = r.MetBestand(bestand.Mediatype, bestand.Omvang)
	}
	f := s.nu.Toen(r.Herkomst)
	f.ZietGeheim = true
	ontwerpen, err := r.Opdracht.Beslis(s.daar, f)
	if err != nil {
		return false, nil // a refusal: deciding knows no other error
	}
	s.vouw(ontwerpen, r.Herkomst)
	s.slot.Regels++
	return true, s.zet(ruw)
}

// vouw takes up what a line comes to.
func (s *overdrachtschrijver) vouw(ontwerpen []domain.Ontwerp, h domain.Herkomst) {
	var revisie uint64
	if s.daar.Bestaat {
		revisie = s.daar.Revisie + 1
	}
	for i, o := range ontwerpen {
		s.daar.PasToe(domain.Vastlegging{
			Revisie: revisie + uint64(i), Schema: domain.SchemaVan(o.Feit.Soort()), Feit: o.Feit,
			Meta: domain.Meta{Herkomst: &h, VastgelegdOp: s.nu.Nu.Add(time.Duration(revisie) * time.Microsecond)},
		})
	}
}
