package waarde

import (
	"errors"
	"strings"
)

// Code names a kind of fault for programs. Codes never change meaning.
type Code string

// Fout is one fault in what a caller gave. It is an error; match it with errors.As.
type Fout struct {
	Veld  string `json:"veld"`  // JSON pointer to the field, "" for the value itself: "/adres/postcode"
	Code  Code   `json:"code"`  // for programs
	Tekst string `json:"tekst"` // Dutch, for the caller; never holds the value
}

// NieuweFout makes a fault of the value itself; Onder gives it a place. The text must not hold the value.
func NieuweFout(code Code, tekst string) Fout { return Fout{Code: code, Tekst: tekst} }

// Error gives the place and the text.
func (f Fout) Error() string {
	if f.Veld == "" {
		return f.Tekst
	}
	return f.Veld + ": " + f.Tekst
}

// Onder puts the fault under a path of names: Onder("betrokkenen", "0", "bsn") prefixes "/betrokkenen/0/bsn".
func (f Fout) Onder(delen ...string) Fout {
	f.Veld = pad(delen) + f.Veld
	return f
}

// pad makes a JSON pointer (RFC 6901) of names.
func pad(delen []string) string {
	var b strings.Builder
	for _, d := range delen {
		b.WriteByte('/')
		d = strings.ReplaceAll(d, "~", "~0")
		b.WriteString(strings.ReplaceAll(d, "/", "~1"))
	}
	return b.String()
}

// Fouten are all faults of one input, in the order found. It is an error only through Err, so that an empty list can
// never be taken for a fault.
type Fouten []Fout

// Voeg adds the faults in err under a path. It takes a Fout, what Err gave, or a join of those; nil adds nothing. An
// error of any other kind becomes CodeOnjuist without its text, which may quote the value.
func (f *Fouten) Voeg(err error, onder ...string) {
	if err == nil {
		return
	}
	var meer foutenError
	var een Fout
	switch {
	case errors.As(err, &meer):
		*f = append(*f, Fouten(meer).Onder(onder...)...)
	case errors.As(err, &een):
		*f = append(*f, een.Onder(onder...))
	default:
		*f = append(*f, fout(CodeOnjuist).Onder(onder...))
	}
}

// VoegAlle adds faults under a path.
func (f *Fouten) VoegAlle(meer Fouten, onder ...string) { *f = append(*f, meer.Onder(onder...)...) }

// Onder puts every fault under a path, in a new list.
func (f Fouten) Onder(delen ...string) Fouten {
	if len(f) == 0 {
		return nil
	}
	p := pad(delen)
	uit := make(Fouten, len(f))
	for i, een := range f {
		een.Veld = p + een.Veld
		uit[i] = een
	}
	return uit
}

// Heeft reports whether a fault with this code is among them.
func (f Fouten) Heeft(c Code) bool {
	for _, een := range f {
		if een.Code == c {
			return true
		}
	}
	return false
}

// Err gives the faults as one error, nil where there are none. errors.As finds the first.
func (f Fouten) Err() error {
	if len(f) == 0 {
		return nil
	}
	return foutenError(f)
}

// foutenError is a non-empty list of faults.
type foutenError []Fout

func (f foutenError) Error() string {
	delen := make([]string, len(f))
	for i, een := range f {
		delen[i] = een.Error()
	}
	return strings.Join(delen, " ")
}

// Unwrap lets errors.As find a Fout.
func (f foutenError) Unwrap() []error {
	uit := make([]error, len(f))
	for i, een := range f {
		uit[i] = een
	}
	return uit
}
