-- Schema 1.  Read from top to bottom: runs, what came in, what was read from it, what it says.
-- "number" is the row's own key inside this file; "id" is content-addressed and the same in every
-- ledger.  Spans are JSON, [[start, end], ...], in code points of articles.text, end exclusive.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    number     INTEGER PRIMARY KEY,
    source     TEXT NOT NULL,
    model      TEXT NOT NULL,
    version    TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at   TEXT,
    status     TEXT NOT NULL DEFAULT 'running'
               CHECK (status IN ('running', 'done', 'stopped', 'failed')),
    articles   INTEGER NOT NULL DEFAULT 0,
    attributions INTEGER NOT NULL DEFAULT 0,
    claims     INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0,
    refused    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The raw bytes, once per hash.  body is zlib-compressed; size counts the bytes before that.
CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    size   INTEGER NOT NULL,
    body   BLOB NOT NULL
) STRICT;

CREATE TABLE outlets (
    number   INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0,
    claims   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE articles (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    title      TEXT,
    outlet     INTEGER REFERENCES outlets (number),
    author     TEXT,
    published  TEXT,
    url        TEXT,
    language   TEXT NOT NULL,
    input_id   TEXT NOT NULL,
    run        INTEGER NOT NULL REFERENCES runs (number),
    sha256     TEXT NOT NULL,
    fetched_at TEXT,
    text       TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    sentences  TEXT NOT NULL,
    blocks     TEXT NOT NULL,
    headline   TEXT,
    dateline   TEXT,
    links      TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_outlet ON articles (outlet, published);
CREATE INDEX articles_by_date ON articles (published);

-- Everything ever handed in, by the key of that very input: what makes a second run cheap.
-- declared is JSON: what the source itself said (url, title, outlet, published, language).
CREATE TABLE inputs (
    input_key  TEXT PRIMARY KEY,
    input_id   TEXT NOT NULL,
    run        INTEGER NOT NULL REFERENCES runs (number),
    outcome    TEXT NOT NULL CHECK (outcome IN ('article', 'duplicate', 'refused')),
    article    INTEGER REFERENCES articles (number),
    page       INTEGER REFERENCES pages (number),
    media      TEXT,
    encoding   TEXT,
    declared   TEXT,
    fetched_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX inputs_by_article ON inputs (article) WHERE article IS NOT NULL;

CREATE TABLE refused (
    number    INTEGER PRIMARY KEY,
    input_key TEXT NOT NULL UNIQUE REFERENCES inputs (input_key),
    input_id  TEXT NOT NULL,
    run       INTEGER NOT NULL REFERENCES runs (number),
    reason    TEXT NOT NULL,
    detail    TEXT NOT NULL,
    url       TEXT
) STRICT;

-- Everybody who speaks, passes on, or is the root: once per name, kind and named-or-not.
CREATE TABLE sources (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    named  INTEGER NOT NULL CHECK (named IN (0, 1)),
    UNIQUE (name, kind, named)
) STRICT;

CREATE TABLE credits (
    article      INTEGER NOT NULL REFERENCES articles (number),
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    how          TEXT NOT NULL,
    start        INTEGER NOT NULL,
    "end"        INTEGER NOT NULL,
    covers_start INTEGER,
    covers_end   INTEGER,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE scare_quotes (
    article  INTEGER NOT NULL REFERENCES articles (number),
    position INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    type     TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- source is whom the words source_spans were resolved to; who_spans is where that name stands.
CREATE TABLE attributions (
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    article       INTEGER NOT NULL REFERENCES articles (number),
    source        INTEGER NOT NULL REFERENCES sources (number),
    speech        TEXT NOT NULL,
    firmness      TEXT NOT NULL,
    score         REAL NOT NULL,
    inside        INTEGER REFERENCES attributions (number) DEFERRABLE INITIALLY DEFERRED,
    source_spans  TEXT NOT NULL,
    cue_spans     TEXT NOT NULL,
    content_spans TEXT NOT NULL,
    who_span      TEXT,
    who_id        TEXT,
    why           TEXT NOT NULL
) STRICT;
CREATE INDEX attributions_by_article ON attributions (article);

CREATE TABLE chain_hops (
    attribution INTEGER NOT NULL REFERENCES attributions (number),
    position    INTEGER NOT NULL,
    source      INTEGER NOT NULL REFERENCES sources (number),
    firmness    TEXT NOT NULL,
    PRIMARY KEY (attribution, position)
) STRICT, WITHOUT ROWID;

-- outlet, published and source repeat what the article and the attribution hold, so that the
-- indexes below answer the filters without a join.
CREATE TABLE claims (
    number         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    article        INTEGER NOT NULL REFERENCES articles (number),
    attribution    INTEGER REFERENCES attributions (number),
    voice          TEXT NOT NULL,
    firmness       TEXT NOT NULL,
    source         INTEGER REFERENCES sources (number),
    root           INTEGER NOT NULL REFERENCES sources (number),
    root_firmness  TEXT NOT NULL,
    outlet         INTEGER REFERENCES outlets (number),
    published      TEXT,
    spans          TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL
) STRICT;
CREATE INDEX claims_by_article ON claims (article);
CREATE INDEX claims_by_attribution ON claims (attribution);
CREATE INDEX claims_by_source ON claims (source);
CREATE INDEX claims_by_root ON claims (root, firmness, article);
CREATE INDEX claims_by_outlet ON claims (outlet);
CREATE INDEX claims_by_date ON claims (published);
CREATE INDEX claims_by_firmness ON claims (firmness);

-- Counts kept in the same transaction as the rows they count.
CREATE TABLE root_counts (
    root     INTEGER PRIMARY KEY REFERENCES sources (number),
    articles INTEGER NOT NULL,
    claims   INTEGER NOT NULL,
    asserted INTEGER NOT NULL,
    hedged   INTEGER NOT NULL,
    alleged  INTEGER NOT NULL,
    denied   INTEGER NOT NULL,
    other    INTEGER NOT NULL
) STRICT;

-- facet: voice, firmness, root kind, source kind; and refused, where articles counts inputs.
CREATE TABLE facet_counts (
    facet    TEXT NOT NULL,
    value    TEXT NOT NULL,
    articles INTEGER NOT NULL,
    claims   INTEGER NOT NULL,
    PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

-- What people put right by hand, apart from what the model said.  The latest row of a field that
-- is not undone wins.  old and new are JSON.
CREATE TABLE corrections (
    number      INTEGER PRIMARY KEY,
    target_kind TEXT NOT NULL CHECK (target_kind IN ('article', 'attribution', 'claim', 'source')),
    target_id   TEXT NOT NULL,
    field       TEXT NOT NULL,
    old         TEXT,
    new         TEXT,
    "by"        TEXT NOT NULL,
    at          TEXT NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    undone_at   TEXT
) STRICT;
CREATE INDEX corrections_by_target ON corrections (target_kind, target_id, field);

-- One readable row a claim, cut out of the article's own text.  rowid makes the full-text index
-- (and the search box of Datasette) work on the view.  No json_each here: the full-text index
-- may not read a view that rests on a virtual table.
CREATE VIEW claims_view AS
SELECT
    c.number AS rowid,
    c.id AS id,
    a.published AS published,
    o.name AS outlet,
    a.title AS title,
    s.name AS source,
    s.kind AS source_kind,
    c.voice AS voice,
    c.firmness AS firmness,
    (WITH RECURSIVE part (i) AS
         (SELECT 0 UNION ALL SELECT i + 1 FROM part WHERE i + 1 < json_array_length(c.spans))
     SELECT group_concat(substr(a.text, json_extract(c.spans, '$[' || i || '][0]') + 1,
                                json_extract(c.spans, '$[' || i || '][1]')
                                - json_extract(c.spans, '$[' || i || '][0]')), ' … ')
       FROM part) AS content,
    (WITH RECURSIVE part (i) AS
         (SELECT 0 UNION ALL SELECT i + 1 FROM part WHERE i + 1 < json_array_length(t.cue_spans))
     SELECT group_concat(substr(a.text, json_extract(t.cue_spans, '$[' || i || '][0]') + 1,
                                json_extract(t.cue_spans, '$[' || i || '][1]')
                                - json_extract(t.cue_spans, '$[' || i || '][0]')), ' … ')
       FROM part) AS cue,
    (WITH RECURSIVE part (i) AS
         (SELECT 0 UNION ALL SELECT i + 1 FROM part WHERE i + 1 < json_array_length(t.source_spans))
     SELECT group_concat(substr(a.text, json_extract(t.source_spans, '$[' || i || '][0]') + 1,
                                json_extract(t.source_spans, '$[' || i || '][1]')
                                - json_extract(t.source_spans, '$[' || i || '][0]')), ' … ')
       FROM part) AS source_words,
    r.name AS root,
    r.kind AS root_kind,
    r.named AS root_named,
    (SELECT group_concat(name, ' < ')
       FROM (SELECT p.name AS name
               FROM chain_hops AS h JOIN sources AS p ON p.number = h.source
              WHERE h.attribution = c.attribution ORDER BY h.position)) AS chain,
    t.score AS score,
    substr(a.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence,
    a.id AS article,
    a.url AS url,
    a.input_id AS input_id
FROM claims AS c
JOIN articles AS a ON a.number = c.article
JOIN sources AS r ON r.number = c.root
LEFT JOIN outlets AS o ON o.number = c.outlet
LEFT JOIN attributions AS t ON t.number = c.attribution
LEFT JOIN sources AS s ON s.number = c.source;

CREATE VIRTUAL TABLE claims_fts USING fts5 (
    sentence,
    content="claims_view",
    content_rowid="rowid",
    tokenize="unicode61 remove_diacritics 2"
);
