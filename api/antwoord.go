package api

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
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
		h.Set("Content-Type", v.route.stroom)
		w.WriteHeader(status)
		if err := a.stroom(w); err != nil {
			// The status is out, so the connection breaks: a caller must not take a part for the whole.
			s.Logger.WarnContext(v.ctx, "uitvoer afgebroken", "verzoek", v.verzoek, "fout", err)
			panic(http.ErrAbortHandler)
		}
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
