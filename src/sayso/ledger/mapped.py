"""Places and dates of a choice of claims, counted from the columns: to draw and to list them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.atlas import DRAWN, Atlas, AtlasDate, AtlasPlace, Days, Unplaced, days, unplaced
from sayso.ledger.columns import Columns, Ints, Snapshot, Told
from sayso.ledger.desk import chosen
from sayso.ledger.views import ClaimFilter
from sayso.records import Precision, When

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many claims and articles tell each; ``order``: those that some do, most claims first."""

    claims: Ints
    articles: Ints
    order: Ints


@dataclass(frozen=True, slots=True)
class _Sites:
    """The places that can be drawn, by their numbers, and where each stands among all names."""

    rows: dict[int, tuple[str | None, str | None, int | None, float, float, str]]
    drawn: Mask
    rank: Ints


def atlas(
    db: sqlite3.Connection, wanted: ClaimFilter, during: Days, columns: Columns | None
) -> Atlas:
    """Every place and date of the claims meant, with the claims that tell them."""
    columns = columns or Columns()
    held = columns.of(db)

    def made() -> Atlas:
        inside = np.zeros(len(held.numbers), dtype=bool)
        inside[chosen(db, wanted, held)] = True
        if any(days(during)):
            inside &= _within(held, *days(during))
        return _atlas(held, inside, _sites(db, columns, held), unplaced(db, wanted))

    return columns.made(held, ("atlas", wanted, during), made)


def _atlas(held: Snapshot, inside: Mask, sites: _Sites, words: tuple[Unplaced, ...]) -> Atlas:
    told, dated = _pairs(held, inside, sites)
    places, dates = _counted(told, held, sites.rank), _counted(dated, held, _rank(held.dates))
    used = np.zeros(len(held.numbers), dtype=bool)
    used[told[0]] = used[dated[0]] = True
    again = np.cumsum(used) - 1
    return Atlas(
        tuple(_place(sites, places, number) for number in places.order.tolist()),
        tuple(_date(held.dates, dates, number) for number in dates.order.tolist()),
        words,
        int(used.sum()),
        _by_claim(np.stack([again[told[0]], _positions(places)[told[1]]])),
        _by_claim(np.stack([again[dated[0]], _positions(dates)[dated[1]]])),
    )


def _within(held: Snapshot, first: str, last: str) -> Mask:
    """For each claim of the columns whether a date of it may mean a day between these."""
    told = ((a or "", b or "9999") for _, a, b, _ in held.dates)
    meets = np.array([a <= (last or "9999") and b >= first for a, b in told], dtype=bool)
    inside = np.zeros(len(held.numbers), dtype=bool)
    inside[held.dated[0][meets[held.dated[1]]]] = True
    return inside


def _pairs(held: Snapshot, inside: Mask, sites: _Sites) -> tuple[Ints, Ints]:
    """The claims meant with their places that can be drawn, and with their dates."""
    told = held.told[:, inside[held.told[0]]]
    return told[:, sites.drawn[told[1]]], held.dated[:, inside[held.dated[0]]]


def _counted(pairs: Ints, held: Snapshot, rank: Ints) -> _Counted:
    """How often each is told; of what is told as often, the first by ``rank`` comes first."""
    claims = np.bincount(pairs[1], minlength=len(rank))
    # An article and what it tells as one number: told by several of its claims it counts once.
    once = np.sort(held.article[pairs[0]] * max(len(rank), 1) + pairs[1])
    once = once[np.diff(once, prepend=-1) > 0]
    articles = np.bincount(once % max(len(rank), 1), minlength=len(rank))
    some = np.flatnonzero(claims)
    return _Counted(claims, articles, some[np.lexsort((rank[some], -claims[some]))])


def _positions(counted: _Counted) -> Ints:
    """Where each stands in the order; -1 what is not in it."""
    made = np.full(len(counted.claims), -1, dtype=np.int64)
    made[counted.order] = np.arange(len(counted.order))
    return made


def _by_claim(pairs: Ints) -> Ints:
    ordered: Ints = pairs[:, np.lexsort((pairs[1], pairs[0]))]
    return ordered


def _sites(db: sqlite3.Connection, columns: Columns, held: Snapshot) -> _Sites:
    """The places that can be drawn, as the snapshot knows them."""

    def made() -> _Sites:
        found = db.execute(
            f"SELECT number, name, country, geonames, lat, lon, precision FROM places AS p "  # noqa: S608 -- a literal of the ledger
            f"WHERE {DRAWN} ORDER BY name, number"
        ).fetchall()
        most = max((row[0] for row in found), default=0)
        size = max(most, int(held.told[1].max(initial=0))) + 1
        numbers = np.array([row[0] for row in found], dtype=np.int64)
        drawn, rank = np.zeros(size, dtype=bool), np.zeros(size, dtype=np.int64)
        drawn[numbers], rank[numbers] = True, np.arange(len(numbers))
        return _Sites({number: row for number, *row in found}, drawn, rank)

    return columns.made(held, "sites", made)


def _rank(dates: Sequence[Told]) -> Ints:
    """Where each date stands among all: what begins first comes first, open beginnings before."""
    order = sorted(range(len(dates)), key=lambda i: (dates[i][1] or "", dates[i][0], dates[i][3]))
    made = np.zeros(len(dates), dtype=np.int64)
    made[order] = np.arange(len(dates))
    return made


def _place(sites: _Sites, counted: _Counted, number: int) -> AtlasPlace:
    name, country, geonames, lat, lon, precision = sites.rows[number]
    return AtlasPlace(
        number,
        name,
        country,
        geonames,
        lat,
        lon,
        Precision(precision),
        int(counted.claims[number]),
        int(counted.articles[number]),
    )


def _date(dates: Sequence[Told], counted: _Counted, number: int) -> AtlasDate:
    edtf, first, last, of = dates[number]
    told = int(counted.claims[number]), int(counted.articles[number])
    return AtlasDate(edtf, first, last, When(of), *told)
