package api

import (
	"math"
	"net/http"
	"strconv"
	"strings"

	"dossierboek/domain"
)

// A file can be had in part, as a player asks that jumps to a place in a recording: Range, RFC 9110 §14. Every part
// that is asked for is a reading.

// codeBereik: the part that was asked for does not lie in the file.
const codeBereik domain.Code = "bereik"

// bereik is a part of a file, in bytes.
type bereik struct{ vanaf, lengte int64 }

// bereikVan reads which part of a file of so many bytes is asked for. nil is all of it: so are more parts than one,
// and what is no Range at all, as the RFC allows. If-Range asks for a part only where the file is still the one that
// the asker has; it names no version that is known here, so that asks for all.
func bereikVan(r *http.Request, omvang int64) (*bereik, error) {
	vraag, ok := strings.CutPrefix(r.Header.Get("Range"), "bytes=")
	if !ok || len(r.Header.Values("Range")) > 1 || r.Header.Get("If-Range") != "" {
		return nil, nil
	}
	van, tot, ok := strings.Cut(strings.TrimSpace(vraag), "-")
	if !ok || van == "" && tot == "" || !cijfers(van) || !cijfers(tot) {
		return nil, nil
	}
	begin, eind := getal(van, 0), getal(tot, omvang-1)
	if van == "" { // the last so many
		begin, eind = omvang-min(eind, omvang), omvang-1
	} else if tot != "" && eind < begin {
		return nil, nil // it ends before it begins
	}
	if begin >= omvang {
		return nil, domain.Weiger(codeBereik, "Zo lang is het bestand niet.")
	}
	return &bereik{begin, min(eind, omvang-1) - begin + 1}, nil
}

func cijfers(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// getal is the number that s says: anders where it says none, and the greatest where it says more than fits.
func getal(s string, anders int64) int64 {
	if s == "" {
		return anders
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return math.MaxInt64
	}
	return n
}

// kop is Content-Range.
func (b bereik) kop(omvang int64) string {
	f := strconv.FormatInt
	return "bytes " + f(b.vanaf, 10) + "-" + f(b.vanaf+b.lengte-1, 10) + "/" + f(omvang, 10)
}
