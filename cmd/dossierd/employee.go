package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"dossierboek/api/identiteit"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// employee says as flags for whom a command works, and what for.
type employee struct {
	who, signed, role, purpose string
}

// flags are those that every command about an employee has; signed is what is said of the second.
func (e *employee) flags(f *pflag.FlagSet, who, signed string) {
	f.StringVar(&e.who, "medewerker", "", who)
	f.StringVar(&e.signed, "geheimhouding-op", "", signed)
}

// roleFlags ask also in which role, and for which of the purposes of the law.
func (e *employee) roleFlags(f *pflag.FlagSet, role toegang.Rol, purpose string) {
	f.StringVar(&e.role, "rol", string(role), "`rol`: een van "+oneOf(toegang.Rollen))
	f.StringVar(&e.purpose, "doel", "onderzoek", purpose)
}

// actor is who it is, once all of it is known to be right.
func (e *employee) actor() (toegang.Actor, error) {
	if err := employeeID(e.who); err != nil {
		return toegang.Actor{}, err
	}
	switch {
	case !slices.Contains(toegang.Rollen, toegang.Rol(e.role)):
		return toegang.Actor{}, dutch.Usagef("onbekende rol; kies met --rol een van: %s", oneOf(toegang.Rollen))
	case !slices.Contains(domain.Doelen, e.purpose):
		return toegang.Actor{}, dutch.Usagef("onbekend doel; kies met --doel een van: %s", oneOf(domain.Doelen))
	}
	day, err := waarde.ParseDatum(e.signed)
	if err != nil {
		return toegang.Actor{}, dutch.Usagef("--geheimhouding-op vraagt de datum waarop de geheimhoudingsverklaring is " +
			"getekend (jjjj-mm-dd)")
	}
	if day.Na(waarde.DatumVan(now())) {
		return toegang.Actor{}, dutch.Usagef("--geheimhouding-op ligt in de toekomst")
	}
	return toegang.Actor{Wie: e.who, Rol: toegang.Rol(e.role), GeheimhoudingOp: day}, nil
}

var employeeForm = regexp.MustCompile(identiteit.VormMedewerker)

// employeeID refuses what is no id of an employee: it is kept in the log for ever, and a name would be too.
func employeeID(who string) error {
	switch {
	case who == "":
		return dutch.Usagef("noem de medewerker met --medewerker")
	case !employeeForm.MatchString(who):
		return dutch.Usagef("--medewerker is het kenmerk van een medewerker, zoals m-1024; een naam hoort hier niet")
	}
	return nil
}

// oneOf writes a closed list.
func oneOf[S ~string](list []S) string {
	ss := make([]string, len(list))
	for i, s := range list {
		ss[i] = string(s)
	}
	return strings.Join(ss, ", ")
}
