-- What this file is: the digest of the schema and of the projections' versions that made it, and of its tables as SQLite
-- describes them, so that a file that lacks one is known before it is used; and a check value of the index key that its tokens
-- are made with, so that a file whose key the vault no longer has, or never had, is known too.
CREATE TABLE bestand (
	een    INTEGER PRIMARY KEY CHECK (een = 1),
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	vorm   BLOB NOT NULL CHECK (length(vorm) = 32),
	proef  BLOB NOT NULL CHECK (length(proef) = 32)
) STRICT;

-- The last record that went in, and the position before it, so that another log, or an older copy of this one, is
-- recognised: reading on from vorige must give this event first.
CREATE TABLE anker (
	een         INTEGER PRIMARY KEY CHECK (een = 1),
	vorige      BLOB NOT NULL,
	positie     BLOB NOT NULL,
	gebeurtenis BLOB NOT NULL CHECK (length(gebeurtenis) = 16)
) STRICT;

-- How far each projection is, and where it stopped. Times everywhere: microseconds since 1970, UTC.
CREATE TABLE stand (
	projectie TEXT PRIMARY KEY,
	positie   BLOB NOT NULL,
	op        INTEGER NOT NULL,
	soort     TEXT, -- of the event that stopped it
	stroom    TEXT,
	revisie   INTEGER,
	waarom    TEXT,
	sinds     INTEGER
) STRICT, WITHOUT ROWID;

-- What a besluit to destroy will do once it is approved, for each projection that must know.
CREATE TABLE besluit_deel (
	projectie    TEXT NOT NULL,
	vernietiging BLOB NOT NULL CHECK (length(vernietiging) = 16),
	onderdeel    BLOB NOT NULL CHECK (length(onderdeel) = 16),
	uitkomst     TEXT NOT NULL,
	revisie      INTEGER NOT NULL, -- of the new wording, for herschrijven
	PRIMARY KEY (projectie, vernietiging, onderdeel)
) STRICT, WITHOUT ROWID;
