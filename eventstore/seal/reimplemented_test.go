// This file holds a second implementation of the format, written from the package comment. It imports nothing of this
// module, so it proves that the comment says enough and that the vectors mean what it says.
package seal_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

type leaf struct{ Revision, Part uint32 }

func (l leaf) index() uint32 { return l.Revision*256 + l.Part }

type holderRoot struct{ ID, Root string }

type vector struct {
	Tree []struct {
		Root string
		Leaf leaf
		Key  string
	}
	Punctures []struct {
		Root  string
		Spans []struct{ From, To uint64 }
		Kept  []struct {
			Level  int
			Prefix uint64
			Key    string
		}
	}
	Parts []struct {
		Stream, Event, Name, Kind string
		Schema                    uint32
		Policy                    byte
		At                        leaf
		Holders                   []holderRoot
		Plaintext, Sealed         string
		Extra                     *struct {
			Holder holderRoot
			At     leaf
			Stored string
		}
	}
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
	if err != nil {
		panic(err)
	}
	return b
}

func childKey(key []byte, level, i byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte("dossierboek/tree/v1"))
	h.Write([]byte{level, i})
	return h.Sum(nil)
}

// nodeKey walks down to the node with this prefix.
func nodeKey(root []byte, level int, prefix uint64) []byte {
	key := root
	for n := 1; n <= level; n++ {
		key = childKey(key, byte(n), byte(prefix>>(4*(level-n)))&15)
	}
	return key
}

func gcmOpen(key, nonce, sealed, ad []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return gcm.Open(nil, nonce, sealed, ad)
}

func number(width int, n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n)[8-width:] }

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestReimplemented(t *testing.T) {
	raw, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vector
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	for i, c := range v.Tree {
		if got := nodeKey(unhex(c.Root), 8, uint64(c.Leaf.index())); hex.EncodeToString(got) != c.Key {
			t.Errorf("tree %d: another key", i)
		}
	}
	for i, c := range v.Punctures {
		// Level by level from the definition, then held against the kept nodes: same places, same keys, same order.
		var kept []string
		var walk func(level int, prefix uint64)
		walk = func(level int, prefix uint64) {
			width := uint64(1) << (32 - 4*level)
			from, to := prefix*width, prefix*width+width-1
			meets := false
			for _, s := range c.Spans {
				if s.From <= from && to <= s.To {
					return
				}
				meets = meets || s.From <= to && from <= s.To
			}
			if !meets {
				kept = append(kept, fmt.Sprint(level, prefix, hex.EncodeToString(nodeKey(unhex(c.Root), level, prefix))))
				return
			}
			for child := range uint64(16) {
				walk(level+1, 16*prefix+child)
			}
		}
		walk(0, 0)
		var stored []string
		for _, n := range c.Kept {
			stored = append(stored, fmt.Sprint(n.Level, n.Prefix, n.Key))
		}
		if strings.Join(kept, "\n") != strings.Join(stored, "\n") {
			t.Errorf("puncture %d: other nodes", i)
		}
	}
	for i, c := range v.Parts {
		sealed := unhex(c.Sealed)
		binding := join([]byte("dossierboek/part/v1"), []byte{c.Policy, byte(c.At.Part)}, unhex(c.Event),
			number(4, uint64(c.Schema)), number(2, uint64(len(c.Stream))), []byte(c.Stream), number(2, uint64(len(c.Name))),
			[]byte(c.Name), number(2, uint64(len(c.Kind))), []byte(c.Kind))
		n, m := int(sealed[2]), int(sealed[3])
		if !bytes.Equal(sealed[:4], []byte{1, c.Policy, byte(len(c.Holders)), byte(len(c.Name))}) ||
			string(sealed[4:4+m]) != c.Name {
			t.Fatalf("part %d: the beginning", i)
		}
		commitment := sealed[4+m+76*n : 36+m+76*n]
		b := int(binary.BigEndian.Uint32(sealed[36+m+76*n:]))
		body := sealed[40+m+76*n:]
		if len(body) != b+16 {
			t.Fatalf("part %d: the length", i)
		}

		unwrap := func(sealedKey, nonce []byte, what byte, h holderRoot, at leaf) []byte {
			key := nodeKey(unhex(h.Root), 8, uint64(at.index()))
			secret, err := gcmOpen(key, nonce, sealedKey,
				join(binding, []byte{what}, commitment, unhex(h.ID), number(4, uint64(at.index()))))
			if err != nil {
				t.Fatalf("part %d: a wrap: %v", i, err)
			}
			return secret
		}
		open := func(dataKey []byte) {
			place := sha256.Sum256(binding)
			okm, err := hkdf.Expand(sha256.New, dataKey, "dossierboek/keys/v1"+string(place[:]), 76)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(okm[44:], commitment) {
				t.Fatalf("part %d: the commitment", i)
			}
			padded, err := gcmOpen(okm[:32], okm[32:44], body, join(binding, sealed[:40+m+76*n]))
			if err != nil {
				t.Fatalf("part %d: the body: %v", i, err)
			}
			plaintext := unhex(c.Plaintext)
			if !bytes.Equal(padded, join(number(4, uint64(len(plaintext))), plaintext, make([]byte, b-4-len(plaintext)))) {
				t.Fatalf("part %d: the plaintext or its padding", i)
			}
		}

		all := make([]byte, 32)
		var before []byte
		opened := 0
		for w := range n {
			wrap := sealed[4+m+76*w : 4+m+76*(w+1)]
			if bytes.Compare(before, wrap[:16]) >= 0 {
				t.Fatalf("part %d: the order of the wraps", i)
			}
			before = wrap[:16]
			for _, h := range c.Holders {
				if bytes.Equal(unhex(h.ID), wrap[:16]) {
					opened++
					secret := unwrap(wrap[28:], wrap[16:28], c.Policy, h, c.At)
					if c.Policy == 1 {
						open(secret)
					}
					for j := range all {
						all[j] ^= secret[j]
					}
				}
			}
		}
		if opened != n {
			t.Fatalf("part %d: %d of %d wraps have a known holder", i, opened, n)
		}
		if c.Policy == 2 {
			open(all)
		}
		if e := c.Extra; e != nil {
			stored := unhex(e.Stored)
			if !bytes.Equal(stored[:21], join([]byte{1}, unhex(e.Holder.ID), number(4, uint64(e.At.index())))) ||
				len(stored) != 81 {
				t.Fatalf("part %d: the extra wrap", i)
			}
			open(unwrap(stored[33:], stored[21:33], 3, e.Holder, e.At))
		}
	}
}
