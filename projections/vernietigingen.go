package projections

import (
	"context"
	"encoding/json"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// vernietigingen is the course of each vernietiging (ZOB-17).
type vernietigingen struct{}

func (*vernietigingen) name() string        { return "vernietigingen" }
func (*vernietigingen) version() int        { return 1 }
func (*vernietigingen) reset()              {}
func (*vernietigingen) flush(*writer) error { return nil }

func (*vernietigingen) wants(e *event) bool {
	if e.source != dossierStream {
		return false
	}
	switch e.kind {
	case domain.SoortVernietigingBesloten, domain.SoortVernietigingGoedgekeurd, domain.SoortVernietigingIngetrokken,
		domain.SoortVernietigingUitgevoerd, domain.SoortBetrokkeneOntkoppeld, domain.SoortOverbrengingVoltooid:
		return true
	}
	return false
}

func (*vernietigingen) apply(_ context.Context, w *writer, e *event) error {
	at := micro(e.at)
	switch f := e.says.(type) {
	case *domain.VernietigingBesloten:
		return decided(w, e, f.Vernietiging, f.Omvang, domain.VernietigingStandBesloten)
	case *domain.BetrokkeneOntkoppeld: // needs no approval by another
		return atOnce(w, e, f.Vernietiging, domain.Omvang{Betrokkene: f.Betrokkene, Onderdeel: f.Onderdeel})
	case *domain.OverbrengingVoltooid: // neither does this
		if f.Afgebroken {
			return nil
		}
		return atOnce(w, e, f.Vernietiging, domain.Omvang{Overbrenging: f.Overbrenging})
	case *domain.VernietigingGoedgekeurd:
		return w.exec("UPDATE vernietiging SET stand = ?, goedgekeurd_op = ?, goedgekeurd_door = ? WHERE id = ?",
			string(domain.VernietigingStandGoedgekeurd), at, e.meta.Wie, blob(f.Vernietiging))
	case *domain.VernietigingIngetrokken:
		return w.exec("UPDATE vernietiging SET stand = ?, ingetrokken_op = ? WHERE id = ?",
			string(domain.VernietigingStandIngetrokken), at, blob(f.Vernietiging))
	case *domain.VernietigingUitgevoerd:
		return w.exec("UPDATE vernietiging SET stand = ?, uitgevoerd_op = ? WHERE id = ?",
			string(domain.VernietigingStandUitgevoerd), at, blob(f.Vernietiging))
	}
	return nil
}

// atOnce is a vernietiging that was decided and approved in one.
func atOnce(w *writer, e *event, v id.Vernietiging, o domain.Omvang) error {
	if err := decided(w, e, v, o, domain.VernietigingStandGoedgekeurd); err != nil {
		return err
	}
	return w.exec("UPDATE vernietiging SET goedgekeurd_op = ?, goedgekeurd_door = ? WHERE id = ?", micro(e.at),
		e.meta.Wie, blob(v))
}

func decided(w *writer, e *event, v id.Vernietiging, o domain.Omvang, s domain.VernietigingStand) error {
	omvang, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return w.exec("INSERT INTO vernietiging (id, dossier, stand, omvang, besloten_op, besloten_door) VALUES (?, ?, ?, "+
		"?, ?, ?)",
		blob(v), blob(e.dossier), string(s), string(omvang), micro(e.at), e.meta.Wie)
}
