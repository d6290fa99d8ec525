package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// The stored kinds of counting, in the stream organisatie.
const (
	soortTellingGeopend     = domain.Soort("organisatie.telling-geopend")
	soortTellingVastgesteld = domain.Soort("organisatie.telling-vastgesteld")
)

// regelTelling is what counting rests on.
const regelTelling = "Wmo 2015 art. 4.2.12"

const tekstAlGeteld = "Dit halfjaar is al geteld. Noem de reden om het opnieuw te tellen; beide tellingen blijven " +
	"staan."

const tekstTegelijkGeteld = "Er werd tegelijk geteld. Bekijk de telling, of probeer het opnieuw."

// TellingGeopend is the access fact of a count: the tellingen of which meldingen were about to be opened. How many
// is not said, since that may be a small number.
type TellingGeopend struct {
	HalfJaar domain.HalfJaar `json:"halfJaar"`
	Digest   []byte          `json:"digest"` // SHA-256 of the sorted ids of the events
}

// VastgesteldeTelling is a count that was fixed: when, and by which employee.
type VastgesteldeTelling struct {
	domain.Telstaat
	Op   time.Time
	Door string
}

// voegTellingToe fixes a count, unless anything came in the stream since the fact of it.
func (l *Ledger) voegTellingToe(ctx context.Context, g toegang.Grant, verzoek string, s domain.Telstaat,
	na eventstore.Appended) (VastgesteldeTelling, error) {
	e, err := l.feitEvent(l.NieuweID(), soortTellingVastgesteld, g, verzoek, s)
	if err != nil {
		return VastgesteldeTelling{}, err
	}
	_, err = l.herhaald(ctx, stroomOrganisatie, eventstore.Exact(na.Last), e)
	if errors.Is(err, eventstore.ErrConflict) {
		return VastgesteldeTelling{}, domain.Weiger(domain.CodeConflict, tekstTegelijkGeteld)
	}
	if err != nil {
		return VastgesteldeTelling{}, err
	}
	m, err := domain.OntleedMeta(e.Meta)
	return VastgesteldeTelling{Telstaat: s, Op: m.VastgelegdOp, Door: m.Wie}, err
}

// Tellingen shows the counts of a half-year, the first one first. They hold nothing of anybody, so that showing
// them is no access to data of betrokkenen and leaves no fact; being refused does.
func (l *Ledger) Tellingen(ctx context.Context, g toegang.Grant, h domain.HalfJaar,
	verzoek string) ([]VastgesteldeTelling, error) {
	if err := l.magTellen(ctx, g, verzoek); err != nil {
		return nil, err
	}
	uit, _, err := l.leesTellingen(ctx, h)
	if err == nil && len(uit) == 0 {
		err = domain.Weiger(domain.CodeOnbekend, "Dit halfjaar is niet geteld.")
	}
	return uit, weigeringVan(err)
}

// leesTellingen gives the counts of a half-year, and the revision of the last event of the stream.
func (l *Ledger) leesTellingen(ctx context.Context,
	h domain.HalfJaar) (uit []VastgesteldeTelling, kop uint64, err error) {
	for r, err := range l.Store.ReadStream(ctx, stroomOrganisatie, 0) {
		if err != nil {
			return nil, 0, err
		}
		kop = r.Revision
		if domain.Soort(r.Kind) != soortTellingVastgesteld {
			continue
		}
		t, err := ontleedTelling(r)
		if err != nil {
			return nil, 0, err
		}
		if t.HalfJaar == h {
			uit = append(uit, t)
		}
	}
	return uit, kop, nil
}

func isTelling(r eventstore.Record) bool {
	s := domain.Soort(r.Kind)
	return r.Stream == stroomOrganisatie && (s == soortTellingGeopend || s == soortTellingVastgesteld)
}

// controleerTelling reads a stored fact of counting.
func controleerTelling(r eventstore.Record) error {
	if domain.Soort(r.Kind) == soortTellingVastgesteld {
		_, err := ontleedTelling(r)
		return err
	}
	var g TellingGeopend
	if _, err := openTelling(r, &g); err != nil {
		return err
	}
	_, err := domain.ParseHalfJaar(string(g.HalfJaar))
	return err
}

func ontleedTelling(r eventstore.Record) (t VastgesteldeTelling, err error) {
	m, err := openTelling(r, &t.Telstaat)
	if err == nil {
		err = t.Klopt()
	}
	if err != nil {
		return t, fmt.Errorf("%w: %s does not parse", eventstore.ErrBroken, plaats(r))
	}
	t.Op, t.Door = m.VastgelegdOp, m.Wie
	return t, nil
}

func openTelling(r eventstore.Record, open any) (domain.Meta, error) {
	var e domain.Envelop
	if err := json.Unmarshal(r.Data, &e); err != nil {
		return domain.Meta{}, err
	}
	if err := strikt(e.Open, open); err != nil {
		return domain.Meta{}, err
	}
	return domain.OntleedMeta(r.Meta)
}
