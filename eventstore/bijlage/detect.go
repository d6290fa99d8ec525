package bijlage

import (
	"slices"

	"github.com/gabriel-vasile/mimetype"

	"dossierboek/domain"
)

// DetectLen is how many of a file's first bytes are enough to detect its type.
const DetectLen = 64 << 10

func init() {
	mimetype.SetLimit(DetectLen) // else it looks at 3 KiB, and the entry that makes a zip a docx may stand past that
}

// Detect says what a file is by its first bytes, and by nothing else: neither a name nor what a sender says counts. ""
// is a type that dossiers do not take. What looks like text and is more (HTML, SVG, a script) is that, and not text.
func Detect(begin []byte) domain.Mediatype {
	found := mimetype.Detect(begin)
	for _, m := range domain.Mediatypen() {
		if found.Is(string(m)) {
			return m
		}
	}
	if i := slices.IndexFunc(others, func(o other) bool { return found.Is(o.found) }); i >= 0 {
		return others[i].is
	}
	return ""
}

// other is a type that the detector names otherwise.
type other struct {
	found string
	is    domain.Mediatype
}

// others: text in columns is text.
var others = []other{{"audio/x-m4a", "audio/mp4"}, {"text/csv", "text/plain"},
	{"text/tab-separated-values", "text/plain"}, {"image/heic-sequence", "image/heic"},
	{"image/heif-sequence", "image/heif"}}
