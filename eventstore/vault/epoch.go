package vault

import (
	"context"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"time"

	"gocloud.dev/gcerrors"
)

// Epoch is a stretch of time in which one epoch key sealed what was new in the vault.
type Epoch struct {
	Number uint32 // 1, 2, 3, …; never used twice
	Made   time.Time
	// Superseded is when the vault was last seen to hold anything sealed under this epoch, as a later one took its place;
	// zero for the current epoch and while the rotation that replaces it is under way.
	Superseded time.Time
}

type epoch struct {
	Epoch
	wrapped []byte // as in the file
	aead    cipher.AEAD
}

// What a keeper wraps for an epoch: ledger (16 bytes) ‖ number (4, big endian) ‖ key (32). A keeper binds nothing by
// itself, so the ledger and the number travel inside.
const wrappedSize = 16 + 4 + 32

func (r *Ring) newEpoch(ctx context.Context, number uint32, now time.Time) (epoch, error) {
	plain := make([]byte, wrappedSize)
	defer clear(plain)
	copy(plain, r.ledger[:])
	binary.BigEndian.PutUint32(plain[16:], number)
	if _, err := io.ReadFull(r.rand, plain[20:]); err != nil {
		return epoch{}, fmt.Errorf("vault: randomness: %w", err)
	}
	wrapped, err := r.keeper.Encrypt(ctx, plain)
	if err != nil {
		return epoch{}, fmt.Errorf("vault: wrap epoch %d: %w", number, err)
	}
	aead, err := newAEAD(plain[20:])
	if err != nil {
		return epoch{}, err
	}
	return epoch{Epoch: Epoch{Number: number, Made: now.UTC()}, wrapped: wrapped, aead: aead}, nil
}

func (r *Ring) unwrap(ctx context.Context, number uint32, wrapped []byte) (cipher.AEAD, error) {
	plain, err := r.keeper.Decrypt(ctx, wrapped)
	if err != nil {
		switch gcerrors.Code(err) {
		case gcerrors.InvalidArgument, gcerrors.NotFound, gcerrors.Unknown:
			return nil, fmt.Errorf("%w: epoch %d: %w", ErrWrongMasterKey, number, err)
		}
		return nil, fmt.Errorf("vault: the keeper did not unwrap epoch %d: %w", number, err)
	}
	defer clear(plain)
	if len(plain) != wrappedSize || binary.BigEndian.Uint32(plain[16:]) != number ||
		!slices.Equal(plain[:16], r.ledger[:]) {
		return nil, fmt.Errorf("%w: epoch %d of the ring was wrapped as something else", ErrForeign, number)
	}
	return newAEAD(plain[20:])
}
