package seal

import "crypto/sha256"

// maxMessage is the longest message that mac takes. The longest that it is given is a round of expand's, 84 bytes.
const maxMessage = 96

// mac is HMAC-SHA-256 (RFC 2104) of a short message. It exists beside crypto/hmac because all derivation lives on it:
// this one works on the stack, so deriving allocates nothing, takes half the time, and leaves no padded keys on the
// heap where nobody can wipe them. A test holds it equal to crypto/hmac.
func mac(out, key *Key, message []byte) {
	const block = sha256.BlockSize
	var inner [block + maxMessage]byte
	var outer [block + sha256.Size]byte
	for i := range block {
		inner[i], outer[i] = 0x36, 0x5c
	}
	for i, b := range key {
		inner[i] ^= b
		outer[i] ^= b
	}
	n := copy(inner[block:], message)
	digest := sha256.Sum256(inner[:block+n])
	copy(outer[block:], digest[:])
	*out = sha256.Sum256(outer[:])
	clear(inner[:])
	clear(outer[:])
	clear(digest[:])
}
