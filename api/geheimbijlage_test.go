package api

import (
	"net/http/httptest"
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
)

// ZOB-8: a letter in which a secret address stands is for named roles: its name and its file, at every moment, until
// it is lifted; and it goes out only where somebody who may see it says so of that very letter.
func TestGeheimeBijlage(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	voegToe := func(metadata, bytes string) string {
		t.Helper()
		r := httptest.NewRequest("POST", g.pad+"/bijlagen", strings.NewReader(metBestand(metadata, bytes)))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=grens")
		r.Header.Set("Authorization", "Bearer "+o.token(medewerker))
		w := httptest.NewRecorder()
		o.ServeHTTP(w, r)
		a := antwoordVan{w.Code, w.Header(), w.Body.Bytes()}
		return leest[bericht.Vastgelegd](t, a, 201).Onderdelen[0].String()
	}
	brief := func(naam string) string { return strings.Replace(overBrief, "Brief van school", naam, 1) }
	haalt := func(b identiteit.Bewijs, welk string) antwoordVan {
		return o.vraagt(b, "GET", g.pad+"/bijlagen/"+welk+"/inhoud", "", "Accept", "*/*")
	}
	ziet := func(b identiteit.Bewijs, stap, welk, naam string, wil bool) {
		t.Helper()
		if a := haalt(b, welk); (a.status == 200) != wil {
			t.Errorf("%s: %s gets the file: %d", stap, b.Rol, a.status)
		} else if !wil {
			if p := a.probleem(t); p.Code != domain.CodeGeenToegang {
				t.Errorf("%s: refused with %s", stap, p.Code)
			}
		}
		if naam != "" && strings.Contains(o.vangt(b, g), naam) != wil {
			t.Errorf("%s: whether %s reads the name", stap, b.Rol)
		}
	}
	lang := strings.Repeat("De woning is rustig gelegen. ", 5_000)
	eerder := voegToe(overBrief, lang+"Zij zit op Kerkweg nr. 99, zegt zij.\n"+lang)
	pdf := voegToe(brief("Uittreksel"), "%PDF-1.7\nIets.")
	ziet(medewerker, "before", eerder, "Brief van school", true)
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+g.moeder+"/contactgegevens",
		geheimContact), 201)

	// Text that was added before the address was secret is looked through when somebody asks for it; what comes later, as
	// it comes.
	ziet(medewerker, "earlier text", eerder, "", false)
	ziet(teamleider, "earlier text", eerder, "Brief van school", true)
	later := voegToe(brief("Verhuisbericht"), "Kerkw\xe9g 99")
	ander := voegToe(brief("Bericht in 16 bits"), "\xff\xfeK\x00e\x00r\x00k\x00w\x00e\x00g\x00")
	ziet(medewerker, "in another encoding", ander, "Bericht in 16 bits", false)
	ziet(medewerker, "later text", later, "Verhuisbericht", false)
	ziet(teamleider, "later text", later, "Verhuisbericht", true)
	open := voegToe(brief("Rapport"), lang)
	ziet(medewerker, "text without it", open, "Rapport", true)
	gezegd := voegToe(strings.Replace(brief("Foto van het huis"), "{", `{"geheim":true,`, 1), "%PDF-1.7\nIets.")
	ziet(medewerker, "said to be", gezegd, "Foto van het huis", false)

	corrigeer := func(b identiteit.Bewijs, inhoud string, status int) {
		t.Helper()
		if a := o.vraagt(b, "POST", g.pad+"/onderdelen/"+pdf+"/correcties", inhoud); a.status != status {
			t.Fatalf("%d, want %d: %s", a.status, status, a.ruw)
		}
	}
	corrigeer(medewerker, `{"wijze":"geheim-maken","grond":"niet-ter-zake"}`, 201)
	ziet(medewerker, "made so", pdf, "Uittreksel", false)
	ziet(teamleider, "made so", pdf, "Uittreksel", true)
	for _, b := range []string{`{"wijze":"verwijderen","grond":"niet-ter-zake"}`,
		`{"wijze":"geheim-opheffen","grond":"niet-ter-zake","motivering":{"tekst":"Mag."}}`} {
		corrigeer(medewerker, b, 403)
	}
	corrigeer(teamleider, `{"wijze":"verbeteren","grond":"schrijffout","nieuw":{"bijlage":`+brief("Afschrift")+`}}`, 201)
	ziet(medewerker, "corrected", pdf, "Afschrift", false)

	geef := func(b identiteit.Bewijs, meer, wat string) antwoordVan {
		return o.vraagt(b, "POST", g.pad+"/verstrekkingen",
			`{"onderdelen":["`+wat+
				`"],"ontvanger":"Politie","grond":"veiligheid","toestemming":"niet-gevraagd","doel":{"tekst":"Nodig."}`+meer+`}`)
	}
	for _, wat := range []string{eerder, later, gezegd, pdf} {
		if p := geef(medewerker, "", wat).probleem(t); p.Code != domain.CodeGeenToegang {
			t.Error(p.Code)
		}
		if p := geef(teamleider, "", wat).probleem(t); p.Code != domain.CodeGeheimOnbevestigd {
			t.Error(p.Code)
		}
		leest[bericht.Vastgelegd](t, geef(teamleider, `,"bevestigdGeheim":["`+wat+`"]`, wat), 201)
	}
	leest[bericht.Vastgelegd](t, geef(medewerker, "", open), 201)

	corrigeer(teamleider,
		`{"wijze":"geheim-opheffen","grond":"niet-ter-zake","motivering":{"tekst":"Het staat er niet in."}}`, 201)
	ziet(medewerker, "lifted", pdf, "Afschrift", true)
	if strings.Contains(o.vangt(medewerker, g), "Uittreksel") {
		t.Error("lifting gives back an earlier wording")
	}
}

// ZOB-8: whatever else gives the address away as a whole is made geheim too; who somebody is, is not.
func TestGeheimOnderdeel(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	tekst := leest[bericht.Vastgelegd](t,
		o.vraagt(medewerker, "POST", g.pad+"/gegevens", gegevenMet("Bij de molen links, het derde huis.")),
		201).Onderdelen[0].String()
	maakt := func(wat string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+wat+"/correcties",
			`{"wijze":"geheim-maken","grond":"niet-ter-zake","motivering":{"tekst":"Wie de molen kent."}}`)
	}
	leest[bericht.Vastgelegd](t, maakt(tekst), 201)
	if s := o.vangt(medewerker, g); strings.Contains(s, "molen") {
		t.Error("a medewerker reads it, or why")
	}
	if !strings.Contains(o.vangt(teamleider, g), "derde huis") {
		t.Error("a teamleider does not")
	}
	if p := maakt(g.moeder).probleem(t); p.Status != 409 {
		t.Errorf("an identiteit: %d", p.Status)
	}
}
