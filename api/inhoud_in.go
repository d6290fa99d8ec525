package api

import (
	"strconv"
	"strings"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// From messages to content, kind by kind.

func (l *lezer) identiteit(p pad, i bericht.Identiteit) domain.Identiteit {
	return domain.Identiteit{
		Naam:          l.naam(p.bij("naam"), i.Naam),
		Geboortedatum: ontleed(l, p.bij("geboortedatum"), i.Geboortedatum, waarde.ParseGedeeltelijkeDatum),
		Geslacht:      i.Geslacht,
		BSN:           ontleed(l, p.bij("bsn"), i.BSN, waarde.ParseBSN),
		Geboorteland:  strings.TrimSpace(i.Geboorteland),
		Nationaliteit: strings.TrimSpace(i.Nationaliteit),
		Hoedanigheid:  i.Hoedanigheid,
	}
}

func (l *lezer) contact(p pad, k bericht.Contact) domain.Contact {
	return domain.Contact{
		Soort:    k.Soort,
		Adres:    l.adres(k.Adres),
		Telefoon: ontleed(l, p.bij("telefoon"), k.Telefoon, waarde.ParseTelefoon),
		Email:    ontleed(l, p.bij("email"), k.Email, waarde.ParseEmail),
		Geldig:   l.tijdvak(p.bij("geldig"), k.Geldig),
		Geheim:   k.Geheim,
		Veilig:   veiligContact(k.Veilig),
	}
}

func veiligContact(v *bericht.VeiligContact) *domain.VeiligContact {
	if v == nil {
		return nil
	}
	return &domain.VeiligContact{
		Bellen: strings.TrimSpace(v.Bellen), Wanneer: strings.TrimSpace(v.Wanneer), GeenPost: v.GeenPost,
		GeenVoicemail: v.GeenVoicemail, Toelichting: strings.TrimSpace(v.Toelichting),
	}
}

func (l *lezer) relatie(p pad, r bericht.Relatie) domain.Relatie {
	return domain.Relatie{Aard: r.Aard, Gezag: r.Gezag, Geldig: l.tijdvak(p.bij("geldig"), r.Geldig)}
}

func (l *lezer) melding(p pad, m bericht.Melding) domain.Melding {
	var informanten []domain.Informant
	for i, n := range m.Informanten {
		informanten = append(informanten, domain.Informant{Wie: l.betrokkene(p.bij("informanten", strconv.Itoa(i), "wie"),
			n.Wie), Hoedanigheid: strings.TrimSpace(n.Hoedanigheid)})
	}
	return domain.Melding{
		Informanten:  informanten,
		Kanaal:       m.Kanaal,
		Melder:       l.betrokkene(p.bij("melder"), m.Melder),
		Hoedanigheid: strings.TrimSpace(m.Hoedanigheid),
		Tekst:        l.magTekst(p.bij("tekst"), m.Tekst, l.kerntekst),
		GebeurdOp:    ontleed(l, p.bij("gebeurdOp"), m.GebeurdOp, waarde.ParseGedeeltelijkeDatum),
	}
}

func (l *lezer) gegeven(p pad, g bericht.Gegeven) domain.Gegeven {
	return domain.Gegeven{
		Soort: g.Soort, Aard: g.Aard, Bron: l.bron(p.bij("bron"), g.Bron), NietActueel: g.NietActueel,
		Tekst:     l.kerntekst(p.bij("tekst"), g.Tekst),
		GebeurdOp: ontleed(l, p.bij("gebeurdOp"), g.GebeurdOp, waarde.ParseGedeeltelijkeDatum),
	}
}

func (l *lezer) bron(p pad, b bericht.Bron) domain.Bron {
	return domain.Bron{
		Soort:       b.Soort,
		Wie:         l.betrokkene(p.bij("wie"), b.Wie),
		Instantie:   strings.TrimSpace(b.Instantie),
		Datum:       ontleed(l, p.bij("datum"), b.Datum, waarde.ParseDatum),
		Beroep:      strings.TrimSpace(b.Beroep),
		Bevoegdheid: strings.TrimSpace(b.Bevoegdheid),
	}
}

func (l *lezer) verstrekking(p pad, v bericht.Verstrekking) domain.Verstrekking {
	return domain.Verstrekking{
		Ontvanger:   strings.TrimSpace(v.Ontvanger),
		Persoon:     l.betrokkene(p.bij("persoon"), v.Persoon),
		Grond:       v.Grond,
		Toestemming: v.Toestemming,
		Doel:        l.kerntekst(p.bij("doel"), v.Doel),
		Op:          utc(v.Op),
	}
}

func utc(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

func (l *lezer) besluit(p pad, b bericht.Besluit) domain.Besluit {
	uit := domain.Besluit{
		Motivering: l.kerntekst(p.bij("motivering"), b.Motivering), Keuze: l.magTekst(p.bij("keuze"), b.Keuze, l.tekst),
		Beslisser: b.Beslisser, Aan: strings.TrimSpace(b.Aan), Beperking: b.Beperking,
	}
	for i, a := range b.Alternatieven {
		uit.Alternatieven = append(uit.Alternatieven, l.tekst(p.bij("alternatieven", strconv.Itoa(i)), a))
	}
	for _, v := range b.Bevindingen {
		uit.Bevindingen = append(uit.Bevindingen, domain.BevindingOver{Betrokkene: v.Betrokkene, Bevinding: v.Bevinding})
	}
	return uit
}

// nieuweInhoud reads a new wording: exactly one kind.
func (l *lezer) nieuweInhoud(p pad, n *bericht.NieuweInhoud) domain.Inhoud {
	if n == nil {
		return nil
	}
	var uit []domain.Inhoud
	if n.Opening != nil {
		uit = append(uit, &domain.Opening{Grond: n.Opening.Grond, Organisatie: strings.TrimSpace(n.Opening.Organisatie),
			MogelijkBekendGezien: n.Opening.MogelijkBekendGezien})
	}
	if n.Bijlage != nil {
		b := l.bijlage(p.bij("bijlage"), *n.Bijlage)
		uit = append(uit, &b)
	}
	if n.Identiteit != nil {
		i := l.identiteit(p.bij("identiteit"), *n.Identiteit)
		uit = append(uit, &i)
	}
	if n.Contact != nil {
		k := l.contact(p.bij("contact"), *n.Contact)
		uit = append(uit, &k)
	}
	if n.Relatie != nil {
		r := l.relatie(p.bij("relatie"), *n.Relatie)
		uit = append(uit, &r)
	}
	if n.Melding != nil {
		m := l.melding(p.bij("melding"), *n.Melding)
		uit = append(uit, &m)
	}
	if n.Gegeven != nil {
		g := l.gegeven(p.bij("gegeven"), *n.Gegeven)
		uit = append(uit, &g)
	}
	if n.Verslag != nil {
		v := l.verslag(p.bij("verslag"), *n.Verslag)
		uit = append(uit, &v)
	}
	if n.Passage != nil {
		q := l.passage(p.bij("passage"), *n.Passage)
		uit = append(uit, &q)
	}
	if n.Verklaring != nil {
		uit = append(uit, &domain.Verklaring{Tekst: l.kerntekst(p.bij("verklaring", "tekst"), n.Verklaring.Tekst)})
	}
	if n.Informatieverzoek != nil {
		v := l.informatieverzoek(p.bij("informatieverzoek"), *n.Informatieverzoek)
		uit = append(uit, &v)
	}
	if n.Informatieantwoord != nil {
		a := l.informatieantwoord(p.bij("informatieantwoord"), *n.Informatieantwoord)
		uit = append(uit, &a)
	}
	if n.Verstrekking != nil {
		v := l.verstrekking(p.bij("verstrekking"), *n.Verstrekking)
		uit = append(uit, &v)
	}
	if n.Besluit != nil {
		b := l.besluit(p.bij("besluit"), *n.Besluit)
		uit = append(uit, &b)
	}
	if n.Accordering != nil {
		a := l.accordering(p.bij("accordering"), *n.Accordering)
		uit = append(uit, &a)
	}
	if n.Wederhoor != nil {
		h := l.wederhoor(p.bij("wederhoor"), *n.Wederhoor)
		uit = append(uit, &h)
	}
	if n.Mededeling != nil {
		m := l.mededeling(p.bij("mededeling"), *n.Mededeling)
		uit = append(uit, &m)
	}
	if n.Telling != nil {
		uit = append(uit, new(domain.Telling(*n.Telling)))
	}
	if len(uit) != 1 {
		l.fouten.Voeg(waarde.NieuweFout(codePastNiet, "Geef precies één soort inhoud, dezelfde als van het onderdeel."),
			p...)
		return nil
	}
	return uit[0]
}

// betrokkeneErbij reads a person to add.
func (l *lezer) betrokkeneErbij(p pad, n bericht.NieuweBetrokkene, welk id.Betrokkene,
	nieuw func() id.Onderdeel) domain.NieuweBetrokkene {
	uit := domain.NieuweBetrokkene{ID: welk, Identiteit: l.identiteit(p.bij("identiteit"), n.Identiteit)}
	for i, k := range n.Contacten {
		uit.Contacten = append(uit.Contacten,
			domain.NieuwContact{ID: nieuw(), Contact: l.contact(p.bij("contacten", strconv.Itoa(i)), k)})
	}
	return uit
}

func (l *lezer) meldingErbij(p pad, n bericht.NieuweMelding, welk id.Onderdeel) domain.NieuweMelding {
	return domain.NieuweMelding{
		ID: welk, OntvangenOp: n.OntvangenOp.UTC(), Over: l.betrokkenen(p.bij("over"), n.Over),
		Melding: l.melding(p, n.Melding),
	}
}

// omvang reads what a vernietiging is of; the domain says whether it is exactly one.
func omvang(o bericht.Omvang) domain.Omvang {
	uit := domain.Omvang{Dossier: o.Dossier}
	if o.Betrokkene != nil {
		uit.Betrokkene = *o.Betrokkene
	}
	if o.Onderdeel != nil {
		uit.Onderdeel = *o.Onderdeel
	}
	return uit
}

func (l *lezer) vernietiging(n bericht.NieuweVernietiging, welk id.Vernietiging) domain.BesluitVernietiging {
	uit := domain.BesluitVernietiging{ID: welk, Omvang: omvang(n.Omvang), Grond: n.Grond,
		Motivering: l.tekst(pad{"motivering"}, n.Motivering)}
	for i, u := range n.Uitkomsten {
		p := pad{"uitkomsten", strconv.Itoa(i)}
		k := domain.Keuze{Onderdeel: u.Onderdeel, Uitkomst: u.Uitkomst, Over: u.Over,
			Nieuw: l.nieuweInhoud(p.bij("nieuw"), u.Nieuw)}
		if u.Belang != nil {
			k.Behoud.Belang = *u.Belang
		}
		if u.Waarom != nil {
			k.Behoud.Waarom = l.tekst(p.bij("waarom"), *u.Waarom)
		}
		uit.Keuzes = append(uit.Keuzes, k)
	}
	return uit
}
