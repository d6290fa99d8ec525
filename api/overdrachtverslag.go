package api

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// maxVerslag is how long the text of one verslag may be, in code points.
const maxVerslag = 100_000

// doorlopend is the running text of a verslag, put together of its passages as the recipient reads them.
type doorlopend struct {
	s      *overdrachtschrijver
	van    string // how the file names the verslag
	b      *bericht.NieuwVerslag
	plat   strings.Builder
	punt   int  // where the text ends, in code points
	los    bool // it ends in what is not marked, so that more of that is one passage with it
	nummer int  // of the passage that it ends in; -1: none yet
	namen  map[id.Onderdeel]string
}

// verslag is the message of a verslag, with how the file names its passages; nil where it does not fit in one. What
// does not go of its text reads "[…]".
func (s *overdrachtschrijver) verslag(o *domain.Onderdeel,
	v *domain.Verslag) (*bericht.NieuwVerslag, map[id.Onderdeel]string) {
	b := &bericht.NieuwVerslag{Rubriek: o.Rubriek, Over: s.over(o.Over), Verslag: *verslagUit(v)}
	b.Titel, b.Aanwezigen = s.magTekst(v.Titel), nil
	for _, a := range v.Aanwezigen {
		switch wie := s.wie(a.Wie); {
		case a.Wie.IsZero(), wie != "":
			b.Aanwezigen = append(b.Aanwezigen, bericht.Aanwezige{Wie: wie, Functie: a.Functie})
		default:
			b.Aanwezigen = append(b.Aanwezigen, bericht.Aanwezige{Functie: gemaskeerd})
		}
	}
	t := &doorlopend{s: s, van: o.ID.String(), b: b, nummer: -1, namen: map[id.Onderdeel]string{}}
	t.b.Spreker = bericht.Bron{Soort: "eigen-waarneming"}
	var spreker *domain.Bron
	for _, welk := range o.Passages {
		p, ok := t.passage(welk)
		switch {
		case !ok:
			t.gat()
		case p.Bron.Soort == domain.BronBetrokkene && s.wie(p.Bron.Wie) == "", // who said it was erased
			p.Aard == domain.AardOnbeoordeeld && spreker != nil && *spreker != p.Bron: // another who speaks: the file has one
			s.slot.Achtergebleven[domain.InhoudPassage]++
			s.onzegbaar = append(s.onzegbaar, welk)
			t.gat()
		case p.Aard != domain.AardOnbeoordeeld:
			t.gemarkeerd(welk, p)
		default:
			spreker = &p.Bron
			b.Spreker = s.bron(p.Bron, p.Soort)
			t.ongemarkeerd(welk, p)
		}
	}
	if t.punt == 0 {
		t.gat()
	}
	b.Tekst.Tekst = t.plat.String()
	if t.punt > maxVerslag || len(b.Passages) > domain.MaxMarkeringen {
		return nil, nil
	}
	return b, t.namen
}

func (t *doorlopend) passage(welk id.Onderdeel) (*domain.Passage, bool) {
	stuk := t.s.passages[welk]
	if stuk == nil {
		return nil, false
	}
	p, ok := stuk.Inhoud.(*domain.Passage)
	return p, ok
}

// zet adds text with its mentions, and gives where it begins.
func (t *doorlopend) zet(b bericht.Tekst) int {
	begin := t.punt
	for _, v := range b.Vermeldingen {
		v.Begin, v.Einde = v.Begin+begin, v.Einde+begin
		t.b.Tekst.Vermeldingen = append(t.b.Tekst.Vermeldingen, v)
	}
	t.plat.WriteString(b.Tekst)
	t.punt += utf8.RuneCountInString(b.Tekst)
	return begin
}

func (t *doorlopend) noem(welk id.Onderdeel) {
	t.namen[welk] = t.van + ":passage:" + strconv.Itoa(t.nummer)
}

// losse begins a passage that is not marked, or goes on with it.
func (t *doorlopend) losse() {
	if !t.los {
		t.los = true
		t.nummer++
	}
}

func (t *doorlopend) ongemarkeerd(welk id.Onderdeel, p *domain.Passage) {
	t.losse()
	t.noem(welk)
	t.zet(t.s.tekst(p.Tekst))
	t.b.Over = t.s.over(append(t.b.Over, t.s.passages[welk].Onderdeel.Over...))
}

func (t *doorlopend) gemarkeerd(welk id.Onderdeel, p *domain.Passage) {
	t.los = false
	t.nummer++
	t.noem(welk)
	begin := t.zet(t.s.tekst(p.Tekst))
	bron := t.s.bron(p.Bron, p.Soort)
	t.b.Passages = append(t.b.Passages, bericht.PassageMarkering{
		Begin: begin, Einde: t.punt, Soort: bericht.PassageSoort(p.Soort), Aard: p.Aard, Bron: &bron,
		Over: t.s.over(t.s.passages[welk].Onderdeel.Over), HerleidbaarTot: t.s.over(p.HerleidbaarTot),
	})
}

// gat stands where the recipient may not read on; several behind each other are one.
func (t *doorlopend) gat() {
	if strings.HasSuffix(t.plat.String(), gemaskeerd+" ") {
		return
	}
	t.losse()
	voor := ""
	if laatste, _ := utf8.DecodeLastRuneInString(t.plat.String()); t.punt > 0 && !unicode.IsSpace(laatste) {
		voor = " "
	}
	t.zet(bericht.Tekst{Tekst: voor + gemaskeerd + " "})
	t.s.slot.Gemaskeerd++
}
