package ledger

import (
	"context"
	"errors"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// TestWachtOpBeurt: a store that is out of reach holds up who is at it, and those behind only for as long as they want
// to wait: writers of the same dossier, and those whose refusal goes to the stream of the month.
func TestWachtOpBeurt(t *testing.T) {
	for naam, soort := range map[string]domain.Soort{"dossier": domain.SoortGegevenVastgelegd,
		"maand": toegang.SoortOnbekend} {
		t.Run(naam, func(t *testing.T) {
			o, gr := metGrillig(t)
			g := o.opentGezin()
			vraag := func(ctx context.Context) error {
				if naam == "maand" {
					d := nieuwD()
					_, err := o.Bekijk(ctx, o.Beslis(medewerker, domain.HandelingRaadplegen, d, "onderzoek"), d, Momenten{}, "v-1")
					return err
				}
				opdracht := o.legt(g, "tekst")
				_, err := o.Schrijf(ctx, Schrijfopdracht{Grant: o.Beslis(medewerker, opdracht.Handeling(), g.dossier, "onderzoek"),
					Dossier: g.dossier, Opdracht: opdracht})
				return err
			}
			bezig, verder := make(chan struct{}), make(chan struct{})
			gr.zet(func(p poging) (eventstore.Appended, error) {
				if p.is(soort) {
					close(bezig)
					<-verder
					gr.zet(nil)
				}
				return p.door()
			})
			eerste := make(chan error, 1)
			go func() { eerste <- vraag(context.Background()) }()
			<-bezig
			ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer stop()
			if err := vraag(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("the second heard: %v", err)
			}
			close(verder)
			<-eerste
		})
	}
}
