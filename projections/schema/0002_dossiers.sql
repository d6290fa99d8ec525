-- One row per dossier, with what lists show.
CREATE TABLE dossier (
	nr             INTEGER PRIMARY KEY,
	id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	revisie        INTEGER NOT NULL,
	status         TEXT NOT NULL,
	fase           TEXT NOT NULL,
	geopend_op     INTEGER NOT NULL,
	gewijzigd_op   INTEGER NOT NULL,
	betrokkenen    INTEGER NOT NULL,
	onderdelen     INTEGER NOT NULL,
	vernietigingen INTEGER NOT NULL,
	kop            TEXT NOT NULL -- the fold without its parts, JSON
) STRICT;
CREATE INDEX dossier_gewijzigd ON dossier (gewijzigd_op, id);
CREATE INDEX dossier_status ON dossier (status, gewijzigd_op, id);

-- One row per part of a fold, JSON. soort: 1 betrokkene, 2 onderdeel, 3 vernietiging.
CREATE TABLE dossier_deel (
	dossier INTEGER NOT NULL,
	soort   INTEGER NOT NULL CHECK (soort BETWEEN 1 AND 3),
	id      BLOB NOT NULL CHECK (length(id) = 16),
	deel    TEXT NOT NULL,
	PRIMARY KEY (dossier, soort, id)
) STRICT, WITHOUT ROWID;
