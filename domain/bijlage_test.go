package domain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
)

func bestand(n int) Bestand {
	return Bestand{ID: id.Van[id.Bestand](nummer("bestand", n)), Omvang: 4149, Hash: Hash{byte(n), 1}}
}

func bestandsinhoud(m Mediatype) Bestandsinhoud {
	return Bestandsinhoud{Mediatype: m, Omvang: 1000, Sleutel: Sleutel{1, 2, 3}}
}

func brief() Bijlage {
	return Bijlage{Naam: schrijf("Brief van school"), Soort: "brief", Bron: Bron{Soort: "eigen-waarneming"}}
}

// film is an opname of these persons, all of whom agreed.
func film(wie ...id.Betrokkene) Bijlage {
	b := Bijlage{Naam: schrijf("Gesprek"), Soort: BijlageVideo, Bron: Bron{Soort: "eigen-waarneming"},
		Opname: &Opname{Wijze: OpnameOpenlijk}}
	for _, p := range wie {
		b.Opname.Toestemming = append(b.Opname.Toestemming, ToestemmingVoor{Voor: p, Op: datum("2026-03-01")})
	}
	return b
}

func voegToe(n int, b Bijlage, m Mediatype, over ...id.Betrokkene) VoegBijlageToe {
	return VoegBijlageToe{ID: stuk(n), Over: over, Bijlage: b}.Met(bestand(n), bestandsinhoud(m))
}

// bijlage is what a ledger would tell of the bijlage that a command is of.
func (p *proef) bijlage(o Opdracht) *Bijlage {
	switch o := o.(type) {
	case Corrigeer:
		return p.bijlagen[o.Onderdeel]
	case HerstelOnderdeel:
		return p.bijlagen[o.Onderdeel]
	case Koppel:
		return p.bijlagen[o.Onderdeel]
	}
	return nil
}

func (w *willekeur) bijlage(s BijlageSoort) *Bijlage {
	b := &Bijlage{Naam: w.tekst(), Soort: s, Bron: Bron{Soort: "eigen-waarneming"}}
	if s == BijlageVideo {
		b.Opname = &Opname{Wijze: rapid.SampledFrom([]OpnameWijze{OpnameOpenlijk, OpnameOpenlijk, OpnameHeimelijk}).Draw(w.t,
			"opname")}
		for _, p := range uniek(w.wieAllemaal()) {
			b.Opname.Toestemming = append(b.Opname.Toestemming, ToestemmingVoor{Voor: p, Op: datum("2026-03-01")})
		}
	}
	return b
}

// ZOB-22a, ZOB-22b: sound and images only with consent of all whom it concerns, and nothing that was gathered
// covertly.
func TestOpnameVraagtToestemming(t *testing.T) {
	heimelijk := film(persoon(1))
	heimelijk.Opname.Wijze = OpnameHeimelijk
	zonder := film()
	vaag := film(persoon(1))
	vaag.Opname = nil
	alsBrief := brief()
	briefMet := brief()
	briefMet.Opname = &Opname{Wijze: OpnameOpenlijk}
	morgen := film(persoon(1))
	morgen.Opname.Toestemming[0].Op = datum("2026-03-03")
	foto := film(persoon(1))
	foto.Soort = BijlageFoto
	for naam, g := range map[string]struct {
		v     VoegBijlageToe
		code  Code
		regel string
	}{
		"met toestemming": {voegToe(9, film(persoon(1)), "video/mp4", persoon(1)), "", ""},
		"heimelijk":       {voegToe(9, heimelijk, "video/mp4", persoon(1)), CodeHeimelijk, "ZOB-22b"},
		"van een van beiden": {voegToe(9, film(persoon(1)), "video/mp4", persoon(1), persoon(2)), CodeToestemming,
			"ZOB-22a"},
		"van niemand":              {voegToe(9, zonder, "video/mp4", persoon(1)), CodeToestemming, "ZOB-22a"},
		"over niemand":             {voegToe(9, film(persoon(1)), "video/mp4"), CodeOngeldig, ""},
		"niets gezegd":             {voegToe(9, vaag, "video/mp4", persoon(1)), CodeOngeldig, ""},
		"toestemming van morgen":   {voegToe(9, morgen, "video/mp4", persoon(1)), CodeOngeldig, ""},
		"geluid dat een brief is":  {voegToe(9, alsBrief, "audio/mpeg", persoon(1)), CodeOngeldig, "ZOB-22a"},
		"een brief met een opname": {voegToe(9, briefMet, "application/pdf", persoon(1)), CodeOngeldig, ""},
		"een foto":                 {voegToe(9, foto, "image/png", persoon(1)), "", ""},
		"een foto van papier":      {voegToe(9, brief(), "image/jpeg", persoon(1)), "", ""},
		"een foto in een pdf":      {voegToe(9, foto, "application/pdf", persoon(1)), CodeOngeldig, "ZOB-22a"},
		"een film van geluid":      {voegToe(9, film(persoon(1)), "audio/mpeg", persoon(1)), CodeOngeldig, "ZOB-22a"},
		"een programma":            {voegToe(9, brief(), "application/x-elf", persoon(1)), CodeBestandstype, ""},
		"html":                     {voegToe(9, brief(), "text/html", persoon(1)), CodeBestandstype, ""},
		"geen type":                {voegToe(9, brief(), "", persoon(1)), CodeBestandstype, ""},
		"geen bestand":             {VoegBijlageToe{ID: stuk(9), Bijlage: brief()}, CodeOngeldig, ""},
		"een onbekende":            {voegToe(9, brief(), "application/pdf", persoon(7)), CodeOngeldig, ""},
		"een bezet id":             {voegToe(1, brief(), "application/pdf", persoon(1)), CodeBestaatAl, ""},
	} {
		err := openProef(t, 2).doet(g.v)
		if got := code(err); got != g.code {
			t.Errorf("%s: %q, not %q", naam, got, g.code)
		}
		if w := (*Weigering)(nil); g.regel != "" && errors.As(err, &w) && !slices.Contains(w.Regels, g.regel) {
			t.Errorf("%s: refused by %v", naam, w.Regels)
		}
	}
	dicht := openProef(t, 1)
	dicht.moet(t, Sluit{ID: stuk(8), Besluit: besluit()})
	if got := code(dicht.doet(voegToe(9, brief(), "application/pdf"))); got != CodeGesloten {
		t.Errorf("in a closed dossier: %q", got)
	}
}

// What can be refused without the bytes is refused before they are taken in.
func TestKanZonderBestand(t *testing.T) {
	p := openProef(t, 1)
	f := feitenOp(p.nu, "m-1")
	v := VoegBijlageToe{ID: stuk(9), Over: []id.Betrokkene{persoon(1)}, Bijlage: brief()}
	if err := v.Kan(p.d, f); err != nil {
		t.Error(err)
	}
	v.ID = stuk(1)
	if got := code(v.Kan(p.d, f)); got != CodeBestaatAl {
		t.Errorf("%q", got)
	}
}

// A correctie changes what is said of a bijlage, and never its file: the new wording opens it too, for those whom it
// concerns, and consent stays asked.
func TestCorrectieVanBijlage(t *testing.T) {
	p := openProef(t, 3)
	p.moet(t, voegToe(9, film(persoon(1)), "video/mp4", persoon(1)))
	beter := film(persoon(1))
	beter.Naam = schrijf("Gesprek met ", vermeld{persoon(2), "Bram", false})
	beter.Bestand = Bestandsinhoud{Mediatype: "text/plain", Sleutel: Sleutel{9}}
	p.moet(t, corrigeer(9, WijzeVerbeteren, &beter))
	if got := p.bijlagen[stuk(9)].Bestand; got != bestandsinhoud("video/mp4") {
		t.Error("a correctie changed the file")
	}
	if o := p.d.Onderdelen[stuk(9)]; *o.Bestand != bestand(9) || len(o.Versies) != 2 {
		t.Error("the fold lost the file")
	}
	if beter.Bestand.Sleutel != (Sleutel{9}) {
		t.Error("the caller's wording was changed")
	}
	ander := corrigeer(9, WijzeVerbeteren, new(film(persoon(1))))
	ander.Over = []id.Betrokkene{persoon(1), persoon(3)}
	if got := code(p.doet(ander)); got != CodeToestemming {
		t.Errorf("somebody else without consent: %q", got)
	}
	if got := code(p.doet(Koppel{Onderdeel: stuk(9), Betrokkene: persoon(3)})); got != CodeToestemming {
		t.Errorf("koppelen without consent: %q", got)
	}
	if got := code(p.doet(corrigeer(9, WijzeVerbeteren, new(brief())))); got != CodeOngeldig {
		t.Errorf("a film that becomes a letter: %q", got)
	}
	p.bijlagen[stuk(9)] = nil
	if got := code(p.doet(corrigeer(9, WijzeVerbeteren, new(film(persoon(1)))))); got != CodeStand {
		t.Errorf("a bijlage that does not open: %q", got)
	}
}

// ZOB-17: a file is destroyed or kept; it cannot be written anew.
func TestBijlageWordtNietHerschreven(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, voegToe(9, brief(), "application/pdf", persoon(1), persoon(2)))
	k := Keuze{Onderdeel: stuk(9), Uitkomst: UitkomstHerschrijven, Nieuw: new(brief())}
	if got := code(p.doet(weg(p, 1, 1, k))); got != CodeOngeldig {
		t.Errorf("rewriting: %q", got)
	}
	p.moet(t, weg(p, 1, 1, behoud(9, 2)))
	if err := p.keurGoed(verniet(1)); err != nil {
		t.Fatal(err)
	}
	if o := p.d.Onderdelen[stuk(9)]; o.Stand != StandGeldig || len(o.Over) != 1 {
		t.Errorf("kept, it is %s and concerns %d", o.Stand, len(o.Over))
	}
}

// The key of a file is sealed with its content, and shows nowhere else.
func TestSleutelVanBijlageZwijgt(t *testing.T) {
	b := brief()
	b.Bestand = bestandsinhoud("application/pdf")
	ruw, err := Codeer(nil, &b)
	if err != nil || !bytes.Contains(ruw, []byte(`"sleutel":"AQID`)) {
		t.Fatalf("the key is not sealed: %v", err)
	}
	i, err := Decodeer(ruw)
	if err != nil || i.(*Bijlage).Bestand != b.Bestand {
		t.Fatal("it does not come back", err)
	}
	for _, x := range i.Teksten() {
		if err := x.Lees(nil); err != nil {
			t.Fatal(err)
		}
	}
	k := NieuweCorrectie("schrijffout", i)
	for _, v := range []any{i, &k} {
		ruw, err := json.Marshal(v)
		if err != nil || bytes.Contains(ruw, []byte("leutel")) {
			t.Errorf("%T shows the key: %v", v, err)
		}
	}
	if s := fmt.Sprintf("%v %x %s", b.Bestand, b.Bestand.Sleutel, b.Bestand); strings.Contains(s, "010203") ||
		strings.Contains(s, "1 2 3") {
		t.Error("the key prints")
	}
	var h Hash
	var s Sleutel
	for _, kapot := range []string{"", "00", "zz", strings.Repeat("0", 63), strings.Repeat("0", 66)} {
		if h.UnmarshalText([]byte(kapot)) == nil || s.UnmarshalText([]byte(kapot)) == nil {
			t.Errorf("%q parses", kapot)
		}
	}
}
