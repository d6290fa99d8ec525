package seal

import (
	"crypto/cipher"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
)

const (
	commitmentLen = 32
	keysLabel     = "dossierboek/keys/v1"
)

// content is what a data key becomes for one part. Every data key is used for one part only, so the nonce may be
// derived.
type content struct {
	key        Key
	nonce      [nonceLen]byte
	commitment [commitmentLen]byte
}

func (c *content) wipe() { *c = content{} }

func (c *content) gcm() (cipher.AEAD, error) { return newGCM(&c.key) }

// seal ends a stored form: it appends the commitment, the length of the body and the body to the wraps and what stands
// before them. out has room for it, binding for out. The padded plaintext is encrypted where it stands: no copy of it
// remains.
func (c *content) seal(out, plaintext, binding []byte) ([]byte, error) {
	gcm, err := c.gcm()
	if err != nil {
		return nil, err
	}
	out = append(out, c.commitment[:]...)
	out = binary.BigEndian.AppendUint32(out, uint32(bucket(len(plaintext))))
	padded := pad(out, plaintext)[len(out):]
	return gcm.Seal(out, c.nonce[:], padded, append(binding, out...)), nil
}

// prove derives what a data key opens, and compares the commitment before the key is used for anything else.
func prove(dataKey *Key, binding []byte, f form) (content, error) {
	c := expand(dataKey, binding)
	if subtle.ConstantTimeCompare(c.commitment[:], f.commitment()) != 1 {
		c.wipe()
		return content{}, fmt.Errorf("%w: the commitment fails", ErrTampered)
	}
	return c, nil
}

// open opens the body of the form for which the content was proven. binding has room for its head.
func (c *content) open(f form, binding []byte) ([]byte, error) {
	gcm, err := c.gcm()
	if err != nil {
		return nil, err
	}
	padded, err := gcm.Open(nil, c.nonce[:], f.body(), append(binding, f.head()...))
	if err != nil {
		return nil, fmt.Errorf("%w: the body fails", ErrTampered)
	}
	plaintext, ok := unpad(padded)
	if !ok {
		clear(padded)
		return nil, fmt.Errorf("%w: padding that no seal makes", ErrMalformed)
	}
	return plaintext, nil
}

// expand derives the content key, its nonce and the commitment from the data key: HKDF-Expand of RFC 5869 with
// HMAC-SHA-256. The binding goes in, by its hash, so the commitment is one to the data key and the place together. The
// data key is uniform, so the extract step has nothing to do (RFC 5869, 3.3). Built on mac for the same reasons as the
// tree, and held equal to crypto/hkdf by a test.
func expand(dataKey *Key, binding []byte) (c content) {
	const rounds = (KeySize + nonceLen + commitmentLen + sha256.Size - 1) / sha256.Size
	place := sha256.Sum256(binding)

	// Each round's message: the output of the round before (none in the first), the info, the round's number.
	var message [sha256.Size + len(keysLabel) + sha256.Size + 1]byte
	info := message[sha256.Size:]
	copy(info[copy(info, keysLabel):], place[:])
	var out [rounds * sha256.Size]byte
	var round Key
	for i := range rounds {
		message[len(message)-1] = byte(i + 1)
		from := copy(message[:], round[:])
		if i == 0 {
			mac(&round, dataKey, message[from:])
		} else {
			mac(&round, dataKey, message[:])
		}
		copy(out[i*sha256.Size:], round[:])
	}

	n := copy(c.key[:], out[:])
	n += copy(c.nonce[:], out[n:])
	copy(c.commitment[:], out[n:])
	clear(message[:])
	clear(out[:])
	round.Wipe()
	return c
}
