package domain

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strconv"
)

// Envelop is the stored form of an event's data: its schema, its open part, and its sealed parts as opaque bytes, in
// the order of their numbers. Koppelingen are later wraps of earlier parts, for a person added to them.
type Envelop struct {
	Schema      int               `json:"schema"`
	Open        json.RawMessage   `json:"open"`
	Delen       [][]byte          `json:"delen,omitempty"`
	Koppelingen []KoppelingZegels `json:"koppelingen,omitempty"`
}

// KoppelingZegels is a wrap of part Deel of revision Revisie for one more holder.
type KoppelingZegels struct {
	Revisie uint64 `json:"revisie"`
	Deel    uint8  `json:"deel"`
	Zegel   []byte `json:"zegel"`
}

// The pieces of a written envelope, in order.
const (
	envelopSchema      = `{"schema":`
	envelopOpen        = `,"open":`
	envelopDelen       = `,"delen":["`
	envelopKoppelingen = `,"koppelingen":`
)

// CodeerEnvelop gives the bytes that json.Marshal gives of an envelope, in one pass: its open part is JSON already and
// its sealed parts are long, and going over them again is a good part of the cost of an append. A test holds the two
// equal.
func CodeerEnvelop(e Envelop) ([]byte, error) {
	n := len(e.Open) + 64
	for _, d := range e.Delen {
		n += base64.StdEncoding.EncodedLen(len(d)) + 3
	}
	b := make([]byte, 0, n)
	b = append(b, envelopSchema...)
	b = strconv.AppendInt(b, int64(e.Schema), 10)
	b = append(append(b, envelopOpen...), e.Open...)
	for i, d := range e.Delen {
		if i == 0 {
			b = append(b, envelopDelen...)
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
		b = append(append(b, envelopKoppelingen...), k...)
	}
	return append(b, '}'), nil
}

// decodeerEnvelop reads an envelope. One as CodeerEnvelop writes it is taken apart at its pieces, since a JSON decoder
// would go over the sealed parts several times; all else goes to strikt. Whether the open part is JSON shows when it
// is decoded.
func decodeerEnvelop(data []byte) (Envelop, error) {
	if e, ok := geschrevenEnvelop(data); ok {
		return e, nil
	}
	var e Envelop
	err := striktObject(data, &e)
	return e, err
}

// geschrevenEnvelop takes an envelope without koppelingen apart, if it is written as CodeerEnvelop does. Its open part
// lies in data.
func geschrevenEnvelop(data []byte) (e Envelop, ok bool) {
	rest, ok := bytes.CutPrefix(data, []byte(envelopSchema))
	if !ok {
		return Envelop{}, false
	}
	getal, rest, ok := bytes.Cut(rest, []byte(envelopOpen))
	if !ok {
		return Envelop{}, false
	}
	if e.Schema, ok = geschrevenGetal(getal); !ok {
		return Envelop{}, false
	}
	n := eindeObject(rest)
	if n == 0 {
		return Envelop{}, false
	}
	e.Open, rest = json.RawMessage(rest[:n:n]), rest[n:]
	if string(rest) == "}" {
		return e, true
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(envelopDelen)); !ok {
		return Envelop{}, false
	}
	for {
		n := bytes.IndexByte(rest, '"')
		if n < 0 {
			return Envelop{}, false
		}
		// The decoder passes over line ends, which JSON does not have in a string.
		deel, err := base64.StdEncoding.AppendDecode(nil, rest[:n])
		if err != nil || bytes.IndexByte(rest[:n], '\n') >= 0 || bytes.IndexByte(rest[:n], '\r') >= 0 {
			return Envelop{}, false
		}
		if deel == nil {
			deel = []byte{}
		}
		e.Delen, rest = append(e.Delen, deel), rest[n:]
		if string(rest) == `"]}` {
			return e, true
		}
		if rest, ok = bytes.CutPrefix(rest, []byte(`","`)); !ok {
			return Envelop{}, false
		}
	}
}

// geschrevenGetal reads a schema as it is written: from 1, a few digits, no leading zero.
func geschrevenGetal(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 || b[0] == '0' {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// eindeObject is where the JSON object that b begins with ends; 0 where none does.
func eindeObject(b []byte) int {
	diep, tekst := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case tekst && c == '\\':
			i++
		case c == '"':
			tekst = !tekst
		case tekst:
		case c == '{':
			diep++
		case c == '}':
			if diep--; diep == 0 {
				return i + 1
			}
		}
		if diep == 0 {
			return 0
		}
	}
	return 0
}
