-- Schema 3.  Why: the rules behind author's claims, quoted words and cues that made no record.

-- JSON, [[what, rule], ...], as attributions.why; of a reported claim its attribution tells.
ALTER TABLE claims ADD COLUMN why TEXT NOT NULL DEFAULT '[]';
ALTER TABLE scare_quotes ADD COLUMN why TEXT NOT NULL DEFAULT '';

CREATE TABLE dropped_cues (
    article  INTEGER NOT NULL REFERENCES articles (number),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    why      TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
