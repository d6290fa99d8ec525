package main

import (
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"dossierboek/cmd/dutch"
)

// style is what a piece of text is; colours follow from it.
type style int

const (
	plain style = iota
	heading
	faint
	actor
	mention
	gap
	removed
	added
	alarm
)

// colours has a colour for each style but plain.
var colours = map[style][]color.Attribute{
	heading: {color.Bold, color.FgCyan},
	faint:   {color.Faint},
	actor:   {color.Bold},
	mention: {color.Underline},
	gap:     {color.FgYellow},
	removed: {color.FgRed},
	added:   {color.FgGreen},
	alarm:   {color.Bold, color.FgRed},
}

// span is a piece of text in one style.
type span struct {
	style style
	text  string
}

func text(s string) span { return span{text: s} }

// screen says how pages look: from the flags, the environment and whether a terminal reads along.
type screen struct {
	getenv func(string) string
	mode   string
}

func (s *screen) flags(f *pflag.FlagSet) {
	f.StringVar(&s.mode, "kleur", "", "`wanneer` kleuren: auto (alleen op een terminal, en niet met NO_COLOR), altijd "+
		"of nooit (anders auto)")
}

// Widths of lines, in characters.
const (
	widthElsewhere = 100 // where there is no terminal
	widthLeast     = 40
	widthMost      = 120
)

// page makes a page on out.
func (s *screen) page(out io.Writer) (*page, error) {
	p := &page{out: out, width: widthElsewhere}
	terminal := false
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		terminal = true
		if w, _, err := term.GetSize(int(f.Fd())); err == nil {
			p.width = min(max(w, widthLeast), widthMost)
		}
	}
	switch s.mode {
	case "", "auto":
		p.colour = terminal && s.getenv("NO_COLOR") == "" && s.getenv("TERM") != "dumb"
	case "altijd":
		p.colour = true
	case "nooit":
	default:
		return nil, dutch.Usagef("--kleur is auto, altijd of nooit")
	}
	return p, nil
}

// page writes lines of a width. All text goes through it, so that nothing from a dossier can steer the terminal.
type page struct {
	out    io.Writer
	width  int
	colour bool
	err    error // the first that writing gave; after it nothing is written
}

// line writes spans at an indent, wrapped; also what follows a newline stays at the indent.
func (p *page) line(indent int, spans ...span) { p.hang(indent, indent, spans...) }

// hang writes spans of which the lines after the first have an indent of their own.
func (p *page) hang(indent, rest int, spans ...span) {
	for i, l := range wrap(cells(spans), p.width-indent, p.width-rest) {
		if i > 0 {
			indent = rest
		}
		p.write(indent, l)
	}
}

// blank writes an empty line.
func (p *page) blank() { p.write(0, nil) }

// section writes a heading with room above it.
func (p *page) section(title string) {
	p.blank()
	p.line(0, span{heading, strings.ToUpper(title)})
}

// labelWidth is the room for the name of a field.
const labelWidth = 14

// field writes a named value.
func (p *page) field(indent int, label string, value ...span) {
	pad := strings.Repeat(" ", max(1, labelWidth-utf8.RuneCountInString(label)))
	p.hang(indent, indent+labelWidth, append([]span{{faint, label + pad}}, value...)...)
}

func (p *page) write(indent int, l []cell) {
	if p.err != nil {
		return
	}
	var b strings.Builder
	if len(l) > 0 {
		b.WriteString(strings.Repeat(" ", indent))
	}
	for len(l) > 0 {
		n := 1
		for n < len(l) && l[n].style == l[0].style {
			n++
		}
		var run strings.Builder
		for _, c := range l[:n] {
			run.WriteRune(c.r)
		}
		b.WriteString(p.paint(l[0].style, run.String()))
		l = l[n:]
	}
	b.WriteByte('\n')
	_, p.err = io.WriteString(p.out, b.String())
}

func (p *page) paint(s style, text string) string {
	if !p.colour || s == plain {
		return text
	}
	c := color.New(colours[s]...)
	c.EnableColor()
	return c.Sprint(text)
}

// cell is a character with its style.
type cell struct {
	r     rune
	style style
}

// cells takes spans apart and makes them harmless.
func cells(spans []span) []cell {
	var cs []cell
	for _, s := range spans {
		for _, r := range strings.ReplaceAll(s.text, "\r\n", "\n") {
			cs = append(cs, cell{harmless(r), s.style})
		}
	}
	return cs
}

// harmless gives a character that a terminal only shows. What could move the cursor, change colours or turn the
// direction of reading becomes a replacement character, so that it is seen that something stood there.
func harmless(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\t':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
		return utf8.RuneError
	}
	return r
}

// wrap breaks at newlines, and at spaces where a line would not fit. A word that is longer than a line is broken.
func wrap(cs []cell, first, rest int) [][]cell {
	var lines [][]cell
	width := max(first, 1)
	for {
		n := lineLength(cs, width)
		lines = append(lines, trimmed(cs[:n]))
		if n == len(cs) {
			return lines
		}
		cs = cs[n:]
		if cs[0].r == '\n' || cs[0].r == ' ' {
			cs = cs[1:]
		}
		width = max(rest, 1)
	}
}

// lineLength is how many cells go on a line.
func lineLength(cs []cell, width int) int {
	space := -1
	for i, c := range cs {
		switch {
		case c.r == '\n':
			return i
		case i >= width && c.r == ' ':
			return i
		case i >= width:
			if space > 0 {
				return space
			}
			return i
		case c.r == ' ':
			space = i
		}
	}
	return len(cs)
}

func trimmed(l []cell) []cell {
	for len(l) > 0 && l[len(l)-1].r == ' ' {
		l = l[:len(l)-1]
	}
	return l
}
