package tekst

import (
	"cmp"
	"slices"
	"strings"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// geheimAdres is an address that is geheim, as it is looked for.
type geheimAdres struct {
	wie                id.Betrokkene
	straten            []straatvorm
	nummer, toevoeging string
	cijfers, letters   string   // of a Dutch postcode
	plaatsen           []string // the place, each way that it is called
}

// straatvorm is one way to write a street, as one word.
type straatvorm struct {
	vol     string
	klank   string // as it sounds; "" where that says too little
	masker  uint32
	woorden int
	ver     int // how many letters it may be off
	hoe     blijk
}

// blijk is what must stand beside a street for it to be meant.
type blijk uint8

const (
	niets    blijk = iota // nothing
	ernaast               // its number, postcode or place within some words
	daaraan               // its number right beside it, its postcode or place within some words
	maxTaal  = 6          // some words
	maxPlek  = 4          // within how many words of it a place is the address's
	minVorm  = 4          // letters of the shortest street that is looked for by a part of it
	minFout  = 5          // letters from which one may be off
	minFout2 = 8          // and two
)

// typen are what streets are called, and how that is cut short.
var typen = map[string][]string{
	"straat": {"str"}, "laan": {"ln"}, "weg": {"wg"}, "plein": {"pln", "pl"}, "gracht": {"gr"}, "singel": {"sgl"},
	"kade": {"kd"}, "dijk": {"dk"}, "hof": nil, "park": {"pk"}, "pad": nil, "steeg": {"stg"}, "dreef": nil, "markt": nil,
	"poort": nil, "wal": nil, "burg": nil, "oord": nil, "veld": nil, "kamp": nil, "laantje": nil, "straatje": nil,
	"plantsoen": {"plnts"}, "boulevard": {"blvd"}, "hoek": nil, "erf": nil, "baan": nil, "ring": nil, "brink": nil,
}

// alledaags are words that a street can be and that texts of this kind hold, besides the ordinary words that are
// names.
var alledaags = lijst("dorp", "markt", "school", "station", "centrum", "plein", "gracht", "singel", "kade", "haven",
	"laan", "weg", "straat", "park", "brink", "steeg", "pad", "schoolplein", "kerkplein", "marktplein", "speelplein",
	"dorpsplein", "woonwijk", "hofje", "wijk", "buurt", "flat", "boerderij", "gemeente", "snelweg", "hoofdweg",
	"dorpsstraat", "hoofdstraat", "kerkstraat", "winkelstraat", "zijstraat", "achterweg", "terrein", "sportpark",
	"speeltuin", "kasteel", "eiland", "stad")

// titels begin a street that is called after somebody, and say nothing of it.
var titels = lijst("burgemeester", "burg", "dokter", "doctor", "dr", "professor", "prof", "koningin", "koning",
	"prins", "prinses", "pastoor", "dominee", "ds", "meester", "mr", "sint", "st", "kapelaan", "kardinaal", "president",
	"minister", "generaal", "admiraal", "ingenieur", "ir", "graaf", "gravin", "laan", "straat", "plein", "weg", "oude",
	"nieuwe", "grote", "kleine", "lange", "korte", "eerste", "tweede", "derde", "noord", "zuid", "oost", "west")

// plaatsnamen are places that go by two names.
var plaatsnamen = map[string]string{"sgravenhage": "denhaag", "shertogenbosch": "denbosch",
	"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}

func nieuwGeheimAdres(wie id.Betrokkene, a waarde.Adres) geheimAdres {
	a = a.Genormaliseerd()
	n := geheimAdres{wie: wie, nummer: strings.Join(vouwGeheim(a.Huisnummer), ""),
		toevoeging: strings.Join(vouwGeheim(a.Toevoeging), "")}
	n.straat(vouwGeheim(a.Straat))
	if p, err := waarde.ParsePostcode(a.Postcode); err == nil {
		v := strings.Join(vouwGeheim(p.Waarde()), "")
		n.cijfers, n.letters = v[:4], v[4:]
	}
	if p := strings.Join(vouwGeheim(a.Plaats), ""); len(p) > 2 {
		n.plaatsen = append(n.plaatsen, p)
		if ander, ok := plaatsnamen[p]; ok {
			n.plaatsen = append(n.plaatsen, ander)
		}
	}
	return n
}

// straat adds the ways to write a street, the surest first.
func (a *geheimAdres) straat(woorden []string) {
	vol := strings.Join(woorden, "")
	if vol == "" {
		return
	}
	zeker := niets
	if len(vol) < 5 || len(woorden) == 1 && (gewoneWoorden[vol] || alledaags[vol]) {
		zeker = daaraan
	}
	a.vorm(vol, len(woorden), zeker)
	kaal := woorden
	for len(kaal) > 1 && (waarde.IsTussenvoegsel(kaal[0]) || titels[kaal[0]]) {
		kaal = kaal[1:]
	}
	if kort := strings.Join(kaal, ""); len(kort) >= minFout {
		a.vorm(kort, len(kaal), max(zeker, blijkVan(kort, ernaast)))
	}
	laatste := woorden[len(woorden)-1]
	for soort, korter := range typen {
		stam, ok := strings.CutSuffix(laatste, soort)
		if !ok {
			continue
		}
		begin := strings.Join(woorden[:len(woorden)-1], "") + stam
		for _, k := range korter {
			a.vorm(begin+k, len(woorden), max(zeker, ernaast))
		}
		if len(begin) >= minVorm {
			a.vorm(begin, len(woorden), daaraan)
		}
	}
	if len(woorden) > 1 {
		for _, w := range woorden {
			if len(w) > 5 && !titels[w] && !waarde.IsTussenvoegsel(w) {
				a.vorm(w, 1, blijkVan(w, ernaast))
			}
		}
	}
	slices.SortFunc(a.straten, func(x, y straatvorm) int {
		return cmp.Or(cmp.Compare(x.hoe, y.hoe), cmp.Compare(x.vol, y.vol))
	})
}

// blijkVan asks more of an ordinary word.
func blijkVan(w string, anders blijk) blijk {
	if gewoneWoorden[w] || alledaags[w] {
		return daaraan
	}
	return anders
}

func (a *geheimAdres) vorm(vol string, woorden int, hoe blijk) {
	if slices.ContainsFunc(a.straten, func(v straatvorm) bool { return v.vol == vol && v.hoe <= hoe }) {
		return
	}
	v := straatvorm{vol: vol, masker: maskerVan(vol), woorden: woorden, hoe: hoe}
	switch {
	case hoe == daaraan: // as it is written only: an ordinary word is like many
	case len(vol) >= minFout2:
		v.ver = 2
	case len(vol) >= minFout:
		v.ver = 1
	}
	if v.ver > 0 {
		if k := waarde.Klank(vol); len(k) > 3 {
			v.klank = k
		}
	}
	a.straten = append(a.straten, v)
}

// vulsel is what people write between a street and its number.
var vulsel = lijst("nr", "nummer", "no", "num", "huisnummer", "huisnr", "hnr", "op", "aan", "de", "het", "en",
	"van", "in", "te", "bij", "is")

// vind gives the places of the address.
func (a *geheimAdres) vind(as atomen, uit []Voorstel) []Voorstel {
	for i := range as.lijst {
		if tot := a.postcode(as, i); tot > 0 {
			uit = a.omheen(as, i, tot, append(uit, as.vondst(i, tot, a.wie, SoortAdres)))
			continue
		}
		for k := range a.straten {
			if tot := a.straten[k].vanaf(a, as, i); tot > 0 {
				uit = a.omheen(as, i, tot, append(uit, as.vondst(i, tot, a.wie, SoortAdres)))
				break
			}
		}
	}
	return uit
}

// postcode gives the atom after a postcode that begins at one; 0 where none does.
func (a *geheimAdres) postcode(as atomen, i int) int {
	if a.cijfers == "" || !as.lijst[i].cijfers || !strings.HasPrefix(a.cijfers, as.op(i)) {
		return 0
	}
	heel := a.cijfers + a.letters
	for tot := i + 1; tot <= len(as.lijst) && tot <= i+len(heel); tot++ {
		if tot > i+1 && as.lijst[tot-1].gat > maxGat {
			return 0
		}
		switch s := as.samen(i, tot); {
		case s == heel:
			return tot
		case !strings.HasPrefix(heel, s):
			return 0
		}
	}
	return 0
}

// omheen adds the number and the place that stand beside a find.
func (a *geheimAdres) omheen(as atomen, i, tot int, uit []Voorstel) []Voorstel {
	for j := max(0, i-maxTaal); j < min(len(as.lijst), tot+maxTaal); j++ {
		if j >= i && j < tot {
			continue
		}
		if a.isNummer(as, j) {
			van, na := j, j+1
			letters := na < len(as.lijst) && !as.lijst[na].cijfers
			if letters && (as.lijst[na].gat == 0 && na < i || na >= tot && a.isToevoeging(as, na)) {
				na++
			}
			switch { // one place where nothing but words of course stands between
			case j >= tot && a.enkelVulsel(as, tot, j):
				van = tot - 1
			case j < i && a.enkelVulsel(as, na, i):
				na = i + 1
			}
			uit = append(uit, as.vondst(van, na, a.wie, SoortAdres))
		}
	}
	for j := max(0, i-maxPlek); j < min(len(as.lijst), tot+maxPlek); j++ {
		na := a.plaats(as, j)
		if na == 0 || na > i && j < tot {
			continue
		}
		van := j
		if j >= tot && a.enkelVulsel(as, tot, j) {
			van = tot - 1
		}
		uit = append(uit, as.vondst(van, na, a.wie, SoortAdres))
	}
	return uit
}

func (a *geheimAdres) isNummer(as atomen, j int) bool {
	return a.nummer != "" && as.lijst[j].cijfers && strings.TrimLeft(as.op(j), "0") == a.nummer
}

// isToevoeging reports whether letters belong to the number before them.
func (a *geheimAdres) isToevoeging(as atomen, j int) bool {
	s, gat := as.op(j), as.lijst[j].gat
	return gat == 0 && len(s) < 4 || gat <= maxGat && a.toevoeging != "" && s == a.toevoeging
}

// plaats gives the atom after the place that begins at one; 0 where it does not.
func (a *geheimAdres) plaats(as atomen, j int) int {
	for _, p := range a.plaatsen {
		if !strings.HasPrefix(p, as.op(j)) {
			continue
		}
		for tot := j + 1; tot <= len(as.lijst) && tot <= j+5; tot++ {
			switch s := as.samen(j, tot); {
			case s == p:
				return tot
			case !strings.HasPrefix(p, s):
				tot = len(as.lijst)
			}
		}
	}
	return 0
}

// enkelVulsel reports whether nothing but words of course, and the number, stands from one atom up to another.
func (a *geheimAdres) enkelVulsel(as atomen, i, tot int) bool {
	for ; i < tot; i++ {
		if !vulsel[as.op(i)] && !a.isNummer(as, i) && !(i > 0 && a.isNummer(as, i-1) && a.isToevoeging(as, i)) {
			return false
		}
	}
	return true
}

// ZelfdeAdres reports whether an address may be one that is geheim. Another number or place says that it is not; what
// is left out, or spelled otherwise, does not say so.
func (z *Geheimzoeker) ZelfdeAdres(a waarde.Adres) bool {
	a = a.Genormaliseerd()
	as := inAtomen(strings.Join(a.Regels(), ", "))
	for i := range z.adressen {
		g := &z.adressen[i]
		b := nieuwGeheimAdres(g.wie, a)
		zelfdePostcode := b.cijfers != "" && b.cijfers+b.letters == g.cijfers+g.letters
		switch {
		case b.nummer != "" && g.nummer != "" && b.nummer != g.nummer:
		case !zelfdePostcode && g.anderePlaats(b):
		case len(g.vind(as, nil)) > 0:
			return true
		}
	}
	return false
}

// anderePlaats reports whether both say where they are, and say otherwise.
func (a *geheimAdres) anderePlaats(b geheimAdres) bool {
	return len(a.plaatsen) > 0 && len(b.plaatsen) > 0 &&
		!slices.ContainsFunc(a.plaatsen, func(p string) bool { return afstand(b.plaatsen[0], p, 1) <= 1 })
}
