"""What a desk shows: some claims of a choice, how many there are, and what they are counted by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.ledger import queries, search
from sayso.ledger.columns import FIRMNESS, KINDS, Columns, Ints, Snapshot
from sayso.ledger.standing import Standing, standings
from sayso.ledger.views import ClaimFilter, ClaimRow
from sayso.ledger.words import fts_query
from sayso.records import Spans

BY = ("root kind", "firmness", "outlet", "actor", "place", "month")
"""What a choice of claims is counted by."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the words of a claim stand in its article: who, says, and the sentence's end."""

    source: Spans
    cue: Spans
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One claim, where its words stand, and what it stands among."""

    claim: ClaimRow
    spot: Spot
    standing: Standing


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what to choose it by, how it reads, how many of the claims have it."""

    key: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Some of the claims of a choice, the latest published first; ``total`` counts all of them."""

    rows: tuple[DeskRow, ...]
    total: int
    facets: dict[str, tuple[FacetValue, ...]]


def desk(
    db: sqlite3.Connection,
    wanted: ClaimFilter,
    columns: Columns,
    span: tuple[int, int],
    most: int,
) -> Desk:
    """The claims from the first to the last of ``span``, and ``most`` values of each facet."""
    held = columns.of(db)
    meant = chosen(db, wanted, held)
    inside = np.zeros(len(held.numbers), dtype=bool)
    inside[meant] = True
    ordered = held.order[inside[held.order]][slice(*span)]
    numbers = [int(each) for each in held.numbers[ordered]]
    facets = {name: tuple(_facet(db, name, held, inside, most)) for name in BY}
    return Desk(tuple(_rows(db, numbers)), len(meant), facets)


def chosen(db: sqlite3.Connection, wanted: ClaimFilter, held: Snapshot) -> Ints:
    """Where the claims meant stand in the columns, in their order.

    What the columns tell is asked of them, and words of their index alone.
    """
    if wanted.firmness is not None:
        rest = chosen(db, replace(wanted, firmness=None), held)
        firm: Ints = rest[held.firmness[rest] == FIRMNESS.index(wanted.firmness)]
        return firm
    if wanted.root_kind is not None and wanted.root is None:
        rest = chosen(db, replace(wanted, root_kind=None), held)
        kind: Ints = rest[held.kind_of[held.root[rest]] == KINDS.index(wanted.root_kind)]
        return kind
    if wanted.words is not None:
        found = held.at(_having(db, wanted.words))
        if wanted == ClaimFilter(words=wanted.words):
            return found
        rest = chosen(db, replace(wanted, words=None), held)
        both: Ints = np.intersect1d(rest, found, assume_unique=True)
        return both
    if wanted == ClaimFilter():
        return np.arange(len(held.numbers))
    condition, values = search.where(db, wanted)
    sql = f"SELECT c.number AS n FROM claims AS c WHERE {condition}"  # noqa: S608 -- conditions are literals of search
    return held.at(np.sort(_numbers(db, sql, values)))


def _having(db: sqlite3.Connection, words: str) -> Ints:
    """Numbers of the claims whose sentences hold the words, as their index has them: ascending."""
    query = fts_query(words)
    if query is None:
        return np.zeros(0, dtype=np.int64)
    return _numbers(db, "SELECT rowid AS n FROM claims_fts WHERE claims_fts MATCH ?", [query])


def _numbers(db: sqlite3.Connection, sql: str, values: Sequence[object]) -> Ints:
    """The column ``n``, handed over at once: other threads run while SQLite reads it."""
    told = db.execute(f"SELECT group_concat(n, ' ') FROM ({sql})", values).fetchone()[0]  # noqa: S608 -- literals of this file
    return np.fromstring(told, dtype=np.int64, sep=" ") if told else np.zeros(0, np.int64)


# --- facets ---------------------------------------------------------------------------------


def _facet(
    db: sqlite3.Connection, name: str, held: Snapshot, inside: np.ndarray, most: int
) -> Iterator[FacetValue]:
    """The values that most of the chosen claims have; of months the latest."""
    if name == "firmness":
        counts = np.bincount(held.firmness[inside], minlength=len(FIRMNESS))
        yield from (FacetValue(w, w, int(n)) for w, n in zip(FIRMNESS, counts, strict=True) if n)
    elif name == "root kind":
        kinds = np.bincount(held.kind_of[held.root[inside]], minlength=len(KINDS))
        best = sorted(zip(KINDS, kinds, strict=True), key=lambda pair: -pair[1])
        yield from (FacetValue(w, w, int(n)) for w, n in best if n)
    elif name == "month":
        months, counts = np.unique(held.day[inside] // 100, return_counts=True)
        known = [(int(m), int(n)) for m, n in zip(months, counts, strict=True) if m][::-1]
        for month, n in known[:most]:
            told = f"{month // 100}-{month % 100:02}" if month % 100 else str(month // 100)
            yield FacetValue(told, told, n)
    else:
        column = held.outlet[inside] if name == "outlet" else _named(held, name, inside)
        top = _top(column[column > 0], most)
        labels = _labels(db, name, [number for number, _ in top])
        for number, n in top:
            if number in labels:
                key, label = labels[number]
                yield FacetValue(key, label, n)


def _named(held: Snapshot, name: str, inside: np.ndarray) -> Ints:
    claims, named = held.actors if name == "actor" else held.places
    found: Ints = named[inside[claims]]
    return found


def _top(column: Ints, most: int) -> list[tuple[int, int]]:
    """The numbers that come most often, with how often they do."""
    counts = np.bincount(column)
    best = np.argsort(-counts, kind="stable")[:most]
    return [(int(number), int(counts[number])) for number in best if counts[number]]


_LABELS = {
    "outlet": "SELECT number, '=' || name, name FROM outlets",
    "actor": "SELECT number, id, coalesce(called, name) FROM actors",
    "place": "SELECT number, CAST(geonames AS TEXT), name FROM places",
}


def _labels(
    db: sqlite3.Connection, name: str, numbers: Sequence[int]
) -> dict[int, tuple[str, str]]:
    """What to choose each by, and how it reads."""
    rows = db.execute(
        f"{_LABELS[name]} WHERE number IN (SELECT value FROM json_each(?))",  # noqa: S608 -- a literal above
        (json.dumps(numbers),),
    )
    return {number: (key, label) for number, key, label in rows if label}


# --- rows -----------------------------------------------------------------------------------


def _rows(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[DeskRow]:
    """The claims with these numbers, in this order."""
    found = dict(zip(sorted(numbers), queries.rows(db, sorted(numbers)), strict=True))
    spots = _spots(db, numbers)
    among = standings(db, numbers)
    for number in numbers:
        yield DeskRow(found[number], spots[number], among[number])


def _spots(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Spot]:
    rows = db.execute(
        "SELECT c.number, t.source_spans, t.cue_spans, c.sentence_start, c.sentence_end "
        "FROM claims AS c LEFT JOIN attributions AS t ON t.number = c.attribution "
        "WHERE c.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {
        number: Spot(queries.spans(source or "[]"), queries.spans(cue or "[]"), (start, end))
        for number, source, cue, start, end in rows
    }
