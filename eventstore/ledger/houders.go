package ledger

import (
	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// houders are all who hold a key to any part of an event, as its wraps say: those it was sealed to, and those who got
// a later wrap that stands in it. An approval asks it so that nothing that was sealed is forgotten. What does not
// parse has no holders; it opens to nobody, and verify reports it.
func (z *lezing) houders(revisie uint64) []id.Houder {
	if revisie >= uint64(len(z.events)) {
		return nil
	}
	var uit []id.Houder
	for _, deel := range z.events[revisie].delen {
		if p, err := seal.Parse(deel); err == nil {
			uit = append(uit, p.Holders()...)
		}
	}
	for _, wraps := range z.extra {
		for _, w := range wraps {
			if uint64(w.At().Revision) == revisie {
				uit = append(uit, w.Houder())
			}
		}
	}
	return uit
}
