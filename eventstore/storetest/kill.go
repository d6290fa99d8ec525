package storetest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

const (
	victimEnv = "DOSSIERBOEK_STORETEST_VICTIM"
	victimFD  = 3 // the first of exec.Cmd.ExtraFiles
	// ackMax is the most bytes of an acknowledgement, newline included: POSIX writes so many to a pipe in one piece.
	ackMax = 512
)

// Victim tells a test that it runs as the child of [Kill] and should append, without end, to what lies in dir. It
// calls ack with each thing that it was promised is durable, after the promise; ack may be called from many
// goroutines. In an ordinary run ok is false, and the test calls Kill.
func Victim(t *testing.T) (dir string, ack func(string), ok bool) {
	dir, ok = os.LookupEnv(victimEnv)
	if !ok {
		return "", nil, false
	}
	pipe := os.NewFile(victimFD, "acknowledgements")
	return dir, func(what string) {
		line := what + "\n"
		if len(line) > ackMax || strings.Count(line, "\n") != 1 {
			t.Errorf("an acknowledgement must be a line of less than %d bytes", ackMax)
			return
		}
		if _, err := io.WriteString(pipe, line); err != nil {
			os.Exit(1) // the parent is gone, and with it who would have ended this
		}
	}, true
}

// Kill runs the calling test again in a child process (where [Victim] says ok), lets it append to dir, kills it with
// SIGKILL at a random moment and calls check with everything acknowledged so far, this round's last. So rounds times,
// on the same dir. Half of the kills come soon after the child has begun, to hit it while it opens and recovers.
func Kill(t *testing.T, dir string, rounds int, check func(t *testing.T, round int, acked []string)) {
	t.Helper()
	var acked []string
	busy := 0
	for round := range rounds {
		lines, err := killOnce(t, dir, round)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if len(lines) > 0 {
			busy++
		}
		acked = append(acked, lines...)
		check(t, round, acked)
		if t.Failed() {
			t.Fatalf("round %d failed, with %d acknowledged", round, len(acked))
		}
	}
	if busy < rounds/2 {
		t.Fatalf("only %d of %d children got to append: this proves too little", busy, rounds)
	}
	t.Logf("%d kills, %d of them while appending, %d acknowledged", rounds, busy, len(acked))
}

func killOnce(t *testing.T, dir string, round int) (acked []string, err error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.count=1")
	child.Env = append(os.Environ(), victimEnv+"="+dir)
	child.ExtraFiles = []*os.File{write}
	var output strings.Builder
	child.Stdout, child.Stderr = &output, &output
	if err := child.Start(); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	if err := write.Close(); err != nil { // the child's end only, so that the pipe ends with the child
		return nil, err
	}
	first, lines := make(chan struct{}), make(chan []string, 1)
	go func() { lines <- collect(read, first) }()

	if round%2 == 0 { // some time after its first append
		select {
		case <-first:
		case <-time.After(patience):
		}
		time.Sleep(rand.N(150 * time.Millisecond))
	} else { // some time around it
		select {
		case <-first:
		case <-time.After(rand.N(300 * time.Millisecond)):
		}
		time.Sleep(rand.N(5 * time.Millisecond))
	}
	if err := child.Process.Kill(); err != nil {
		return nil, fmt.Errorf("the child had ended: %w\n%s", err, output.String())
	}
	acked = <-lines
	if err := child.Wait(); child.ProcessState.ExitCode() != -1 { // -1: a signal ended it
		return nil, fmt.Errorf("the child ended by itself: %v\n%s", err, output.String())
	}
	return acked, nil
}

// collect reads whole lines until the pipe ends. It closes first at the first one.
func collect(r io.Reader, first chan<- struct{}) []string {
	var lines []string
	b := bufio.NewReader(r)
	for {
		line, err := b.ReadString('\n')
		if err != nil {
			if len(lines) == 0 {
				close(first)
			}
			return lines
		}
		if lines = append(lines, strings.TrimSuffix(line, "\n")); len(lines) == 1 {
			close(first)
		}
	}
}
