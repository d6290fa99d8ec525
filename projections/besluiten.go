package projections

import (
	"database/sql/driver"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// besluiten remembers, for one projection (whose name it is), what each besluit to destroy will do, from the besluit
// until its approval or withdrawal: the approval itself names keys only.
type besluiten string

// What a remembered part says besides domain.Uitkomst.
const (
	heelDossier   = "dossier"
	heleBetrokken = "betrokkene"
)

// gevolg is what an approved besluit does to one thing.
type gevolg struct {
	uitkomst string
	id       [16]byte // of the onderdeel, or of the betrokkene
	revision uint64   // of the new wording, for herschrijven
}

func (g gevolg) onderdeel() id.Onderdeel   { return onderdeelOf(g.id) }
func (g gevolg) betrokkene() id.Betrokkene { return betrokkeneOf(g.id) }

// isBesluit are the kinds that besluiten must see.
var isBesluit = map[domain.Soort]bool{
	domain.SoortVernietigingBesloten:    true,
	domain.SoortOnderdeelHerschreven:    true,
	domain.SoortVernietigingIngetrokken: true,
	domain.SoortVernietigingGoedgekeurd: true,
	domain.SoortOverbrengingVoltooid:    true,
}

// apply keeps what must be kept, and gives what an approval brings about.
func (b besluiten) apply(w *writer, e *event) ([]gevolg, error) {
	switch f := e.says.(type) {
	case *domain.VernietigingBesloten:
		return nil, b.keep(w, f)
	case *domain.OnderdeelHerschreven:
		return nil, w.exec("UPDATE besluit_deel SET revisie = ? WHERE projectie = ? AND vernietiging = ? AND onderdeel = ?",
			int64(e.record.Revision), string(b), blob(f.Vernietiging), blob(f.Onderdeel))
	case *domain.OverbrengingVoltooid:
		return left(f), nil
	case *domain.VernietigingIngetrokken:
		return nil, b.drop(w, f.Vernietiging)
	case *domain.VernietigingGoedgekeurd:
		var list []gevolg
		err := w.query("SELECT uitkomst, onderdeel, revisie FROM besluit_deel WHERE projectie = ? AND vernietiging = ?",
			func(row []driver.Value) (bool, error) {
				list = append(list, gevolg{row[0].(string), [16]byte(row[1].([]byte)), uint64(row[2].(int64))})
				return true, nil
			}, string(b), blob(f.Vernietiging))
		if err != nil {
			return nil, err
		}
		return append(list, also(e, f, list)...), b.drop(w, f.Vernietiging)
	}
	return nil, nil
}

// also are those who go along with somebody: who were joined as one human. The besluit names one of them; the keys of
// all die.
func also(e *event, f *domain.VernietigingGoedgekeurd, list []gevolg) []gevolg {
	if slices.ContainsFunc(list, func(g gevolg) bool { return g.uitkomst == heelDossier }) {
		return nil
	}
	var more []gevolg
	for _, d := range f.Doelen {
		g := gevolg{uitkomst: heleBetrokken, id: d.Houder.UUID()}
		if d.Geheel && d.Houder != id.HouderVan(e.dossier) && !slices.Contains(list, g) {
			more = append(more, g)
		}
	}
	return more
}

// left is what the end of an overbrenging does: what did not stay is gone.
func left(f *domain.OverbrengingVoltooid) []gevolg {
	if f.Geheel {
		return []gevolg{{uitkomst: heelDossier}}
	}
	var list []gevolg
	for _, o := range f.Onderdelen {
		list = append(list, gevolg{uitkomst: string(domain.UitkomstVernietigen), id: o.UUID()})
	}
	return list
}

func (b besluiten) keep(w *writer, f *domain.VernietigingBesloten) error {
	add := func(uitkomst string, what []byte) error {
		return w.exec("INSERT OR REPLACE INTO besluit_deel VALUES (?, ?, ?, ?, 0)", string(b), blob(f.Vernietiging), what,
			uitkomst)
	}
	if f.Omvang.Dossier {
		return add(heelDossier, make([]byte, 16))
	}
	for _, u := range f.Uitkomsten {
		if err := add(string(u.Uitkomst), blob(u.Onderdeel)); err != nil {
			return err
		}
	}
	if !f.Omvang.Betrokkene.IsZero() { // last: the identiteit, an onderdeel with the same id, goes with the person
		return add(heleBetrokken, blob(f.Omvang.Betrokkene))
	}
	return nil
}

func (b besluiten) drop(w *writer, v id.Vernietiging) error {
	return w.exec("DELETE FROM besluit_deel WHERE projectie = ? AND vernietiging = ?", string(b), blob(v))
}
