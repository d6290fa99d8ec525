package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"dossierboek/domain"
	"dossierboek/domain/waarde"
)

// faultsOf are the faults of a line, as an error.
type faultsOf waarde.Fouten

func (f faultsOf) Error() string {
	s := make([]string, len(f))
	for i, one := range f {
		s[i] = one.Error()
	}
	return strings.Join(s, "; ")
}

// refused says why the rules refuse a line, with their ids.
func refused(err error) waarde.Fouten {
	var w *domain.Weigering
	if !errors.As(err, &w) {
		return waarde.Fouten{waarde.NieuweFout(waarde.CodeOnjuist, "Deze regel kan niet worden vastgelegd.")}
	}
	if len(w.Fouten) > 0 {
		return w.Fouten.Onder("inhoud")
	}
	says := w.Tekst
	if len(w.Regels) > 0 {
		says += " (" + strings.Join(w.Regels, ", ") + ")"
	}
	return waarde.Fouten{waarde.NieuweFout(waarde.Code(w.Code), says)}
}

// faultList tells faults in the order of the file, although lines are looked through in another.
type faultList struct {
	out io.Writer
	bar *progress

	mu    sync.Mutex
	turn  int                  // lines told of, with or without faults
	done  map[int]faultsOfLine // by turn: those that were looked through before an earlier one
	total int64
}

type faultsOfLine struct {
	n      int
	faults waarde.Fouten
}

func newFaultList(out io.Writer, bar *progress) *faultList {
	return &faultList{out: out, bar: bar, done: map[int]faultsOfLine{}}
}

// tell says what is wrong with a line, once.
func (l *faultList) tell(line rawLine, faults waarde.Fouten) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done[line.turn] = faultsOfLine{line.n, faults}
	for next, ok := l.done[l.turn]; ok; next, ok = l.done[l.turn] {
		for _, fault := range next.faults {
			l.total++
			fmt.Fprintf(l.out, "regel %d: %s\n", next.n, fault.Error())
		}
		delete(l.done, l.turn)
		l.turn++
	}
	l.bar.at(int64(l.turn))
}
