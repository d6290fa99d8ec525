package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
)

const (
	commitmentLen = 32
	keysLabel     = "dossierboek/keys/v1"
)

// content is what a data key becomes for one part. Every data key is used for one part only, so the nonce may be derived.
type content struct {
	key        Key
	nonce      [nonceLen]byte
	commitment [commitmentLen]byte
}

func (c *content) wipe() { *c = content{} }

// expand derives the content key, its nonce and the commitment from the data key. The binding goes in, so the commitment
// is one to the data key and the place together. The data key is uniform, so HKDF's extract step has nothing to do
// (RFC 5869, 3.3).
func expand(dataKey *Key, binding []byte) (c content, err error) {
	info := make([]byte, 0, len(keysLabel)+len(binding))
	info = append(append(info, keysLabel...), binding...)
	out, err := hkdf.Expand(sha256.New, dataKey[:], string(info), KeySize+nonceLen+commitmentLen)
	if err != nil {
		return content{}, fmt.Errorf("seal: %w", err)
	}
	n := copy(c.key[:], out)
	n += copy(c.nonce[:], out[n:])
	copy(c.commitment[:], out[n:])
	clear(out)
	return c, nil
}

func (c *content) gcm() (cipher.AEAD, error) { return newGCM(&c.key) }
