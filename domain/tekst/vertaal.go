package tekst

import (
	"slices"

	"dossierboek/domain/id"
)

// Vertaald is the same template with its mentions those of others.
func (s Sjabloon) Vertaald(naar func(id.Betrokkene) id.Betrokkene) Sjabloon {
	in := s.inhoud()
	if len(in.wie) == 0 {
		return s
	}
	in.wie = slices.Clone(in.wie)
	for i, b := range in.wie {
		in.wie[i] = naar(b)
	}
	return Sjabloon{&in}
}

// Vertaald is the same reading with its mentions those of others.
func (l Lezing) Vertaald(naar func(id.Betrokkene) id.Betrokkene) Lezing {
	in := l.inhoud()
	in.stukken, in.niet = slices.Clone(in.stukken), slices.Clone(in.niet)
	for i, st := range in.stukken {
		if st.IsVermelding() && !st.Wie.IsZero() {
			in.stukken[i].Wie = naar(st.Wie)
		}
	}
	for i, m := range in.niet {
		in.niet[i].Wie = naar(m.Wie)
	}
	return Lezing{&in}
}
