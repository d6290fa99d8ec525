package ledger

import (
	"bytes"
	"context"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
)

// briefElders is a bijlage about the mother that left with all of its dossier, or by itself.
type briefElders struct {
	*opstelling
	oud, nieuw gezin
	brief      id.Onderdeel // in both
	ruw        []byte
	toen       time.Time // when it was still there
}

func (o *opstelling) briefVerhuist(geheel bool, ruw []byte) briefElders {
	o.t.Helper()
	v := briefElders{opstelling: o, oud: o.opentGezin(), nieuw: o.opentGezin(), ruw: ruw}
	v.brief = o.heeftToegevoegd(v.oud.dossier, ruw, v.oud.moeder)
	v.toen = o.nu()
	b := domain.BrengOver{Geheel: geheel, Personen: dezelfden(v.oud, v.nieuw)}
	if !geheel {
		b.Onderdelen = []domain.Overgang{{Onderdeel: v.brief}}
	}
	_, err := o.overbrengt(v.oud.dossier, v.nieuw.dossier, b)
	goed(o.t, err)
	return v
}

func (v briefElders) leest(wie toegang.Actor, op time.Time) (*Bijlagelezing, error) {
	g := v.Beslis(wie, domain.HandelingRaadplegen, v.oud.dossier, "onderzoek")
	return v.LeesBijlage(v.t.Context(), g, v.oud.dossier, v.brief, Momenten{BeschikbaarOp: &op}, "v-1")
}

func (v briefElders) haaltToen(wie toegang.Actor) ([]byte, error) {
	r, err := v.leest(wie, v.toen)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var uit bytes.Buffer
	err = r.Schrijf(context.Background(), &uit)
	return uit.Bytes(), err
}

// The file of a bijlage that left is read as of a moment of before: the very bytes, from where it now lies, for as
// long as who asks may see it there and here, in its newest wording too (ZOB-6.1, ZOB-17.1, ZOB-15b, ZOB-8).
func TestEerderBestandGemaskerdAlsNu(t *testing.T) {
	sluit := func(wijze domain.Wijze) func(briefElders) {
		return func(v briefElders) {
			k := domain.NieuweCorrectie("niet-ter-zake", nil)
			k.Motivering = schrijft(t, "Zo is het.")
			v.doet(teamleider, v.nieuw.dossier, domain.Corrigeer{Onderdeel: v.brief, Wijze: wijze, Correctie: k})
		}
	}
	for naam, g := range map[string]struct {
		doe    func(briefElders)
		werker domain.Code // why the medewerker does not get it; "" where that is why the teamleider does not
		leider domain.Code
	}{
		"ongemoeid":   {},
		"afgeschermd": {doe: sluit(domain.WijzeAfschermen), leider: domain.CodeAfgeschermd},
		"verwijderd":  {doe: sluit(domain.WijzeVerwijderen), leider: domain.CodeStand},
		"geheim":      {doe: sluit(domain.WijzeGeheimMaken), werker: domain.CodeGeenToegang},
		"daar gewist": {doe: func(v briefElders) {
			v.wist(v.nieuw.dossier, v.nieuw.moeder, v.nieuw.kind)
		}, leider: domain.CodeVernietigd},
		"adres is geheim": {doe: func(v briefElders) { v.maaktGeheim(v.nieuw) }, werker: domain.CodeGeenToegang},
		"terug en weg": {doe: func(v briefElders) {
			_, err := v.overbrengt(v.nieuw.dossier, v.opentGezin().dossier,
				domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.brief}},
					Personen: []domain.Persoonspaar{{Hier: v.nieuw.moeder, Daar: nieuwB()}}})
			goed(t, err)
		}},
	} {
		for _, geheel := range []bool{true, false} {
			o := stelOp(t)
			v := o.briefVerhuist(geheel, []byte("Zij zit nu op Kerkweg 99 in Elders.\n"))
			if g.doe != nil {
				g.doe(v)
			}
			for _, wie := range []toegang.Actor{medewerker, teamleider} {
				want := g.leider
				if wie.Rol == toegang.Medewerker && g.werker != "" {
					want = g.werker
				}
				ruw, err := v.haaltToen(wie)
				if want != "" {
					wilWeigering(t, err, want)
				} else if goed(t, err); !bytes.Equal(ruw, v.ruw) {
					t.Errorf("%s, all %v: it is %d bytes that were not added", naam, geheel, len(ruw))
				}
			}
			if !geheel {
				_, err := v.haalt(teamleider, v.oud.dossier, v.brief)
				wilWeigering(t, err, domain.CodeOvergebracht)
			}
			_, err := v.leest(teamleider, v.toen.Add(-time.Second))
			wilWeigering(t, err, domain.CodeOnbekend)
			o.verifieerSchoon()
		}
	}
}

func (v briefElders) maaktGeheim(g gezin) {
	v.t.Helper()
	v.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
		NieuwContact: domain.NieuwContact{ID: nieuwO(), Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
}

// Who was erased or shielded in the dossier that it left keeps it closed there, whoever the person is where it lies.
// That it was that one's letter may have been found out after the moment.
func TestEerderBestandHierDicht(t *testing.T) {
	o := stelOp(t)
	k := o.opentGezin()
	welk := o.heeftToegevoegd(k.dossier, pdf(3000), k.kind)
	toen := o.nu()
	van := brief(t).Bijlage
	van.Bron = domain.Bron{Soort: "betrokkene", Wie: k.moeder}
	o.corrigeert(k.dossier, welk, domain.WijzeVerbeteren, &van)
	daar := o.opentGezin()
	_, err := o.overbrengt(k.dossier, daar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: welk}}, Personen: dezelfden(k, daar)})
	goed(t, err)
	later := briefElders{opstelling: o, oud: k, nieuw: daar, brief: welk, toen: toen}
	_, err = later.haaltToen(teamleider)
	goed(t, err)
	o.doet(medewerker, k.dossier, schermAf(domain.IdentiteitVan(k.moeder)))
	_, err = later.haaltToen(teamleider)
	wilWeigering(t, err, domain.CodeAfgeschermd)

	v := o.briefVerhuist(false, pdf(3000))
	v.doet(medewerker, v.oud.dossier, schermAf(domain.IdentiteitVan(v.oud.moeder)))
	_, err = v.haaltToen(teamleider)
	wilWeigering(t, err, domain.CodeAfgeschermd)
	v.wist(v.oud.dossier, v.oud.moeder, v.oud.kind)
	_, err = v.haaltToen(teamleider)
	wilWeigering(t, err, domain.CodeVernietigd)
	if ruw, err := v.haalt(teamleider, v.nieuw.dossier, v.brief); err != nil || !bytes.Equal(ruw, v.ruw) {
		t.Errorf("where it lies it is %d bytes: %v", len(ruw), err)
	}
}

// What is destroyed where it lies goes out no further, also of a reading through the dossier that it left (ZOB-17.1).
func TestEerderBestandVernietigdTijdensLezen(t *testing.T) {
	o, gr := metGrillig(t)
	v := o.briefVerhuist(false, pdf(200_000))
	_, err := o.overbrengt(v.nieuw.dossier, v.oud.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.brief}}, Personen: dezelfden(v.nieuw, v.oud)})
	goed(t, err) // where it is another onderdeel than it was
	r, err := v.leest(teamleider, v.toen)
	goed(t, err)
	v.wist(v.oud.dossier, v.oud.moeder, v.oud.kind)
	var uit bytes.Buffer
	wilWeigering(t, r.Schrijf(t.Context(), &uit), domain.CodeVernietigd)
	r.Close()
	if uit.Len() > 0 {
		t.Errorf("%d bytes went out of what was destroyed", uit.Len())
	}

	v = o.briefVerhuist(true, pdf(3000))
	gr.zet(func(p poging) (eventstore.Appended, error) {
		if p.stroom == ToegangStroom(v.oud.dossier) {
			gr.zet(nil)
			v.wist(v.nieuw.dossier, v.nieuw.moeder, v.nieuw.kind)
		}
		return p.door()
	})
	_, err = v.haaltToen(teamleider)
	wilWeigering(t, err, domain.CodeVernietigd)
	if len(o.bestandsslot.lezers) > 0 {
		t.Error("readings are remembered that were closed")
	}
}

// ligt is which bijlage of a dossier stands there.
func (o *opstelling) ligt(d id.Dossier) id.Onderdeel {
	o.t.Helper()
	z, err := o.lees(o.t.Context(), d)
	goed(o.t, err)
	for _, n := range z.nu.Onderdelen {
		if n.Bestand != nil && n.Stand == domain.StandGeldig {
			return n.ID
		}
	}
	return id.Onderdeel{}
}

// Both dossiers say that it was read, each by the id that it has there (ZOB-7.5).
func TestEerderBestandStaatInBeideDossiers(t *testing.T) {
	o := stelOp(t)
	v := o.briefVerhuist(false, pdf(3000))
	_, err := o.overbrengt(v.nieuw.dossier, v.oud.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: v.brief}}, Personen: dezelfden(v.nieuw, v.oud)})
	goed(t, err)
	_, err = o.overbrengt(v.oud.dossier, v.nieuw.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: o.ligt(v.oud.dossier)}},
			Personen: dezelfden(v.oud, v.nieuw)})
	goed(t, err)
	daarAls := o.ligt(v.nieuw.dossier)
	if daarAls == v.brief {
		t.Fatal("it came by the id that it had, and the test tests nothing")
	}
	hier, daar := len(o.raadplegingenVan(v.oud.dossier)), len(o.raadplegingenVan(v.nieuw.dossier))
	_, err = v.haaltToen(medewerker)
	goed(t, err)
	inOud, inNieuw := o.raadplegingenVan(v.oud.dossier)[hier:], o.raadplegingenVan(v.nieuw.dossier)[daar:]
	if len(inOud) != 1 || len(inNieuw) != 1 {
		t.Fatalf("%d and %d facts were stored", len(inOud), len(inNieuw))
	}
	a, b := inOud[0], inNieuw[0]
	if a.Wat != toegang.WatBijlage || b.Wat != toegang.WatBijlage || a.Onderdeel != v.brief || b.Onderdeel != daarAls ||
		a.Aantal != 1 || b.Aantal != 1 || b.Via != v.oud.dossier || !b.BeschikbaarOp.Equal(v.toen) {
		t.Error("the facts are of another reading than was done")
	}
}
