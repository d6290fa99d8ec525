package api

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"dossierboek/domain"
)

// leverbaar refuses a caller who accepts nothing that this API gives: JSON, JSON lines, files, or (metrics) plain
// text.
func leverbaar(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if accept := r.Header.Values("Accept"); len(accept) > 0 && r.URL.Path != padMetrics &&
			!aanvaardt(strings.Join(accept, ","), leverbaarOp(r.URL.Path)...) {
			weiger(w, r, codeAccept, "Deze API antwoordt in JSON. Vraag application/json, bij een uitvoer application/jsonl, "+
				"of bij een bijlage haar mediatype.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// leverbaarOp are the media types that a path can be answered with.
func leverbaarOp(pad string) []string {
	typen := []string{"application/json", "application/jsonl"}
	if strings.HasSuffix(pad, "/inhoud") {
		typen = append(typen, "application/octet-stream")
		for _, m := range domain.Mediatypen() {
			typen = append(typen, string(m))
		}
	}
	return typen
}

// aanvaardt reports whether an Accept header takes one of the types.
func aanvaardt(accept string, typen ...string) bool {
	if strings.TrimSpace(accept) == "" {
		return true
	}
	for deel := range strings.SplitSeq(accept, ",") {
		bereik, par, err := mime.ParseMediaType(deel)
		if err != nil {
			continue
		}
		if q, ok := par["q"]; ok {
			if f, err := strconv.ParseFloat(q, 64); err != nil || f <= 0 {
				continue
			}
		}
		for _, t := range typen {
			soort, _, _ := strings.Cut(t, "/")
			if bereik == "*/*" || bereik == soort+"/*" || bereik == t {
				return true
			}
		}
	}
	return false
}

// isJSON reports whether a body calls itself JSON in UTF-8.
func isJSON(contentType string) bool {
	t, par, err := mime.ParseMediaType(contentType)
	if err != nil || t != "application/json" {
		return false
	}
	tekenset, ok := par["charset"]
	return !ok || strings.EqualFold(tekenset, "utf-8")
}
