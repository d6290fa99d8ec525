package toegang

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func datum(t *testing.T, s string) waarde.Datum {
	t.Helper()
	d, err := waarde.ParseDatum(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var dossier = id.Van[id.Dossier](uuid.NewSHA1(uuid.NameSpaceOID, []byte("dossier")))

func vraag(t *testing.T, r Rol, h domain.Handeling) Vraag {
	return Vraag{Actor: Actor{Wie: "e-1", Rol: r, GeheimhoudingOp: datum(t, "2020-01-01")}, Handeling: h,
		Dossier: dossier, Doel: "onderzoek", Vandaag: datum(t, "2026-03-02")}
}

// mag is the matrix in words: which handelingen each role has (ZOB-7.1a, VTF-toegang-1 to 10).
var mag = map[Rol][]domain.Handeling{
	Medewerker: {domain.HandelingRaadplegen, domain.HandelingZoeken, domain.HandelingVastleggen,
		domain.HandelingCorrigeren, domain.HandelingVerstrekken, domain.HandelingBeslissen},
	Teamleider: {domain.HandelingRaadplegen, domain.HandelingZoeken, domain.HandelingVastleggen,
		domain.HandelingCorrigeren, domain.HandelingVerstrekken, domain.HandelingBeslissen, domain.HandelingGoedkeuren,
		domain.HandelingTellen},
	PrivacyOfficer: {domain.HandelingRaadplegen, domain.HandelingZoeken, domain.HandelingVastleggen,
		domain.HandelingCorrigeren, domain.HandelingVernietigen, domain.HandelingGoedkeuren, domain.HandelingToezien},
	Inspecteur: {domain.HandelingRaadplegen, domain.HandelingZoeken, domain.HandelingToezien},
	Beheer:     {domain.HandelingBeheren},
}

func TestMatrix(t *testing.T) {
	for _, r := range Rollen {
		for _, h := range domain.Handelingen {
			g := Vast().Decide(vraag(t, r, h))
			want := slices.Contains(mag[r], h)
			if (g.Weigering() == nil) != want || g.Voor(h, dossier) != want {
				t.Errorf("%s × %s: %v, want %v", r, h, g.Weigering(), want)
			}
			if !want && (len(g.Categorieen()) > 0 || slices.ContainsFunc(domain.Categorieen, g.Ziet)) {
				t.Errorf("%s × %s is refused and sees something", r, h)
			}
			if !slices.IsSorted(g.Categorieen()) {
				t.Errorf("%s × %s: the categories are not sorted", r, h)
			}
			for _, c := range g.Categorieen() {
				if !slices.Contains(domain.Categorieen, c) || !g.Ziet(c) {
					t.Errorf("%s × %s: category %s", r, h, c)
				}
			}
			for _, ander := range domain.Handelingen {
				if ander != h && g.Voor(ander, dossier) {
					t.Errorf("%s: a grant for %s does for %s", r, h, ander)
				}
			}
			if g.Voor(h, id.Dossier{}) {
				t.Errorf("%s × %s: a grant for one dossier does for none", r, h)
			}
			if g.Matrix() != Vast().Versie || g.Vraag().Actor.Wie != "e-1" {
				t.Errorf("%s × %s: the grant does not say what was asked", r, h)
			}
		}
	}
	if len(mag) != len(Rollen) {
		t.Error("a role is not in the test")
	}
}

// VTF-toegang-10: operators see that it works, never what is in it.
func TestBeheerZietGeenDossier(t *testing.T) {
	for _, h := range domain.Handelingen {
		g := Vast().Decide(vraag(t, Beheer, h))
		for _, c := range domain.Categorieen {
			if c != domain.CategorieToegang && g.Ziet(c) {
				t.Errorf("beheer sees %s by %s", c, h)
			}
		}
	}
}

// VTF-toegang-9: the inspection changes nothing. Who approves a vernietiging may not be the one role that decides
// alone.
func TestWieNietSchrijft(t *testing.T) {
	lezen := []domain.Handeling{domain.HandelingRaadplegen, domain.HandelingZoeken, domain.HandelingToezien}
	for _, h := range domain.Handelingen {
		if Vast().Decide(vraag(t, Inspecteur, h)).Weigering() == nil && !slices.Contains(lezen, h) {
			t.Errorf("the inspection may %s", h)
		}
		if h == domain.HandelingUitvoeren {
			for _, r := range Rollen {
				if Vast().Decide(vraag(t, r, h)).Weigering() == nil {
					t.Errorf("%s may record that something was carried out", r)
				}
			}
		}
	}
	if Vast().Decide(vraag(t, PrivacyOfficer, domain.HandelingVastleggen)).Ziet(domain.CategorieGegeven) {
		t.Error("the privacy officer records gegevens")
	}
}

// What is asked wrongly is refused, whatever the role.
func TestGeweigerd(t *testing.T) {
	for naam, g := range map[string]struct {
		regel  string
		bederf func(*Vraag)
		code   domain.Code
	}{
		"nobody":       {"ZOB-7.1b", func(v *Vraag) { v.Actor.Wie = "" }, domain.CodeGeenToegang},
		"no role":      {"ZOB-7.1b", func(v *Vraag) { v.Actor.Rol = "" }, domain.CodeGeenToegang},
		"another role": {"ZOB-7.1b", func(v *Vraag) { v.Actor.Rol = "directeur" }, domain.CodeGeenToegang},
		"not signed": {"ZOB-7.3", func(v *Vraag) {
			v.Actor.GeheimhoudingOp = waarde.Datum{}
		}, domain.CodeGeheimhouding},
		"signed tomorrow": {"ZOB-7.3", func(v *Vraag) {
			v.Actor.GeheimhoudingOp = v.Vandaag.PlusDagen(1)
		}, domain.CodeGeheimhouding},
		"today unknown":     {"ZOB-7.3", func(v *Vraag) { v.Vandaag = waarde.Datum{} }, domain.CodeGeheimhouding},
		"no doel":           {"FAQ-noodz-1", func(v *Vraag) { v.Doel = "" }, domain.CodeGeenToegang},
		"another doel":      {"FAQ-noodz-1", func(v *Vraag) { v.Doel = "nieuwsgierigheid" }, domain.CodeGeenToegang},
		"another handeling": {"ZOB-7.4", func(v *Vraag) { v.Handeling = "verkopen" }, domain.CodeGeenToegang},
		"no handeling":      {"ZOB-7.4", func(v *Vraag) { v.Handeling = "" }, domain.CodeGeenToegang},
		"what no role may":  {"ZOB-7.4", func(v *Vraag) { v.Handeling = domain.HandelingUitvoeren }, domain.CodeGeenToegang},
	} {
		for _, r := range Rollen {
			v := vraag(t, r, mag[r][0])
			g.bederf(&v)
			grant := Vast().Decide(v)
			w := grant.Weigering()
			if w == nil || w.Code != g.code || !slices.Contains(w.Regels, g.regel) {
				t.Errorf("%s, %s: %v, want %s by %s", naam, r, w, g.code, g.regel)
				continue
			}
			if grant.Voor(v.Handeling, v.Dossier) || slices.ContainsFunc(domain.Categorieen, grant.Ziet) {
				t.Errorf("%s, %s: refused and permits something", naam, r)
			}
		}
	}
	v := vraag(t, Medewerker, domain.HandelingRaadplegen)
	v.Actor.GeheimhoudingOp = v.Vandaag
	if w := Vast().Decide(v).Weigering(); w != nil {
		t.Errorf("signed today: %v", w)
	}
}

func TestNulGrantStaatNietsToe(t *testing.T) {
	var g Grant
	if g.Weigering() == nil || len(g.Categorieen()) > 0 {
		t.Error("the zero Grant permits")
	}
	for _, h := range append(domain.Handelingen, "") {
		if g.Voor(h, id.Dossier{}) {
			t.Errorf("the zero Grant permits %s", h)
		}
	}
	for _, c := range append(domain.Categorieen, "") {
		if g.Ziet(c) {
			t.Errorf("the zero Grant shows %s", c)
		}
	}
	if w := (Matrix{}).Decide(vraag(t, Medewerker, domain.HandelingRaadplegen)).Weigering(); w == nil {
		t.Error("the zero Matrix permits")
	}
}

// What a caller is given it cannot widen.
func TestGrantLaatZichNietVerruimen(t *testing.T) {
	m := Vast()
	v := vraag(t, Medewerker, domain.HandelingZoeken)
	cs := m.Decide(v).Categorieen()
	for i := range cs {
		cs[i] = domain.CategorieVernietiging
	}
	if m.Decide(v).Ziet(domain.CategorieVernietiging) {
		t.Error("changing what a Grant gave changed the matrix")
	}
}

// Outside this package a Grant comes from Decide, or from Uitvoering, which TestUitvoeringIsVanDeLedger keeps to the
// ledger: it has no exported field, no method that changes it, and nothing else returns one.
func TestGrantIsVanDitPakket(t *testing.T) {
	grant := reflect.TypeFor[Grant]()
	for i := range grant.NumField() {
		if grant.Field(i).IsExported() {
			t.Errorf("Grant.%s can be set by anyone", grant.Field(i).Name)
		}
	}
	for i := range reflect.TypeFor[*Grant]().NumMethod() {
		m := reflect.TypeFor[*Grant]().Method(i)
		if _, opWaarde := grant.MethodByName(m.Name); !opWaarde {
			t.Errorf("Grant.%s may change it", m.Name)
		}
		if strings.HasPrefix(m.Name, "Unmarshal") || strings.HasPrefix(m.Name, "Gob") || m.Name == "Scan" {
			t.Errorf("Grant.%s makes one of bytes", m.Name)
		}
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[Matrix](), reflect.TypeFor[*Matrix](), grant,
		reflect.TypeFor[Actor](), reflect.TypeFor[Vraag]()} {
		for i := range typ.NumMethod() {
			m := typ.Method(i)
			for j := range m.Type.NumOut() {
				if m.Type.Out(j) == grant && m.Name != "Decide" && m.Name != "Uitvoering" {
					t.Errorf("%s.%s makes a Grant", typ, m.Name)
				}
			}
		}
	}
	g := Vast().Uitvoering(Actor{Wie: "po-2", Rol: PrivacyOfficer}, dossier, "rechten-van-betrokkene")
	for _, h := range domain.Handelingen {
		if g.Voor(h, dossier) != (h == domain.HandelingUitvoeren) {
			t.Errorf("carrying out permits %s", h)
		}
	}
	for _, c := range domain.Categorieen {
		if g.Ziet(c) != (c == domain.CategorieVernietiging) {
			t.Errorf("carrying out shows %s", c)
		}
	}
}
