package tekst

import (
	"math/bits"
	"strings"

	"dossierboek/domain/waarde"
)

// vanaf gives the atom after a street that begins at one; 0 where it does not, or where what must stand beside it is
// not there.
func (v *straatvorm) vanaf(a *geheimAdres, as atomen, i int) int {
	bijna := 0
	for tot := i + 1; tot <= len(as.lijst); tot++ {
		if tot > i+1 && as.lijst[tot-1].gat > maxGat {
			break
		}
		s := as.samen(i, tot)
		if len(s) > len(v.vol)+3 || tot > i+v.woorden+1 && !strings.HasPrefix(v.vol, s) {
			break // in more words than it has, a street is spelled letter by letter
		}
		if s == v.vol {
			if v.hoe == niets || a.blijkt(as, i, tot, v.hoe) {
				return tot
			}
		} else if bijna == 0 && v.lijkt(as, i, tot, s) && a.blijkt(as, i, tot, ernaast) {
			bijna = tot
		}
	}
	return bijna
}

// lijkt reports whether a word is the street as somebody may have written it.
func (v *straatvorm) lijkt(as atomen, i, tot int, s string) bool {
	if v.ver == 0 || len(s) < minVorm || len(s)+3 < len(v.vol) || as.lijst[i].cijfers {
		return false
	}
	var masker uint32
	for _, a := range as.lijst[i:tot] {
		masker |= a.masker
	}
	anders, ver := bits.OnesCount32(masker^v.masker), v.ver
	if tot-i > v.woorden { // one word too many: an ordinary one may stand before the street
		ver = 1
	}
	if anders <= 2*ver && afstand(s, v.vol, ver) <= ver {
		return true
	}
	return tot-i <= v.woorden && anders <= 6 && v.klank != "" && waarde.Klank(s) == v.klank
}

// blijkt reports whether what stands beside a street says that it is meant.
func (a *geheimAdres) blijkt(as atomen, i, tot int, hoe blijk) bool {
	for j := max(0, i-maxTaal); j < min(len(as.lijst), tot+maxTaal); j++ {
		if j >= i && j < tot {
			continue
		}
		daaraan := j >= tot && a.enkelVulsel(as, tot, j) || j < i && a.enkelVulsel(as, j+1, i)
		if a.isNummer(as, j) && (hoe == ernaast || daaraan) {
			return true
		}
		if n := a.postcode(as, j); n > 0 && (n <= i || j >= tot) {
			return true
		}
		if n := a.plaats(as, j); n > 0 && (n <= i || j >= tot) {
			return true
		}
	}
	return false
}

// afstand is by how many letters put in, left out, changed or swapped two words differ, at most hoogstens+1.
func afstand(a, b string, hoogstens int) int {
	if len(a)-len(b) > hoogstens || len(b)-len(a) > hoogstens {
		return hoogstens + 1
	}
	const lang = 64
	if len(b) >= lang {
		return hoogstens + 1
	}
	var rijen [3][lang]int
	voor, vorig, nu := &rijen[0], &rijen[1], &rijen[2]
	for j := range len(b) + 1 {
		vorig[j] = j
	}
	for i := 1; i <= len(a); i++ {
		nu[0] = i
		beste := i
		for j := 1; j <= len(b); j++ {
			d := vorig[j-1]
			if a[i-1] != b[j-1] {
				d = min(d, vorig[j], nu[j-1]) + 1
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, voor[j-2]+1)
			}
			nu[j] = d
			beste = min(beste, d)
		}
		if beste > hoogstens {
			return hoogstens + 1
		}
		voor, vorig, nu = vorig, nu, voor
	}
	return min(vorig[len(b)], hoogstens+1)
}
