// Package standin is a stand-in of an EventStoreDB cluster, for tests: it runs inside the test's process and speaks
// the real client's gRPC over loopback, but it is not EventStoreDB and none of its code is. Where a test passes on it,
// that says what this package believes of the server (oss-v24.6.0, as far as its sources, documentation and issues
// show); a real server still has to be asked.
//
// # What is as on the server
//
// Streams.Append, Read, Delete and Tombstone, ServerFeatures and Gossip. Expected revisions and idempotency by event
// id: with an explicit revision the ids at those revisions are compared, with Any only those a cache in memory knows,
// which is lost at a restart. Positions are byte offsets: sparse, increasing, commit = prepare, the same on each node.
// $all has system events between the others (an epoch per election, statistics, metadata of streams). Forward reads of
// $all begin at the position, backward ones before it, subscriptions after it. Filtered subscriptions send
// checkpoints, the false one of oss-v24.2.0 to 24.6.0 too. Errors have the server's codes and trailers.
//
// # What is not
//
// Statistics come by number of appends, not by the clock. An election takes no time; a leader that stops has a
// successor at once while a majority runs. A follower has what the leader has unless it is told to lag ([Node.Hold]),
// and an append never waits for it. A scavenge is of all nodes at once. Links, projections, persistent subscriptions,
// BatchAppend, what $maxAge does and access control per stream are left out: credentials open everything or nothing. A
// slow reader is never dropped for it.
//
// # Faults
//
// [Cluster.Fail] queues what shall go wrong with the next calls that fit; [Cluster.Pending] tells whether it did.
// Nodes stop, start, lag, pause, are isolated ([Node.Isolate]) and have their connections cut; [Cluster.Elect] and
// [Cluster.Depose] move the leadership.
//
// # Durability
//
// An append is written to dir/log before it is answered, without fsync: it survives the death of the process, not of
// the machine. A torn tail is dropped at the start. All nodes share the one log.
package standin
