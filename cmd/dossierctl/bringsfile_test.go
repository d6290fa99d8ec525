package main

import (
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// An export holds the files of what was taken over from another dossier too, and each once, however often it was
// corrected.
func TestExportFetchesWhatWasTakenOver(t *testing.T) {
	seen := &bericht.Inhoud{}
	seen.Bijlage = &bericht.Bijlage{Bestand: &bericht.Bestand{Mediatype: "application/pdf"}}
	over := func(s domain.Soort) bericht.Feit { return bericht.Feit{Overgenomen: &bericht.Overgenomen{Soort: s}} }
	for _, c := range []struct {
		kind    domain.Soort
		feit    bericht.Feit
		content *bericht.Inhoud
		want    bool
	}{
		{domain.SoortBijlageToegevoegd, bericht.Feit{}, seen, true},
		{domain.SoortBijlageToegevoegd, bericht.Feit{}, nil, false},
		{domain.SoortCorrectieToegepast, bericht.Feit{}, seen, false},
		{domain.SoortOnderdeelOvergenomen, over(domain.SoortBijlageToegevoegd), seen, true},
		{domain.SoortOnderdeelOvergenomen, over(domain.SoortBijlageToegevoegd), nil, false},
		{domain.SoortOnderdeelOvergenomen, over(domain.SoortCorrectieToegepast), seen, false},
	} {
		if got := bringsFile(&bericht.Moment{Soort: c.kind, Feit: c.feit, Onderdeel: new(id.Onderdeel),
			Inhoud: c.content}); got != c.want {
			t.Errorf("%s: %v", c.kind, got)
		}
	}
}
