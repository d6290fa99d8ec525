// Package domain holds what a dossier is: its events, the fold that makes a dossier of them, and the decisions that add
// to it. It knows no disk, network, clock or randomness: time, ids and facts come in as arguments.
//
// # Words
//
// Terms of the law are Dutch and have one name everywhere (event kind, Go type, JSON field, page); mechanics are English.
//
//	Dossier         all data on the members of one gezin, huishouden or systeem, opened on a melding (ZOB-1g, DRE-dossier-1)
//	Betrokkene      a person the recorded data concern (AVG art. 4; ZOB-1h); melder and informant included
//	Onderdeel       anything in a dossier with content of its own that can be corrected, shielded or destroyed by itself:
//	                an identiteit, contact, relatie, melding, gegeven, eigen verklaring, verstrekking or besluit
//	Versie          one wording of an onderdeel; a correctie adds one and changes none
//	Gegeven         a recorded statement with a rubriek, soort, aard and bron (ZOB-6.5)
//	Aard            feit, oordeel, mening or hypothese (ZOB-6.5b2)
//	Correctie       verbeteren, aanvullen, verwijderen or afschermen of an onderdeel (ZOB-15)
//	EigenVerklaring a betrokkene's own statement beside what it disputes (ZOB-16, DRE-verkl-1)
//	Verstrekking    a disclosure to another party (ZOB-6.2g)
//	Vernietiging    destruction: preview, besluit with an outcome per onderdeel, goedkeuring by another, uitvoering
//	                (ZOB-17, Wmo 2015 art. 5.3.5)
//	Weigering       why something is not done: a code, the rules it rests on, and every fault at once
//	Houder          whoever a key in the vault belongs to: a betrokkene, or the dossier itself
//
// # Events
//
// An event has a stored kind, a schema number, an open part and sealed content ([Envelop]). The open part is as poor as
// it can be: ids, kind, times, links, state. A fold uses open parts and metadata only, so a dossier of erased persons
// folds and replays to the same state.
//
// # What stays readable after an erasure
//
// Of a destroyed person, gegeven or dossier the log still shows, in the open parts and metadata of its events: random
// ids (which mean nothing outside the dossier), the kind of each event and when it was recorded, by which employee in
// which role and for which doel, the rubriek of a gegeven, the way of a correctie, when a melding was received
// (ontvangenOp), the phases and whether the dossier was open, and which onderdelen concerned the same person. It does not
// show: names, numbers, addresses, dates of birth or of what happened, the role of anyone in the family, aard, bron,
// soort, grondslag, recipients, outcomes, or any text. TestOpenPartsArePoor holds this list.
package domain
