package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/seal"
)

// Bijlageopdracht is a file that somebody adds. Its Opdracht is the Bijlage.
type Bijlageopdracht struct {
	Schrijfopdracht
	Bijlage domain.VoegBijlageToe
	Bytes   io.Reader // the file, to its end; io.ErrUnexpectedEOF where it broke off
	Omvang  *int64    // how many bytes there will be, where the sender said so
	Max     int64     // how many there may be
}

// ErrBestandAfgebroken: the file did not come in whole. Nothing of it is kept.
var ErrBestandAfgebroken = errors.New("ledger: the file broke off while it came in")

// VoegBijlageToe takes a file in and records it. Whatever can be refused without the bytes is refused before they are
// read; they are sealed as they come, and are stored durably before the event that names them. A repeat with the same
// Idempotency-Key is read and not stored: it must be the same file.
func (l *Ledger) VoegBijlageToe(ctx context.Context, o Bijlageopdracht) (Uitkomst, error) {
	o.Opdracht = o.Bijlage
	u, err := l.voegBijlageToe(ctx, o)
	return u, weigeringVan(err)
}

func (l *Ledger) voegBijlageToe(ctx context.Context, o Bijlageopdracht) (Uitkomst, error) {
	if !o.Grant.Voor(o.Opdracht.Handeling(), o.Dossier) {
		return Uitkomst{}, l.weiger(ctx, o.Grant, o.Dossier, o.Verzoek)
	}
	if err := l.geenBijlagen(); err != nil {
		return Uitkomst{}, err
	}
	bestand := &binnenkomst{r: o.Bytes, max: o.Max, omvang: o.Omvang, hash: sha256.New()}
	if err := bestand.verwacht(); err != nil {
		return Uitkomst{}, err
	}
	herhaald, err := l.kanBijlage(ctx, o)
	if err != nil {
		return Uitkomst{}, err
	}
	soort, err := bestand.soort()
	if err != nil {
		return Uitkomst{}, err
	}
	if err := o.Bijlage.Past(soort); err != nil {
		return Uitkomst{}, err
	}
	if herhaald {
		if _, err := io.Copy(io.Discard, bestand); err != nil {
			return Uitkomst{}, err
		}
		o.Aanvraag = o.Aanvraag.MetBestand([sha256.Size]byte(bestand.hash.Sum(nil)))
		return l.schrijf(ctx, o.Schrijfopdracht)
	}
	return l.bewaarBijlage(ctx, o, soort, bestand)
}

// errGeenBijlagen: this ledger was put together without a place for files.
var errGeenBijlagen = errors.New("ledger: there is no store of files")

func (l *Ledger) geenBijlagen() error {
	if l.Bijlagen != nil {
		return nil
	}
	return errors.Join(domain.Weiger(domain.CodeNietBereikbaar, "Deze server bewaart geen bijlagen."), errGeenBijlagen)
}

// kanBijlage refuses, on the dossier as it is, what would be refused whatever the file is, and reports whether the
// request was carried out before.
func (l *Ledger) kanBijlage(ctx context.Context, o Bijlageopdracht) (herhaald bool, err error) {
	f, err := l.feitenVan(o.Schrijfopdracht)
	if err != nil {
		return false, err
	}
	if fouten := o.Opdracht.Controleer(f); len(fouten) > 0 {
		return false, domain.OngeldigeInvoer(fouten)
	}
	s := l.staat(o.Dossier)
	if err := s.beurt.neem(ctx); err != nil {
		return false, err
	}
	defer s.beurt.geef()
	if err := l.bijwerken(ctx, s); err != nil {
		return false, err
	}
	if o.Aanvraag != nil {
		if _, ok := s.aanvragen[o.Aanvraag.id]; ok {
			return true, nil
		}
	}
	err = o.Bijlage.Kan(s.dossier, f)
	if err == nil && o.Verwacht != nil && *o.Verwacht != s.dossier.Revisie {
		err = verouderd()
	}
	if err == nil {
		err = magAlles(o.Grant, s.dossier, []domain.Ontwerp{{Feit: &domain.BijlageToegevoegd{}}})
	}
	var w *domain.Weigering
	if errors.As(err, &w) {
		return false, l.geweigerd(ctx, s, o.Schrijfopdracht, w)
	}
	return false, err
}

// bewaarBijlage stores the bytes and records the event. Of what is refused after all the bytes go at once; where it is
// not known whether the event stands they stay, and the sweep takes them if it does not.
func (l *Ledger) bewaarBijlage(ctx context.Context, o Bijlageopdracht, soort domain.Mediatype,
	bestand *binnenkomst) (Uitkomst, error) {
	naam := bijlage.Name{Dossier: o.Dossier, Bestand: id.Van[id.Bestand](l.NieuweID())}
	laat, err := l.bestandsslot.houd(ctx, naam) // a long file over a slow line may be a day old when it is recorded
	if err != nil {
		return Uitkomst{}, err
	}
	defer laat()
	var f seal.File
	var sleutel seal.Key
	defer sleutel.Wipe()
	stroom, doorzocht, err := l.metScan(ctx, o.Dossier, soort, bestand)
	if err != nil {
		return Uitkomst{}, err
	}
	err = l.storing.doe(stapBijlageBewaren, func() error {
		return l.Bijlagen.Put(ctx, naam, func(w io.Writer) (err error) {
			f, sleutel, _, err = seal.SealFile(w, stroom, l.Rand, naam.Bestand.UUID())
			return err
		})
	})
	// a name is drawn once: the bucket did it, its answer was lost, and it was asked again
	if errors.Is(err, bijlage.ErrExists) {
		_ = l.Bijlagen.Delete(context.WithoutCancel(ctx), naam) // or the sweep does
	}
	if err != nil {
		return Uitkomst{}, err
	}
	o.Bijlage = o.Bijlage.Met(
		domain.Bestand{ID: naam.Bestand, Omvang: uint64(f.Length), Hash: f.Digest},
		domain.Bestandsinhoud{Mediatype: soort, Omvang: bestand.n, Sleutel: domain.Sleutel(sleutel)},
	)
	o.Bijlage.Geheim = doorzocht != nil && doorzocht.klaar() || o.Bijlage.Geheim
	o.Opdracht = o.Bijlage
	if o.Aanvraag != nil {
		o.Aanvraag = o.Aanvraag.MetBestand([sha256.Size]byte(bestand.hash.Sum(nil)))
	}
	u, err := l.schrijf(ctx, o.Schrijfopdracht)
	var geweigerd *domain.Weigering
	if err != nil && !errors.As(err, &geweigerd) {
		nu := l.Nu()
		l.bestandsslot.houdTot(naam, nu, nu.Add(wezentijd)) // the event may stand, or come to stand
		return u, err
	}
	if err != nil || !noemtBestand(u, naam.Bestand) {
		// Nobody knows of the file. If it does not go now the sweep takes it, so that is no fault of this request.
		_ = l.Bijlagen.Delete(context.WithoutCancel(ctx), naam)
	}
	return u, err
}

// noemtBestand reports whether a write recorded this very file: one that lost to its own repeat did not.
func noemtBestand(u Uitkomst, b id.Bestand) bool {
	for _, v := range u.Feiten {
		if f, ok := v.Feit.(*domain.BijlageToegevoegd); ok && f.Bestand.ID == b {
			return true
		}
	}
	return false
}

// binnenkomst is a file that comes in: counted, hashed, held to the length that was said and to the limit.
type binnenkomst struct {
	r      io.Reader
	max    int64
	omvang *int64
	hash   hash.Hash
	n      int64
	begin  bytes.Buffer // read already, to see what it is
}

// verwacht refuses by what the sender said of the length.
func (b *binnenkomst) verwacht() error {
	switch {
	case b.omvang == nil:
		return nil
	case *b.omvang <= 0:
		return foutVanOmvang("Een bestand is ten minste één byte lang.")
	case *b.omvang > b.max:
		return b.teGroot()
	}
	return nil
}

func (b *binnenkomst) teGroot() error {
	return domain.Weiger(domain.CodeTeGroot, fmt.Sprintf("Het bestand is te groot: hoogstens %d bytes.", b.max))
}

func foutVanOmvang(tekst string) error {
	return domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("past-niet", tekst).Onder("omvang")})
}

// soort reads as much as tells what the file is.
func (b *binnenkomst) soort() (domain.Mediatype, error) {
	if _, err := io.CopyN(&b.begin, b.r, bijlage.DetectLen); err != nil && err != io.EOF {
		return "", afgebroken(err)
	}
	if b.begin.Len() == 0 {
		return "", domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("leeg", "Het bestand is leeg.").Onder("bestand")})
	}
	return bijlage.Detect(b.begin.Bytes()), nil
}

func (b *binnenkomst) Read(p []byte) (int, error) {
	n, err := b.lees(p)
	b.n += int64(n)
	b.hash.Write(p[:n]) // never fails
	switch {
	case b.n > b.max:
		return n, b.teGroot()
	case b.omvang != nil && b.n > *b.omvang:
		return n, foutVanOmvang("Het bestand is langer dan was opgegeven.")
	case err == io.EOF && b.omvang != nil && b.n < *b.omvang:
		return n, foutVanOmvang("Het bestand is korter dan was opgegeven.")
	case err != nil && err != io.EOF:
		return n, afgebroken(err)
	}
	return n, err
}

func (b *binnenkomst) lees(p []byte) (int, error) {
	if b.begin.Len() > 0 {
		return b.begin.Read(p)
	}
	return b.r.Read(p)
}

func afgebroken(err error) error { return fmt.Errorf("%w: %w", ErrBestandAfgebroken, err) }
