package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// A draft is its owner's, who typed every word of it. But an address in it that became geheim since must be in no
// output of a role that may not see it, and a draft is read again on another day, on another screen, by whoever sits
// there. So it is blotted out: sign for sign, since the places of mentions are counted in the text, and they must
// still fit. What is blotted out cannot be saved over what stands: who does not see it cannot keep it, so the draft is
// recorded, finished by somebody who sees it, or begun anew. A client that still has the text goes on saving it.

// vlek stands for one sign that is blotted out. Nobody types it.
const vlek = "\u2588"

// conceptGeheim blots out what is geheim in a draft that somebody is shown.
func (l *Ledger) conceptGeheim(ctx context.Context, g toegang.Grant, d *domain.Dossier, c *ConceptBeeld) error {
	ruw, ok := c.Inhoud.Value()
	if !ok || g.Ziet(domain.CategorieGeheim) || len(d.Geheimen) == 0 && len(verwanten(d)) == 0 {
		return nil
	}
	z, err := l.lees(ctx, d.ID)
	if err != nil {
		return err
	}
	geheim, err := l.geheimen(ctx, z, l.sleutels(ctx))
	if err != nil || geheim == nil {
		return err
	}
	lezer := json.NewDecoder(bytes.NewReader(ruw))
	lezer.UseNumber()
	var inhoud any
	if err := lezer.Decode(&inhoud); err != nil {
		return err
	}
	if inhoud, c.Geheim = geheim.vlek(inhoud); !c.Geheim {
		return nil
	}
	clear(ruw)
	ruw, err = json.Marshal(inhoud)
	c.Inhoud = domain.Besloten(ruw)
	return err
}

// vlek blots out what is geheim in JSON: of an address as a whole, since each of its fields says little.
func (g *geheimen) vlek(v any) (uit any, geheim bool) {
	if s, ok := woordIn(v); ok {
		dicht := g.zoeker.Vlek(s, vlek)
		if dicht == s {
			return v, false
		}
		return dicht, true
	}
	switch v := v.(type) {
	case []any:
		for i := range v {
			var is bool
			v[i], is = g.vlek(v[i])
			geheim = geheim || is
		}
	case map[string]any:
		heel := g.zoeker.ZelfdeAdres(adresIn(v))
		for naam := range v {
			var is bool
			if s, ok := woordIn(v[naam]); ok && heel {
				v[naam], is = strings.Repeat(vlek, utf8.RuneCountInString(s)), s != ""
			} else {
				v[naam], is = g.vlek(v[naam])
			}
			geheim = geheim || is
		}
	}
	return v, geheim
}

// woordIn is what a text or a number in JSON says: a draft need not be finished, and a client may write a house number
// as a number.
func woordIn(v any) (string, bool) {
	if n, ok := v.(json.Number); ok {
		return n.String(), true
	}
	s, ok := v.(string)
	return s, ok
}

// adresIn is the address that the fields of JSON say; empty where they say none.
func adresIn(v map[string]any) waarde.Adres {
	veld := func(naam string) string { s, _ := woordIn(v[naam]); return s }
	return waarde.Adres{Straat: veld("straat"), Huisnummer: veld("huisnummer"), Toevoeging: veld("toevoeging"),
		Postcode: veld("postcode"), Plaats: veld("plaats"), Land: veld("land")}
}

// heeftVlek reports whether JSON says vlek, which it can write in two ways.
func heeftVlek(ruw []byte) bool {
	return bytes.Contains(ruw, []byte(vlek)) || bytes.Contains(ruw, []byte(`\u2588`))
}

// geenVlek refuses to save what was blotted out over what it was.
func (l *Ledger) geenVlek(ctx context.Context, o Conceptopdracht, was Concept) error {
	if !heeftVlek(o.Inhoud) {
		return nil
	}
	_, zegel, err := l.Concepten.Read(ctx, was.ID)
	if err != nil {
		return err
	}
	p, err := l.openConcept(ctx, was, zegel)
	ruw, _ := p.Value()
	defer clear(ruw)
	if err != nil || heeftVlek(ruw) { // somebody does type it
		return err
	}
	return domain.Weiger(domain.CodeGeheim,
		"In dit concept staat een adres of nummer dat intussen geheim is en dat u niet te zien krijgt. "+
			"Zo opgeslagen ging het verloren. Begin een nieuw concept, of vraag de teamleider.", "ZOB-8")
}
