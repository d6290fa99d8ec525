package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"dossierboek/domain"
)

// antwoord is what is answered.
type antwoord struct {
	status   int // 0: the route's
	lichaam  any
	revisie  *uint64 // ETag
	plaats   string  // Location
	link     string  // Link to the next page
	herhaald bool
	stroom   func(io.Writer) error
	soort    string            // media type of the stream; "": the route's
	koppen   map[string]string // of the stream
}

// antwoord writes what came of a request.
func (s *Server) antwoord(w http.ResponseWriter, v *vraag, a *antwoord) {
	h := w.Header()
	if a.revisie != nil {
		h.Set("ETag", `"`+strconv.FormatUint(*a.revisie, 10)+`"`)
	}
	if a.plaats != "" {
		h.Set("Location", a.plaats)
	}
	if a.link != "" {
		h.Set("Link", a.link)
	}
	if a.herhaald {
		h.Set("Idempotency-Replayed", "true")
	}
	status := a.status
	if status == 0 {
		status = v.route.status
	}
	if a.stroom != nil {
		s.stroom(w, v, a, status)
		return
	}
	ruw, err := json.Marshal(a.lichaam)
	if err != nil {
		s.meldFout(w, v, errors.New("api: the answer does not encode"))
		return
	}
	h.Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(ruw, '\n')) // the caller hung up: nothing is left to tell
}

// stroom writes an answer as it comes. What goes wrong before the first byte is answered as anything is; after that
// the status is out, so the connection breaks: a caller must not take a part for the whole.
func (s *Server) stroom(w http.ResponseWriter, v *vraag, a *antwoord, status int) {
	begonnen := &begin{w: w, voor: func() {
		h := w.Header()
		h.Set("Content-Type", cmp.Or(a.soort, v.route.stroom))
		for naam, waarde := range a.koppen {
			h.Set(naam, waarde)
		}
		w.WriteHeader(status)
	}}
	err := a.stroom(begonnen)
	switch {
	case err == nil && !begonnen.ja:
		begonnen.voor()
	case err != nil && !begonnen.ja:
		s.meldFout(w, v, err)
	case err != nil:
		var weigering *domain.Weigering
		if errors.As(err, &weigering) { // no hanging up of the caller's: what is kept here is not what it was
			s.meters.weigert.WithLabelValues(string(weigering.Code)).Inc()
			s.Logger.ErrorContext(v.ctx, "antwoord afgebroken", "verzoek", v.verzoek, "route", v.route.id, "fout", err)
		} else {
			s.Logger.WarnContext(v.ctx, "antwoord afgebroken", "verzoek", v.verzoek, "route", v.route.id, "fout", err)
		}
		panic(http.ErrAbortHandler)
	}
}

// begin does something before the first byte.
type begin struct {
	w    io.Writer
	voor func()
	ja   bool
}

func (b *begin) Write(p []byte) (int, error) {
	if !b.ja {
		b.ja = true
		b.voor()
	}
	return b.w.Write(p)
}
