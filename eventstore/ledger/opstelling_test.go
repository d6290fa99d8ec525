package ledger

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
)

// opstelling is a whole ledger in a folder: store, vault, ring, register. It can be closed and opened again.
type opstelling struct {
	t      testing.TB
	map_   string
	ledger uuid.UUID
	klok   *klok            // nil in a child process
	nu     func() time.Time // klok's, or the world's

	*Ledger
	store  *sqlite.Store
	ring   *vault.Ring
	wikkel func(eventstore.Store) eventstore.Store // what the ledger sees of the store; nil: the store itself

	storing        storing
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
	k := &klok{t: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o := &opstelling{t: t, map_: t.TempDir(), ledger: uuid.New(), klok: k, nu: k.nu}
	if _, ok := t.(*testing.B); ok {
		o.klok, o.nu = nil, time.Now // klok is so fast there that the vault would lose its opened keys all the time
	}
	o.begint()
	t.Cleanup(func() { o.sluit() })
	return o
}

// begint makes a ledger in an empty folder and opens it.
func (o *opstelling) begint() {
	o.t.Helper()
	t, ctx := o.t, context.Background()
	goed(t, vault.NewKeyFile(o.pad("meester.sleutel")))
	o.opent(true)
	goed(t, RichtIn(ctx, o.store, Ingericht{Ledger: o.ledger, Naam: "Veilig Thuis Voorbeeld"}, uuid.New,
		domain.Meta{Wie: "test", Rol: "beheer", Doel: "beheer", VastgelegdOp: o.nu()}))
	goed(t, o.Herstel(ctx, nil))
}

func (o *opstelling) pad(naam string) string { return filepath.Join(o.map_, naam) }

// opent opens all parts; nieuw makes them.
func (o *opstelling) opent(nieuw bool) {
	o.t.Helper()
	if nieuw {
		o.maakt()
	}
	goed(o.t, o.probeerOpen())
}

// maakt makes the files of vault, ring and register.
func (o *opstelling) maakt() {
	o.t.Helper()
	t, ctx := o.t, context.Background()
	store, err := sqlite.Open(ctx, o.pad("log.db"), sqlite.Options{Create: true})
	goed(t, err)
	goed(t, store.Close())
	keeper, err := vault.OpenKeeper(ctx, "file://"+o.pad("meester.sleutel"))
	goed(t, err)
	ring, err := vault.CreateRing(ctx, o.pad("sleutelring.json"), o.ledger, keeper, o.nu(), rand.Reader)
	goed(t, err)
	kluis, err := vault.Create(ctx, o.pad("kluis.db"), o.ledger, ring, vault.Options{Now: o.nu})
	goed(t, err)
	goed(t, kluis.Close())
	concepten, err := concept.Create(ctx, o.pad(bestandConcepten), o.ledger)
	goed(t, err)
	goed(t, concepten.Close())
	_, err = MaakRegister(o.pad("vernietigingsregister.jsonl"), o.ledger)
	goed(t, err)
}

// probeerOpen opens all parts, the way a server does, and leaves nothing open where one does not open.
func (o *opstelling) probeerOpen() (err error) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, o.pad("log.db"), sqlite.Options{})
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, store.Close())
		}
	}()
	keeper, err := vault.OpenKeeper(ctx, "file://"+o.pad("meester.sleutel"))
	if err != nil {
		return err
	}
	ring, err := vault.OpenRing(ctx, o.pad("sleutelring.json"), o.ledger, keeper, rand.Reader)
	if err != nil {
		return err
	}
	register, err := OpenRegister(o.pad("vernietigingsregister.jsonl"))
	if err != nil {
		return err
	}
	kluis, err := vault.Open(ctx, o.pad("kluis.db"), o.ledger, ring, vault.Options{Now: o.nu})
	if err != nil {
		return err
	}
	concepten, err := concept.Open(ctx, o.pad(bestandConcepten), o.ledger)
	if errors.Is(err, concept.ErrMissing) {
		concepten, err = concept.Create(ctx, o.pad(bestandConcepten), o.ledger)
	}
	if err != nil {
		return errors.Join(err, kluis.Close())
	}
	var gezien eventstore.Store = store
	if o.wikkel != nil {
		gezien = o.wikkel(store)
	}
	l, err := Nieuw(Config{
		Store: gezien, Kluis: kluis, Register: register, Matrix: toegang.Vast(), Nu: o.nu, NieuweID: uuid.New,
		Rand: rand.Reader, Concepten: concepten, OpVernietiging: o.opVernietiging,
	})
	if err != nil {
		return errors.Join(err, concepten.Close(), kluis.Close())
	}
	if l.Bijlagen, err = bijlage.Open(ctx, "file://"+o.pad("bijlagen"), true); err != nil {
		return errors.Join(err, kluis.Close())
	}
	l.storing, register.storing = o.storing, o.storing
	o.Ledger, o.store, o.ring = l, store, ring
	return nil
}

func (o *opstelling) sluit() {
	if o.store == nil {
		return
	}
	goed(o.t, o.Bijlagen.Close())
	goed(o.t, o.Concepten.Close())
	goed(o.t, o.Kluis.Close())
	goed(o.t, o.store.Close())
	o.store = nil
}

// herstart closes and opens, through the gate.
func (o *opstelling) herstart() error {
	o.t.Helper()
	o.sluit()
	if err := o.probeerOpen(); err != nil {
		return err
	}
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
