"""Where and when claims tell that things are: what a map and a timeline are drawn from."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ledger import queries, search
from sayso.ledger.views import ClaimFilter, ClaimRow
from sayso.records import Precision, When
from sayso.records.days import bounds

if TYPE_CHECKING:
    from sayso.ledger.columns import Ints

Days = tuple[str | None, str | None]
"""From the first to the second of these ISO 8601 dates; ``None`` bounds nothing there."""
ALWAYS: Days = (None, None)
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


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Every claim that tells a place or a date.

    ``places``, ``dates`` and ``unplaced`` come with those of most claims first; the last are the
    words without a place among the newest :data:`RECENT` mentions of all days.  A claim is a number
    below ``claims``, in the order of the ledger.  ``where`` and ``when`` have two rows each, by
    claim: the claim, and the position of a place, or of a date, that it tells.
    """

    places: tuple[AtlasPlace, ...]
    dates: tuple[AtlasDate, ...]
    unplaced: tuple[Unplaced, ...]
    claims: int
    where: Ints
    when: Ints


DRAWN = "p.lat IS NOT NULL AND p.lon IS NOT NULL AND p.precision IS NOT NULL"
"""A row of ``places AS p`` that can be drawn."""
_DATED = "coalesce(t.first, t.last) IS NOT NULL"


def unplaced(db: sqlite3.Connection, wanted: ClaimFilter) -> tuple[Unplaced, ...]:
    """Words without a place among the newest :data:`RECENT` mentions, the most told first."""
    condition, values = search.where(db, wanted)
    rows = db.execute(
        'SELECT substr(a.text, t.start + 1, t."end" - t.start) AS words, count(DISTINCT t.claim), '  # noqa: S608 -- conditions are literals of the ledger
        "count(DISTINCT a.number) FROM (SELECT t.* FROM claim_places AS t "
        "JOIN claims AS c ON c.number = t.claim WHERE (t.place IS NULL OR t.place IN "
        f"(SELECT p.number FROM places AS p WHERE NOT ({DRAWN}))) "
        f"AND {condition} ORDER BY t.claim DESC LIMIT {RECENT}) "
        "AS t JOIN claims AS c ON c.number = t.claim JOIN articles AS a ON a.number = c.article "
        "GROUP BY words ORDER BY 2 DESC, words",
        values,
    )
    return tuple(Unplaced(*row) for row in rows)


def lists(found: Atlas, limit: int) -> AtlasLists:
    """The first of each list, and how many there are in all."""
    places, dates = found.places, found.dates
    return AtlasLists(
        places[:limit], len(places), dates[:limit], len(dates), found.unplaced[:limit]
    )


def days(during: Days) -> tuple[str, str]:
    """The first and the last day; empty where there is no bound, or words that tell no day."""
    return bounds(during[0])[0] or "", bounds(during[1])[1] or ""


def claims_at(
    db: sqlite3.Connection,
    place: int,
    wanted: ClaimFilter,
    during: Days,
    limit: int,
) -> tuple[list[ClaimRow], int]:
    """The newest claims that tell of a place (by its number), and how many do in all.

    ``during``: only those with a date that may mean a day from the first to the second of these
    ISO 8601 dates; ``None`` on a side bounds nothing there.
    """
    condition, values = search.where(db, wanted)
    first, last = days(during)
    if first or last:
        condition += (
            f" AND EXISTS (SELECT 1 FROM claim_dates AS t WHERE t.claim = c.number AND {_DATED} "  # noqa: S608 -- names of this file
            "AND coalesce(t.first, '') <= ? AND coalesce(t.last, '9999') >= ?)"
        )
        values = [*values, last or "9999", first]
    found = db.execute(
        "SELECT c.number, count(*) OVER () FROM claims AS c WHERE c.number IN "  # noqa: S608 -- conditions are literals of the ledger
        f"(SELECT claim FROM claim_places WHERE place = ?) AND {condition} "
        "ORDER BY c.published DESC, c.number LIMIT ?",
        (place, *values, limit),
    ).fetchall()
    numbers = sorted(number for number, _ in found)
    by_number = dict(zip(numbers, queries.rows(db, numbers), strict=True))
    return [by_number[number] for number, _ in found], found[0][1] if found else 0
