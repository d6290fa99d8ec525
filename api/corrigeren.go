package api

import (
	"net/http"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

func corrigeren() []*route {
	h := domain.HandelingCorrigeren
	opOnderdeel := []*parameter{parDossier, parOnderdeel}
	corrigeer := schrijfroute(route{
		pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/correcties", id: "corrigeer", groep: groepCorrigeren, handeling: h,
		parameters: opOnderdeel, bijvoorbeeld: []string{"motivering"},
		titel: "Corrigeer een onderdeel",
		uitleg: "Verbetert, vult aan, verwijdert, schermt af of geeft vrij. Verbeteren en aanvullen vragen de hele nieuwe " +
			"inhoud, onder de naam van haar soort. Eerdere versies blijven in het logboek.",
	}, corrigeer)
	return []*route{
		corrigeer,
		schrijfroute(route{
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/betrokkenen", id: "koppelBetrokkene", groep: groepCorrigeren,
			handeling: h, parameters: opOnderdeel, titel: "Koppel een betrokkene aan een onderdeel",
			uitleg: "Voegt iemand toe aan over wie een onderdeel gaat.",
		}, func(v *vraag, _ *lezer, b *bericht.Koppeling) domain.Opdracht {
			return domain.Koppel{Onderdeel: v.onderdeel(), Betrokkene: b.Betrokkene}
		}),
		kaleSchrijfroute(route{
			methode: http.MethodDelete, status: http.StatusOK, ook: http.StatusAccepted,
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/betrokkenen/{betrokkene}", id: "ontkoppelBetrokkene",
			groep: groepCorrigeren, handeling: h, parameters: []*parameter{parDossier, parOnderdeel, parBetrokkene},
			titel: "Ontkoppel een betrokkene van een onderdeel",
			uitleg: "Haalt iemand die er niet bij hoort van een onderdeel af. De weg van die persoon naar de inhoud wordt " +
				"vernietigd.",
		}, func(v *vraag) domain.Opdracht {
			return domain.Ontkoppel{Vernietiging: v.nieuweVernietiging(), Onderdeel: v.onderdeel(),
				Betrokkene: ontleedID[id.Betrokkene](v.waarden[parBetrokkene.naam])}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/herkoppelingen", id: "herkoppel", groep: groepCorrigeren,
			handeling: h, parameters: opOnderdeel, bijvoorbeeld: []string{"betrokkene", "motivering"},
			titel: "Zet een contactgegeven bij een ander, of een relatie tussen anderen",
			uitleg: "In één keer: het wordt met een correctie verwijderd waar het staat, en zoals het nu luidt vastgelegd " +
				"waar het hoort. Wat geheim is blijft geheim.",
		}, herkoppel),
	}
}

func herkoppel(v *vraag, l *lezer, b *bericht.Herkoppeling) domain.Opdracht {
	h := domain.Herkoppel{Onderdeel: v.onderdeel(), ID: v.nieuwOnderdeel(), Betrokkene: ofNul(b.Betrokkene),
		Van: ofNul(b.Van), Naar: ofNul(b.Naar), Correctie: domain.NieuweCorrectie(b.Grond, nil)}
	if b.Motivering != nil {
		h.Correctie.Motivering = l.tekst(pad{"motivering"}, *b.Motivering)
	}
	return h
}

func (v *vraag) onderdeel() id.Onderdeel {
	return ontleedID[id.Onderdeel](v.waarden[parOnderdeel.naam])
}

func corrigeer(v *vraag, l *lezer, b *bericht.NieuweCorrectie) domain.Opdracht {
	o := domain.Corrigeer{Onderdeel: v.onderdeel(), Wijze: b.Wijze, Over: b.Over}
	l.herzie = v.herzie(o.Onderdeel)
	nieuw := l.nieuweInhoud(pad{"nieuw"}, b.Nieuw)
	o.Correctie = domain.NieuweCorrectie(b.Grond, nieuw)
	if b.Motivering != nil {
		o.Correctie.Motivering = l.tekst(pad{"motivering"}, *b.Motivering)
	}
	return o
}

// herzie puts back what the corrector could not see of a text. Only a text with such mentions needs the old one.
func (v *vraag) herzie(welk id.Onderdeel) func(string, []tekst.Markering,
	[]tekst.Markering) (tekst.Tekst, waarde.Fouten) {
	return func(plat string, ms, nb []tekst.Markering) (tekst.Tekst, waarde.Fouten) {
		for _, m := range ms {
			if m.Slot == nil {
				continue
			}
			t, fouten, err := v.s.Ledger.Herzie(v.ctx, v.grant, v.dossier, welk, plat, ms, nb, v.verzoek)
			if err != nil {
				v.fatal = err
			}
			return t, fouten
		}
		return tekst.Nieuw(plat, ms, nb...)
	}
}
