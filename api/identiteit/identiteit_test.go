package identiteit

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

var moment = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func nieuweSleutel(t testing.TB) ed25519.PrivateKey {
	t.Helper()
	_, k, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func bewijs() Bewijs {
	d, _ := waarde.ParseDatum("2020-01-01")
	return Bewijs{Actor: toegang.Actor{Wie: "m-1", Namens: "m-2", Rol: toegang.Medewerker, GeheimhoudingOp: d},
		Doel: "onderzoek"}
}

func publiek(k ed25519.PrivateKey) ed25519.PublicKey { return k.Public().(ed25519.PublicKey) }

func TestToken(t *testing.T) {
	k, ander := nieuweSleutel(t), nieuweSleutel(t)
	nu := moment
	klok := func() time.Time { return nu }
	u := Uitgever{Sleutel: k, Issuer: "dossierd", Nu: klok}
	c := NieuweControleur("dossierd", klok, publiek(ander), publiek(k)) // two keys, while one takes over
	token, err := u.Geef(bewijs(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Controleer(token)
	if err != nil || got != bewijs() {
		t.Fatalf("%+v, %v", got, err)
	}
	for naam, x := range map[string]struct {
		c  *Controleur
		op time.Time
		wa error
	}{
		"net niet verlopen": {c, moment.Add(time.Hour + Speling - time.Second), nil},
		"verlopen":          {c, moment.Add(time.Hour + Speling + time.Second), ErrVerlopen},
		"nog niet":          {c, moment.Add(-Speling - time.Second), ErrNogNiet},
		"andere uitgever":   {NieuweControleur("iemand", klok, publiek(k)), moment, ErrOngeldig},
		"andere sleutel":    {NieuweControleur("dossierd", klok, publiek(ander)), moment, ErrOngeldig},
		"geen sleutel":      {NieuweControleur("dossierd", klok), moment, ErrOngeldig},
	} {
		nu = x.op
		if _, err := x.c.Controleer(token); !errors.Is(err, x.wa) || x.wa == nil && err != nil {
			t.Errorf("%s: %v", naam, err)
		}
	}
}

// Every way in which a token can be wrong in itself.
func TestVerkeerdeTokens(t *testing.T) {
	k := nieuweSleutel(t)
	klok := func() time.Time { return moment }
	c := NieuweControleur("dossierd", klok, publiek(k))
	maak := func(m jwt.SigningMethod, sleutel any, pas func(jwt.MapClaims), kid any) string {
		in := jwt.MapClaims{"iss": "dossierd", "sub": "m-1", "rol": "medewerker", "geheimhoudingOp": "2020-01-01",
			"iat": moment.Unix(), "exp": moment.Add(time.Hour).Unix()}
		if pas != nil {
			pas(in)
		}
		x := jwt.NewWithClaims(m, in)
		x.Header["kid"] = kid
		s, err := x.SignedString(sleutel)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	kid := Kenmerk(publiek(k))
	zonder := func(naam string) string {
		return maak(jwt.SigningMethodEdDSA, k, func(m jwt.MapClaims) { delete(m, naam) }, kid)
	}
	met := func(naam string, v any) string {
		return maak(jwt.SigningMethodEdDSA, k, func(m jwt.MapClaims) { m[naam] = v }, kid)
	}
	if _, err := c.Controleer(maak(jwt.SigningMethodEdDSA, k, nil, kid)); err != nil {
		t.Fatal(err)
	}
	goed := maak(jwt.SigningMethodEdDSA, k, nil, kid)
	delen := strings.Split(goed, ".")
	for naam, s := range map[string]string{
		"leeg": "", "onzin": "x", "alg none": maak(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, nil, kid),
		"HMAC met de publieke sleutel": maak(jwt.SigningMethodHS256, []byte(publiek(k)), nil, kid),
		"andere sleutel":               maak(jwt.SigningMethodEdDSA, nieuweSleutel(t), nil, kid),
		"kid onbekend":                 maak(jwt.SigningMethodEdDSA, k, nil, "x"),
		"kid een getal":                maak(jwt.SigningMethodEdDSA, k, nil, 7),
		"andere inhoud": delen[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"baas"}`)) +
			"." + delen[2],
		"zonder handtekening": delen[0] + "." + delen[1] + ".",
		"zonder iss":          zonder("iss"), "zonder sub": zonder("sub"), "zonder rol": zonder("rol"),
		"zonder iat": zonder("iat"), "zonder exp": zonder("exp"), "sub een naam": met("sub", "Jan Jansen"),
		"sub leeg": met("sub", ""), "namens": met("namens", "a b"), "rol": met("rol", "baas"),
		"doel": met("doel", "nieuwsgierig"), "geheimhouding": met("geheimhoudingOp", "ooit"),
		"te lang": goed + strings.Repeat("a", MaxToken),
	} {
		if b, err := c.Controleer(s); !errors.Is(err, ErrOngeldig) || b != (Bewijs{}) ||
			strings.Contains(err.Error(), "m-1") {
			t.Errorf("%s: %v", naam, err)
		}
	}
	if _, err := c.Controleer(met("nbf", moment.Add(time.Hour).Unix())); !errors.Is(err, ErrNogNiet) {
		t.Errorf("nbf: %v", err)
	}
	if _, err := c.Controleer(met("iat", moment.Add(time.Hour).Unix())); !errors.Is(err, ErrNogNiet) {
		t.Errorf("iat: %v", err)
	}
	u := Uitgever{Sleutel: k, Issuer: "dossierd", Nu: klok}
	fout := bewijs()
	fout.Wie = "Jan Jansen"
	if _, err := u.Geef(fout, time.Hour); !errors.Is(err, ErrOngeldig) {
		t.Error(err)
	}
	if _, err := u.Geef(bewijs(), -time.Hour); !errors.Is(err, ErrOngeldig) {
		t.Error(err)
	}
}

func TestSleutelbestand(t *testing.T) {
	pad := filepath.Join(t.TempDir(), "token.sleutel")
	if _, err := LeesSleutel(pad); !errors.Is(err, ErrSleutelOntbreekt) {
		t.Error(err)
	}
	k, err := MaakSleutel(pad)
	if err != nil {
		t.Fatal(err)
	}
	weer, err := LeesSleutel(pad)
	if err != nil || !weer.Equal(k) {
		t.Fatal(err)
	}
	if info, err := os.Stat(pad); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	if _, err := MaakSleutel(pad); !errors.Is(err, ErrSleutelBestaat) {
		t.Error(err)
	}
	if err := os.Chmod(pad, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := LeesSleutel(pad); !errors.Is(err, ErrSleutelRechten) {
		t.Error(err)
	}
	for _, s := range []string{"", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
		strings.Repeat("x", 5000)} {
		if err := errors.Join(os.Remove(pad), os.WriteFile(pad, []byte(s), 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := LeesSleutel(pad); !errors.Is(err, ErrSleutelVorm) {
			t.Errorf("%q: %v", s[:min(len(s), 10)], err)
		}
	}
}

// No text is taken for a token that this key did not sign.
func FuzzControleer(f *testing.F) {
	k := nieuweSleutel(f)
	klok := func() time.Time { return moment }
	token, err := Uitgever{Sleutel: k, Issuer: "dossierd", Nu: klok}.Geef(bewijs(), time.Hour)
	if err != nil {
		f.Fatal(err)
	}
	c := NieuweControleur("dossierd", klok, publiek(k))
	delen := strings.Split(token, ".")
	for _, s := range []string{"", ".", "..", delen[0] + "..", "." + delen[1] + ".", token + ".", strings.ToLower(token),
		delen[0] + "." + delen[1] + "." + delen[0]} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if b, err := c.Controleer(s); err == nil || b != (Bewijs{}) {
			t.Fatal("accepted")
		}
	})
}
