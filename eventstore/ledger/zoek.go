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
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// The blind index. A projection stores tokens, never values: HMACs of normalised values under a key of that projection
// file alone, which dies with the file. Whoever has the file can tell that two persons share a value, and nothing else.

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

// Index gives the tokens of a stored event under a projection file's key: none, where the event has nothing that is
// searched by or where its content is destroyed. It opens content on nobody's behalf and shows nothing of it.
func (l *Ledger) Index(ctx context.Context, sleutel string, r eventstore.Record) ([]Indexregel, error) {
	d, ok := DossierVan(r.Stream)
	if !ok {
		return nil, nil
	}
	switch domain.Soort(r.Kind) {
	case domain.SoortBetrokkeneToegevoegd, domain.SoortContactVastgelegd, domain.SoortCorrectieToegepast, domain.SoortVerstrekkingGedaan:
	default:
		return nil, nil
	}
	v, e, err := ontleed(r)
	if err != nil {
		return nil, err
	}
	z := &lezing{dossier: d}
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
	switch f := v.Feit.(type) {
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

// Zoekvraag is whom or what somebody searches; what is zero is not searched by.
type Zoekvraag struct {
	Naam          string // any words of the name, all of which must match
	Klank         string // a surname, by how it sounds
	Geboortedatum waarde.GedeeltelijkeDatum
	BSN           waarde.BSN
	Adres         *waarde.Adres
	Ontvanger     string
}

// Zoekterm is one condition: the field holds one of the tokens.
type Zoekterm struct {
	Veld   Zoekveld
	Tokens []Token
}

// termen blinds a question. All terms must hold.
func (l *Ledger) termen(ctx context.Context, sleutel string, v Zoekvraag) ([]Zoekterm, error) {
	k, err := l.Kluis.IndexKey(ctx, sleutel)
	if err != nil {
		return nil, err
	}
	defer k.Wipe()
	var uit []Zoekterm
	term := func(veld Zoekveld, waarden ...string) {
		t := Zoekterm{Veld: veld}
		for _, w := range waarden {
			if w != "" {
				t.Tokens = append(t.Tokens, token(&k, zoekwaarde{veld, w}))
			}
		}
		if len(t.Tokens) > 0 {
			uit = append(uit, t)
		}
	}
	for _, woord := range woorden(v.Naam) {
		term(VeldNaam, woord)
	}
	term(VeldKlank, waarde.Klanken(v.Klank)...)
	if !v.Geboortedatum.IsZero() {
		vormen := v.Geboortedatum.Zoekvormen()
		for i, minder := range vormen[:len(vormen)-1] { // less may have been known when it was recorded
			vormen[i] = nietMeer(minder)
		}
		term(VeldGeboortedatum, vormen...)
	}
	term(VeldBSN, v.BSN.Waarde())
	if v.Adres != nil {
		term(VeldAdres, v.Adres.Zoekvorm())
	}
	term(VeldOntvanger, waarde.Zoeknaam(v.Ontvanger))
	return uit, nil
}

// Gevonden is what was found, as far as the searcher may see it: the identiteit of a person, or a verstrekking.
type Gevonden struct {
	toegang.Treffer
	Inhoud domain.Private[domain.Inhoud]
}

// Vinder looks tokens up in a projection, whose index key has this name. meer reports that there are more than it gave.
type Vinder struct {
	Sleutel string
	Vind    func(context.Context, []Zoekterm) (treffers []toegang.Treffer, meer bool, err error)
}

// zoek looks a question up and records what was found, sealed under the month's own key, before any of it is shown (ZOB-7.5).
func (l *Ledger) zoek(ctx context.Context, g toegang.Grant, v Zoekvraag, in Vinder, verzoek string) ([]toegang.Treffer, bool, error) {
	if !g.Voor(domain.HandelingZoeken, id.Dossier{}) {
		return nil, false, l.weiger(ctx, g, id.Dossier{}, verzoek)
	}
	termen, err := l.termen(ctx, in.Sleutel, v)
	if err != nil {
		return nil, false, err
	}
	if len(termen) == 0 {
		return nil, false, domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("verplicht", "Geef ten minste één gegeven om op te zoeken.")})
	}
	treffers, meer, err := in.Vind(ctx, termen)
	if err != nil {
		return nil, false, err
	}
	return treffers, meer, l.zoekFeit(ctx, g, verzoek, treffers)
}

// Zoek finds persons, by all of the question but Ontvanger.
func (l *Ledger) Zoek(ctx context.Context, g toegang.Grant, v Zoekvraag, in Vinder, verzoek string) (gevonden []Gevonden, meer bool, err error) {
	v.Ontvanger = ""
	treffers, meer, err := l.zoek(ctx, g, v, in, verzoek)
	if err != nil {
		return nil, false, weigeringVan(err)
	}
	for _, t := range treffers {
		i, err := l.inhoudNu(ctx, g, t.Dossier, domain.IdentiteitVan(t.Betrokkene))
		if err != nil {
			return nil, false, weigeringVan(err)
		}
		gevonden = append(gevonden, Gevonden{Treffer: t, Inhoud: i})
	}
	return gevonden, meer, nil
}

// ZoekVerstrekkingen finds what was disclosed to a recipient. Of each, the content shows as far as the grant reaches.
func (l *Ledger) ZoekVerstrekkingen(ctx context.Context, g toegang.Grant, ontvanger string, in Vinder, verzoek string) (gevonden []Gevonden, meer bool, err error) {
	treffers, meer, err := l.zoek(ctx, g, Zoekvraag{Ontvanger: ontvanger}, in, verzoek)
	if err != nil {
		return nil, false, weigeringVan(err)
	}
	for _, t := range treffers {
		i, err := l.inhoudNu(ctx, g, t.Dossier, t.Onderdeel)
		if err != nil {
			return nil, false, weigeringVan(err)
		}
		gevonden = append(gevonden, Gevonden{Treffer: t, Inhoud: i})
	}
	return gevonden, meer, nil
}

// inhoudNu opens the newest wording of an onderdeel, or says why it is not shown.
func (l *Ledger) inhoudNu(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel) (domain.Private[domain.Inhoud], error) {
	z, err := l.lees(ctx, d)
	if err != nil {
		return domain.Private[domain.Inhoud]{}, err
	}
	o, ok := z.nu.Onderdelen[welk]
	if !ok {
		return domain.Ontbreekt[domain.Inhoud](domain.Gat{Reden: domain.GatNogNietBekend}), nil
	}
	p, err := masker{grant: g, nu: z.nu}.open(z, l.sleutels(ctx), o.ID, o.Laatste().Revisie)
	return kern(p), err
}
