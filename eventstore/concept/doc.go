// Package concept keeps drafts: what employees are writing and have not recorded. They stand in a file of their own,
// outside the log: most of what is typed is typed over within the minute, and the log keeps what it gets for twenty
// years.
//
// # What stands here
//
// A row per draft: its id, dossier, owner, what it is to become, of which onderdeel it is to correct the text, whom it
// concerns (ids, as the open part of an event has them), when it was begun and saved, its version. That much is
// readable by whoever has the file. The text is sealed (seal.SealDraft) by package ledger, which brings it here as
// bytes; this package has no keys and opens nothing. A draft that died with a vernietiging, or that another than its
// owner threw away, leaves its row without text and persons, a tombstone, so that its owner hears of it.
//
// # Files
//
//	concepten.db            SQLite.
//	concepten.db-wal, -shm  SQLite's write-ahead log and its index. Emptied when a draft goes.
//
// # Trust and loss
//
// Who can read the file knows who is writing on which dossier, about which (meaningless) ids, and how much. Who can
// write it can lose drafts and put older versions of rows back, and cannot alter one so that it opens: the text is
// bound to the row. Its loss costs what was being written and nothing that was recorded.
//
// # How bytes are kept from lingering
//
// A draft is overwritten at every save, and goes when it is recorded or thrown away, while the keys of those whom it
// concerns live on: so what was there must leave the file. The sealed text is cut into chunks of one size, a chunk to
// a page, in rows that never change size and never leave: saving overwrites them in place, going overwrites them with
// zeros, and a free row is used again. Package ledgerfile says what else the file is set to. When a draft goes the
// write-ahead log is cut to nothing. Between, that log may hold earlier saves of drafts that still stand. What a file
// system or a flash disk keeps beneath the file is out of reach.
//
// # Copies
//
// A person who is erased takes every draft along in every copy, for its key is gone. A draft that was thrown away, or
// that went with an onderdeel, has no key of its own: a copy from before opens for as long as the persons' keys live.
// So copies are thrown away within 30 days, as the vault's are, and are not kept with the log's.
package concept
