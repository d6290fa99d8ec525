// Package waarde holds the values that a dossier records of people: BSN, name, address, birth date, telephone number,
// e-mail address and validity, each with the rule that says what may be written; and the forms under which a name can
// be found again.
//
// What may fail. A Parse function returns a Fout, a Controleer method returns Fouten: all faults at once, each with a
// field path (a JSON pointer that callers prefix with Onder), a code for programs and a Dutch text for people. No text
// repeats the value, since that is personal data.
//
// What prints. Every value that says something about a person prints "[besloten]" under each fmt verb and in slog;
// Waarde (or a field) gives the real thing. Two limits: fmt calls no methods of values that lie in unexported fields,
// and JSON holds the value itself, since it is written into sealed content. So never log a struct that holds these
// values. Datum and Tijdvak do print: terms and validity are made of them.
//
// What is stored. JSON forms are part of sealed history. UnmarshalText holds the rule of the Parse function, so those
// rules may be loosened later but never tightened: what was recorded once must stay readable. A stricter rule belongs
// in Controleer, which runs on input only. The zero value means "not known", is text "" and JSON "".
package waarde
