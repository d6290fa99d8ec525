-- A draft that another than its owner threw away leaves a tombstone too: who, why and when. A reason is a code.
ALTER TABLE concept RENAME TO concept_1;
DROP INDEX concept_eigenaar;
DROP INDEX concept_dossier;
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
	weggegooid   INTEGER,
	door         TEXT CHECK (door <> ''),
	reden        TEXT CHECK (reden <> ''),
	CHECK ((vernietigd IS NULL) = (vernietiging IS NULL)),
	CHECK ((weggegooid IS NULL) = (door IS NULL) AND (weggegooid IS NULL) = (reden IS NULL)),
	CHECK ((vernietigd IS NOT NULL) + (weggegooid IS NOT NULL) = (lengte = 0))
) STRICT, WITHOUT ROWID;
INSERT INTO concept SELECT concept, dossier, onderdeel, eigenaar, waarvan, begonnen, bewaard, versie, lengte, vernietigd, vernietiging, NULL, NULL, NULL
FROM concept_1;
DROP TABLE concept_1;
CREATE INDEX concept_eigenaar ON concept (eigenaar);
CREATE INDEX concept_dossier ON concept (dossier);
