package ledger

import (
	"context"
	"errors"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
)

// Overdracht is a dossier as it goes to another organisation: what the verstrekking says was given, in the versions that it
// names, opened for a recipient who knows nothing of it yet. It is given only after that verstrekking is durable.
type Overdracht struct {
	Verstrekking   id.Onderdeel
	Revisie        uint64    // of the verstrekking
	Op             time.Time // when it was recorded; of one that is only decided on, now
	Herhaald       bool      // it was given before, under the same Idempotency-Key
	Ledger         Ingericht // whose it is
	Dossier        *domain.Dossier
	GeopendOp      time.Time // when it was first opened, and by which employee
	GeopendDoor    string
	Genoemd        map[id.Betrokkene]bool     // who may be named as melder or informant
	Stukken        []OverdrachtStuk           // in the order in which they can be recorded
	Achtergebleven map[domain.InhoudSoort]int // what stands in the dossier and did not go
}

// OverdrachtStuk is one onderdeel of it.
type OverdrachtStuk struct {
	Onderdeel *domain.Onderdeel
	Feit      domain.Feit // with which it was first recorded
	Op        time.Time   // when: here, or where it came from; or the earliest moment at which it can stand as it does
	Wie       string      // by which employee
	Inhoud    domain.Inhoud
	NN        bool           // an identiteit that the recipient may not know: the person stands there as unknown
	Geheim    bool           // contact data that are geheim and were confirmed
	Bestand   *Bijlagelezing // of a bijlage, where the file is given and not only decided on
}

// Close gives up the files of bijlagen, and their keys.
func (o *Overdracht) Close() {
	for _, s := range o.Stukken {
		if s.Bestand != nil {
			s.Bestand.Close()
		}
	}
}

// DraagDossierOver carries out a domain.DraagDossierOver. Each time that the file is made is a reading of what is in it, with
// an access fact; with the same Aanvraag the verstrekking is recorded once, and what was destroyed or shielded since is gone.
// Close what it gives.
func (l *Ledger) DraagDossierOver(ctx context.Context, o Schrijfopdracht) (*Overdracht, error) {
	v, ok := o.Opdracht.(domain.DraagDossierOver)
	if !ok {
		return nil, errors.New("ledger: no overdracht")
	}
	u, err := l.Schrijf(ctx, o)
	if err != nil {
		return nil, err
	}
	gedaan, ok := u.Feiten[0].Feit.(*domain.VerstrekkingGedaan)
	if !ok {
		return nil, errors.New("ledger: an overdracht is no verstrekking")
	}
	bestanden := map[id.Onderdeel]*Bijlagelezing{}
	defer func() { sluitBestanden(bestanden) }()
	feit := toegang.Geraadpleegd{Wat: toegang.WatOverdracht, Onderdeel: gedaan.Onderdeel}
	r, err := l.raadpleeg(ctx, leesopdracht{o.Grant, domain.HandelingVerstrekken, o.Dossier, o.Verzoek, feit}, func(r *raadpleging) []uint64 {
		var uit []uint64
		for _, s := range gedaan.Stukken {
			uit = append(uit, r.zichtbaar(s.Onderdeel, s.Revisie)...)
			if o, ok := r.z.nu.Onderdelen[s.Onderdeel]; ok && o.Bestand != nil {
				bestanden[o.ID] = l.leestBestand(o.ID) // that it may be read is looked at once more
			}
		}
		return uit
	})
	if err != nil {
		return nil, err
	}
	g := overdrager{raadpleging: r, gedaan: gedaan, opdracht: v, bestanden: bestanden}
	uit, err := l.overdracht(ctx, g, l.feiten(o.Grant), u.Laatste)
	if err != nil {
		return nil, weigeringVan(err)
	}
	for _, s := range uit.Stukken {
		delete(bestanden, s.Onderdeel.ID) // whoever asked closes them
	}
	uit.Revisie, uit.Op, uit.Herhaald = u.Laatste, u.Op, u.Herhaald
	return uit, nil
}

// overdracht opens what is given, and puts it in order. tot is the revision before which it was recorded.
func (l *Ledger) overdracht(ctx context.Context, g overdrager, nu domain.Feiten, tot uint64) (*Overdracht, error) {
	g.stukken = map[id.Onderdeel]*OverdrachtStuk{}
	uit := &Overdracht{Verstrekking: g.gedaan.Onderdeel, Dossier: g.z.nu, Op: nu.Nu, Genoemd: map[id.Betrokkene]bool{}}
	var err error
	if uit.Ledger, err = LeesInrichting(ctx, l.Store); err != nil {
		return nil, err
	}
	if err := g.openAlles(ctx); err != nil {
		return nil, err
	}
	uit.Stukken = g.opVolgorde(nu)
	uit.GeopendOp, uit.GeopendDoor = g.begin()
	for b := range g.z.nu.Betrokkenen {
		uit.Genoemd[b] = g.genoemd(b)
	}
	uit.Achtergebleven = g.achtergebleven(tot)
	return uit, nil
}

// overdrachtFeiten adds what an overdracht is to be decided on.
func (l *Ledger) overdrachtFeiten(ctx context.Context, s *staat, o Schrijfopdracht, v domain.DraagDossierOver, f domain.Feiten) (domain.Feiten, error) {
	var alle []id.Onderdeel
	for _, n := range s.dossier.Alle() {
		if n.Inhoud != domain.InhoudPassage { // they come with their verslag
			alle = append(alle, n.ID)
		}
	}
	f, err := l.verstrekFeiten(ctx, s, o, f, alle)
	if err != nil {
		return f, err
	}
	z, err := l.lees(ctx, o.Dossier)
	if err != nil || !z.nu.Bestaat {
		return f, err
	}
	sleutels := l.sleutels(ctx)
	m, err := l.maskerVoor(ctx, o.Grant, z, sleutels).metHerleidbaar(z, sleutels)
	if err != nil {
		return f, err
	}
	b, err := z.leesBronnen(sleutels)
	if err != nil {
		return f, err
	}
	g, err := m.geheimen()
	if err != nil {
		return f, err
	}
	onzegbaar := map[id.Onderdeel]bool{}
	f.Overdracht = &domain.OverdrachtFeiten{
		Geheim: g != nil,
		Bron:   b.rol,
		Eigen:  func(o id.Onderdeel) []id.Betrokkene { return b.eigen[o] },
		Dicht: func(o id.Onderdeel) bool {
			g := m.gat(o, z.nu.Onderdelen[o].Laatste().Revisie)
			return g != nil && g.Reden != domain.GatGeheim || onzegbaar[o]
		},
	}
	herleidbaar := f.Herleidbaar
	f.Herleidbaar = func(o id.Onderdeel) domain.Herleidbaarheid {
		switch {
		case onzegbaar[o]: // nor does it go along with its verslag
			return domain.HerleidbaarWel
		case herleidbaar == nil:
			return domain.HerleidbaarNiet
		}
		return herleidbaar(o)
	}
	gedaan := v.Voorlopig(z.nu, f)
	if f.Overdracht.Kwijt, err = l.kwijt(ctx, z, gedaan); err != nil {
		return f, err
	}
	if o.Onzegbaar == nil || z.nu.Revisie != s.dossier.Revisie { // else it is decided on again
		return f, nil
	}
	r := &raadpleging{l: l, z: z, masker: m, sleutels: sleutels, revisie: z.nu.Revisie}
	over, err := l.overdracht(ctx, overdrager{raadpleging: r, gedaan: gedaan, opdracht: v}, f, z.nu.Revisie+1)
	if err != nil {
		return f, err
	}
	niet, err := o.Onzegbaar(over)
	for _, o := range niet {
		onzegbaar[o] = true
	}
	return f, err
}

// bronnen are who reported and informed in a dossier, as far as its content opens, shielded or not. It decides and is shown to
// nobody.
type bronnen struct {
	rol   map[id.Betrokkene]domain.Bronrol
	eigen map[id.Onderdeel][]id.Betrokkene // in whose words it is
}

func (z *lezing) leesBronnen(sleutels seal.Keys) (bronnen, error) {
	b := bronnen{rol: map[id.Betrokkene]domain.Bronrol{}, eigen: map[id.Onderdeel][]id.Betrokkene{}}
	for _, o := range z.nu.Alle() {
		if o.Stand == domain.StandVernietigd || o.Inhoud != domain.InhoudMelding && !domain.KanEigenWoordenZijn(o.Inhoud) {
			continue
		}
		i, err := z.wording(sleutels, o)
		if err != nil {
			return b, err
		}
		for _, wie := range bronnenIn(i) {
			b.rol[wie] = domain.AlleenBron
		}
		if i == nil {
			continue
		}
		for _, wie := range domain.EigenWoorden(z.events[o.Versies[0].Revisie].Feit, i) {
			if !wie.IsZero() {
				b.eigen[o.ID] = append(b.eigen[o.ID], wie)
			}
		}
	}
	for wie := range z.nu.Betrokkenen {
		o, ok := z.nu.Onderdelen[domain.IdentiteitVan(z.nu.Wie(wie))]
		if !ok || o.Stand == domain.StandVernietigd {
			continue
		}
		i, err := z.wording(sleutels, o)
		if err != nil {
			return b, err
		}
		n, ok := i.(*domain.Identiteit)
		if bron := b.rol[wie] != domain.GeenBron; ok && (bron || n.Hoedanigheid == domain.HoedanigheidMelder || n.Hoedanigheid == domain.HoedanigheidInformant) {
			b.rol[wie] = domain.BronrolVan(n.Hoedanigheid)
		}
	}
	return b, nil
}

// bronnenIn are who reported or informed, by what content says.
func bronnenIn(i domain.Inhoud) []id.Betrokkene {
	var uit []id.Betrokkene
	bij := func(bs ...id.Betrokkene) {
		for _, b := range bs {
			if !b.IsZero() {
				uit = append(uit, b)
			}
		}
	}
	van := func(b domain.Bron) {
		if b.Soort == domain.BronMelder || b.Soort == domain.BronInformant {
			bij(b.Wie)
		}
	}
	switch i := i.(type) {
	case *domain.Melding:
		bij(i.Melder)
		for _, n := range i.Informanten {
			bij(n.Wie)
		}
	case *domain.Gegeven:
		van(i.Bron)
	case *domain.Passage:
		van(i.Bron)
		bij(i.HerleidbaarTot...)
	case *domain.Bijlage:
		van(i.Bron)
	case *domain.Accordering:
		bij(i.Wie)
	case *domain.Informatieverzoek:
		bij(i.Informant)
	}
	return uit
}

// overdrager opens what was given.
type overdrager struct {
	*raadpleging
	gedaan   *domain.VerstrekkingGedaan
	opdracht domain.DraagDossierOver
	stukken  map[id.Onderdeel]*OverdrachtStuk

	bestanden map[id.Onderdeel]*Bijlagelezing // of what was given; nil: no file is given, only decided on
	voor      masker                          // what the recipient is not told: who is hidden, as if their identiteiten were shielded
}
