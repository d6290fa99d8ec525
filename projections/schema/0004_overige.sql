-- Verstrekkingen: to whom stands in the blind index only.
CREATE TABLE verstrekking (
	dossier   BLOB NOT NULL CHECK (length(dossier) = 16),
	onderdeel BLOB NOT NULL CHECK (length(onderdeel) = 16),
	op        INTEGER NOT NULL,
	revisie   INTEGER NOT NULL,
	stand     TEXT NOT NULL,
	PRIMARY KEY (dossier, onderdeel)
) STRICT, WITHOUT ROWID;

-- What each verstrekking held: which wording of which onderdeel.
CREATE TABLE verstrekt (
	dossier      BLOB NOT NULL CHECK (length(dossier) = 16),
	onderdeel    BLOB NOT NULL CHECK (length(onderdeel) = 16),
	verstrekking BLOB NOT NULL CHECK (length(verstrekking) = 16),
	revisie      INTEGER NOT NULL,
	PRIMARY KEY (dossier, onderdeel, verstrekking)
) STRICT, WITHOUT ROWID;
CREATE INDEX verstrekt_verstrekking ON verstrekt (dossier, verstrekking);

-- Each onderdeel that was ever disclosed: its newest wording, and what became of it since.
CREATE TABLE stuk (
	dossier   BLOB NOT NULL CHECK (length(dossier) = 16),
	onderdeel BLOB NOT NULL CHECK (length(onderdeel) = 16),
	laatste   INTEGER NOT NULL,
	stand     TEXT NOT NULL,
	PRIMARY KEY (dossier, onderdeel)
) STRICT, WITHOUT ROWID;

-- The course of each vernietiging.
CREATE TABLE vernietiging (
	id               BLOB PRIMARY KEY CHECK (length(id) = 16),
	dossier          BLOB NOT NULL CHECK (length(dossier) = 16),
	stand            TEXT NOT NULL,
	omvang           TEXT NOT NULL, -- JSON
	besloten_op      INTEGER NOT NULL,
	besloten_door    TEXT NOT NULL, -- employee id
	goedgekeurd_op   INTEGER,
	goedgekeurd_door TEXT,
	ingetrokken_op   INTEGER,
	uitgevoerd_op    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX vernietiging_op ON vernietiging (besloten_op, id);
CREATE INDEX vernietiging_dossier ON vernietiging (dossier, besloten_op, id);

-- Who read what, and who was refused. A fact that was stored twice has the same moment and id, and stands here once.
CREATE TABLE raadpleging (
	dossier        BLOB NOT NULL CHECK (length(dossier) = 16),
	op             INTEGER NOT NULL,
	gebeurtenis    BLOB NOT NULL CHECK (length(gebeurtenis) = 16),
	soort          TEXT NOT NULL,
	wie            TEXT NOT NULL,
	namens         TEXT NOT NULL,
	rol            TEXT NOT NULL,
	doel           TEXT NOT NULL,
	wat            TEXT NOT NULL, -- geraadpleegd: which reading; geweigerd: which handeling
	code           TEXT NOT NULL, -- geweigerd: why
	revisie        INTEGER,       -- geraadpleegd: of the dossier
	beschikbaar_op INTEGER,       -- geraadpleegd: known when
	aantal         INTEGER,       -- geraadpleegd: of versions shown
	PRIMARY KEY (dossier, op, gebeurtenis)
) STRICT, WITHOUT ROWID;
