package domain

import (
	"errors"
	"fmt"
	"time"

	"dossierboek/domain/waarde"
)

// HalfJaar is a half-year, as CBS counts (law.md §4): 2026-1 is January to June, 2026-2 July to December.
type HalfJaar string

// errHalfJaar: not a half-year.
var errHalfJaar = errors.New("domain: not a half-year")

// ParseHalfJaar reads a half-year: a year of this millennium, a hyphen, and 1 or 2.
func ParseHalfJaar(s string) (HalfJaar, error) {
	t, err := time.Parse("2006", s[:min(4, len(s))])
	if err != nil || t.Year() < 2000 || t.Year() > 2999 || len(s) != 6 || s[4] != '-' || s[5] != '1' && s[5] != '2' {
		return "", errHalfJaar
	}
	return HalfJaar(s), nil
}

// HalfJaarVan is the half-year that a day is in.
func HalfJaarVan(d waarde.Datum) HalfJaar {
	return HalfJaar(fmt.Sprintf("%04d-%d", d.Jaar(), 1+(int(d.Maand())-1)/6))
}

// Voorbij reports whether it is over, seen from a day in the Netherlands.
func (h HalfJaar) Voorbij(vandaag waarde.Datum) bool { return h < HalfJaarVan(vandaag) }
