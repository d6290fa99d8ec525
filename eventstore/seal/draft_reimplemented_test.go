package seal_test

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"
)

// The stored drafts open by what the package comment says, with none of the package's code.
func TestDraftReimplemented(t *testing.T) {
	raw, err := os.ReadFile("testdata/drafts.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Concept, Dossier, Onderdeel, Owner, Kind string
		Version                                  uint64
		Holders                                  []holderRoot
		Plaintext, Sealed                        string
	}
	if err := json.Unmarshal(raw, &vectors); err != nil || len(vectors) == 0 {
		t.Fatalf("%d vectors: %v", len(vectors), err)
	}
	for i, v := range vectors {
		s := unhex(v.Sealed)
		n := int(s[1])
		if s[0] != 1 || n != len(v.Holders) {
			t.Fatalf("draft %d: version %d, %d wraps", i, s[0], n)
		}
		binding := join([]byte("dossierboek/draft/v1"), unhex(v.Concept), unhex(v.Dossier), unhex(v.Onderdeel),
			number(8, v.Version), number(2, uint64(len(v.Owner))), []byte(v.Owner), number(2, uint64(len(v.Kind))),
			[]byte(v.Kind))
		salt, commitment := s[2:34], s[34+76*n:66+76*n]
		dataKey := make([]byte, 32)
		for w := range n {
			stored := s[34+76*w : 34+76*(w+1)]
			var root []byte
			for _, h := range v.Holders {
				if hex.EncodeToString(unhex(h.ID)) == hex.EncodeToString(stored[:16]) {
					root = unhex(h.Root)
				}
			}
			leafKey := nodeKey(root, 8, 1<<32-256)
			extract := hmac.New(sha256.New, salt)
			extract.Write(leafKey)
			key, err := hkdf.Expand(sha256.New, extract.Sum(nil), "dossierboek/draft-wrap/v1"+string(stored[:16]), 32)
			if err != nil {
				t.Fatal(err)
			}
			share, err := gcmOpen(key, stored[16:28], stored[28:],
				join(binding, []byte{4}, commitment, stored[:16], number(4, 1<<32-256)))
			if err != nil {
				t.Fatalf("draft %d: wrap %d: %v", i, w, err)
			}
			for b := range share {
				dataKey[b] ^= share[b]
			}
		}
		place := sha256.Sum256(binding)
		keys, err := hkdf.Expand(sha256.New, dataKey, "dossierboek/keys/v1"+string(place[:]), 76)
		if err != nil {
			t.Fatal(err)
		}
		if hex.EncodeToString(keys[44:]) != hex.EncodeToString(commitment) {
			t.Fatalf("draft %d: another commitment", i)
		}
		head := 70 + 76*n
		if b := binary.BigEndian.Uint32(s[head-4:]); len(s) != head+int(b)+16 {
			t.Fatalf("draft %d: %d bytes", i, len(s))
		}
		padded, err := gcmOpen(keys[:32], keys[32:44], s[head:], join(binding, s[:head]))
		if err != nil {
			t.Fatalf("draft %d: %v", i, err)
		}
		if got := padded[4 : 4+binary.BigEndian.Uint32(padded)]; hex.EncodeToString(got) != v.Plaintext {
			t.Errorf("draft %d: another plaintext", i)
		}
	}
}
