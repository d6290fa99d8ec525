package identiteit

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// MaxToken is the greatest length of a token in bytes.
const MaxToken = 4096

// Speling is how far the clocks of issuer and server may differ.
const Speling = 30 * time.Second

var (
	// ErrOngeldig: the token does not parse, is not signed by a known key with EdDSA, is of another issuer, or lacks a
	// claim.
	ErrOngeldig = errors.New("identiteit: the token is not valid")
	// ErrVerlopen: it was valid once.
	ErrVerlopen = errors.New("identiteit: the token has expired")
	// ErrNogNiet: it is not valid yet.
	ErrNogNiet = errors.New("identiteit: the token is not valid yet")
)

// Bewijs is what a token says.
type Bewijs struct {
	toegang.Actor
	Doel string // the task that it is for, where the request names none
}

// claims is the payload of a token.
type claims struct {
	jwt.RegisteredClaims
	Rol             toegang.Rol  `json:"rol"`
	Namens          string       `json:"namens,omitempty"`
	GeheimhoudingOp waarde.Datum `json:"geheimhoudingOp,omitzero"`
	Doel            string       `json:"doel,omitempty"`
}

// VormMedewerker is what an employee id looks like. It is no name: names have spaces.
const VormMedewerker = `^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`

var medewerker = regexp.MustCompile(VormMedewerker)

// Validate holds what the JWT library does not know of.
func (c claims) Validate() error {
	switch {
	case !medewerker.MatchString(c.Subject):
		return errors.New("sub is not an employee id")
	case c.Namens != "" && !medewerker.MatchString(c.Namens):
		return errors.New("namens is not an employee id")
	case !slices.Contains(toegang.Rollen, c.Rol):
		return errors.New("rol is unknown")
	case c.Doel != "" && !slices.Contains(domain.Doelen, c.Doel):
		return errors.New("doel is unknown")
	case c.IssuedAt == nil:
		return errors.New("iat is missing")
	}
	return nil
}

// Uitgever issues tokens.
type Uitgever struct {
	Sleutel ed25519.PrivateKey
	Issuer  string
	Nu      func() time.Time
}

// Geef issues a token that is valid for a while from now. It refuses what Controleur would.
func (u Uitgever) Geef(b Bewijs, duur time.Duration) (string, error) {
	nu := u.Nu().UTC().Truncate(time.Second)
	c := claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: u.Issuer, Subject: b.Wie, IssuedAt: jwt.NewNumericDate(nu), NotBefore: jwt.NewNumericDate(nu),
			ExpiresAt: jwt.NewNumericDate(nu.Add(duur)),
		},
		Rol: b.Rol, Namens: b.Namens, GeheimhoudingOp: b.GeheimhoudingOp, Doel: b.Doel,
	}
	if err := c.Validate(); err != nil {
		return "", fmt.Errorf("%w: %w", ErrOngeldig, err)
	}
	if duur <= 0 {
		return "", fmt.Errorf("%w: it would have expired when it is issued", ErrOngeldig)
	}
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, c)
	t.Header["kid"] = Kenmerk(u.Sleutel.Public().(ed25519.PublicKey))
	return t.SignedString(u.Sleutel)
}

// Controleur checks tokens. Safe for concurrent use.
type Controleur struct {
	sleutels map[string]ed25519.PublicKey
	parser   *jwt.Parser
}

// NieuweControleur accepts tokens of one issuer, signed by any of these keys: two, while one takes over from the
// other.
func NieuweControleur(issuer string, nu func() time.Time, sleutels ...ed25519.PublicKey) *Controleur {
	c := &Controleur{sleutels: map[string]ed25519.PublicKey{}}
	for _, k := range sleutels {
		c.sleutels[Kenmerk(k)] = k
	}
	c.parser = jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithIssuer(issuer), jwt.WithExpirationRequired(),
		jwt.WithIssuedAt(), jwt.WithLeeway(Speling), jwt.WithTimeFunc(nu), jwt.WithStrictDecoding(),
	)
	return c
}

// Controleer says who holds a token. It fails with ErrOngeldig, ErrVerlopen or ErrNogNiet; the errors hold nothing of
// the token.
func (c *Controleur) Controleer(token string) (Bewijs, error) {
	if len(token) == 0 || len(token) > MaxToken {
		return Bewijs{}, ErrOngeldig
	}
	var in claims
	_, err := c.parser.ParseWithClaims(token, &in, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		k, ok := c.sleutels[kid]
		if !ok {
			return nil, ErrOngeldig
		}
		return k, nil
	})
	switch {
	case err == nil:
		return Bewijs{
			Actor: toegang.Actor{Wie: in.Subject, Namens: in.Namens, Rol: in.Rol, GeheimhoudingOp: in.GeheimhoudingOp},
			Doel:  in.Doel,
		}, nil
	case errors.Is(err, jwt.ErrTokenSignatureInvalid), errors.Is(err, jwt.ErrTokenMalformed),
		errors.Is(err, jwt.ErrTokenUnverifiable):
		return Bewijs{}, ErrOngeldig
	case errors.Is(err, jwt.ErrTokenExpired):
		return Bewijs{}, ErrVerlopen
	case errors.Is(err, jwt.ErrTokenNotValidYet), errors.Is(err, jwt.ErrTokenUsedBeforeIssued):
		return Bewijs{}, ErrNogNiet
	}
	return Bewijs{}, ErrOngeldig
}
