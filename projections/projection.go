package projections

import (
	"context"
	"fmt"

	"dossierboek/eventstore"
)

// projection is one read model. It is made for one file, and whoever holds that file's slot owns it.
type projection interface {
	// name is stored, and stays what it is.
	name() string
	// version goes up when the rows that apply writes would come out otherwise; files made before are rebuilt.
	version() int
	// wants reports whether an event is for this projection, by its stream and kind; it may not have decoded.
	wants(e *event) bool
	// apply takes an event. It may keep rows in memory until flush.
	apply(ctx context.Context, w *writer, e *event) error
	// flush writes what apply kept.
	flush(w *writer) error
	// reset drops whatever is kept in memory: it may not be what the file has.
	reset()
}

// newProjections are all of them, for one file.
func (p *Projections) newProjections(file string) []projection {
	ix := tokenIndex{indexer: p.o.Indexer, store: p.o.Store, key: file}
	all := []projection{
		newDossiers(),
		&betrokkenen{index: ix.of("betrokkenen"), besluiten: besluiten("betrokkenen")},
		&verstrekkingen{index: ix.of("verstrekkingen"), besluiten: besluiten("verstrekkingen")},
		&vernietigingen{},
		&raadplegingen{},
		&toewijzingen{besluiten: besluiten("toewijzingen")},
		&meldingen{},
		&punten{besluiten: besluiten("punten")},
	}
	if p.others != nil {
		return p.others(all)
	}
	return all
}

// safely applies an event and turns a panic into an error: one event must not take the others down. The error does not
// repeat what the panic said, which may hold anything.
func safely(p projection, ctx context.Context, w *writer, e *event) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic in apply (%T)", r)
		}
	}()
	if e.err != nil {
		return e.err
	}
	return p.apply(ctx, w, e)
}

func safelyFlush(p projection, w *writer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic in flush (%T)", r)
		}
	}()
	return p.flush(w)
}

// after reports whether a position lies beyond another; the byte order of positions is the order of the log.
func after(a, b eventstore.Position) bool { return a > b }
