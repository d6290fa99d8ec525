-- The log of events. Records are only ever added: the triggers hold that against a slip of ours, not against somebody
-- with another tool and write access to the file (the notary's proofs are for that).

CREATE TABLE streams (
    stream INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- position is the place in the whole log: 1, 2, 3, … without gaps, so that a record that went missing shows.
-- (stream, revision) is the place in the stream: 0, 1, 2, … without gaps.
-- An index on id is left out on purpose: it would halve the speed of appending, and nothing needs it (see ids.go).
CREATE TABLE events (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    stream   INTEGER NOT NULL REFERENCES streams (stream),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    id       BLOB    NOT NULL CHECK (length(id) = 16),
    kind     TEXT    NOT NULL CHECK (kind <> ''),
    data     BLOB    NOT NULL,
    meta     BLOB    NOT NULL,
    UNIQUE (stream, revision)
) STRICT;

-- One row. The writer changes it where a commit failed in a way that leaves its outcome open (see settle.go).
CREATE TABLE settled (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    times INTEGER NOT NULL
) STRICT;
INSERT INTO settled VALUES (1, 0);

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'an event never changes'); END;

CREATE TRIGGER events_never_leave BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'an event never leaves the log'); END;

CREATE TRIGGER streams_never_change BEFORE UPDATE ON streams
BEGIN SELECT raise(ABORT, 'a stream never changes its name'); END;

CREATE TRIGGER streams_never_leave BEFORE DELETE ON streams
BEGIN SELECT raise(ABORT, 'a stream never leaves the log'); END;
