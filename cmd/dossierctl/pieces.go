package main

import (
	"fmt"
	"slices"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

// pieces names versions of onderdelen as a verstrekking holds them, those with one name together: "het gegeven
// (revisie 9)", "het gegeven (revisies 9 en 12)".
func pieces(given []bericht.Stuk, name func(id.Onderdeel) string) []string {
	var names []string
	revisions := map[string][]string{}
	for _, s := range given {
		n := name(s.Onderdeel)
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
		revisions[n] = append(revisions[n], fmt.Sprint(s.Revisie))
	}
	for i, n := range names {
		word := "revisie"
		if len(revisions[n]) > 1 {
			word = "revisies"
		}
		names[i] = fmt.Sprintf("%s (%s %s)", n, word, enumerate(revisions[n]))
	}
	return names
}

// piecesInSentence is how many a sentence can name and still be read.
const piecesInSentence = 3

// given says what a verstrekking held, in a sentence.
func (r *replay) given(held []bericht.Stuk) string {
	if len(held) > piecesInSentence {
		return fmt.Sprintf("%d onderdelen", len(held))
	}
	return enumerate(r.pieces(held))
}

// held shows what a verstrekking or an overbrenging held that is too much for a sentence.
func (r *replay) held(m *bericht.Moment) {
	if len(m.Feit.Stukken) > piecesInSentence {
		r.field(4, "bevatte", text(enumerate(r.pieces(m.Feit.Stukken))))
	}
	if going, _ := r.going(m); len(going) > piecesInSentence {
		r.field(4, "gaat mee", text(enumerate(going)))
	}
}

// goesTo says what a decision takes to which dossier, and whether it stays as well.
func (r *replay) goesTo(m *bericht.Moment) string {
	to := "een ander dossier"
	if m.Feit.NaarDossier != nil {
		to = "dossier " + tail(m.Feit.NaarDossier.String())
	}
	going, allStay := r.going(m)
	what := enumerate(going)
	switch {
	case m.Feit.Geheel:
		what = "het hele dossier"
	case len(going) == 0:
		what = "onderdelen"
	case len(going) > piecesInSentence:
		what = fmt.Sprintf("%d onderdelen", len(going))
	}
	s := "besloot " + what + " over te brengen naar " + to
	if allStay {
		s += "; alles blijft ook hier"
	}
	return s
}

// going names what goes to another dossier, and whether all of it stays as well. The decision itself is left out: it
// is known in both.
func (r *replay) going(m *bericht.Moment) (refs []string, allStay bool) {
	allStay = true
	for _, g := range m.Feit.Onderdelen {
		allStay = allStay && g.Blijft
	}
	for _, g := range m.Feit.Onderdelen {
		if m.Onderdeel != nil && g.Onderdeel == *m.Onderdeel {
			continue
		}
		ref := r.reference(g.Onderdeel)
		if g.Blijft && !allStay {
			ref += " (blijft ook hier)"
		}
		refs = append(refs, ref)
	}
	return refs, allStay && len(refs) > 0
}

func (r *replay) pieces(given []bericht.Stuk) []string {
	return pieces(given, func(which id.Onderdeel) string {
		k, ok := r.known[which]
		switch {
		case !ok:
			return "onderdeel " + tail(which.String())
		case k.whose != nil:
			return r.kind(k) + " van " + r.names.of(*k.whose)
		}
		return r.kind(k)
	})
}

// pieces names what a verstrekking held, each in the version that was given.
func (v *viewPage) pieces(given []bericht.Stuk) []string {
	return pieces(given, func(which id.Onderdeel) string {
		if o := v.parts[which]; o != nil {
			return v.theirs(o)
		}
		return "onderdeel " + tail(which.String())
	})
}
