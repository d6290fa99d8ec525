// Package domain holds what a dossier is: its events, the fold that makes a dossier of them, and the decisions that
// add to it. It knows no disk, network, clock or randomness: time, ids and facts come in as arguments.
//
// # Words
//
// Terms of the law are Dutch and have one name everywhere (event kind, Go type, JSON field, page); mechanics are
// English.
//
//	Dossier         all data on the members of one gezin, huishouden or systeem, opened on a melding (ZOB-1g,
//	                DRE-dossier-1), a maatregel or an opdracht, or taken over
//	Betrokkene      a person the recorded data concern (AVG art. 4; ZOB-1h); melder and informant included
//	Onderdeel       anything in a dossier with content of its own that can be corrected, shielded or destroyed by
//	                itself: an identiteit, contact, relatie, melding, gegeven, bijlage, verslag, passage, eigen
//	                verklaring, verstrekking or besluit
//	Versie          one wording of an onderdeel; a correctie adds one and changes none
//	Gegeven         a recorded statement with a rubriek, soort, aard and bron (ZOB-6.5)
//	Aard            feit, oordeel, mening or hypothese (ZOB-6.5b2); of a passage also onbeoordeeld
//	Verslag         one running text, of a talk or a visit, in passages (FAQ-bron-2)
//	Passage         a stretch of a verslag with one aard and bron; unmarked text is one too: the speaker's statement
//	Afscherming     of an onderdeel: it stands and is shown to nobody (ZOB-15b). Of an identiteit: nothing
//	                says who that is
//	Herleidbaar     of a passage: its text betrays who a melder or informant is (ZOB-6.2b, Wmo 2015 art. 5.3.1 lid 4)
//	Correctie       verbeteren, aanvullen, verwijderen or afschermen of an onderdeel (ZOB-15)
//	Bijlage         a file in a dossier: a letter, report, photo, sound or film. Its bytes lie sealed outside the log;
//	                sound and images of persons only with their consent, and never gathered covertly (ZOB-22)
//	EigenVerklaring a betrokkene's own statement beside what it disputes (ZOB-16, DRE-verkl-1)
//	Accordering     an informant's approval of what was recorded of their words: asked, given or refused (ZOB-6.5f)
//	Wederhoor       who was heard and what they said, or why not (ZOB-6.5e)
//	Mededeling      that somebody was told that data about them were recorded, or why not (Wmo 2015 art. 5.3.1); the
//	                soort mededeling of a gegeven is what somebody told us
//	Werkaantekening a gegeven in a rubriek of its own, which is reviewed when the dossier is closed
//	Samenvoeging    two betrokkenen of a dossier turn out to be one human, who was recorded twice: one stays, the other
//	                is that one; a scheiding gives back what was (ZOB-13a/b, ZOB-17.1, AVG art. 5 lid 1 onder d)
//	Overbrenging    taking onderdelen from one dossier to another: what was recorded in the wrong one, what two
//	                households share after a split, or all of a dossier of the same household (ZOB-6.1)
//	Verstrekking    a disclosure to another party (ZOB-6.2g)
//	Punt            an openstaand punt: what is still to be done about an onderdeel, by whom and by when
//	Telling         what the half-yearly statistics ask of a melding, in closed codes (law.md §4: CBS); the counts of a
//	                half-year are a Telstaat, of the organisation, which holds nobody
//	Vernietiging    destruction: preview, besluit with an outcome per onderdeel, goedkeuring by another, uitvoering
//	                (ZOB-17, Wmo 2015 art. 5.3.5)
//	Weigering       why something is not done: a code, the rules it rests on, and every fault at once
//	Houder          whoever a key in the vault belongs to: a betrokkene, or the dossier itself
//
// # Events
//
// An event has a stored kind, a schema number, an open part and sealed content ([Envelop]). The open part is as poor
// as it can be: ids, kind, times, links, state. A fold uses open parts and metadata only, so a dossier of erased
// persons folds and replays to the same state.
//
// # Who has a way in
//
// Content is sealed to each person whom it concerns: whom the writer says, whom it names by id, and whom its texts
// mention ([Dossier.Houders]); to the dossier's own key where that is nobody, or where it is how the organisation
// decided. The fold keeps, for each content, who still has a way in ([Versie]); an onderdeel concerns whoever any of
// its content does. When a vernietiging is approved, its event names every key that dies ([Doel]), so that carrying it
// out needs nothing else. A besluit is on the data as they are: what changed since is not approved, and no two open
// besluiten touch the same.
//
// # What stays readable after an erasure
//
// Of a destroyed person, gegeven or dossier the log still shows, in the open parts and metadata of its events:
//
//   - random ids (which mean nothing outside the dossier), and so which onderdelen concerned the same person, which
//     eigen verklaring disputes what, and which wordings, by their revisions, a verstrekking held;
//   - which of them were joined as one person who was recorded twice, and parted again;
//   - the kind of each event and when it was recorded (and when elsewhere, where it was first recorded there), by
//     which employee, for which employee, in which role, for which doel, on which occasion, under which version of the
//     autorisatiematrix, and the id of the request and of the event that caused it;
//   - the rubriek of a gegeven or verslag and the way of a correctie;
//   - of which passages a verslag is, in which order, and which of them were parted in which;
//   - that a contactgegeven was geheim, in which wordings, and when that was lifted; of which onderdelen a
//     verstrekking held what was geheim;
//   - of a bijlage under which random id its file lay, about how long that was, and the hash of its stored form, which
//     was ciphertext (the file itself is deleted);
//   - when a melding was received (ontvangenOp), how it was qualified, its phases and those of the dossier, and
//     whether the dossier was open;
//   - that something was to be done about an onderdeel, what (the soort of an openstaand punt), by which employee, by
//     which day, and when it was;
//   - for whom a mededeling was: not whether that person was told, nor why not;
//   - to which employees and teams the dossier was assigned, in which rol, and when;
//   - which dossier something went to or came from, and so which persons and onderdelen of two dossiers are the same;
//     of what came, when and by which employee it was first recorded;
//   - of a vernietiging what it was of, the outcome per onderdeel of a vernietiging, in whose interest something was
//     kept, and which keys it destroyed, by holder and revisions.
//
// The sealed parts show how many there are, about how long each is, and for which ids they were sealed.
//
// It does not show: names, numbers, addresses, dates of birth or of what happened, the role of anyone in the family,
// aard, bron, soort, grondslag, recipients, findings, or any text. TestOpenPartsArePoor holds this list.
package domain
