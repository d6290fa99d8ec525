package sqlite

import (
	"fmt"
	"strconv"

	"dossierboek/eventstore"
)

// positionDigits is the fixed width of a written position: enough for every int64, so that byte order is log order.
const positionDigits = 16

// position writes a row number as a position; 0 is the zero Position.
func position(row int64) eventstore.Position {
	if row == 0 {
		return ""
	}
	const digits = "0123456789abcdef"
	var b [positionDigits]byte
	for i := positionDigits - 1; i >= 0; i-- {
		b[i] = digits[row&0xf]
		row >>= 4
	}
	return eventstore.Position(b[:])
}

// row reads a position. Only what position writes is taken; anything else is from another store, or was made up.
func row(p eventstore.Position) (int64, error) {
	if p == "" {
		return 0, nil
	}
	if len(p) == positionDigits {
		n, err := strconv.ParseInt(string(p), 16, 64)
		if err == nil && n > 0 && position(n) == p {
			return n, nil
		}
	}
	return 0, fmt.Errorf("%w: it is not one of this store's", eventstore.ErrPosition)
}
