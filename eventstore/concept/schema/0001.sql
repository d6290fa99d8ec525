CREATE TABLE ledger (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	ledger BLOB NOT NULL CHECK (length(ledger) = 16)
) STRICT;

-- A draft, or what is left of one that was destroyed. Times are microseconds since 1970, UTC.
CREATE TABLE concept (
	concept      BLOB PRIMARY KEY CHECK (length(concept) = 16),
	dossier      BLOB NOT NULL CHECK (length(dossier) = 16),
	onderdeel    BLOB NOT NULL CHECK (length(onderdeel) = 16), -- zeros: of none
	eigenaar     TEXT NOT NULL CHECK (eigenaar <> ''),
	waarvan      TEXT NOT NULL CHECK (waarvan <> ''),
	begonnen     INTEGER NOT NULL,
	bewaard      INTEGER NOT NULL,
	versie       INTEGER NOT NULL CHECK (versie > 0),
	lengte       INTEGER NOT NULL CHECK (lengte >= 0), -- of the sealed text; 0 in a tombstone
	vernietigd   INTEGER,
	vernietiging BLOB CHECK (length(vernietiging) = 16),
	CHECK ((vernietigd IS NULL) = (vernietiging IS NULL)),
	CHECK ((vernietigd IS NULL) = (lengte > 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX concept_eigenaar ON concept (eigenaar);
CREATE INDEX concept_dossier ON concept (dossier);

-- Whom a draft concerns.
CREATE TABLE over (
	concept    BLOB NOT NULL CHECK (length(concept) = 16),
	betrokkene BLOB NOT NULL CHECK (length(betrokkene) = 16),
	PRIMARY KEY (concept, betrokkene)
) STRICT, WITHOUT ROWID;

-- Chunks of sealed texts: plaats is the draft and the chunk's number in it. All zeros: a free row. Rows never change size
-- and never leave, and one fills a page, so that SQLite never moves one: what overwrites a chunk overwrites its only copy.
CREATE TABLE stuk (
	id     INTEGER PRIMARY KEY,
	plaats BLOB NOT NULL CHECK (length(plaats) = 20),
	data   BLOB NOT NULL CHECK (length(data) = 4000)
) STRICT;
CREATE UNIQUE INDEX stuk_plaats ON stuk (plaats) WHERE plaats <> x'0000000000000000000000000000000000000000';
CREATE INDEX stuk_vrij ON stuk (id) WHERE plaats = x'0000000000000000000000000000000000000000';
