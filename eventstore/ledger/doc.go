// Package ledger is the one door to what the log holds, for writing and for reading. Whoever comes through it brings a
// toegang.Grant; the ledger records the access, loads and folds the dossier, lets the domain decide, seals and
// appends; or, for a reader, records the access fact durably, opens what may be opened, and masks the rest.
//
// # Writing
//
// Schrijf decides on the state that it has of a dossier and appends at exactly the next revision. Who loses a race
// decides again. A repeat with the same Idempotency-Key gives the first outcome; when the outcome of an append is
// unknown the same sealed bytes are sent again, never others.
//
// # Reading
//
// A reading is planned on the fold (which needs no content), its access fact is stored, then the parts open. So there
// is no moment at which something was shown and no fact of it exists. The fold at the moment asked for says what was
// known; the state now says what may be shown.
//
// # Files
//
// The bytes of a bijlage lie outside the log, sealed under a key that stands in the content of its event, so they are
// read and erased as any content is. They are durable before the event that names them; what no event came to name is
// swept.
//
// # Erasing
//
// An approved vernietiging is carried out in steps that each may be repeated: a line in the vernietigingsregister, the
// keys in the vault, the files of bijlagen, the rows of the index, the event that says it is done. Start-up finishes
// what was begun through the same function (see Herstel).
package ledger
