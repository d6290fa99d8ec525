package api

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/ledger"
)

// gemaskeerd stands in a text where something is that the recipient may not read, whatever the reason.
const gemaskeerd = "[…]"

// bericht makes the message of an onderdeel, nil where the file has none for it; na is to be done once its line
// stands. It names only who and what stands in earlier lines.
func (s *overdrachtschrijver) bericht(stuk *ledger.OverdrachtStuk) (soort string, inhoud any, na func()) {
	o := stuk.Onderdeel
	domain.VerbergRegels(stuk.Inhoud, func(s string) bool {
		return s == tekst.TekstAfgeschermd || s == tekst.TekstGeheim || s == tekst.TekstVernietigd
	}, gemaskeerd)
	switch i := stuk.Inhoud.(type) {
	case *domain.Identiteit:
		return "betrokkene", &bericht.NieuweBetrokkene{Identiteit: *kernUit(i).Identiteit}, func() { s.erbij(stuk) }
	case *domain.Contact:
		b := &bericht.ContactVan{Betrokkene: s.o.Dossier.Wie(o.Over[0]), Contact: *kernUit(i).Contact}
		b.Geheim = b.Geheim || stuk.Geheim
		return "contact", b, nil
	case *domain.Relatie:
		b := &bericht.NieuweRelatie{Van: s.o.Dossier.Wie(o.Van), Naar: s.o.Dossier.Wie(o.Naar), Relatie: *kernUit(i).Relatie}
		return "relatie", b, nil
	case *domain.Melding:
		return "melding", s.melding(o, i), nil
	case *domain.Gegeven:
		b := &bericht.NieuwGegeven{Rubriek: o.Rubriek, Over: s.over(o.Over), Gegeven: *kernUit(i).Gegeven}
		b.Bron, b.Tekst = s.bron(i.Bron, i.Soort), s.tekst(i.Tekst)
		return "gegeven", b, nil
	case *domain.Verslag:
		b, namen := s.verslag(o, i)
		if b == nil {
			return "verslag", nil, nil
		}
		return "verslag", b, func() {
			for p, naam := range namen {
				s.verwijzing[p] = naam
			}
		}
	case *domain.Bijlage:
		if b := s.bijlage(o, i); b != nil {
			return SoortBijlage, b, nil
		}
		return SoortBijlage, nil, nil
	case *domain.Verklaring:
		f, ok := stuk.Feit.(*domain.VerklaringToegevoegd)
		if !ok {
			return "verklaring", nil, nil
		}
		b := &bericht.NieuweVerklaring{Betrokkene: s.o.Dossier.Wie(f.Betrokkene),
			Verklaring: bericht.Verklaring{Tekst: s.tekst(i.Tekst)}}
		return "verklaring", metVerwijzingen(b, "betwist", s.namen(o.Betwist)), nil
	case *domain.Wederhoor:
		b := &bericht.NieuwWederhoor{Over: s.over(o.Over), Wederhoor: bericht.Wederhoor{
			Gehoord: s.over(i.Gehoord), Gezegd: s.magTekst(i.Gezegd), NietGehoord: s.magTekst(i.NietGehoord)}}
		return "wederhoor", b, nil
	case *domain.Verstrekking:
		return "verstrekking", s.verstrekking(o, i), nil
	case *domain.Besluit:
		return s.besluit(stuk, i)
	}
	return "", nil, nil
}

func (s *overdrachtschrijver) tekst(t domain.Tekst) bericht.Tekst {
	b, n := tekstZonder(t.Lezing(), s.wie)
	s.slot.Gemaskeerd += n
	return b
}

// tekstZonder is a text as the recipient reads it, with how many places it does not show. wie says who a mention is
// of; "": of nobody who stands in the file.
func tekstZonder(l tekst.Lezing, wie func(id.Betrokkene) string) (bericht.Tekst, int) {
	var b bericht.Tekst
	var plat strings.Builder
	punt, n := 0, 0
	for _, st := range l.Stukken() {
		woord := st.Tekst
		dicht := st.Toestand != tekst.Zichtbaar || st.Geheim
		if dicht {
			woord = gemaskeerd
			n++
		}
		einde := punt + utf8.RuneCountInString(woord)
		if st.IsVermelding() && !dicht {
			if w := wie(st.Wie); w != "" {
				b.Vermeldingen = append(b.Vermeldingen, bericht.Vermelding{Begin: punt, Einde: einde, Wie: w})
			}
		}
		plat.WriteString(woord)
		punt = einde
	}
	b.Tekst = plat.String()
	return b, n
}

func (s *overdrachtschrijver) magTekst(t domain.Tekst) *bericht.Tekst {
	if t.IsZero() {
		return nil
	}
	return new(s.tekst(t))
}

// wie is how the file names a person; "" where it does not.
func (s *overdrachtschrijver) wie(b id.Betrokkene) string {
	if b = s.o.Dossier.Wie(b); !s.er[b] {
		return ""
	}
	return b.String()
}

// over are those of some persons who stand in the file, each once.
func (s *overdrachtschrijver) over(bs []id.Betrokkene) []id.Betrokkene {
	var uit []id.Betrokkene
	for _, b := range bs {
		if b = s.o.Dossier.Wie(b); s.er[b] && !slices.Contains(uit, b) {
			uit = append(uit, b)
		}
	}
	return uit
}

// namen are how the file names some onderdelen, as far as it does.
func (s *overdrachtschrijver) namen(os []id.Onderdeel) []string {
	var uit []string
	for _, o := range os {
		if n, ok := s.verwijzing[o]; ok && !slices.Contains(uit, n) {
			uit = append(uit, n)
		}
	}
	return uit
}

// vanBron is how a source is named where it may not be known as that: somebody who stands in the file as unknown by
// that, anybody else not at all. open reports that it may be known.
func (s *overdrachtschrijver) vanBron(b id.Betrokkene) (wie string, open bool) {
	if s.o.Genoemd[b] {
		return s.wie(b), true
	}
	if s.nn[s.o.Dossier.Wie(b)] {
		return s.wie(b), false
	}
	return "", false
}

// bron is the source of something. Of a melder or informant who is not named nothing is left by which to know them,
// save what a diagnose asks of whoever made it (ZOB-6.5c).
func (s *overdrachtschrijver) bron(b domain.Bron, soort domain.GegevenSoort) bericht.Bron {
	uit := bronUit(b)
	uit.Wie = s.wie(b.Wie)
	if b.Soort != domain.BronMelder && (b.Soort != domain.BronInformant || b.Wie.IsZero()) {
		return uit
	}
	var open bool
	if uit.Wie, open = s.vanBron(b.Wie); open {
		return uit
	}
	if uit.Instantie != "" || uit.Wie == "" && b.Soort == domain.BronInformant {
		uit.Instantie = gemaskeerd
	}
	if soort != domain.SoortGegevenDiagnose {
		uit.Beroep, uit.Bevoegdheid = "", ""
	}
	return uit
}

func (s *overdrachtschrijver) melding(o *domain.Onderdeel, m *domain.Melding) *bericht.NieuweMelding {
	b := &bericht.NieuweMelding{OntvangenOp: o.OntvangenOp, Melding: *kernUit(m).Melding}
	b.Tekst, b.Informanten = s.magTekst(m.Tekst), nil
	var open bool
	if b.Melder, open = s.vanBron(m.Melder); !open {
		b.Hoedanigheid = ""
	}
	bronnen := []string{b.Melder}
	for _, n := range m.Informanten {
		wie, open := s.vanBron(n.Wie)
		switch {
		case open:
			b.Informanten = append(b.Informanten, bericht.Informant{Wie: wie, Hoedanigheid: n.Hoedanigheid})
		case wie != "":
			b.Informanten = append(b.Informanten, bericht.Informant{Wie: wie})
		}
		bronnen = append(bronnen, wie)
	}
	for _, wie := range s.over(o.Over) {
		if !s.nn[wie] || !slices.Contains(bronnen, wie.String()) {
			b.Over = append(b.Over, wie.String())
		}
	}
	return b
}

// verstrekking is an earlier one, of what of it goes along now. A verslag would take all its passages along, so where
// it had others then, those are named instead.
func (s *overdrachtschrijver) verstrekking(o *domain.Onderdeel, v *domain.Verstrekking) any {
	b := &bericht.NieuweVerstrekking{Verstrekking: *kernUit(v).Verstrekking}
	b.Persoon, b.Doel = s.wie(v.Persoon), s.tekst(v.Doel)
	if b.Persoon == "" {
		b.Ontvanger = cmp.Or(b.Ontvanger, gemaskeerd)
	}
	held := func(p id.Onderdeel) bool {
		return slices.ContainsFunc(o.Stukken, func(k domain.Stuk) bool { return k.Onderdeel == p })
	}
	var onderdelen, geheim []id.Onderdeel
	for _, k := range o.Stukken {
		n := s.o.Dossier.Onderdelen[k.Onderdeel]
		erbij := func(p id.Onderdeel) bool { return s.verwijzing[p] != "" && !held(p) }
		if n == nil || slices.ContainsFunc(n.Passages, erbij) {
			continue
		}
		onderdelen = append(onderdelen, k.Onderdeel)
		if s.geheim[k.Onderdeel] {
			geheim = append(geheim, k.Onderdeel)
		}
	}
	return metVerwijzingen(metVerwijzingen(b, "onderdelen", s.namen(onderdelen)), "bevestigdGeheim", s.namen(geheim))
}

// besluit is a phase that began, or the closing of the dossier.
func (s *overdrachtschrijver) besluit(stuk *ledger.OverdrachtStuk,
	i *domain.Besluit) (soort string, inhoud any, na func()) {
	b := *kernUit(i).Besluit
	b.Motivering, b.Keuze, b.Alternatieven = s.tekst(i.Motivering), s.magTekst(i.Keuze), nil
	for _, a := range i.Alternatieven {
		b.Alternatieven = append(b.Alternatieven, s.tekst(a))
	}
	b.Bevindingen = slices.DeleteFunc(b.Bevindingen, func(v bericht.Bevinding) bool { return s.wie(v.Betrokkene) == "" })
	for n := range b.Bevindingen {
		b.Bevindingen[n].Betrokkene = s.o.Dossier.Wie(b.Bevindingen[n].Betrokkene)
	}
	switch f := stuk.Feit.(type) {
	case *domain.DossierGesloten:
		return "sluiting", &bericht.NieuweSluiting{Besluit: b}, nil
	case *domain.FaseGewijzigd:
		fase := &bericht.NieuweFase{Fase: f.Fase, Besluit: b}
		if f.Melding.IsZero() {
			return "fase", fase, nil
		}
		if naam, ok := s.verwijzing[f.Melding]; ok {
			return "fase", metVeld(fase, "melding", naam), nil
		}
	}
	return "fase", nil, nil
}

// metVerwijzingen puts how the file names onderdelen in a field of a message, which has room for ids only. A field
// without any is left out.
func metVerwijzingen(b any, veld string, namen []string) any {
	if len(namen) == 0 {
		return metVeld(b, veld, nil)
	}
	return metVeld(b, veld, namen)
}

func metVeld(b any, veld string, waarde any) any {
	velden := map[string]any{}
	ruw, err := json.Marshal(b)
	if err == nil {
		err = json.Unmarshal(ruw, &velden)
	}
	if err != nil {
		return nil // and so it stays behind
	}
	if delete(velden, veld); waarde != nil {
		velden[veld] = waarde
	}
	return velden
}
