package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// verifieerFeiten reads a stream of access facts or of the organisation.
func (l *Ledger) verifieerFeiten(ctx context.Context, v *Verificatie, stroom string) error {
	var kop uint64
	var bekend bool
	d, toegangVan := strings.CutPrefix(stroom, voorToegang)
	if toegangVan {
		var err error
		kop, bekend, err = l.Store.Head(ctx, voorDossier+d)
		if err != nil && !errors.Is(err, eventstore.ErrBroken) { // what is broken there is named where the dossier passes
			return err
		}
		if err == nil && !bekend {
			v.vind(stroom, "er zijn raadplegingen van een dossier dat niet in het logboek staat")
		}
	}
	var volgende uint64
	for r, err := range l.Store.ReadStream(ctx, stroom, 0) {
		if errors.Is(err, eventstore.ErrBroken) {
			v.vind(fmt.Sprintf("%s@%d", stroom, volgende), "hier ontbreekt een gebeurtenis, of haar revisie staat er twee keer")
			return nil
		}
		if err != nil {
			return err
		}
		volgende = r.Revision + 1
		if r.Kind == soortIngericht {
			continue
		}
		if r.Kind == soortVerlies {
			if _, err := ontleedVerlies(r); err != nil {
				v.vind(plaats(r), "dit aanvaarde verlies is niet te ontleden")
			}
			continue
		}
		if isTelling(r) {
			if err := controleerTelling(r); err != nil {
				v.vind(plaats(r), "deze telling is niet te ontleden, of is niet wat een telling vaststelt")
			}
			continue
		}
		f, err := ontleedFeit(r)
		if err != nil {
			v.vind(plaats(r), "dit toegangsfeit is niet te ontleden")
			continue
		}
		if f.Soort == toegang.SoortGezocht {
			if err := l.verifieerZoek(ctx, v, r); err != nil {
				return err
			}
		}
		if bekend && f.Geraadpleegd != nil && f.Geraadpleegd.Revisie > kop {
			v.vind(plaats(r), fmt.Sprintf("er is revisie %d gelezen van een dossier dat nu maar tot %d loopt: het einde "+
				"ontbreekt", f.Geraadpleegd.Revisie, kop))
		}
	}
	return nil
}

// verifieerZoek opens what a search showed.
func (l *Ledger) verifieerZoek(ctx context.Context, v *Verificatie, r eventstore.Record) error {
	var e domain.Envelop
	if err := json.Unmarshal(r.Data, &e); err != nil || len(e.Delen) != 1 {
		v.vind(plaats(r), "deze zoekvraag heeft niet precies één verzegeld deel")
		return nil
	}
	blad, err := seal.LeafOf(r.Revision, 0)
	if err != nil {
		v.vind(plaats(r), "het deel staat buiten de sleutelboom")
		return nil
	}
	p, err := seal.Parse(e.Delen[0])
	if err != nil {
		v.vind(plaats(r)+" deel 0", "het verzegelde deel is beschadigd")
		return nil
	}
	b := zoekBinding(r.Stream, r.ID)
	b.Name = p.Name()
	return l.verifieerDeel(ctx, v, plaats(r)+" deel 0",
		gesloten{Part: p, binding: b, blad: blad, sleutels: l.Kluis.Keys(ctx)})
}
