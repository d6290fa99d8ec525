-- Who has which dossier now: an employee or a team, the other is ''.
CREATE TABLE toewijzing (
	medewerker TEXT NOT NULL, -- employee id
	team       TEXT NOT NULL, -- team id
	dossier    BLOB NOT NULL CHECK (length(dossier) = 16),
	rol        TEXT NOT NULL,
	PRIMARY KEY (medewerker, team, dossier, rol)
) STRICT, WITHOUT ROWID;
