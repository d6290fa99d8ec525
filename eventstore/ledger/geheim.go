package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/seal"
)

// geheimen are the contact data of a dossier that are geheim, opened on nobody's behalf to hide them elsewhere: in
// texts, in free lines, and in another's contact data that say the same. They live as long as one piece of work.
type geheimen struct {
	zoeker    *tekst.Geheimzoeker
	contacten map[string]bool // by each way in which one is the same as another
}

// bekendeGeheimen gathers them while a dossier is gone through.
type bekendeGeheimen struct {
	bekenden  []tekst.Bekende
	contacten map[string]bool
}

// maskerVoor is the mask of a reader. What is geheim opens when the first content does, and only for a reader who may
// not see it.
func (l *Ledger) maskerVoor(ctx context.Context, g toegang.Grant, z *lezing, sleutels seal.Keys) masker {
	m := masker{grant: g, nu: z.nu, onderweg: z.onderweg}
	m.geheimen = sync.OnceValues(func() (*geheimen, error) { return l.geheimen(ctx, z, sleutels) })
	return m.metAfgeschermden(z, sleutels)
}

// geheimen opens every wording of contact data that is geheim; nil where there is none, as in nearly every dossier.
// Those of dossiers that something came from, or that such contact data went to, count too: a text and the
// contactgegeven that hides an address in it need not go together. It costs a reading of each of those.
func (l *Ledger) geheimen(ctx context.Context, z *lezing, sleutels seal.Keys) (*geheimen, error) {
	var b bekendeGeheimen
	gezien := map[id.Dossier]bool{z.dossier: true}
	if err := z.leerGeheimen(&b, sleutels); err != nil {
		return nil, err
	}
	for ga := verwanten(z.nu); len(ga) > 0; ga = ga[1:] {
		if gezien[ga[0]] {
			continue
		}
		gezien[ga[0]] = true
		daar, err := l.lees(ctx, ga[0])
		if err != nil {
			return nil, err
		}
		if err := daar.leerGeheimen(&b, sleutels); err != nil {
			return nil, err
		}
		ga = append(ga, verwanten(daar.nu)...)
	}
	return b.klaar(), nil
}

// verwanten are the dossiers whose contact data may hide something in this one: where anything of it came from, and
// where contact data went that were geheim here. A dossier may be named more than once.
func verwanten(d *domain.Dossier) []id.Dossier {
	var uit []id.Dossier
	for _, o := range d.Onderdelen {
		if o.Overgenomen != nil && (len(uit) == 0 || uit[len(uit)-1] != o.Overgenomen.Dossier) {
			uit = append(uit, o.Overgenomen.Dossier)
		}
	}
	for _, welk := range d.Geheimen {
		if o, ok := d.Onderdelen[welk]; ok && o.Overgebracht != nil {
			uit = append(uit, o.Overgebracht.Naar)
		}
	}
	return uit
}

func (z *lezing) leerGeheimen(b *bekendeGeheimen, sleutels seal.Keys) error {
	for _, welk := range z.nu.Geheimen {
		o, ok := z.nu.Onderdelen[welk]
		if !ok || !o.HeeftGeheim() || o.Stand == domain.StandVernietigd {
			continue
		}
		var geheim []*domain.Contact
		vrij := map[string]bool{} // what a correctie lifted of this contactgegeven, so that no earlier wording hides it
		for _, v := range o.Versies {
			if v.Vernietigd != nil || !v.Geheim && !v.Ontheven {
				continue
			}
			k, err := z.contact(sleutels, v.Revisie)
			switch {
			case err != nil:
				return err
			case k == nil:
			case v.Geheim:
				geheim = append(geheim, k)
			default:
				for _, s := range hetzelfde(k) {
					vrij[s] = true
				}
			}
		}
		for _, k := range geheim {
			if !slices.ContainsFunc(hetzelfde(k), func(s string) bool { return vrij[s] }) {
				b.leer(o.Over[0], k)
			}
		}
	}
	return nil
}

// contact opens a wording of contact data; nil where it does not open.
func (z *lezing) contact(sleutels seal.Keys, revisie uint64) (*domain.Contact, error) {
	i, err := z.wordingOp(sleutels, revisie)
	k, _ := i.(*domain.Contact)
	return k, err
}

func (b *bekendeGeheimen) leer(wie id.Betrokkene, k *domain.Contact) {
	een := tekst.Bekende{Wie: wie}
	ken(&een, k)
	b.bekenden = append(b.bekenden, een)
	if b.contacten == nil {
		b.contacten = map[string]bool{}
	}
	for _, s := range hetzelfde(k) {
		b.contacten[s] = true
	}
}

func (b *bekendeGeheimen) klaar() *geheimen {
	if len(b.bekenden) == 0 {
		return nil
	}
	slices.SortFunc(b.bekenden, func(a, b tekst.Bekende) int { return a.Wie.Vergelijk(b.Wie) })
	return &geheimen{zoeker: tekst.NieuweGeheimzoeker(b.bekenden), contacten: b.contacten}
}

// hetzelfde are the forms by which two contact data say the same, however each is written.
func hetzelfde(k *domain.Contact) []string {
	var uit []string
	voeg := func(soort, vorm string) {
		if vorm != "" {
			uit = append(uit, soort+" "+vorm)
		}
	}
	voeg("telefoon", k.Telefoon.Zoekvorm())
	voeg("email", k.Email.Zoekvorm())
	if a := k.Adres; a != nil {
		voeg("adres", a.Zoekvorm())
		if a.Straat != "" {
			voeg("straat", waarde.Zoeknaam(strings.Join([]string{a.Straat, a.Huisnummer, a.Toevoeging, a.Plaats}, " ")))
		}
	}
	return uit
}

// zegtHetzelfde reports whether content is contact data that are geheim elsewhere, or may be.
func (g *geheimen) zegtHetzelfde(i domain.Inhoud) bool {
	k, ok := domain.Kern(i).(*domain.Contact)
	return ok && (slices.ContainsFunc(hetzelfde(k), func(s string) bool { return g.contacten[s] }) || k.Adres != nil &&
		g.zoeker.ZelfdeAdres(*k.Adres))
}

// inRegel reports whether a free line holds what is geheim.
func (g *geheimen) inRegel(s string) bool { return g.zoeker.Vindt(s) }

// verberg hides what is geheim in content that is about to be recorded. In texts the places are marked, whatever the
// writer marked there: sealed to whose address it is, and without saying whose. Free lines and contact data have no
// such places, so they are refused; the refusal says no more than the writer knows.
func (l *Ledger) verberg(ctx context.Context, s *staat, ontwerpen []domain.Ontwerp) error {
	if !slices.ContainsFunc(ontwerpen, func(o domain.Ontwerp) bool { _, ok := o.Inhoud.Value(); return ok }) {
		return nil // nor may anything open where the restore gate finishes what was approved
	}
	var b bekendeGeheimen
	if s.dossier.HeeftGeheim() {
		z, err := l.lees(ctx, s.dossier.ID)
		if err != nil {
			return err
		}
		if err := z.leerGeheimen(&b, l.sleutels(ctx)); err != nil {
			return err
		}
	}
	for _, o := range ontwerpen {
		if i, ok := o.Inhoud.Value(); ok && domain.GeheimInhoud(i) {
			b.leer(o.Over[0], domain.Kern(i).(*domain.Contact))
		}
	}
	g := b.klaar()
	if g == nil {
		return nil
	}
	for _, o := range ontwerpen {
		i, ok := o.Inhoud.Value()
		if !ok {
			continue
		}
		for _, t := range i.Teksten() {
			if err := t.Verberg(g.zoeker); err != nil {
				return err
			}
		}
		veld, los := domain.LosseRegel(i, g.inRegel)
		switch {
		case domain.GeheimInhoud(i): // hides by itself
		case g.zegtHetzelfde(i):
			return domain.Weiger(domain.CodeGeheim,
				"Dit adres of nummer is in dit dossier geheim. Leg het ook hier als geheim vast.", "ZOB-8")
		case los:
			return domain.Weiger(domain.CodeGeheim,
				fmt.Sprintf("In het veld “%s” staat een adres of nummer dat in dit dossier geheim is. "+
					"Daar is het niet af te schermen: laat het daar weg, of zet het in de tekst.", veld), "ZOB-8")
		}
	}
	return nil
}

// metGeheim adds which of these onderdelen hold what is geheim, in their newest wording: they are to be disclosed.
func (l *Ledger) metGeheim(ctx context.Context, s *staat, f domain.Feiten,
	onderdelen []id.Onderdeel) (domain.Feiten, error) {
	if len(s.dossier.Geheimen) == 0 && len(verwanten(s.dossier)) == 0 {
		return f, nil
	}
	z, err := l.lees(ctx, s.dossier.ID)
	if err != nil {
		return f, err
	}
	sleutels := l.sleutels(ctx)
	g, err := l.geheimen(ctx, z, sleutels)
	if err != nil {
		return f, err
	}
	bevat := map[id.Onderdeel]bool{}
	for _, welk := range onderdelen {
		o, ok := z.nu.Onderdelen[welk]
		if !ok {
			continue
		}
		if bevat[welk], err = z.bevatGeheim(g, sleutels, o.Laatste().Revisie); err != nil {
			return f, err
		}
		b, err := z.bijlage(sleutels, welk)
		if err == nil && b != nil && !bevat[welk] {
			bevat[welk], err = l.bestandBevat(ctx, g, z.dossier, o, b)
		}
		if err != nil {
			return f, err
		}
	}
	f.BevatGeheim = func(o id.Onderdeel) bool { return bevat[o] }
	return f, nil
}

// bevatGeheim reports whether content holds an address or number that is geheim, whether or not it is marked as that.
func (z *lezing) bevatGeheim(g *geheimen, sleutels seal.Keys, revisie uint64) (bool, error) {
	p, err := openMet(z, sleutels, revisie, true, func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar })
	i, ok := p.Value()
	if err != nil || !ok || domain.Kern(i) == nil {
		return false, err
	}
	i = domain.Kern(i)
	for _, t := range i.Teksten() {
		if len(t.Geheim()) > 0 || g != nil && len(g.zoeker.NietVerborgen(t.Lezing())) > 0 {
			return true, nil
		}
	}
	if g == nil {
		return false, nil
	}
	_, los := domain.LosseRegel(i, g.inRegel)
	return los || g.zegtHetzelfde(i), nil
}

// zegtGeheim are the wordings of contact data that go to another dossier and are hidden here only because they say the
// same as what is geheim: they arrive geheim themselves, whatever becomes of that.
func (l *Ledger) zegtGeheim(ctx context.Context, z *lezing, loop domain.OverbrengingLoop) (map[uint64]bool, error) {
	sleutels := l.sleutels(ctx)
	g, err := l.geheimen(ctx, z, sleutels)
	if err != nil || g == nil {
		return nil, err
	}
	uit := map[uint64]bool{}
	for _, o := range z.nu.Onderdelen {
		if o.Inhoud != domain.InhoudContact || o.Stand == domain.StandVernietigd || !loop.Neemt(o.ID) {
			continue
		}
		for _, v := range o.Versies {
			k, err := z.contact(sleutels, v.Revisie)
			if err != nil {
				return nil, err
			}
			if k != nil && !v.Ontheven && g.zegtHetzelfde(k) {
				uit[v.Revisie] = true
			}
		}
	}
	return uit, nil
}
