package api

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// stuurtBestand adds a file to a dossier.
func (o *opstelling) stuurtBestand(dossier, metadata, bestand string) antwoordVan {
	r := httptest.NewRequest("POST", dossier+"/bijlagen", strings.NewReader(metBestand(metadata, bestand)))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=grens")
	r.Header.Set("Authorization", "Bearer "+o.token(medewerker))
	w := httptest.NewRecorder()
	o.ServeHTTP(w, r)
	return antwoordVan{w.Code, w.Header(), w.Body.Bytes()}
}

// A part of a file can be had, as a player asks it; each is a reading. What asks for more parts, or is no Range, gets
// the whole, and a part that is not in the file is refused.
func TestBijlageInDelen(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	heel := "%PDF-1.7\n" + strings.Repeat("een lange brief ", 20_000)
	n := len(heel)
	v := leest[bericht.Vastgelegd](t, o.stuurtBestand(g.pad, overBrief, heel), 201)
	pad := g.pad + "/bijlagen/" + v.Onderdelen[0].String() + "/inhoud"
	for bereik, wil := range map[string]struct {
		status int
		deel   string
		kop    string
	}{
		"bytes=0-8":                       {206, heel[:9], "bytes 0-8/320009"},
		"bytes=65500-65600":               {206, heel[65500:65601], "bytes 65500-65600/320009"},
		"bytes=320000-":                   {206, heel[320000:], "bytes 320000-320008/320009"},
		"bytes=-10":                       {206, heel[n-10:], "bytes 319999-320008/320009"},
		"bytes=-999999999":                {206, heel, "bytes 0-320008/320009"},
		"bytes=320008-99999999999":        {206, heel[n-1:], "bytes 320008-320008/320009"},
		"bytes=0-99999999999999999999999": {206, heel, "bytes 0-320008/320009"},
		"bytes=320009-":                   {416, "", ""},
		"bytes=-0":                        {416, "", ""},
		"bytes=99999999999999999999999-":  {416, "", ""},
		"bytes=5-4":                       {200, heel, ""},
		"bytes=0-1,3-4":                   {200, heel, ""},
		"bytes=-":                         {200, heel, ""},
		"bytes=+1-4":                      {200, heel, ""},
		"bytes=a-b":                       {200, heel, ""},
		"regels=1-2":                      {200, heel, ""},
	} {
		a := o.vraagt(medewerker, "GET", pad, "", "Range", bereik, "Accept", "*/*")
		if a.status != wil.status {
			t.Errorf("%s: %d", bereik, a.status)
			continue
		}
		if a.status == 416 {
			if p := a.probleem(t); p.Code != codeBereik {
				t.Errorf("%s: %s", bereik, a.ruw)
			}
			continue
		}
		if string(a.ruw) != wil.deel || a.kop.Get("Content-Range") != wil.kop || a.kop.Get("Accept-Ranges") != "bytes" {
			t.Errorf("%s: %d bytes, %q", bereik, len(a.ruw), a.kop.Get("Content-Range"))
		}
	}
	if a := o.vraagt(medewerker, "GET", pad, "", "Range", "bytes=0-8", "If-Range", `"x"`, "Accept",
		"*/*"); a.status != 200 || len(a.ruw) != n {
		t.Errorf("If-Range: %d", a.status)
	}
	rs := leest[bericht.Raadplegingen](t, o.vraagt(officer, "GET", g.pad+"/raadplegingen", ""), 200)
	gelezen := 0
	for _, r := range rs.Raadplegingen {
		if r.Wat == "bijlage" {
			gelezen++
		}
	}
	if gelezen != 17 {
		t.Errorf("%d readings", gelezen)
	}
	if a := o.vraagt(medewerker, "HEAD", pad, "", "Accept", "*/*"); a.status != 405 || a.kop.Get("Allow") == "" {
		t.Errorf("HEAD: %d, %q", a.status, a.kop.Get("Allow"))
	}
}

// What is both one thing and another, is a browser's to run, or is not what it is called, is taken as what its first
// bytes say or not at all, and is sent so that no browser does anything with it.
func TestVijandigeBestanden(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	zip := "PK\x03\x04\x14\x00\x08\x08\x08\x00" + strings.Repeat("\x00", 16) + "\x05\x00\x00\x00bom.x" +
		strings.Repeat("\x00", 300)
	for naam, x := range map[string]struct {
		ruw   string
		soort string // "": refused
	}{
		"html":                       {"<!DOCTYPE html><script>alert(1)</script>", ""},
		"html na witruimte":          {"\n\n \t<html><script>1</script>", ""},
		"html na een bom":            {"\xef\xbb\xbf<html><script>1</script>", ""},
		"svg":                        {`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`, ""},
		"xml":                        {`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, ""},
		"een zip":                    {zip, ""},
		"een programma":              {"#!/bin/sh\nrm -rf /\n", ""},
		"een pdf die ook html is":    {"%PDF-1.7\n<html><script>alert(1)</script></html>", "application/pdf"},
		"een pdf die ook een zip is": {"%PDF-1.7\n" + zip, "application/pdf"},
		"tekst met html erin":        {"Beste mevrouw,\n<script>alert(1)</script>\n", "text/plain"},
	} {
		a := o.stuurtBestand(g.pad, overBrief, x.ruw)
		if x.soort == "" {
			if p := a.probleem(t); p.Code != domain.CodeBestandstype {
				t.Errorf("%s: %s", naam, a.ruw)
			}
			continue
		}
		v := leest[bericht.Vastgelegd](t, a, 201)
		b := o.vraagt(medewerker, "GET", g.pad+"/bijlagen/"+v.Onderdelen[0].String()+"/inhoud", "", "Accept", "*/*")
		if b.kop.Get("Content-Type") != x.soort || b.kop.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(b.kop.Get("Content-Disposition"), "attachment;") ||
			!strings.Contains(b.kop.Get("Content-Security-Policy"), "sandbox") || !bytes.Equal(b.ruw, []byte(x.ruw)) {
			t.Errorf("%s: %v", naam, b.kop)
		}
	}
	for naam, x := range map[string]struct {
		tekst  string
		status int
	}{
		"een stuurteken":      {"brief\\u0000.pdf", 400},
		"een regeleinde":      {"brief\\r\\nContent-Type: text/html", 400},
		"een omkering":        {"brief\\u202efdp.exe", 400},
		"te lang":             {strings.Repeat("x", 200_000), 400},
		"een pad":             {"../../etc/passwd", 201}, // it is a text, and no name of a file anywhere
		"een pad van Windows": {`C:\\brief.pdf`, 201},
	} {
		a := o.stuurtBestand(g.pad, strings.Replace(overBrief, "Brief van school", x.tekst, 1), "%PDF-1.7")
		if a.status != x.status {
			t.Errorf("%s: %d", naam, a.status)
			continue
		}
		if x.status == 400 {
			if p := a.probleem(t); p.Fouten[0].Veld != "/naam/tekst" {
				t.Errorf("%s: %s", naam, a.ruw)
			}
			continue
		}
		welk := leest[bericht.Vastgelegd](t, a, 201).Onderdelen[0].String()
		b := o.vraagt(medewerker, "GET", g.pad+"/bijlagen/"+welk+"/inhoud", "", "Accept", "*/*")
		if kop := b.kop.Get("Content-Disposition"); kop != `attachment; filename="bijlage-`+welk[28:]+`.pdf"` {
			t.Errorf("%s: %s", naam, kop)
		}
	}
}
