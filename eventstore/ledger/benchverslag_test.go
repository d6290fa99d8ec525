package ledger

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

// metVerslagen makes a dossier of some events, most of them of verslagen of fifty passages of about three hundred
// characters, a third of which are traceable to the mother.
func (o *opstelling) metVerslagen(events int) gezin {
	o.t.Helper()
	const passages = 50
	g := o.opentGezin()
	zin := ""
	for len(zin) < 300 {
		zin += "Er is gesproken over de situatie thuis. "
	}
	for n := 4; n < events; n += passages + 1 {
		l := domain.LegVerslagVast{ID: nieuwO(), Rubriek: "onderzoek", Over: []id.Betrokkene{g.kind},
			Verslag: domain.Verslag{Soort: "gesprek", Titel: schrijft(o.t, "Gesprek")}}
		for i := range passages {
			heel, fouten := tekst.Nieuw(fmt.Sprintf("Bram zei: %d. ", i)+zin,
				[]tekst.Markering{{Begin: 0, Einde: 4, Wie: g.kind}})
			goed(o.t, fouten.Err())
			p := domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"},
				Tekst: domain.NieuweTekst(heel)}
			if i%3 == 0 {
				p.HerleidbaarTot = []id.Betrokkene{g.moeder}
			}
			l.Passages = append(l.Passages, domain.NieuwePassage{ID: nieuwO(), Passage: p})
		}
		o.doet(medewerker, g.dossier, l)
	}
	return g
}

// jsonGeopend is what reading and JSON-decoding the same records would be, were nothing sealed: the stored record, its
// open part, and content as long as what is sealed in it.
type jsonGeopend struct {
	Schema int             `json:"schema"`
	Open   json.RawMessage `json:"open"`
	Delen  [][]byte        `json:"delen"`
}

// BenchmarkVerslagen opens a dossier of 5,000 events with verslagen, and reads and decodes the same records as JSON,
// in turns. "ratio" is the rate of opening divided by that of decoding, once with everybody's identity visible and
// once with one shielded, so that the passages open before the access fact.
func BenchmarkVerslagen(b *testing.B) {
	for _, afgeschermd := range []bool{false, true} {
		b.Run(fmt.Sprintf("afgeschermd=%v", afgeschermd), func(b *testing.B) {
			o := stelOp(b)
			g := o.metVerslagen(5000)
			if afgeschermd {
				o.corrigeert(g.dossier, domain.IdentiteitVan(g.moeder), domain.WijzeAfschermen, nil)
			}
			var open, decode time.Duration
			n := 0
			for b.Loop() {
				begin := time.Now()
				n = len(o.ziet(medewerker, g.dossier, Momenten{}).Onderdelen)
				open += time.Since(begin)
				begin = time.Now()
				for r, err := range o.store.ReadStream(b.Context(), DossierStroom(g.dossier), 0) {
					goed(b, err)
					var e jsonGeopend
					goed(b, json.Unmarshal(r.Data, &e))
					var feit map[string]any
					goed(b, json.Unmarshal(e.Open, &feit))
					var m domain.Meta
					goed(b, json.Unmarshal(r.Meta, &m))
				}
				decode += time.Since(begin)
			}
			if n < 4900 {
				b.Fatalf("%d onderdelen", n)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(open.Milliseconds())/float64(b.N), "ms/view")
			b.ReportMetric(decode.Seconds()/open.Seconds(), "ratio")
		})
	}
}
