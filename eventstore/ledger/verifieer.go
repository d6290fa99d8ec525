package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

// Bevinding is something wrong with the log, and where. It never holds content.
type Bevinding struct {
	Plaats string // stream@revision, or a file
	Wat    string
}

func (b Bevinding) String() string { return b.Plaats + ": " + b.Wat }

// Verificatie is how far a verification came: enough to go on from.
type Verificatie struct {
	Positie     eventstore.Position `json:"positie"` // of the last record looked at
	Records     int64               `json:"records"`
	Dossiers    int64               `json:"dossiers"`
	Delen       int64               `json:"delen"`      // parts that opened
	Vernietigd  int64               `json:"vernietigd"` // parts that are destroyed, with a tombstone
	Concepten   int64               `json:"concepten"`  // drafts looked at
	Bestanden   int64               `json:"bestanden"`  // files of bijlagen that are there and are what was stored
	Bevindingen []Bevinding         `json:"bevindingen,omitempty"`
	Ongenoemd   int64               `json:"ongenoemd,omitempty"` // findings beyond the first thousand
}

// Verifieer re-reads the log from where v stands to its end: revisions without gaps, every event decodes and folds,
// every part opens or has a tombstone, every file of a bijlage is what was stored, positions rise, no id stands twice
// in a stream, times rise, no access fact speaks of a revision that is not there. It fails only where it could not
// read on; what is wrong comes in v. Of each dossier vergelijk, which may be nil, may say what else does not agree
// with its fold; voortgang is called now and then.
func (l *Ledger) Verifieer(ctx context.Context, v *Verificatie,
	vergelijk func(context.Context, *domain.Dossier) []Bevinding, voortgang func(Verificatie)) error {
	begonnen := map[string]bool{} // streams that were looked at from their beginning
	for r, err := range l.Store.ReadAll(ctx, v.Positie) {
		if errors.Is(err, eventstore.ErrBroken) {
			v.vind("logboek na positie "+string(v.Positie), "het logboek is hier niet te lezen: er ontbreekt een gebeurtenis")
			return nil
		}
		if err != nil {
			return err
		}
		verder := *v // becomes v when all of it was looked at, so that who goes on misses nothing
		if r.Position <= v.Positie {
			verder.vind(plaats(r), "de posities lopen niet op")
		}
		verder.Positie = r.Position
		verder.Records++
		if !begonnen[r.Stream] {
			if err := l.verifieerStroom(ctx, &verder, r, vergelijk); err != nil {
				return err
			}
			begonnen[r.Stream] = true
		}
		*v = verder
		if voortgang != nil && v.Records%500 == 0 {
			voortgang(*v)
		}
	}
	if err := l.verifieerWezen(ctx, v); err != nil {
		return err
	}
	if voortgang != nil {
		voortgang(*v)
	}
	return nil
}

func plaats(r eventstore.Record) string { return fmt.Sprintf("%s@%d", r.Stream, r.Revision) }

// maxBevindingen is how many findings are named: whoever lost a whole vault needs no list of every part.
const maxBevindingen = 1000

// Voeg adds a finding of a caller's own, once.
func (v *Verificatie) Voeg(b Bevinding) { v.vind(b.Plaats, b.Wat) }

func (v *Verificatie) vind(waar, wat string) {
	b := Bevinding{waar, wat}
	switch {
	case slices.Contains(v.Bevindingen, b): // seen again by a verification that went on
	case len(v.Bevindingen) == maxBevindingen:
		v.Ongenoemd++
	default:
		v.Bevindingen = append(v.Bevindingen, b)
	}
}

// verifieerStroom looks at a stream as a whole when a record of it passes for the first time, so that memory stays
// flat. Going on where an earlier verification stopped, streams that it began are only asked whether their beginning
// stands.
func (l *Ledger) verifieerStroom(ctx context.Context, v *Verificatie, r eventstore.Record,
	vergelijk func(context.Context, *domain.Dossier) []Bevinding) error {
	if r.Revision == 0 {
		if d, ok := DossierVan(r.Stream); ok {
			return l.verifieerDossier(ctx, v, d, vergelijk)
		}
		return l.verifieerFeiten(ctx, v, r.Stream)
	}
	for eerste, err := range l.Store.ReadStream(ctx, r.Stream, 0) {
		if errors.Is(err, eventstore.ErrBroken) || err == nil && eerste.Revision != 0 {
			v.vind(r.Stream+"@0", "het begin van de stroom ontbreekt")
			return nil
		}
		return err
	}
	return nil
}
