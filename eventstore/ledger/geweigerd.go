package ledger

import (
	"context"

	"dossierboek/domain"
)

// geweigerd records a refusal that says something of access or of what exists, and gives it.
func (l *Ledger) geweigerd(ctx context.Context, s *staat, o Schrijfopdracht, w *domain.Weigering) error {
	var err error
	switch {
	case !s.dossier.Bestaat && w.Code == domain.CodeOnbekend:
		err = l.onbekend(ctx, o.Grant, o.Dossier, o.Verzoek)
	case geenToegang(w.Code):
		err = l.feitVanWeigering(ctx, o.Grant, o.Dossier, w, o.Verzoek)
	}
	if err != nil {
		return err
	}
	return w
}

// geenToegang reports whether a refusal is one of access: it rests on who asks, not on what is asked or on the
// dossier. So it is that of who would approve the own besluit (ZOB-17.4b), also where the role allows approving.
func geenToegang(c domain.Code) bool {
	return c == domain.CodeGeenToegang || c == domain.CodeGeheimhouding || c == domain.CodeZelfdePersoon
}
