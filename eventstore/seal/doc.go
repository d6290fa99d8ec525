// Package seal is the sealed format of the ledger: a tree of keys per holder, and the form in which a part of an event is
// stored so that destroying keys destroys the text while the log stays as it is. It is pure: no I/O, no clock, and
// randomness comes in as an io.Reader.
package seal
