package ledger

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"

	"dossierboek/domain"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/seal"
)

// Bekendindex finds those who are to be recorded among each other, by the same as MogelijkBekend finds them in the
// ledger: one file may bring a person in two dossiers. It lives in memory, and holds no values: they are blinded under
// a key that nobody else has. Not safe for concurrent use.
type Bekendindex struct {
	sleutel seal.Key
	plekken map[Token][]bekendplek
}

// bekendplek is where somebody was brought. Of a date of birth that was found by its year: the month and the day,
// blinded; 0 where not known.
type bekendplek struct {
	waar       int32
	maand, dag uint32
}

// Plek is a place where somebody may be too, and by what.
type Plek struct {
	Waar int32
	Door domain.Herkenning
}

// maxPlekken is how many places are kept of one value: as many as a search gives. An address may be that of an
// instelling.
const maxPlekken = 50

// NieuweBekendindex makes an empty one. It fails with the error of rand.
func NieuweBekendindex(rand io.Reader) (*Bekendindex, error) {
	x := &Bekendindex{plekken: map[Token][]bekendplek{}}
	_, err := io.ReadFull(rand, x.sleutel[:])
	return x, err
}

// Voeg adds somebody at a place, which the caller numbers.
func (x *Bekendindex) Voeg(waar int32, n domain.NieuweBetrokkene) {
	for _, v := range herkenbaar(n) {
		x.tokens(v, func(t Token, p bekendplek) {
			p.waar = waar
			if al := x.plekken[t]; len(al) < maxPlekken && (len(al) == 0 || al[len(al)-1] != p) {
				x.plekken[t] = append(al, p)
			}
		})
	}
}

// Vind gives the places where somebody may be of whom these are asked: a place more than once where there is more than
// one sign of it.
func (x *Bekendindex) Vind(vragen []Bekendvraag) []Plek {
	var uit []Plek
	for _, v := range vragen {
		x.tokens(v, func(t Token, p bekendplek) {
			for _, al := range x.plekken[t] {
				if al.kan(p) {
					uit = append(uit, Plek{al.waar, v.Door})
				}
			}
		})
	}
	return uit
}

// kan reports whether two dates of birth of one year can be the same: less may be known of one.
func (p bekendplek) kan(q bekendplek) bool {
	return p.maand == 0 || q.maand == 0 || p.maand == q.maand && (p.dag == 0 || q.dag == 0 || p.dag == q.dag)
}

// tokens gives what one may be found under.
func (x *Bekendindex) tokens(v Bekendvraag, geef func(Token, bekendplek)) {
	w := v.Vraag
	switch v.Door {
	case domain.HerkenningBSN:
		geef(x.blind("bsn", w.BSN.Waarde()), bekendplek{})
	case domain.HerkenningAdres:
		geef(x.blind("adres", w.Adres.Zoekvorm()), bekendplek{})
	case domain.HerkenningNaam:
		var p bekendplek
		vormen := w.Geboortedatum.Zoekvormen()
		if len(vormen) > 1 {
			p.maand = x.kort("maand", vormen[1])
		}
		if len(vormen) > 2 {
			p.dag = x.kort("dag", vormen[2])
		}
		for _, klank := range waarde.Klanken(w.Klank) {
			if klank != "" {
				geef(x.blind("naam", klank+"\x00"+vormen[0]), p)
			}
		}
	}
}

func (x *Bekendindex) blind(soort, waarde string) (t Token) {
	m := hmac.New(sha256.New, x.sleutel[:])
	fmt.Fprintf(m, "%s\x00%s", soort, waarde)
	copy(t[:], m.Sum(nil))
	return t
}

// kort is a blinded value of four bytes, never 0: two that differ look the same once in four billion times, and are
// then shown to somebody.
func (x *Bekendindex) kort(soort, waarde string) uint32 {
	t := x.blind(soort, waarde)
	return binary.BigEndian.Uint32(t[:]) | 1
}
