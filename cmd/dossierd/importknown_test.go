package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// opensWith opens a dossier with one person.
func opensWith(identity, contacts string) string {
	return `{"grond":"ots","betrokkenen":[{"verwijzing":"p1","identiteit":` + identity + contacts + `}]}`
}

const (
	knownBSN     = `{"naam":{"roepnaam":"S."},"bsn":"999990019","hoedanigheid":"ouder"}`
	knownName    = `{"naam":{"achternaam":"Geheimenis"},"geboortedatum":"1990-04-11","hoedanigheid":"ouder"}`
	soundsKnown  = `{"naam":{"achternaam":"Gehijmenis"},"geboortedatum":"1990-04","hoedanigheid":"ouder"}`
	bornLater    = `{"naam":{"achternaam":"Geheimenis"},"geboortedatum":"1990-05-11","hoedanigheid":"ouder"}`
	noName       = `{"naam":{"onbekend":true},"hoedanigheid":"ouder"}`
	teacher      = `{"naam":{"onbekend":true},"hoedanigheid":"professional"}`
	knownAddress = `{"soort":"adres","adres":{"postcode":"1234 AB","huisnummer":"12"}}`
	livesThere   = `,"contacten":[` + knownAddress + `]`
)

// There is one dossier per gezin (ZOB-6.1): who takes a file in is told, by line and dossier and never by name, of
// whom may be known in the ledger or earlier in the file, and nothing is taken in before all of that was seen. That it
// was is recorded where the API records it, and so is the search (ZOB-7.5).
func TestImportKnown(t *testing.T) {
	p := newImport(t, "bekend")
	first := lines(
		oldLine("1", "D1", "dossier", 2, opensWith(knownBSN, livesThere)),
		oldLine("2", "D1", "betrokkene", 3, `{"identiteit":`+knownName+`}`))
	must(t, takeFile(t.Context(), p, testImporter, first, io.Discard, io.Discard))

	all := []string{
		oldLine("11", "D11", "dossier", 2, opensWith(soundsKnown, "")),                  // 2
		oldLine("12", "D12", "dossier", 2, opensWith(noName, livesThere)),               // 3
		oldLine("13", "D13", "dossier", 2, opensWith(teacher, livesThere)),              // 4: not asked
		oldLine("14", "D14", "dossier", 2, opensWith(bornLater, "")),                    // 5: nobody
		oldLine("15", "D14", "contact", 3, `{"betrokkene":"p1",`+knownAddress[1:]),      // 6: of somebody who is there
		oldLine("16", "D13", "contact", 3, `{"betrokkene":"p1",`+knownAddress[1:]),      // 7: not asked
		oldLine("17", "D15", "dossier", 2, opensWith(knownBSN, "")),                     // 8
		oldLine("18", "D16", "dossier", 2, opensWith(bornLater, "")),                    // 9: only in the file
		oldLine("19", "D16", "betrokkene", 3, `{"identiteit":`+knownBSN+livesThere+`}`), // 10
	}
	file := func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(`{"formaat":1,"bron":"elders"}` + "\n" + strings.Join(all, "\n") + "\n")), nil
	}
	var list, errs bytes.Buffer
	if err := takeFile(t.Context(), p, testImporter, file, &list, &errs); !errors.Is(err, errUnseen) {
		t.Fatalf("nobody saw anything: %v: %s", err, errs.String())
	}
	type seen struct {
		line  int32
		where string
	}
	var got []seen
	for l := range strings.Lines(list.String()) {
		var m maybeKnown
		must(t, json.Unmarshal([]byte(l), &m))
		for _, k := range m.Known {
			where := k.Reference
			if where == "" {
				where = "ledger"
			}
			got = append(got, seen{m.Line, fmt.Sprint(where, k.By)})
		}
	}
	want := []seen{
		{2, "ledger[klank-en-geboortedatum]"},
		{3, "ledger[adres]"},
		{6, "D12[adres]"}, {6, "D13[adres]"}, {6, "ledger[adres]"},
		{8, "ledger[bsn]"},
		{9, "D14[klank-en-geboortedatum]"},
		{10, "D15[bsn]"}, {10, "D12[adres]"}, {10, "D13[adres]"}, {10, "D14[adres]"}, {10, "ledger[bsn adres]"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed: %v", got)
	}
	told := list.String() + errs.String()
	for _, secret := range []string{"Gehe", "Gehi", "999990019", "1990", "1234", "roepnaam"} {
		if strings.Contains(told, secret) {
			t.Errorf("what is told holds %q", secret)
		}
	}
	if kinds := kindsIn(t, p); kinds[domain.SoortDossierGeopend] != 1 || kinds["zoeken.uitgevoerd"] != 2 {
		t.Errorf("recorded: %v", kinds)
	}

	// Half of it was seen: the rest is told.
	half, rest := filepath.Join(t.TempDir(), "half"), filepath.Join(t.TempDir(), "rest")
	cut := strings.SplitAfterN(list.String(), "\n", 3)
	must(t, os.WriteFile(half, []byte(cut[0]+cut[1]), 0o600))
	list.Reset()
	if err := takeFile(t.Context(), p, whoSaw(t, half), file, &list, io.Discard); !errors.Is(err, errUnseen) ||
		list.String() != cut[2] {
		t.Errorf("half was seen: %v: %s", err, list.String())
	}
	must(t, os.WriteFile(rest, list.Bytes(), 0o600))
	list.Reset()
	must(t, takeFile(t.Context(), p, whoSaw(t, half, rest), file, &list, io.Discard))
	done := "9 regels, 6 dossiers: 9 vastgelegd, 0 waren al ingelezen, 0 sindsdien vernietigd of overgebracht\n"
	if list.String() != done {
		t.Errorf("%s", list.String())
	}
	list.Reset()
	must(t, takeFile(t.Context(), p, testImporter, file, &list, io.Discard)) // what stands asks nothing
	if !strings.Contains(list.String(), ": 0 vastgelegd") {
		t.Errorf("%s", list.String())
	}
	for d, ids := range openings(t, p) {
		if saw := whoSaw(t, half, rest).seen.of(d); !slices.Equal(ids, saw) {
			t.Errorf("the opening of %s holds %v, seen were %v", d, ids, saw)
		}
	}
	if _, err := readSeen([]string{p.log}); !errors.Is(err, errSeenList) {
		t.Errorf("another file for a list: %v", err)
	}
}

// kindsIn counts the events of a log by kind.
func kindsIn(t *testing.T, p *paths) map[domain.Soort]int {
	t.Helper()
	kinds := map[domain.Soort]int{}
	must(t, p.using(t.Context(), io.Discard, func(o *parts) error {
		for r, err := range o.store.ReadAll(t.Context(), "") {
			must(t, err)
			kinds[domain.Soort(r.Kind)]++
		}
		return nil
	}))
	return kinds
}

// openings gives of each dossier which others were seen when it was opened.
func openings(t *testing.T, p *paths) map[id.Dossier][]id.Dossier {
	t.Helper()
	all := map[id.Dossier][]id.Dossier{}
	o, err := openParts(t.Context(), p, slog.New(slog.DiscardHandler), io.Discard)
	must(t, err)
	defer func() { must(t, o.Close()) }()
	for r, err := range o.store.ReadAll(t.Context(), "") {
		must(t, err)
		d, ok := ledger.DossierVan(r.Stream)
		if !ok || domain.Soort(r.Kind) != domain.SoortDossierGeopend {
			continue
		}
		grant := o.ledger.Beslis(testImporter.actor, domain.HandelingRaadplegen, d, "onderzoek")
		view, err := o.ledger.Bekijk(t.Context(), grant, d, ledger.Momenten{}, "")
		must(t, err)
		all[d] = []id.Dossier{}
		for _, part := range view.Onderdelen {
			content, _ := part.Inhoud.Value()
			if opening, ok := content.(*domain.Opening); ok {
				all[d] = append(all[d], opening.MogelijkBekendGezien...)
			}
		}
	}
	if len(all) != 7 {
		t.Errorf("%d dossiers", len(all))
	}
	return all
}
