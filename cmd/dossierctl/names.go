package main

import (
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

// names are what the persons of one dossier are called, as far as that is shown. Who is erased or shielded goes by the
// end of an id.
type names map[id.Betrokkene]string

// learn remembers a name that was shown.
func (n names) learn(b id.Betrokkene, i *bericht.Identiteit) { n[b] = shortName(i.Naam) }

// of is what to call somebody: a name that only one person here has, or one with the end of an id.
func (n names) of(b id.Betrokkene) string {
	name, ok := n[b]
	if !ok {
		return "betrokkene " + tail(b.String())
	}
	for other, its := range n {
		if its == name && other != b {
			return name + " (" + tail(b.String()) + ")"
		}
	}
	return name
}

// ofText is of for an id that stands in content as text.
func (n names) ofText(s string) string {
	b, err := parsePerson(s)
	if err != nil {
		return s
	}
	return n.of(b)
}

// all names several persons: "Bram, Sanne en Noor".
func (n names) all(who []id.Betrokkene) string {
	called := make([]string, len(who))
	for i, b := range who {
		called[i] = n.of(b)
	}
	return enumerate(called)
}

// about says whom something concerns, for behind a title; "" for nobody in particular.
func (n names) about(who []id.Betrokkene) string {
	if len(who) == 0 {
		return ""
	}
	return "over " + n.all(who)
}

func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " en " + words[len(words)-1]
}

// tailLength is how much of an id tells it from others here. It is the end: ids that were made together begin the
// same.
const tailLength = 8

func tail(s string) string {
	if len(s) <= tailLength {
		return s
	}
	return "…" + s[len(s)-tailLength:]
}

// unknownName is what somebody is called whose name nobody knows.
const unknownName = "onbekende persoon"

// shortName is what somebody goes by in a sentence.
func shortName(n bericht.Naam) string {
	first := n.Roepnaam
	if first == "" {
		first = n.Voornamen
	}
	return join(first, n.Tussenvoegsel, n.Achternaam)
}

// fullName has everything that is known of a name.
func fullName(n bericht.Naam) string {
	called := n.Roepnaam
	if n.Voornamen != "" && called != "" {
		called = "(" + called + ")"
	}
	return join(n.Voornamen, called, n.Tussenvoegsel, n.Achternaam)
}

func join(parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return unknownName
	}
	return strings.Join(kept, " ")
}

func parsePerson(s string) (b id.Betrokkene, err error) { return b, b.UnmarshalText([]byte(s)) }
