package ledger

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

func (o *opstelling) telt(wie toegang.Actor, h domain.HalfJaar,
	reden domain.CorrectieReden) (VastgesteldeTelling, error) {
	return o.StelTellingVast(o.t.Context(), o.Beslis(wie, domain.HandelingTellen, id.Dossier{}, "kwaliteit"),
		Telopdracht{HalfJaar: h, Reden: reden, Verzoek: "v-1"})
}

func (o *opstelling) tellingen(h domain.HalfJaar) []VastgesteldeTelling {
	o.t.Helper()
	ts, err := o.Tellingen(o.t.Context(), o.Beslis(teamleider, domain.HandelingTellen, id.Dossier{}, "kwaliteit"), h,
		"v-1")
	goed(o.t, err)
	return ts
}

func geweigerd(err error) domain.Code {
	var w *domain.Weigering
	if errors.As(err, &w) {
		return w.Code
	}
	return ""
}

func cel(t VastgesteldeTelling, rij, code string) int {
	for _, r := range t.Rijen {
		for _, c := range r.Cellen {
			if r.Naam == rij && c.Code == code && c.Aantal != nil {
				return *c.Aantal
			}
		}
	}
	return -1
}

// twaalf opens twelve dossiers with a melding; of all but the first it records a telling.
func (o *opstelling) twaalf() (gezinnen []gezin, tellingen []id.Onderdeel) {
	o.t.Helper()
	for n := range 12 {
		g := o.opentGezin()
		gezinnen = append(gezinnen, g)
		if n == 0 {
			continue
		}
		l := domain.LegTellingVast{ID: nieuwO(), Melding: g.melding,
			Telling: domain.Telling{MelderHoedanigheid: "politie", Aard: []domain.Geweldsaard{"stalking"}}}
		o.doet(medewerker, g.dossier, l)
		tellingen = append(tellingen, l.ID)
	}
	return gezinnen, tellingen
}

const halfJaarSindsMaart = 150 * 24 * time.Hour

// law.md §4, Wmo 2015 art. 4.2.12: a half-year is counted once, when it is over, by who may; and again for a reason
// only.
func TestTellingVastgesteld(t *testing.T) {
	o := stelOp(t)
	o.twaalf()
	if _, err := o.telt(teamleider, "2026-1", ""); geweigerd(err) != domain.CodeStand {
		t.Errorf("before it is over: %v", err)
	}
	o.klok.verder(halfJaarSindsMaart)
	if _, err := o.telt(medewerker, "2026-1", ""); geweigerd(err) != domain.CodeGeenToegang {
		t.Errorf("a medewerker counts: %v", err)
	}
	if _, err := o.telt(teamleider, "2026-1", "codes-verbeterd"); geweigerd(err) != domain.CodeStand {
		t.Errorf("a correction of nothing: %v", err)
	}
	eerste, err := o.telt(teamleider, "2026-1", "")
	goed(t, err)
	if *eerste.Totaal != 12 || cel(eerste, "aard", "stalking") != -1 || cel(eerste, "duur", "niet-vastgelegd") != 12 ||
		cel(eerste, "aanleiding", "incident") != 0 {
		t.Errorf("%+v", eerste)
	}
	if _, err := o.telt(teamleider, "2026-1", ""); geweigerd(err) != domain.CodeBestaatAl {
		t.Errorf("counted twice: %v", err)
	}
	tweede, err := o.telt(teamleider, "2026-1", "nagekomen-tellingen")
	goed(t, err)
	if d := cmp.Diff([]VastgesteldeTelling{eerste, tweede}, o.tellingen("2026-1")); d != "" {
		t.Error(d)
	}
	leeg, err := o.telt(teamleider, "2025-2", "")
	goed(t, err)
	if *leeg.Totaal != 0 {
		t.Errorf("%+v", leeg)
	}
	o.verifieerSchoon()
}

// An erasure changes nothing of what was counted; counting after it, the total still holds the melding.
func TestTellingEnVernietiging(t *testing.T) {
	o := stelOp(t)
	gezinnen, tellingen := o.twaalf()
	o.klok.verder(halfJaarSindsMaart)
	voor, err := o.telt(teamleider, "2026-1", "")
	goed(t, err)
	for n, g := range gezinnen[6:] {
		v := nieuwV()
		b := domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Dossier: true}, Grond: "melding-weerlegd",
			Motivering: schrijft(t, "Weerlegd.")}
		if n == 0 { // one telling by itself
			b.Omvang = domain.Omvang{Onderdeel: tellingen[5]}
			b.Keuzes = []domain.Keuze{{Onderdeel: tellingen[5], Uitkomst: domain.UitkomstVernietigen}}
		}
		o.doet(officer, g.dossier, b)
		o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	}
	if d := cmp.Diff([]VastgesteldeTelling{voor}, o.tellingen("2026-1")); d != "" {
		t.Errorf("an erasure changed a count: %s", d)
	}
	na, err := o.telt(teamleider, "2026-1", "fout-in-de-telling")
	goed(t, err)
	if *na.Totaal != 12 || cel(na, "tellingen", "vernietigd") != -1 { // six, left out with the one that has none
		t.Errorf("%+v", na)
	}
	if got := cel(na, "melder-hoedanigheid", "politie"); got != 5 {
		t.Errorf("of %d it can still be read who reported", got)
	}
	o.verifieerSchoon()
}

// What was fixed holds no id or name of anybody, and no small number; that it was going to be counted is durable
// before anything opens, in one fact (ZOB-1f, design.md §7).
func TestTellingNoemtNiemand(t *testing.T) {
	o := stelOp(t)
	gezinnen, tellingen := o.twaalf()
	o.klok.verder(halfJaarSindsMaart)
	_, err := o.telt(teamleider, "2026-1", "")
	goed(t, err)
	var soorten []string
	for r, err := range o.Store.ReadStream(t.Context(), stroomOrganisatie, 1) {
		goed(t, err)
		soorten = append(soorten, r.Kind)
		data := string(r.Data)
		for n, g := range gezinnen {
			ids := []string{g.dossier.String(), g.moeder.String(), g.kind.String(), g.melding.String(), "Sanne", "Bram"}
			if n > 0 {
				ids = append(ids, tellingen[n-1].String())
			}
			for _, woord := range ids {
				if strings.Contains(data, woord) {
					t.Errorf("%s names somebody", r.Kind)
				}
			}
		}
		if r.Kind != string(soortTellingVastgesteld) {
			continue
		}
		var e domain.Envelop
		var s domain.Telstaat
		goed(t, json.Unmarshal(r.Data, &e))
		goed(t, strikt(e.Open, &s))
		goed(t, s.Klopt())
	}
	if d := cmp.Diff([]string{"organisatie.telling-geopend", "organisatie.telling-vastgesteld"}, soorten); d != "" {
		t.Error(d)
	}
}

// verify reads a count, and says so where somebody wrote a small number into it.
func TestVerifieerLeestTelling(t *testing.T) {
	o := stelOp(t)
	o.twaalf()
	o.klok.verder(halfJaarSindsMaart)
	_, err := o.telt(teamleider, "2026-1", "")
	goed(t, err)
	o.sluit()
	o.knoei(bestandLog, "UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.open.totaal', 3) AS BLOB) WHERE "+
		"kind = ?", string(soortTellingVastgesteld))
	goed(t, o.herstart())
	var v Verificatie
	goed(t, o.Verifieer(t.Context(), &v, nil, nil))
	if len(v.Bevindingen) != 1 || !strings.Contains(v.Bevindingen[0].Wat, "deze telling") {
		t.Errorf("%v", v.Bevindingen)
	}
}
