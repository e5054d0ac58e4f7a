"""Dates as bars: what an EDTF interval may mean; solid when it happened, hollow when said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sayso.records import When
from sayso.show.drawing.svg import Element, svg
from sayso.show.phrases import count

ROWS = 12
ROW = 15
"""Pixels from one bar to the one below it."""
AXIS = 22
OUTSIDE = 0.02
"""Share of the claims whose dates may lie outside on either side: one year long ago would press
all the others together."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date that so many claims tell; ``None`` where it is open."""

    first: str | None
    last: str | None
    of: When
    claims: int
    edtf: str


@lru_cache(maxsize=65_536)
def day_of(iso: str | None) -> int | None:
    """Days since 1970 of an ISO 8601 date; ``None`` for none, and for what no calendar holds.

    >>> day_of("1970-01-02"), day_of("0000-01-01"), day_of(None)
    (1, None, None)
    """
    try:
        return None if iso is None else date.fromisoformat(iso).toordinal() - _EPOCH
    except ValueError:
        return None


_EPOCH = date(1970, 1, 1).toordinal()


def iso_of(day: int) -> str:
    """The ISO 8601 date of a day since 1970, within the years that a calendar holds."""
    return date.fromordinal(min(max(day + _EPOCH, 1), date.max.toordinal())).isoformat()


def span(dates: Sequence[Told]) -> tuple[int, int] | None:
    """The days between which nearly all dates lie; ``None`` where there is none."""
    known = [(day_of(each.first), day_of(each.last), each.claims) for each in dates]
    starts = sorted((at, n) for a, b, n in known if (at := a if a is not None else b) is not None)
    ends = sorted((at, n) for a, b, n in known if (at := b if b is not None else a) is not None)
    if not starts:
        return None
    low = _within(starts, OUTSIDE)
    high = max(_within(ends, 1 - OUTSIDE), low + 6)
    margin = max(2, (high - low) // 30)
    return low - margin, high + margin


def _within(points: Sequence[tuple[int, int]], share: float) -> int:
    """The point that so great a share of the weight lies at or before."""
    wanted = share * sum(weight for _, weight in points)
    seen = 0
    for at, weight in points:
        seen += weight
        if seen >= wanted:
            return at
    return points[-1][0]


def drawn(dates: Sequence[Told], *, width: int = 960) -> Element | None:
    """The bars as an ``svg`` element; ``None`` where no date is told.

    Of what does not fit into :data:`ROWS` rows, what is told least is left out.
    """
    shown = span(dates)
    if shown is None:
        return None
    scale = width / (shown[1] - shown[0])
    bars = list(_bars(dates, shown, scale, width))
    rows = max(row for *_, row in bars) + 1 if bars else 1
    height = rows * ROW + AXIS
    return svg(
        "svg",
        svg("title", f"When: {count(len(dates), 'date')}"),
        *_axis(shown, scale, height),
        *(_bar(each, left, right, row) for each, left, right, row in bars),
        class_="drawn times",
        viewBox=f"0 0 {width} {height}",
        role="img",
    )


def _bars(
    dates: Sequence[Told], shown: tuple[int, int], scale: float, width: int
) -> Iterator[tuple[Told, float, float, int]]:
    """Each bar with its edges in pixels and its row; short ones come to lie on top."""
    free: list[list[tuple[float, float]]] = []
    for each in sorted(dates, key=_length):
        first, last = day_of(each.first), day_of(each.last)
        left = 0.0 if first is None else (first - shown[0]) * scale
        right = float(width) if last is None else (last + 1 - shown[0]) * scale
        left, right = max(left, 0.0), min(max(right, left + 5), float(width))
        if right <= 0 or left >= width:
            continue
        row = next((i for i, taken in enumerate(free) if _fits(taken, left, right)), len(free))
        if row == ROWS:
            continue
        if row == len(free):
            free.append([])
        free[row].append((left, right))
        yield each, left, right, row


def _length(each: Told) -> tuple[int, int, str]:
    """What is told exactly comes first, and of two as exact what is told more."""
    first, last = day_of(each.first), day_of(each.last)
    days = _EPOCH if first is None or last is None else last - first
    return days, -each.claims, each.edtf


def _fits(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right + 2 <= a or b + 2 <= left for a, b in taken)


def _bar(each: Told, left: float, right: float, row: int) -> Element:
    happened = each.of is When.HAPPENED
    how = "happened" if happened else "said"
    return svg(
        "rect",
        svg("title", f"{how}: {each.edtf}; {count(each.claims, 'claim')}"),
        class_=f"bar {how}",
        x=left + 0.5,
        y=row * ROW + 2,
        width=max(right - left - 1, 3.0),
        height=ROW - 4,
        rx=2,
    )


def _axis(shown: tuple[int, int], scale: float, height: int) -> Iterator[Element]:
    for day, told in ticks(*shown):
        x = (day - shown[0]) * scale
        yield svg("path", class_="tick", d=f"M{x:.1f} 0V{height - AXIS + 4}")
        yield svg("text", told, class_="when", x=x + 3, y=height - 5)


def ticks(low: int, high: int) -> list[tuple[int, str]]:
    """Days at which years, months or single days begin, some nine of them, and their names.

    >>> ticks(0, 40)[:2]
    [(4, '5 January 1970'), (11, '12 January 1970')]
    >>> [name for _, name in ticks(0, 800)]  # doctest: +ELLIPSIS
    ['January 1970', 'April 1970', 'July 1970', 'October 1970', 'January 1971', 'April 1971', ...]
    """
    days = high - low
    if days < 90:
        step = max(1, days // 8) if days < 28 else 7 * max(1, days // 70)
        first = low if step < 7 else low + (4 - low) % 7
        return [(day, _day(day)) for day in range(first, high, step)]
    months = max(1, -(-days // 270))
    step = next(
        each
        for each in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
        if each >= months or each == 1200
    )
    begun = date.fromisoformat(iso_of(low))
    found: list[tuple[int, str]] = []
    at = (begun.year * 12 + begun.month - 1) // step * step
    while at // 12 < 9999:
        day = date(max(at // 12, 1), at % 12 + 1, 1).toordinal() - _EPOCH
        if day > high:
            break
        if day >= low:
            found.append(
                (
                    day,
                    str(at // 12)
                    if step >= 12
                    else f"{date(at // 12, at % 12 + 1, 1):%B} {at // 12}",
                )
            )
        at += step
    return found


def _day(day: int) -> str:
    when = date.fromisoformat(iso_of(day))
    return f"{when.day} {when:%B %Y}"
