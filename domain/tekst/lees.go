package tekst

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"dossierboek/domain/id"
)

// Toestand is whether a reader sees someone's mentions. The zero value shields.
type Toestand uint8

const (
	// Afgeschermd: this reader may not see the mentions, or they were not asked for.
	Afgeschermd Toestand = iota
	// Vernietigd: nobody can see them any more.
	Vernietigd
	// Zichtbaar: they read as written.
	Zichtbaar
	// Geheim: what is written here is geheim and the reader may not see that, nor whose it is. It is what a place in a
	// text can be, and not somebody's state.
	Geheim
)

// What a slot reads as when it is not visible.
const (
	TekstAfgeschermd = "[afgeschermd]"
	TekstVernietigd  = "[vernietigd]"
	TekstGeheim      = "[geheim]"
)

// ErrToestand: a text is no Toestand.
var ErrToestand = errors.New("tekst: not a toestand")

var toestanden = [...]string{Afgeschermd: "afgeschermd", Vernietigd: "vernietigd", Zichtbaar: "zichtbaar",
	Geheim: "geheim"}

func (t Toestand) String() string {
	if int(t) < len(toestanden) {
		return toestanden[t]
	}
	return toestanden[Afgeschermd]
}

// MarshalText writes the name.
func (t Toestand) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads a name. It fails with ErrToestand.
func (t *Toestand) UnmarshalText(b []byte) error {
	i := slices.Index(toestanden[:], string(b))
	if i < 0 {
		return ErrToestand
	}
	*t = Toestand(i)
	return nil
}

// Stand is a person's state in a text for one reader, and the mentions where Toestand is Zichtbaar.
type Stand struct {
	Toestand   Toestand
	Vermelding Vermelding
}

// Lees reads the text, given each person's state; who is not given is shielded. What is geheim is not shown. It fails
// with ErrVermelding where the mentions of a visible person do not fit the template.
func (s Sjabloon) Lees(standen map[id.Betrokkene]Stand) (Lezing, error) {
	return s.lees(standen, false)
}

// LeesGeheim is Lees for who may see what is geheim.
func (s Sjabloon) LeesGeheim(standen map[id.Betrokkene]Stand) (Lezing, error) {
	return s.lees(standen, true)
}

func (s Sjabloon) lees(standen map[id.Betrokkene]Stand, zietGeheim bool) (Lezing, error) {
	in := s.inhoud()
	l := &lezing{stukken: make([]Stuk, 0, 2*len(in.wie)+1)}
	punt := 0
	bij := func(st Stuk) {
		if st.Tekst == "" {
			return
		}
		st.Begin = punt
		punt += utf8.RuneCountInString(st.Tekst)
		st.Einde = punt
		l.stukken = append(l.stukken, st)
	}
	gebruikt := make(map[id.Betrokkene]int, len(standen))
	for i, los := range in.los {
		bij(Stuk{Tekst: los, Slot: -1, Toestand: Zichtbaar})
		if i == len(in.wie) {
			break
		}
		st := Stuk{Wie: in.wie[i], Slot: i, Geheim: in.isGeheim(i)}
		stand := standen[st.Wie]
		switch st.Toestand = stand.Toestand; st.Toestand {
		case Zichtbaar:
			vormen, k := stand.Vermelding.inhoud().vormen, gebruikt[st.Wie]
			if k >= len(vormen) || !utf8.ValidString(vormen[k]) {
				return Lezing{}, ErrVermelding
			}
			st.Tekst = vormen[k]
			gebruikt[st.Wie] = k + 1
		case Vernietigd:
			st.Tekst = TekstVernietigd
		default:
			st.Toestand, st.Tekst = Afgeschermd, TekstAfgeschermd
		}
		if st.Geheim && !zietGeheim {
			st.verberg()
		}
		bij(st)
	}
	for wie, stand := range standen {
		if stand.Toestand == Zichtbaar && gebruikt[wie] != len(stand.Vermelding.inhoud().vormen) {
			return Lezing{}, ErrVermelding
		}
	}
	l.plat = plak(l.stukken)
	if err := l.plaatsNiet(standen); err != nil {
		return Lezing{}, err
	}
	return Lezing{l}, nil
}

func plak(stukken []Stuk) string {
	n := 0
	for _, st := range stukken {
		n += len(st.Tekst)
	}
	var b strings.Builder
	b.Grow(n)
	for _, st := range stukken {
		b.WriteString(st.Tekst)
	}
	return b.String()
}

// plaatsNiet finds the "not this person" places of visible persons in the text as read. They lie in plain text.
func (l *lezing) plaatsNiet(standen map[id.Betrokkene]Stand) error {
	for wie, stand := range standen {
		if stand.Toestand != Zichtbaar {
			continue
		}
		for _, p := range stand.Vermelding.inhoud().niet {
			l.niet = append(l.niet, Markering{Begin: p[0], Einde: p[1], Wie: wie})
		}
	}
	slices.SortFunc(l.niet, opPlaats)
	k, punt := 0, 0 // punt counts as the template does: each slot as one
	for _, st := range l.stukken {
		if st.IsVermelding() {
			punt++
			continue
		}
		tot := punt + st.Einde - st.Begin
		for ; k < len(l.niet) && l.niet[k].Begin < tot; k++ {
			n := &l.niet[k]
			if n.Begin < punt || n.Einde > tot {
				return ErrVermelding
			}
			n.Begin, n.Einde = n.Begin-punt+st.Begin, n.Einde-punt+st.Begin
		}
		punt = tot
	}
	if k < len(l.niet) {
		return ErrVermelding
	}
	return nil
}
