package tekst

import (
	"cmp"
	"slices"
	"strings"
)

// Voorstel is a place in a text where a known person seems to be meant.
type Voorstel struct {
	Markering
	Soort Soort `json:"soort"`
	// Twijfel: it may well mean something or somebody else: an ordinary word, a name or address that several known
	// persons share (each is then proposed), a second given name, a bare postcode, an s that may belong to the name.
	Twijfel bool `json:"twijfel"`
}

// Voorstellen finds the known persons in a text that is being written. It leaves out what lies in a marking, and what
// was decided not to mean that person. The result is in order of place; at one place the longest find wins, and stands
// more than once only where several persons share it.
func (z *Zoeker) Voorstellen(plat string, markeringen, nietBedoeld []Markering) []Voorstel {
	bezet, niet := plaatsenVan(markeringen), plaatsenVan(nietBedoeld)
	return z.vind(plat, func(m Markering) bool {
		return !bezet.raakt(m, Markering.overlapt) && !niet.raakt(m, hierNiet)
	})
}

// NogGenoemd finds where a text, as it would read now, still names a known person outside that person's own mentions,
// also within the mention of somebody else ("de moeder van …"). It leaves out what was decided not to mean that
// person.
func (z *Zoeker) NogGenoemd(l Lezing) []Voorstel {
	eigen, niet := plaatsenVan(l.Markeringen()), plaatsenVan(l.NietBedoeld())
	return z.vind(l.Plat(), func(m Markering) bool {
		return !eigen.raakt(m, func(a, m Markering) bool { return a.Wie == m.Wie && a.overlapt(m) }) &&
			!niet.raakt(m, hierNiet)
	})
}

// hierNiet reports whether a "not this person" covers a find; a longer find than was judged is judged anew.
func hierNiet(n, m Markering) bool { return n.Wie == m.Wie && n.bevat(m) }

// plaatsen are markings in order of place, which may overlap.
type plaatsen struct {
	ms    []Markering
	verst []int // the greatest Einde up to and including each
}

func plaatsenVan(ms []Markering) plaatsen {
	p := plaatsen{ms: slices.Clone(ms), verst: make([]int, len(ms))}
	slices.SortFunc(p.ms, opPlaats)
	verst := 0
	for i, m := range p.ms {
		verst = max(verst, m.Einde)
		p.verst[i] = verst
	}
	return p
}

// raakt reports whether some marking a that may overlap m satisfies f(a, m).
func (p plaatsen) raakt(m Markering, f func(a, m Markering) bool) bool {
	i, _ := slices.BinarySearchFunc(p.ms, m.Einde, func(a Markering, e int) int { return cmp.Compare(a.Begin, e) })
	for i--; i >= 0 && p.verst[i] > m.Begin; i-- {
		if f(p.ms[i], m) {
			return true
		}
	}
	return false
}

// vind goes through the text word by word and keeps, from each word on, the longest finds that are allowed.
func (z *Zoeker) vind(plat string, mag func(Markering) bool) []Voorstel {
	var uit []Voorstel
	ws := inWoorden(plat, nil)
	for i := 0; i < len(ws.lijst); {
		beste, tot := z.vanaf(ws, i, mag)
		if len(beste) == 0 {
			i++
			continue
		}
		if len(beste) > 1 {
			for k := range beste {
				beste[k].Twijfel = true
			}
			slices.SortFunc(beste, func(a, b Voorstel) int { return opPlaats(a.Markering, b.Markering) })
		}
		uit = append(uit, beste...)
		i = tot
	}
	return uit
}

// vanaf gives the longest finds that begin at word i, one per person, and the word after them.
func (z *Zoeker) vanaf(ws woorden, i int, mag func(Markering) bool) (beste []Voorstel, tot int) {
	neem := func(v *vorm, begin, einde int32, na int, twijfel bool) {
		m := Markering{Begin: int(begin), Einde: int(einde), Wie: z.wie[v.wie]}
		if len(beste) > 0 && m.Einde < beste[0].Einde || !mag(m) {
			return
		}
		if len(beste) > 0 && m.Einde > beste[0].Einde {
			beste = beste[:0]
		}
		for k := range beste {
			if beste[k].Wie == m.Wie {
				beste[k].Twijfel = beste[k].Twijfel && twijfel
				return
			}
		}
		beste, tot = append(beste, Voorstel{Markering: m, Soort: v.soort, Twijfel: twijfel}), na
	}
	w, vouw := ws.lijst[i], ws.op(i)
	for k := eerste(z.woorden, vouw); k >= 0; k = z.vormen[k].volgend {
		v := &z.vormen[k]
		if n, s := z.past(v, ws, i); n > 0 {
			laatste := ws.lijst[i+n-1]
			einde := laatste.einde
			if s {
				einde = laatste.slotS
			}
			neem(v, w.begin, einde, i+n, v.twijfel || s && n == 1)
		}
	}
	if w.slotS > w.begin && len(vouw) > 3 {
		for k := eerste(z.woorden, vouw[:len(vouw)-1]); k >= 0; k = z.vormen[k].volgend {
			if v := &z.vormen[k]; v.s && v.aantal == 1 {
				neem(v, w.begin, w.slotS, i+1, true)
			}
		}
	}
	if w.cijfers && len(z.nummers) > 0 {
		z.getallen(ws, i, neem)
	}
	return beste, tot
}

// past gives over how many words a form stands from word i on, 0 where it does not; s where the last of several words
// has an s of possession written onto it.
func (z *Zoeker) past(v *vorm, ws woorden, i int) (n int, s bool) {
	namen := z.namen[v.van : v.van+v.aantal]
	if len(namen) > len(ws.lijst)-i {
		return 0, false
	}
	for k := 1; k < len(namen); k++ {
		w, gat := &ws.lijst[i+k], v.gat
		if vorig := namen[k-1]; gat == puntGat && len(vorig) > 2 && !strings.HasSuffix(vorig, "str") {
			gat = naamGat // a full stop goes on after an initial or "str." only
		}
		if w.tussen&gat == 0 {
			return 0, false
		}
		vouw := ws.op(i + k)
		if vouw == namen[k] {
			continue
		}
		zonder, ok := strings.CutSuffix(vouw, "s")
		if !ok || !v.s || k+1 < len(namen) || zonder != namen[k] || w.slotS <= w.begin {
			return 0, false
		}
		s = true
	}
	return len(namen), s
}

// maxCijfers is the length of the longest number in any notation: 00, a country code and 15 digits, and some to spare.
const maxCijfers = 20

// getallen finds numbers that begin at word i, written in groups or not.
func (z *Zoeker) getallen(ws woorden, i int, neem func(v *vorm, begin, einde int32, na int, twijfel bool)) {
	var vak [maxCijfers]byte
	c := vak[:0]
	for j := i; j < len(ws.lijst); j++ {
		w, vouw := ws.lijst[j], ws.op(j)
		if !w.cijfers || j > i && w.tussen&nummerGat == 0 || len(c)+len(vouw) > maxCijfers {
			return
		}
		c = append(c, vouw...)
		k, ok := z.nummers[string(c)]
		if !ok {
			continue
		}
		for ; k >= 0; k = z.vormen[k].volgend {
			begin := ws.lijst[i].begin
			if z.vormen[k].soort == SoortTelefoon {
				begin -= int32(ws.lijst[i].plus)
			}
			neem(&z.vormen[k], begin, w.einde, j+1, false)
		}
	}
}
