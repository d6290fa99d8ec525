package main

import (
	"fmt"
	"strconv"
	"strings"

	"dossierboek/api/bericht"
)

// fileFields are what is known of a file besides its bytes.
func (n names) fileFields(f *fields, b *bericht.Bijlage) {
	f.addText("naam", b.Naam)
	f.add("soort", words(string(b.Soort)))
	if b.Bestand != nil {
		f.add("bestand", b.Bestand.Mediatype.Extensie()+", "+size(b.Bestand.Omvang))
	}
	f.add("bron", n.source(b.Bron))
	f.add("datum", partialDay(b.Datum))
	if b.Opname == nil {
		return
	}
	f.add("opname", words(string(b.Opname.Wijze)))
	for _, t := range b.Opname.Toestemming {
		given := n.of(t.Voor)
		if t.Door != nil {
			given += ", gegeven door " + n.of(*t.Door)
		}
		f.add("toestemming", given+", "+partialDay(t.Op))
	}
}

// size reads a number of bytes.
func size(n int64) string {
	for _, unit := range []struct {
		word  string
		bytes int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n >= unit.bytes {
			return strings.Replace(strconv.FormatFloat(float64(n)/float64(unit.bytes), 'f', 1, 64), ".", ",", 1) + " " +
				unit.word
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
