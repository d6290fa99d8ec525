// Package tekst holds texts in which persons are mentioned, so that one person's mentions can be shielded or destroyed
// while the text stands.
//
// A Tekst is plain text plus markings: here stands this person. To be kept it is split (Gescheiden) into
//   - a Sjabloon, the text with a slot {0}, {1}, … for each mention, in order, and who each slot is; sealed for all
//     whom the text concerns. A brace in the text is doubled. The Sjabloon has no place for a written form, and a
//     Tekst does not marshal, so a written form cannot be kept with the text by mistake.
//   - a Vermelding per person: the written forms of that person's slots in order, and where in the text someone
//     decided that this person is not meant. It is sealed to that person alone and destroyed with that person: the
//     place of a "not this person" betrays a name as well as the name itself, so it does not stay behind in the text.
//
// A slot may be geheim: it holds an address or number that only some may see. It is sealed like any mention; to all
// others it reads "[geheim]", without whose it is.
//
// Joined again (Lees), each slot reads as written, "[afgeschermd]", "[vernietigd]" or "[geheim]". Places in a text are
// counted in Unicode code points of the text as given: it is not normalised, since a statement is kept as it was made;
// the Zoeker finds names in NFC and NFD alike. A marking may not end between a letter and its accent.
//
// A Zoeker finds the names, numbers and addresses of known persons in a text: to propose markings to a writer, and
// after an erasure to list the texts that still name the person.
//
// Texts, forms and templates print "[besloten]"; errors hold no part of them.
package tekst
