package ledger

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// Digest is of a request: what was asked, not who asked. It is sealed with what the request recorded, since a digest
// of a short text tells the text to whoever can guess it.
type Digest [sha256.Size]byte

// meng XORs a share in.
func (d *Digest) meng(deel []byte) { subtle.XORBytes(d[:], d[:], deel) }

// Aanvraag is a request with an Idempotency-Key.
type Aanvraag struct {
	id     uuid.UUID
	digest Digest
}

// aanvraagRuimte is the name space of requests' ids.
var aanvraagRuimte = uuid.MustParse("6ba0d1d6-8a1d-4f3c-9a5f-0d9a4f0f7d11")

// NieuweAanvraag scopes a key to the asker and the route, so that nobody meets another's request by it. verzoek is all
// that makes the request what it is.
func NieuweAanvraag(wie, route string, sleutel uuid.UUID, verzoek ...[]byte) *Aanvraag {
	naam := fmt.Appendf(nil, "%d:%s%d:%s%s", len(wie), wie, len(route), route, sleutel)
	h := sha256.New()
	for _, deel := range verzoek {
		fmt.Fprintf(h, "%d:", len(deel))
		h.Write(deel)
	}
	a := &Aanvraag{id: uuid.NewSHA1(aanvraagRuimte, naam)}
	h.Sum(a.digest[:0])
	return a
}

// MetBestand is the request with the file that came with it, which makes it what it is too: som is of its bytes.
func (a *Aanvraag) MetBestand(som [sha256.Size]byte) *Aanvraag {
	h := sha256.New()
	h.Write(a.digest[:])
	h.Write(som[:])
	uit := &Aanvraag{id: a.id}
	h.Sum(uit.digest[:0])
	return uit
}

// ID is how the request is known in the log.
func (a *Aanvraag) ID() id.Aanvraag { return id.Van[id.Aanvraag](a.id) }

// aanvraagDeel opens an event's share of the digest.
func (z *lezing) aanvraagDeel(sleutels seal.Keys, e bewaard) ([]byte, error) {
	for n := len(e.delen) - 1; n >= 0; n-- {
		p, err := seal.Parse(e.delen[n])
		if err != nil {
			return nil, fmt.Errorf("revision %d part %d: %w", e.Revisie, n, err)
		}
		if p.Name() != deelAanvraag {
			continue
		}
		_, deel, err := z.deel(sleutels, e, n)
		if err == nil && len(deel) != len(Digest{}) {
			err = fmt.Errorf("revision %d part %d: %w", e.Revisie, n, seal.ErrMalformed)
		}
		return deel, err
	}
	return nil, fmt.Errorf("revision %d: no share of the request's digest: %w", e.Revisie, seal.ErrMalformed)
}

// herhaal answers a repeat with the first outcome, if it is the same request.
func (l *Ledger) herhaal(ctx context.Context, o Schrijfopdracht, eerste uint64) (Uitkomst, error) {
	z, err := l.lees(ctx, o.Dossier)
	if err != nil {
		return Uitkomst{}, err
	}
	u := Uitkomst{Dossier: o.Dossier, Eerste: eerste, Herhaald: true}
	var digest Digest
	sleutels := l.sleutels(ctx)
	for _, e := range z.events[eerste:] {
		if e.Meta.Aanvraag.UUID() != o.Aanvraag.id {
			break
		}
		deel, err := z.aanvraagDeel(sleutels, e)
		if errors.Is(err, seal.ErrDestroyed) {
			return Uitkomst{}, domain.Weiger(domain.CodeAanvraagVergaan,
				"Wat met deze Idempotency-Key is vastgelegd, is (deels) vernietigd of naar een ander dossier gegaan. De aanvraag "+
					"is destijds uitgevoerd en wordt niet herhaald.", "ZOB-17.1")
		}
		if err != nil {
			return Uitkomst{}, err
		}
		digest.meng(deel)
		u.Laatste, u.Op = e.Revisie, e.Meta.VastgelegdOp
		u.Feiten = append(u.Feiten, e.Vastlegging)
	}
	if digest != o.Aanvraag.digest {
		return Uitkomst{}, domain.Weiger(domain.CodeAndereAanvraag,
			"Deze Idempotency-Key is al gebruikt voor een andere aanvraag.")
	}
	return u, nil
}

// NieuwDossierID is the id that opening a dossier gives it: the same for a repeat with the same key.
func (l *Ledger) NieuwDossierID(a *Aanvraag) id.Dossier {
	if a == nil {
		return id.Van[id.Dossier](l.NieuweID())
	}
	return id.Van[id.Dossier](uuid.NewSHA1(a.id, []byte("dossier")))
}
