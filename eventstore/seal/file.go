package seal

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"math/bits"

	"github.com/google/uuid"
)

const (
	// MaxFile is the most that one sealed file holds, in bytes: 1 TiB.
	MaxFile = 1 << 40

	fileVersion = 1
	fileLabel   = "dossierboek/file/v1"
	fileHeadLen = 1 + commitmentLen

	chunkLen     = 1 << 16              // of a chunk before sealing
	chunkData    = chunkLen - lengthLen // bytes of the file in a full chunk
	sealedChunk  = chunkLen + tagLen
	minFileSpace = 4096 // what the smallest file takes, before chunks are cut of it
)

// File is what a sealed file is known by besides its key and name. Neither says anything of what is in it but about
// how long that is.
type File struct {
	Length int64             // of the sealed form, in bytes
	Digest [sha256.Size]byte // SHA-256 of the sealed form
}

// ErrFileTooLarge: there is more to seal than MaxFile.
var ErrFileTooLarge = errors.New("seal: the file is too large")

// SealFile reads src to its end and writes its sealed form to dst, under a fresh key that it draws from rand and
// returns: a key seals one file, ever. name is the file's id, to which it is sealed. n is how much was read. It holds
// some chunks in memory, whatever the length.
//
// Errors: those of src, dst and rand as they came, ErrInvalid (no name), ErrFileTooLarge past MaxFile. What was
// written by then does not open.
func SealFile(dst io.Writer, src io.Reader, rand io.Reader, name uuid.UUID) (f File, key Key, n int64, err error) {
	if name == uuid.Nil {
		return File{}, Key{}, 0, fmt.Errorf("%w: no name", ErrInvalid)
	}
	if _, err := io.ReadFull(rand, key[:]); err != nil {
		return File{}, Key{}, 0, fmt.Errorf("seal: no randomness for a file: %w", err)
	}
	s, err := newChunkSealer(dst, &key, name)
	if err != nil {
		return File{}, Key{}, 0, err
	}
	if n, err = s.seal(src); err != nil {
		key.Wipe()
		return File{}, Key{}, n, err
	}
	return s.done(), key, n, nil
}

// OpenFile reads a sealed file from src and writes what was sealed to dst, each chunk after its tag was checked. The
// last bytes of it are written only when the whole sealed form was read, ended where it must, and is what want says:
// so what is cut off, longer, or anything else than was stored never comes out whole. n is how much was written.
//
// Errors: ErrTampered (also where src ends too early), ErrMalformed, those of src and dst as they came.
func OpenFile(dst io.Writer, src io.Reader, key *Key, name uuid.UUID, want File) (n int64, err error) {
	space, chunks, ok := fileShape(want.Length)
	if !ok {
		return 0, fmt.Errorf("%w: no sealed file is %d bytes long", ErrMalformed, want.Length)
	}
	o := chunkOpener{dst: dst, digest: sha256.New(), last: make([]byte, 0, chunkData)}
	o.src = io.TeeReader(src, o.digest)
	if err := o.begin(key, name); err != nil {
		return 0, err
	}
	buffer := make([]byte, sealedChunk)
	for i := range chunks {
		slot := min(chunkData, space-i*chunkData)
		if err := o.chunk(buffer[:lengthLen+slot+tagLen], i, i == chunks-1); err != nil {
			return o.n, err
		}
	}
	return o.n, o.end(want, space)
}

// fileSpace is the space of a file of n bytes: at least minFileSpace, rounded up by Padmé as a part is.
func fileSpace(n int64) int64 {
	n = max(n, minFileSpace)
	exponent := bits.Len64(uint64(n)) - 1
	mask := int64(1)<<(exponent-bits.Len(uint(exponent))) - 1
	return (n + mask) &^ mask
}

// fileShape is how a sealed form of this length is built: its space, and how many chunks that is cut in.
func fileShape(length int64) (space, chunks int64, ok bool) {
	body := length - fileHeadLen
	if body <= 0 || body > 2*MaxFile {
		return 0, 0, false
	}
	chunks = (body + sealedChunk - 1) / sealedChunk
	space = body - chunks*(lengthLen+tagLen)
	return space, chunks, space > (chunks-1)*chunkData && fileSpace(space) == space
}

// fileContent is what the file key becomes. The derived nonce is of no use: each chunk has its own.
func fileContent(key *Key, name uuid.UUID) content {
	return expand(key, append([]byte(fileLabel), name[:]...))
}

// chunkNonce says which chunk it is, and whether it is the last.
func chunkNonce(i int64, last bool) (nonce [nonceLen]byte) {
	if last {
		nonce[0] = 1
	}
	binary.BigEndian.PutUint64(nonce[nonceLen-8:], uint64(i))
	return nonce
}

// chunkOpener opens chunks in their order.
type chunkOpener struct {
	dst    io.Writer
	src    io.Reader
	digest hash.Hash
	open   func(buffer []byte, nonce [nonceLen]byte) ([]byte, error)
	last   []byte // data that was opened and not written yet
	n      int64  // written
	total  int64  // opened
	ended  bool   // a chunk was not full: no data may follow
}

// read fills b. A file that ends before it was cut off; a source that broke off says so in words of its own.
func (o *chunkOpener) read(b []byte) error {
	_, err := io.ReadFull(o.src, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("%w: the file is cut off", ErrTampered)
	}
	return err
}

func (o *chunkOpener) begin(key *Key, name uuid.UUID) error {
	var head [fileHeadLen]byte
	if err := o.read(head[:]); err != nil {
		return err
	}
	if head[0] != fileVersion {
		return fmt.Errorf("%w: version %d of a file", ErrMalformed, head[0])
	}
	c := fileContent(key, name)
	defer c.wipe()
	if subtle.ConstantTimeCompare(head[1:], c.commitment[:]) != 1 {
		return fmt.Errorf("%w: the commitment of the file", ErrTampered)
	}
	return o.withKey(key, name)
}

// withKey makes what opens chunks.
func (o *chunkOpener) withKey(key *Key, name uuid.UUID) error {
	c := fileContent(key, name)
	defer c.wipe()
	gcm, err := c.gcm()
	if err != nil {
		return err
	}
	o.open = func(buffer []byte, nonce [nonceLen]byte) ([]byte, error) {
		return gcm.Open(buffer[:0], nonce[:], buffer, nil)
	}
	return nil
}

// data reads and opens one chunk, and gives what of the file is in it.
func (o *chunkOpener) data(buffer []byte, i int64, last bool) ([]byte, error) {
	if err := o.read(buffer); err != nil {
		return nil, err
	}
	plain, err := o.open(buffer, chunkNonce(i, last))
	if err != nil {
		return nil, fmt.Errorf("%w: chunk %d of the file", ErrTampered, i)
	}
	data := plain[lengthLen:]
	n := int64(binary.BigEndian.Uint32(plain))
	if n > int64(len(data)) || o.ended && n > 0 || !allZero(data[n:]) {
		return nil, fmt.Errorf("%w: chunk %d of the file is not padded as it must be", ErrTampered, i)
	}
	o.ended = o.ended || n < int64(len(data))
	return data[:n], nil
}

// chunk opens one chunk, and writes the data of the one before it.
func (o *chunkOpener) chunk(buffer []byte, i int64, last bool) error {
	data, err := o.data(buffer, i, last)
	if err != nil || len(data) == 0 {
		return err
	}
	o.total += int64(len(data))
	if err := o.flush(); err != nil {
		return err
	}
	o.last = append(o.last[:0], data...)
	return nil
}

// flush writes the data that were held back.
func (o *chunkOpener) flush() error {
	n, err := o.dst.Write(o.last)
	o.n += int64(n)
	return err
}

// end checks that the file is whole and nothing follows, and then writes the last of it.
func (o *chunkOpener) end(want File, space int64) error {
	var more [1]byte
	switch _, err := io.ReadFull(o.src, more[:]); {
	case err == nil:
		return fmt.Errorf("%w: the file is longer than it was", ErrTampered)
	case !errors.Is(err, io.EOF):
		return err
	case fileSpace(o.total) != space:
		return fmt.Errorf("%w: the file is padded to another length", ErrTampered)
	case subtle.ConstantTimeCompare(o.digest.Sum(nil), want.Digest[:]) != 1:
		return fmt.Errorf("%w: the digest of the file", ErrTampered)
	}
	return o.flush()
}

func allZero(b []byte) bool {
	var or byte
	for _, x := range b {
		or |= x
	}
	return or == 0
}
