"""Finding claims that may be about a statement: by the vectors of sentences, and by words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.ledger.views import Outline
from sayso.ledger.words import fts_query
from sayso.records import Firmness, Span, Voice

# Members by their values: to call the class for each of thousands takes longer than the query.
_VOICES = {each.value: each for each in Voice}
_FIRM = {each.value: each for each in Firmness}
_OUTLINES = (
    "SELECT a.id, c.number, c.id, c.voice, c.firmness, c.sentence_start, c.sentence_end, "
    "EXISTS (SELECT 1 FROM claim_frames AS f WHERE f.claim = c.number), "
    "EXISTS (SELECT 1 FROM claim_quantities AS q WHERE q.claim = c.number) "
    "FROM claims AS c JOIN articles AS a ON a.number = c.article WHERE NOT c.rejected "
    "AND {} IN (SELECT value FROM json_each(?)) ORDER BY c.sentence_start, c.number"
)


def vectors(db: sqlite3.Connection) -> Iterator[tuple[str, list[Span], bytes]]:
    """Of every article its id, the spans of its sentences, and their vectors one after another."""
    rows = db.execute(
        "SELECT a.id, v.spans, v.bytes FROM vectors AS v JOIN articles AS a ON a.number = v.article"
    )
    for article, spans, raw in rows:
        yield article, [(start, end) for start, end in json.loads(spans)], raw


def holding(db: sqlite3.Connection, sentences: Iterable[tuple[str, Span]]) -> list[int]:
    """Numbers of the claims whose sentence overlaps any of these of an article."""
    found: set[int] = set()
    for article, (start, end) in sentences:
        rows = db.execute(
            "SELECT c.number FROM claims AS c JOIN articles AS a ON a.number = c.article "
            "WHERE a.id = ? AND c.sentence_start < ? AND c.sentence_end > ? AND NOT c.rejected",
            (article, end, start),
        )
        found.update(row[0] for row in rows)
    return sorted(found)


def outlines_in(db: sqlite3.Connection, articles: Iterable[str]) -> Mapping[str, list[Outline]]:
    """All claims of some articles, by the article's id, in the order of its text."""
    return _outlines(db, "a.id", sorted(articles))


def outlines_of(db: sqlite3.Connection, claims: Iterable[int]) -> Mapping[str, list[Outline]]:
    """Those of the claims with these numbers that nobody rejected, by the id of their article."""
    return _outlines(db, "c.number", sorted(claims))


def _outlines(
    db: sqlite3.Connection, key: str, given: Sequence[str | int]
) -> Mapping[str, list[Outline]]:
    out: dict[str, list[Outline]] = {}
    rows = db.execute(_OUTLINES.format(key), (json.dumps(given),))
    for article, number, ident, voice, firm, start, end, framed, counts in rows:
        one = Outline(
            number, ident, _VOICES[voice], _FIRM[firm], (start, end), bool(framed), bool(counts)
        )
        out.setdefault(article, []).append(one)
    return out


def with_words(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """Numbers of the claims whose sentences hold the most telling of these words (bm25)."""
    queries = [query for word in words if (query := fts_query(f'"{word}"'))]
    if not queries:
        return []
    rows = db.execute(
        "SELECT rowid FROM claims_fts WHERE claims_fts MATCH ? "
        "AND rowid NOT IN (SELECT number FROM claims WHERE rejected) "
        "ORDER BY rank, rowid LIMIT ?",
        (" OR ".join(queries), limit),
    )
    return [row[0] for row in rows]


def texts(db: sqlite3.Connection, articles: Iterable[str]) -> Mapping[str, str]:
    """The texts of articles, by their ids."""
    rows = db.execute(
        "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(articles)),),
    )
    return dict(rows.fetchall())


def counts(db: sqlite3.Connection, words: Sequence[str]) -> tuple[Mapping[str, int], int]:
    """In how many claims' sentences each word stands, and how many claims there are."""
    out = {}
    for word in words:
        query = fts_query(f'"{word}"')
        if query is not None:
            row = db.execute(
                "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH ?", (query,)
            ).fetchone()
            out[word] = int(row[0])
    total = db.execute("SELECT count(*) FROM claims").fetchone()[0]
    return out, int(total)
