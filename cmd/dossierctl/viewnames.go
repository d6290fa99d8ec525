package main

import (
	"fmt"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

func (v *viewPage) references(which []id.Onderdeel) []string {
	refs := make([]string, len(which))
	for i, o := range which {
		refs[i] = v.reference(o)
	}
	return refs
}

// reference names an onderdeel elsewhere on the page.
func (v *viewPage) reference(which id.Onderdeel) string {
	o := v.parts[which]
	if o == nil {
		return "onderdeel " + tail(which.String())
	}
	if n := v.place(o); n > 0 {
		return fmt.Sprintf("passage %d van het verslag van revisie %d (revisie %d)", n, v.parts[*o.Verslag].Revisie,
			o.Revisie)
	}
	return fmt.Sprintf("%s (revisie %d)", v.theirs(o), o.Revisie)
}

// theirs is what an onderdeel is, and whose where it is somebody's own.
func (v *viewPage) theirs(o *bericht.Onderdeel) string {
	if (o.Soort == domain.InhoudIdentiteit || o.Soort == domain.InhoudContact) && len(o.Over) > 0 {
		return theKind(o.Soort) + " van " + v.names.all(o.Over)
	}
	return theKind(o.Soort)
}
