package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far long work is: a bar on a terminal, else a plain line every few seconds, and nothing at all
// for work that is done before the first would come.
type progress struct {
	out   io.Writer
	what  string
	unit  string
	total int64 // -1 where not known
	bar   *progressbar.ProgressBar
	begin time.Time
	last  time.Time
	n     int64
}

// lineEvery is how often a line is printed where there is no terminal.
const lineEvery = 5 * time.Second

func newProgress(out io.Writer, what, unit string, total int64) *progress {
	p := &progress{out: out, what: what, unit: unit, total: total, begin: time.Now(), last: time.Now()}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(unit),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

// at says that n of the total are done.
func (p *progress) at(n int64) {
	p.n = n
	if p.bar != nil {
		_ = p.bar.Set64(n) // a bar that cannot be drawn stops no work
		return
	}
	if time.Since(p.last) >= lineEvery {
		p.last = time.Now()
		p.line()
	}
}

// of says that so many are done of a total that shows only on the way.
func (p *progress) of(done, total int) {
	if p.bar != nil && p.total != int64(total) {
		p.bar.ChangeMax(total)
	}
	p.total = int64(total)
	p.at(int64(done))
}

func (p *progress) line() {
	rate := float64(p.n) / max(time.Since(p.begin).Seconds(), 1e-9)
	of := ""
	if p.total > 0 {
		of = fmt.Sprintf(" van %d", p.total)
	}
	fmt.Fprintf(p.out, "%s: %d%s %s (%.0f per seconde)\n", p.what, p.n, of, p.unit, rate)
}

// done ends the showing.
func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
		return
	}
	if p.last != p.begin && time.Since(p.begin) >= lineEvery {
		p.line()
	}
}
