package ledger

import (
	"encoding/base64"
	"encoding/json"
	"strconv"

	"dossierboek/domain"
)

// codeerEnvelop gives the bytes that json.Marshal gives of an envelope, in one pass: its open part is JSON already and its
// sealed parts are long, and going over them again is a good part of the cost of an append. A test holds the two equal.
func codeerEnvelop(e domain.Envelop) ([]byte, error) {
	n := len(e.Open) + 64
	for _, d := range e.Delen {
		n += base64.StdEncoding.EncodedLen(len(d)) + 3
	}
	b := make([]byte, 0, n)
	b = append(b, `{"schema":`...)
	b = strconv.AppendInt(b, int64(e.Schema), 10)
	b = append(b, `,"open":`...)
	b = append(b, e.Open...)
	for i, d := range e.Delen {
		if i == 0 {
			b = append(b, `,"delen":["`...)
		} else {
			b = append(b, `","`...)
		}
		b = base64.StdEncoding.AppendEncode(b, d)
	}
	if len(e.Delen) > 0 {
		b = append(b, `"]`...)
	}
	if len(e.Koppelingen) > 0 {
		k, err := json.Marshal(e.Koppelingen)
		if err != nil {
			return nil, err
		}
		b = append(append(b, `,"koppelingen":`...), k...)
	}
	return append(b, '}'), nil
}
