-- In which half-years dossiers received a melding, to count those: what became of it since is for the log to say. It stays when
-- a melding is destroyed, as in the log; that one still counts.
CREATE TABLE melding (
	half_jaar TEXT NOT NULL, -- 2026-1 is January to June, in the Netherlands
	dossier   BLOB NOT NULL CHECK (length(dossier) = 16),
	PRIMARY KEY (half_jaar, dossier)
) STRICT, WITHOUT ROWID;
