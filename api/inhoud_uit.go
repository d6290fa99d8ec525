package api

import (
	"encoding/json"
	"errors"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

// From content to messages, kind by kind. This is where private content is taken out to be shown, and nowhere else.

// toon gives content, or the gap in its place.
func toon(p domain.Private[domain.Inhoud]) (*bericht.Inhoud, *bericht.Gat) {
	if i, ok := p.Value(); ok {
		return inhoudUit(i), nil
	}
	return nil, gatUit(p.Gat())
}

func gatUit(g *domain.Gat) *bericht.Gat {
	if g == nil {
		return nil
	}
	uit := &bericht.Gat{Reden: g.Reden}
	if g.Vernietiging != nil {
		uit.Vernietiging, uit.Op = &g.Vernietiging.Vernietiging, &g.Vernietiging.Op
	}
	return uit
}

func vernietigdUit(r *domain.VernietigingRef) *bericht.Gat {
	if r == nil {
		return nil
	}
	return gatUit(&domain.Gat{Reden: domain.GatVernietigd, Vernietiging: r})
}

func inhoudUit(i domain.Inhoud) *bericht.Inhoud {
	switch i := i.(type) {
	case *domain.Correctie:
		uit := &bericht.Correctie{Grond: i.Grond, Motivering: magTekstUit(i.Motivering)}
		if n, ok := i.NieuweInhoud(); ok {
			uit.Nieuw = kernUit(n)
		}
		return &bericht.Inhoud{Correctie: uit}
	case *domain.Vernietiging:
		uit := &bericht.Vernietiging{Grond: i.Grond, Motivering: tekstUit(i.Motivering)}
		for _, b := range i.Behoud {
			uit.Behoud = append(uit.Behoud, bericht.Behoud{Onderdeel: b.Onderdeel, Belang: b.Belang,
				Waarom: tekstUit(b.Waarom)})
		}
		return &bericht.Inhoud{Vernietiging: uit}
	case *domain.Herschrijving:
		return &bericht.Inhoud{Herschrijving: &bericht.Herschrijving{Nieuw: *kernUit(domain.Kern(i))}}
	case *domain.Herstel:
		return &bericht.Inhoud{Herstel: &bericht.Herstel{Nieuw: *kernUit(domain.Kern(i))}}
	}
	return &bericht.Inhoud{NieuweInhoud: *kernUit(i)}
}

// kernUit gives the wording of an onderdeel.
func kernUit(i domain.Inhoud) *bericht.NieuweInhoud {
	uit := &bericht.NieuweInhoud{}
	switch i := i.(type) {
	case *domain.Opening:
		uit.Opening = &bericht.Opening{Grond: i.Grond, Organisatie: i.Organisatie,
			MogelijkBekendGezien: i.MogelijkBekendGezien}
	case *domain.Bijlage:
		uit.Bijlage = bijlageUit(i)
	case *domain.Identiteit:
		uit.Identiteit = &bericht.Identiteit{
			Naam: bericht.Naam{Voornamen: i.Naam.Voornamen, Roepnaam: i.Naam.Roepnaam,
				Tussenvoegsel: i.Naam.Tussenvoegsel, Achternaam: i.Naam.Achternaam, Onbekend: i.Naam.Onbekend},
			Geboortedatum: i.Geboortedatum.Waarde(), Geslacht: i.Geslacht, BSN: i.BSN.Waarde(),
			Geboorteland: i.Geboorteland, Nationaliteit: i.Nationaliteit, Hoedanigheid: i.Hoedanigheid,
		}
	case *domain.Contact:
		uit.Contact = &bericht.Contact{Soort: i.Soort, Telefoon: i.Telefoon.Waarde(), Email: i.Email.Waarde(),
			Geldig: tijdvakUit(i.Geldig), Geheim: i.Geheim}
		if v := i.Veilig; v != nil {
			uit.Contact.Veilig = new(bericht.VeiligContact(*v))
		}
		if a := i.Adres; a != nil {
			uit.Contact.Adres = &bericht.Adres{Straat: a.Straat, Huisnummer: a.Huisnummer, Toevoeging: a.Toevoeging,
				Postcode: a.Postcode, Plaats: a.Plaats, Land: a.Land}
		}
	case *domain.Relatie:
		uit.Relatie = &bericht.Relatie{Aard: i.Aard, Gezag: i.Gezag, Geldig: tijdvakUit(i.Geldig)}
	case *domain.Melding:
		uit.Melding = &bericht.Melding{Melder: wieUit(i.Melder), Hoedanigheid: i.Hoedanigheid, Kanaal: i.Kanaal,
			Tekst: magTekstUit(i.Tekst), GebeurdOp: i.GebeurdOp.Waarde()}
		for _, n := range i.Informanten {
			uit.Melding.Informanten = append(uit.Melding.Informanten,
				bericht.Informant{Wie: wieUit(n.Wie), Hoedanigheid: n.Hoedanigheid})
		}
	case *domain.Gegeven:
		uit.Gegeven = &bericht.Gegeven{Soort: i.Soort, Aard: i.Aard, Tekst: tekstUit(i.Tekst),
			GebeurdOp: i.GebeurdOp.Waarde(), NietActueel: i.NietActueel, Bron: bronUit(i.Bron)}
	case *domain.Verslag:
		uit.Verslag = verslagUit(i)
	case *domain.Passage:
		uit.Passage = passageUit(i)
	case *domain.Accordering:
		uit.Accordering = &bericht.Accordering{Stand: i.Stand, Wie: wieUit(i.Wie), Naam: i.Naam, Op: i.Op.String(),
			Correcties: misschienTekst(i.Correcties)}
	case *domain.Wederhoor:
		uit.Wederhoor = &bericht.Wederhoor{Gehoord: i.Gehoord, Gezegd: misschienTekst(i.Gezegd),
			NietGehoord: misschienTekst(i.NietGehoord)}
	case *domain.Mededeling:
		uit.Mededeling = &bericht.Mededeling{Uitkomst: i.Uitkomst, Wijze: i.Wijze, Op: i.Op.String(), Door: i.Door,
			Vertegenwoordiger: wieUit(i.Vertegenwoordiger), Grond: i.Grond, Opnieuw: i.Opnieuw.String(),
			Toelichting: misschienTekst(i.Toelichting)}
	case *domain.Telling:
		uit.Telling = new(bericht.Telling(*i))
	case *domain.Verklaring:
		uit.Verklaring = &bericht.Verklaring{Tekst: tekstUit(i.Tekst)}
	case *domain.Verstrekking:
		uit.Verstrekking = &bericht.Verstrekking{Ontvanger: i.Ontvanger, Persoon: wieUit(i.Persoon), Grond: i.Grond,
			Toestemming: i.Toestemming, Doel: tekstUit(i.Doel), Op: tijdUit(i.Op)}
	case *domain.Informatieverzoek:
		uit.Informatieverzoek = &bericht.Informatieverzoek{Instantie: i.Instantie, Informant: wieUit(i.Informant),
			Gevraagd: tekstUit(i.Gevraagd)}
	case *domain.Informatieantwoord:
		uit.Informatieantwoord = &bericht.Informatieantwoord{Uitkomst: i.Uitkomst, Op: i.Op.String()}
		if !i.Toelichting.IsZero() {
			uit.Informatieantwoord.Toelichting = new(tekstUit(i.Toelichting))
		}
	case *domain.Besluit:
		uit.Besluit = &bericht.Besluit{Motivering: tekstUit(i.Motivering), Keuze: magTekstUit(i.Keuze),
			Beslisser: i.Beslisser, Aan: i.Aan, Beperking: i.Beperking}
		for _, a := range i.Alternatieven {
			uit.Besluit.Alternatieven = append(uit.Besluit.Alternatieven, tekstUit(a))
		}
		for _, v := range i.Bevindingen {
			uit.Besluit.Bevindingen = append(uit.Besluit.Bevindingen,
				bericht.Bevinding{Betrokkene: v.Betrokkene, Bevinding: v.Bevinding})
		}
	}
	return uit
}

// magTekstUit leaves out a text that is not there.
func magTekstUit(t domain.Tekst) *bericht.Tekst {
	if t.IsZero() {
		return nil
	}
	uit := tekstUit(t)
	return &uit
}

func bronUit(b domain.Bron) bericht.Bron {
	return bericht.Bron{Soort: b.Soort, Wie: wieUit(b.Wie), Instantie: b.Instantie, Datum: b.Datum.String(),
		Beroep: b.Beroep, Bevoegdheid: b.Bevoegdheid}
}

func tekstUit(t domain.Tekst) bericht.Tekst {
	l := t.Lezing()
	uit := bericht.Tekst{Tekst: l.Plat()}
	for _, s := range l.Stukken() {
		if s.IsVermelding() {
			slot := s.Slot
			uit.Vermeldingen = append(uit.Vermeldingen, bericht.Vermelding{Begin: s.Begin, Einde: s.Einde, Wie: wieUit(s.Wie),
				Toestand: s.Toestand.String(), Geheim: s.Geheim, Slot: &slot})
		}
	}
	for _, m := range l.NietBedoeld() {
		uit.NietBedoeld = append(uit.NietBedoeld, bericht.Plaats{Begin: m.Begin, Einde: m.Einde, Wie: m.Wie.String()})
	}
	return uit
}

// misschienTekst is a text that may be left out.
func misschienTekst(t domain.Tekst) *bericht.Tekst {
	if t.IsZero() {
		return nil
	}
	return new(tekstUit(t))
}

func tijdvakUit(t waarde.Tijdvak) *bericht.Tijdvak {
	if t == (waarde.Tijdvak{}) {
		return nil
	}
	return &bericht.Tijdvak{Van: t.Van.String(), Tot: t.Tot.String()}
}

func wieUit(b id.Betrokkene) string {
	if b.IsZero() {
		return ""
	}
	return b.String()
}

func tijdUit(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// nietNul gives a pointer to what is set.
func nietNul[T comparable](v T) *T {
	var nul T
	if v == nul {
		return nil
	}
	return &v
}

// ofNul is what is pointed at, and zero where nothing is.
func ofNul[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func doorUit(m domain.Meta) bericht.Wie {
	uit := bericht.Wie{Wie: m.Wie, Namens: m.Namens, Rol: m.Rol, Doel: m.Doel, Aanleiding: m.Aanleiding,
		VastgelegdOp: m.VastgelegdOp}
	if m.Herkomst != nil {
		uit.Herkomst = &bericht.Herkomst{Soort: m.Herkomst.Soort, Op: m.Herkomst.Op, Wie: m.Herkomst.Wie}
	}
	return uit
}

func omvangUit(o domain.Omvang) bericht.Omvang {
	return bericht.Omvang{Betrokkene: nietNul(o.Betrokkene), Onderdeel: nietNul(o.Onderdeel), Dossier: o.Dossier}
}

// feitUit gives the open part of an event as it is stored; of one that was taken over, what that said. What has no
// place in the message (key holders that die) is of no use outside.
func feitUit(f domain.Feit) (bericht.Feit, error) {
	var uit bericht.Feit
	binnen := domain.FeitVan(f)
	if o, ok := f.(*domain.OnderdeelOvergenomen); ok {
		uit.Overbrenging = &o.Overbrenging
		uit.Overgenomen = &bericht.Overgenomen{Dossier: o.Uit.Dossier, Revisie: o.Uit.Revisie, Soort: binnen.Soort(),
			Door: string(o.Door), VastgelegdOp: o.Op}
	}
	ruw, err := json.Marshal(binnen)
	if err == nil {
		err = json.Unmarshal(ruw, &uit)
	}
	if err != nil {
		return uit, errors.New("api: an open part does not encode")
	}
	return uit, nil
}

func voorstellenUit(vs []tekst.Voorstel) []bericht.Voorstel {
	uit := make([]bericht.Voorstel, len(vs))
	for i, v := range vs {
		uit[i] = bericht.Voorstel{Begin: v.Begin, Einde: v.Einde, Wie: v.Wie, Soort: v.Soort.String(), Twijfel: v.Twijfel}
	}
	return uit
}
