package api

import (
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/waarde"
)

// zorgvuldig are the routes for how carefully was recorded (ZOB-6.5).
func zorgvuldig() []*route {
	h := domain.HandelingVastleggen
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/accorderingen", id: "legAccorderingVast", groep: groepVastleggen,
			handeling: h, parameters: []*parameter{parDossier, parOnderdeel}, bijvoorbeeld: []string{"naam", "correcties"},
			titel: "Leg een accordering vast", uitleg: "Legt vast dat een informant om accordering is gevraagd, of die gaf " +
				"of weigerde, van de nieuwste versie. Gegeven en geweigerd doen het openstaande punt af.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweAccordering) domain.Opdracht {
			return domain.LegAccorderingVast{ID: v.nieuwOnderdeel(), Onderdeel: v.onderdeel(),
				Accordering: l.accordering(nil, b.Accordering)}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/wederhoren", id: "legWederhoorVast", groep: groepVastleggen, handeling: h,
			parameters: []*parameter{parDossier}, bijvoorbeeld: []string{"gehoord", "gezegd"},
			titel: "Leg hoor en wederhoor vast",
			uitleg: "Legt vast wie is gehoord en wat is gezegd, of waarom niet. Zonder kan een onderzoek niet worden " +
				"afgesloten.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwWederhoor) domain.Opdracht {
			return l.legWederhoorVast(b, v.nieuwOnderdeel())
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/herstellingen", id: "herstel", groep: groepVastleggen,
			handeling: h, parameters: []*parameter{parDossier, parOnderdeel},
			titel: "Herstel een eigen schrijffout",
			uitleg: "Geeft een onderdeel de hele inhoud zonder de schrijffout. Alleen voor wie de nieuwste versie vastlegde, " +
				"tot 24 uur daarna, en zolang niemand buiten de organisatie haar kent. Beide versies blijven in het logboek. Al " +
				"het andere gaat met een correctie.",
		}, herstel),
	}
}

// herstel reads the wording as a correctie does: what the writer could not see of a text stays in it.
func herstel(v *vraag, l *lezer, b *bericht.NieuwHerstel) domain.Opdracht {
	o := domain.HerstelOnderdeel{Onderdeel: v.onderdeel(), Over: b.Over}
	l.herzie = v.herzie(o.Onderdeel)
	o.Herstel = domain.NieuwHerstel(l.nieuweInhoud(pad{"nieuw"}, &b.Nieuw))
	return o
}

func (l *lezer) accordering(p pad, a bericht.Accordering) domain.Accordering {
	return domain.Accordering{
		Stand: a.Stand, Wie: l.betrokkene(p.bij("wie"), a.Wie), Naam: strings.TrimSpace(a.Naam),
		Op:         ontleed(l, p.bij("op"), a.Op, waarde.ParseDatum),
		Correcties: l.misschienTekst(p.bij("correcties"), a.Correcties, l.kerntekst),
	}
}

func (l *lezer) wederhoor(p pad, h bericht.Wederhoor) domain.Wederhoor {
	return domain.Wederhoor{
		Gehoord: h.Gehoord, Gezegd: l.misschienTekst(p.bij("gezegd"), h.Gezegd, l.kerntekst),
		NietGehoord: l.misschienTekst(p.bij("nietGehoord"), h.NietGehoord, l.tekst),
	}
}

// misschienTekst reads a text that may be left out, as lees does.
func (l *lezer) misschienTekst(p pad, t *bericht.Tekst, lees func(pad, bericht.Tekst) domain.Tekst) domain.Tekst {
	if t == nil {
		return domain.Tekst{}
	}
	return lees(p, *t)
}
