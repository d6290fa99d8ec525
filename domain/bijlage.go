package domain

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// BijlageToegevoegd adds a file to a dossier. The bytes lie outside the log, sealed under a key that stands in the
// content.
type BijlageToegevoegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Bestand   Bestand         `json:"bestand"`
	Over      []id.Betrokkene `json:"over,omitempty"`
	Geheim    bool            `json:"geheim,omitempty"` // so that it is masked before it opens
}

// Bestand is the stored, sealed form of a file: under which name it lies, how many bytes that is (padded, so about how
// long the file is), and their SHA-256.
type Bestand struct {
	ID     id.Bestand `json:"id"`
	Omvang uint64     `json:"omvang"`
	Hash   Hash       `json:"hash"`
}

// Hash is a SHA-256 of ciphertext. Nothing that can be erased is ever hashed in the clear.
type Hash [32]byte

// MarshalText writes it in hexadecimal.
func (h Hash) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h[:]), nil }

// UnmarshalText reads it.
func (h *Hash) UnmarshalText(b []byte) error { return leesOctetten(h[:], b, hex.DecodeString) }

// Sleutel is the key of a file. It is stored inside sealed content, is the same for as long as the file is there, and
// is shown to nobody.
type Sleutel [32]byte

// MarshalText writes it in base64, to be sealed.
func (s Sleutel) MarshalText() ([]byte, error) {
	return base64.RawStdEncoding.AppendEncode(nil, s[:]), nil
}

// UnmarshalText reads it.
func (s *Sleutel) UnmarshalText(b []byte) error {
	return leesOctetten(s[:], b, base64.RawStdEncoding.DecodeString)
}

func leesOctetten(naar, b []byte, decode func(string) ([]byte, error)) error {
	octetten, err := decode(string(b))
	if err != nil || len(octetten) != len(naar) {
		return errors.New("domain: not as many octets as there must be")
	}
	copy(naar, octetten)
	return nil
}

// IsZero reports that there is no key: of a bijlage whose file is not stored yet.
func (s Sleutel) IsZero() bool { return s == Sleutel{} }

// Format keeps keys out of logs and errors.
func (Sleutel) Format(s fmt.State, _ rune) { zwijg(s) }

// LogValue keeps keys out of structured logs.
func (Sleutel) LogValue() slog.Value { return verzwegen }

// Bijlage is what is known of a file besides its bytes. The name is a text, since it can name persons. Of sound and
// images of persons it says how they were made and that those persons agreed (ZOB-22).
type Bijlage struct {
	Naam    Tekst                     `json:"naam"`
	Soort   BijlageSoort              `json:"soort"`
	Bron    Bron                      `json:"bron"`
	Datum   waarde.GedeeltelijkeDatum `json:"datum,omitzero"` // of the piece itself
	Opname  *Opname                   `json:"opname,omitempty"`
	Bestand Bestandsinhoud            `json:"bestand"`
}

// Bestandsinhoud is what follows from the file and never changes.
type Bestandsinhoud struct {
	Mediatype Mediatype `json:"mediatype"` // as its bytes say
	Omvang    int64     `json:"omvang"`    // in bytes, before sealing
	Sleutel   Sleutel   `json:"sleutel,omitzero"`
}

// Opname is how sound or images of persons came to be, and who agreed to them.
type Opname struct {
	Wijze       OpnameWijze       `json:"wijze"`
	Toestemming []ToestemmingVoor `json:"toestemming,omitempty"`
}

// ToestemmingVoor says that it was agreed that somebody is heard or seen, by whom where that was another, and when.
type ToestemmingVoor struct {
	Voor id.Betrokkene `json:"voor"`
	Door id.Betrokkene `json:"door,omitzero"` // who has gezag over a child, for instance
	Op   waarde.Datum  `json:"op"`
}

func (*BijlageToegevoegd) Soort() Soort { return SoortBijlageToegevoegd }

func (f *BijlageToegevoegd) pasToe(d *Dossier, v Vastlegging) {
	o := d.begin(f.Onderdeel, v, f.Over...)
	o.Bestand, o.Versies[0].Geheim = new(f.Bestand), f.Geheim
}

func (*Bijlage) InhoudSoort() InhoudSoort { return InhoudBijlage }
func (b *Bijlage) Teksten() []*Tekst      { return tekstenVan(b) }
func (b *Bijlage) verwijst(w *wijzer) {
	w.tekst("naam", &b.Naam)
	w.onder("bron", func(w *wijzer) { w.persoon("wie", b.Bron.Wie) })
	if b.Opname == nil {
		return
	}
	w.onder("opname", func(w *wijzer) {
		for i, t := range b.Opname.Toestemming {
			w.bij("toestemming", i, func(w *wijzer) {
				w.persoon("voor", t.Voor)
				w.persoon("door", t.Door)
			})
		}
	})
}

// MarshalJSON writes a bijlage as it is sealed, and one that was read, to be shown, without its key.
func (b *Bijlage) MarshalJSON() ([]byte, error) {
	type kaal Bijlage
	if !b.Naam.gelezen() {
		return json.Marshal((*kaal)(b))
	}
	getoond := *b
	getoond.Bestand.Sleutel = Sleutel{}
	return json.Marshal((*kaal)(&getoond))
}

func (b *Bijlage) controleer(c *controle) {
	c.verplicht("naam", !b.Naam.IsZero())
	een(c, "soort", b.Soort, BijlageSoorten)
	c.onder("bron", b.Bron.controleer)
	c.gebeurd("datum", b.Datum)
	switch {
	case !b.isOpname() && b.Opname != nil:
		c.fout(codePastNiet, "Dit veld hoort alleen bij een foto, geluidsopname of filmopname.", "opname")
	case b.isOpname() && b.Opname == nil:
		c.verplicht("opname", false)
	case b.Opname != nil:
		c.onder("opname", b.Opname.controleer)
	}
}

func (o *Opname) controleer(c *controle) {
	een(c, "wijze", o.Wijze, OpnameWijzen)
	for i, t := range o.Toestemming {
		c.bij("toestemming", i, func(c *controle) {
			c.verplicht("voor", !t.Voor.IsZero())
			c.verplicht("op", !t.Op.IsZero())
			if t.Op.Na(c.Vandaag) {
				c.toekomst("op", "Deze datum ligt in de toekomst.")
			}
			if slices.ContainsFunc(o.Toestemming[:i], func(a ToestemmingVoor) bool { return a.Voor == t.Voor }) {
				c.fout(codeDubbel, "Van deze betrokkene staat er al toestemming.", "voor")
			}
		})
	}
}

// isOpname reports whether it holds sound or images of persons.
func (b *Bijlage) isOpname() bool { return slices.Contains(opnamen, b.Soort) }

// toegestaan refuses what was gathered covertly (ZOB-22b), and sound or images of anyone of whom no consent is
// recorded (ZOB-22a).
func (b *Bijlage) toegestaan(wie []id.Betrokkene) error {
	if b.Opname == nil {
		return nil
	}
	if b.Opname.Wijze == OpnameHeimelijk {
		return Weiger(CodeHeimelijk, "Heimelijk gemaakte opnamen (verborgen camera, afluisteren) worden niet in een "+
			"dossier opgenomen.", "ZOB-22b")
	}
	var c controle
	for _, b1 := range uniek(wie) {
		if !slices.ContainsFunc(b.Opname.Toestemming, func(t ToestemmingVoor) bool { return t.Voor == b1 }) {
			c.fout(codeVerplicht, "De toestemming van een betrokkene over wie de opname gaat ontbreekt.", "opname",
				"toestemming")
			break
		}
	}
	if len(c.fouten) == 0 && len(b.Opname.Toestemming) > 0 {
		return nil
	}
	return &Weigering{Code: CodeToestemming, Regels: []string{"ZOB-22a"}, Fouten: c.fouten,
		Tekst: "Beeld en geluid worden alleen opgenomen met vastgelegde toestemming van iedere betrokkene over wie het " +
			"gaat."}
}

// pastBij refuses a bijlage whose soort says something else than its bytes: sound or film that is called a letter
// would escape the rules for it (ZOB-22a).
func (b *Bijlage) pastBij(m Mediatype) error {
	soort, beeld := mediatypen[m].opname, mediatypen[m].beeld
	if soort == b.Soort || soort == "" && (!b.isOpname() || b.Soort == BijlageFoto && beeld) {
		return nil
	}
	w := OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout(codePastNiet,
		"De soort past niet bij wat het bestand is.").Onder("soort")})
	w.Regels = []string{"ZOB-22a"}
	return w
}
