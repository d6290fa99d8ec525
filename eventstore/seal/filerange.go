package seal

import (
	"fmt"
	"io"

	"github.com/google/uuid"
)

// OpenFileRange writes length bytes of a sealed file to dst, from offset on, each piece after its tag was checked.
// total is how long the whole file is: a range beyond it is ErrInvalid. read opens a part of the sealed form; only the
// chunks that hold the range are read. So it does not see whether the rest is what was stored: [OpenFile] does. What
// it writes was sealed under this key and name, and stood in this place. n is how much was written.
//
// Errors: ErrTampered (also where src ends too early), ErrMalformed, ErrInvalid, those of read, its source and dst as
// they came.
func OpenFileRange(
	dst io.Writer, read func(offset, length int64) (io.ReadCloser, error), key *Key, name uuid.UUID, want File, total,
	offset, length int64,
) (n int64, err error) {
	space, chunks, ok := fileShape(want.Length)
	if !ok || fileSpace(total) != space {
		return 0, fmt.Errorf("%w: no sealed file of %d bytes is %d bytes long", ErrMalformed, total, want.Length)
	}
	if offset < 0 || length <= 0 || offset > total-length {
		return 0, fmt.Errorf("%w: not a range of the file", ErrInvalid)
	}
	o := chunkOpener{}
	if err := o.withKey(key, name); err != nil {
		return 0, err
	}
	first, last := offset/chunkData, (offset+length-1)/chunkData
	slot := func(i int64) int64 { return min(chunkData, space-i*chunkData) }
	src, err := read(fileHeadLen+first*sealedChunk, (last-first)*sealedChunk+lengthLen+slot(last)+tagLen)
	if err != nil {
		return 0, err
	}
	defer func() { _ = src.Close() }() // only read
	o.src = src
	buffer := make([]byte, sealedChunk)
	for i := first; i <= last; i++ {
		data, err := o.data(buffer[:lengthLen+slot(i)+tagLen], i, i == chunks-1)
		if err != nil {
			return n, err
		}
		begin := i * chunkData
		if int64(len(data)) != min(slot(i), total-begin) {
			return n, fmt.Errorf("%w: chunk %d of the file is of another length", ErrTampered, i)
		}
		m, err := dst.Write(data[max(offset-begin, 0):min(offset+length-begin, int64(len(data)))])
		n += int64(m)
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
