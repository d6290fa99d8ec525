-- Boxes (sealed keys) stand in rows that never change size and never leave: SQLite then never moves one to another
-- page, and what wipes a box overwrites the only copy there ever was of it in the file. Tables that hold boxes are
-- therefore append-only by rowid; a node that goes is overwritten with zeros, and its row used again for another.

CREATE TABLE ledger (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	ledger BLOB NOT NULL CHECK (length(ledger) = 16)
) STRICT;

-- The epochs that something in this vault may be sealed under, each with a box that proves a ring right or wrong.
CREATE TABLE epoch (
	number INTEGER PRIMARY KEY CHECK (number > 0),
	proof  BLOB NOT NULL CHECK (length(proof) = 64)
) STRICT;

-- Everyone a key was ever issued to, and the stream it serves. Rows never change and never leave.
CREATE TABLE holder (
	holder BLOB PRIMARY KEY CHECK (length(holder) = 16),
	stream TEXT NOT NULL CHECK (stream <> '')
) STRICT, WITHOUT ROWID;

-- The nodes of holders' trees that still stand. All zeros: a free row.
CREATE TABLE node (
	id     INTEGER PRIMARY KEY,
	holder BLOB NOT NULL CHECK (length(holder) = 16),
	place  BLOB NOT NULL CHECK (length(place) = 5),
	box    BLOB NOT NULL CHECK (length(box) = 64)
) STRICT;
CREATE UNIQUE INDEX node_holder ON node (holder, place) WHERE holder <> x'00000000000000000000000000000000';
CREATE INDEX node_free ON node (id) WHERE holder = x'00000000000000000000000000000000';

-- What was destroyed, by which vernietiging, when (milliseconds since 1970, UTC). Rows never change and never leave.
CREATE TABLE tombstone (
	id           INTEGER PRIMARY KEY,
	holder       BLOB NOT NULL CHECK (length(holder) = 16),
	first        INTEGER NOT NULL CHECK (first >= 0),
	last         INTEGER NOT NULL CHECK (last >= first AND last <= 4294967295),
	vernietiging BLOB NOT NULL CHECK (length(vernietiging) = 16),
	at           INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tombstone_holder ON tombstone (holder, first, last, vernietiging);

-- Keys of blind indexes. A destroyed one is all zeros and its name is never used again.
CREATE TABLE index_key (
	id   INTEGER PRIMARY KEY,
	name TEXT NOT NULL CHECK (name <> ''),
	box  BLOB NOT NULL CHECK (length(box) = 64)
) STRICT;
CREATE UNIQUE INDEX index_key_name ON index_key (name);

-- How far the restore gate saw the log.
CREATE TABLE checkpoint (
	one      INTEGER PRIMARY KEY CHECK (one = 1),
	previous BLOB NOT NULL,
	event    BLOB NOT NULL CHECK (length(event) = 16),
	position BLOB NOT NULL
) STRICT;
