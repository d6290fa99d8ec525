package ledger

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
)

// pdf is a file of n bytes that is a PDF by its first ones.
func pdf(n int) []byte {
	b := []byte("%PDF-1.7\nEen verzonnen brief van school.\n")
	for i := len(b); i < n; i++ {
		b = append(b, byte(i*7+i>>9))
	}
	return b[:n]
}

func brief(t testing.TB, over ...id.Betrokkene) domain.VoegBijlageToe {
	return domain.VoegBijlageToe{ID: nieuwO(), Over: over, Bijlage: domain.Bijlage{
		Naam: schrijft(t, "Brief van school"), Soort: "brief", Bron: domain.Bron{Soort: "eigen-waarneming"}}}
}

// met is how a bijlage is added: by whom, with what besides.
type met struct {
	wie     toegang.Actor
	bytes   io.Reader
	sleutel uuid.UUID
	omvang  *int64
	max     int64
}

func (o *opstelling) voegtToe(d id.Dossier, b domain.VoegBijlageToe, m met) (Uitkomst, error) {
	if m.wie.Wie == "" {
		m.wie = medewerker
	}
	if m.max == 0 {
		m.max = 1 << 30
	}
	s := Schrijfopdracht{Grant: o.Beslis(m.wie, b.Handeling(), d, "onderzoek"), Dossier: d, Verzoek: "v-1"}
	if m.sleutel != uuid.Nil {
		s.Aanvraag = NieuweAanvraag(m.wie.Wie, "POST bijlagen", m.sleutel, []byte("brief"))
	}
	return o.VoegBijlageToe(context.Background(),
		Bijlageopdracht{Schrijfopdracht: s, Bijlage: b, Bytes: m.bytes, Omvang: m.omvang, Max: m.max})
}

// heeftToegevoegd adds a file and gives its onderdeel.
func (o *opstelling) heeftToegevoegd(d id.Dossier, ruw []byte, over ...id.Betrokkene) id.Onderdeel {
	o.t.Helper()
	b := brief(o.t, over...)
	_, err := o.voegtToe(d, b, met{bytes: bytes.NewReader(ruw)})
	goed(o.t, err)
	return b.ID
}

func (o *opstelling) haalt(wie toegang.Actor, d id.Dossier, welk id.Onderdeel) ([]byte, error) {
	r, err := o.LeesBijlage(context.Background(), o.Beslis(wie, domain.HandelingRaadplegen, d, "onderzoek"), d, welk,
		Momenten{}, "v-1")
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var uit bytes.Buffer
	err = r.Schrijf(context.Background(), &uit)
	if err == nil && r.Omvang != int64(uit.Len()) {
		o.t.Errorf("it is said to be %d bytes, and is %d", r.Omvang, uit.Len())
	}
	return uit.Bytes(), err
}

// bestanden are the files in the folder of bijlagen.
func (o *opstelling) opSchijf() (uit []string) {
	o.t.Helper()
	goed(o.t, filepath.WalkDir(o.pad("bijlagen"), func(pad string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			uit = append(uit, pad)
		}
		return err
	}))
	return uit
}

// hetBestand is the only one.
func (o *opstelling) hetBestand() string {
	o.t.Helper()
	er := o.opSchijf()
	if len(er) != 1 {
		o.t.Fatalf("there are %d files", len(er))
	}
	return er[0]
}

func weigertMet(t testing.TB, err error, c domain.Code) {
	t.Helper()
	var w *domain.Weigering
	if !errors.As(err, &w) || w.Code != c {
		t.Errorf("not refused with %s: %v", c, err)
	}
}

func TestBijlageHeenEnWeer(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	for _, n := range []int{9, 1000, 65_532, 300_000} {
		welk := o.heeftToegevoegd(g.dossier, pdf(n), g.kind)
		ruw, err := o.haalt(medewerker, g.dossier, welk)
		if err != nil || !bytes.Equal(ruw, pdf(n)) {
			t.Fatalf("%d bytes do not come back: %v", n, err)
		}
	}
	for _, pad := range o.opSchijf() {
		b, err := os.ReadFile(pad)
		goed(t, err)
		info, err := os.Stat(filepath.Dir(pad))
		goed(t, err)
		if bytes.Contains(b, []byte("verzonnen")) || info.Mode().Perm() != 0o700 {
			t.Error("a file lies open")
		}
	}
	v := o.verifieerSchoon()
	if v.Bestanden != 4 {
		t.Errorf("verify read %d files", v.Bestanden)
	}
}

// Every reading of a file is a fact, durable before the first byte; it says which.
func TestBijlageLezenIsEenFeit(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	welk := o.heeftToegevoegd(g.dossier, pdf(100), g.kind)
	_, err := o.haalt(inspecteur, g.dossier, welk)
	goed(t, err)
	_, err = o.haalt(medewerker, g.dossier, nieuwO())
	weigertMet(t, err, domain.CodeOnbekend)
	_, err = o.haalt(medewerker, g.dossier, g.melding)
	weigertMet(t, err, domain.CodeOnbekend)
	rs, err := o.Raadplegingen(t.Context(), o.Beslis(officer, domain.HandelingToezien, g.dossier, "onderzoek"), g.dossier,
		nil, "v-1")
	goed(t, err)
	n := 0
	for _, r := range rs {
		if f := r.Geraadpleegd; f != nil && f.Wat == toegang.WatBijlage {
			n++
			if (f.Onderdeel == welk) != (f.Aantal == 1 && len(f.Digest) > 0) {
				t.Errorf("the fact says %+v", f)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d facts", n)
	}
}

// What can be refused without the bytes is refused before one is read; what cannot, before anything is recorded.
func TestBijlageGeweigerd(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	heel := brief(t, g.kind)
	weg := heel
	weg.ID = g.melding
	film := heel
	film.Bijlage.Soort, film.Bijlage.Opname = domain.BijlageVideo, &domain.Opname{Wijze: domain.OpnameHeimelijk}
	lengte := func(n int64) *int64 { return &n }
	gelezen := errors.New("it was read")
	for naam, geval := range map[string]struct {
		b    domain.VoegBijlageToe
		m    met
		code domain.Code
	}{
		"een bezet id":                  {weg, met{bytes: iotest.ErrReader(gelezen)}, domain.CodeBestaatAl},
		"ZOB-22b, een verborgen opname": {film, met{bytes: iotest.ErrReader(gelezen)}, domain.CodeHeimelijk},
		"wie niet mag": {heel, met{wie: inspecteur, bytes: iotest.ErrReader(gelezen)},
			domain.CodeGeenToegang},
		"ZOB-7.4, wie dit soort niet mag": {heel, met{wie: officer, bytes: iotest.ErrReader(gelezen)},
			domain.CodeGeenToegang},
		"te groot, zegt wie stuurt": {heel, met{bytes: iotest.ErrReader(gelezen), omvang: lengte(101), max: 100},
			domain.CodeTeGroot},
		"niets, zegt wie stuurt": {heel, met{bytes: iotest.ErrReader(gelezen), omvang: lengte(0)},
			domain.CodeOngeldig},
		"te groot": {heel, met{bytes: bytes.NewReader(pdf(200_001)), max: 200_000},
			domain.CodeTeGroot},
		"langer dan gezegd": {heel, met{bytes: bytes.NewReader(pdf(200_001)), omvang: lengte(200_000)},
			domain.CodeOngeldig},
		"korter dan gezegd": {heel, met{bytes: bytes.NewReader(pdf(199_999)), omvang: lengte(200_000)},
			domain.CodeOngeldig},
		"leeg": {heel, met{bytes: bytes.NewReader(nil)}, domain.CodeOngeldig},
		"een programma": {heel,
			met{bytes: strings.NewReader("\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 200))}, domain.CodeBestandstype},
		"een programma dat een brief zegt": {heel, met{bytes: strings.NewReader("MZ" + strings.Repeat("\x00", 200))},
			domain.CodeBestandstype},
		"html": {heel,
			met{bytes: strings.NewReader("<!DOCTYPE html><html><script>alert(1)</script></html>")}, domain.CodeBestandstype},
		"svg": {heel,
			met{bytes: strings.NewReader(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`)}, domain.CodeBestandstype},
		"een archief": {heel,
			met{bytes: strings.NewReader("PK\x03\x04\x14\x00\x00\x00\x08\x00" + strings.Repeat("x", 200))},
			domain.CodeBestandstype},
		"ZOB-22a, geluid dat een brief heet": {heel, met{bytes: strings.NewReader("ID3\x04" + strings.Repeat("\x00", 400))},
			domain.CodeOngeldig},
		"niets dat een bestand van een soort": {heel, met{bytes: strings.NewReader("\x01\x02\x03\x00\x05")},
			domain.CodeBestandstype},
	} {
		_, err := o.voegtToe(g.dossier, geval.b, geval.m)
		if errors.Is(err, gelezen) {
			t.Errorf("%s: the bytes were read", naam)
		}
		t.Run(naam, func(t *testing.T) { weigertMet(t, err, geval.code) })
	}
	for _, at := range []int{0, 10, 70_000, 200_000} {
		_, err := o.voegtToe(g.dossier, heel,
			met{bytes: io.MultiReader(bytes.NewReader(pdf(200_000)[:at]), iotest.ErrReader(io.ErrUnexpectedEOF))})
		if !errors.Is(err, ErrBestandAfgebroken) {
			t.Errorf("broken off at %d: %v", at, err)
		}
	}
	if er := o.opSchijf(); len(er) > 0 {
		t.Errorf("%d files were left", len(er))
	}
	if n := o.tel(g.dossier, domain.SoortBijlageToegevoegd); n > 0 {
		t.Errorf("%d were recorded", n)
	}
	o.verifieerSchoon()
}

// The same request with the same file is recorded once; with another file it is another request.
func TestBijlageHerhaald(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	b, s := brief(t, g.kind), uuid.New()
	een, err := o.voegtToe(g.dossier, b, met{bytes: bytes.NewReader(pdf(100_000)), sleutel: s})
	goed(t, err)
	weer := brief(t, g.kind)
	twee, err := o.voegtToe(g.dossier, weer, met{bytes: bytes.NewReader(pdf(100_000)), sleutel: s})
	goed(t, err)
	if !twee.Herhaald || twee.Eerste != een.Eerste {
		t.Errorf("%+v", twee)
	}
	_, err = o.voegtToe(g.dossier, weer, met{bytes: bytes.NewReader(pdf(100_001)), sleutel: s})
	weigertMet(t, err, domain.CodeAndereAanvraag)
	o.hetBestand()
}

// Altered, cut off, lengthened, gone or changed for another: what is not what was stored never comes out whole, and
// verify names it.
func TestBijlageAangetast(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	heel := pdf(200_000)
	welk := o.heeftToegevoegd(g.dossier, heel, g.kind)
	pad := o.hetBestand()
	goedBestand, err := os.ReadFile(pad)
	goed(t, err)
	anders := slices.Clone(goedBestand)
	anders[150_000] ^= 1
	for naam, geval := range map[string]struct {
		doe func() error
		wat string
	}{
		"gewijzigd": {func() error { return os.WriteFile(pad, anders, 0o600) }, "gewijzigd"},
		"afgekapt": {func() error {
			return os.WriteFile(pad, goedBestand[:len(goedBestand)-1], 0o600)
		}, "afgekapt"},
		"afgekapt op stuk": {func() error { return os.WriteFile(pad, goedBestand[:33+65_552], 0o600) }, "afgekapt"},
		"verlengd": {func() error {
			return os.WriteFile(pad, append(slices.Clone(goedBestand), 0), 0o600)
		}, "verlengd"},
		"leeg": {func() error { return os.WriteFile(pad, nil, 0o600) }, "afgekapt"},
		"weg":  {func() error { return os.Remove(pad) }, "ontbreekt"},
		"een ander bestand": {func() error { return os.WriteFile(pad, bytes.Repeat([]byte{1}, len(goedBestand)), 0o600) },
			"gewijzigd"},
	} {
		goed(t, geval.doe())
		ruw, err := o.haalt(medewerker, g.dossier, welk)
		t.Run(naam, func(t *testing.T) { weigertMet(t, err, domain.CodeBestandStuk) })
		if len(ruw) >= len(heel) || !bytes.HasPrefix(heel, ruw) {
			t.Errorf("%s: %d bytes came out", naam, len(ruw))
		}
		var v Verificatie
		goed(t, o.Verifieer(t.Context(), &v, nil, nil))
		if len(v.Bevindingen) != 1 || !strings.Contains(v.Bevindingen[0].Wat, geval.wat) {
			t.Errorf("%s: verify says %v", naam, v.Bevindingen)
		}
		goed(t, os.WriteFile(pad, goedBestand, 0o600))
	}
	o.verifieerSchoon()
}

// A file that no event names goes after a day, and what a crash leaves of an upload; one that an event names stays,
// however old.
func TestVeegBijlagen(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	o.heeftToegevoegd(g.dossier, pdf(100), g.kind)
	blijft := o.hetBestand()
	wees := func(d id.Dossier) {
		goed(t, o.Bijlagen.Put(t.Context(), bijlage.Name{Dossier: d, Bestand: id.Van[id.Bestand](uuid.New())},
			func(w io.Writer) error {
				_, err := w.Write([]byte("niets"))
				return err
			}))
	}
	wees(g.dossier)
	wees(nieuwD())
	goed(t, os.WriteFile(blijft+".18a.tmp", []byte("half"), 0o600))
	goed(t, os.WriteFile(o.pad("bijlagen/van-een-ander"), []byte("x"), 0o600))
	veegt := func(wil int) {
		t.Helper()
		if n, err := o.VeegBijlagen(t.Context()); n != wil || err != nil {
			t.Errorf("swept %d, not %d: %v", n, wil, err)
		}
	}
	o.klok.t = time.Now().Add(wezentijd - time.Hour)
	veegt(0)
	o.verifieerSchoon()
	o.klok.verder(2 * time.Hour)
	var v Verificatie
	goed(t, o.Verifieer(t.Context(), &v, nil, nil))
	if len(v.Bevindingen) != 4 {
		t.Errorf("verify names %v", v.Bevindingen)
	}
	veegt(3)
	goed(t, os.Remove(o.pad("bijlagen/van-een-ander")))
	if o.hetBestand() != blijft {
		t.Error("the wrong one stayed")
	}
	o.verifieerSchoon()
}

// A file is readable to whoever its newest wording concerns, and its metadata are corrected without it.
func TestBijlageGecorrigeerd(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	welk := o.heeftToegevoegd(g.dossier, pdf(1000), g.moeder)
	beter := brief(t).Bijlage
	beter.Naam = schrijft(t, "Brief van de basisschool")
	o.doet(medewerker, g.dossier, domain.Corrigeer{Onderdeel: welk, Wijze: domain.WijzeVerbeteren,
		Over: []id.Betrokkene{g.moeder, g.kind}, Correctie: domain.NieuweCorrectie("schrijffout", &beter)})
	if got := o.ziet(medewerker, g.dossier, Momenten{}).leest(welk); got != "Brief van de basisschool" {
		t.Error("the correctie does not show")
	}
	v := nieuwV()
	o.doet(officer, g.dossier, domain.BesluitVernietiging{
		ID: v, Omvang: domain.Omvang{Betrokkene: g.moeder}, Grond: "bezwaar", Motivering: schrijft(t, "Bezwaar."),
		Keuzes: []domain.Keuze{
			{Onderdeel: domain.IdentiteitVan(g.moeder), Uitkomst: domain.UitkomstVernietigen},
			{Onderdeel: g.melding, Uitkomst: domain.UitkomstVernietigen},
			{Onderdeel: welk, Uitkomst: domain.UitkomstBehouden,
				Behoud: domain.Behoud{Belang: g.kind, Waarom: schrijft(t, "Zorg.")}},
		}})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	ruw, err := o.haalt(medewerker, g.dossier, welk)
	if err != nil || len(ruw) != 1000 {
		t.Errorf("kept in the interest of another it does not open: %v", err)
	}
	o.doet(medewerker, g.dossier, domain.Corrigeer{Onderdeel: welk, Wijze: domain.WijzeAfschermen,
		Correctie: domain.NieuweCorrectie("niet-ter-zake", nil)})
	_, err = o.haalt(medewerker, g.dossier, welk)
	weigertMet(t, err, domain.CodeAfgeschermd)
	vs, err := o.Vergelijk(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier, "onderzoek"),
		g.dossier, o.klok.t.Add(-time.Hour), o.nu(), "v-1")
	goed(t, err)
	for _, x := range vs.Onderdelen {
		for _, veld := range x.Velden {
			if strings.Contains(veld.Veld, "sleutel") {
				t.Error("the key of a file stands in a difference")
			}
		}
	}
	o.verifieerSchoon()
}

// bestandWeg is a dossier with a file about the moeder alone, and the besluit to destroy it.
func (o *opstelling) bestandWeg() (g gezin, welk id.Onderdeel, v id.Vernietiging) {
	o.t.Helper()
	g, v = o.opentGezin(), nieuwV()
	welk = o.heeftToegevoegd(g.dossier, pdf(100_000), g.moeder)
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Onderdeel: welk},
		Grond: "onrechtmatig", Motivering: schrijft(o.t, "Hoort hier niet."),
		Keuzes: []domain.Keuze{{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen}}})
	return g, welk, v
}

// After an erasure nothing of a file stands in any byte of any file; a copy that is put back opens with nothing, is
// named, and is swept.
func TestVernietigingVanBijlageLaatGeenByteAchter(t *testing.T) {
	o := stelOp(t)
	g, welk, v := o.bestandWeg()
	pad := o.hetBestand()
	oud, err := os.ReadFile(pad)
	goed(t, err)
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	b, err := z.bijlage(o.sleutels(t.Context()), welk)
	goed(t, err)
	sleutel := b.Bestand.Sleutel
	spelden := []speld{{"start of the file", oud[:64]}, {"end of the file", oud[len(oud)-64:]}, {"key", sleutel[:]},
		{"key in base64", []byte(base64.StdEncoding.EncodeToString(sleutel[:])[:40])}, {"plain", []byte("verzonnen brief")}}
	if n := gevonden(t, o.map_, spelden); n["start of the file"] != 1 || n["key"]+n["key in base64"]+n["plain"] > 0 {
		t.Fatalf("before the erasure: %v", n)
	}
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	if n := gevonden(t, o.map_, spelden); len(n) > 0 {
		t.Errorf("%v is left", n)
	}
	_, err = o.haalt(medewerker, g.dossier, welk)
	weigertMet(t, err, domain.CodeVernietigd)
	o.verifieerSchoon()

	goed(t, os.WriteFile(pad, oud, 0o600))
	_, err = o.haalt(medewerker, g.dossier, welk)
	weigertMet(t, err, domain.CodeVernietigd)
	var w Verificatie
	goed(t, o.Verifieer(t.Context(), &w, nil, nil))
	if len(w.Bevindingen) != 1 || !strings.Contains(w.Bevindingen[0].Wat, "opent met geen sleutel") {
		t.Errorf("put back: %v", w.Bevindingen)
	}
	if n, err := o.VeegBijlagen(t.Context()); n != 1 || err != nil || len(o.opSchijf()) > 0 {
		t.Errorf("swept %d: %v", n, err)
	}
	goed(t, o.herstart())
	o.verifieerSchoon()
}

// Each step around a file fails twice: lost, and done but reported failed. What is left is whole: no event without its
// file, nothing that a later try or a sweep does not put right.
func TestElkeStapVanEenBijlageMagMislukken(t *testing.T) {
	for _, gedaan := range []bool{false, true} {
		ontregel := func(s stap) storing {
			return func(welke stap, doe func() error) error {
				if welke != s {
					return doe()
				}
				if gedaan {
					goed(t, doe())
				}
				return errStoring
			}
		}
		t.Run(fmt.Sprintf("bewaren/gedaan=%v", gedaan), func(t *testing.T) {
			o := stelOp(t)
			o.t = t
			g, s := o.opentGezin(), uuid.New()
			o.zetStoring(ontregel(stapBijlageBewaren))
			_, err := o.voegtToe(g.dossier, brief(t, g.kind), met{bytes: bytes.NewReader(pdf(1000)), sleutel: s})
			if !errors.Is(err, errStoring) || o.tel(g.dossier, domain.SoortBijlageToegevoegd) > 0 {
				t.Fatalf("recorded without its file: %v", err)
			}
			o.zetStoring(nil)
			b := brief(t, g.kind)
			_, err = o.voegtToe(g.dossier, b, met{bytes: bytes.NewReader(pdf(1000)), sleutel: s})
			goed(t, err)
			o.heelNaVegen(g, b.ID)
		})
		for _, herstart := range []bool{false, true} {
			t.Run(fmt.Sprintf("verwijderen/gedaan=%v/herstart=%v", gedaan, herstart), func(t *testing.T) {
				o := stelOp(t)
				o.t = t
				g, welk, v := o.bestandWeg()
				o.zetStoring(ontregel(stapBestanden))
				if _, err := o.probeer(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v}); !errors.Is(err,
					ErrNogUitTeVoeren) {
					t.Fatal(err)
				}
				_, err := o.haalt(medewerker, g.dossier, welk)
				weigertMet(t, err, domain.CodeVernietigd)
				o.zetStoring(nil)
				if herstart {
					goed(t, o.herstart())
				} else {
					goed(t, o.RondAf(t.Context()))
				}
				if er := o.opSchijf(); len(er) > 0 || o.tel(g.dossier, domain.SoortVernietigingUitgevoerd) != 1 {
					t.Errorf("%d files are left", len(er))
				}
				o.verifieerSchoon()
			})
		}
		t.Run(fmt.Sprintf("vastleggen/gedaan=%v", gedaan), func(t *testing.T) {
			o, grillig := metGrillig(t)
			g, b, s := o.opentGezin(), brief(t), uuid.New()
			grillig.zet(func(p poging) (eventstore.Appended, error) {
				if !p.is(domain.SoortBijlageToegevoegd) {
					return p.door()
				}
				if gedaan {
					if _, err := p.door(); err != nil {
						return eventstore.Appended{}, err
					}
				}
				return eventstore.Appended{}, context.Canceled
			})
			if _, err := o.voegtToe(g.dossier, b, met{bytes: bytes.NewReader(pdf(1000)), sleutel: s}); err == nil {
				t.Fatal("the fault did not show")
			}
			grillig.zet(nil)
			u, err := o.voegtToe(g.dossier, b, met{bytes: bytes.NewReader(pdf(1000)), sleutel: s})
			goed(t, err)
			if u.Herhaald != gedaan || o.tel(g.dossier, domain.SoortBijlageToegevoegd) != 1 {
				t.Errorf("recorded %d times", o.tel(g.dossier, domain.SoortBijlageToegevoegd))
			}
			o.heelNaVegen(g, b.ID)
		})
	}
}

// heelNaVegen: a bijlage opens, and a sweep two days later leaves its file alone.
func (o *opstelling) heelNaVegen(g gezin, welk id.Onderdeel) {
	o.t.Helper()
	o.klok.t = time.Now().Add(2 * wezentijd)
	_, err := o.VeegBijlagen(context.Background())
	goed(o.t, err)
	o.hetBestand()
	if ruw, err := o.haalt(medewerker, g.dossier, welk); err != nil || len(ruw) != 1000 {
		o.t.Errorf("it does not open: %v", err)
	}
	o.verifieerSchoon()
}

// ZOB-22a: whom an opname shows is said with their consent, also later.
func TestOpnameKoppelen(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	b := brief(t, g.kind)
	b.Bijlage.Soort = domain.BijlageFoto
	b.Bijlage.Opname = &domain.Opname{Wijze: domain.OpnameOpenlijk,
		Toestemming: []domain.ToestemmingVoor{{Voor: g.kind, Door: g.moeder, Op: waarde.DatumVan(o.nu())}}}
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + strings.Repeat("\x00", 100)
	_, err := o.voegtToe(g.dossier, b, met{bytes: strings.NewReader(png)})
	goed(t, err)
	ander := nieuwB()
	o.doet(medewerker, g.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: ander,
		Identiteit: identiteit("Jan", "Verzonnen", "ouder")}})
	_, err = o.probeer(medewerker, g.dossier, domain.Koppel{Onderdeel: b.ID, Betrokkene: ander})
	weigertMet(t, err, domain.CodeToestemming)
	letter := o.heeftToegevoegd(g.dossier, pdf(1000), g.kind)
	o.doet(medewerker, g.dossier, domain.Koppel{Onderdeel: letter, Betrokkene: ander})
	o.verifieerSchoon()
}
