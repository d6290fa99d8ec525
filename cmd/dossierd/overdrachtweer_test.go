package main

import (
	"bytes"
	"context"
	"dossierboek/eventstore/ledger"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// sender is an organisation that transfers one dossier more than once.
type sender struct {
	t           *testing.T
	p           *paths
	key, public string
	d           id.Dossier
	files       int
}

func newSender(t *testing.T) *sender {
	t.Helper()
	s := &sender{t: t, p: newImport(t, "hier")}
	s.key, s.public = transferKey(t)
	return s
}

// works lets employees work in it.
func (s *sender) works(do func(ctx context.Context, c *client.Client)) {
	s.t.Helper()
	works(s.t, s.p, do)
}

func works(t *testing.T, p *paths, do func(ctx context.Context, c *client.Client)) {
	t.Helper()
	o := open(t, p)
	must(t, o.online(t.Context(), p, handler(t, o, p), func(ctx context.Context, as func(role) *client.Client) error {
		do(ctx, as(teamLeader))
		return nil
	}))
	must(t, o.Close())
}

// transfers gives how the file is opened there.
func (s *sender) transfers(named ...id.Onderdeel) func() (io.ReadCloser, error) {
	s.t.Helper()
	s.files++
	path := filepath.Join(s.t.TempDir(), fmt.Sprintf("dossier-%d.age", s.files))
	s.works(func(ctx context.Context, c *client.Client) {
		body, err := c.DraagDossierOver(ctx, s.d, bericht.NieuweOverdracht{
			Sleutels: []string{s.public}, Ontvanger: "Veilig Thuis Elders", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
			Doel: bericht.Tekst{Tekst: "Het gezin is verhuisd."}, Uitdrukkelijk: named,
		}, client.Voorwaarde{Sleutel: uuid.New()})
		must(s.t, err)
		sealed, err := io.ReadAll(body)
		must(s.t, errors.Join(err, body.Close(), os.WriteFile(path, sealed, 0o600)))
	})
	source, err := importSource(path, []string{s.key})
	must(s.t, err)
	return source
}

// reads are the texts that stand somewhere, in order.
func reads(t *testing.T, p *paths, source func() (io.ReadCloser, error)) []string {
	t.Helper()
	o := open(t, p)
	defer func() { must(t, o.Close()) }()
	var all []string
	for _, part := range viewed(t, o, source).Onderdelen {
		i, ok := part.Inhoud.Value()
		if !ok || part.Onderdeel.Stand != domain.StandGeldig {
			continue
		}
		switch i := domain.Kern(i).(type) {
		case *domain.Identiteit:
			all = append(all, i.Naam.Achternaam)
		case *domain.Contact:
			ruw, err := i.Telefoon.MarshalText()
			must(t, err)
			all = append(all, string(ruw))
		}
		for _, text := range domain.Kern(i).Teksten() {
			if !text.IsZero() {
				all = append(all, text.Lezing().Plat())
			}
		}
	}
	slices.Sort(all)
	return all
}

func takes(t *testing.T, p *paths, source func() (io.ReadCloser, error), without ...int) (recorded string, faults string, err error) {
	t.Helper()
	who := testImporter
	for _, n := range without {
		who.without.add(n)
	}
	var out, errs bytes.Buffer
	err = takeFile(t.Context(), p, who, source, &out, &errs)
	if m := regexp.MustCompile(`(\d+) vastgelegd`).FindStringSubmatch(out.String()); m != nil {
		recorded = m[1]
	}
	return recorded, errs.String(), err
}

func opinion(text string) bericht.Gegeven {
	return bericht.Gegeven{Soort: "mededeling", Aard: "mening", Bron: bericht.Bron{Soort: "eigen-waarneming"}, Tekst: bericht.Tekst{Tekst: text}}
}

func spoken(text string, marked ...bericht.PassageMarkering) bericht.Verslagtekst {
	return bericht.Verslagtekst{Tekst: bericht.Tekst{Tekst: text}, Passages: marked, Spreker: bericht.Bron{Soort: "eigen-waarneming"}}
}

// A second transfer goes on with the dossier: what was corrected there is corrected here, what came there comes here, each once, and
// what left the first time is not taken back. An older file undoes nothing, and what is corrected on both sides is refused by its
// line, and stays as it is where that is left out (ZOB-6.2g, ZOB-15a).
func TestTransferAgain(t *testing.T) {
	s := newSender(t)
	var child id.Betrokkene
	var said, stays, phone, report id.Onderdeel
	rewords := func(ctx context.Context, c *client.Client, d id.Dossier, what id.Onderdeel, n bericht.NieuweInhoud) {
		t.Helper()
		_, err := c.Corrigeer(ctx, d, what, bericht.NieuweCorrectie{Wijze: domain.WijzeVerbeteren, Correctie: bericht.Correctie{Grond: "schrijffout", Nieuw: &n}}, once())
		must(t, err)
	}
	says := func(text string) bericht.NieuweInhoud { g := opinion(text); return bericht.NieuweInhoud{Gegeven: &g} }
	s.works(func(ctx context.Context, c *client.Client) {
		opened, err := c.Open(ctx, bericht.NieuwDossier{Grond: "ots", Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{{
			Verwijzing: "kind", NieuweBetrokkene: bericht.NieuweBetrokkene{Identiteit: bericht.Identiteit{
				Naam: bericht.Naam{Achternaam: "Verzonen"}, Hoedanigheid: "kind"}}}}}, once())
		must(t, err)
		s.d, child = opened.Dossier, opened.Betrokkenen[0].Betrokkene
		add := func(text string) id.Onderdeel {
			u, err := c.LegGegevenVast(ctx, s.d, bericht.NieuwGegeven{Rubriek: "zorgen", Over: []id.Betrokkene{child}, Gegeven: opinion(text)}, once())
			must(t, err)
			return only(u)
		}
		said, stays = add("Het slaapt slech."), add("Het eet goed.")
		u, err := c.LegContactVast(ctx, s.d, child, bericht.NieuwContact{Contact: bericht.Contact{Soort: "telefoon", Telefoon: "0612345678"}}, once())
		must(t, err)
		phone = only(u)
		u, err = c.LegVerslagVast(ctx, s.d, bericht.NieuwVerslag{Rubriek: "onderzoek", Over: []id.Betrokkene{child},
			Verslag:      bericht.Verslag{Soort: "huisbezoek", Titel: &bericht.Tekst{Tekst: "Bezoek"}},
			Verslagtekst: spoken("Het is er schoon.")}, once())
		must(t, err)
		report = u.Onderdelen[0]
		_, err = c.Verstrek(ctx, s.d, bericht.NieuweVerstrekking{Onderdelen: []id.Onderdeel{said}, Verstrekking: bericht.Verstrekking{
			Ontvanger: "Raad", Grond: "veiligheid", Toestemming: "niet-gevraagd", Doel: bericht.Tekst{Tekst: "Nodig."}}}, once())
		must(t, err)
	})
	first := s.transfers()
	there := newImport(t, "elders")
	if _, faults, err := takes(t, there, first); err != nil {
		t.Fatal(err, faults)
	}

	s.works(func(ctx context.Context, c *client.Client) {
		rewords(ctx, c, s.d, said, says("Het slaapt slecht."))
		rewords(ctx, c, s.d, domain.IdentiteitVan(child), bericht.NieuweInhoud{Identiteit: &bericht.Identiteit{Naam: bericht.Naam{Achternaam: "Verzonnen"}, Hoedanigheid: "kind"}})
		rewords(ctx, c, s.d, phone, bericht.NieuweInhoud{Contact: &bericht.Contact{Soort: "telefoon", Telefoon: "0687654321"}})
		_, err := c.VulVerslagAan(ctx, s.d, report, bericht.NieuwePassages{Verslagtekst: spoken("Er is eten.", bericht.PassageMarkering{
			Begin: 0, Einde: 11, Aard: "feit", Bron: &bericht.Bron{Soort: "eigen-waarneming"}})}, once())
		must(t, err)
		_, err = c.LegGegevenVast(ctx, s.d, bericht.NieuwGegeven{Rubriek: "zorgen", Over: []id.Betrokkene{child}, Gegeven: opinion("Later.")}, once())
		must(t, err)
		_, err = c.Corrigeer(ctx, s.d, stays, bericht.NieuweCorrectie{Wijze: domain.WijzeVerwijderen, Correctie: bericht.Correctie{Grond: "niet-ter-zake"}}, once())
		must(t, err)
	})
	second := s.transfers()
	before := reads(t, there, first)
	recorded, faults, err := takes(t, there, second)
	if err != nil || recorded == "0" {
		t.Fatalf("%v, %s recorded: %s", err, recorded, faults)
	}
	now := reads(t, there, second)
	for _, want := range []string{"Verzonnen", "Het slaapt slecht.", "+31687654321", "Het is er schoon.", "Er is eten.", "Later.", "Het eet goed."} {
		if n := len(slices.DeleteFunc(slices.Clone(now), func(s string) bool { return strings.TrimSpace(s) != want })); n != 1 {
			t.Errorf("%q stands there %d times", want, n)
		}
	}
	if slices.Contains(now, "Verzonen") || slices.Contains(now, "Het slaapt slech.") {
		t.Errorf("there it reads %q, and read %q", now, before)
	}
	for name, again := range map[string]func() (io.ReadCloser, error){"the same file": second, "the first file": first} {
		if recorded, faults, err := takes(t, there, again); err != nil || recorded != "0" || !slices.Equal(reads(t, there, second), now) {
			t.Errorf("%s again: %v, %s recorded: %s", name, err, recorded, faults)
		}
	}

	// Both correct the same.
	d := viewHere(t, there, second).Dossier.ID
	old, later := partReading(t, there, second, "Het slaapt slecht."), partReading(t, there, second, "Later.")
	works(t, there, func(ctx context.Context, c *client.Client) {
		rewords(ctx, c, d, old, says("Het sliep slecht."))
		rewords(ctx, c, d, later, says("Nog later."))
	})
	s.works(func(ctx context.Context, c *client.Client) {
		rewords(ctx, c, s.d, said, says("Het slaapt erg slecht."))
		_, err := c.LegGegevenVast(ctx, s.d, bericht.NieuwGegeven{Rubriek: "zorgen", Over: []id.Betrokkene{child}, Gegeven: opinion("Als laatste.")}, once())
		must(t, err)
	})
	third := s.transfers()
	stood := reads(t, there, second)
	_, faults, err = takes(t, there, third)
	lines := regexp.MustCompile(`(?m)^regel (\d+): (.*)$`).FindAllStringSubmatch(faults, -1)
	if !errors.Is(err, errFaults) || len(lines) != 1 || !strings.Contains(lines[0][2], "hier gecorrigeerd") || strings.Contains(faults, "slecht") {
		t.Fatalf("corrected on both sides: %v: %s", err, faults)
	}
	if !slices.Equal(reads(t, there, third), stood) {
		t.Error("something was taken in")
	}
	var n int
	_, _ = fmt.Sscan(lines[0][1], &n)
	if recorded, faults, err := takes(t, there, third, n); err != nil || recorded == "0" {
		t.Errorf("without that line: %v, %s recorded: %s", err, recorded, faults)
	}
	if now := reads(t, there, third); !slices.Contains(now, "Het sliep slecht.") || !slices.Contains(now, "Nog later.") || !slices.Contains(now, "Als laatste.") {
		t.Errorf("there it reads %q", now)
	}
	if _, _, err := takes(t, there, third, 999); !errors.Is(err, errNoSuchLine) {
		t.Errorf("a line that is not there: %v", err)
	}
	verified(t, there)
}

func viewHere(t *testing.T, p *paths, source func() (io.ReadCloser, error)) *ledger.Beeld {
	t.Helper()
	o := open(t, p)
	defer func() { must(t, o.Close()) }()
	return viewed(t, o, source)
}

// partReading is the onderdeel that reads so.
func partReading(t *testing.T, p *paths, source func() (io.ReadCloser, error), text string) id.Onderdeel {
	t.Helper()
	for _, part := range viewHere(t, p, source).Onderdelen {
		if i, ok := part.Inhoud.Value(); ok {
			if texts := domain.Kern(i).Teksten(); len(texts) > 0 && texts[0].Lezing().Plat() == text {
				return part.Onderdeel.ID
			}
		}
	}
	t.Fatal("nothing reads so")
	return id.Onderdeel{}
}
