// Package projections keeps the read models: current dossiers, the register of betrokkenen that search uses,
// verstrekkingen, vernietigingen, and who read what. All of it is derived: everything here can be thrown away and made
// again from the store, and a file that is damaged, foreign or of another schema is.
//
// # Files
//
// All read models are one SQLite file, projecties-<n>.db, in a folder of their own; the file projecties.actief names
// the one that is in use. A rebuild writes a new file beside it and changes that name when it has caught up, which one
// rename does. A number is never used twice: the key of the file's blind index has the file's name, and is destroyed
// with the file. The file projecties.lock keeps a second process out.
//
// The files hold no content and no names of betrokkenen. They hold ids, kinds, times, employee ids, the open state of
// dossiers, and tokens (MACs) of identity data under the file's own key. Whoever reads them learns which dossiers
// there are and how they went, not of whom. Losing them costs a rebuild.
//
// # Following
//
// One reader follows the store, decodes each record once, and hands batches to the writer, which applies a batch to
// each projection in turn and commits rows and positions in one transaction. synchronous is NORMAL: a power cut may
// take back the last transactions, whole, and the positions with them, so the follower does them again. Erasing
// ([Projections.Vergeet]) does not rely on that: it ends with a checkpoint, which is synced.
//
// A file that is being built is thrown away when anything goes wrong, so it is written otherwise: each page to its
// place at once, without a -wal file and without waiting for the disk. Before it is named it is synced, and made like
// the others.
//
// A projection that cannot take an event stops at that event, and says which; the others go on. Each projection writes
// within a savepoint, so nothing of the event stays behind. It is tried again from its own position at the next
// [Projections.Run].
//
// # The blind index
//
// Tokens are given by a function of the caller ([Indexer]), who holds the keys. A file knows a check value of its key:
// with a vault that was put back from before the file was made, it is thrown away and made anew under another name and
// key. A token stands in the file in one place that is overwritten when it is forgotten (schema/0003_zoekindex.sql
// says how and why), so that after Vergeet no byte of the folder holds it.
package projections
