-- The blind index: which onderdeel is found under which tokens.
--
-- SQLite's secure_delete wipes what is deleted, but not the copies that stay behind in the gap of a page when its cells
-- are laid out anew for a page split or merge. So a token stands in one place only: a row that never changes size, never
-- leaves, and is in a table that grows at its end, where SQLite moves no cell. Forgetting a token writes zeros over the
-- only copy that there ever was. For that, its search structure cannot be a SQLite index over tokens; it is a hash table
-- of chains: zoekvak holds the first row of each chain, volgende the next. Numbers begin at 2^60, so that every one takes
-- eight bytes; 2^60 itself is the end of a chain.
CREATE TABLE vindplaats (
	nr         INTEGER PRIMARY KEY CHECK (nr > 1152921504606846976),
	projectie  TEXT NOT NULL,
	dossier    BLOB NOT NULL CHECK (length(dossier) = 16),
	onderdeel  BLOB NOT NULL CHECK (length(onderdeel) = 16),
	betrokkene BLOB NOT NULL CHECK (length(betrokkene) = 16), -- zeros: nobody in particular
	revisie    INTEGER NOT NULL,                               -- of the newest wording
	identiteit INTEGER NOT NULL,                               -- 0: of none; 1: one that stands; 2: shielded; 3: removed
	UNIQUE (dossier, onderdeel, projectie)
) STRICT;
CREATE INDEX vindplaats_dicht ON vindplaats (dossier) WHERE identiteit > 1;

-- Who was recorded twice in a dossier, and is somebody else there now: found as one human. What is parted again is gone here.
CREATE TABLE samen (
	dossier BLOB NOT NULL CHECK (length(dossier) = 16),
	vervalt BLOB NOT NULL CHECK (length(vervalt) = 16),
	blijft  BLOB NOT NULL CHECK (length(blijft) = 16),
	PRIMARY KEY (dossier, vervalt)
) STRICT, WITHOUT ROWID;

CREATE TABLE zoekwoord (
	nr         INTEGER PRIMARY KEY CHECK (nr > 1152921504606846976),
	token      BLOB NOT NULL CHECK (length(token) = 16), -- zeros: a free row
	volgende   INTEGER NOT NULL CHECK (volgende >= 1152921504606846976),
	vindplaats INTEGER NOT NULL CHECK (vindplaats >= 1152921504606846976)
) STRICT;
CREATE INDEX zoekwoord_vindplaats ON zoekwoord (vindplaats) WHERE vindplaats > 1152921504606846976;

-- 2^14 chains, and one of free rows (16384). Never grows.
CREATE TABLE zoekvak (
	vak    INTEGER PRIMARY KEY,
	eerste INTEGER NOT NULL CHECK (eerste >= 1152921504606846976)
) STRICT;
WITH RECURSIVE v(vak) AS (SELECT 0 UNION ALL SELECT vak + 1 FROM v WHERE vak < 16384)
INSERT INTO zoekvak SELECT vak, 1152921504606846976 FROM v;
