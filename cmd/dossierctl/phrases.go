package main

import (
	"fmt"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// What sentences are made of.

// secretly is a word behind "een", where an onderdeel was geheim from the start.
func secretly(m *bericht.Moment, word string) string {
	if m.Feit.Geheim {
		return word + " "
	}
	return ""
}

// counted says how many passages.
func counted(n int) string {
	if n == 1 {
		return "één passage"
	}
	return fmt.Sprintf("%d passages", n)
}

func correctionSentence(w domain.Wijze, subject string) string {
	switch w {
	case domain.WijzeVerbeteren:
		return "verbeterde " + subject
	case domain.WijzeAanvullen:
		return "vulde " + subject + " aan"
	case domain.WijzeVerwijderen:
		return "verwijderde " + subject
	case domain.WijzeAfschermen:
		return "schermde " + subject + " af"
	case domain.WijzeVrijgeven:
		return "gaf " + subject + " weer vrij"
	case domain.WijzeGeheimMaken:
		return "maakte " + subject + " geheim"
	case domain.WijzeGeheimOpheffen:
		return "hief de geheimhouding van " + subject + " op"
	}
	return "corrigeerde " + subject
}

// accorderingSentence says what an informant was asked or answered, as far as that is shown.
func accorderingSentence(r *replay, m *bericht.Moment) string {
	of := "wat een informant zei"
	if m.Feit.Stuk != nil {
		of = r.pieces([]bericht.Stuk{*m.Feit.Stuk})[0]
	}
	if m.Inhoud == nil || m.Inhoud.Accordering == nil {
		return "legde een accordering vast van " + of
	}
	switch m.Inhoud.Accordering.Stand {
	case domain.AccorderingGevraagd:
		return "vroeg de informant om accordering van " + of
	case domain.AccorderingGegeven:
		if m.Inhoud.Accordering.Correcties != nil {
			of += ", met correcties"
		}
		return "legde vast dat de informant akkoord is met " + of
	case domain.AccorderingGeweigerd:
		return "legde vast dat de informant niet akkoord is met " + of
	}
	return "legde een accordering vast van " + of
}

// assigned names to whom a dossier is assigned: "m-1024 (behandelaar)", "team zuid (dienst)".
func assigned(t *bericht.Toegewezene) string {
	if t == nil {
		return "iemand"
	}
	who := string(t.Medewerker)
	if t.Team != "" {
		who = "team " + strings.TrimPrefix(string(t.Team), "team-")
	}
	return who + " (" + words(string(t.Rol)) + ")"
}

func with(s, more string) string { return strings.TrimSpace(s + " " + more) }

// person is whom an event is about.
func (r *replay) person(m *bericht.Moment) string {
	if m.Feit.Betrokkene == nil {
		return "een betrokkene"
	}
	return r.names.of(*m.Feit.Betrokkene)
}

// subject is the onderdeel that an event changes: "het gegeven van revisie 9".
func (r *replay) subject(m *bericht.Moment) string {
	if m.Onderdeel == nil {
		return "een onderdeel"
	}
	return r.reference(*m.Onderdeel)
}

// at is the onderdeel that a punt is about.
func (r *replay) at(m *bericht.Moment) string { return r.of(m.Feit.Bij, "een onderdeel") }

// of names an onderdeel, or says otherwise where an event names none.
func (r *replay) of(which *id.Onderdeel, otherwise string) string {
	if which == nil {
		return otherwise
	}
	return r.reference(*which)
}

// putRight reports whether an event records what the one before it removed, of whom it is: in one append they say that
// together.
func (r *replay) putRight(m *bericht.Moment) bool {
	b := r.before
	return b != nil && sameAppend(b, m) && b.Soort == domain.SoortCorrectieToegepast &&
		b.Feit.Wijze == domain.WijzeVerwijderen &&
		b.Onderdeel != nil && r.known[*b.Onderdeel].kind == kindOf[m.Soort]
}

// erasure is the vernietiging that an event moves on, and what it is of.
func (r *replay) erasure(m *bericht.Moment) string {
	if m.Feit.Vernietiging == nil {
		return "een vernietiging"
	}
	o, ok := r.extents[*m.Feit.Vernietiging]
	if !ok {
		return "vernietiging " + tail(m.Feit.Vernietiging.String())
	}
	return "de vernietiging van " + extent(o, r.names, r.reference)
}

// carriedOut says what was destroyed: what was decided, or what another decision brought with it.
func (r *replay) carriedOut(m *bericht.Moment) string {
	if v := m.Feit.Vernietiging; v != nil {
		if _, decided := r.extents[*v]; !decided && r.ends[*v] != "" {
			return r.ends[*v]
		}
	}
	return "voerde " + r.erasure(m) + " uit"
}

// takenOver says what was taken over from another dossier.
func (r *replay) takenOver(m *bericht.Moment) string {
	switch soort := begins(m); soort {
	case domain.SoortOverbrengingBesloten:
		return "het besluit tot overbrengen"
	case domain.SoortMeldingGekwalificeerd:
		return "het besluit om " + r.of(m.Feit.Melding, "een melding") + " te kwalificeren als " +
			words(string(m.Feit.Kwalificatie))
	case domain.SoortFaseGewijzigd:
		return "het besluit om " + r.of(m.Feit.Melding, "het dossier") + " in de fase " +
			words(string(m.Feit.Fase)) + " te brengen"
	default:
		k, ok := kindOf[soort]
		if !ok {
			return "een wijziging"
		}
		if m.Feit.Betrokkene != nil {
			return theKind(k) + " van " + r.person(m)
		}
		return theKind(k)
	}
}
