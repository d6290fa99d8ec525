package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/seal"
)

// Conceptopdracht is a save of a draft that somebody asks for.
type Conceptopdracht struct {
	Grant   toegang.Grant // to record
	Dossier id.Dossier
	Inhoud  []byte // JSON; it need not be finished
	Verzoek string

	// Of a new draft.
	Waarvan   string       // the operation that would record it
	Onderdeel id.Onderdeel // of which it is to correct the text; zero: of none
	Aanvraag  *Aanvraag    // nil without an Idempotency-Key

	// Of one that stands.
	Concept  id.Concept
	Verwacht uint64 // the version that the asker saw
}

// BewaarConcept saves a draft, durable when it returns. It records nothing in the log: a save is no access to
// anything, and the file says whose draft it is, and nobody else saves over it.
//
// It refuses with CodeConceptVersie where another version stands than the asker saw; what stands stays, and what was
// sent is the asker's to keep. A repeat of a save whose answer was lost is answered as the save was.
func (l *Ledger) BewaarConcept(ctx context.Context, o Conceptopdracht) (Concept, error) {
	c, err := l.bewaarConcept(ctx, o)
	return c, weigeringVan(err)
}

func (l *Ledger) bewaarConcept(ctx context.Context, o Conceptopdracht) (uit Concept, err error) {
	if !o.Grant.Voor(domain.HandelingVastleggen, o.Dossier) {
		return uit, l.weiger(ctx, o.Grant, o.Dossier, o.Verzoek)
	}
	if l.Concepten == nil {
		return uit, errGeenConcepten
	}
	if len(o.Inhoud) > MaxConcept {
		return uit, domain.Weiger(domain.CodeTeGroot, "Dit concept is te groot. Splits het, of leg vast wat al af is.")
	}
	if !json.Valid(o.Inhoud) {
		fout := waarde.NieuweFout("json", "De inhoud is geen geldige JSON.")
		return uit, domain.OngeldigeInvoer(waarde.Fouten{fout.Onder("inhoud")})
	}
	bestaat := true
	err = l.metStaat(ctx, o.Dossier, func(s *staat) error {
		if bestaat = s.dossier.Bestaat; !bestaat {
			return nil
		}
		if err := s.dossier.Weg(); err != nil { // while it is going, what was begun is still saved
			return err
		}
		c, gedaan, err := l.volgendConcept(ctx, s, o)
		if err != nil {
			return err
		}
		if !gedaan {
			if c, err = l.schrijfConcept(ctx, s, c, o.Inhoud); err != nil {
				return err
			}
		}
		uit = l.zoals(s, c)
		return nil
	})
	if err == nil && !bestaat {
		err = l.bestaatNiet(ctx, o.Grant, o.Dossier, o.Verzoek)
	}
	return uit, err
}

// volgendConcept is the draft as the save is to leave it; or, of a repeat, as it was left (gedaan).
func (l *Ledger) volgendConcept(ctx context.Context, s *staat,
	o Conceptopdracht) (c concept.Concept, gedaan bool, err error) {
	a := o.Grant.Vraag().Actor
	nieuw := concept.Concept{
		ID: o.Concept, Dossier: o.Dossier, Onderdeel: o.Onderdeel, Eigenaar: a.Wie, Waarvan: o.Waarvan,
		Begonnen: l.Nu().UTC().Truncate(time.Microsecond), Versie: 1,
	}
	if o.Concept.IsZero() {
		nieuw.ID = l.nieuwConceptID(o.Aanvraag)
	}
	if _, ok := s.aanvragen[aanvraagVanConcept(nieuw.ID)]; ok {
		return c, false, domain.Weiger(domain.CodeStand, tekstConceptVastgelegd)
	}
	was, err := l.Concepten.Get(ctx, nieuw.ID)
	switch {
	case errors.Is(err, concept.ErrUnknown) && o.Concept.IsZero():
		return nieuw, false, magBeginnen(s.dossier, nieuw)
	case errors.Is(err, concept.ErrUnknown), err == nil && was.Dossier != o.Dossier:
		return c, false, domain.Weiger(domain.CodeOnbekend, tekstGeenConcept)
	case err != nil:
		return c, false, err
	case was.Eigenaar != a.Wie:
		w := domain.Weiger(domain.CodeGeenToegang, "Dit concept is van een ander. Begin een eigen concept.", "ZOB-7.1b")
		if err := l.feitVanWeigering(ctx, o.Grant, o.Dossier, w, o.Verzoek); err != nil {
			return c, false, err
		}
		return c, false, w
	case was.Weggegooid != nil:
		return c, false, domain.Weiger(domain.CodeVernietigd, tekstWeggegooid(was.Weggegooid))
	case was.Vernietigd != nil || ondergang(s.dossier, was) != nil:
		return c, false, domain.Weiger(domain.CodeVernietigd, tekstConceptWeg, "ZOB-17.1")
	case was.Versie == o.Verwacht:
		c = was
		c.Versie++
		return c, false, l.geenVlek(ctx, o, l.zoals(s, was))
	case was.Versie == o.Verwacht+1:
		zelfde, err := l.zelfdeInhoud(ctx, was, o.Inhoud)
		if err != nil || zelfde {
			return was, zelfde, err
		}
	}
	return c, false, domain.Weiger(domain.CodeConceptVersie, tekstConceptVersie)
}

// magBeginnen refuses a draft of a correction of what is not there, or is leaving.
func magBeginnen(d *domain.Dossier, c concept.Concept) error {
	gaat := slices.ContainsFunc(d.Overbrengingen, func(l domain.OverbrengingLoop) bool {
		return !l.Klaar && l.Neemt(c.Onderdeel)
	})
	if gaat {
		return domain.Weiger(domain.CodeStand, "Dit wordt nu overgebracht naar een ander dossier. Schrijf daar verder.",
			"ZOB-6.1")
	}
	if c.Onderdeel.IsZero() {
		return nil
	}
	o, ok := d.Onderdelen[c.Onderdeel]
	if ok && o.Overgebracht != nil {
		return domain.Weiger(domain.CodeOvergebracht,
			"Dit onderdeel is overgebracht naar een ander dossier. Schrijf daar verder.", "ZOB-6.1")
	}
	if !ok {
		return domain.Weiger(domain.CodeOnbekend, "Dit onderdeel staat niet in het dossier.")
	}
	if ondergang(d, c) != nil {
		return domain.Weiger(domain.CodeVernietigd, "Dit onderdeel is vernietigd.", "ZOB-17.1")
	}
	return nil
}

// nieuwConceptID is the id of a new draft: the same for a repeat with the same key.
func (l *Ledger) nieuwConceptID(a *Aanvraag) id.Concept {
	if a == nil {
		return id.Van[id.Concept](l.NieuweID())
	}
	return id.Van[id.Concept](uuid.NewSHA1(a.id, []byte("concept")))
}

// schrijfConcept seals a save to the dossier and to all whom it concerns now, and stores it.
func (l *Ledger) schrijfConcept(ctx context.Context, s *staat, c concept.Concept,
	inhoud []byte) (_ concept.Concept, err error) {
	if c.Over, err = overConcept(s.dossier, c.Onderdeel, inhoud); err != nil {
		return c, err
	}
	c.Bewaard = l.Nu().UTC().Truncate(time.Microsecond)
	houders := []id.Houder{s.dossier.Houder()}
	for _, b := range c.Over {
		houders = append(houders, id.HouderVan(b))
	}
	zegel, err := seal.SealDraft(l.Rand, plaatsVan(c), inhoud, houders, l.sleutels(ctx))
	if errors.Is(err, seal.ErrInvalid) { // more persons than a draft can have
		return c, errors.Join(domain.Weiger(domain.CodeTeGroot, "Dit concept noemt te veel personen."), err)
	}
	if err != nil {
		return c, err
	}
	return c, l.storing.doe(stapConcept, func() error { return l.Concepten.Save(ctx, c, zegel) })
}

// plaatsVan is what a draft is sealed to.
func plaatsVan(c concept.Concept) seal.Draft {
	return seal.Draft{Concept: c.ID, Dossier: c.Dossier, Onderdeel: c.Onderdeel, Owner: c.Eigenaar, Kind: c.Waarvan,
		Version: c.Versie}
}

// zelfdeInhoud reports whether a draft says the same already.
func (l *Ledger) zelfdeInhoud(ctx context.Context, c concept.Concept, inhoud []byte) (bool, error) {
	nu, zegel, err := l.Concepten.Read(ctx, c.ID)
	if err != nil || nu.Versie != c.Versie {
		return false, err
	}
	p, err := seal.ParseDraft(zegel)
	if err != nil {
		return false, err
	}
	ruw, err := p.Open(plaatsVan(nu), l.sleutels(ctx))
	defer clear(ruw)
	return bytes.Equal(ruw, inhoud), err
}

// overConcept are the persons whom a draft concerns: all of the dossier whose id stands in it, wherever that is (over,
// mentions, names of fields), and those of the onderdeel of which it is to correct the text. Naming one who was erased
// is refused: what the text says of them must not come back.
func overConcept(d *domain.Dossier, onderdeel id.Onderdeel, inhoud []byte) ([]id.Betrokkene, error) {
	gezien := map[id.Betrokkene]bool{}
	if o, ok := d.Onderdelen[onderdeel]; ok {
		for _, b := range o.Over {
			gezien[b] = true
		}
	}
	err := woordenIn(inhoud, func(s string) {
		var b id.Betrokkene
		if len(s) == 36 && b.UnmarshalText([]byte(s)) == nil {
			gezien[b] = true
		}
	})
	if err != nil {
		return nil, err
	}
	var uit []id.Betrokkene
	for b := range gezien {
		p, ok := d.Betrokkenen[b]
		if !ok {
			continue
		}
		if p.Vernietigd != nil {
			return nil, domain.Weiger(domain.CodeVernietigd,
				"Dit concept noemt iemand wiens gegevens zijn vernietigd. Haal die persoon er eerst uit.", "ZOB-17.1")
		}
		uit = append(uit, b)
	}
	return uit, nil
}

// woordenIn gives every text in JSON, names of fields too.
func woordenIn(ruw []byte, zie func(string)) error {
	d := json.NewDecoder(bytes.NewReader(ruw))
	d.UseNumber()
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errors.New("ledger: a draft is no JSON")
		}
		if s, ok := t.(string); ok {
			zie(s)
		}
	}
}
