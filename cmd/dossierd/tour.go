package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"dossierboek/cmd/dutch"
	"dossierboek/projections"
)

// demoTokenLife is how long the tokens of the demo last: a working day.
const demoTokenLife = 12 * time.Hour

// printTour prints lines to paste that work as they stand, for the first dossier there is, and for the next if there
// is one.
func (o *parts) printTour(ctx context.Context, out io.Writer, p *paths, url string) error {
	if err := o.catchUp(ctx); err != nil {
		return err
	}
	page, err := o.projections.Dossiers(ctx, projections.DossierFilter{}, "", 100)
	if err != nil {
		return err
	}
	slices.SortFunc(page.Items, func(a, b projections.DossierRegel) int { return a.GeopendOp.Compare(b.GeopendOp) })
	if len(page.Items) == 0 {
		fmt.Fprintln(out, "Dit logboek heeft nog geen dossier; er valt nog niets te tonen.")
		return nil
	}
	worker, err := o.token(p, caseworker, demoTokenLife)
	if err != nil {
		return err
	}
	supervisor, err := o.token(p, inspector, demoTokenLife)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, `
Dossierboek luistert op %[1]s. Plak in een ander venster, in deze map (tokens gelden %[5]s):

export DOSSIERBOEK_SERVER=%[1]s
export DOSSIERBOEK_TOKEN=%[3]s
export INSPECTEUR=%[4]s
export DOSSIER=%[2]s

# Het dossier zoals het nu is, en de gang van de zaak zoals die was
bin/dossierctl view $DOSSIER
bin/dossierctl replay $DOSSIER

# Wat is er veranderd sinds de opening, door wie en waarom
bin/dossierctl diff $DOSSIER --sinds %[6]s

# Zoeken op hoe een naam klinkt
bin/dossierctl search --klank Versonnen

# Hetzelfde over HTTP
curl -s -H "Authorization: Bearer $DOSSIERBOEK_TOKEN" $DOSSIERBOEK_SERVER/v1/dossiers/$DOSSIER
curl -s -H "Authorization: Bearer $DOSSIERBOEK_TOKEN" -H 'Content-Type: application/json' -d '{"klank":"Versonnen"}' $DOSSIERBOEK_SERVER/v1/betrokkenen/_zoek

# Iets vastleggen
curl -s -H "Authorization: Bearer $DOSSIERBOEK_TOKEN" -H 'Content-Type: application/json' -H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" \
  -d '{"rubriek":"stappen","soort":"contactmoment","aard":"feit","bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Telefonisch gesproken over de logeerweekenden."}}' \
  $DOSSIERBOEK_SERVER/v1/dossiers/$DOSSIER/gegevens

# Wie heeft dit dossier gelezen (als inspecteur)
curl -s -H "Authorization: Bearer $INSPECTEUR" $DOSSIERBOEK_SERVER/v1/dossiers/$DOSSIER/raadplegingen

# De beschrijving van de API, gezondheid, en stoppen met Ctrl-C
curl -s $DOSSIERBOEK_SERVER/v1/openapi.json | head -c 400; echo
curl -s $DOSSIERBOEK_SERVER/gezondheid

`, url, page.Items[0].ID, worker, supervisor, dutch.Duration(demoTokenLife), page.Items[0].GeopendOp.UTC().Format(time.RFC3339Nano))
	if len(page.Items) == 1 {
		return nil
	}
	return o.printWeek(out, p, page.Items[1])
}

// printWeek prints lines about a caseworker's day, for the dossier of the demo's week.
func (o *parts) printWeek(out io.Writer, p *paths, d projections.DossierRegel) error {
	leader, err := o.token(p, teamLeader, demoTokenLife)
	if err != nil {
		return err
	}
	night := d.GeopendOp.Add(2 * 24 * time.Hour) // the mother has not called yet
	fmt.Fprintf(out, `# De week van een medewerker: een melding in de nacht, en wat ervan kwam
export WEEK=%[1]s
export TEAMLEIDER=%[2]s

bin/dossierctl replay $WEEK
bin/dossierctl view $WEEK                                        # waar de moeder is: vraag de teamleider
DOSSIERBOEK_TOKEN=$TEAMLEIDER bin/dossierctl view $WEEK          # de teamleider ziet het wel
bin/dossierctl view $WEEK --beschikbaar-op %[3]s   # wat er bekend was voor de moeder belde
bin/dossierctl agenda                                            # wat er nog moet gebeuren, en voor wanneer
bin/dossierctl concepten                                         # wat nog niet is vastgelegd
DOSSIERBOEK_TOKEN=$TEAMLEIDER bin/dossierctl concepten $DOSSIER  # een teamleider ziet ook die van anderen
BRIEF=$(bin/dossierctl attach $DOSSIER README.md --naam "Een brief" --soort brief)
bin/dossierctl fetch $DOSSIER $BRIEF -o $(mktemp -d)/brief.txt
DOSSIERBOEK_TOKEN=$INSPECTEUR bin/dossierctl raadplegingen $WEEK # wie dit las, u inbegrepen

`, d.ID, leader, night.UTC().Truncate(time.Second).Format(time.RFC3339))
	return nil
}
