-- The agenda: what is still to be done, about which onderdeel. What is done or has lapsed is gone from here.
CREATE TABLE punt (
	dossier     BLOB NOT NULL CHECK (length(dossier) = 16),
	onderdeel   BLOB NOT NULL CHECK (length(onderdeel) = 16),
	soort       TEXT NOT NULL,
	eigenaar    TEXT NOT NULL, -- employee id
	uiterlijk   INTEGER NOT NULL, -- the beginning of that day, UTC
	sinds       INTEGER NOT NULL,
	gebeurtenis BLOB NOT NULL CHECK (length(gebeurtenis) = 16), -- that gave it this owner and day
	PRIMARY KEY (dossier, onderdeel, soort)
) STRICT, WITHOUT ROWID;
CREATE INDEX punt_eigenaar ON punt (eigenaar, uiterlijk, gebeurtenis);
