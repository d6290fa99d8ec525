package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// feit stores an access fact, durable when it returns. Facts go at the end of their stream, wherever that is: readers
// of one dossier do not wait for each other.
func (l *Ledger) feit(ctx context.Context, stroom string, soort domain.Soort, g toegang.Grant, verzoek string,
	open any) error {
	e, err := l.feitEvent(l.NieuweID(), soort, g, verzoek, open)
	if err != nil {
		return err
	}
	return l.voegFeitToe(ctx, stroom, e)
}

func (l *Ledger) feitEvent(gebeurtenis uuid.UUID, soort domain.Soort, g toegang.Grant, verzoek string, open any,
	delen ...[]byte) (eventstore.Event, error) {
	ruw, err := json.Marshal(open)
	if err != nil {
		return eventstore.Event{}, errors.New("ledger: access fact does not encode")
	}
	data, err := domain.CodeerEnvelop(domain.Envelop{Schema: 1, Open: ruw, Delen: delen})
	if err != nil {
		return eventstore.Event{}, errors.New("ledger: access fact does not encode")
	}
	m, err := json.Marshal(meta(g, verzoek, l.Nu().UTC().Truncate(time.Microsecond)))
	if err != nil {
		return eventstore.Event{}, errors.New("ledger: metadata does not encode")
	}
	return eventstore.Event{ID: gebeurtenis, Kind: string(soort), Data: data, Meta: m}, nil
}

// voegFeitToe appends one fact.
func (l *Ledger) voegFeitToe(ctx context.Context, stroom string, e eventstore.Event) error {
	_, err := l.herhaald(ctx, stroom, eventstore.Any(), e)
	return err
}

// weiger records a refusal of access and gives it.
func (l *Ledger) weiger(ctx context.Context, g toegang.Grant, d id.Dossier, verzoek string) error {
	w := g.Weigering()
	if w == nil { // allowed, but something else than this
		w = domain.Weiger(domain.CodeGeenToegang, "Deze toegang is voor iets anders gegeven.", "ZOB-7.1b")
	}
	if err := l.feitVanWeigering(ctx, g, d, w, verzoek); err != nil {
		return err // not even a refusal is told before it is stored
	}
	return w
}

func (l *Ledger) feitVanWeigering(ctx context.Context, g toegang.Grant, d id.Dossier, w *domain.Weigering,
	verzoek string) error {
	feit := toegang.Geweigerd{Handeling: g.Vraag().Handeling, Code: w.Code}
	if !d.IsZero() {
		// A stream per made-up id would let anyone fill the store with them.
		_, ok, err := l.Store.Head(ctx, DossierStroom(d))
		if err != nil {
			return err
		}
		if ok {
			return l.feit(ctx, ToegangStroom(d), toegang.SoortGeweigerd, g, verzoek, feit)
		}
	}
	return l.feitInMaand(ctx, toegang.SoortGeweigerd, g, verzoek, feit)
}

// onbekend records that somebody asked for a dossier that does not exist.
func (l *Ledger) onbekend(ctx context.Context, g toegang.Grant, d id.Dossier, verzoek string) error {
	return l.feitInMaand(ctx, toegang.SoortOnbekend, g, verzoek,
		toegang.Onbekend{Handeling: g.Vraag().Handeling, Dossier: d})
}

// feitInMaand stores an access fact of no dossier, in the stream of the month's searches. Those are sealed at an exact
// revision, so all facts there take turns: one that barged in would make a search seal again.
func (l *Ledger) feitInMaand(ctx context.Context, soort domain.Soort, g toegang.Grant, verzoek string,
	open any) error {
	if err := l.zoekSlot.neem(ctx); err != nil {
		return err
	}
	defer l.zoekSlot.geef()
	return l.feit(ctx, zoekStroom(l.Nu()), soort, g, verzoek, open)
}

// digestVan is a digest of the events whose content is shown.
func digestVan(getoond []bewaard) []byte {
	ids := make([]id.Gebeurtenis, len(getoond))
	for i, e := range getoond {
		ids[i] = e.ID
	}
	slices.SortFunc(ids, id.Gebeurtenis.Vergelijk)
	h := sha256.New()
	for _, g := range slices.Compact(ids) {
		u := g.UUID()
		h.Write(u[:])
	}
	return h.Sum(nil)
}

// zoekFeit stores a search, with what was asked and whom it showed sealed under the month's own key. The part needs
// its exact revision, so searches of one month take turns.
func (l *Ledger) zoekFeit(ctx context.Context, g toegang.Grant, verzoek string, wat toegang.Gevonden) error {
	if err := l.zoekSlot.neem(ctx); err != nil {
		return err
	}
	defer l.zoekSlot.geef()
	stroom := zoekStroom(l.Nu())
	houder := zoekHouder(stroom)
	if err := l.maandSleutel(ctx, stroom, houder); err != nil {
		return err
	}
	ruw, err := json.Marshal(wat)
	if err != nil {
		return errors.New("ledger: search does not encode")
	}
	for range maxBeslissingen {
		kop, bestaat, err := l.Store.Head(ctx, stroom)
		if err != nil {
			return err
		}
		verwacht, revisie := eventstore.NoStream(), uint64(0)
		if bestaat {
			verwacht, revisie = eventstore.Exact(kop), kop+1
		}
		e, err := l.verzegelZoek(ctx, stroom, houder, revisie, g, verzoek, len(wat.Treffers), ruw)
		if err != nil {
			return err
		}
		if _, err := l.herhaald(ctx, stroom, verwacht, e); !errors.Is(err, eventstore.ErrConflict) {
			return err
		}
	}
	return domain.Weiger(domain.CodeConflict, "Er wordt nu te veel tegelijk gezocht. Probeer het opnieuw.")
}

func (l *Ledger) verzegelZoek(ctx context.Context, stroom string, h id.Houder, revisie uint64, g toegang.Grant,
	verzoek string, aantal int, ruw []byte) (eventstore.Event, error) {
	blad, err := seal.LeafOf(revisie, 0)
	if err != nil {
		return eventstore.Event{}, err
	}
	gebeurtenis := l.NieuweID()
	deel, err := seal.Seal(nil, l.Rand, zoekBinding(stroom, gebeurtenis), seal.ZolangEen, ruw, []id.Houder{h}, blad,
		l.sleutels(ctx))
	if err != nil {
		return eventstore.Event{}, err
	}
	return l.feitEvent(gebeurtenis, toegang.SoortGezocht, g, verzoek, toegang.Gezocht{Aantal: aantal}, deel)
}

// zoekBinding is the place that what a search showed is sealed to.
func zoekBinding(stroom string, gebeurtenis uuid.UUID) seal.Binding {
	return seal.Binding{Stream: stroom, Event: gebeurtenis, Part: 0, Name: deelInhoud, Kind: string(toegang.SoortGezocht),
		Schema: 1}
}
