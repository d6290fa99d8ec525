package api

import (
	"slices"
	"strconv"
	"strings"
)

// JSON pointers (RFC 6901), by which faults name fields of the request.

// segmenten splits a pointer.
func segmenten(wijzer string) []string {
	if wijzer == "" {
		return nil
	}
	delen := strings.Split(strings.TrimPrefix(wijzer, "/"), "/")
	for i, d := range delen {
		delen[i] = strings.ReplaceAll(strings.ReplaceAll(d, "~1", "/"), "~0", "~")
	}
	return delen
}

// alsWijzer joins names to a pointer.
func alsWijzer(delen []string) string {
	var b strings.Builder
	for _, d := range delen {
		b.WriteByte('/')
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll(d, "~", "~0"), "/", "~1"))
	}
	return b.String()
}

// knip splits the last name off.
func knip(wijzer string) (voor, laatste string) {
	i := strings.LastIndexByte(wijzer, '/')
	if i < 0 {
		return "", wijzer
	}
	return wijzer[:i], wijzer[i+1:]
}

// zoekIn follows a pointer.
func zoekIn(b boom, delen []string) (boom, bool) {
	for _, d := range delen {
		switch w := b.(type) {
		case map[string]any:
			v, ok := w[d]
			if !ok {
				return nil, false
			}
			b = v
		case []any:
			i, err := strconv.Atoi(d)
			if err != nil || i < 0 || i >= len(w) {
				return nil, false
			}
			b = w[i]
		default:
			return nil, false
		}
	}
	return b, true
}

// wijstIn gives the longest part of a pointer that stands in the request, or is a member that is missing from an
// object that does.
func wijstIn(b boom, delen []string) []string {
	for n := len(delen); n > 0; n-- {
		ouder, ok := zoekIn(b, delen[:n-1])
		if !ok {
			continue
		}
		if _, ok := zoekIn(ouder, delen[n-1:n]); ok {
			return delen[:n]
		}
		if _, ok := ouder.(map[string]any); ok {
			return delen[:n]
		}
	}
	return nil
}

// naarInvoer turns a path within the domain's own types into a pointer into the request. The two differ in two places:
// the request has no object "opening", and a new wording stands under the name of its kind.
func naarInvoer(b boom, wijzer string) string {
	delen := segmenten(wijzer)
	if _, ok := zoekIn(b, delen); ok {
		return wijzer
	}
	if len(delen) > 0 && delen[0] == "opening" {
		delen = delen[1:]
	}
	return alsWijzer(wijstIn(b, metSoort(b, delen)))
}

// metSoort puts the name of the kind behind "nieuw".
func metSoort(b boom, delen []string) []string {
	i := slices.Index(delen, "nieuw")
	if i < 0 {
		return delen
	}
	soort, ok := enige(b, delen[:i+1])
	if !ok || i+1 < len(delen) && delen[i+1] == soort {
		return delen
	}
	return slices.Insert(slices.Clone(delen), i+1, soort)
}

// enige is the one name in an object.
func enige(b boom, delen []string) (string, bool) {
	w, ok := zoekIn(b, delen)
	o, isObject := w.(map[string]any)
	if !ok || !isObject || len(o) != 1 {
		return "", false
	}
	for naam := range o {
		return naam, true
	}
	return "", false
}

// verwant reports whether one pointer lies within the other.
func verwant(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}
