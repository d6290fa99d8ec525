package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// terminal is a pseudo-terminal: what a person types and sees, and the side that the program has.
func terminal(t *testing.T) (human, program *os.File) {
	t.Helper()
	human, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	t.Cleanup(func() { _ = human.Close() })
	n, err := unix.IoctlGetInt(int(human.Fd()), unix.TIOCGPTN)
	must(t, err)
	must(t, unix.IoctlSetPointerInt(int(human.Fd()), unix.TIOCSPTLCK, 0))
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	must(t, err)
	t.Cleanup(func() { _ = program.Close() })
	return human, program
}

func echoes(t *testing.T, f *os.File) bool {
	t.Helper()
	s, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	must(t, err)
	return s.Lflag&unix.ECHO != 0
}

// untilUnseen waits until the terminal no longer shows what is typed.
func untilUnseen(t *testing.T, f *os.File) {
	t.Helper()
	for range 1000 {
		if !echoes(t, f) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("the terminal still shows what is typed")
}

func TestAskedUnseen(t *testing.T) {
	human, program := terminal(t)
	go func() {
		untilUnseen(t, program)
		if _, err := human.WriteString("999990019\n"); err != nil {
			t.Error(err)
		}
	}()
	q, errs := question{bsn: fromInput}, bytes.Buffer{}
	z, err := q.persons(t.Context(), program, &errs)
	must(t, err)
	if z.BSN != "999990019" || !strings.Contains(errs.String(), "bsn (wat u typt is niet te zien)") {
		t.Errorf("read %d characters; asked %q", len(z.BSN), errs.String())
	}
	if !echoes(t, program) {
		t.Error("the terminal was left without echo")
	}
	if _, err := program.WriteString("einde\n"); err != nil {
		t.Fatal(err)
	}
	seen := make([]byte, 4096)
	n, err := human.Read(seen)
	must(t, err)
	if bytes.Contains(seen[:n], []byte("999990019")) {
		t.Error("what was typed was shown")
	}
}

func TestBrokenOffQuestionLeavesTheTerminal(t *testing.T) {
	_, program := terminal(t)
	ctx, stop := context.WithCancel(t.Context())
	go func() { untilUnseen(t, program); stop() }()
	q := question{bsn: fromInput}
	if _, err := q.persons(ctx, program, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want a cancelled question", err)
	}
	if !echoes(t, program) {
		t.Error("the terminal was left without echo")
	}
}

// Colours only where a terminal shows them and nobody asked to leave them out.
func TestColourOnATerminal(t *testing.T) {
	_, program := terminal(t)
	for _, tc := range []struct {
		mode string
		env  map[string]string
		want bool
	}{
		{"auto", nil, true},
		{"auto", map[string]string{"NO_COLOR": "1"}, false},
		{"auto", map[string]string{"TERM": "dumb"}, false},
		{"nooit", nil, false},
		{"altijd", map[string]string{"NO_COLOR": "1"}, true},
	} {
		s := screen{mode: tc.mode, getenv: func(name string) string { return tc.env[name] }}
		p, err := s.page(program)
		must(t, err)
		if p.colour != tc.want {
			t.Errorf("%s with %v: colour %t", tc.mode, tc.env, p.colour)
		}
		if p, err = s.page(&bytes.Buffer{}); err != nil || p.colour != (tc.mode == "altijd") {
			t.Errorf("%s without a terminal: colour %t, %v", tc.mode, p.colour, err)
		}
	}
}
