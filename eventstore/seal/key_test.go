package seal

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// No way of printing or encoding shows a key's bytes, and none is taken for a value.
func TestKeyNeverShows(t *testing.T) {
	key := Key(bytes.Repeat([]byte{0xab}, KeySize))
	node := Node{Level: 1, Prefix: 2, Key: key}
	walker := NewWalker([]Node{node})
	walker.Derive(LeafAt(node.Span().From))

	type wrapped struct{ Sleutel Key }
	values := map[string]any{
		"key": key, "pointer": &key, "slice": []Key{key}, "map": map[string]Key{"k": key}, "struct": wrapped{key},
		"node": node, "node pointer": &node, "nodes": []Node{node}, "walker": walker, "walker value": *walker,
	}
	var out strings.Builder
	for name, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%o", "%b", "%c", "%U"} {
			out.Reset()
			fmt.Fprintf(&out, verb, v)
			requireHidden(t, name+" "+verb, out.String())
		}
		if _, err := json.Marshal(v); name != "walker" && name != "walker value" && err == nil {
			t.Errorf("%s: JSON takes it", name)
		}
		if err := gob.NewEncoder(&bytes.Buffer{}).Encode(v); err == nil {
			t.Errorf("%s: gob takes it", name)
		}
		// Without the time, whose digits could look like a trace.
		noTime := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}}
		for _, h := range []slog.Handler{slog.NewTextHandler(&out, noTime), slog.NewJSONHandler(&out, noTime)} {
			out.Reset()
			slog.New(h).Info("x", "v", v)
			requireHidden(t, name+" slog", out.String())
		}
	}
	if _, err := json.Marshal(map[Key]int{key: 1}); err == nil {
		t.Error("JSON takes it as a map's key")
	}
	if err := xml.NewEncoder(&bytes.Buffer{}).Encode(key); err == nil {
		t.Error("XML takes it")
	}
	if key.String() != "[sleutel]" || fmt.Sprint(key) != "[sleutel]" || fmt.Sprintf("%x", key) != "[sleutel]" {
		t.Error("a key does not print as [sleutel]")
	}
	key.Wipe()
	if key != (Key{}) {
		t.Error("a wiped key holds bytes")
	}
}

func requireHidden(t *testing.T, what, out string) {
	t.Helper()
	lower := strings.ToLower(out)
	for _, trace := range []string{"abab", "ab ab", "0xab", "171", "253", "10101011", "\xab", "«", "q6ur"} {
		if strings.Contains(lower, trace) {
			t.Errorf("%s shows the key", what)
		}
	}
}
