package ledger

import (
	"errors"
	"fmt"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// gaat is a gegeven of a mother and her child that went to another dossier after a backup was made.
type gaat struct {
	verhuisd
	kopie map[string][]byte
	voor  gezien // of the dossier that it left, at the moment at which it still stood there, before the backup came back
}

// verhuistNaKopie takes all of a dossier, or a gegeven, to another one after a backup was made. nieuw says that the
// child is not there yet, and comes with it.
func (o *opstelling) verhuistNaKopie(geheel, nieuw bool) gaat {
	t := o.t
	t.Helper()
	v := gaat{verhuisd: verhuisd{opstelling: o, oud: o.opentGezin(), nieuw: o.opentGezin(), gegeven: nieuwO()}}
	o.doet(medewerker, v.oud.dossier, domain.LegGegevenVast{ID: v.gegeven, Rubriek: "zorgen",
		Over:    []id.Betrokkene{v.oud.moeder, v.oud.kind},
		Gegeven: gegeven(schrijft(t, vermeld{v.oud.moeder, "Sanne"}, " zag ", vermeld{v.oud.kind, "Bram"}, " vallen."))})
	goed(t, o.herstart()) // so that the backup's vault has seen its log
	o.sluit()
	v.kopie = o.kopie()
	goed(t, o.herstart())
	v.toen = o.nu()
	b := domain.BrengOver{Geheel: geheel, Personen: dezelfden(v.oud, v.nieuw)}
	if nieuw {
		b.Personen[1].Daar = nieuwB()
		v.nieuw.kind = b.Personen[1].Daar
	}
	if !geheel {
		b.Onderdelen = []domain.Overgang{{Onderdeel: v.gegeven}}
	}
	_, err := o.overbrengt(v.oud.dossier, v.nieuw.dossier, b)
	goed(t, err)
	v.voor = o.kijkt(t, teamleider, v.oud.dossier, v.toen)
	return v
}

// opentNiet wants every key of what left to be gone, whatever the backup's vault still had of them.
func (v gaat) opentNiet() {
	v.t.Helper()
	z, err := v.lees(v.t.Context(), v.oud.dossier)
	goed(v.t, err)
	for _, r := range z.nu.Onderdelen[v.gegeven].Revisies() {
		allen := func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar }
		_, err := z.inhoud(v.sleutels(v.t.Context()), z.events[r], allen)
		if !errors.Is(err, seal.ErrDestroyed) {
			v.t.Errorf("what left opens where it was: %v", err)
		}
	}
}

// A vault of before an overbrenging, put back beside the log of today: what left is destroyed once more before
// anything opens, and every view, of now and of then, says what it said. Also where the log was last seen before the
// overbrenging (ZOB-6.1, ZOB-17.1).
func TestOudeKluisNaEenOverbrenging(t *testing.T) {
	for _, geheel := range []bool{true, false} {
		for _, gestart := range []bool{true, false} {
			t.Run(fmt.Sprintf("geheel=%v/gestart=%v", geheel, gestart), func(t *testing.T) {
				o := stelOp(t)
				v := o.verhuistNaKopie(geheel, false)
				if gestart {
					goed(t, o.herstart())
				}
				o.sluit()
				o.zetTerug(v.kopie, bestandKluis)
				goed(t, o.herstart())
				goed(t, o.RondAf(t.Context()))
				v.opentNiet()
				if s := v.voor.anders(o.kijkt(t, teamleider, v.oud.dossier, v.toen)); s != "" {
					t.Error(s)
				}
				o.ziet(teamleider, v.oud.dossier, Momenten{}).wil(t, v.gegeven, "<overgebracht>")
				o.ziet(teamleider, v.nieuw.dossier, Momenten{}).wil(t, v.gegeven, verhuisdeTekst)
				o.verifieerSchoon()
			})
		}
	}
}

// A vault of before an overbrenging that brought somebody new does not have that one's key, and does not pass the
// gate. Where no other copy exists and that is accepted, what only the lost key opened is lost; what another's key
// opens reads on, in either dossier, and what left opens no more by what the old vault still had (ZOB-17.1).
func TestVerlorenKluisNaEenOverbrenging(t *testing.T) {
	o := stelOp(t)
	v := o.verhuistNaKopie(true, true)
	o.sluit()
	o.zetTerug(v.kopie, bestandKluis)
	o.weigert(ErrKluisAchter, "ontbreekt", "nieuwere reservekopie van de kluis")
	_, err := o.AanvaardVerlies(t.Context(), "b.beheerder")
	goed(t, err)
	goed(t, o.Herstel(t.Context(), nil))
	goed(t, o.RondAf(t.Context()))
	v.opentNiet()
	for _, wie := range []toegang.Actor{medewerker, teamleider} {
		o.ziet(wie, v.nieuw.dossier, Momenten{}).wil(t, v.gegeven, "Sanne zag [vernietigd] vallen.")
		b := v.toenIn(wie)
		b.wil(t, v.gegeven, "Sanne zag [vernietigd] vallen.")
		b.wil(t, domain.IdentiteitVan(v.oud.kind), "<vernietigd>")
		o.kijkt(t, wie, v.oud.dossier, v.toen)
	}
	o.verifieerSchoon()
	goed(t, o.herstart())
	o.verifieerSchoon()
}

// A vault of before an overbrenging that broke off between the two dossiers: it is finished, and nothing is lost.
func TestOudeKluisNaEenHalveOverbrenging(t *testing.T) {
	for _, s := range []domain.Soort{domain.SoortOverbrengingVoltooid, domain.SoortVernietigingUitgevoerd} {
		o, _ := metGrillig(t)
		v := gaat{verhuisd: verhuisd{opstelling: o, oud: o.opentGezin(), nieuw: o.opentGezin(), gegeven: nieuwO()}}
		g := o.legt(v.oud, "Er is gesproken.")
		o.doet(medewerker, v.oud.dossier, g)
		v.gegeven = g.ID
		goed(t, o.herstart())
		o.sluit()
		v.kopie = o.kopie()
		goed(t, o.herstart())
		v.toen = o.nu()
		gr := o.Store.(*grillig) // that of the last start
		gr.zet(func(p poging) (eventstore.Appended, error) {
			if p.is(s) {
				return eventstore.Appended{}, errStoring
			}
			return p.door()
		})
		b := domain.BrengOver{Geheel: true, Personen: dezelfden(v.oud, v.nieuw)}
		if _, err := o.overbrengt(v.oud.dossier, v.nieuw.dossier, b); err == nil {
			t.Fatalf("%s: the fault did not show", s)
		}
		gr.zet(nil)
		o.sluit()
		o.zetTerug(v.kopie, bestandKluis)
		goed(t, o.herstart())
		goed(t, o.RondAf(t.Context()))
		v.opentNiet()
		o.ziet(teamleider, v.oud.dossier, Momenten{}).wil(t, v.gegeven, "<overgebracht>")
		o.ziet(teamleider, v.nieuw.dossier, Momenten{}).wil(t, v.gegeven, "Er is gesproken.")
		o.kijkt(t, teamleider, v.oud.dossier, v.toen)
		o.verifieerSchoon()
	}
}
