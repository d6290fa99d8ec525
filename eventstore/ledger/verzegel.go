package ledger

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// The names of sealed parts. A part's number is its place in the event; its name says what it is, and is bound.
const (
	deelInhoud     = "inhoud"     // content, for all whom it concerns
	deelVermelding = "vermelding" // how one person is written in its texts, for that person alone
	deelAanvraag   = "aanvraag"   // a share of the digest of the keyed request
)

// verzegel gives the stored form of the events decided on, and what they fold as.
func (z zegelaar) verzegel(ontwerpen []domain.Ontwerp) ([]eventstore.Event, []domain.Vastlegging, error) {
	z.kladblok = kladblokken.Get().(*kladblok)
	defer kladblokken.Put(z.kladblok)
	meta, err := json.Marshal(z.meta)
	if err != nil {
		return nil, nil, fmt.Errorf("ledger: metadata does not encode")
	}
	aanvraag, err := z.aanvraagDelen(len(ontwerpen))
	if err != nil {
		return nil, nil, err
	}
	events := make([]eventstore.Event, len(ontwerpen))
	feiten := make([]domain.Vastlegging, len(ontwerpen))
	for i, o := range ontwerpen {
		v := domain.Vastlegging{
			ID:      id.Van[id.Gebeurtenis](z.l.NieuweID()),
			Revisie: z.eerste + uint64(i),
			Schema:  domain.SchemaVan(o.Feit.Soort()),
			Meta:    z.meta,
			Feit:    o.Feit,
		}
		data, err := z.data(v, o, aanvraag[i])
		if errors.Is(err, seal.ErrInvalid) { // more parts, holders or bytes than an event can have
			return nil, nil, errors.Join(domain.Weiger(domain.CodeTeGroot, tekstTeGroot), err)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("ledger: sealing %s: %w", o.Feit.Soort(), err)
		}
		feiten[i] = v
		events[i] = eventstore.Event{ID: v.ID.UUID(), Kind: string(o.Feit.Soort()), Data: data, Meta: meta}
	}
	return events, feiten, nil
}

// aanvraagDelen splits the digest of a keyed request over the events of its append, as shares whose XOR it is: it is
// gone as soon as anything that the request recorded is gone.
func (z zegelaar) aanvraagDelen(n int) ([][]byte, error) {
	delen := make([][]byte, n)
	if z.digest == nil {
		return delen, nil
	}
	rest := slices.Clone(z.digest[:])
	for i := range n - 1 {
		delen[i] = make([]byte, len(rest))
		if _, err := io.ReadFull(z.l.Rand, delen[i]); err != nil {
			return nil, fmt.Errorf("ledger: no randomness: %w", err)
		}
		subtle.XORBytes(rest, rest, delen[i])
	}
	delen[n-1] = rest
	return delen, nil
}

// data is the stored envelope of one event.
func (z zegelaar) data(v domain.Vastlegging, o domain.Ontwerp, aanvraag []byte) ([]byte, error) {
	open, err := json.Marshal(v.Feit)
	if err != nil {
		return nil, fmt.Errorf("open part does not encode")
	}
	e := domain.Envelop{Schema: v.Schema, Open: open}
	z.delen = z.delen[:0]
	houders := []id.Houder{z.dossier.Houder()}
	if i, ok := o.Inhoud.Value(); ok {
		houders = z.dossier.Houders(o)
		z.ruw, err = domain.Codeer(z.ruw[:0], i)
		if err != nil {
			return nil, err
		}
		if err := z.deel(&e, v, deelInhoud, seal.ZolangEen, z.ruw, houders...); err != nil {
			return nil, err
		}
		if err := z.vermeldingen(&e, v, i); err != nil {
			return nil, err
		}
	}
	if aanvraag != nil {
		if err := z.deel(&e, v, deelAanvraag, seal.ZolangAllen, aanvraag, houders...); err != nil {
			return nil, err
		}
	}
	switch f := v.Feit.(type) {
	case *domain.BetrokkeneGekoppeld:
		err = z.koppel(&e, v, f)
	case *domain.OnderdeelOvergenomen:
		err = z.neemOver(&e, v, f)
	}
	if err != nil {
		return nil, err
	}
	return domain.CodeerEnvelop(e)
}

// vermeldingen seals to each person alone how that person is written: for each text, by its place among the texts.
func (z zegelaar) vermeldingen(e *domain.Envelop, v domain.Vastlegging, i domain.Inhoud) error {
	var per map[id.Betrokkene]map[int]tekst.Vermelding
	for n, t := range i.Teksten() {
		for wie, vermelding := range t.Vermeldingen() {
			if per == nil {
				per = map[id.Betrokkene]map[int]tekst.Vermelding{}
			}
			if per[wie] == nil {
				per[wie] = map[int]tekst.Vermelding{}
			}
			per[wie][n] = vermelding
		}
	}
	if per == nil { // nearly always
		return nil
	}
	for _, wie := range slices.SortedFunc(maps.Keys(per), id.Betrokkene.Vergelijk) {
		ruw, err := json.Marshal(per[wie])
		if err != nil {
			return fmt.Errorf("mentions do not encode")
		}
		if err := z.deel(e, v, deelVermelding, seal.ZolangEen, ruw, id.HouderVan(wie)); err != nil {
			return err
		}
	}
	return nil
}

// deel seals one part and puts it in the envelope.
func (z zegelaar) deel(e *domain.Envelop, v domain.Vastlegging, naam string, p seal.Policy, ruw []byte,
	houders ...id.Houder) error {
	defer clear(ruw)
	blad, err := seal.LeafOf(v.Revisie, len(e.Delen))
	if err != nil {
		return err
	}
	begin := len(z.delen)
	z.delen, err = seal.Seal(z.delen, z.l.Rand, binding(z.dossier.ID, v, blad.Part, naam), p, ruw, houders, blad,
		z.sleutels)
	if err != nil {
		return err
	}
	e.Delen = append(e.Delen, z.delen[begin:])
	return nil
}

// koppel wraps each content of an onderdeel that still opens for one more person. What no longer opens cannot be
// given, and need not be.
func (z zegelaar) koppel(e *domain.Envelop, v domain.Vastlegging, k *domain.BetrokkeneGekoppeld) error {
	o, ok := z.dossier.Onderdelen[k.Onderdeel]
	if !ok {
		return fmt.Errorf("the onderdeel is not in the dossier")
	}
	for _, revisie := range o.Revisies() {
		blad, err := seal.LeafOf(v.Revisie, len(e.Delen)+len(e.Koppelingen))
		if err != nil {
			return err
		}
		wrap, ok, err := z.lezing.koppel(z, revisie, id.HouderVan(k.Betrokkene), blad)
		if err != nil {
			return err
		}
		if ok {
			e.Koppelingen = append(e.Koppelingen, domain.KoppelingZegels{Revisie: revisie, Zegel: wrap.Bytes()})
		}
	}
	return nil
}

// binding is the place that a part is sealed to.
func binding(d id.Dossier, v domain.Vastlegging, nummer uint8, naam string) seal.Binding {
	return seal.Binding{Stream: DossierStroom(d), Event: v.ID.UUID(), Part: nummer, Name: naam,
		Kind: string(v.Feit.Soort()), Schema: v.Schema}
}
