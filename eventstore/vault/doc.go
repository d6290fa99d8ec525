// Package vault keeps the keys of persons, and destroys them.
//
// The log of a dossier is never rewritten. What it says of a person is sealed (package seal) under keys that derive
// from one key per person, and that key stands here and nowhere else. Destroying it, or a part of it, is how the
// ledger honours vernietiging: the log stays as it is, and what was sealed opens no more. Everything in this package
// serves one sentence: what Destroy destroyed is in no file of the vault, is derived by nobody, and is never issued
// again.
//
// # Holders, nodes, tombstones
//
// A holder is a betrokkene, or a dossier itself for what concerns nobody in particular. [Vault.Issue] gives it the
// root of a tree of keys for one stream, durable before anything is sealed with it. [Vault.Leaf] derives the key of
// one part of one event. [Vault.Destroy] removes a person, an event or a part: nodes of the tree are wiped, the
// siblings of what went take their place, and a tombstone says what went, for which vernietiging, when. Nodes and
// tombstones of a holder together always make a whole tree; [Vault.Verify] holds the vault to that, so a key that is
// gone without tombstone is noticed.
//
// # Files
//
//	kluis.db           SQLite. Holders, nodes sealed under an epoch key, tombstones, index keys, the gate's checkpoint.
//	kluis.db-wal, -shm SQLite's write-ahead log and its index. The log is emptied at the end of each Destroy.
//	kluis.db.lock      Empty. Whoever has it locked may write; one process at a time.
//	sleutelring.json   The epoch keys, each wrapped by the master key. Kept apart: see below.
//	meester.sleutel    The master key, where the keeper is a file. Any other gocloud.dev keeper takes its place by URL.
//
// Names ending in .nieuw and .oud are files on their way in or out; a crash may leave them, the next start clears
// them.
//
// # Trust and loss
//
// Who can read kluis.db, the ring and the master key together can read all that was not destroyed; any two of the
// three open nothing. Who can write kluis.db can lose keys, and cannot forge one: each box is bound to ledger, holder,
// place in the tree and epoch. The process that has the vault open holds the epoch keys in memory for as long as it
// runs, and persons' keys for at most 30 seconds.
//
// Loss of kluis.db without a backup, of the ring, or of the master key costs everything that was ever sealed: it is
// vernietiging of all dossiers at once. Keep one copy of the ring and of the master key in another place than the
// vault and its backups, and replace the ring's copy whenever the ring changes: never keep an older one.
//
// # Backups, and why they never share the log's retention
//
// The log may be kept for decades. A vault backup of yesterday holds the key of a person who is erased today, so every
// vault backup in existence undoes later erasures for as long as it can be opened. Two things end that: backups of the
// vault are destroyed after a short time (30 days unless configured), and so are the epochs that seal them.
// [Vault.Rotate] makes a new epoch and seals everything anew; [Vault.DropExpired] destroys the epochs superseded
// longer ago than the retention. After that an old vault backup, with today's ring and master key, opens nothing:
// [ErrEpochGone]. Until that day it opens, and must: it is what a restore is made from. Then the restore gate (package
// ledger) applies the tombstones, the vernietigingsregister and the log to it before a single part is opened.
//
// An old copy of the ring would undo all this, as would a master-key service that hands out unwrapped epoch keys to be
// stored elsewhere. That is why the ring is no part of any backup with a history.
//
// # How bytes are kept from lingering
//
// Package ledgerfile says what the file is set to, and why rows with sealed keys never move: their tables are
// append-only by rowid, all rows have one size, and a row is wiped by an update with zeros in place. Each destruction
// ends with a checkpoint that cuts the write-ahead log to nothing. What a file system or a flash disk keeps beneath
// the file is out of reach; there the destruction of epochs is what counts.
package vault
