package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"dossierboek/domain/waarde"
)

// maxDiepte bounds how deep JSON may nest.
const maxDiepte = 32

const (
	codeJSON     waarde.Code = "json"
	codeUTF8     waarde.Code = "utf8"
	codeDubbel   waarde.Code = "dubbel"
	codeTeDiep   waarde.Code = "te-diep"
	codeLeeg     waarde.Code = "leeg"
	tekstGeenLos             = "Deze tekst is geen geldige Unicode: er staat een los deel van een teken in."
)

// boom is decoded JSON: map[string]any, []any, string, json.Number, bool or nil.
type boom = any

// ontleedJSON reads exactly one JSON value. It refuses what encoding/json would read its own way: broken UTF-8, lone
// surrogates, a name twice in one object, anything after the value.
func ontleedJSON(ruw []byte) (boom, waarde.Fouten) {
	switch {
	case len(bytes.TrimSpace(ruw)) == 0:
		return nil, waarde.Fouten{waarde.NieuweFout(codeLeeg, "Dit verzoek heeft een inhoud nodig.")}
	case !utf8.Valid(ruw):
		return nil, waarde.Fouten{waarde.NieuweFout(codeUTF8, "De inhoud is geen geldige UTF-8.")}
	case losSurrogaat(ruw):
		return nil, waarde.Fouten{waarde.NieuweFout(codeUTF8, tekstGeenLos)}
	}
	l := jsonLezer{d: jsontext.NewDecoder(bytes.NewBuffer(ruw), jsontext.AllowDuplicateNames(true))}
	b, err := l.waarde(nil)
	if err == nil {
		_, err = l.d.ReadToken()
		if errors.Is(err, io.EOF) {
			return b, l.fouten
		}
	}
	if errors.Is(err, errTeDiep) {
		return nil, waarde.Fouten{waarde.NieuweFout(codeTeDiep, "De inhoud is te diep genest.")}
	}
	return nil, waarde.Fouten{waarde.NieuweFout(codeJSON, "De inhoud is geen geldige JSON.")}
}

var errTeDiep = errors.New("api: JSON nests too deep")

type jsonLezer struct {
	d      *jsontext.Decoder
	fouten waarde.Fouten
}

func (l *jsonLezer) waarde(pad []string) (boom, error) {
	t, err := l.d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch t.Kind() {
	case '"':
		return t.String(), nil
	case '0':
		return json.Number(t.String()), nil
	case 't', 'f':
		return t.Bool(), nil
	case 'n':
		return nil, nil
	}
	if len(pad) >= maxDiepte {
		return nil, errTeDiep
	}
	if t.Kind() == '[' {
		return l.lijst(pad)
	}
	return l.object(pad)
}

func (l *jsonLezer) lijst(pad []string) (boom, error) {
	uit := []any{}
	for l.d.PeekKind() != ']' {
		w, err := l.waarde(append(pad, strconv.Itoa(len(uit))))
		if err != nil {
			return nil, err
		}
		uit = append(uit, w)
	}
	_, err := l.d.ReadToken()
	return uit, err
}

func (l *jsonLezer) object(pad []string) (boom, error) {
	uit := map[string]any{}
	for l.d.PeekKind() != '}' {
		t, err := l.d.ReadToken()
		if err != nil {
			return nil, err
		}
		naam := t.String()
		w, err := l.waarde(append(pad, naam))
		if err != nil {
			return nil, err
		}
		if _, al := uit[naam]; al {
			l.fouten.Voeg(waarde.NieuweFout(codeDubbel, "Dit veld staat er twee keer."),
				append(pad[:len(pad):len(pad)], naam)...)
		}
		uit[naam] = w
	}
	_, err := l.d.ReadToken()
	return uit, err
}

// losSurrogaat finds an escape of half a character, which decoding would silently replace.
func losSurrogaat(ruw []byte) bool {
	for i := 0; i < len(ruw)-1; i++ {
		if ruw[i] != '\\' {
			continue
		}
		if ruw[i+1] != 'u' {
			i++ // an escaped backslash begins no escape
			continue
		}
		switch r := hex4(ruw, i+2); {
		case r >= 0xdc00 && r <= 0xdfff:
			return true
		case r >= 0xd800 && r <= 0xdbff:
			if i+7 >= len(ruw) || ruw[i+6] != '\\' || ruw[i+7] != 'u' {
				return true
			}
			if laag := hex4(ruw, i+8); laag < 0xdc00 || laag > 0xdfff {
				return true
			}
			i += 11
		default:
			i += 5
		}
	}
	return false
}

// hex4 reads four hexadecimal digits, -1 where they are not there: the decoder will refuse that.
func hex4(ruw []byte, van int) int {
	if van+4 > len(ruw) {
		return -1
	}
	n, err := strconv.ParseUint(string(ruw[van:van+4]), 16, 32)
	if err != nil {
		return -1
	}
	return int(n)
}
