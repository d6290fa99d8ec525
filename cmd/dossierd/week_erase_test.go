package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// readEverything has each of the three read all that there is, as it is now and as it was.
func (e *weekTest) readEverything() {
	for _, r := range append([]role{nightWorker}, watchers...) {
		c := e.as(r)
		for _, at := range e.before {
			if at.After(e.begin.AddDate(0, 0, 1)) { // before that there is no dossier
				e.view(r, &at)
			}
		}
		_, err := c.Tijdlijn(e.ctx, e.dossier, nil)
		must(e.t, err)
		_, err = c.Verschillen(e.ctx, e.dossier, e.before["de melding aanvullen"], nil)
		must(e.t, err)
		all, err := c.Uitvoer(e.ctx, e.dossier, nil)
		must(e.t, err)
		_, err = io.Copy(io.Discard, all)
		must(e.t, errors.Join(err, all.Close()))
		_, err = c.Verstrekkingen(e.ctx, e.dossier, false, "", 0)
		must(e.t, err)
		_, err = c.Zoek(e.ctx, bericht.Zoekvraag{Naam: "Lotte"})
		must(e.t, err)
		_, err = c.StelVermeldingenVoor(e.ctx, e.dossier, bericht.Tekst{Tekst: "Lotte woont nu aan de Schuilhof 7."})
		must(e.t, err)
	}
}

// erase: the dossier is opened again and somebody begins to write; then the mother's data are destroyed. It gives what
// may be nowhere from then on, and was somewhere before.
func (e *weekTest) erase(p *paths, o *parts) [][]byte {
	e.t.Helper()
	_, err := e.as(caseworker).Heropen(e.ctx, e.dossier,
		bericht.NieuwBesluit{Besluit: reason("De moeder vraagt om vernietiging.")}, once())
	must(e.t, err)
	half, err := json.Marshal(bericht.NieuwGegeven{Rubriek: "afspraken", Over: []id.Betrokkene{e.mother},
		Gegeven: bericht.Gegeven{Tekst: write(unfinishedText)}})
	must(e.t, err)
	_, err = e.as(caseworker).BeginConcept(e.ctx, e.dossier,
		bericht.NieuwConcept{Waarvan: "legGegevenVast", Inhoud: half})
	must(e.t, err)

	secrets := wrappedKeys(e.t, p, e.mother)
	// She is found by the family name that the child has too, and where she lived is where the father still does.
	others := slices.Concat(indexTokens(e.t, p, o, e.child), indexTokens(e.t, p, o, e.otherFather))
	for _, token := range indexTokens(e.t, p, o, e.mother) {
		if !slices.ContainsFunc(others, func(other []byte) bool { return bytes.Equal(other, token) }) {
			secrets = append(secrets, token)
		}
	}
	mother := e.mother.UUID()
	chunks := column(e.t, p.drafts, `SELECT stuk.data FROM stuk JOIN over ON substr(stuk.plaats, 1, 16) = over.concept
WHERE over.betrokkene = ?`, mother[:])
	for _, chunk := range chunks {
		secrets = append(secrets, chunk[:64])
	}
	files, err := filepath.Glob(filepath.Join(p.data, "bijlagen", e.dossier.String(), "*"))
	must(e.t, err)
	sealed := 0
	for _, path := range files {
		file, err := os.ReadFile(path)
		must(e.t, err)
		if len(file) >= 256 {
			sealed++
			secrets = append(secrets, file[len(file)/2:len(file)/2+64])
		}
	}
	if sealed == 0 || len(chunks) == 0 {
		e.t.Errorf("%d bestanden van bijlagen en %d stukken van concepten", sealed, len(chunks))
	}
	found(e.t, p.data, secrets)

	there := e.otherMother()
	if gone := e.eraseFrom(e.dossier, e.mother, bericht.NieuweUitkomst{}); gone != 1 {
		e.t.Errorf("%d concepten in de voorvertoning", gone)
	}
	e.allIn(e.other, "wat ook daar staat, staat er nog", e.doubleReport,
		func(k *bericht.Onderdeel) bool { return k.Inhoud != nil })
	e.eraseFrom(e.other, there, bericht.NieuweUitkomst{Onderdeel: e.doubleReport, Uitkomst: domain.UitkomstBehouden,
		Belang: &e.son,
		Waarom: &bericht.Tekst{Tekst: "De zoon moet later kunnen nalezen wat er die avond was."}})
	e.allIn(e.other, "en in zijn belang blijft het daar", e.doubleReport,
		func(k *bericht.Onderdeel) bool { return k.Inhoud != nil })
	e.allIn(e.other, "maar wie zij is niet", domain.IdentiteitVan(there), masked(domain.GatVernietigd))
	for what, gone := range map[string]id.Onderdeel{"wie zij is": domain.IdentiteitVan(e.mother),
		"waar zij is": e.shelter, "de bijlage": e.letter} {
		e.all(what, gone, masked(domain.GatVernietigd))
	}
	if _, err := e.as(teamLeader).Bijlage(e.ctx, e.dossier, e.letter, nil); err == nil {
		e.t.Error("het bestand van de bijlage is er nog")
	}
	for _, plain := range []string{"Lotte", "Fictief", "Schuilhof", "9876 ZX", "duizendschoon", "blauw oog", "%PDF-1.4",
		"Brief van de huisarts"} {
		secrets = append(secrets, []byte(plain))
	}
	return secrets
}

// eraseFrom destroys all of a person in a dossier but what is kept, and gives how many drafts go along.
func (e *weekTest) eraseFrom(d id.Dossier, who id.Betrokkene, kept bericht.NieuweUitkomst) int {
	e.t.Helper()
	extent := bericht.Omvang{Betrokkene: &who}
	preview, err := e.as(privacyOfficer).Voorvertoon(e.ctx, d, extent)
	must(e.t, err)
	besluit := bericht.NieuweVernietiging{Omvang: extent, Grond: "verzoek-wmo-5.3.5",
		Motivering: bericht.Tekst{Tekst: "Op verzoek van de betrokkene."}}
	for _, k := range preview.Onderdelen {
		u := bericht.NieuweUitkomst{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen}
		if k.ID == kept.Onderdeel {
			u = kept
		}
		besluit.Uitkomsten = append(besluit.Uitkomsten, u)
	}
	v, err := e.as(privacyOfficer).BesluitVernietiging(e.ctx, d, besluit, once())
	must(e.t, err)
	done, err := e.as(teamLeader).KeurVernietigingGoed(e.ctx, d, *v.Vernietiging, once())
	must(e.t, err)
	if done.NogUitTeVoeren {
		e.t.Error("de vernietiging is nog niet uitgevoerd")
	}
	return len(slices.DeleteFunc(preview.Concepten, func(c bericht.ConceptVoorvertoning) bool { return !c.Vervalt }))
}
