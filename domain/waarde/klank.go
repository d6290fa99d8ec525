package waarde

import (
	"slices"
	"strings"
)

// Klank gives a key of how a surname sounds in Dutch: names that are written differently but sound alike have the same
// key. The key is for comparing only. Tussenvoegsels in front are left out, unless nothing else remains.
//
// The rules, in short: ij = y = ei; ui = uy; au = ou(w); oe; ae = aa = a, likewise every doubled letter; ie = i; aai =
// ay, ooi = oy; c = k or s; ck = k; ch = gh = g; sch is s before a consonant, after s and at the end; ph = v = f; z =
// s; x = ks; q = k; d, dt, th and t are t, and b is p, at the end and before s; h is heard only before a vowel at the
// start or between vowels; y before a vowel at the start = j.
//
// Limits. It knows Dutch sounds. It does not bring together: vowels that differ (Peters, Pieters), endings (Jansen,
// Janse, Janssens), typing errors, initials, names shortened or translated, or a foreign name against a spelling that
// renders it by foreign rules, beyond what Klanken adds. It does bring together some names that differ: Maas and Mas,
// Kok and Koç, Smit and Smidt. So a match is a candidate for a human to judge, never an identity.
func Klank(achternaam string) string {
	woorden := zonderTussenvoegsel(strings.Fields(Zoeknaam(achternaam)))
	return klank(strings.Join(woorden, ""), false)
}

// Klanken gives every key to index a surname under, and to search it by: a name is a candidate where any key agrees.
// The first is Klank. The others are:
//   - each part of a double surname (Jansen-de Vries);
//   - the name with an Arabic article or ben, bou, ait, abou written onto it (El Idrissi, Elidrissi);
//   - each of those as Turkish, Moroccan and Surinamese names are read: ou = u = oe (Boukhari, Bukhari, Boekhari), ch
//     at the start = sh = sj = s (Chahid, Shahid), and y between a consonant and a vowel = j (Benyamina, Benjamina).
func Klanken(achternaam string) []string {
	var uit []string
	bij := func(woord string) {
		for _, vreemd := range [...]bool{false, true} {
			if k := klank(woord, vreemd); k != "" && !slices.Contains(uit, k) {
				uit = append(uit, k)
			}
		}
	}
	alle := strings.Fields(Zoeknaam(achternaam))
	bij(strings.Join(zonderTussenvoegsel(alle), ""))
	if i := slices.IndexFunc(alle, func(w string) bool { return aanhechtend[w] }); i >= 0 && i+1 < len(alle) {
		bij(strings.Join(alle[i:], ""))
	}
	if delen := dubbeleNaam.Replace(achternaam); delen != achternaam {
		for deel := range strings.SplitSeq(delen, "\x00") {
			woorden := zonderTussenvoegsel(strings.Fields(Zoeknaam(deel)))
			if w := strings.Join(woorden, ""); len(w) > 2 && !aanhechtend[w] {
				bij(w)
			}
		}
	}
	return uit
}

// dubbeleNaam parts a double surname; NUL cannot occur in a name.
var dubbeleNaam = strings.NewReplacer("-", "\x00", "\u2010", "\x00", "\u2011", "\x00", "\u2013", "\x00", "/", "\x00")

// tussenvoegsels are the words that stand before a surname (after BRP table 36), as Zoeknaam folds them.
var tussenvoegsels = map[string]bool{
	"aan": true, "af": true, "al": true, "am": true, "as": true, "auf": true, "aus": true, "bij": true, "da": true,
	"dal": true, "de": true, "degli": true, "dei": true, "del": true, "della": true, "den": true, "der": true,
	"des": true, "di": true, "die": true, "do": true, "don": true, "dos": true, "du": true, "el": true, "het": true,
	"im": true, "in": true, "l": true, "la": true, "las": true, "le": true, "les": true, "lo": true, "los": true,
	"n": true, "of": true, "onder": true, "op": true, "over": true, "s": true, "t": true, "te": true, "ten": true,
	"ter": true, "thoe": true, "to": true, "toe": true, "tot": true, "uijt": true, "uit": true, "uyt": true, "van": true,
	"vanden": true, "vander": true, "vd": true, "ver": true, "vom": true, "von": true, "voor": true, "vor": true,
	"zu": true, "zum": true, "zur": true, "v": true, "d": true, "vande": true,
}

// aanhechtend are words that are written apart from a name or onto it.
var aanhechtend = map[string]bool{
	"el": true, "al": true, "ben": true, "bin": true, "ibn": true, "bou": true, "abou": true, "abu": true, "ait": true,
	"oulad": true, "bel": true,
}

// IsTussenvoegsel reports whether a word, folded by Zoeknaam, is one that stands before a surname.
func IsTussenvoegsel(woord string) bool { return tussenvoegsels[woord] }

// zonderTussenvoegsel leaves at least the last word.
func zonderTussenvoegsel(woorden []string) []string {
	for len(woorden) > 1 && tussenvoegsels[woorden[0]] {
		woorden = woorden[1:]
	}
	return woorden
}
