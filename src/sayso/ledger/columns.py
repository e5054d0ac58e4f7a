"""The columns that desk and map count by, held in memory: any choice of claims is counted at once.

A hundred thousand claims take 10 MB and are counted by every facet in some milliseconds, where SQL
takes half a second.  What changed in the file since is read when it is next asked for: new claims
alone where nothing else changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.records import Firmness, Kind

Ints = NDArray[np.int64]
FIRMNESS, KINDS = tuple(Firmness), tuple(Kind)
State = tuple[int, ...]
Told = tuple[str, str | None, str | None, str]
"""A date as it stands in the ledger: EDTF, first and last day, which it is."""
Made = TypeVar("Made")
KEPT = 8
"""Results that are kept of the newest snapshot."""


def _none(*shape: int) -> Ints:
    return np.zeros(shape or (0,), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The columns as they were at one moment; all have one entry a claim but the pairs.

    ``order`` gives the places of all claims, the latest published first, those of an article in the
    order of its text.  ``actors``, ``places``, ``told`` and ``dated`` are two rows each: the place
    of a claim, and what it names, each pair once: the number of an actor, that of a place in
    whatever precision, that of a place in the very one it is told in, and the index of a date in
    ``dates``.
    """

    numbers: Ints = field(default_factory=_none)
    article: Ints = field(default_factory=_none)
    firmness: Ints = field(default_factory=_none)
    root: Ints = field(default_factory=_none)
    outlet: Ints = field(default_factory=_none)
    day: Ints = field(default_factory=_none)
    kind_of: Ints = field(default_factory=_none)
    order: Ints = field(default_factory=_none)
    actors: Ints = field(default_factory=lambda: _none(2, 0))
    places: Ints = field(default_factory=lambda: _none(2, 0))
    told: Ints = field(default_factory=lambda: _none(2, 0))
    dated: Ints = field(default_factory=lambda: _none(2, 0))
    dates: tuple[Told, ...] = ()

    def at(self, numbers: Ints) -> Ints:
        """Where these claims stand in the columns; what is not there yet is left out."""
        if not len(self.numbers):
            return _none()
        places = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        found: Ints = places[self.numbers[places] == numbers]
        return found


class Columns:
    """The newest snapshot of one ledger; threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State | None = None
        self._held = Snapshot()
        self._made: tuple[Snapshot, dict[Hashable, Any]] = (self._held, {})

    def made(self, held: Snapshot, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is made of a snapshot; made once as long as no later one is there.

        The key has to tell all else that it is made from.
        """
        with self._lock:
            of, known = self._made
            if of is not held:
                self._made = (held, known := {})
            if key in known:
                found: Made = known[key]
                return found
        made = make()
        with self._lock:
            while len(known) >= KEPT:
                known.pop(next(iter(known)))
            known[key] = made
        return made

    def of(self, db: sqlite3.Connection) -> Snapshot:
        """The columns as the ledger has them now."""
        state = _state(db)
        with self._lock:
            if state == self._state:
                return self._held
            # Another thread may have seen a later state of the file; what it read is kept then.
            if (
                self._state is not None
                and state[0] < self._state[0]
                and state[1:] == self._state[1:]
            ):
                return self._held
            grown = self._state is not None and state[1:] == self._state[1:]
            self._held = _read(db, self._held if grown else Snapshot())
            self._state = state
            return self._held


def _state(db: sqlite3.Connection) -> State:
    """Changes whenever what the columns hold does: the last claim first, then all else."""
    last = db.execute("SELECT max(number) FROM claims").fetchone()[0]
    hand = db.execute("SELECT count(*), count(undone_at) FROM corrections").fetchone()
    replaced = db.execute("SELECT coalesce(sum(replaced), 0) FROM runs").fetchone()[0]
    return (last or 0, replaced, *hand)


def _read(db: sqlite3.Connection, held: Snapshot) -> Snapshot:
    """What is held, and all claims behind the last of it."""
    last = int(held.numbers[-1]) if len(held.numbers) else 0
    codes = {each: at for at, each in enumerate(FIRMNESS)}
    rows = db.execute(
        "SELECT number, article, firmness, root, coalesce(outlet, 0), "
        "coalesce(CAST(replace(substr(published, 1, 10), '-', '') AS INTEGER), 0) "
        "FROM claims WHERE number > ? AND NOT rejected ORDER BY number",
        (last,),
    )
    new = _table(((n, a, codes[Firmness(f)], *rest) for n, a, f, *rest in rows), 6)
    known = (held.numbers, held.article, held.firmness, held.root, held.outlet, held.day)
    numbers, article, firmness, root, outlet, day = (
        np.concatenate([old, column]) for old, column in zip(known, new, strict=True)
    )
    day = _whole(day)
    dates, dated = _dated(db, held, numbers, last)
    told = np.concatenate([held.told, _pairs(db, numbers, last, _TOLD)], axis=1)
    actors = np.concatenate([held.actors, _pairs(db, numbers, last, _ACTORS)], axis=1)
    places = np.concatenate([held.places, _pairs(db, numbers, last, _PLACES)], axis=1)
    return Snapshot(
        numbers=numbers,
        article=article,
        firmness=firmness,
        root=root,
        outlet=outlet,
        day=day,
        kind_of=_kinds(db),
        order=np.argsort(-day, kind="stable"),
        actors=actors,
        places=places,
        told=told,
        dated=dated,
        dates=dates,
    )


def _table(rows: Iterable[Sequence[int]], width: int) -> Ints:
    """Rows of whole numbers as columns."""
    made = np.array(list(rows), dtype=np.int64).reshape(-1, width)
    return made.T


def _whole(day: Ints) -> Ints:
    """Years and months as the first day that they may mean, less one: 2024 is 20240000."""
    day = np.where((day > 0) & (day < 10_000), day * 10_000, day)
    return np.where((day >= 10_000) & (day < 1_000_000), day * 100, day)


_ACTORS = "SELECT DISTINCT claim, who FROM claim_actors WHERE claim > ?"
# A place that is told in several precisions has as many rows; the first stands for all of them.
_PLACES = (
    "SELECT DISTINCT t.claim, f.first FROM claim_places AS t "
    "JOIN places AS p ON p.number = t.place "
    "JOIN (SELECT geonames, min(number) AS first FROM places GROUP BY geonames) AS f "
    "ON f.geonames = p.geonames WHERE t.claim > ?"
)
_TOLD = "SELECT DISTINCT claim, place FROM claim_places WHERE claim > ? AND place IS NOT NULL"
_DATES = (
    'SELECT DISTINCT claim, edtf, first, last, "of" FROM claim_dates '
    "WHERE claim > ? AND coalesce(first, last) IS NOT NULL"
)


def _pairs(db: sqlite3.Connection, numbers: Ints, last: int, sql: str) -> Ints:
    """Which of the new claims name which actors, or places; each pair once."""
    return _placed(numbers, _table(db.execute(sql, (last,)), 2))


def _placed(numbers: Ints, pairs: Ints) -> Ints:
    """Numbers of claims as their places; a claim that is not there, being rejected, is left out."""
    claims, named = pairs
    if not len(numbers):
        return _none(2, 0)
    places = np.minimum(np.searchsorted(numbers, claims), len(numbers) - 1)
    held = numbers[places] == claims
    return np.stack([places[held], named[held]])


def _dated(
    db: sqlite3.Connection, held: Snapshot, numbers: Ints, last: int
) -> tuple[tuple[Told, ...], Ints]:
    """The dates, new ones behind those that are known, and which claims tell which of them."""
    known = {each: at for at, each in enumerate(held.dates)}
    rows = db.execute(_DATES, (last,))
    new = _table(((claim, known.setdefault(tuple(date), len(known))) for claim, *date in rows), 2)
    return tuple(known), np.concatenate([held.dated, _placed(numbers, new)], axis=1)


def _kinds(db: sqlite3.Connection) -> Ints:
    """The kind of every source, as its place among the kinds, by the source's number."""
    codes = {each: at for at, each in enumerate(KINDS)}
    rows = db.execute("SELECT number, kind FROM sources").fetchall()
    out = np.zeros(max((n for n, _ in rows), default=0) + 1, dtype=np.int64)
    for number, kind in rows:
        out[number] = codes[Kind(kind)]
    return out
