// Package bijlage keeps the bytes of bijlagen: sealed files (package seal) in a bucket, which is a folder or any other
// that gocloud.dev knows by URL. It sees ciphertext and random ids, and holds no keys.
//
// # What lies where
//
// A file lies under the id of its dossier and its own: 2f6c1a9e-…/0b1c3f0e-…. Both are random, so whoever holds the
// bucket sees how many files a dossier has, about how long each is, and when it came. A file is written once and never
// changed. In a folder a name that ends in .tmp is of an upload under way; a crash may leave it, the sweep takes it.
// S3 keeps the parts of such a one where no listing shows them, and [Store.ClearBroken] takes them.
//
// # Order
//
// The bytes are durable before the event that names them is recorded: [Store.Put] returns when they are (in a folder:
// file and folders are synced). So an event never names a file that was not there. The other way round there may be
// files that no event names, of an upload that broke off at the end; who keeps the log sweeps them after a day
// ([Store.List], [Store.Delete]). When the keys of a file are destroyed it is deleted, and that may be done again: a
// copy that somebody puts back opens with no key that exists.
//
// # Backups
//
// Since files never change, a copy is made by copying what it lacks ([Copy]), in any order and at any time. A copy
// that keeps files deleted here holds ciphertext without keys.
package bijlage
