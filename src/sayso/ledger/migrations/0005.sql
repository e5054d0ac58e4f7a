-- Schema 5.  What is one text: vectors of sentences, fingerprints, and what articles share.

-- 384 signed bytes a sentence, one after another; spans is JSON, one span a sentence.
CREATE TABLE vectors (
    article INTEGER PRIMARY KEY REFERENCES articles (number),
    spans   TEXT NOT NULL,
    bytes   BLOB NOT NULL
) STRICT;

-- The winnowed shingles of every article that was compared with those before it.
CREATE TABLE fingerprints (
    number  INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (number),
    PRIMARY KEY (number, article)
) STRICT, WITHOUT ROWID;

-- Which articles that is.
CREATE TABLE compared (
    article INTEGER PRIMARY KEY REFERENCES articles (number),
    at      TEXT NOT NULL
) STRICT;

-- A guess, with its reasons: a was compared with b, which was there before.  direction: the text of
-- which of them the other took.  passages is JSON, [[[start, end], [start, end]], ...].
CREATE TABLE reuses (
    a         INTEGER NOT NULL REFERENCES articles (number),
    b         INTEGER NOT NULL REFERENCES articles (number),
    label     TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('a', 'b', 'unknown')),
    score     REAL NOT NULL,
    passages  TEXT NOT NULL,
    why       TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX reuses_by_b ON reuses (b);
