package seal

import (
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"

	"github.com/google/uuid"
)

// chunkSealer writes chunks in their order.
type chunkSealer struct {
	dst    io.Writer
	digest hash.Hash
	gcm    cipher.AEAD
	length int64
	next   int64
	buffer []byte // of one chunk, sealed where it stands
}

// newChunkSealer writes the head.
func newChunkSealer(dst io.Writer, key *Key, name uuid.UUID) (*chunkSealer, error) {
	c := fileContent(key, name)
	defer c.wipe()
	gcm, err := c.gcm()
	if err != nil {
		return nil, err
	}
	s := &chunkSealer{dst: dst, digest: sha256.New(), gcm: gcm, buffer: make([]byte, chunkLen, sealedChunk)}
	return s, s.write(append([]byte{fileVersion}, c.commitment[:]...))
}

func (s *chunkSealer) write(b []byte) error {
	s.digest.Write(b) // never fails
	n, err := s.dst.Write(b)
	s.length += int64(n)
	return err
}

// seal cuts src in chunks. A full one is written when it is known whether anything follows: the last is another.
func (s *chunkSealer) seal(src io.Reader) (total int64, err error) {
	ahead := make([]byte, chunkData)
	data := s.buffer[lengthLen:]
	n, err := readUpTo(src, data)
	if err != nil {
		return int64(n), err
	}
	total = int64(n)
	for n == chunkData {
		m, err := readUpTo(src, ahead)
		if err != nil {
			return total, err
		}
		if total+int64(m) > MaxFile {
			return total, ErrFileTooLarge
		}
		if m == 0 {
			break
		}
		if err := s.chunk(chunkData, chunkData, false); err != nil {
			return total, err
		}
		copy(data, ahead[:m])
		n, total = m, total+int64(m)
	}
	return total, s.pad(n, total)
}

// pad writes the chunk that holds the last n bytes of the file, and what its space has beyond them.
func (s *chunkSealer) pad(n int, total int64) error {
	space := fileSpace(total) - s.next*chunkData
	for {
		slot := min(chunkData, space)
		space -= slot
		if err := s.chunk(n, int(slot), space == 0); err != nil || space == 0 {
			return err
		}
		n = 0
	}
}

// chunk seals the first n bytes of the buffer's data in a slot, zeros after them.
func (s *chunkSealer) chunk(n, slot int, last bool) error {
	binary.BigEndian.PutUint32(s.buffer, uint32(n))
	plain := s.buffer[:lengthLen+slot]
	clear(plain[lengthLen+n:])
	nonce := chunkNonce(s.next, last)
	s.next++
	return s.write(s.gcm.Seal(plain[:0], nonce[:], plain, nil))
}

func (s *chunkSealer) done() File {
	f := File{Length: s.length}
	s.digest.Sum(f.Digest[:0])
	return f
}

// readUpTo fills b as far as src goes. The end of src is no error; a source that broke off, and says
// io.ErrUnexpectedEOF, is.
func readUpTo(src io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var m int
		m, err = src.Read(b[n:])
		n += m
	}
	if err == io.EOF { // as it is: one that is wrapped is somebody's fault
		err = nil
	}
	return n, err
}
