package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/google/uuid"
)

var fileName = uuid.MustParse("8d1f6f0e-3c39-4f0e-9a51-6b1f0c7d2e10")

// sealedFile is a file of n bytes, sealed.
type sealedFile struct {
	plain, stored []byte
	key           Key
	File
}

func sealFile(t testing.TB, n int) sealedFile {
	t.Helper()
	source := rand.NewChaCha8([32]byte{byte(n), byte(n >> 8), byte(n >> 16)})
	s := sealedFile{plain: make([]byte, n)}
	_, _ = source.Read(s.plain)
	var out bytes.Buffer
	f, key, read, err := SealFile(&out, bytes.NewReader(s.plain), source, fileName)
	if err != nil || read != int64(n) {
		t.Fatalf("%d bytes: read %d, %v", n, read, err)
	}
	s.stored, s.key, s.File = out.Bytes(), key, f
	if f.Length != int64(out.Len()) || f.Digest != sha256.Sum256(s.stored) {
		t.Fatalf("%d bytes: the file is not what is said of it", n)
	}
	return s
}

func (s sealedFile) open(stored []byte, want File) ([]byte, error) {
	var out bytes.Buffer
	n, err := OpenFile(&out, bytes.NewReader(stored), &s.key, fileName, want)
	if n != int64(out.Len()) {
		return nil, errors.New("it says that it wrote another number of bytes")
	}
	return out.Bytes(), err
}

// told is what a forger would say of other bytes: that they are what was stored.
func told(stored []byte) File {
	return File{Length: int64(len(stored)), Digest: sha256.Sum256(stored)}
}

func fileSizes() []int {
	return []int{0, 1, 4095, 4096, 4097, chunkData - 1, chunkData, chunkData + 1, 2 * chunkData, 2*chunkData + 1,
		5*chunkData + 7, 40 * chunkData, 1 << 20}
}

func TestFileThereAndBack(t *testing.T) {
	for _, n := range fileSizes() {
		s := sealFile(t, n)
		got, err := s.open(s.stored, s.File)
		if err != nil || !bytes.Equal(got, s.plain) {
			t.Errorf("%d bytes do not come back: %v", n, err)
		}
		if len(s.stored) > 5000 && float64(len(s.stored)) > 1.13*float64(n) {
			t.Errorf("%d bytes take %d", n, len(s.stored))
		}
		// A reader and a store that give a byte or half of it at a time change nothing.
		if n < 3*chunkData {
			var out bytes.Buffer
			f, key, _, err := SealFile(&out, iotest.OneByteReader(bytes.NewReader(s.plain)), bytes.NewReader(s.key[:]),
				fileName)
			if err != nil || f != s.File || key != s.key || !bytes.Equal(out.Bytes(), s.stored) {
				t.Errorf("%d bytes: read by the byte they seal otherwise: %v", n, err)
			}
			out.Reset()
			if _, err := OpenFile(&out, iotest.HalfReader(bytes.NewReader(s.stored)), &s.key, fileName, s.File); err != nil ||
				!bytes.Equal(out.Bytes(), s.plain) {
				t.Errorf("%d bytes: read by halves they do not open: %v", n, err)
			}
		}
	}
}

// Files of about one length cannot be told apart by it.
func TestFileLengthTellsLittle(t *testing.T) {
	lengths := map[int]bool{}
	for n := 0; n < 1<<20; n += 997 {
		length := int64(fileHeadLen)
		for space := fileSpace(int64(n)); space > 0; space -= chunkData {
			length += lengthLen + tagLen + min(space, chunkData)
		}
		if _, _, ok := fileShape(length); !ok {
			t.Fatalf("%d bytes have a shape that is none", n)
		}
		lengths[int(length)] = true
	}
	if len(lengths) > 200 {
		t.Errorf("files of up to 1 MiB have %d lengths", len(lengths))
	}
}

// Cut off, lengthened, reordered, swapped, extended, or under another key or name: no such file comes out whole, and
// what comes out is only ever a beginning of what was sealed.
func TestFileTampered(t *testing.T) {
	const n = 5*chunkData + 100
	s := sealFile(t, n)
	other := sealFile(t, n+1)
	chunk := func(i int) []byte { return s.stored[fileHeadLen+i*sealedChunk : fileHeadLen+(i+1)*sealedChunk] }
	build := func(pieces ...[]byte) []byte {
		return slices.Concat(append([][]byte{s.stored[:fileHeadLen]}, pieces...)...)
	}
	tail := s.stored[fileHeadLen+5*sealedChunk:]
	flip := func(at int) []byte {
		b := slices.Clone(s.stored)
		b[at] ^= 1
		return b
	}
	cases := map[string][]byte{
		"empty":                {},
		"head alone":           s.stored[:fileHeadLen],
		"cut in a chunk":       s.stored[:len(s.stored)-1],
		"cut at a chunk":       s.stored[:fileHeadLen+3*sealedChunk],
		"first chunk gone":     build(chunk(1), chunk(2), chunk(3), chunk(4), tail),
		"two chunks swapped":   build(chunk(1), chunk(0), chunk(2), chunk(3), chunk(4), tail),
		"a chunk twice":        build(chunk(0), chunk(0), chunk(2), chunk(3), chunk(4), tail),
		"the last chunk twice": append(slices.Clone(s.stored), tail...),
		"a byte more":          append(slices.Clone(s.stored), 0),
		"a chunk of another file": build(chunk(0), other.stored[fileHeadLen+sealedChunk:fileHeadLen+2*sealedChunk],
			chunk(2), chunk(3), chunk(4), tail),
		"another file's head":      slices.Concat(other.stored[:fileHeadLen], s.stored[fileHeadLen:]),
		"another file":             other.stored,
		"another version":          append([]byte{2}, s.stored[1:]...),
		"a bit of the commitment":  flip(7),
		"a bit of the first chunk": flip(fileHeadLen + 9),
		"a bit of the last chunk":  flip(len(s.stored) - 20),
		"a bit of the last tag":    flip(len(s.stored) - 1),
	}
	for name, stored := range cases {
		for _, want := range []File{s.File, told(stored)} {
			got, err := s.open(stored, want)
			if !errors.Is(err, ErrTampered) && !errors.Is(err, ErrMalformed) {
				t.Errorf("%s: %v", name, err)
			}
			if len(got) >= n || !bytes.HasPrefix(s.plain, got) {
				t.Errorf("%s: %d bytes came out", name, len(got))
			}
		}
	}
	for name, want := range map[string]File{"length": {s.Length + 1, s.Digest}, "digest": {s.Length, [32]byte{1}},
		"nothing": {}} {
		if got, err := s.open(s.stored, want); err == nil || len(got) >= n {
			t.Errorf("with another %s it opens", name)
		}
	}
	var out bytes.Buffer
	for name, try := range map[string]func() (int64, error){
		"key":  func() (int64, error) { return OpenFile(&out, bytes.NewReader(s.stored), &other.key, fileName, s.File) },
		"name": func() (int64, error) { return OpenFile(&out, bytes.NewReader(s.stored), &s.key, uuid.New(), s.File) },
	} {
		if _, err := try(); !errors.Is(err, ErrTampered) || out.Len() > 0 {
			t.Errorf("under another %s: %v", name, err)
		}
	}
}

// The last bytes come only after everything was checked, also where the padding takes chunks of its own.
func TestFileHoldsItsEndBack(t *testing.T) {
	s := sealFile(t, 197*chunkData+5)
	stored := slices.Clone(s.stored)
	stored[len(stored)-1] ^= 1
	got, err := s.open(stored, told(stored))
	if !errors.Is(err, ErrTampered) || len(got) != 197*chunkData {
		t.Errorf("%d bytes came out, %v", len(got), err)
	}
}

// What src, dst and rand say is what the caller hears; a source that breaks off has no end.
func TestFileErrorsOfOthers(t *testing.T) {
	fault := errors.New("the disk says no")
	s := sealFile(t, 3*chunkData)
	plain := bytes.NewReader(s.plain)
	for name, try := range map[string]func() error{
		"src": func() error {
			_, _, _, err := SealFile(io.Discard, io.MultiReader(plain, iotest.ErrReader(fault)), rand.NewChaCha8([32]byte{}),
				fileName)
			return err
		},
		"dst": func() error {
			_, _, _, err := SealFile(brokenWriter{fault}, bytes.NewReader(s.plain), rand.NewChaCha8([32]byte{}), fileName)
			return err
		},
		"rand": func() error {
			_, _, _, err := SealFile(io.Discard, plain, iotest.ErrReader(fault), fileName)
			return err
		},
		"sealed": func() error {
			_, err := OpenFile(io.Discard, io.MultiReader(bytes.NewReader(s.stored[:sealedChunk]), iotest.ErrReader(fault)),
				&s.key, fileName, s.File)
			return err
		},
		"opened": func() error {
			_, err := OpenFile(brokenWriter{fault}, bytes.NewReader(s.stored), &s.key, fileName, s.File)
			return err
		},
	} {
		if err := try(); !errors.Is(err, fault) || errors.Is(err, ErrTampered) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, at := range []int{0, 10, chunkData, chunkData + 10} {
		cut := io.MultiReader(bytes.NewReader(s.plain[:at]), iotest.ErrReader(io.ErrUnexpectedEOF))
		if _, _, _, err := SealFile(io.Discard, cut, rand.NewChaCha8([32]byte{}), fileName); !errors.Is(err,
			io.ErrUnexpectedEOF) {
			t.Errorf("cut off at %d: %v", at, err)
		}
	}
	if _, _, _, err := SealFile(io.Discard, plain, rand.NewChaCha8([32]byte{}), uuid.Nil); !errors.Is(err, ErrInvalid) {
		t.Errorf("without a name: %v", err)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

const fileVectorsFile = "testdata/files.json"

// fileVector is a sealed file: what it holds is byte i = i mod 251.
type fileVector struct {
	Name   uuid.UUID `json:"name"`
	Key    octets    `json:"key"`
	Plain  int       `json:"plain"`  // bytes
	Length int64     `json:"length"` // of the sealed form
	Digest octets    `json:"digest"` // SHA-256 of it
	Head   octets    `json:"head"`   // its first 64 bytes
}

func counted(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i % 251)
	}
	return b
}

// Files must open for as long as there are logs: the vectors are made once and stay.
func TestFileVectors(t *testing.T) {
	raw, err := os.ReadFile(fileVectorsFile)
	if errors.Is(err, os.ErrNotExist) && *makeVectors {
		raw = newFileVectors(t)
	} else if err != nil {
		t.Fatal(err)
	}
	var vs []fileVector
	if err := json.Unmarshal(raw, &vs); err != nil || len(vs) < 4 {
		t.Fatalf("%d vectors, %v", len(vs), err)
	}
	for _, v := range vs {
		var out bytes.Buffer
		f, _, _, err := SealFile(&out, bytes.NewReader(counted(v.Plain)), bytes.NewReader(v.Key), v.Name)
		if err != nil || f.Length != v.Length || !bytes.Equal(f.Digest[:], v.Digest) ||
			!bytes.HasPrefix(out.Bytes(), v.Head) {
			t.Errorf("%d bytes seal otherwise: %v", v.Plain, err)
		}
		if got, err := reimplementedOpen(out.Bytes(), v.Key, v.Name); err != nil || !bytes.Equal(got, counted(v.Plain)) {
			t.Errorf("%d bytes do not open by the package comment: %v", v.Plain, err)
		}
	}
}

func newFileVectors(t *testing.T) []byte {
	source := rand.NewChaCha8([32]byte{'f', 'i', 'l', 'e'})
	var vs []fileVector
	for _, n := range []int{0, 1, 65_532, 65_533, 1_000_000} {
		v := fileVector{Name: uuid.NewSHA1(uuid.NameSpaceOID, []byte{byte(n)}), Key: make(octets, KeySize), Plain: n}
		_, _ = source.Read(v.Key)
		var out bytes.Buffer
		f, _, _, err := SealFile(&out, bytes.NewReader(counted(n)), bytes.NewReader(v.Key), v.Name)
		if err != nil {
			t.Fatal(err)
		}
		v.Length, v.Digest, v.Head = f.Length, f.Digest[:], out.Bytes()[:64]
		vs = append(vs, v)
	}
	raw, err := json.MarshalIndent(vs, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fileVectorsFile, append(raw, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	return raw
}

// reimplementedOpen opens a file by the package comment alone; it shares nothing with this package.
func reimplementedOpen(stored, fileKey []byte, name uuid.UUID) ([]byte, error) {
	if len(stored) < 33 || stored[0] != 1 {
		return nil, errors.New("no head")
	}
	place := sha256.Sum256(append([]byte("dossierboek/file/v1"), name[:]...))
	derived, err := hkdf.Expand(sha256.New, fileKey, "dossierboek/keys/v1"+string(place[:]), 76)
	if err != nil || !bytes.Equal(derived[44:], stored[1:33]) {
		return nil, errors.New("commitment")
	}
	block, err := aes.NewCipher(derived[:32])
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	var data []byte
	for i, rest := uint64(0), stored[33:]; len(rest) > 0; i++ {
		chunk := rest[:min(len(rest), 65_552)]
		rest = rest[len(chunk):]
		nonce := make([]byte, 12)
		if len(rest) == 0 {
			nonce[0] = 1
		}
		binary.BigEndian.PutUint64(nonce[4:], i)
		plain, err := gcm.Open(nil, nonce, chunk, nil)
		if err != nil {
			return nil, errors.New("chunk " + hex.EncodeToString(nonce))
		}
		data = append(data, plain[4:4+binary.BigEndian.Uint32(plain)]...)
	}
	return data, nil
}

// Whatever the bytes: nothing panics, and what comes out whole was sealed so.
func FuzzOpenFile(f *testing.F) {
	s := sealFile(f, chunkData+10)
	f.Add(uint32(0), []byte{}, uint32(len(s.stored)))
	f.Add(uint32(40), []byte{1, 2, 3}, uint32(len(s.stored)-1))
	f.Add(uint32(len(s.stored)-4), []byte{0xff}, uint32(len(s.stored)))
	f.Fuzz(func(t *testing.T, at uint32, change []byte, length uint32) {
		stored := slices.Clone(s.stored)
		if int(at) < len(stored) {
			copy(stored[at:], change)
		}
		if int(length) < len(stored) {
			stored = stored[:length]
		} else {
			stored = append(stored, make([]byte, min(int(length)-len(stored), 2*sealedChunk))...)
		}
		for _, want := range []File{s.File, told(stored)} {
			got, err := s.open(stored, want)
			switch {
			case err == nil && !bytes.Equal(got, s.plain), err != nil && len(got) >= len(s.plain),
				!bytes.HasPrefix(s.plain, got):
				t.Fatalf("%d bytes come out, %v", len(got), err)
			case err == nil && !bytes.Equal(stored, s.stored):
				t.Fatal("other bytes open")
			}
		}
	})
}

// openPart opens a part of a file from a stored form, and says how much of that was read.
func (s sealedFile) openPart(stored []byte, f File, offset, length int64) (part []byte, read int64, err error) {
	var out bytes.Buffer
	_, err = OpenFileRange(&out, func(from, n int64) (io.ReadCloser, error) {
		read = n
		from = min(from, int64(len(stored)))
		return io.NopCloser(bytes.NewReader(stored[from:min(from+n, int64(len(stored)))])), nil
	}, &s.key, fileName, f, int64(len(s.plain)), offset, length)
	return out.Bytes(), read, err
}

// Any part of a file opens by itself, from the chunks that hold it alone; where one of those is not what and where it
// was, nothing of it comes out.
func TestFileRange(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 4096, chunkData - 1, chunkData, chunkData + 1, 3*chunkData + 5} {
		s, total := sealFile(t, n), int64(n)
		for range 50 {
			offset := random.Int64N(total)
			length := 1 + random.Int64N(total-offset)
			got, read, err := s.openPart(s.stored, s.File, offset, length)
			if err != nil || !bytes.Equal(got, s.plain[offset:offset+length]) || read > (length/chunkData+2)*sealedChunk {
				t.Fatalf("%d of %d from %d, for which %d are read: %v", length, n, offset, read, err)
			}
		}
		for _, wrong := range [][2]int64{{-1, 1}, {0, 0}, {0, total + 1}, {total, 1}, {1, 1<<63 - 1}} {
			if got, _, err := s.openPart(s.stored, s.File, wrong[0], wrong[1]); !errors.Is(err, ErrInvalid) || len(got) > 0 {
				t.Errorf("%v of %d: %v", wrong, n, err)
			}
		}
		if got, _, err := s.openPart(s.stored, File{Length: s.Length + 100, Digest: s.Digest}, 0, 1); !errors.Is(err,
			ErrMalformed) || len(got) > 0 {
			t.Errorf("another length: %v", err)
		}
		at := fileHeadLen + (total-1)/chunkData*sealedChunk // where the chunk of the last byte begins
		altered, swapped := bytes.Clone(s.stored), bytes.Clone(s.stored)
		altered[at+20] ^= 1
		stored := map[string][]byte{"altered": altered, "cut off": s.stored[:at+20], "gone": nil}
		if at > fileHeadLen && int(at)+sealedChunk <= len(s.stored) {
			copy(swapped[at:], s.stored[fileHeadLen:fileHeadLen+sealedChunk])
			stored["another chunk in its place"] = swapped
		}
		for name, b := range stored {
			if got, _, err := s.openPart(b, s.File, total-1, 1); !errors.Is(err, ErrTampered) || len(got) > 0 {
				t.Errorf("%s, %d: %v", name, n, err)
			}
		}
	}
}
