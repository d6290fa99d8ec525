// Package esdb keeps the log of events on an EventStoreDB (KurrentDB) cluster, through the vendor's client for Go,
// v4.2.0.
//
// # What it relies on
//
// The leader answers an append once a majority of the nodes has it, and an append to one stream is all or nothing.
// Every call asks the leader, by the header "requires-leader" that the client itself never sends. A leader that was
// deposed and is cut off says for a while that it leads, and answers reads with what it had; so a new connection is
// used only to a node whose log reaches as far as anything this store was answered before. Of what another process
// stored, and this one never read, it cannot know: until the deposed leader notices, reads of this process may lack
// that. A log that was put back from an older copy is refused in the same way until the process starts anew. The
// cluster belongs to the ledger: a stream that another application truncates reads as damage here. This package has no
// call that deletes, truncates or ages a stream; where somebody did, a read says ErrBroken and where.
//
// # Faults
//
// A call that meets a fault is tried again until [Options.Patience] or its context ends, with back-off. An append
// whose outcome is unknown (aborted, deadline, connection cut, refused without a reason) is looked up by its ids first
// and sent again, with the same ids, only where they are not there. What stays unknown is answered so:
// eventstore.ErrUnknownOutcome.
//
// The client dies for good after one failed discovery and can block its callers without end. So this package finds the
// leader itself, gives each client one address (a generation), never calls a client again that began to rediscover,
// and builds the next in the background, one at a time. A client is closed when the last call in it has left. One
// thing it leaks all the same, out of reach here: told of another leader, which then does not answer, it forgets to
// close that connection (three idle goroutines each time).
//
// # Positions
//
// A position is 32 hexadecimal digits: the commit position, then the prepare position, both byte offsets in the
// transaction log of this cluster. They are sparse and agree on all nodes; another cluster has others.
//
// # Limits
//
// EventStoreDB 22.10 or later: earlier servers do not give positions in reads of a stream (their pull request 3459).
// No IPv6 literals in the connection string: the client does not read them. A stream that was deleted softly looks as
// if it never was to a login that may not read its metadata. Gaps in the log are noticed for streams seen lately in
// the same read; dossierd verify looks at all. Over a slow link a read goes on as long as each event comes within
// three quarters of [Options.Timeout]. Tried against a stand-in only, not against a real server.
package esdb
