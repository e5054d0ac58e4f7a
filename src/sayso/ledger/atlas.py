"""Where and when claims tell that things are: what a map and a timeline are drawn from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.ledger import queries, search
from sayso.ledger.views import ClaimFilter, ClaimRow
from sayso.records import Precision, When
from sayso.records.days import bounds

RECENT = 2_000
"""Mentions without a place that are looked at, the newest: each is cut out of its article."""


@dataclass(frozen=True, slots=True)
class AtlasPlace:
    """A place as finely as texts tell it, and in how many of the claims meant they do.

    ``number`` is the ledger's own.  ``lat`` and ``lon`` are degrees (WGS 84) of the place that is
    named: what is told as a district or a country lies somewhere in it or off it.
    """

    number: int
    name: str | None
    country: str | None
    geonames: int | None
    lat: float
    lon: float
    precision: Precision
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class AtlasDate:
    """A date as texts tell it, with the first and the last day it may mean (``None``: open)."""

    edtf: str
    first: str | None
    last: str | None
    of: When
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that name a place of which nobody can tell where it is."""

    words: str
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class AtlasLists:
    """The most told places and dates, and how many there are in all.

    ``unplaced`` are words without a place among the newest :data:`RECENT` mentions.
    """

    places: tuple[AtlasPlace, ...]
    places_in_all: int
    dates: tuple[AtlasDate, ...]
    dates_in_all: int
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Every claim that tells a place or a date.

    ``places`` come with those of most claims first.  A claim is a position in ``articles``, which
    has the number of its article; ``where`` pairs claims with positions in ``places``, ``when``
    gives for a claim the first and last day of a date that is not open on both sides.
    """

    places: tuple[AtlasPlace, ...]
    articles: tuple[int, ...]
    where: tuple[tuple[int, int], ...]
    when: tuple[tuple[int, str | None, str | None, When], ...]


_COLUMNS = "p.number, p.name, p.country, p.geonames, p.lat, p.lon, p.precision"
_DRAWN = "p.lat IS NOT NULL AND p.lon IS NOT NULL AND p.precision IS NOT NULL"
_DATED = "coalesce(t.first, t.last) IS NOT NULL"


def atlas(db: sqlite3.Connection, wanted: ClaimFilter) -> Atlas:
    """The places and dates of the claims meant, each with its claims."""
    condition, values = search.where(db, wanted)
    pairs = db.execute(
        "SELECT DISTINCT t.claim, c.article, t.place FROM claim_places AS t "  # noqa: S608 -- conditions are literals of the ledger
        f"JOIN claims AS c ON c.number = t.claim JOIN places AS p ON p.number = t.place "
        f"WHERE {_DRAWN} AND {condition} ORDER BY t.claim, t.place",
        values,
    ).fetchall()
    dates = db.execute(
        'SELECT t.claim, c.article, t.first, t.last, t."of" FROM claim_dates AS t '  # noqa: S608 -- conditions are literals of the ledger
        f"JOIN claims AS c ON c.number = t.claim WHERE {_DATED} AND {condition} "
        "ORDER BY t.claim, t.position",
        values,
    ).fetchall()
    articles = {claim: article for claim, article, *_ in (*pairs, *dates)}
    claims = {claim: i for i, claim in enumerate(sorted(articles))}
    places = _counted(db, ((article, place) for _, article, place in pairs))
    at = {place.number: i for i, place in enumerate(places)}
    return Atlas(
        places,
        tuple(articles[claim] for claim in claims),
        tuple((claims[claim], at[place]) for claim, _, place in pairs),
        tuple((claims[claim], first, last, When(of)) for claim, _, first, last, of in dates),
    )


def _counted(db: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> tuple[AtlasPlace, ...]:
    """The places of pairs of article and place, a pair for each claim; most claims first."""
    claims: dict[int, int] = {}
    articles: dict[int, set[int]] = {}
    for article, place in pairs:
        claims[place] = claims.get(place, 0) + 1
        articles.setdefault(place, set()).add(article)
    rows = db.execute(f"SELECT {_COLUMNS} FROM places AS p WHERE {_DRAWN}")  # noqa: S608 -- names of this file
    found = [
        _place((*row, claims[row[0]], len(articles[row[0]]))) for row in rows if row[0] in claims
    ]
    return tuple(sorted(found, key=lambda p: (-p.claims, p.name or "", p.number)))


def lists(db: sqlite3.Connection, wanted: ClaimFilter, limit: int) -> AtlasLists:
    """The same as lists for people, the most told first, ``limit`` of each."""
    places, places_in_all = _places(db, wanted, limit)
    condition, values = search.where(db, wanted)
    dates = db.execute(
        'SELECT t.edtf, t.first, t.last, t."of", count(DISTINCT t.claim), '  # noqa: S608 -- conditions are literals of the ledger
        "count(DISTINCT c.article), count(*) OVER () FROM claim_dates AS t "
        f"JOIN claims AS c ON c.number = t.claim WHERE {_DATED} AND {condition} "
        'GROUP BY t.edtf, t."of" ORDER BY count(DISTINCT t.claim) DESC, t.first, t.edtf LIMIT ?',
        (*values, limit),
    ).fetchall()
    unplaced = db.execute(
        'SELECT substr(a.text, t.start + 1, t."end" - t.start) AS words, count(DISTINCT t.claim), '  # noqa: S608 -- conditions are literals of the ledger
        "count(DISTINCT a.number) FROM (SELECT t.* FROM claim_places AS t "
        "JOIN claims AS c ON c.number = t.claim LEFT JOIN places AS p ON p.number = t.place "
        f"WHERE NOT coalesce({_DRAWN}, 0) AND {condition} ORDER BY t.claim DESC LIMIT {RECENT}) "
        "AS t JOIN claims AS c ON c.number = t.claim JOIN articles AS a ON a.number = c.article "
        "GROUP BY words ORDER BY 2 DESC, words LIMIT ?",
        (*values, limit),
    ).fetchall()
    return AtlasLists(
        places,
        places_in_all,
        tuple(AtlasDate(edtf, a, b, When(of), *told[:2]) for edtf, a, b, of, *told in dates),
        dates[0][-1] if dates else 0,
        tuple(Unplaced(*row) for row in unplaced),
    )


def _places(
    db: sqlite3.Connection, wanted: ClaimFilter, limit: int
) -> tuple[tuple[AtlasPlace, ...], int]:
    """The most told places; of the whole ledger from the kept counts."""
    order = "ORDER BY claims DESC, p.name, p.number LIMIT ?"
    if wanted == ClaimFilter():
        rows = db.execute(
            f"SELECT {_COLUMNS}, p.claims, p.articles, count(*) OVER () FROM places AS p "  # noqa: S608 -- names of this file
            f"WHERE {_DRAWN} AND p.claims > 0 {order}",
            (limit,),
        ).fetchall()
    else:
        condition, values = search.where(db, wanted)
        rows = db.execute(
            f"SELECT {_COLUMNS}, count(DISTINCT t.claim) AS claims, count(DISTINCT c.article), "  # noqa: S608 -- conditions are literals of the ledger
            "count(*) OVER () FROM claim_places AS t JOIN claims AS c ON c.number = t.claim "
            f"JOIN places AS p ON p.number = t.place WHERE {_DRAWN} AND {condition} "
            f"GROUP BY p.number {order}",
            (*values, limit),
        ).fetchall()
    return tuple(_place(row[:-1]) for row in rows), rows[0][-1] if rows else 0


def _place(row: tuple[Any, ...]) -> AtlasPlace:
    number, name, country, geonames, lat, lon, precision, claims, articles = row
    fine = Precision(precision)
    return AtlasPlace(number, name, country, geonames, lat, lon, fine, claims, articles)


def claims_at(
    db: sqlite3.Connection,
    place: int,
    wanted: ClaimFilter,
    during: tuple[str | None, str | None],
    limit: int,
) -> tuple[list[ClaimRow], int]:
    """The newest claims that tell of a place (by its number), and how many do in all.

    ``during``: only those with a date that may mean a day from the first to the second of these
    ISO 8601 dates; ``None`` on a side bounds nothing there.
    """
    condition, values = search.where(db, wanted)
    first, last = bounds(during[0])[0], bounds(during[1])[1]
    if first is not None or last is not None:
        condition += (
            f" AND EXISTS (SELECT 1 FROM claim_dates AS t WHERE t.claim = c.number AND {_DATED} "  # noqa: S608 -- names of this file
            "AND coalesce(t.first, '') <= ? AND coalesce(t.last, '9999') >= ?)"
        )
        values = [*values, last or "9999", first or ""]
    found = db.execute(
        "SELECT c.number, count(*) OVER () FROM claims AS c WHERE c.number IN "  # noqa: S608 -- conditions are literals of the ledger
        f"(SELECT claim FROM claim_places WHERE place = ?) AND {condition} "
        "ORDER BY c.published DESC, c.number LIMIT ?",
        (place, *values, limit),
    ).fetchall()
    numbers = sorted(number for number, _ in found)
    by_number = dict(zip(numbers, queries.rows(db, numbers), strict=True))
    return [by_number[number] for number, _ in found], found[0][1] if found else 0
