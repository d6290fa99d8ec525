package esdb

import (
	"fmt"
	"math"
	"strconv"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

// positionDigits is the width of a written position: two halves of fixed width, so that byte order is log order.
const positionDigits = 32

// start is the place before the first record.
var start client.Position

// inLog says whether an event can stand there. The server counts in signed 64 bits and sends the largest unsigned
// number for "none", which is also what its false checkpoint has.
func inLog(p client.Position) bool { return p.Commit <= math.MaxInt64 && p.Prepare <= p.Commit }

// valid says whether a record can: at 0 stands an event of the server's own.
func valid(p client.Position) bool { return p.Commit != 0 && inLog(p) }

// before compares places by commit position, then by prepare position.
func before(a, b client.Position) bool {
	return a.Commit < b.Commit || a.Commit == b.Commit && a.Prepare < b.Prepare
}

// written gives a place as a position; the start is the zero Position.
func written(p client.Position) eventstore.Position {
	if p == start {
		return ""
	}
	var b [positionDigits]byte
	hex(b[:positionDigits/2], p.Commit)
	hex(b[positionDigits/2:], p.Prepare)
	return eventstore.Position(b[:])
}

func hex(b []byte, n uint64) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = "0123456789abcdef"[n&0xf]
		n >>= 4
	}
}

// parsed reads a position. Only what written writes is taken; anything else is from another store, or was made up.
func parsed(p eventstore.Position) (client.Position, error) {
	if p == "" {
		return start, nil
	}
	if len(p) == positionDigits {
		commit, err1 := strconv.ParseUint(string(p[:positionDigits/2]), 16, 64)
		prepare, err2 := strconv.ParseUint(string(p[positionDigits/2:]), 16, 64)
		at := client.Position{Commit: commit, Prepare: prepare}
		if err1 == nil && err2 == nil && valid(at) && written(at) == p {
			return at, nil
		}
	}
	return start, fmt.Errorf("%w: it is not one of this store's", eventstore.ErrPosition)
}
