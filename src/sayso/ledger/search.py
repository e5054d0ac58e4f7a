"""Choosing claims: by filter, or by the words of their sentences."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from sayso.ledger import queries
from sayso.ledger.views import ClaimFilter, ClaimRow, Hit, RootRow
from sayso.ledger.words import fts_query
from sayso.records import Span, Spans
from sayso.records.days import bounds

SNIPPET = 400
"""Characters of a sentence that a hit shows whole; of a longer one, the part around the match."""

_OPEN, _CLOSE = "\x02\x1f\x02", "\x03\x1f\x03"
"""Stand around each match while SQLite hands it over: controls that no text has a use for."""

KEPT = "NOT c.rejected"
"""A claim that no person rejected."""

Where = tuple[str, list[Any]]
"""A condition over ``claims AS c`` and its parameters."""


def where(db: sqlite3.Connection, wanted: ClaimFilter) -> Where:
    """The filter as SQL: all conditions must hold; what a person rejected is never meant."""
    query = None if wanted.words is None else fts_query(wanted.words)
    if wanted.words is not None and query is None:
        return "0", []
    # "~" sorts after whatever may follow a date, so that the whole day, month or year is in.
    until = None if wanted.until is None else wanted.until + "~"
    conditions = [
        *_by_name(db, wanted),
        *_by_world(db, wanted),
        ("c.firmness = ?", wanted.firmness),
        ("c.voice = ?", wanted.voice),
        ("c.published >= ?", wanted.since),
        ("c.published <= ?", until),
        ("c.number IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)", query),
    ]
    given = [(condition, value) for condition, value in conditions if value is not None]
    return " AND ".join([KEPT, *(sql for sql, _ in given)]), [value for _, value in given]


AMONG = "(SELECT value FROM json_each(?))"
"""One of the numbers in a JSON list, which is the parameter."""
_BY_ACTOR = (
    "c.number IN (SELECT claim FROM claim_actors WHERE who IN (SELECT value FROM json_each(?)))"
)
_BY_PLACE = (
    "c.number IN (SELECT claim FROM claim_places WHERE place IN (SELECT value FROM json_each(?)))"
)
_BY_COUNTRY = (
    "c.number IN (SELECT claim FROM claim_places WHERE place IN "
    "(SELECT number FROM places WHERE country = ?))"
)
_BY_EVENT = "c.number IN (SELECT claim FROM claim_frames WHERE event = ?)"
_DURING = (
    "c.number IN (SELECT claim FROM claim_dates, (SELECT ? AS asked) WHERE \"of\" = 'happened' "
    # What is open on a side reaches as far as one likes; dates of ISO 8601 sort as words.
    "AND coalesce(first, last) IS NOT NULL AND coalesce(first, '') <= substr(asked, 12) "
    "AND coalesce(last, '9999') >= substr(asked, 1, 10))"
)


def _by_world(db: sqlite3.Connection, wanted: ClaimFilter) -> Iterator[tuple[str, str]]:
    """Conditions on whom, where and when a claim tells of."""
    if wanted.actor is not None:
        some = actors(db, wanted.actor)
        yield _BY_ACTOR, some
    if wanted.place is not None:
        some = places(db, wanted.place)
        yield _BY_PLACE, some
    if wanted.country is not None:
        yield _BY_COUNTRY, wanted.country.upper()
    if wanted.event is not None:
        yield _BY_EVENT, wanted.event.upper()
    if wanted.during is not None:
        first, last = bounds(wanted.during)
        yield _DURING, f"{first}/{last}"


def actors(db: sqlite3.Connection, wanted: str) -> str:
    """Numbers, as JSON, of the actors whose name contains the words, or whose id they are."""
    row = db.execute("SELECT number FROM actors WHERE id = ?", (wanted,)).fetchone()
    if row is not None:
        return json.dumps([row[0]])
    return _named(db, "SELECT number, coalesce(called, name) FROM actors", wanted)


def places(db: sqlite3.Connection, wanted: str) -> str:
    """Numbers, as JSON, of the places whose name contains the words, or whose GeoNames id it is."""
    if wanted.isdecimal():
        rows = db.execute("SELECT number FROM places WHERE geonames = ?", (int(wanted),))
        return json.dumps([row[0] for row in rows])
    return _named(db, "SELECT number, name FROM places WHERE name IS NOT NULL", wanted)


def _by_name(db: sqlite3.Connection, wanted: ClaimFilter) -> Iterator[tuple[str, int | str]]:
    """Conditions on what has a name; names are looked up first: few, and whatever the case."""
    if wanted.article is not None:
        yield "c.article = ?", queries.number_of(db, "articles", wanted.article)
    if wanted.source is not None or wanted.kind is not None:
        among = _sources(db, wanted.source, wanted.kind)
        yield "c.source IN (SELECT value FROM json_each(?))", among
    if wanted.root is not None or wanted.root_kind is not None:
        among = _sources(db, wanted.root, wanted.root_kind)
        yield "c.root IN (SELECT value FROM json_each(?))", among
    if wanted.outlet is not None:
        among = _named(db, "SELECT number, name FROM outlets", wanted.outlet)
        yield "c.outlet IN (SELECT value FROM json_each(?))", among


def _sources(db: sqlite3.Connection, name: str | None, kind: str | None) -> str:
    if kind is None:
        return _named(db, "SELECT number, name FROM sources", name or "")
    return _named(db, "SELECT number, name FROM sources WHERE kind = ?", name or "", kind)


def _named(db: sqlite3.Connection, sql: str, words: str, *given: str) -> str:
    """Numbers, as JSON, of the rows whose name contains the words; behind ``=`` is the whole."""
    wanted, rows = words.casefold(), db.execute(sql, given)
    if wanted.startswith("="):
        return json.dumps([n for n, name in rows if wanted[1:] == name.casefold()])
    return json.dumps([n for n, name in rows if wanted in name.casefold()])


def claims(
    db: sqlite3.Connection, wanted: ClaimFilter, limit: int | None, offset: int
) -> Iterator[ClaimRow]:
    """Claims in the order of the ledger, some hundreds read at a time."""
    condition, values = where(db, wanted)
    last, left = 0, limit
    while left is None or left > 0:
        size = queries.CHUNK if left is None else min(queries.CHUNK, left)
        found = db.execute(
            f"SELECT c.number FROM claims AS c WHERE {condition} AND c.number > ? "  # noqa: S608 -- conditions are literals of this file
            "ORDER BY c.number LIMIT ? OFFSET ?",
            (*values, last, size, offset),
        ).fetchall()
        if not found:
            return
        yield from queries.rows(db, [row[0] for row in found])
        last, offset = found[-1][0], 0
        left = None if left is None else left - len(found)


def roots(db: sqlite3.Connection, wanted: ClaimFilter, limit: int) -> list[RootRow]:
    """Roots of the claims meant, the most claims first; all of them where ``limit`` is -1."""
    if wanted == ClaimFilter():
        return queries.all_roots(db, limit)
    condition, values = where(db, wanted)
    found = db.execute(
        "SELECT s.name, s.kind, s.named, count(DISTINCT c.article), count(*), "  # noqa: S608 -- conditions are literals of this file
        "sum(c.firmness = 'asserted'), sum(c.firmness = 'hedged'), sum(c.firmness = 'alleged'), "
        "sum(c.firmness = 'denied'), sum(c.firmness = 'other') "
        f"FROM claims AS c JOIN sources AS s ON s.number = c.root WHERE {condition} "
        "GROUP BY c.root ORDER BY count(*) DESC, s.name, s.kind, s.named DESC LIMIT ?",
        (*values, limit),
    )
    return [queries.root_row(row) for row in found]


def find(db: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """The claims whose sentences match best, with the matches."""
    query = fts_query(words)
    if query is None:
        return []
    found = db.execute(
        "SELECT rowid, rank, highlight(claims_fts, 0, ?, ?) FROM claims_fts "
        "WHERE claims_fts MATCH ? AND rowid NOT IN (SELECT number FROM claims WHERE rejected) "
        "ORDER BY rank, rowid LIMIT ?",
        (_OPEN, _CLOSE, query, limit),
    ).fetchall()
    numbers = sorted(row[0] for row in found)
    by_number = dict(zip(numbers, queries.rows(db, numbers), strict=True))
    return [_hit(by_number[at], rank, marked) for at, rank, marked in found]


def _hit(claim: ClaimRow, rank: float, marked: str) -> Hit:
    # A text that holds the marks themselves, or a NUL, cannot be shown its matches.
    plain = marked.replace(_OPEN, "").replace(_CLOSE, "")
    spans = matches(marked) if plain == claim.sentence else ()
    start, end = window(claim.sentence, spans)
    inside = tuple((s - start, e - start) for s, e in spans if start <= s and e <= end)
    return Hit(claim, claim.sentence[start:end], inside, claim.sentence_at + start, rank)


def matches(marked: str) -> Spans:
    r"""Offsets of the marked parts, in the text without its marks.

    >>> matches("the \x02\x1f\x02army\x03\x1f\x03 left")
    ((4, 8),)
    """
    spans: list[Span] = []
    at = 0
    for i, part in enumerate(marked.split(_OPEN)):
        if i == 0:
            at = len(part)
            continue
        hit, _, rest = part.partition(_CLOSE)
        spans.append((at, at + len(hit)))
        at += len(hit) + len(rest)
    return tuple(spans)


def window(sentence: str, spans: Spans) -> Span:
    """The whole sentence, or of a long one the part around its first match, cut at spaces."""
    if len(sentence) <= SNIPPET:
        return (0, len(sentence))
    first = spans[0][0] if spans else 0
    start = max(0, first - SNIPPET // 4)
    if start:
        space = sentence.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(sentence), start + SNIPPET)
    if end < len(sentence):
        space = sentence.rfind(" ", first + 1, end)
        end = space if space > 0 else end
    return (start, max(end, spans[0][1] if spans else end))
