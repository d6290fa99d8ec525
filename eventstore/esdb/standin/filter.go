package standin

import (
	"regexp"
	"strings"

	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
)

// searchWindow is the server's where the client gives none.
const searchWindow = 32

// filter says which events of $all a subscription wants; nil wants all.
type filter struct {
	byKind   bool
	prefixes []string
	regex    *regexp.Regexp
	window   int // events looked at between two decisions about a checkpoint, while catching up
	interval int // events looked at between two checkpoints
}

func newFilter(o *api.ReadReq_Options_FilterOptions) (*filter, error) {
	if o == nil {
		return nil, nil
	}
	f := &filter{window: searchWindow}
	if m, ok := o.GetWindow().(*api.ReadReq_Options_FilterOptions_Max); ok && m.Max > 0 {
		f.window = int(m.Max)
	}
	f.interval = f.window * max(1, int(o.GetCheckpointIntervalMultiplier()))
	e := o.GetStreamIdentifier()
	if o.GetEventType() != nil {
		f.byKind, e = true, o.GetEventType()
	}
	f.prefixes = e.GetPrefix()
	if e.GetRegex() == "" {
		return f, nil
	}
	var err error
	f.regex, err = regexp.Compile(e.GetRegex())
	return f, err
}

func (f *filter) wants(r *record) bool {
	if f == nil {
		return true
	}
	subject := r.stream.name
	if f.byKind {
		subject = r.kind
	}
	if f.regex != nil {
		return f.regex.MatchString(subject)
	}
	for _, p := range f.prefixes {
		if strings.HasPrefix(subject, p) {
			return true
		}
	}
	return false
}
