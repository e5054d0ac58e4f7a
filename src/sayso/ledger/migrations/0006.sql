-- Schema 6.  What claims are to each other, and what a person decided over claims and roots.

-- A judgement of Sayso's own: what claim a is to claim b.  Those by hand stand in corrections.
CREATE TABLE bonds (
    a        INTEGER NOT NULL REFERENCES claims (number),
    b        INTEGER NOT NULL REFERENCES claims (number),
    relation TEXT NOT NULL,
    score    REAL NOT NULL,
    why      TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX bonds_by_b ON bonds (b);

-- The articles whose claims were compared with those of all others in this table.
CREATE TABLE bonded (
    article INTEGER PRIMARY KEY REFERENCES articles (number),
    at      TEXT NOT NULL
) STRICT;

-- 1 where a person says that it is no claim: it stays stored, and no list and no count has it.
ALTER TABLE claims ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1));

-- Whom the reading has as source and root, where a person merged them into another; else NULL.
ALTER TABLE claims ADD COLUMN told_source INTEGER REFERENCES sources (number);
ALTER TABLE claims ADD COLUMN told_root INTEGER REFERENCES sources (number);
CREATE INDEX claims_by_told_root ON claims (told_root) WHERE told_root IS NOT NULL;
CREATE INDEX claims_by_told_source ON claims (told_source) WHERE told_source IS NOT NULL;
