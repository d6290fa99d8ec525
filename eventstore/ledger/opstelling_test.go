package ledger

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
)

// opstelling is a whole ledger in a folder: store, vault, ring, register. It can be closed and opened again.
type opstelling struct {
	t      testing.TB
	map_   string
	ledger uuid.UUID
	klok   *klok

	*Ledger
	store *sqlite.Store
	ring  *vault.Ring

	opVernietiging []func(context.Context, Vernietigd) error
}

// klok gives moments that rise, from a fixed day on.
type klok struct {
	mu sync.Mutex
	t  time.Time
}

func (k *klok) nu() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.t = k.t.Add(time.Millisecond)
	return k.t
}

func (k *klok) verder(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.t = k.t.Add(d)
}

func stelOp(t testing.TB) *opstelling {
	t.Helper()
	o := &opstelling{t: t, map_: t.TempDir(), ledger: uuid.New(), klok: &klok{t: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}}
	ctx := t.Context()
	goed(t, vault.NewKeyFile(o.pad("meester.sleutel")))
	o.opent(true)
	goed(t, RichtIn(ctx, o.store, Ingericht{Ledger: o.ledger, Naam: "Veilig Thuis Voorbeeld"}, uuid.New,
		domain.Meta{Wie: "test", Rol: "beheer", Doel: "beheer", VastgelegdOp: o.klok.nu()}))
	goed(t, o.Herstel(ctx, nil))
	t.Cleanup(func() { o.sluit() })
	return o
}

func (o *opstelling) pad(naam string) string { return filepath.Join(o.map_, naam) }

// opent opens all parts; nieuw makes them.
func (o *opstelling) opent(nieuw bool) {
	o.t.Helper()
	t, ctx := o.t, context.Background()
	store, err := sqlite.Open(ctx, o.pad("log.db"), sqlite.Options{Create: nieuw})
	goed(t, err)
	keeper, err := vault.OpenKeeper(ctx, "file://"+o.pad("meester.sleutel"))
	goed(t, err)
	var ring *vault.Ring
	var kluis *vault.Vault
	var register *Register
	vo := vault.Options{Now: o.klok.nu}
	if nieuw {
		ring, err = vault.CreateRing(ctx, o.pad("sleutelring.json"), o.ledger, keeper, o.klok.nu(), rand.Reader)
		goed(t, err)
		kluis, err = vault.Create(ctx, o.pad("kluis.db"), o.ledger, ring, vo)
		goed(t, err)
		register, err = MaakRegister(o.pad("vernietigingsregister.jsonl"), o.ledger)
		goed(t, err)
	} else {
		ring, err = vault.OpenRing(ctx, o.pad("sleutelring.json"), o.ledger, keeper, rand.Reader)
		goed(t, err)
		kluis, err = vault.Open(ctx, o.pad("kluis.db"), o.ledger, ring, vo)
		goed(t, err)
		register, err = OpenRegister(o.pad("vernietigingsregister.jsonl"))
		goed(t, err)
	}
	o.store, o.ring = store, ring
	o.Ledger, err = Nieuw(Config{
		Store: store, Kluis: kluis, Register: register, Matrix: toegang.Vast(), Nu: o.klok.nu, NieuweID: uuid.New, Rand: rand.Reader,
		OpVernietiging: o.opVernietiging,
	})
	goed(t, err)
}

func (o *opstelling) sluit() {
	if o.store == nil {
		return
	}
	goed(o.t, o.Kluis.Close())
	goed(o.t, o.store.Close())
	o.store = nil
}

// herstart closes and opens, through the gate.
func (o *opstelling) herstart() error {
	o.t.Helper()
	o.sluit()
	o.opent(false)
	return o.Herstel(context.Background(), nil)
}

func goed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func datum(s string) waarde.Datum {
	d, err := waarde.ParseDatum(s)
	if err != nil {
		panic(err)
	}
	return d
}

// actor is somebody of a role who has signed for geheimhouding.
func actor(wie string, rol toegang.Rol) toegang.Actor {
	return toegang.Actor{Wie: wie, Rol: rol, GeheimhoudingOp: datum("2020-01-01")}
}

var (
	medewerker = actor("m-1", toegang.Medewerker)
	teamleider = actor("t-1", toegang.Teamleider)
	officer    = actor("po-1", toegang.PrivacyOfficer)
	inspecteur = actor("igj-1", toegang.Inspecteur)
)

// doet lets somebody do something, with no fault expected.
func (o *opstelling) doet(wie toegang.Actor, d id.Dossier, opdracht domain.Opdracht) Uitkomst {
	o.t.Helper()
	u, err := o.probeer(wie, d, opdracht)
	goed(o.t, err)
	return u
}

func (o *opstelling) probeer(wie toegang.Actor, d id.Dossier, opdracht domain.Opdracht) (Uitkomst, error) {
	g := o.Beslis(wie, opdracht.Handeling(), d, "onderzoek")
	return o.Vernietig(o.t.Context(), Schrijfopdracht{Grant: g, Dossier: d, Opdracht: opdracht, Verzoek: "v-1"})
}

func (o *opstelling) ziet(wie toegang.Actor, d id.Dossier, m Momenten) *Beeld {
	o.t.Helper()
	b, err := o.Bekijk(o.t.Context(), o.Beslis(wie, domain.HandelingRaadplegen, d, "onderzoek"), d, m, "v-1")
	goed(o.t, err)
	return b
}

// van picks an onderdeel out of a view.
func (b *Beeld) van(o id.Onderdeel) *OnderdeelBeeld {
	for i := range b.Onderdelen {
		if b.Onderdelen[i].Onderdeel.ID == o {
			return &b.Onderdelen[i]
		}
	}
	return nil
}

// leest is the text of an onderdeel as shown, or the gap.
func (b *Beeld) leest(o id.Onderdeel) string {
	k := b.van(o)
	if k == nil {
		return "<niet in beeld>"
	}
	i, ok := k.Inhoud.Value()
	if !ok {
		return "<" + string(k.Inhoud.Gat().Reden) + ">"
	}
	s := ""
	for _, t := range i.Teksten() {
		s += t.Lezing().Plat()
	}
	return s
}

func nieuwB() id.Betrokkene { return id.BetrokkeneVan(id.HouderVan(id.DossierVan(uuid.New()))) }
func nieuwO() id.Onderdeel  { return id.OnderdeelVan(nieuwB()) }
func nieuwD() id.Dossier    { return id.DossierVan(uuid.New()) }
func nieuwV() id.Vernietiging {
	var v id.Vernietiging
	if err := v.UnmarshalText([]byte(uuid.New().String())); err != nil {
		panic(err)
	}
	return v
}

// schrijft makes a text in which each {naam} of a person is a mention: "%s" takes the next person's written form.
func schrijft(t testing.TB, delen ...any) domain.Tekst {
	t.Helper()
	plat := ""
	var ms []tekst.Markering
	for _, deel := range delen {
		switch deel := deel.(type) {
		case string:
			plat += deel
		case vermeld:
			begin := len([]rune(plat))
			plat += deel.als
			ms = append(ms, tekst.Markering{Begin: begin, Einde: len([]rune(plat)), Wie: deel.wie})
		}
	}
	x, fouten := tekst.Nieuw(plat, ms)
	goed(t, fouten.Err())
	return domain.NieuweTekst(x)
}

type vermeld struct {
	wie id.Betrokkene
	als string
}

func identiteit(voornaam, achternaam string, h domain.Hoedanigheid) domain.Identiteit {
	return domain.Identiteit{Naam: waarde.Naam{Voornamen: voornaam, Achternaam: achternaam}, Hoedanigheid: h}
}

func gegeven(t domain.Tekst) domain.Gegeven {
	return domain.Gegeven{Soort: "bevinding", Aard: "feit", Bron: domain.Bron{Soort: "eigen-waarneming"}, Tekst: t}
}

// gezin is a dossier with two persons and a melding.
type gezin struct {
	dossier      id.Dossier
	moeder, kind id.Betrokkene
	melding      id.Onderdeel
}

func (o *opstelling) opentGezin() gezin {
	o.t.Helper()
	g := gezin{nieuwD(), nieuwB(), nieuwB(), nieuwO()}
	o.doet(medewerker, g.dossier, domain.OpenDossier{
		Onderdeel: nieuwO(), Opening: domain.Opening{Grond: "melding"},
		Betrokkenen: []domain.NieuweBetrokkene{
			{ID: g.moeder, Identiteit: identiteit("Sanne", "Verzonnen", "ouder")},
			{ID: g.kind, Identiteit: identiteit("Bram", "Verzonnen", "kind")},
		},
		Melding: domain.NieuweMelding{
			ID: g.melding, OntvangenOp: o.klok.nu().Add(-time.Hour), Over: []id.Betrokkene{g.moeder, g.kind},
			Melding: domain.Melding{Hoedanigheid: "school", Tekst: schrijft(o.t, vermeld{g.kind, "Bram"}, " heeft blauwe plekken.")},
		},
	})
	return g
}
