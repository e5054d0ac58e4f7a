-- Schema 4.  What claims are about: actors, places, dates, quantities, frames.
-- Spans are start and "end", or JSON [start, end] where there may be none.

-- 0 where the reading was stored before claims were tied to the world: it is to be made anew.
ALTER TABLE articles ADD COLUMN grounded INTEGER NOT NULL DEFAULT 0 CHECK (grounded IN (0, 1));

-- Everybody whom a claim names, who says something, or who does or suffers what a claim tells.
-- id: that of the word lists (listed 1), or the hash of name and kind.  called: their name by hand.
-- The counts are those of whoever stands for them (see "who" below), in the same transaction:
-- articles that name or cite them, claims that name them, attributions of which they are the
-- source, frames in which they act or receive.
CREATE TABLE actors (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    listed   INTEGER NOT NULL CHECK (listed IN (0, 1)),
    called   TEXT,
    articles INTEGER NOT NULL DEFAULT 0,
    claims   INTEGER NOT NULL DEFAULT 0,
    said     INTEGER NOT NULL DEFAULT 0,
    acted    INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX actors_by_reach ON actors (articles, claims);

-- actor is whom the model's reading resolved the words to; who is whom they stand for today, after
-- corrections by hand.
CREATE TABLE claim_actors (
    claim    INTEGER NOT NULL REFERENCES claims (number),
    position INTEGER NOT NULL,
    actor    INTEGER NOT NULL REFERENCES actors (number),
    who      INTEGER NOT NULL REFERENCES actors (number),
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    why      TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actors_by_who ON claim_actors (who, claim);
CREATE INDEX claim_actors_by_actor ON claim_actors (actor);

CREATE TABLE source_actors (
    attribution INTEGER PRIMARY KEY REFERENCES attributions (number),
    actor       INTEGER NOT NULL REFERENCES actors (number),
    who         INTEGER NOT NULL REFERENCES actors (number),
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    why         TEXT NOT NULL
) STRICT;
CREATE INDEX source_actors_by_who ON source_actors (who);
CREATE INDEX source_actors_by_actor ON source_actors (actor);

-- A place as finely as a text tells it.  geonames is the GeoNames id; name, lat, lon (degrees, WGS
-- 84) and country (ISO 3166, two letters) are the gazetteer's; "Aleppo" and "north of Aleppo" are
-- two rows.
CREATE TABLE places (
    number    INTEGER PRIMARY KEY,
    geonames  INTEGER,
    name      TEXT,
    lat       REAL,
    lon       REAL,
    country   TEXT,
    precision TEXT,
    articles  INTEGER NOT NULL DEFAULT 0,
    claims    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX places_by_id ON places (geonames);
CREATE INDEX places_by_name ON places (name);
CREATE INDEX places_by_country ON places (country);

-- place is NULL where it cannot be told which is meant; why says so.
CREATE TABLE claim_places (
    claim    INTEGER NOT NULL REFERENCES claims (number),
    position INTEGER NOT NULL,
    place    INTEGER REFERENCES places (number),
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    why      TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_places_by_place ON claim_places (place, claim);

-- first and last are the first and the last day that edtf may mean; NULL where it is open there.
CREATE TABLE claim_dates (
    claim    INTEGER NOT NULL REFERENCES claims (number),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    edtf     TEXT,
    first    TEXT,
    last     TEXT,
    "of"     TEXT NOT NULL,
    why      TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_dates_by_day ON claim_dates (first, last);

CREATE TABLE claim_quantities (
    claim    INTEGER NOT NULL REFERENCES claims (number),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    low      REAL,
    high     REAL,
    unit     TEXT,
    modifier TEXT,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_quantities_by_unit ON claim_quantities (unit, claim);

-- Who does what to whom.  actor and recipient are the model's, acting and receiving those who stand
-- for them today.  place_at and date_at are positions in claim_places and claim_dates.
CREATE TABLE claim_frames (
    claim          INTEGER NOT NULL REFERENCES claims (number),
    position       INTEGER NOT NULL,
    start          INTEGER NOT NULL,
    "end"          INTEGER NOT NULL,
    event          TEXT NOT NULL,
    quad           INTEGER NOT NULL,
    mode           TEXT,
    negated        INTEGER NOT NULL CHECK (negated IN (0, 1)),
    modality       TEXT NOT NULL,
    score          REAL NOT NULL,
    actor_span     TEXT,
    actor          INTEGER REFERENCES actors (number),
    acting         INTEGER REFERENCES actors (number),
    recipient_span TEXT,
    recipient      INTEGER REFERENCES actors (number),
    receiving      INTEGER REFERENCES actors (number),
    place_span     TEXT,
    place_at       INTEGER,
    date_span      TEXT,
    date_at        INTEGER,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_frames_by_event ON claim_frames (event, claim);
CREATE INDEX claim_frames_by_acting ON claim_frames (acting, claim);
CREATE INDEX claim_frames_by_receiving ON claim_frames (receiving, claim);
CREATE INDEX claim_frames_by_actor ON claim_frames (actor);
CREATE INDEX claim_frames_by_recipient ON claim_frames (recipient);

-- Actors can be put right by hand, too: SQLite knows no other way to widen a CHECK.
CREATE TABLE corrections_wider (
    number      INTEGER PRIMARY KEY,
    target_kind TEXT NOT NULL
                CHECK (target_kind IN ('article', 'attribution', 'claim', 'source', 'actor')),
    target_id   TEXT NOT NULL,
    field       TEXT NOT NULL,
    old         TEXT,
    new         TEXT,
    "by"        TEXT NOT NULL,
    at          TEXT NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    undone_at   TEXT
) STRICT;
INSERT INTO corrections_wider SELECT * FROM corrections;
DROP TABLE corrections;
ALTER TABLE corrections_wider RENAME TO corrections;
CREATE INDEX corrections_by_target ON corrections (target_kind, target_id, field);

-- One readable row a frame: who does what to whom according to whom.
CREATE VIEW frames_view AS
SELECT
    f.claim AS claim,
    f.position AS position,
    c.id AS claim_id,
    coalesce(x.called, x.name) AS actor,
    substr(a.text, json_extract(f.actor_span, '$[0]') + 1,
           json_extract(f.actor_span, '$[1]') - json_extract(f.actor_span, '$[0]')) AS actor_words,
    f.event AS event,
    f.quad AS quad,
    f.mode AS mode,
    substr(a.text, f.start + 1, f."end" - f.start) AS predicate,
    coalesce(y.called, y.name) AS recipient,
    substr(a.text, json_extract(f.recipient_span, '$[0]') + 1,
           json_extract(f.recipient_span, '$[1]')
           - json_extract(f.recipient_span, '$[0]')) AS recipient_words,
    f.negated AS negated,
    f.modality AS modality,
    p.name AS place,
    p.geonames AS geonames,
    p.lat AS lat,
    p.lon AS lon,
    p.precision AS precision,
    p.country AS country,
    d.edtf AS date,
    s.name AS source,
    r.name AS root,
    c.firmness AS firmness,
    c.voice AS voice,
    o.name AS outlet,
    a.published AS published,
    substr(a.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence,
    a.id AS article,
    f.score AS score
FROM claim_frames AS f
JOIN claims AS c ON c.number = f.claim
JOIN articles AS a ON a.number = c.article
JOIN sources AS r ON r.number = c.root
LEFT JOIN sources AS s ON s.number = c.source
LEFT JOIN outlets AS o ON o.number = c.outlet
LEFT JOIN actors AS x ON x.number = f.acting
LEFT JOIN actors AS y ON y.number = f.receiving
LEFT JOIN claim_places AS l ON l.claim = f.claim AND l.position = f.place_at
LEFT JOIN places AS p ON p.number = l.place
LEFT JOIN claim_dates AS d ON d.claim = f.claim AND d.position = f.date_at;
