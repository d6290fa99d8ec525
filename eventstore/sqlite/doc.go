// Package sqlite keeps the log of events in one SQLite file on this machine.
//
// # Durability
//
// The file is in WAL mode with synchronous=FULL: an append answers after the fsync of the -wal file that holds it, so
// it survives a kill and a power cut, as far as the disk keeps its word about fsync. One caller at a time has the turn
// to write. It takes all appends that wait, puts them in one transaction and answers each after COMMIT (group commit).
// A caller who comes alone writes by itself, since waking another goroutine would cost it a tenth of its time; where
// callers come together one goroutine writes for all. What can be wrong with one append is found before it writes
// anything, so no caller's mistake reaches another's append; a fault of the disk fails every append of the
// transaction, and each caller hears the same.
//
// # Files
//
// log.db is the log; log.db-wal holds the latest commits until a checkpoint moves them and is as much part of the log
// as log.db; log.db-shm is an index over it that can always be rebuilt; log.db.lock is empty and is locked (flock) by
// the process that may write. Copy a log with [Store.Backup], never file by file while a server runs. Closing
// checkpoints and removes -wal and -shm.
//
// # Format
//
// PRAGMA application_id is 0x44424c47 ("DBLG"), PRAGMA user_version is the number of the last file of migrations that
// was applied. Another application's file is refused with [ErrForeign] and a later format with [ErrNewer], before a
// byte of it is changed. Positions are the row numbers 1, 2, 3, …, written as 16 hexadecimal digits.
//
// # Limits
//
// One process writes; others on the same machine may read ([Options.ReadOnly]). Not for network file systems: SQLite's
// WAL needs shared memory. Unix only, for flock.
package sqlite
