package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"time"
)

// fictional writes a file of older dossiers in the form that import reads. The same seed gives the same file.
// Everybody in it is made up; it holds no BSN, since so many test numbers there are not.
type fictional struct {
	*rand.Rand
	out  *json.Encoder
	at   time.Time // of the line before
	ref  string    // dossier being written
	n    int       // lines of it
	who  string
	name string // family name
	kid  string
	mum  string
	born string // the mother
	home values // address

	known struct { // a household that comes back in a later dossier
		name, mum, born string
		home            values
	}
}

// writeFictional makes the file; it never overwrites one.
func writeFictional(ctx context.Context, path string, dossiers int, seed uint64) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	if err := fictionalDossiers(ctx, w, dossiers, seed); err != nil {
		return err
	}
	return w.Flush()
}

func fictionalDossiers(ctx context.Context, w io.Writer, dossiers int, seed uint64) error {
	d := fictional{Rand: rand.New(rand.NewPCG(seed, 0)), out: json.NewEncoder(w)}
	if err := d.out.Encode(values{"formaat": 1, "bron": fmt.Sprintf("fictief-%d", seed)}); err != nil {
		return err
	}
	for i := range dossiers {
		if err := d.dossier(i); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// values is a JSON object of which the file says by what verwijzing somebody goes: no message type can hold that.
type values = map[string]any

var (
	// A family name is made of three parts, so that few sound the same.
	fictionalFamilies = [3][]string{
		{"Ver", "Be", "Schijn", "Droom", "Spook", "Nep", "Fabel", "Lucht", "Wens", "Blad"},
		{"zonne", "dacht", "beeld", "bar", "krul", "hals", "figuur", "molen", "kasteel", "vogel", "roman", "tover"},
		{"n", "stra", "ma", "man", "inga", "hoven", "kamp", "berg", "sen", "link", "veld", "broek"},
	}
	fictionalChildren = []string{"Bram", "Fenna", "Joris", "Lotte", "Noor", "Sem", "Tijn", "Yara"}
	fictionalMothers  = []string{"Sanne", "Amira", "Ilse", "Marit", "Petra", "Roos"}
	fictionalFathers  = []string{"Ruud", "Karim", "Hugo", "Wessel", "Stef", "Daan"}
	fictionalStreets  = []string{"Dorpsstraat", "Kerkweg", "Molenpad", "Lindelaan", "Stationsplein"}
)

func pick[T any](d *fictional, from []T) T { return from[d.IntN(len(from))] }

// line writes a line some hours to weeks after the one before.
func (d *fictional) line(kind string, content values) error {
	d.at = d.at.Add(time.Duration(1+d.IntN(400)) * time.Hour)
	d.n++
	return d.out.Encode(values{"id": fmt.Sprintf("%s-%d", d.ref, d.n), "dossier": d.ref, "soort": kind,
		"vastgelegdOp": d.at.Format(time.RFC3339), "medewerker": d.who, "inhoud": content})
}

// dossier writes one household's course: opened on a melding, mostly investigated, mostly closed.
func (d *fictional) dossier(i int) error {
	d.ref, d.n, d.who = fmt.Sprintf("D%05d", i+1), 0, fmt.Sprintf("m-%04d", 100+d.IntN(40))
	d.at = time.Date(2006+d.IntN(12), time.Month(1+d.IntN(12)), 1+d.IntN(28), 9, d.IntN(60), 0, 0, time.UTC)
	d.name, d.kid, d.mum = "", pick(d, fictionalChildren), pick(d, fictionalMothers)
	for _, part := range fictionalFamilies {
		d.name += pick(d, part)
	}
	d.born, d.home = d.birthday(d.at.Year()-25-d.IntN(15)), d.address()
	switch again := d.IntN(50); {
	case again == 0 && d.known.name != "": // the mother is in an earlier dossier
		d.name, d.mum, d.born = d.known.name, d.known.mum, d.known.born
	case again == 1 && d.known.name != "": // others lived there
		d.home = d.known.home
	case again < 4:
		d.known.name, d.known.mum, d.known.born, d.known.home = d.name, d.mum, d.born, d.home
	}
	return errors.Join(d.begin(), d.middle(), d.end())
}

func (d *fictional) begin() error {
	received := d.at.Format(time.RFC3339)
	return errors.Join(
		d.line("dossier", values{"grond": "melding",
			"betrokkenen": []values{
				d.person("kind", d.kid, d.birthday(d.at.Year()-3-d.IntN(12)), "kind"),
				d.person("moeder", d.mum, d.born, "ouder", d.home),
				d.person("vader", pick(d, fictionalFathers), "", "ex-partner"),
			},
			"melding": values{"ontvangenOp": received, "over": []string{"kind", "moeder"}, "hoedanigheid": "politie",
				"tekst": textOf(write("Buren hoorden ", mention("kind", d.kid), " huilen; ", mention("moeder", d.mum),
					" deed niet open."))}}),
		d.line("relatie", values{"van": "moeder", "naar": "kind", "aard": "ouder-van", "gezag": true}),
		d.line("relatie", values{"van": "vader", "naar": "kind", "aard": "ouder-van"}),
		d.line("contact", values{"betrokkene": "vader", "soort": "telefoon",
			"telefoon": fmt.Sprintf("06-%08d", 10_000_000+d.IntN(80_000_000))}),
	)
}

func (d *fictional) person(ref, called, born, what string, contacts ...values) values {
	identity := values{"naam": values{"roepnaam": called, "achternaam": d.name}, "hoedanigheid": what}
	if born != "" {
		identity["geboortedatum"] = born
	}
	p := values{"verwijzing": ref, "identiteit": identity}
	if len(contacts) > 0 {
		p["contacten"] = contacts
	}
	return p
}

// birthday is a date of birth; of some, no more than the month is known.
func (d *fictional) birthday(year int) string {
	if d.IntN(10) == 0 {
		return fmt.Sprintf("%d-%02d", year, 1+d.IntN(12))
	}
	return fmt.Sprintf("%d-%02d-%02d", year, 1+d.IntN(12), 1+d.IntN(28))
}

func (d *fictional) address() values {
	return values{"soort": "adres", "adres": values{"straat": pick(d, fictionalStreets),
		"huisnummer": fmt.Sprint(1 + d.IntN(200)), "postcode": fmt.Sprintf("%d AB", 1000+d.IntN(8999)),
		"plaats": "Ons Dorp"}}
}

func (d *fictional) middle() error {
	var errs []error
	for range 1 + d.IntN(4) {
		errs = append(errs, d.line("gegeven",
			values{"rubriek": pick(d, []string{"zorgen", "onderzoek", "hulp"}), "over": []string{"moeder"},
				"soort": "mededeling", "aard": pick(d, []string{"mening", "oordeel", "feit"}),
				"bron": values{"soort": "betrokkene", "wie": "moeder"},
				"tekst": textOf(write(mention("moeder", "Mevrouw "+d.name), " vertelt dat ", mention("kind", d.kid),
					" slecht slaapt."))}))
	}
	if d.IntN(2) == 0 {
		errs = append(errs, d.line("verslag", values{"rubriek": "onderzoek", "over": []string{"kind"}, "soort": "huisbezoek",
			"spreker":  values{"soort": "eigen-waarneming"},
			"tekst":    values{"tekst": "Het huis is opgeruimd. De sfeer is gespannen."},
			"passages": []values{{"begin": 0, "einde": 23, "aard": "feit"}, {"begin": 24, "einde": 45, "aard": "oordeel"}}}))
	}
	if d.IntN(3) == 0 {
		errs = append(errs, d.line("melding",
			values{"ontvangenOp": d.at.Format(time.RFC3339), "over": []string{"kind"}, "hoedanigheid": "school"}))
	}
	if d.IntN(3) == 0 {
		errs = append(errs, d.line("betrokkene",
			values{"identiteit": values{"naam": values{"onbekend": true}, "hoedanigheid": "grootouder"}}))
		errs = append(errs, d.line("contact",
			values{"betrokkene": fmt.Sprintf("%s-%d", d.ref, d.n), "soort": "email", "email": "iemand@voorbeeld.invalid"}))
	}
	return errors.Join(errs...)
}

func (d *fictional) end() error {
	if d.IntN(4) == 0 { // nothing more came of it
		return nil
	}
	disputed := fmt.Sprintf("%s-%d", d.ref, 5) // the first gegeven
	because := func(s string) values { return values{"motivering": values{"tekst": s}} }
	phase := func(name, why string) error {
		content := because(why)
		content["fase"] = name
		return d.line("fase", content)
	}
	return errors.Join(
		phase("onderzoek", "De zorgen vragen om onderzoek."),
		d.line("verklaring", values{"betrokkene": "vader", "betwist": []string{disputed},
			"tekst": values{"tekst": "Zo is het niet gegaan."}}),
		d.line("wederhoor", values{"gehoord": []string{"moeder", "vader"},
			"gezegd": values{"tekst": "Zij herkennen het ten dele."}}),
		d.line("verstrekking", values{"onderdelen": []string{disputed, d.ref + "-1:melding"},
			"ontvanger": "Raad voor de Kinderbescherming", "grond": "wettelijke-taak", "toestemming": "niet-gevraagd",
			"doel": values{"tekst": "Nodig voor het onderzoek van de Raad."}}),
		phase("einde-bemoeienis", "Het onderzoek is klaar; hulp is op gang."),
		d.line("sluiting", because("Er is niets meer te doen.")),
	)
}

// textOf is a text as a JSON object.
func textOf(t any) values {
	raw, err := json.Marshal(t)
	var v values
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		panic(err) // the message types encode
	}
	return v
}
