package tekst

import (
	"slices"
	"strings"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Geheimzoeker finds addresses and numbers that are geheim, to hide them: for good in a text that is being written,
// and for a reader in one that was written before. What it overlooks can cost a life and what it hides too much costs
// a look by somebody who may see it, so unlike a Zoeker, which proposes, it errs to one side:
//
//   - a street is hidden wherever it is named, also without a number, unless it is an ordinary word or short; then it
//     takes a number, postcode or place beside it. So it does where the street is spelled otherwise (as it sounds, or
//     one or two letters off), cut short, or where one word of it stands for all;
//   - beside a street the number and the place go too, in any order, with words such as "nr." between them;
//   - a postcode of six characters is a street: it is hidden wherever it stands;
//   - digits are a number whatever parts them.
//
// A Geheimzoeker is immutable and safe for concurrent use; it holds in memory what is geheim, so make it for one piece
// of work.
type Geheimzoeker struct {
	letterlijk *Zoeker // the notations that a Zoeker knows
	adressen   []geheimAdres
	nummers    []geheimNummer
	mails      []geheimMail
}

// NieuweGeheimzoeker prepares the search for what is known of these persons that is geheim.
func NieuweGeheimzoeker(bekenden []Bekende) *Geheimzoeker {
	z := &Geheimzoeker{letterlijk: NieuweZoeker(bekenden)}
	for _, b := range bekenden {
		for _, a := range b.Adressen {
			if n := nieuwGeheimAdres(b.Wie, a); !slices.ContainsFunc(z.adressen, n.gelijk) {
				z.adressen = append(z.adressen, n)
			}
		}
		for _, t := range b.Telefoon {
			if n, ok := nieuwGeheimNummer(b.Wie, t); ok && !slices.Contains(z.nummers, n) {
				z.nummers = append(z.nummers, n)
			}
		}
		for _, e := range b.Email {
			if w := vouwGeheim(e.Zoekvorm()); len(w) > 1 {
				z.mails = append(z.mails, geheimMail{b.Wie, w})
			}
		}
	}
	return z
}

// Vindt reports whether a line holds any of it.
func (z *Geheimzoeker) Vindt(regel string) bool { return len(z.vind(regel)) > 0 }

// Vlek puts a sign in the place of each sign of what is geheim, so that all else keeps its place.
func (z *Geheimzoeker) Vlek(plat, teken string) string {
	gevonden := z.vind(plat)
	if len(gevonden) == 0 {
		return plat
	}
	var uit strings.Builder
	punt := 0
	for _, r := range plat {
		for len(gevonden) > 0 && gevonden[0].Einde <= punt {
			gevonden = gevonden[1:]
		}
		if len(gevonden) > 0 && gevonden[0].Begin <= punt {
			uit.WriteString(teken)
		} else {
			uit.WriteRune(r)
		}
		punt++
	}
	return uit.String()
}

// vind gives the places of what is geheim, in order and apart.
func (z *Geheimzoeker) vind(plat string) []Voorstel {
	uit := z.letterlijk.vind(plat, overal)
	as := inAtomen(plat)
	for i := range z.adressen {
		uit = z.adressen[i].vind(as, uit)
	}
	if len(z.nummers) > 0 {
		uit = z.vindNummers(as, uit)
	}
	for _, m := range z.mails {
		uit = m.vind(as, uit)
	}
	slices.SortFunc(uit, func(a, b Voorstel) int { return opPlaats(a.Markering, b.Markering) })
	apart := uit[:0]
	for _, v := range uit {
		if n := len(apart); n > 0 && v.Begin < apart[n-1].Einde {
			apart[n-1].Einde = max(apart[n-1].Einde, v.Einde)
			continue
		}
		v.Twijfel = false
		apart = append(apart, v)
	}
	return apart
}

// geheimNummer is a telephone number: the digits that every notation of it ends with.
type geheimNummer struct {
	wie  id.Betrokkene
	kern string
}

const (
	nummerKern   = 9 // digits of a Dutch number after its 0
	nummerLokaal = 6 // the least digits of a number within its town
)

func nieuwGeheimNummer(wie id.Betrokkene, t waarde.Telefoon) (geheimNummer, bool) {
	cijfers := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, t.Zoekvorm())
	return geheimNummer{wie, cijfers[max(0, len(cijfers)-nummerKern):]}, len(cijfers) > 5 // 112 and 14020 are nobody's
}

// vindNummers goes through the runs of digits that stand near one another.
func (z *Geheimzoeker) vindNummers(as atomen, uit []Voorstel) []Voorstel {
	for i := 0; i < len(as.lijst); {
		if !as.lijst[i].cijfers {
			i++
			continue
		}
		tot := i + 1
		for tot < len(as.lijst) && as.lijst[tot].cijfers && as.lijst[tot].gat <= maxGat {
			tot++
		}
		reeks := as.samen(i, tot)
		for _, n := range z.nummers {
			for af := 0; ; { // a list of numbers is one run
				plek := strings.Index(reeks[af:], n.kern)
				if plek < 0 {
					break
				}
				van := int(as.lijst[i].van) + af + plek
				af += plek + len(n.kern)
				a, b := as.bij(van), as.bij(van+len(n.kern)-1)
				for a > i && strings.Trim(as.op(a-1), "0") == "" || a > i && slices.Contains(landcodes[:], as.op(a-1)) {
					a--
				}
				uit = append(uit, as.vondst(a, b+1, n.wie, SoortTelefoon))
			}
			uit = n.lokaal(as, i, tot, uit)
		}
		i = tot
	}
	return uit
}

var landcodes = [...]string{"31", "031", "0031"}

// lokaal finds, among these runs of digits, the end of the number without what is dialled from elsewhere.
func (n geheimNummer) lokaal(as atomen, i, tot int, uit []Voorstel) []Voorstel {
	for ; i < tot; i++ {
		for j := i + 1; j <= tot; j++ {
			s := as.samen(i, j)
			if len(s) >= len(n.kern) {
				break
			}
			if len(s) >= nummerLokaal && strings.HasSuffix(n.kern, s) {
				uit = append(uit, as.vondst(i, j, n.wie, SoortTelefoon))
			}
		}
	}
	return uit
}

// geheimMail is an e-mail address in words.
type geheimMail struct {
	wie     id.Betrokkene
	woorden []string
}

// mailVulsel is what people write for a sign of an address.
var mailVulsel = map[string]bool{"at": true, "apenstaartje": true, "apenstaart": true, "punt": true, "dot": true,
	"streepje": true}

func (m geheimMail) vind(as atomen, uit []Voorstel) []Voorstel {
	heel := strings.Join(m.woorden, "")
	for i := range as.lijst {
		rest, j := heel, i
		for ; j < len(as.lijst) && rest != ""; j++ {
			if j > i && as.lijst[j].gat > maxGat+2 {
				break
			}
			na, ok := strings.CutPrefix(rest, as.op(j))
			if !ok && (j == i || !mailVulsel[as.op(j)]) {
				break
			}
			if ok {
				rest = na
			}
		}
		if rest == "" {
			uit = append(uit, as.vondst(i, j, m.wie, SoortEmail))
		}
	}
	return uit
}

func (a geheimAdres) gelijk(b geheimAdres) bool {
	return a.wie == b.wie && a.nummer == b.nummer && a.toevoeging == b.toevoeging && a.cijfers == b.cijfers &&
		a.letters == b.letters && slices.Equal(a.plaatsen, b.plaatsen) && slices.Equal(a.straten, b.straten)
}
