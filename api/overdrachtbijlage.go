package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"slices"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// bestandVan is what is known of the file of a bijlage; nil for anything else.
func bestandVan(s *ledger.OverdrachtStuk) *domain.Bestandsinhoud {
	if b, ok := s.Inhoud.(*domain.Bijlage); ok {
		return &b.Bestand
	}
	return nil
}

// bijlage is the message of a bijlage; nil where somebody's consent to it cannot go along, because who that was was
// erased.
func (s *overdrachtschrijver) bijlage(o *domain.Onderdeel, i *domain.Bijlage) *bericht.NieuweBijlage {
	b := &bericht.NieuweBijlage{Over: s.over(o.Over), Bijlage: *bijlageUit(i)}
	b.Naam, b.Bron, b.Bestand = s.tekst(i.Naam), s.bron(i.Bron, ""), nil
	if b.Opname == nil {
		return b
	}
	for n := range b.Opname.Toestemming {
		t := &b.Opname.Toestemming[n]
		wie := []id.Betrokkene{t.Voor}
		if t.Door != nil {
			wie = append(wie, *t.Door)
		}
		if slices.ContainsFunc(wie, func(b id.Betrokkene) bool { return s.wie(b) == "" }) {
			return nil
		}
		t.Voor = s.o.Dossier.Wie(t.Voor)
		if t.Door != nil {
			t.Door = new(s.o.Dossier.Wie(*t.Door))
		}
	}
	return b
}

// bestandErachter writes the bytes of a bijlage behind its line, as they are read.
func (s *overdrachtschrijver) bestandErachter(ctx context.Context, b *ledger.Bijlagelezing) error {
	w := &bijlageregels{s: s, hash: sha256.New()}
	if err := b.Schrijf(ctx, w); err != nil {
		return err
	}
	if err := w.zet(); err != nil {
		return err
	}
	som := &bericht.Bestandssom{Omvang: w.n, SHA256: hex.EncodeToString(w.hash.Sum(nil))}
	return s.zetRegel(bericht.Bijlageregel{Bestand: som})
}

// bijlagestuk is how many bytes one line brings: in base64 it is shorter than a line may be.
const bijlagestuk = 512 << 10

// bijlageregels writes bytes as lines, each as long as it may be.
type bijlageregels struct {
	s    *overdrachtschrijver
	vak  []byte
	n    int64
	hash hash.Hash
}

func (w *bijlageregels) Write(p []byte) (int, error) {
	w.n += int64(len(p))
	w.hash.Write(p) // never fails
	for rest := p; len(rest) > 0; {
		n := min(len(rest), bijlagestuk-len(w.vak))
		w.vak, rest = append(w.vak, rest[:n]...), rest[n:]
		if len(w.vak) == bijlagestuk {
			if err := w.zet(); err != nil {
				return len(p) - len(rest), err
			}
		}
	}
	return len(p), nil
}

func (w *bijlageregels) zet() error {
	if len(w.vak) == 0 {
		return nil
	}
	err := w.s.zetRegel(bericht.Bijlageregel{Stuk: w.vak})
	w.vak = w.vak[:0]
	return err
}

func (s *overdrachtschrijver) zetRegel(b bericht.Bijlageregel) error {
	ruw, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return s.zet(ruw)
}
