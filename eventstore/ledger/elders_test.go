package ledger

import (
	"slices"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
)

// verhuisd is a dossier of which all, or one gegeven, is in another one now.
type verhuisd struct {
	*opstelling
	oud, nieuw gezin
	gegeven    id.Onderdeel // of both, in the words of both
	toen       time.Time    // when it was still there
}

const verhuisdeTekst = "Sanne zag Bram vallen."

func (o *opstelling) verhuist(geheel bool) verhuisd {
	o.t.Helper()
	v := verhuisd{opstelling: o, oud: o.opentGezin(), nieuw: o.opentGezin(), gegeven: nieuwO()}
	o.doet(medewerker, v.oud.dossier, domain.LegGegevenVast{ID: v.gegeven, Rubriek: "zorgen",
		Over:    []id.Betrokkene{v.oud.moeder, v.oud.kind},
		Gegeven: gegeven(schrijft(o.t, vermeld{v.oud.moeder, "Sanne"}, " zag ", vermeld{v.oud.kind, "Bram"}, " vallen."))})
	v.toen = o.nu()
	b := domain.BrengOver{Geheel: geheel,
		Personen: []domain.Persoonspaar{{Hier: v.oud.moeder, Daar: v.nieuw.moeder}, {Hier: v.oud.kind, Daar: v.nieuw.kind}}}
	if !geheel {
		b.Onderdelen = []domain.Overgang{{Onderdeel: v.gegeven}}
	}
	_, err := o.overbrengt(v.oud.dossier, v.nieuw.dossier, b)
	goed(o.t, err)
	return v
}

// toenIn is the view of the old dossier at the moment at which it still was there.
func (v verhuisd) toenIn(wie toegang.Actor) *Beeld {
	v.t.Helper()
	return v.ziet(wie, v.oud.dossier, Momenten{BeschikbaarOp: &v.toen})
}

// What left is shown at a moment of before, masked as now: by what became of it where it now is, by who was erased or
// shielded in either dossier, and by what the reader may see (ZOB-6.1, ZOB-17.1, ZOB-6.2b, ZOB-8).
func TestEerderBeeldGemaskerdAlsNu(t *testing.T) {
	sluit := func(v verhuisd, wijze domain.Wijze) {
		k := domain.NieuweCorrectie("niet-ter-zake", nil)
		k.Motivering = schrijft(t, "Zo is het.")
		v.doet(teamleider, v.nieuw.dossier, domain.Corrigeer{Onderdeel: v.gegeven, Wijze: wijze, Correctie: k})
	}
	for naam, g := range map[string]struct {
		geheel    bool
		doe       func(verhuisd)
		werker    string // what the medewerker reads; "" where that is what the teamleider reads
		leider    string
		stand     domain.Stand
		zonderWie bool // it is not said whom it concerns
	}{
		"samengevoegd": {geheel: true, leider: verhuisdeTekst, stand: domain.StandOvergebracht},
		"verplaatst":   {leider: verhuisdeTekst, stand: domain.StandOvergebracht},
		"daar gewist": {geheel: true, doe: func(v verhuisd) { v.wist(v.nieuw.dossier, v.nieuw.moeder, v.nieuw.kind) },
			leider: "[vernietigd] zag Bram vallen.", stand: domain.StandOvergebracht},
		"beiden gewist": {geheel: true, doe: func(v verhuisd) {
			v.wist(v.nieuw.dossier, v.nieuw.moeder, v.nieuw.kind)
			v.wist(v.nieuw.dossier, v.nieuw.kind, id.Betrokkene{})
		}, leider: "<vernietigd>", stand: domain.StandVernietigd},
		"hier gewist": {doe: func(v verhuisd) {
			v.wist(v.oud.dossier, v.oud.moeder, v.oud.kind)
		}, leider: "[vernietigd] zag Bram vallen.", stand: domain.StandOvergebracht},
		"hier beiden gewist": {doe: func(v verhuisd) {
			v.wist(v.oud.dossier, v.oud.moeder, v.oud.kind)
			v.wist(v.oud.dossier, v.oud.kind, id.Betrokkene{})
		},
			leider: "<vernietigd>", stand: domain.StandVernietigd},
		"daar vernietigd": {doe: func(v verhuisd) {
			b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Dossier: true}, Grond: "bezwaar",
				Motivering: schrijft(t, "Alles.")}
			z, err := v.lees(t.Context(), v.nieuw.dossier)
			goed(t, err)
			for _, k := range z.nu.Betreft(b.Omvang) {
				b.Keuzes = append(b.Keuzes, domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen})
			}
			v.doet(officer, v.nieuw.dossier, b)
			v.doet(teamleider, v.nieuw.dossier, domain.KeurVernietigingGoed{ID: b.ID})
		}, leider: "<vernietigd>", stand: domain.StandVernietigd},
		"afgeschermd": {geheel: true, doe: func(v verhuisd) { sluit(v, domain.WijzeAfschermen) }, leider: "<afgeschermd>",
			stand: domain.StandAfgeschermd},
		"verwijderd": {doe: func(v verhuisd) {
			sluit(v, domain.WijzeVerwijderen)
		}, leider: "<verwijderd>", stand: domain.StandVerwijderd},
		"geheim": {doe: func(v verhuisd) {
			sluit(v, domain.WijzeGeheimMaken)
		}, werker: "<geheim>", leider: verhuisdeTekst, stand: domain.StandOvergebracht},
		"daar wie dicht": {geheel: true, doe: func(v verhuisd) {
			v.doet(medewerker, v.nieuw.dossier, schermAf(domain.IdentiteitVan(v.nieuw.moeder)))
		}, leider: "[afgeschermd] zag Bram vallen.", stand: domain.StandOvergebracht},
		"van een ander af": {doe: func(v verhuisd) {
			v.doet(medewerker, v.nieuw.dossier, domain.Ontkoppel{Vernietiging: nieuwV(), Onderdeel: v.gegeven,
				Betrokkene: v.nieuw.kind})
		}, leider: "Sanne zag [vernietigd] vallen.", stand: domain.StandOvergebracht},
		// A gegeven can be somebody's own words: what is shielded here closes it here, whatever it says.
		"hier wie dicht": {doe: func(v verhuisd) {
			v.doet(medewerker, v.oud.dossier, schermAf(domain.IdentiteitVan(v.oud.moeder)))
		}, leider: "<afgeschermd>", stand: domain.StandAfgeschermd, zonderWie: true},
	} {
		t.Run(naam, func(t *testing.T) {
			o := stelOp(t)
			v := o.verhuist(g.geheel)
			if g.doe != nil {
				g.doe(v)
			}
			for _, wie := range []toegang.Actor{medewerker, teamleider} {
				leest := g.leider
				if wie.Rol == toegang.Medewerker && g.werker != "" {
					leest = g.werker
				}
				b := v.toenIn(wie)
				b.wil(t, v.gegeven, leest)
				if k := b.van(v.gegeven); k.Stand != g.stand || g.zonderWie != (len(k.Onderdeel.Over) == 0) {
					t.Errorf("it stands as %s, about %d", k.Stand, len(k.Onderdeel.Over))
				}
				o.kijkt(t, wie, v.oud.dossier, v.toen) // the timeline, the differences and the export show what the view does
				if now := o.ziet(wie, v.oud.dossier, Momenten{}); now.leest(v.gegeven) != "<overgebracht>" {
					t.Errorf("now it reads %q", now.leest(v.gegeven))
				}
			}
			goed(t, o.herstart())
			o.verifieerSchoon()
		})
	}
}

// ZOB-6.2b: a passage that betrays somebody who is shielded, there or here, betrays nobody in a view of before.
func TestEerderBeeldVerraadtNiemand(t *testing.T) {
	for _, waar := range []string{"daar", "hier"} {
		o := stelOp(t)
		v, daar := o.legtVerslag(), o.opentGezin()
		toen := o.nu()
		_, err := o.overbrengt(v.dossier, daar.dossier, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.id}},
			Personen: []domain.Persoonspaar{{Hier: v.moeder, Daar: daar.moeder}, {Hier: v.kind, Daar: daar.kind}}})
		goed(t, err)
		leestIs(t, o.leest(v, Momenten{BeschikbaarOp: &toen}), deelVrij+deelBetrapt+deelKind+deelSlot)
		if waar == "daar" {
			o.corrigeert(daar.dossier, domain.IdentiteitVan(daar.moeder), domain.WijzeAfschermen, nil)
		} else {
			o.corrigeert(v.dossier, domain.IdentiteitVan(v.moeder), domain.WijzeAfschermen, nil)
		}
		k := o.ziet(teamleider, v.dossier, Momenten{BeschikbaarOp: &toen}).van(v.passages[1])
		if _, leesbaar := k.Inhoud.Value(); leesbaar || k.Stand != domain.StandAfgeschermd || len(k.Onderdeel.Over) > 0 {
			t.Errorf("%s: it stands as %s, about %d, readable: %v", waar, k.Stand, len(k.Onderdeel.Over), leesbaar)
		}
		// Nor by what the timeline says beside it, then or now, or a view of now: one says that it is closed, the other
		// because of whom.
		zwijgt := func(wat string, over []id.Betrokkene) {
			t.Helper()
			if slices.Contains(over, v.moeder) {
				t.Errorf("%s: %s says whom the passage concerns", waar, wat)
			}
		}
		zwijgt("a view of now", o.ziet(teamleider, v.dossier, Momenten{}).van(v.passages[1]).Onderdeel.Over)
		for wat, m := range map[string]Momenten{"the timeline of then": {BeschikbaarOp: &toen}, "the timeline of now": {}} {
			ms, err := o.Tijdlijn(t.Context(), o.Beslis(teamleider, domain.HandelingRaadplegen, v.dossier, "onderzoek"),
				v.dossier, m, "v-1")
			goed(t, err)
			for _, mo := range ms {
				if mo.Onderdeel == v.passages[1] {
					zwijgt(wat, domain.OverVan(mo.Feit))
				}
			}
		}
		o.kijkt(t, teamleider, v.dossier, toen)
	}
}

// ZOB-8: an address that became geheim where a text now is is hidden in the view of before as well.
func TestEerderBeeldHoudtGeheim(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij Kerkweg 99."))}
	o.doet(medewerker, hier.dossier, l)
	toen := o.nu()
	_, err := o.overbrengt(hier.dossier, daar.dossier, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: l.ID}},
		Personen: []domain.Persoonspaar{{Hier: hier.kind, Daar: daar.kind}}})
	goed(t, err)
	o.doet(medewerker, daar.dossier, domain.LegContactVast{Betrokkene: daar.moeder,
		NieuwContact: domain.NieuwContact{ID: nieuwO(), Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	o.ziet(medewerker, hier.dossier, Momenten{BeschikbaarOp: &toen}).wil(t, l.ID, "Gezien bij [geheim].")
	o.ziet(teamleider, hier.dossier, Momenten{BeschikbaarOp: &toen}).wil(t, l.ID, "Gezien bij Kerkweg 99.")
}

// What came back is in the same dossier by another id, and shows at the moment of before by the one it then had.
func TestEerderBeeldVanWatTerugkwam(t *testing.T) {
	o := stelOp(t)
	v := o.verhuist(false)
	_, err := o.overbrengt(v.nieuw.dossier, v.oud.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.gegeven}},
			Personen: []domain.Persoonspaar{{Hier: v.nieuw.moeder, Daar: v.oud.moeder},
				{Hier: v.nieuw.kind, Daar: v.oud.kind}}})
	goed(t, err)
	voor := o.raadplegingenVan(v.nieuw.dossier)
	v.toenIn(medewerker).wil(t, v.gegeven, verhuisdeTekst)
	if na := o.raadplegingenVan(v.nieuw.dossier); len(na) != len(voor) {
		t.Error("a dossier that it only passed says that it was read")
	}
	o.doet(medewerker, v.oud.dossier, schermAf(domain.IdentiteitVan(v.oud.moeder)))
	if s := v.toenIn(medewerker).leest(v.gegeven); s != "<afgeschermd>" {
		t.Errorf("who is shielded reads %q", s)
	}
	v.wist(v.oud.dossier, v.oud.moeder, v.oud.kind)
	v.wist(v.oud.dossier, v.oud.kind, id.Betrokkene{})
	v.toenIn(medewerker).wil(t, v.gegeven, "<vernietigd>")
	o.verifieerSchoon()
}

// What is erased or shielded there while the facts are being stored is closed, though the facts say that it would be
// shown.
func TestWissingElders(t *testing.T) {
	o, gr := metGrillig(t)
	for want, doe := range map[string]func(verhuisd){
		"[vernietigd] zag Bram vallen.": func(v verhuisd) { v.wist(v.nieuw.dossier, v.nieuw.moeder, v.nieuw.kind) },
		"<afgeschermd>":                 func(v verhuisd) { v.doet(medewerker, v.nieuw.dossier, schermAf(v.gegeven)) },
	} {
		v := o.verhuist(true)
		gr.zet(func(p poging) (eventstore.Appended, error) {
			if p.stroom == ToegangStroom(v.oud.dossier) {
				gr.zet(nil)
				doe(v)
			}
			return p.door()
		})
		v.toenIn(teamleider).wil(t, v.gegeven, want)
	}
}

// The differences between a moment at which something still stood in a dossier and one at which it had left say that
// it left, and by whom, and nothing of what it said (ZOB-6.1).
func TestVerschilOverEenVertrek(t *testing.T) {
	o := stelOp(t)
	v := o.verhuist(true)
	ov, err := o.Vergelijk(t.Context(), o.Beslis(teamleider, domain.HandelingRaadplegen, v.oud.dossier, "onderzoek"),
		v.oud.dossier, v.toen, o.nu(), "v-1")
	goed(t, err)
	i := slices.IndexFunc(ov.Onderdelen, func(d OnderdeelVerschil) bool { return d.Onderdeel == v.gegeven })
	if i < 0 || len(ov.Onderdelen[i].Velden) != 1 {
		t.Fatalf("of what left %d onderdelen say anything", len(ov.Onderdelen))
	}
	d := ov.Onderdelen[i].Velden[0]
	oud, _ := d.Oud.Value()
	nieuw, _ := d.Nieuw.Value()
	if d.Veld != "stand" || string(oud) != `"geldig"` || string(nieuw) != `"overgebracht"` || d.Door.Feit == nil ||
		d.Door.Feit.Soort() != domain.SoortOverbrengingVoltooid {
		t.Errorf("%s went from %s to %s", d.Veld, oud, nieuw)
	}
}
