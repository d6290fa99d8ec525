package projections

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"dossierboek/domain/id"
)

// MaxTreffers is the most that a search gives.
const MaxTreffers = 50

// Zoekterm is one thing to search by. A betrokkene matches who has any of the tokens: the ways in which one value may
// have been written, such as the dates that an incomplete one may stand for. A row that Mag passes over is as if it
// were not there, also for what is counted; nil passes over none.
type Zoekterm struct {
	Tokens [][]byte // 16 bytes each
	Mag    func(context.Context, id.Dossier, id.Onderdeel) (bool, error)
}

func (t Zoekterm) mag(ctx context.Context, d id.Dossier, o id.Onderdeel) (bool, error) {
	if t.Mag == nil {
		return true, nil
	}
	return t.Mag(ctx, d, o)
}

// Vindplaats is a betrokkene in a dossier.
type Vindplaats struct {
	Dossier    id.Dossier
	Betrokkene id.Betrokkene
}

// Vindplaatsen is what a search found, in order of id. Meer: there are more than MaxTreffers, of which these are some.
type Vindplaatsen struct {
	Treffers []Vindplaats
	Meer     bool
}

// walk follows the chain of a token and gives what is found under it, of each human as the one that stays. Nothing is
// found of who is shielded: any identiteit is, or none is left but what was removed (domain.Afgeschermden). That is
// looked at only in a dossier in which something is.
const walk = `WITH RECURSIVE keten(token, volgende, vindplaats) AS (
	SELECT w.token, w.volgende, w.vindplaats FROM zoekvak v JOIN zoekwoord w ON w.nr = v.eerste WHERE v.vak = ?1
	UNION ALL SELECT w.token, w.volgende, w.vindplaats FROM keten k JOIN zoekwoord w ON w.nr = k.volgende
) SELECT p.dossier, coalesce(s.blijft, p.betrokkene) wie, p.onderdeel
FROM keten k JOIN vindplaats p ON p.nr = k.vindplaats LEFT JOIN samen s ON s.dossier = p.dossier AND s.vervalt = p.betrokkene
WHERE k.token = ?2 AND p.projectie = ?3 AND NOT (
	EXISTS (SELECT 1 FROM vindplaats d WHERE d.dossier = p.dossier AND d.identiteit > 1) AND
	(SELECT max(i.identiteit = 2) OR max(i.identiteit = 3) AND NOT max(i.identiteit = 1)
	 FROM vindplaats i LEFT JOIN samen t ON t.dossier = i.dossier AND t.vervalt = i.betrokkene
	 WHERE i.dossier = p.dossier AND i.identiteit > 0 AND coalesce(t.blijft, i.betrokkene) = coalesce(s.blijft, p.betrokkene)) IS 1)`

// Zoek gives the betrokkenen who match every term; who was recorded twice in a dossier is one, under the id that
// stays, and matches by what was recorded under either. terms is called with the name of the index key of the file
// that is searched (no other key's tokens are in it), and may not be nil. No terms match nobody. The cost grows with
// how many have a token, so that a rare term costs less than a common one. Errors: that of terms, ErrNotReady,
// ErrClosed, the context's, those of the disk.
func (p *Projections) Zoek(ctx context.Context,
	terms func(ctx context.Context, key string) ([]Zoekterm, error)) (v Vindplaatsen, err error) {
	err = p.snapshot(ctx, func(tx *sql.Tx, f *file) error {
		list, err := terms(ctx, f.name)
		if err != nil {
			return err
		}
		var left map[Vindplaats]bool
		for i, t := range list {
			hits := map[Vindplaats]bool{}
			for _, token := range t.Tokens {
				var failed error
				err := walkToken(ctx, tx, token, "betrokkenen", func(d id.Dossier, b id.Betrokkene, o id.Onderdeel) {
					at := Vindplaats{d, b}
					if failed != nil || hits[at] || i > 0 && !left[at] {
						return
					}
					hits[at], failed = t.mag(ctx, d, o)
					if !hits[at] {
						delete(hits, at)
					}
				})
				if err := cmp.Or(err, failed); err != nil {
					return err
				}
			}
			if left = hits; len(left) == 0 {
				return nil
			}
		}
		for at := range left {
			v.Treffers = append(v.Treffers, at)
		}
		return nil
	})
	slices.SortFunc(v.Treffers, func(a, b Vindplaats) int {
		return cmp.Or(a.Dossier.Vergelijk(b.Dossier), a.Betrokkene.Vergelijk(b.Betrokkene))
	})
	if v.Meer = len(v.Treffers) > MaxTreffers; v.Meer {
		v.Treffers = v.Treffers[:MaxTreffers:MaxTreffers]
	}
	return v, err
}

func walkToken(ctx context.Context, tx *sql.Tx, token []byte, projection string,
	hit func(id.Dossier, id.Betrokkene, id.Onderdeel)) error {
	if len(token) != tokenSize {
		return fmt.Errorf("projections: a token of %d bytes", len(token))
	}
	_, err := collect(ctx, tx, func(rows *sql.Rows) (none struct{}, err error) {
		var d, b, o sql.RawBytes
		if err := rows.Scan(&d, &b, &o); err != nil {
			return none, err
		}
		hit(dossierOf([16]byte(d)), betrokkeneOf([16]byte(b)), onderdeelOf([16]byte(o)))
		return none, nil
	}, walk, chainOf(token), token, projection)
	return err
}
