package domain

// VrijeRegels are the lines in content, other than its texts, in which somebody can write what they like and so
// somebody's name: they have no mentions, so a name in one stays when the person is erased. Who or where somebody is
// does not count: an identiteit and an address are that person's own. Who else may be called does.
func VrijeRegels(i Inhoud) []string {
	var regels []string
	switch i := i.(type) {
	case *Opening:
		regels = []string{i.Organisatie}
	case *Contact:
		if i.Veilig != nil {
			regels = i.Veilig.regels()
		}
	case *Bijlage:
		regels = []string{i.Bron.Instantie, i.Bron.Beroep, i.Bron.Bevoegdheid}
	case *Melding:
		regels = []string{i.Hoedanigheid}
		for _, n := range i.Informanten {
			regels = append(regels, n.Hoedanigheid)
		}
	case *Besluit:
		regels = []string{i.Aan}
	case *Gegeven:
		regels = []string{i.Bron.Instantie, i.Bron.Beroep, i.Bron.Bevoegdheid}
	case *Passage:
		regels = []string{i.Bron.Instantie, i.Bron.Beroep, i.Bron.Bevoegdheid}
	case *Verslag:
		for _, a := range i.Aanwezigen {
			regels = append(regels, a.Functie)
		}
	case *Accordering:
		regels = []string{i.Naam}
	case *Mededeling:
		regels = []string{i.Door}
	case *Informatieverzoek:
		regels = []string{i.Instantie}
	case *Verstrekking:
		regels = []string{i.Ontvanger}
	case *Correctie, *Herschrijving, *Herstel:
		if n := Kern(i); n != nil {
			return VrijeRegels(n)
		}
	}
	var uit []string
	for _, r := range regels {
		if !leeg(r) {
			uit = append(uit, r)
		}
	}
	return uit
}
