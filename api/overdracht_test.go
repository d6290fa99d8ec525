package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"filippo.io/age"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// ontvanger is another organisation: its key, and what it can read.
type ontvanger struct {
	t       testing.TB
	sleutel *age.X25519Identity
}

func nieuweOntvanger(t testing.TB) ontvanger {
	t.Helper()
	i, err := age.GenerateX25519Identity()
	goed(t, err)
	return ontvanger{t, i}
}

func (n ontvanger) vraag(rest string) string {
	return fmt.Sprintf(
		`{"sleutels":[%q],"ontvanger":"Veilig Thuis Elders","grond":"wettelijke-taak","toestemming":"niet-gevraagd",`+
			`"doel":{"tekst":"Het gezin is verhuisd."}%s}`, n.sleutel.Recipient(), rest)
}

// bestand is a file as it was opened: its lines by kind, and its closing line.
type bestand struct {
	ruw    string
	regels []bericht.Bestandsregel
	slot   bericht.Slot
}

func (n ontvanger) opent(ruw []byte) bestand {
	n.t.Helper()
	r, err := age.Decrypt(bytes.NewReader(ruw), n.sleutel)
	goed(n.t, err)
	open, err := io.ReadAll(r)
	goed(n.t, err)
	b := bestand{ruw: string(open)}
	regels := strings.Split(strings.TrimSuffix(b.ruw, "\n"), "\n")
	for _, s := range regels[1 : len(regels)-1] {
		var r bericht.Bestandsregel
		goed(n.t, json.Unmarshal([]byte(s), &r))
		b.regels = append(b.regels, r)
	}
	var slot bericht.Bestandsslot
	goed(n.t, json.Unmarshal([]byte(regels[len(regels)-1]), &slot))
	b.slot = slot.Slot
	if b.slot.Regels != len(b.regels) {
		n.t.Errorf("the closing line counts %d lines, there are %d", b.slot.Regels, len(b.regels))
	}
	return b
}

func (n ontvanger) krijgt(a antwoordVan) bestand {
	n.t.Helper()
	if a.status != 201 {
		n.t.Fatalf("status %d: %s", a.status, a.ruw)
	}
	return n.opent(a.ruw)
}

// ZOB-6.2g: what is transferred is recorded as a verstrekking of what it holds, and nobody but the recipient can read
// the file.
func TestOverdracht(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	n := nieuweOntvanger(t)
	a := o.vraagt(teamleider, "POST", g.pad+"/overdrachten", n.vraag(""))
	b := n.krijgt(a)
	if strings.Contains(string(a.ruw), "Verzonnen") || !strings.Contains(b.ruw, "Verzonnen") {
		t.Error("the file is not sealed, or empty")
	}
	if d := a.kop.Get("Content-Disposition"); !strings.HasPrefix(d, `attachment; filename="overdracht-`) ||
		strings.Contains(d, "Verzonnen") {
		t.Errorf("it is called %q", d)
	}
	if b.slot.Grond != "melding" || len(b.slot.Achtergebleven) != 0 || !strings.Contains(b.ruw, `"grond":"overname"`) {
		t.Errorf("the closing line: %+v", b.slot)
	}
	d := leest[bericht.Dossier](t, o.vraagt(teamleider, "GET", g.pad, ""), 200)
	v := d.Onderdelen[len(d.Onderdelen)-1]
	if v.Inhoud.Verstrekking == nil || v.Inhoud.Verstrekking.Ontvanger != "Veilig Thuis Elders" || len(v.Stukken) != 5 {
		t.Errorf("the verstrekking: %+v", v)
	}
	if a.kop.Get("ETag") != fmt.Sprintf(`"%d"`, d.Revisie) {
		t.Errorf("ETag %s at revision %d", a.kop.Get("ETag"), d.Revisie)
	}
}

// What is wrong with a request is told all at once, and never the key; an inspector gives nothing away. A download
// that broke off is asked again under the same key and is no second verstrekking; without the key it is.
func TestOverdrachtAanvraag(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	n := nieuweOntvanger(t)
	pad := g.pad + "/overdrachten"
	p := o.vraagt(teamleider, "POST", pad,
		`{"sleutels":["age1geheim","AGE-SECRET-KEY-1GEHEIM"],"ontvanger":"x","grond":"y","toestemming":"niet-gevraagd","doel":{"tekst":"x"}}`).probleem(t)
	if p.Status != 400 || len(p.Fouten) != 3 || p.Fouten[1].Veld != "/sleutels/0" || p.Fouten[2].Veld != "/sleutels/1" {
		t.Errorf("%+v", p.Fouten)
	}
	if ruw, _ := json.Marshal(p); bytes.Contains(bytes.ToLower(ruw), []byte("geheim")) {
		t.Error("a key is told")
	}
	if a := o.vraagt(inspecteur, "POST", pad, n.vraag("")); a.status != 403 {
		t.Errorf("an inspector: %d", a.status)
	}
	sleutel := []string{"Idempotency-Key", "6a1c8a52-6c6f-4d3c-9a0b-0d1e2f3a4b5c"}
	een := o.vraagt(medewerker, "POST", pad, n.vraag(""), sleutel...)
	twee := o.vraagt(medewerker, "POST", pad, n.vraag(""), sleutel...)
	if n.krijgt(een).ruw != n.krijgt(twee).ruw || twee.kop.Get("Idempotency-Replayed") != "true" {
		t.Error("the second file says something else")
	}
	if p := o.vraagt(medewerker, "POST", pad, nieuweOntvanger(t).vraag(""),
		sleutel...).probleem(t); p.Code != domain.CodeAndereAanvraag {
		t.Errorf("to another under the same key: %+v", p)
	}
	n.krijgt(o.vraagt(medewerker, "POST", pad, n.vraag("")))
	aantal := 0
	for _, k := range leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200).Onderdelen {
		if k.Inhoud != nil && k.Inhoud.Verstrekking != nil {
			aantal++
		}
	}
	if aantal != 2 {
		t.Errorf("%d verstrekkingen", aantal)
	}
	if strings.Contains(o.log.String(), "Verzonnen") || strings.Contains(o.log.String(), "age1") {
		t.Error("the log tells too much")
	}
}
