package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// TestCourse is the end-to-end course over HTTP: what the demo does, with what must hold on the way. Nothing of the
// person who is erased may be left in any byte of any file.
func TestCourse(t *testing.T) {
	p := newPaths(t)
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	o := open(t, p)
	var secrets [][]byte
	must(t, o.online(t.Context(), p, handler(t, o, p), func(ctx context.Context, as func(role) *client.Client) error {
		c := &course{as: as, now: now}
		steps := c.steps()
		for _, s := range steps[:len(steps)-1] {
			if err := s.do(ctx); err != nil {
				return fmt.Errorf("%s: %w", s.what, err)
			}
		}
		beforeTheErasure(t, ctx, c)
		secrets = wrappedKeys(t, p, c.father)
		secrets = append(secrets, indexTokens(t, p, o, c.father)...)
		found(t, p.data, secrets)
		if err := steps[len(steps)-1].do(ctx); err != nil {
			return err
		}
		afterTheErasure(t, ctx, c)
		nowhere(t, p.data, append(secrets, plaintexts...))
		return nil
	}))
	must(t, o.Close())
	nowhere(t, p.data, append(secrets, plaintexts...))
	verifyClean(t, p)
	laterBackups(t, p, append(secrets, plaintexts...))
}

// plaintexts are pieces of what was recorded of the father, and what never may be in any file in the clear.
var plaintexts = [][]byte{[]byte("Bedacht"), []byte("Rudolf"), []byte("Kerkweg"), []byte("drinkt"),
	[]byte("omgaan met boosheid"), []byte("999990019")}

// beforeTheErasure holds what was recorded against what shows.
func beforeTheErasure(t *testing.T, ctx context.Context, c *course) {
	t.Helper()
	current := view(t, ctx, c, caseworker, nil)
	past := view(t, ctx, c, caseworker, &c.beforeCorrection)
	if got := content(current, c.address).Contact.Adres.Huisnummer; got != "12" {
		t.Errorf("huisnummer nu: %s", got)
	}
	if got := content(past, c.address).Contact.Adres.Huisnummer; got != "21" {
		t.Errorf("huisnummer voor de verbetering: %s", got)
	}
	diff, err := c.as(caseworker).Verschillen(ctx, c.dossier, c.beforeCorrection, nil)
	must(t, err)
	for _, part := range diff.Onderdelen {
		if part.Onderdeel != c.address {
			continue
		}
		if len(part.Velden) != 1 || part.Velden[0].Veld != "adres/huisnummer" ||
			part.Velden[0].Grond != "feitelijk-onjuist" || part.Velden[0].Door.Wie != caseworker.id {
			t.Errorf("verschil van het adres: %d velden, eerste %s", len(part.Velden), part.Velden[0].Veld)
		}
	}
	if got := text(current, c.opinion); got != "Volgens juf Mieke is Bram schrikachtig sinds de zomer." {
		t.Error("de mening van de informant staat er niet zoals vastgelegd")
	}
	if got := find(current, c.opinion).Verklaringen; len(got) != 1 || got[0] != c.statement {
		t.Error("de eigen verklaring staat niet naast wat zij betwist (ZOB-16)")
	}
	hits, err := c.as(caseworker).Zoek(ctx, bericht.Zoekvraag{Klank: "Bedagt"})
	must(t, err)
	if len(hits.Treffers) != 1 || hits.Treffers[0].Betrokkene == nil || *hits.Treffers[0].Betrokkene != c.father {
		t.Errorf("zoeken op klank vond %d personen", len(hits.Treffers))
	}
}

// afterTheErasure: kept, rewritten and destroyed read as decided, at every moment looked at.
func afterTheErasure(t *testing.T, ctx context.Context, c *course) {
	t.Helper()
	drafts, err := c.as(caseworker).Concepten(ctx)
	must(t, err)
	if len(drafts.Concepten) != 2 || drafts.Concepten[0].VernietigdOp == nil || drafts.Concepten[1].Stand != "lopend" {
		t.Errorf("concepten na de vernietiging: %+v", drafts.Concepten)
	}
	for _, moment := range []*time.Time{nil, &c.beforeErasure} {
		v := view(t, ctx, c, caseworker, moment)
		if got := text(v, c.kept); got != "Bram logeert om de week bij [vernietigd] en belt dan elke avond naar huis." {
			t.Errorf("behouden tekst: %q", got)
		}
		for _, gone := range []id.Onderdeel{c.destroyed, c.hisOwn, domain.IdentiteitVan(c.father)} {
			k := find(v, gone)
			if k == nil || k.Inhoud != nil || k.Gat == nil || k.Gat.Reden != domain.GatVernietigd || k.Gat.Vernietiging == nil {
				t.Errorf("%s is niet weg zoals het hoort", gone)
			}
		}
	}
	if got := text(view(t, ctx, c, caseworker, nil), c.rewritten); got !=
		"Gesprek met Sanne; zij wil hulp bij de opvoeding." {
		t.Errorf("herschreven tekst: %q", got)
	}
	if k := find(view(t, ctx, c, caseworker, &c.beforeErasure), c.rewritten); k.Gat == nil {
		t.Error("de oude tekst van wat herschreven is, is er nog")
	}
	hits, err := c.as(caseworker).Zoek(ctx, bericht.Zoekvraag{Klank: "Bedagt"})
	must(t, err)
	if len(hits.Treffers) != 0 {
		t.Error("de vernietigde persoon wordt nog gevonden")
	}
	line, err := c.as(privacyOfficer).Tijdlijn(ctx, c.dossier, nil)
	must(t, err)
	if len(line.Momenten) < 25 || line.Momenten[len(line.Momenten)-1].Soort != domain.SoortVernietigingUitgevoerd {
		t.Errorf("de geschiedenis staat niet meer: %d gebeurtenissen", len(line.Momenten))
	}
}

func view(t *testing.T, ctx context.Context, c *course, r role, at *time.Time) *bericht.Dossier {
	t.Helper()
	v, err := c.as(r).Dossier(ctx, c.dossier, at, "")
	must(t, err)
	return v
}

func find(v *bericht.Dossier, o id.Onderdeel) *bericht.Onderdeel {
	for i := range v.Onderdelen {
		if v.Onderdelen[i].ID == o {
			return &v.Onderdelen[i]
		}
	}
	return nil
}

func content(v *bericht.Dossier, o id.Onderdeel) *bericht.Inhoud {
	k := find(v, o)
	if k == nil || k.Inhoud == nil {
		return &bericht.Inhoud{NieuweInhoud: bericht.NieuweInhoud{Contact: &bericht.Contact{Adres: &bericht.Adres{}},
			Gegeven: &bericht.Gegeven{}}}
	}
	return k.Inhoud
}

func text(v *bericht.Dossier, o id.Onderdeel) string { return content(v, o).Gegeven.Tekst.Tekst }

func newPaths(t *testing.T) *paths {
	t.Helper()
	p := &paths{data: t.TempDir(), contact: contact{"https://voorbeeld.invalid", "beheer@voorbeeld.invalid"}}
	must(t, p.complete())
	return p
}

func open(t *testing.T, p *paths) *parts {
	t.Helper()
	o, err := openParts(t.Context(), p, slog.New(slog.DiscardHandler), os.Stderr)
	must(t, err)
	return o
}

func handler(t *testing.T, o *parts, p *paths) http.Handler {
	t.Helper()
	h, err := o.handler(p, slog.New(slog.DiscardHandler), false)
	must(t, err)
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wrappedKeys are the sealed keys of a person as the vault has them now.
func wrappedKeys(t *testing.T, p *paths, b id.Betrokkene) [][]byte {
	t.Helper()
	u := b.UUID()
	keys := column(t, p.vault, "SELECT box FROM node WHERE holder = ?", u[:])
	if len(keys) == 0 {
		t.Fatal("de kluis heeft geen sleutel van de betrokkene")
	}
	return keys
}

// indexTokens are the blinded values that a person is found by.
func indexTokens(t *testing.T, p *paths, o *parts, b id.Betrokkene) [][]byte {
	t.Helper()
	h, err := o.projections.Health(t.Context())
	must(t, err)
	u := b.UUID()
	tokens := column(t, filepath.Join(p.projections, h.File),
		"SELECT token FROM zoekwoord JOIN vindplaats ON vindplaats.nr = zoekwoord.vindplaats WHERE betrokkene = ?", u[:])
	if len(tokens) == 0 {
		t.Fatal("de index heeft niets van de betrokkene")
	}
	return tokens
}

func column(t *testing.T, path, query string, arg []byte) (values [][]byte) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	must(t, err)
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), query, arg)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var v []byte
		must(t, rows.Scan(&v))
		values = append(values, v)
	}
	must(t, rows.Err())
	return values
}

// forms are the ways in which bytes may stand in a file.
func forms(b []byte) [][]byte {
	return [][]byte{b, []byte(hex.EncodeToString(b)), []byte(base64.StdEncoding.EncodeToString(b)),
		[]byte(base64.URLEncoding.EncodeToString(b))}
}

// search counts, for each secret, the files in which one of its forms stands. It goes over each file once: there are many
// secrets, and looking for one after the other took half the time of a test.
func search(t *testing.T, dir string, secrets [][]byte) []int {
	t.Helper()
	type needle struct {
		form   []byte
		secret int
	}
	begins, may := map[[4]byte][]needle{}, [1 << 16]bool{} // by the first four bytes, and by the first two
	for i, s := range secrets {
		for _, form := range forms(s) {
			four := [4]byte(form)
			begins[four] = append(begins[four], needle{form, i})
			may[int(form[0])<<8|int(form[1])] = true
		}
	}
	hits := make([]int, len(secrets))
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		here := map[int]bool{}
		for i := range max(len(data)-3, 0) {
			if !may[int(data[i])<<8|int(data[i+1])] {
				continue
			}
			for _, n := range begins[[4]byte(data[i:])] {
				if bytes.HasPrefix(data[i:], n.form) {
					here[n.secret] = true
				}
			}
		}
		for i := range here {
			hits[i]++
		}
		return err
	}))
	return hits
}

func found(t *testing.T, dir string, secrets [][]byte) {
	t.Helper()
	for i, n := range search(t, dir, secrets) {
		if n == 0 {
			t.Errorf("geheim %d staat in geen bestand, dus haar verdwijnen zou niets bewijzen", i)
		}
	}
}

func nowhere(t *testing.T, dir string, secrets [][]byte) {
	t.Helper()
	for i, n := range search(t, dir, secrets) {
		if n != 0 {
			t.Errorf("geheim %d staat nog in %d bestanden", i, n)
		}
	}
}

// verifyClean re-reads the log of the course.
func verifyClean(t *testing.T, p *paths) {
	t.Helper()
	if v := verified(t, p); v.Dossiers != 1 || v.Vernietigd == 0 {
		t.Errorf("nagelezen: %d dossiers, %d vernietigde delen", v.Dossiers, v.Vernietigd)
	}
}

// verified re-reads the whole log, in which nothing may be wrong.
func verified(t *testing.T, p *paths) (v ledger.Verificatie) {
	t.Helper()
	o := open(t, p)
	must(t, o.catchUp(t.Context()))
	must(t, o.ledger.Verifieer(t.Context(), &v, o.compare, nil))
	for _, b := range v.Bevindingen {
		t.Error(b)
	}
	must(t, o.Close())
	return v
}

// laterBackups: copies made after an erasure hold nothing of it either.
func laterBackups(t *testing.T, p *paths, secrets [][]byte) {
	t.Helper()
	dir := t.TempDir()
	_, err := backupLog(t.Context(), p, filepath.Join(dir, "logboek.db"), os.Stderr)
	must(t, err)
	_, err = backupVault(t.Context(), p, filepath.Join(dir, "kluis.db"), os.Stderr)
	must(t, err)
	nowhere(t, dir, secrets)
}
