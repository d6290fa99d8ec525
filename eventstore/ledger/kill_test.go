package ledger

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/storetest"
	"dossierboek/eventstore/vault"
)

// TestKill kills a process that opens dossiers, records, corrects, reads and erases, again and again, on one folder.
// Through the gate everything that it acknowledged stands: each event at its revision, each access fact, each erasure.
func TestKill(t *testing.T) {
	wie := uuid.NewSHA1(uuid.NameSpaceOID, []byte("kill"))
	if dir, ack, ok := storetest.Victim(t); ok {
		o := &opstelling{t: t, map_: dir, ledger: wie, nu: time.Now}
		goed(t, o.herstart())
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				for {
					o.leeftVoort(ack)
				}
			})
		}
		wg.Wait()
	}
	o := &opstelling{t: t, map_: t.TempDir(), ledger: wie, nu: time.Now}
	o.begint()
	o.sluit()
	nog, wissingen := 0, 0
	check := func(t *testing.T, round int, acked []string) {
		o.t = t
		goed(t, o.herstart())
		defer o.sluit()
		o.verifieerSchoon() // revisions and positions without gaps, every part opens or has a tombstone
		stored := map[string]bool{}
		uitgevoerd := map[string]int{}
		for r, err := range o.store.ReadAll(t.Context(), "") {
			goed(t, err)
			stored[fmt.Sprint("event ", r.Stream, " ", r.Revision, " ", r.ID)] = true
			if d, ok := DossierVan(r.Stream); ok && r.Kind == string(domain.SoortVernietigingUitgevoerd) {
				v, _, err := ontleed(r)
				goed(t, err)
				uitgevoerd[fmt.Sprint(d, " ", v.Feit.(*domain.VernietigingUitgevoerd).Vernietiging)]++
			}
		}
		for _, line := range acked[nog:] {
			if strings.HasPrefix(line, "gewist ") {
				wissingen++
			}
		}
		nog = len(acked)
		for _, line := range acked {
			if !strings.HasPrefix(line, "gewist ") {
				if !stored[line] {
					t.Errorf("acknowledged and gone: %s", line)
				}
				continue
			}
			var dossier, betrokkene, vernietiging string
			if _, err := fmt.Sscan(line[len("gewist "):], &dossier, &betrokkene, &vernietiging); err != nil {
				t.Fatal(err)
			}
			b, err := uuid.Parse(betrokkene)
			goed(t, err)
			s, err := o.Kluis.State(t.Context(), houder(b))
			if err != nil || s.Condition != vault.Destroyed {
				t.Errorf("an acknowledged erasure came back: %v, %v", s.Condition, err)
			}
		}
		for welke, n := range uitgevoerd {
			if n != 1 {
				t.Errorf("vernietiging %s was carried out %d times", welke, n)
			}
		}
		for _, g := range o.Register.Regels() {
			if uitgevoerd[fmt.Sprint(g.Dossier, " ", g.Vernietiging)] != 1 {
				t.Errorf("the register knows of %s, the log not", g.Vernietiging)
			}
		}
	}
	storetest.Kill(t, o.map_, 22, check)
	// On a busy machine a child is often killed before its first erasure: go on until there were enough to prove
	// something.
	for more := 0; wissingen < 10 && more < 30; more++ {
		nog = 0 // each call counts what was acknowledged from its own beginning
		storetest.Kill(t, o.map_, 2, check)
	}
	if wissingen < 10 {
		t.Errorf("only %d erasures were acknowledged: this proves too little", wissingen)
	}
}

func houder(u uuid.UUID) id.Houder { return id.HouderVan(id.Van[id.Dossier](u)) }

// leeftVoort is one short life of a dossier, acknowledged as it goes.
func (o *opstelling) leeftVoort(ack func(string)) {
	schrijf := func(d id.Dossier, u Uitkomst) {
		for _, v := range u.Feiten {
			ack(fmt.Sprint("event ", DossierStroom(d), " ", v.Revisie, " ", v.ID))
		}
	}
	d, kind, moeder := nieuwD(), nieuwB(), nieuwB()
	open := opening(o.t, kind)
	open.Betrokkenen = append(open.Betrokkenen,
		domain.NieuweBetrokkene{ID: moeder, Identiteit: identiteit("Sanne", "Verzonnen", "ouder")})
	schrijf(d, o.doetNu(medewerker, d, open))
	tekst := nieuwO()
	g := gegeven(schrijft(o.t, vermeld{moeder, "Sanne"}, " slaat ", vermeld{kind, "Bram"}))
	schrijf(d, o.doetNu(medewerker, d, domain.LegGegevenVast{ID: tekst, Rubriek: "onderzoek", Gegeven: g}))
	nieuw := gegeven(schrijft(o.t, vermeld{moeder, "Sanne"}, " sloeg ", vermeld{kind, "Bram"}))
	schrijf(d, o.doetNu(medewerker, d, domain.Corrigeer{Onderdeel: tekst, Wijze: domain.WijzeVerbeteren,
		Correctie: domain.NieuweCorrectie("schrijffout", &nieuw)}))
	_, err := o.Bekijk(context.Background(), o.Beslis(medewerker, domain.HandelingRaadplegen, d, "onderzoek"), d,
		Momenten{}, "v-1")
	goed(o.t, err)
	v := nieuwV()
	schrijf(d, o.doetNu(officer, d, domain.BesluitVernietiging{
		ID: v, Omvang: domain.Omvang{Betrokkene: moeder}, Grond: "bezwaar", Motivering: schrijft(o.t, "Op verzoek."),
		Keuzes: []domain.Keuze{
			{Onderdeel: domain.IdentiteitVan(moeder), Uitkomst: domain.UitkomstVernietigen},
			{Onderdeel: tekst, Uitkomst: domain.UitkomstBehouden,
				Behoud: domain.Behoud{Belang: kind, Waarom: schrijft(o.t, "Veiligheid.")}},
		},
	}))
	schrijf(d, o.doetNu(teamleider, d, domain.KeurVernietigingGoed{ID: v}))
	ack(fmt.Sprint("gewist ", d, " ", moeder, " ", v))
}

// doetNu is doet in a process that may be killed any moment.
func (o *opstelling) doetNu(wie toegang.Actor, d id.Dossier, opdracht domain.Opdracht) Uitkomst {
	g := o.Beslis(wie, opdracht.Handeling(), d, "onderzoek")
	u, err := o.Vernietig(context.Background(), Schrijfopdracht{Grant: g, Dossier: d, Opdracht: opdracht, Verzoek: "v-1"})
	if err != nil {
		panic(err)
	}
	return u
}
