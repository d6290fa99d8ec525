package ledger

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// grootte is how long a file the tests of long files take: DOSSIERBOEK_TEST_BIJLAGE in bytes, else so much.
func grootte(t testing.TB, anders int64) int64 {
	s := os.Getenv("DOSSIERBOEK_TEST_BIJLAGE")
	if s == "" {
		return anders
	}
	n, err := strconv.ParseInt(s, 10, 64)
	goed(t, err)
	return n
}

// lang is a PDF of n bytes that is made as it is read.
func lang(n int64) io.Reader {
	return io.LimitReader(io.MultiReader(bytes.NewReader(pdf(1<<20)), &herhaalt{pdf(1 << 20)}), n)
}

type herhaalt struct{ stuk []byte }

func (h *herhaalt) Read(b []byte) (int, error) { return copy(b, h.stuk), nil }

// geheugen is what the process has in memory, in bytes.
func geheugen(t testing.TB) int64 {
	t.Helper()
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("this machine does not say what a process has in memory")
	}
	for regel := range strings.Lines(string(b)) {
		if s, ok := strings.CutPrefix(regel, "VmRSS:"); ok {
			n, err := strconv.ParseInt(strings.Fields(s)[0], 10, 64)
			goed(t, err)
			return n << 10
		}
	}
	t.Skip("this machine does not say what a process has in memory")
	return 0
}

// A file goes in and out without being held in memory: of one of 1 GiB (DOSSIERBOEK_TEST_BIJLAGE=1073741824) no more
// than 100 MiB, as of a shorter one.
func TestLangeBijlageBlijftBuitenGeheugen(t *testing.T) {
	stelOp(t).langInEnUit(grootte(t, 192<<20))
}

// langInEnUit adds a file of n bytes and reads it, and holds what that takes of memory to 100 MiB.
func (o *opstelling) langInEnUit(n int64) {
	t, g := o.t, o.opentGezin()
	begin, hoogst := geheugen(t), int64(0)
	klaar, stil := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stil)
		for {
			select {
			case <-klaar:
				return
			case <-time.After(5 * time.Millisecond):
				hoogst = max(hoogst, geheugen(t))
			}
		}
	}()
	b := brief(t, g.kind)
	_, err := o.voegtToe(g.dossier, b, met{bytes: lang(n), max: n})
	goed(t, err)
	goed(t, o.schrijftUit(g.dossier, b.ID, io.Discard))
	close(klaar)
	<-stil
	if groei := hoogst - begin; groei > 100<<20 {
		t.Errorf("a file of %d MiB took %d MiB of memory", n>>20, groei>>20)
	} else {
		t.Logf("a file of %d MiB took %d MiB of memory", n>>20, max(groei, 0)>>20)
	}
}

// schrijftUit writes a file to w.
func (o *opstelling) schrijftUit(d id.Dossier, welk id.Onderdeel, w io.Writer) error {
	r, err := o.LeesBijlage(context.Background(), o.Beslis(medewerker, domain.HandelingRaadplegen, d, "onderzoek"),
		d, welk, Momenten{}, "v-1")
	if err != nil {
		return err
	}
	defer r.Close()
	return r.Schrijf(context.Background(), w)
}

// BenchmarkBijlage takes a file in and gives it out, against a plain encrypted copy of as many bytes to the same disk:
// x-in and x-out are how much of its speed is left, and must be at least 0.3. 64 MiB, or what DOSSIERBOEK_TEST_BIJLAGE
// says.
func BenchmarkBijlage(b *testing.B) {
	o := stelOp(b)
	g, n := o.opentGezin(), grootte(b, 64<<20)
	var kaal, in, uit time.Duration
	meet := func(d *time.Duration, f func()) {
		begin := time.Now()
		f()
		*d += time.Since(begin)
	}
	b.SetBytes(n)
	for b.Loop() {
		meet(&kaal, func() { kopieer(b, o.pad("kopie"), lang(n)) })
		v := brief(b, g.kind)
		meet(&in, func() {
			_, err := o.voegtToe(g.dossier, v, met{bytes: lang(n), max: n})
			goed(b, err)
		})
		meet(&uit, func() {
			f, err := os.Create(o.pad("uit"))
			goed(b, err)
			goed(b, o.schrijftUit(g.dossier, v.ID, f))
			goed(b, f.Close())
		})
		b.StopTimer()
		for _, pad := range o.opSchijf() {
			goed(b, os.Remove(pad))
		}
		b.StartTimer()
	}
	b.ReportMetric(kaal.Seconds()/in.Seconds(), "x-in")
	b.ReportMetric(kaal.Seconds()/uit.Seconds(), "x-out")
}

// kopieer writes src to a file, encrypted in chunks of 64 KiB, and syncs it: the least that storing a file takes.
func kopieer(b *testing.B, pad string, src io.Reader) {
	var sleutel [32]byte
	_, _ = rand.Read(sleutel[:])
	blok, err := aes.NewCipher(sleutel[:])
	goed(b, err)
	gcm, err := cipher.NewGCM(blok)
	goed(b, err)
	f, err := os.Create(pad)
	goed(b, err)
	stuk := make([]byte, 64<<10, 64<<10+16)
	var nonce [12]byte
	for i := uint64(0); ; i++ {
		n, err := io.ReadFull(src, stuk[:64<<10])
		if n == 0 {
			break
		}
		binary.BigEndian.PutUint64(nonce[4:], i)
		_, fout := f.Write(gcm.Seal(stuk[:0], nonce[:], stuk[:n], nil))
		goed(b, fout)
		if err != nil {
			break
		}
	}
	goed(b, f.Sync())
	goed(b, f.Close())
}
