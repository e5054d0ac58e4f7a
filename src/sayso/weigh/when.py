"""Of which days claims tell: of a statement without a date look-alikes of many days come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.records import When
from sayso.records.days import bounds
from sayso.weigh.deeds import SLACK
from sayso.weigh.judge import Row

__all__ = ["Stretch", "by_days"]

WEEK = 7
"""Days behind what happened within which an article tells of it, if it dates nothing else."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that may be those of one event, ISO 8601, and the claims that tell of them, by id."""

    first: str
    last: str
    claims: tuple[str, ...]


def by_days(rows: Sequence[Row]) -> tuple[Stretch, ...]:
    """Claims by the days of which they tell, the first first.

    The day is the one that a claim dates.  Days no more than two apart are one stretch: nights, and
    clocks of other zones.  A claim that dates nothing tells of the last stretch before its article
    came out, if no more than a week lies between; else of the day of its article.
    """
    dated = sorted((day, row.id) for row in rows if (day := _happened(row)) is not None)
    out = _together(dated)
    left: list[tuple[date, str]] = []
    for row in rows:
        day = _published(row) if _happened(row) is None else None
        near = [some for some in out if day is not None and _soon(some, day)]
        if near:
            near[-1].append((near[-1][-1][0], row.id))
        elif day is not None:
            left.append((day, row.id))
    every = sorted([*out, *_together(sorted(left))], key=lambda some: some[0])
    return tuple(
        Stretch(str(some[0][0]), str(some[-1][0]), tuple(ident for _, ident in some))
        for some in every
    )


def _together(told: Sequence[tuple[date, str]]) -> list[list[tuple[date, str]]]:
    out: list[list[tuple[date, str]]] = []
    for each in told:
        if out and (each[0] - out[-1][-1][0]).days <= SLACK:
            out[-1].append(each)
        else:
            out.append([each])
    return out


def _soon(some: Sequence[tuple[date, str]], published: date) -> bool:
    """Whether an article came out in a stretch of days, or within a week behind it."""
    before, behind = (some[0][0] - published).days, (published - some[-1][0]).days
    return before <= SLACK and behind <= WEEK


def _happened(row: Row) -> date | None:
    """The first day that a claim tells to be when it happened."""
    own = (bounds(each.edtf) for each in row.about.dates if each.of is When.HAPPENED)
    days = sorted(first for first, last in own if first and first == last)
    return _date(days[0]) if days else None


def _published(row: Row) -> date | None:
    return _date((row.published or "")[:10])


def _date(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
