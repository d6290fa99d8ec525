package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// knoei edits a closed ledger's file the way somebody with another tool would: without triggers and constraints.
func (o *opstelling) knoei(bestand string, opdrachten ...any) {
	o.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+o.pad(bestand))
	goed(o.t, err)
	defer db.Close()
	doe := func(q string, args ...any) {
		o.t.Helper()
		_, err := db.Exec(q, args...)
		goed(o.t, err)
	}
	if bestand == bestandLog {
		doe("DROP TRIGGER events_never_change; DROP TRIGGER events_never_leave")
		doe("CREATE TABLE los AS SELECT * FROM events; DROP TABLE events; ALTER TABLE los RENAME TO events")
	}
	for i := 0; i < len(opdrachten); {
		q := opdrachten[i].(string)
		n := strings.Count(q, "?")
		doe(q, opdrachten[i+1:i+1+n]...)
		i += 1 + n
	}
}

const vanStroom = " stream = (SELECT stream FROM streams WHERE name = ?) "

// geleden is a closed ledger with a past worth verifying: two dossiers, an erasure, readings and searches.
func geleden(t *testing.T) (o *opstelling, w wissing, g gezin) {
	t.Helper()
	o = stelOp(t)
	w = o.besluitTotWissing()
	if _, err := o.keurt(w); err != nil {
		t.Fatal(err)
	}
	g = o.opentGezin()
	o.doet(medewerker, g.dossier, o.legt(g, "De laatste."))
	o.ziet(medewerker, g.dossier, Momenten{})
	goed(t, o.Toon(t.Context(), o.Beslis(medewerker, domain.HandelingZoeken, id.Dossier{}, "onderzoek"),
		[]toegang.Treffer{{Dossier: g.dossier}}, "v-1"))
	o.verifieerSchoon()
	o.sluit()
	return o, w, g
}

func TestVerifieerWijstDePlaatsAan(t *testing.T) {
	o, w, g := geleden(t)
	heel := o.kopie()
	stroom, gewist := DossierStroom(g.dossier), DossierStroom(w.dossier)

	kind := g.kind.UUID()
	for _, geval := range []struct {
		naam       string
		bestand    string
		opdrachten []any
		plaats     string
		wat        string
	}{
		{"een gebeurtenis ontbreekt", bestandLog, []any{"DELETE FROM events WHERE revision = 2 AND" + vanStroom, stroom},
			stroom + "@2", "hier ontbreekt een gebeurtenis"},
		{"een gebeurtenis ontbreekt en de posities zijn dichtgeschoven", bestandLog, []any{
			"UPDATE events SET position = position - 1 WHERE position > (SELECT position FROM events WHERE revision = 2 AND" +
				vanStroom + ")", stroom,
			"DELETE FROM events WHERE revision = 2 AND" + vanStroom, stroom},
			stroom + "@2", "hier ontbreekt een gebeurtenis"},
		{"het logboek heeft een gat", bestandLog, []any{"DELETE FROM events WHERE revision = 2 AND" + vanStroom, stroom},
			"logboek na positie", "er ontbreekt een gebeurtenis"},
		{"de eerste gebeurtenis ontbreekt", bestandLog, []any{
			"UPDATE events SET position = position - 1 WHERE position > (SELECT position FROM events WHERE revision = 0 AND" +
				vanStroom + ")", stroom,
			"DELETE FROM events WHERE revision = 0 AND" + vanStroom, stroom},
			stroom + "@0", "het begin van de stroom ontbreekt"},
		{"de laatste gebeurtenis ontbreekt", bestandLog, []any{
			"UPDATE events SET position = position - 1 WHERE position > (SELECT max(position) FROM events WHERE" + vanStroom +
				")", stroom,
			"DELETE FROM events WHERE revision = (SELECT max(revision) FROM events WHERE" + vanStroom + ") AND" + vanStroom,
			stroom, stroom},
			ToegangStroom(g.dossier) + "@0", "het einde ontbreekt"},
		{"een heel dossier ontbreekt", bestandLog, []any{
			"DELETE FROM events WHERE" + vanStroom, stroom,
			"UPDATE events SET position = (SELECT count(*) FROM events e WHERE e.position <= events.position)"},
			ToegangStroom(g.dossier), "een dossier dat niet in het logboek staat"},
		{"een dubbele revisie", bestandLog, []any{
			"INSERT INTO events SELECT (SELECT max(position) + 1 FROM events), stream, revision, id, kind, data, meta FROM " +
				"events WHERE revision = 1 AND" + vanStroom, stroom},
			stroom + "@2", "revisie staat er twee keer"},
		{"een dubbele gebeurtenis", bestandLog, []any{
			"INSERT INTO events SELECT (SELECT max(position) + 1 FROM events), stream, (SELECT max(revision) + 1 FROM events " +
				"WHERE" + vanStroom + "), id, kind, data, meta FROM events WHERE revision = 1 AND" + vanStroom, stroom, stroom},
			stroom + "@9", "staat twee keer in de stroom"},
		{"een deel hoort bij een andere gebeurtenis", bestandLog, []any{
			"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.delen[0]', json_extract(CAST((SELECT data FROM " +
				"events WHERE revision = 1 AND" + vanStroom + ") AS TEXT), '$.delen[0]')) AS BLOB) WHERE revision = 2 AND" +
				vanStroom, stroom, stroom},
			stroom + "@2 deel 0", "niet wat hier verzegeld werd"},
		{"twee delen verwisseld", bestandLog, []any{
			"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.delen[0]', json_extract(CAST(data AS TEXT), " +
				"'$.delen[1]')) AS BLOB) WHERE revision = 3 AND" + vanStroom, stroom},
			stroom + "@3 deel 0", "niet wat hier verzegeld werd"},
		{"een deel is gewijzigd", bestandLog, []any{
			"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.delen[0]', replace(json_extract(CAST(data AS " +
				"TEXT), '$.delen[0]'), substr(json_extract(CAST(data AS TEXT), '$.delen[0]'), -12, 4), 'AAAA')) AS BLOB) WHERE " +
				"revision = 1 AND" + vanStroom, stroom},
			stroom + "@1 deel 0", "niet wat hier verzegeld werd"},
		{"een deel is afgekapt", bestandLog, []any{
			"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.delen[0]', 'AAAA') AS BLOB) WHERE revision = 1 AND" +
				vanStroom, stroom},
			stroom + "@1 deel 0", "beschadigd"},
		{"een delenlijst is leeg", bestandLog, []any{
			"UPDATE events SET data = CAST(json_remove(CAST(data AS TEXT), '$.delen') AS BLOB) WHERE revision = 1 AND" +
				vanStroom, stroom},
			stroom + "@1", "de inhoud is niet te lezen"},
		{"een onbekende soort", bestandLog, []any{"UPDATE events SET kind = 'iets.anders' WHERE revision = 1 AND" +
			vanStroom, stroom},
			stroom + "@1", "niet te ontleden"},
		{"een eerder tijdstip", bestandLog, []any{
			"UPDATE events SET meta = CAST(json_set(CAST(meta AS TEXT), '$.vastgelegdOp', '2026-01-01T00:00:00Z') AS BLOB) " +
				"WHERE revision = 4 AND" + vanStroom, stroom},
			stroom + "@4", "vastgelegdOp loopt niet op"},
		{"het id van een vernietiging gewijzigd", bestandLog, []any{
			"UPDATE events SET data = CAST(replace(CAST(data AS TEXT), ?, ?) AS BLOB) WHERE kind = " +
				"'vernietiging.besloten' AND" + vanStroom, w.vernietiging.String(), nieuwV().String(), gewist},
			gewist + "@", "niet is besloten"},
		{"een goedkeuring noemt een sleutel van een ander dossier", bestandLog, []any{
			"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.open.doelen[0].houder', ?) AS BLOB) WHERE kind = " +
				"'vernietiging.goedgekeurd' AND" + vanStroom, g.kind.String(), gewist},
			gewist + "@", "buiten haar dossier"},
		{"een zoekvraag gewijzigd", bestandLog, []any{
			"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.delen[0]', 'AAAA') AS BLOB) WHERE kind = " +
				"'zoeken.uitgevoerd'"},
			"zoek-2026-03@0 deel 0", "beschadigd"},
		{"een sleutel zonder grafsteen", bestandKluis, []any{"DELETE FROM node WHERE holder = ?", kind[:]},
			stroom + "@2 deel 0", "er is geen grafsteen"},
		{"een houder is weg", bestandKluis, []any{"DELETE FROM node WHERE holder = ?", kind[:],
			"DELETE FROM holder WHERE holder = ?", kind[:]},
			stroom + "@2 deel 0", "de kluis kent de sleutel niet"},
		{"de grafstenen zijn weg", bestandKluis, []any{"DELETE FROM tombstone"},
			gewist + "@", "niet van alles een grafsteen"},
	} {
		t.Run(geval.naam, func(t *testing.T) {
			o.t = t
			o.zetTerug(heel, bestandLog, bestandKluis)
			o.knoei(geval.bestand, geval.opdrachten...)
			goed(t, o.probeerOpen())
			defer o.sluit()
			var v Verificatie
			goed(t, o.Verifieer(t.Context(), &v, nil, nil))
			gevonden := false
			for _, b := range v.Bevindingen {
				gevonden = gevonden || strings.HasPrefix(b.Plaats, geval.plaats) && strings.Contains(b.Wat, geval.wat)
			}
			if !gevonden {
				t.Errorf("at %s nothing is found of %q, but: %v", geval.plaats, geval.wat, v.Bevindingen)
			}
		})
	}
	o.t = t
	o.zetTerug(heel, bestandLog, bestandKluis)
	goed(t, o.probeerOpen())
	o.verifieerSchoon()
	o.Register.regels, o.Register.door, o.Register.van = nil, nil, nil
	var v Verificatie
	goed(t, o.Verifieer(t.Context(), &v, nil, nil))
	if len(v.Bevindingen) != 1 || !strings.Contains(v.Bevindingen[0].Wat, "niet in het vernietigingsregister") {
		t.Errorf("an erasure that the register does not know: %v", v.Bevindingen)
	}
}

// Stopped anywhere and gone on, a verification finds the same as one that was not stopped.
func TestVerifieerGaatVerder(t *testing.T) {
	o, _, g := geleden(t)
	o.knoei(bestandLog,
		"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.delen[0]', 'AAAA') AS BLOB) WHERE revision = 1",
		"UPDATE events SET kind = 'iets.anders' WHERE revision = 2 AND"+vanStroom, ToegangStroom(g.dossier))
	goed(t, o.probeerOpen())
	var heel Verificatie
	goed(t, o.Verifieer(t.Context(), &heel, nil, nil))
	if len(heel.Bevindingen) < 2 {
		t.Fatalf("too little is wrong to tell: %v", heel.Bevindingen)
	}
	for dossiers := range 3 {
		var v Verificatie
		ctx, stop := context.WithCancel(t.Context())
		n := 0
		err := o.Verifieer(ctx, &v, func(context.Context, *domain.Dossier) []Bevinding {
			if n++; n > dossiers {
				stop()
			}
			return nil
		}, nil)
		if !errors.Is(err, context.Canceled) && dossiers < 2 {
			t.Fatalf("it was not stopped: %v", err)
		}
		stop()
		b, err := json.Marshal(v) // as it is kept in between
		goed(t, err)
		v = Verificatie{}
		goed(t, json.Unmarshal(b, &v))
		goed(t, o.Verifieer(t.Context(), &v, nil, nil))
		if d := cmp.Diff(heel, v); d != "" {
			t.Errorf("stopped after %d dossiers (-whole +in parts):\n%s", dossiers, d)
		}
	}
}
