package ledger

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// The blind index. A projection stores tokens, never values: HMACs of normalised values under a key of that projection
// file alone, which dies with the file. Whoever has the file can tell that two persons share a value, and nothing
// else.

// Zoekveld is what can be searched by.
type Zoekveld string

const (
	VeldNaam          Zoekveld = "naam"  // each word of any name
	VeldKlank         Zoekveld = "klank" // how the surname sounds
	VeldGeboortedatum Zoekveld = "geboortedatum"
	VeldBSN           Zoekveld = "bsn"
	VeldAdres         Zoekveld = "adres"
	VeldOntvanger     Zoekveld = "ontvanger" // of a verstrekking
)

// Zoekvelden lists them all.
var Zoekvelden = []Zoekveld{VeldNaam, VeldKlank, VeldGeboortedatum, VeldBSN, VeldAdres, VeldOntvanger}

// TokenSize is the length of a token in bytes.
const TokenSize = 16

// Token is a blinded value of one field.
type Token [TokenSize]byte

// Indexregel is a token to store: of what, of whom, in which onderdeel.
type Indexregel struct {
	Dossier    id.Dossier
	Betrokkene id.Betrokkene // zero for a verstrekking
	Onderdeel  id.Onderdeel
	Veld       Zoekveld
	Token      Token
}

// doorzoekbaar are the kinds whose content is searched by.
var doorzoekbaar = map[domain.Soort]bool{
	domain.SoortBetrokkeneToegevoegd: true, domain.SoortContactVastgelegd: true, domain.SoortCorrectieToegepast: true,
	domain.SoortVerstrekkingGedaan: true,

	domain.SoortOnderdeelHersteld: true,
}

// Index gives the tokens of a stored event under a projection file's key: none, where the event has nothing that is
// searched by or where its content is destroyed. It opens content on nobody's behalf and shows nothing of it.
func (l *Ledger) Index(ctx context.Context, sleutel string, r eventstore.Record) ([]Indexregel, error) {
	d, ok := DossierVan(r.Stream)
	if !ok {
		return nil, nil
	}
	if k := domain.Soort(r.Kind); !doorzoekbaar[k] && k != domain.SoortOnderdeelOvergenomen {
		return nil, nil
	}
	v, e, err := ontleed(r)
	if err != nil {
		return nil, err
	}
	feit := domain.FeitVan(v.Feit)
	if !doorzoekbaar[feit.Soort()] {
		return nil, nil
	}
	z := &lezing{dossier: d, extra: map[seal.Leaf][]seal.ExtraWrap{}}
	if f, ok := v.Feit.(*domain.OnderdeelOvergenomen); ok {
		if err := errors.Join(z.voegWraps(r, e),
			z.haalUit(ctx, l.Store, f.Bron.Dossier, []uint64{f.Bron.Revisie})); err != nil {
			return nil, err
		}
	}
	afgeschermd := func(id.Betrokkene) tekst.Toestand { return tekst.Afgeschermd }
	i, err := z.inhoud(l.sleutels(ctx), bewaard{Vastlegging: v, delen: e.Delen}, afgeschermd)
	if errors.Is(err, seal.ErrDestroyed) {
		// A later event may have wrapped it for somebody in whose interest it is kept.
		if z, err = l.lees(ctx, d); err != nil {
			return nil, err
		}
		i, err = z.inhoud(l.sleutels(ctx), z.events[r.Revision], afgeschermd)
	}
	if errors.Is(err, seal.ErrDestroyed) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Stream, err)
	}
	regel := Indexregel{Dossier: d}
	switch f := feit.(type) {
	case *domain.BetrokkeneToegevoegd:
		regel.Betrokkene, regel.Onderdeel = f.Betrokkene, domain.IdentiteitVan(f.Betrokkene)
	case *domain.ContactVastgelegd:
		regel.Betrokkene, regel.Onderdeel = f.Betrokkene, f.Onderdeel
	case *domain.VerstrekkingGedaan:
		regel.Onderdeel = f.Onderdeel
	case *domain.CorrectieToegepast:
		regel.Onderdeel = f.Onderdeel
		if len(f.Over) == 1 {
			regel.Betrokkene = f.Over[0]
		}
	case *domain.OnderdeelHersteld:
		regel.Onderdeel = f.Onderdeel
		if len(f.Over) == 1 {
			regel.Betrokkene = f.Over[0]
		}
	}
	if f, ok := v.Feit.(*domain.OnderdeelOvergenomen); ok {
		regel.Onderdeel = f.Onderdeel
	}
	k, err := l.Kluis.IndexKey(ctx, sleutel)
	if err != nil {
		return nil, err
	}
	defer k.Wipe()
	var uit []Indexregel
	for _, w := range zoekwaarden(domain.Kern(i)) {
		regel.Veld, regel.Token = w.veld, token(&k, w)
		uit = append(uit, regel)
	}
	return uit, nil
}

// MaakIndex makes the key of a new projection file, durable when it returns, and gives its check value as ProefIndex
// does.
func (l *Ledger) MaakIndex(ctx context.Context, sleutel string) ([]byte, error) {
	if err := l.Kluis.MakeIndexKey(ctx, sleutel); err != nil {
		return nil, err
	}
	return l.ProefIndex(ctx, sleutel)
}

// ProefIndex gives a value by which a projection file knows its key again: nil where the vault has no such key,
// because it was destroyed or because the vault is a copy from before it was made. It makes no key.
func (l *Ledger) ProefIndex(ctx context.Context, sleutel string) ([]byte, error) {
	k, err := l.Kluis.IndexKey(ctx, sleutel)
	if errors.Is(err, vault.ErrNoIndexKey) || errors.Is(err, seal.ErrDestroyed) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer k.Wipe()
	m := hmac.New(sha256.New, k[:])
	m.Write([]byte("dossierboek/index/proef/v1")) // no token's input begins so
	return m.Sum(nil), nil
}

// VergeetIndex destroys the key of a projection file.
func (l *Ledger) VergeetIndex(ctx context.Context, sleutel string) error {
	return l.Kluis.DestroyIndexKey(ctx, sleutel)
}

type zoekwaarde struct {
	veld   Zoekveld
	waarde string
}

// zoekwaarden are the normalised values that content can be found by.
func zoekwaarden(i domain.Inhoud) []zoekwaarde {
	var uit []zoekwaarde
	voeg := func(v Zoekveld, waarden ...string) {
		for _, w := range waarden {
			if w != "" {
				uit = append(uit, zoekwaarde{v, w})
			}
		}
	}
	switch i := i.(type) {
	case *domain.Identiteit:
		n := i.Naam
		voeg(VeldNaam, woorden(n.Voornamen, n.Roepnaam, n.Tussenvoegsel, n.Achternaam)...)
		voeg(VeldKlank, waarde.Klanken(i.Naam.Achternaam)...)
		voeg(VeldGeboortedatum, i.Geboortedatum.Zoekvormen()...)
		voeg(VeldGeboortedatum, nietMeer(i.Geboortedatum.Waarde()))
		voeg(VeldBSN, i.BSN.Waarde())
	case *domain.Contact:
		if i.Adres != nil {
			voeg(VeldAdres, i.Adres.Zoekvorm())
		}
	case *domain.Verstrekking:
		voeg(VeldOntvanger, waarde.Zoeknaam(i.Ontvanger))
	}
	return uit
}

// nietMeer is the form of a birth date of which no more than this is known. Without it a search for a whole date would
// find everyone born in that year, or miss those of whom only the year is known.
func nietMeer(datum string) string {
	if datum == "" {
		return ""
	}
	return "=" + datum
}

// woorden are the words of a name as they are searched by, each once.
func woorden(delen ...string) []string {
	uit := strings.Fields(waarde.Zoeknaam(strings.Join(delen, " ")))
	slices.Sort(uit)
	return slices.Compact(uit)
}

func token(k *seal.Key, w zoekwaarde) (t Token) {
	m := hmac.New(sha256.New, k[:])
	fmt.Fprintf(m, "dossierboek/index/v1 %s\x00%s", w.veld, w.waarde)
	copy(t[:], m.Sum(nil))
	return t
}
