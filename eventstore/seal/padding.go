package seal

import (
	"encoding/binary"
	"math/bits"
)

const (
	// MaxPlaintext is the most that one part holds, in bytes: 16 MiB. What is longer is cut into parts first.
	MaxPlaintext = 1 << 24

	minBucket = 128
	lengthLen = 4 // of the length that stands before the plaintext
)

// bucket is the padded length of a plaintext: that of its length prefix and itself, at least 128, rounded up by Padmé
// (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019). Past 128
// bytes the padding is at most 12 percent and the length tells O(log log n) bits.
func bucket(plaintext int) int {
	n := max(plaintext+lengthLen, minBucket)
	exponent := bits.Len(uint(n)) - 1
	mask := 1<<(exponent-bits.Len(uint(exponent))) - 1
	return (n + mask) &^ mask
}

// isBucket reports whether a padded length is one that bucket returns for a plaintext that may be sealed.
func isBucket(padded uint32) bool {
	return padded >= minBucket && padded <= uint32(bucket(MaxPlaintext)) && bucket(int(padded)-lengthLen) == int(padded)
}

// pad appends the length, the plaintext and the zeros up to its bucket.
func pad(out, plaintext []byte) []byte {
	end := len(out) + bucket(len(plaintext))
	out = binary.BigEndian.AppendUint32(out, uint32(len(plaintext)))
	out = append(out, plaintext...)
	zeros := len(out)
	out = out[:end]
	clear(out[zeros:])
	return out
}

// unpad returns the plaintext within a padded one, or false where no seal of this package padded it so.
func unpad(padded []byte) ([]byte, bool) {
	if len(padded) < minBucket {
		return nil, false
	}
	n := binary.BigEndian.Uint32(padded)
	if n > MaxPlaintext || bucket(int(n)) != len(padded) {
		return nil, false
	}
	end := lengthLen + int(n)
	for _, b := range padded[end:] {
		if b != 0 {
			return nil, false
		}
	}
	return padded[lengthLen:end:end], true
}
