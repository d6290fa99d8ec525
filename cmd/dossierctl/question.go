package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"dossierboek/api/bericht"
	"dossierboek/cmd/dutch"
)

// fromInput as the value of a flag means: ask for it, so that it stays out of process lists and shell history.
const fromInput = "-"

// question is what is searched for, from flags, from standard input, or from a file.
type question struct {
	name, sound, born, bsn             string
	street, houseNumber, suffix        string
	postcode, town, country, recipient string
	file                               string
}

// asked are the flags with their fields, in the order in which standard input answers them.
func (q *question) asked() []struct {
	flag string
	to   *string
} {
	return []struct {
		flag string
		to   *string
	}{
		{"naam", &q.name}, {"klank", &q.sound}, {"geboortedatum", &q.born}, {"bsn", &q.bsn}, {"straat", &q.street},
		{"huisnummer", &q.houseNumber}, {"toevoeging", &q.suffix}, {"postcode", &q.postcode}, {"plaats", &q.town},
		{"land", &q.country}, {"ontvanger", &q.recipient},
	}
}

// complete reads what is to come from standard input: a line for each flag that says so.
func (q *question) complete(ctx context.Context, in io.Reader, errs io.Writer) error {
	if q.bsn != "" && q.bsn != fromInput {
		return dutch.Usagef("een BSN hoort niet op de opdrachtregel, waar anderen op deze machine het kunnen zien: geef " +
			"--bsn - en typ het daarna")
	}
	lines := bufio.NewReader(io.LimitReader(in, maxQuestion))
	for _, a := range q.asked() {
		if *a.to != fromInput {
			continue
		}
		answer, err := ask(ctx, in, lines, errs, a.flag)
		if err != nil {
			return err
		}
		if *a.to = strings.TrimSpace(answer); *a.to == "" {
			return dutch.Usagef("er kwam geen waarde voor --%s", a.flag)
		}
	}
	return nil
}

// ask reads one answer. On a terminal it asks for it, and what is typed does not show.
func ask(ctx context.Context, in io.Reader, lines *bufio.Reader, errs io.Writer, what string) (string, error) {
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return askUnseen(ctx, int(f.Fd()), errs, what)
	}
	line, err := lines.ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// askUnseen asks on a terminal. Breaking off leaves the terminal as it was.
func askUnseen(ctx context.Context, terminal int, errs io.Writer, what string) (string, error) {
	before, err := term.GetState(terminal)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(errs, "%s (wat u typt is niet te zien): ", what)
	defer fmt.Fprintln(errs)
	type answer struct {
		typed []byte
		err   error
	}
	answered := make(chan answer, 1)
	go func() { // waits for a key that may never come; it ends with the program
		typed, err := term.ReadPassword(terminal)
		answered <- answer{typed, err}
	}()
	select {
	case a := <-answered:
		return string(a.typed), a.err
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(terminal, before))
	}
}

// recipients asks what was disclosed to somebody.
func (q *question) recipients(ctx context.Context, in io.Reader,
	errs io.Writer) (*bericht.ZoekvraagVerstrekking, error) {
	for _, a := range q.asked() {
		if *a.to != "" && a.to != &q.recipient {
			return nil, dutch.Usagef("kies --ontvanger of --%s", a.flag)
		}
	}
	if err := q.complete(ctx, in, errs); err != nil {
		return nil, err
	}
	return &bericht.ZoekvraagVerstrekking{Ontvanger: q.recipient}, nil
}

// persons asks for persons.
func (q *question) persons(ctx context.Context, in io.Reader, errs io.Writer) (*bericht.Zoekvraag, error) {
	if err := q.complete(ctx, in, errs); err != nil {
		return nil, err
	}
	z := &bericht.Zoekvraag{Naam: q.name, Klank: q.sound, Geboortedatum: q.born, BSN: q.bsn}
	a := bericht.Adres{Straat: q.street, Huisnummer: q.houseNumber, Toevoeging: q.suffix, Postcode: q.postcode,
		Plaats: q.town, Land: q.country}
	if a != (bericht.Adres{}) {
		z.Adres = &a
	}
	if *z == (bericht.Zoekvraag{}) {
		return nil, dutch.Usagef("zeg waarop u zoekt: --naam, --klank, --geboortedatum, --bsn -, een adres, of --vraag -")
	}
	return z, nil
}

// maxQuestion is more than any question holds.
const maxQuestion = 64 << 10

// read takes a whole question as JSON from a file, or "-" for standard input. What is wrong with it is said without
// repeating it.
func (q *question) read(in io.Reader) (*bericht.Zoekvraag, error) {
	for _, a := range q.asked() {
		if *a.to != "" {
			return nil, dutch.Usagef("kies --vraag of --%s", a.flag)
		}
	}
	if q.file != fromInput {
		f, err := os.Open(q.file)
		if err != nil {
			return nil, dutch.Usagef("het bestand van --vraag is niet te lezen")
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	}
	d := json.NewDecoder(io.LimitReader(in, maxQuestion))
	d.DisallowUnknownFields()
	var z bericht.Zoekvraag
	if err := d.Decode(&z); err != nil {
		return nil, dutch.Usagef("de vraag is geen JSON met de velden naam, klank, geboortedatum, bsn en adres")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, dutch.Usagef("na de vraag volgt nog iets")
	}
	return &z, nil
}
