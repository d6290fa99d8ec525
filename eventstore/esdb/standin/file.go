package standin

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"syscall"
)

// The file is a sequence of entries, each a length and a CRC-32C (both uint32, little endian) and then that many
// bytes: one append or one removal. What follows the last whole entry was being written when the process died.

const (
	entryAppend byte = iota + 1
	entryRemove
)

const entryHead = 8

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// openFile opens the file of a log for appending, gives each whole entry to apply, and cuts a torn tail off. The bytes
// given to apply stay as they are, so that records may point into them.
func openFile(path string, apply func(entry []byte) error) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	// Two clusters in one dir, a mistake of a test, would cut each other's tails.
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("standin: %s is in use: %w", path, err), f.Close())
	}
	whole, err := replay(f, apply)
	if err == nil {
		err = f.Truncate(whole)
	}
	if err == nil {
		_, err = f.Seek(whole, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func replay(f *os.File, apply func(entry []byte) error) (whole int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	all := make([]byte, info.Size())
	if _, err := io.ReadFull(f, all); err != nil {
		return 0, err
	}
	rest := all
	for len(rest) >= entryHead {
		n, sum := int(binary.LittleEndian.Uint32(rest)), binary.LittleEndian.Uint32(rest[4:])
		if n > len(rest)-entryHead {
			break
		}
		entry := rest[entryHead : entryHead+n : entryHead+n]
		if crc32.Checksum(entry, castagnoli) != sum {
			break
		}
		if err := apply(entry); err != nil {
			return 0, fmt.Errorf("standin: entry at byte %d: %w", len(all)-len(rest), err)
		}
		rest = rest[entryHead+n:]
	}
	return int64(len(all) - len(rest)), nil
}

// seal fills in the head for which the first bytes of entry were left free.
func seal(entry []byte) []byte {
	binary.LittleEndian.PutUint32(entry, uint32(len(entry)-entryHead))
	binary.LittleEndian.PutUint32(entry[4:], crc32.Checksum(entry[entryHead:], castagnoli))
	return entry
}

func appendBytes[T string | []byte](to []byte, b T) []byte {
	return append(binary.AppendUvarint(to, uint64(len(b))), b...)
}

// cursor takes an entry apart. The first fault stays in err and everything after it is zero.
type cursor struct {
	rest []byte
	err  error
}

var errEntry = errors.New("the entry ends too early")

func (c *cursor) number() uint64 {
	n, size := binary.Uvarint(c.rest)
	if size <= 0 {
		c.err, c.rest = errEntry, nil
		return 0
	}
	c.rest = c.rest[size:]
	return n
}

func (c *cursor) take(n uint64) []byte {
	if n > uint64(len(c.rest)) {
		c.err, c.rest = errEntry, nil
		return nil
	}
	b := c.rest[:n:n]
	c.rest = c.rest[n:]
	return b
}

func (c *cursor) bytes() []byte { return c.take(c.number()) }
