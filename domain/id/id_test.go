package id

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

const goed = "2340e2b1-0ac8-5343-972d-6c5e2613cd91"

// What a caller supplies must parse as what it claims to be, in the one form there is.
func TestParse(t *testing.T) {
	d, err := Parse[dossier](goed)
	if err != nil || d.String() != goed || d.IsZero() {
		t.Fatal(err)
	}
	for _, s := range []string{"", "x", "2340E2B1-0AC8-5343-972D-6C5E2613CD91", "{" + goed + "}", "urn:uuid:" + goed,
		"2340e2b10ac85343972d6c5e2613cd91", goed + " ", uuid.Nil.String()} {
		if _, err := Parse[dossier](s); err == nil {
			t.Errorf("%q parses", s)
		}
		var b Betrokkene
		if json.Unmarshal([]byte(`"`+s+`"`), &b) == nil || !b.IsZero() {
			t.Errorf("%q decodes", s)
		}
	}
}

func TestHeenEnWeer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := trek(t), trek(t)
		x, y := Van[Dossier](a), Van[Dossier](b)
		data, err := json.Marshal(map[Dossier]Dossier{x: y})
		if err != nil {
			t.Fatal(err)
		}
		var weer map[Dossier]Dossier
		if err := json.Unmarshal(data, &weer); err != nil || weer[x] != y {
			t.Fatal("not the same")
		}
		if (x.Vergelijk(y) == 0) != (x == y) || x.Vergelijk(y) != -y.Vergelijk(x) {
			t.Fatal("the order is none")
		}
		if h := HouderVan(x); h.UUID() != a || BetrokkeneVan(h).UUID() != a || OnderdeelVan(BetrokkeneVan(h)).UUID() != a {
			t.Fatal("another holder")
		}
	})
}

func trek(t *rapid.T) uuid.UUID {
	u, err := uuid.FromBytes(rapid.SliceOfN(rapid.Byte(), 16, 16).Filter(func(b []byte) bool {
		return uuid.UUID(b) != uuid.Nil
	}).Draw(t, "u"))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func FuzzParse(f *testing.F) {
	f.Add(goed)
	f.Add("urn:uuid:" + goed)
	f.Fuzz(func(t *testing.T, s string) {
		if i, err := Parse[betrokkene](s); err == nil && (i.String() != s || i.IsZero()) {
			t.Error("parses in another form")
		}
	})
}
