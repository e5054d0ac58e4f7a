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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that may be those of one event, ISO 8601, and the claims that tell of them, by id."""

    first: str
    last: str
    claims: tuple[str, ...]


def by_days(rows: Sequence[Row]) -> tuple[Stretch, ...]:
    """Claims by the days of which they tell, the first first.

    The day is the one that a claim dates, else that of its article; claims without either are left
    out.  Days no more than two apart are one stretch: nights, and clocks of other zones.
    """
    told = sorted((day, row.id) for row in rows if (day := _day(row)) is not None)
    out: list[list[tuple[date, str]]] = []
    for each in told:
        if out and (each[0] - out[-1][-1][0]).days <= SLACK:
            out[-1].append(each)
        else:
            out.append([each])
    return tuple(
        Stretch(str(some[0][0]), str(some[-1][0]), tuple(ident for _, ident in some))
        for some in out
    )


def _day(row: Row) -> date | None:
    """The first day that a claim tells to be when it happened, else the day of publication."""
    own = (bounds(each.edtf) for each in row.about.dates if each.of is When.HAPPENED)
    days = sorted(first for first, last in own if first and first == last)
    try:
        return date.fromisoformat((days or [row.published or ""])[0][:10])
    except ValueError:
        return None
